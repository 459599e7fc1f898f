"""Expressions of time mean the dates that the table of cases says, and words that only look like them mean none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotes.resolve.edtf import parse
from quotes.resolve.temporal import basis_of, find_times, has_time, resolve_time

CASES = Path(__file__).parents[1] / "rules" / "temporal.txt"


def cases() -> Iterator[Any]:
    anchor = None
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("anchor "):
            anchor = line.removeprefix("anchor ")
        elif "=>" in line and not line.startswith("#"):
            sentence, expected = line.rsplit("=>", 1)
            yield pytest.param(anchor, sentence.strip(), expected.split(), id=f"line {number}: {sentence.strip()}")


@pytest.mark.parametrize(("anchor", "sentence", "expected"), list(cases()))
def test_an_expression_means_its_date(anchor: str, sentence: str, expected: list[str]) -> None:
    day = None if anchor == "?" else parse(anchor)
    resolved = [resolve_time(phrase, day) for phrase in find_times(sentence)]
    assert ([str(date) if date else "?" for date in resolved] or ["none"]) == expected


def test_the_table_has_three_hundred_cases() -> None:
    assert len(list(cases())) >= 300


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("He left on Saturday night.", ["on Saturday night"]),
        ("He left early on Saturday.", ["early on Saturday"]),
        ("At the end of last week he left.", ["At the end of last week"]),
        ("Monday's vote, last week's and the 2012 one", ["Monday", "last week", "the 2012"]),
        ("It ran from Monday to Wednesday in March 2016.", ["from Monday to Wednesday", "in March 2016"]),
        ("About two weeks ago, on Jan. 5,", ["two weeks ago", "on Jan. 5"]),
    ],
)
def test_the_span_holds_the_expression_and_its_preposition(sentence: str, spans: list[str]) -> None:
    assert [sentence[phrase.start : phrase.end] for phrase in find_times(sentence)] == spans


def test_what_comes_next_counts_from_the_last_date_of_the_narrative() -> None:
    anchor, told = parse("2022-01-19"), parse("2022-01-03")
    sentence = "Two days later, the next day, a week later, that day, the previous day, a day earlier, that week, two days ago"
    dates = [str(resolve_time(phrase, anchor, told)) for phrase in find_times(sentence)]
    assert dates == [
        "2022-01-05", "2022-01-04", "2022-01-10/2022-01-16", "2022-01-03", "2022-01-02", "2022-01-02", "2022-01-03", "2022-01-17",
    ]  # fmt: skip


def test_a_tense_given_overrules_the_one_that_was_read() -> None:
    phrase = find_times("The vote on Friday.")[0]
    anchor = parse("2022-01-19")
    assert str(resolve_time(phrase, anchor)) == "2022-01-14"
    assert str(resolve_time(phrase, anchor, tense="future")) == "2022-01-21"


def test_a_paragraph_without_a_word_of_time_is_not_read() -> None:
    assert not has_time("He spoke of rain, and of the late mayor.")
    assert find_times("He spoke of rain, and of the late mayor.") == []


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "Monday was dry. He spoke on Tuesday."
    assert [text[phrase.start : phrase.end] for phrase in find_times(text, 15)] == ["on Tuesday"]


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("on Monday", "weekday"),
        ("yesterday", "relative"),
        ("last week", "relative"),
        ("on January 5", "explicit"),
        ("in the summer of 2014", "explicit"),
        ("last summer", "relative"),
        ("from Monday to Tuesday", "weekday"),
    ],
)
def test_the_basis_says_what_a_date_rests_on(sentence: str, basis: str) -> None:
    assert basis_of(find_times(sentence)[0].reading) == basis


@pytest.mark.parametrize(
    "text",
    ["", "a", "’", "the", "Monday " * 500, "1 " * 500, "last " * 500, "from Monday to " * 300, "in the end of the end of " * 200],
)
def test_strange_text_is_read_without_error_and_in_time(text: str) -> None:
    for phrase in find_times(text):
        resolve_time(phrase, parse("9999-12-31"))
        resolve_time(phrase, parse("0001-01-01"))
        resolve_time(phrase, parse("XXXX-02-28"))
