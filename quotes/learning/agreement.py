"""When an answer is what the annotators mean: the same span, phrase, person, date, as careful readers would call it the same."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from typing import Final

import regex

from quotes.errors import UsageError
from quotes.resolve.edtf import parse
from quotes.span import Span, cover, overlap

__all__ = ["PRONOUNS", "common_share", "no_date", "plain_date", "points_at", "same_date", "same_name", "same_span", "same_words"]

PRONOUNS: Final = frozenset("he she they it who his her their i we one him them".split())
"""Mentions that name nobody by themselves."""

_SLACK = 4  # marks, a comma inside or outside, a space
_TITLE = regex.compile(
    "(?:"
    "the|a|an|former|vice|mr|mrs|ms|miss|dr|sir|lord|lady|king|queen|prince|princess|pope|rev|prof|professor|"
    "president|prime|minister|chancellor|secretary|foreign|defense|defence|gov|governor|judge|justice|"
    "sen|senator|rep|representative|congressman|congresswoman|"
    "gen|general|lt|lieutenant|col|colonel|maj|major|capt|captain|adm|admiral|sgt"
    r")\b\.?+\s++(?=\S)"
)
_POSSESSIVE = regex.compile(r"['’]s\b")
_WORD = regex.compile(r"[^\W_]++")
_GENERATIONS = frozenset(["jr", "sr", "ii", "iii"])


def same_span(gold: Span, found: Span) -> bool:
    """Whether four fifths of either lie in the other, marks and edges aside.

    >>> same_span(Span(0, 50), Span(1, 49)), same_span(Span(0, 50), Span(0, 20))
    (True, False)
    """
    shared = overlap(gold, found)
    return shared > 0 and all(shared >= 0.8 * span.length - _SLACK for span in (gold, found))


def common_share(a: Span, b: Span) -> float:
    """How much of what either covers both cover."""
    return overlap(a, b) / max(1, cover((a, b)).length)


def points_at(gold: Span, found: Span | None) -> bool:
    """Whether they share a character, and the answer is a phrase of about that size, not the sentence around it.

    >>> points_at(Span(10, 20), Span(14, 20)), points_at(Span(10, 20), Span(0, 200))
    (True, False)
    """
    return found is not None and overlap(gold, found) > 0 and found.length <= 2 * gold.length + 40


def same_words(a: str, b: str) -> bool:
    """Whether two phrases share at least half of their words (the F1 of the words).

    >>> same_words("a rally in Gorki", "the rally in Gorki on Monday"), same_words("a rally", "a debate on rain")
    (True, False)
    """
    return _overlap(Counter(_WORD.findall(a.lower())), Counter(_WORD.findall(b.lower())))


def _overlap(a: Counter[str], b: Counter[str]) -> bool:
    shared = (a & b).total()
    return shared > 0 and 4 * shared >= a.total() + b.total()


# --- names


def same_name(gold: str, found: str | None, kind: str = "person") -> bool:
    """Whether two names stand for the same source, titles, case and accents aside.

    Arguments: the annotated canonical name; the answer; the type of the source. A person has the same family name and generation and no
    clash between given names or initials; the family name alone is not canonical where the article has more. For other sources half
    of the words are enough.

    >>> same_name("Ann B. Lee", "Dr. Ann Lee"), same_name("Ann Lee", "Lee"), same_name("Ann Lee", "Amy Lee")
    (True, False, False)
    >>> same_name("the Gorki town council", "town council", "organization")
    True
    """
    a, b = _name_words(gold), _name_words(found or "")
    if not a or not b:
        return gold.strip().lower() == (found or "").strip().lower()
    if a == b or _same_person(a, b):
        return True
    return kind != "person" and _overlap(Counter(a), Counter(b))


def _name_words(name: str) -> list[str]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    rest = _POSSESSIVE.sub("", folded).strip()
    while title := _TITLE.match(rest):
        rest = rest[title.end() :]
    return _WORD.findall(rest)


def _same_person(a: list[str], b: list[str]) -> bool:
    if [word for word in a if word in _GENERATIONS] != [word for word in b if word in _GENERATIONS]:
        return False
    a, b = ([word for word in name if word not in _GENERATIONS] for name in (a, b))
    if not a or not b or a[-1] != b[-1] or len(a) == 1 or len(b) == 1:
        return sorted(a) == sorted(b)
    return _agree(a[0], b[0]) and all(map(_agree, a[1:-1], b[1:-1]))


def _agree(a: str, b: str) -> bool:
    """Whether two given names are one: an initial stands for any name that begins so."""
    return a == b or (a[0] == b[0] and 1 in (len(a), len(b)))


# --- dates


def plain_date(edtf: str) -> str:
    """A date without what says nothing.

    >>> plain_date("2016-09-XX"), plain_date("2016-09-12/2016-09-12")
    ('2016-09', '2016-09-12')
    """
    parts = [part.removesuffix("-XX") for part in edtf.split("/")]
    return "/".join(part for n, part in enumerate(parts) if n == 0 or part != parts[n - 1])


def same_date(gold: str, found: str | None) -> bool:
    """Whether they are equal; or, where the gold is longer than a day, one within the other and of about the same length.

    >>> same_date("2016-10-03/2016-10-09", "2016-10-04/2016-10-08"), same_date("2016-10-03", "2016-10")
    (True, False)
    """
    gold = plain_date(gold)
    if found is None or gold == found:
        return found is not None
    mine, theirs = _bounds(gold), _bounds(found)
    if mine is None or theirs is None or mine[0] == mine[1]:
        return False
    (shorter, inner), (longer, outer) = sorted(((last - first).days + 1, (first, last)) for first, last in (mine, theirs))
    return outer[0] <= inner[0] and inner[1] <= outer[1] and longer <= 4 * shorter + 2


def _bounds(edtf: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day, None where a part is unspecified or open, or where it is no date."""
    try:
        first, last = parse(edtf).bounds
    except UsageError:
        return None
    return None if first is None or last is None or "X" in edtf else (first, last)


def no_date(found: str | None, together: str | None) -> bool:
    """Whether an answer keeps quiet where the document tells no date: nothing, or less than what the collection knows.

    >>> no_date("XXXX-01-15", "2022-01-15"), no_date("2022-01-15", "2022-01-15"), no_date("2022-01-15", None)
    (True, False, False)
    """
    if found is None or together is None or found == together:
        return found is None
    return all(own in ("X", digit) for own, digit in zip(found, together, strict=False))
