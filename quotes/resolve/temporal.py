"""Expressions of time in running text: where they stand, and what date each means when told from a given day.

`find_times` reads a stretch of text (`times_of` tokens that somebody has already) and gives every expression with its span, its
reading, its tense and the preposition before it; `resolve_time` turns one into an EDTF date. The two are apart because the same
words mean another day in another report. A paragraph without a word of time costs one scan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import filterfalse
from typing import NamedTuple

from quotes.model import Basis, PlainToken
from quotes.resolve.anchoring import resolve_reading
from quotes.resolve.anchors import Tense
from quotes.resolve.edtf import Edtf
from quotes.resolve.grammar import verb_forms
from quotes.resolve.timegrammar import read_time
from quotes.resolve.timewords import Reading, TimeLine, forms_of, openers, triggers
from quotes.text.tokens import tokenize_folded

__all__ = ["TimePhrase", "basis_of", "find_times", "has_date", "has_time", "resolve_time", "times_of"]

_FIGURES = frozenset("0123456789")
_FIRST = _FIGURES | {"'", "’"}
_GLANCE = _FIRST | {"m"}
_WORDS = re.compile(r"\w+")  # the standard library's engine: four times as fast over plain words
_DIGIT = re.compile(r"[0-9]")
_NUMBER = re.compile(r"(?<!\w)[0-9]")
_IN_FIGURES = re.compile(r"[0-9][-/.][0-9]")
# fmt: off
_PREPOSITIONS = frozenset({
    "on", "in", "at", "by", "since", "until", "till", "before", "after", "during", "over", "from", "through", "throughout",
    "between", "for", "of", "following",
})
# fmt: on
_LOOSE = frozenset({"the", "about", "around", "nearly", "almost", "just", "only", "more", "than", "some", "exactly"})
_FUTURE = frozenset({"will", "shall", "won't", "won’t", "’ll", "'ll", "would", "upcoming", "ahead"})
_INTENDS = frozenset({"expects", "plans", "hopes", "intends", "aims"})
# fmt: off
_SCHEDULED = frozenset({
    "meets", "opens", "votes", "starts", "begins", "ends", "plays", "returns", "resumes", "travels", "arrives", "heads", "goes",
    "closes", "expires", "reconvenes", "leaves", "convenes", "airs", "premieres", "speaks", "sits", "reopens", "resigns", "retires",
})
# fmt: on
_DUE = frozenset({"due", "scheduled", "planned", "slated", "expected"})
_BE = frozenset({"is", "are", "’s", "'s", "was", "were", "be", "not"})
_PLANNED = frozenset({"expected", "due", "scheduled", "planned", "slated", "set", "likely", "going", "poised"})
_STOPS = frozenset(".;:!?—–")
_OPENERS = _STOPS | {"", ",", "and", "but", "that", "when", "where"}
_WAS = frozenset({"was", "were", "had"})
_DEADLINE = ("by", "until", "till")


class TimePhrase(NamedTuple):
    """An expression of time: its span (preposition included), its tokens ``first..last``, and what it says.

    `tense` is ``"future"`` where the words around it tell of what is to come, ``"past"`` where of what is past, else None.
    """

    start: int
    end: int
    first: int
    last: int
    reading: Reading
    preposition: str
    tense: Tense | None


def has_time(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a stretch of text can hold an expression of time at all.

    >>> has_time("He spoke on Monday."), has_time("He spoke.")
    (True, False)
    """
    stop = len(text) if end is None else end
    digit = _DIGIT.search(text, start, stop)
    if digit is not None and _NUMBER.search(text, digit.start(), stop) is not None:
        return True
    words = text[start:stop].split()
    if not _either_case().isdisjoint(words):
        return True
    signed = " ".join(filterfalse(str.isalpha, words))  # words that hang on a sign: “Monday,”
    return not _either_case().isdisjoint(_WORDS.findall(signed))


