"""Every word of time is recognised in its own examples, and its counterexamples hold no expression of time."""

from typing import Any

import pytest

from quotes.lexicon import table
from quotes.resolve.temporal import find_times

ENTRIES = table("times")["entry"]
CLASSES = {
    *("weekday", "month", "season", "unit", "part", "deictic", "order", "same", "distance", "edge", "edge_noun", "number", "few"),
    *("vague", "ordinal", "holiday"),
}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["lemma"])
def test_examples_hold_an_expression_of_time_and_counterexamples_none(entry: dict[str, Any]) -> None:
    assert entry["examples"]
    for example in entry["examples"]:
        assert find_times(example), example
    for counterexample in entry.get("counterexamples", ()):
        assert find_times(counterexample) == [], counterexample


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["lemma"])
def test_an_entry_says_all_that_the_grammar_asks_for(entry: dict[str, Any]) -> None:
    assert entry["class"] in CLASSES
    assert all(form == form.lower() for form in [*entry["forms"], *entry.get("short", ())])


def test_no_form_stands_in_two_entries() -> None:
    entries = [entry for entry in ENTRIES if entry["class"] != "edge_noun"]
    forms = [form for entry in entries for form in [*entry["forms"], *entry.get("short", ())]]
    assert len(forms) == len(set(forms))
