"""Every table of the lexicon is tested: its examples by the test that reads them, plain word lists by what they promise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quotes import lexicon
from quotes.resolve.grammar import closed_class, verb_forms

TABLES = sorted(path.stem for path in (Path(lexicon.__file__).parent / "en").glob("*.toml"))
TESTS = Path(__file__).resolve().parents[1]

WORD_LISTS = {
    "cue_rates": "learned from the training corpus, not written",
    "layout": "lines around the prose: the case files of blocks and datelines",
    "nouns": "classes of nouns: the case files of speakers and kinds",
    "occasions": "words left out of a comparison: the seeds read together",
    "places": "names of places: tests/unit/test_people_lexicon.py",
    "verbs": "classes of verbs: below, and verbs.examples.toml",
    "words": "closed classes: below",
}
"""Tables whose entries are words alone, without an example each, and what tests them instead."""

WHOLE = {"verbs.examples", "abbreviations"}
"""Tables that a test reads from end to end, section by section."""

ACCESSORS = {"abbreviations": "abbreviation_groups()"}
"""How a test may read a table otherwise than by its name."""


def keys_of(value: Any) -> Iterator[str]:
    """Every key of nested tables."""
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from keys_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys_of(part)


@cache
def example_tests() -> tuple[str, ...]:
    """The source of every test module that runs examples."""
    texts = (path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__))
    return tuple(text for text in texts if "examples" in text)


def readers_of(name: str) -> list[str]:
    """The source of the test modules that read a table and run examples."""
    readings = (f'table("{name}")', ACCESSORS.get(name, f'table("{name}")'))
    return [text for text in example_tests() if any(way in text for way in readings)]


def has_examples(value: Any) -> bool:
    return not {"examples", "counterexamples"}.isdisjoint(keys_of(value))


@pytest.mark.parametrize("name", TABLES)
def test_every_example_of_a_table_is_run_by_a_test(name: str) -> None:
    table = lexicon.table(name)
    if not has_examples(table):
        assert name in WORD_LISTS, f"{name}.toml has no examples; add some, or say in WORD_LISTS what tests its words"
        return
    texts = readers_of(name)
    assert texts, f"no test reads table({name!r}) and runs its examples"
    sections = [] if name in WHOLE else [section for section, value in table.items() if has_examples(value)]
    unread = [section for section in sections if not any(f'"{section}"' in text for text in texts)]
    assert unread == [], f"no test of {name}.toml runs the examples of these sections"


def test_the_list_of_word_lists_is_up_to_date() -> None:
    assert set(WORD_LISTS) <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_opens_with_what_its_entries_mean(name: str) -> None:
    text = (Path(lexicon.__file__).parent / "en" / f"{name}.toml").read_text(encoding="utf-8")
    assert re.match(r"# .{20}", text)


def test_a_word_of_the_closed_classes_stands_once() -> None:
    counts = Counter(word for entry in lexicon.table("words").values() for word in entry["words"].split())
    assert [word for word, count in counts.items() if count > 1] == []


def test_every_word_of_the_closed_classes_is_in_lower_case() -> None:
    assert [word for word in closed_class() if word != word.lower()] == []


def test_every_verb_is_known_by_its_base_form() -> None:
    forms = verb_forms()
    assert sorted({verb.lemma for verb in forms.values()} - set(forms)) == []


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("says", "say"),
        ("saying", "say"),
        ("stressed", "stress"),
        ("replied", "reply"),
        ("quipped", "quip"),
        ("wrote", "write"),
        ("written", "write"),
        ("vows", "vow"),
        ("argues", "argue"),
        ("arguing", "argue"),
    ],
)
def test_inflected_verbs_lead_to_their_lemma(form: str, lemma: str) -> None:
    assert verb_forms()[form].lemma == lemma


@pytest.mark.parametrize("form", ["sayed", "quiped", "writed", "replyed", "stresss", "argueing"])
def test_no_form_is_made_up(form: str) -> None:
    assert form not in verb_forms()