def has_date(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text can hold a date of the calendar with its month.

    >>> has_date("on 10.01.2022", 0, 13), has_date("on May 3", 0, 8), has_date("on Monday at 3", 0, 14)
    (True, True, False)
    """
    if _IN_FIGURES.search(text, start, end) is not None:
        return True
    return not forms_of("month").isdisjoint(_WORDS.findall(text[start:end].lower()))


@cache
def _either_case() -> frozenset[str]:
    plain = (word for word in triggers() if _WORDS.fullmatch(word))
    return frozenset(form for word in plain for form in (word, word.capitalize(), word.upper()))


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimePhrase]:
    """The expressions of time between two offsets of a text (code points), in order.

    >>> [(p.start, p.end, p.preposition) for p in find_times("It rained on Monday and all last week.")]
    [(10, 19, 'on'), (28, 37, '')]
    """
    if not has_time(text, start, end):
        return []
    return times_of(*tokenize_folded(text, start, end))


def times_of(tokens: Sequence[PlainToken], lows: Sequence[str]) -> list[TimePhrase]:
    """The expressions of time among tokens, in order.

    Arguments: the tokens of one paragraph; their lower-case texts (empty for a masked quotation).
    """
    line = TimeLine(tokens, lows)
    found: list[TimePhrase] = []
    end = 0
    for i in _beginnings(lows):
        reading = read_time(line, i) if i >= end else None
        if reading is not None:
            found.append(_phrase(line, end, i, *reading))
            end = reading[0]
    return found


def _beginnings(lows: Sequence[str]) -> list[int]:
    """The tokens where an expression may begin, by the word there and the one behind it."""
    alone, before, followers = openers()
    opening, last = alone | before, len(lows) - 1
    # At a glance first: nine of ten words are none of these.
    places = [i for i, low in enumerate(lows) if low in opening or low[:1] in _GLANCE]
    return [
        i
        for i in places
        if lows[i] in alone
        or lows[i][0] in _FIGURES
        or (lows[i][0] in _FIRST and lows[i][1:2] in _FIGURES)  # ’60s; not the ’s of “Moss’s”
        or (lows[i] in before and i < last and _follows(lows[i + 1], followers))
        or lows[i][:4] == "mid-"
    ]


def _follows(low: str, followers: frozenset[str]) -> bool:
    return low in followers or low[:1] in _FIRST or low[:4] == "mid-"


def _phrase(line: TimeLine, floor: int, i: int, end: int, reading: Reading) -> TimePhrase:
    """The expression with the preposition before it; `floor` is where the expression before it ended."""
    k = i - 1
    while k >= floor and line.low(k) in _LOOSE:
        k -= 1
    preposition = line.low(k) if k >= floor and line.low(k) in _PREPOSITIONS else ""
    first = k if preposition and preposition != "of" else k + 1 if k + 1 < i and line.low(k + 1) == "the" else i
    tense = _tense(line, first, end, preposition)
    if line.low(i) == "later" and reading.kind == "unit" and not reading.narrative:
        tense = "future"  # later this week: in what is left of it
    return TimePhrase(line.tokens[first][0], line.tokens[end - 1][1], first, end, reading, preposition, tense)


def _tense(line: TimeLine, first: int, end: int, preposition: str) -> Tense | None:
    """What the words of the same clause tell: first those before, then, for a phrase that opens the clause, those after."""
    for i in range(first - 1, max(-1, first - 10), -1):
        if line.low(i) in _STOPS or not line.low(i) or _reports_that(line, i):
            break
        tense = _word_tense(line, i, near=i == first - 1, owner=line.low(end) in ("'s", "’s"))
        if tense is not None:
            return tense
    for i in range(end, min(len(line.tokens), end + 12)):
        if line.low(i) in _STOPS or not line.low(i):
            break
        tense = _word_tense(line, i)
        if tense is not None:
            # “his address Sunday on the floods will be remembered”: another verb's future
            return tense if tense == "past" or i < end + 3 or _opens(line, first) else None
    if preposition == "by" and _opens(line, first) and any(line.low(i) in _WAS for i in range(end, end + 10)):
        return "past"  # By Saturday the mayor was telling everybody
    return "future" if preposition in _DEADLINE else None


def _reports_that(line: TimeLine, i: int) -> bool:
    """Whether a report begins at `i`: it is to be recalled | that …"""
    verb = verb_forms().get(line.low(i - 1)) if line.low(i) == "that" else None
    return verb is not None and bool(verb.reporting)


def _opens(line: TimeLine, first: int) -> bool:
    """Whether an expression opens its clause."""
    return first == 0 or line.low(first - 1) in _OPENERS


def _word_tense(line: TimeLine, i: int, near: bool = False, owner: bool = False) -> Tense | None:
    """The tense that the word at `i` gives to its clause; `near` if it stands right before the expression, which may be an
    `owner`.
    """
    low, before = line.low(i), line.low(i - 1)
    if low in _INTENDS and (verb := verb_forms().get(before)) is not None and verb.form == "d":
        return "past"  # defended plans on Tuesday
    if low in _FUTURE or low in _INTENDS or low[-3:] in ("’ll", "'ll") or (low == "be" and before == "to"):
        return "future"
    if low in _PLANNED and (before in _BE or (near and low in _DUE)):
        return "past" if before in ("was", "were") else "future"
    verb = verb_forms().get(low)
    if verb is None or not line.plain(i):
        return None
    if (verb.form == "b" and before == "to" and not owner) or (near and low in _SCHEDULED):
        return "future"  # agreed to meet on Thursday; the council meets on Thursday; not: hopes to shine at Monday's debate
    return "past" if verb.form == "d" and before not in ("be", "being", "is", "are") else None


def resolve_time(
    phrase: TimePhrase, anchor: Edtf | None, previous: Edtf | None = None, tense: Tense | None = None
) -> Edtf | None:
    """The date that an expression means, or None where it cannot be known.

    Arguments: the expression; the day it is told from; the last date of the narrative, which *the next day* counts from; a tense
    to read it in, instead of its own.

    >>> str(resolve_time(find_times("He resigned on Monday.")[0], Edtf.of(2022, 1, 15)))
    '2022-01-10'
    """
    return resolve_reading(phrase.reading, anchor, tense or phrase.tense or "past", previous)


def basis_of(reading: Reading) -> Basis:
    """What a date read from an expression rests on: a weekday, a date of the calendar, or a distance from another day.

    >>> basis_of(Reading("weekday", (0,))), basis_of(Reading("day", (-1,))), basis_of(Reading("calendar", (2016, 3, 4, None)))
    ('weekday', 'relative', 'explicit')
    """
    if reading.kind == "weekday":
        return "weekday"
    if reading.kind == "range":
        return basis_of(reading.value[1])
    explicit = reading.kind in ("calendar", "decade", "holiday") or (
        reading.kind in ("season", "quarter") and reading.value[1] is not None
    )
    return "explicit" if explicit else "relative"
