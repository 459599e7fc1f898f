"""Marks: which signs are quotation marks, and what each can do where it stands."""

from __future__ import annotations

import pytest

from quotes.detect.marks import find_marks, has_marks
from quotes.lexicon import table


def roles(text: str) -> list[str]:
    return [mark.role for mark in find_marks(text)]


def weak(text: str) -> list[bool]:
    return [bool(mark.weak) for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Rain," she said', ["open", "close"]),
        ('said "rain"', ["open", "close"]),
        ('("rain")', ["open", "close"]),
        ('"rain"; "hail"? "snow"!', ["open", "close"] * 3),
        ('"rain"-soaked', ["open", "close"]),
        ('—"rain"—', ["open", "close"]),
        ('"…rain" "...hail" ". . . snow" ".22"', ["open", "close"] * 4),
        ('said "rain ".', ["open", "close"]),
        ('he"said', ["either"]),
        ('rain " hail', ["either"]),
        ("“rain”", ["open", "close"]),
        ("“rain“", ["open", "either"]),
        ("”rain”", ["either", "close"]),
        ("„rain“", ["open", "either"]),
        ("»rain«", ["either", "either"]),
        ("「rain」", ["open", "close"]),
        ("``rain''", ["open", "close"]),
    ],
)
def test_roles(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


def test_adjacent_marks_are_read_as_one_run() -> None:
    assert roles("\"'Rain,' she said.\"") == ["open", "open", "close", "close"]


def test_marks_of_one_family_pair_with_each_other() -> None:
    assert {mark.family for mark in find_marks("“a” \"b\" ``c'' „d“")} == {"double"}
    assert {mark.family for mark in find_marks("‘a’ 'b' `c'")} == {"single"}


@pytest.mark.parametrize(
    "text",
    ["don't", "O’Hara", "rock 'n' roll", "Hawai‘i", "the '", "6'3", '<a href="b">', "a < b", "12′ 3″", "3,000"],
)
def test_what_is_no_mark(text: str) -> None:
    assert [mark for mark in find_marks(text) if not mark.weak] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the readers' letters", [True]),
        ("the 'big' letters", [False, False]),
        ("goin' home", [True]),
        ("salt an' pepper", [True]),
        ('a 12" pipe', [True]),
        ('in 1990" he', [False]),
        ('3/8" and ½"', [True, True]),
        ("’Tis late", [True]),
        ("the ’60s", [True]),
        ("'round here", [True]),
        ("‘round here", [False]),
        ("class of '98", [True]),
    ],
)
def test_weak_marks(text: str, expected: list[bool]) -> None:
    assert weak(text) == expected


@pytest.mark.parametrize("text", table("elisions")["examples"])
def test_the_lexicon_s_elisions_are_at_most_weak(text: str) -> None:
    assert all(weak(text))


@pytest.mark.parametrize("text", table("elisions")["counterexamples"])
def test_the_lexicon_s_counterexamples_hold_marks(text: str) -> None:
    assert not any(weak(text))


def test_what_lies_outside_the_bounds_counts_as_white_space() -> None:
    text = 'rain"hail"snow'
    assert [(mark.start, mark.role) for mark in find_marks(text, 4, 10)] == [(4, "open"), (9, "close")]


def test_a_tag_is_passed_over_and_what_follows_is_not() -> None:
    assert [mark.start for mark in find_marks('<b class="x">"So"</b>')] == [13, 16]


@pytest.mark.parametrize("text", ["Rain fell.", "don’t", "", "a < b"])
def test_a_text_without_marks_has_none(text: str) -> None:
    assert not has_marks(text)
    assert find_marks(text) == []
