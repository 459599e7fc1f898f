"""The words that say when, as the grammar of `quotes.resolve.timegrammar` reads them, and what it makes of them.

The lexicon's table ``times`` gives each word its class and value. A word can be several things (*second*, *may*, *sun*): here it
keeps the class that its spelling allows, and the grammar asks its neighbours for the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import regex

from quotes.lexicon import table
from quotes.model import PlainToken

__all__ = [
    "Reading",
    "TimeLine",
    "TimeWord",
    "decade_of",
    "edge_nouns",
    "forms_of",
    "holidays",
    "number_of",
    "openers",
    "triggers",
    "year_of",
]

_YEARS = range(1000, 2100)
_DECADE = regex.compile(r"(?:mid-|['’‘])?(1[0-9]|20)?([0-9])0s")
_ORDINAL = regex.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_OPENING = frozenset({".", "!", "?", ":", "…", "-", "–", "—", ""})
_FIGURES = frozenset("0123456789")


class TimeWord(NamedTuple):
    """What a word is to the grammar: its class and value; `short` and `name` forms count only beside another date word."""

    kind: str
    value: Any
    short: bool = False
    name: bool = False


class Reading(NamedTuple):
    """What an expression of time says, before anybody asks when it was said.

    `kind` names the arithmetic that resolves it (see `quotes.resolve.anchoring`), `value` what that works on; `shift` is -1, 0 or
    1 after *last*, *this*, *next*, 2 after *coming*, 3 for the nearest (*the April issue*); a `narrative` one counts from the last
    date told (*the next day*), not from the clock.
    """

    kind: str
    value: tuple[Any, ...] = ()
    shift: int | None = None
    narrative: bool = False


class TimeLine:
    """Tokens of a paragraph with their lower-case texts and what each is as a word of time; a position past the end is empty."""

    __slots__ = ("_known", "_words", "lows", "tokens")

    def __init__(self, tokens: Sequence[PlainToken], lows: Sequence[str]) -> None:
        self.tokens = tokens
        self.lows = lows
        self._known = _words()
        self._words: dict[int, TimeWord | None] = {}

    def low(self, i: int) -> str:
        """The lower-case text at `i`."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def word(self, i: int) -> TimeWord | None:
        """What the token at `i` is as a word of time."""
        try:
            return self._words[i]
        except KeyError:
            word = _word(self._known, self.tokens[i], self.lows[i]) if 0 <= i < len(self.lows) else None
            self._words[i] = word
            return word

    def kind(self, i: int) -> str:
        """The class of the token at `i`, or the empty string."""
        word = self.word(i)
        return word.kind if word is not None else ""

    def value(self, i: int) -> Any:
        """The value of the token at `i` as a word of time, or None."""
        word = self.word(i)
        return word.value if word is not None else None

    def short(self, i: int) -> bool:
        """Whether the token at `i` is a spelling that counts only beside another date word: *Sat*, *Mar.*"""
        word = self.word(i)
        return word is not None and word.short

    def capital(self, i: int) -> bool:
        """Whether the token at `i` begins with a capital letter."""
        return 0 <= i < len(self.tokens) and self.tokens[i][2][:1].isupper()

    def named(self, i: int) -> bool:
        """Whether a word that takes no capital has one because a name stands there: CBS **This** **Morning**, on “**This** Week”."""
        return self.capital(i) and i > 0 and self.low(i - 1) not in _OPENING and (self.capital(i - 1) or self.capital(i + 1))

    def plain(self, i: int) -> bool:
        """Whether the token at `i` is a word in lower case."""
        return 0 <= i < len(self.tokens) and self.tokens[i][3] == "word" and self.tokens[i][2] == self.lows[i]


@cache
def _words() -> dict[str, TimeWord]:
    words: dict[str, TimeWord] = {}
    for entry in table("times")["entry"]:
        kind, name = entry["class"], entry.get("name", False)
        if kind in ("holiday", "edge_noun"):
            continue
        for number, form in enumerate(entry["forms"], 1):
            words[form] = TimeWord(kind, number if kind in ("number", "ordinal") else entry["value"], False, name)
        for form in entry.get("short", ()):
            words[form] = TimeWord(kind, entry["value"], True, name)
    return words


def _word(known: dict[str, TimeWord], token: PlainToken, low: str) -> TimeWord | None:
    word = known.get(low)
    if word is None:
        if low[:4] == "mid-" or low[:5] in ("late-", "early"):  # mid-March, late-night: one token
            word = known.get(low.partition("-")[2])
            return word if word is not None and word.kind in ("month", "season") else None
        return None
    # Weekdays and months need their capital: “the sun sat in march order” names no day.
    return None if word.kind in ("weekday", "month") and token[2][0].islower() else word


@cache
def holidays() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """For the first word of a day with a name: the words that may follow, longest first, and the rule that computes the day."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in table("times")["entry"]:
        if entry["class"] == "holiday":
            for form in entry["forms"]:
                first, *rest = form.split()
                found.setdefault(first, []).append((tuple(rest), entry["value"]))
    return {first: tuple(sorted(rest, key=lambda item: -len(item[0]))) for first, rest in found.items()}


@cache
def edge_nouns() -> frozenset[str]:
    """Nouns that with “of” name a part of a longer time: *the end of March*."""
    return frozenset(form for entry in table("times")["entry"] if entry["class"] == "edge_noun" for form in entry["forms"])


@cache
def triggers() -> frozenset[str]:
    """Words without one of which, or a number, no expression of time stands in a paragraph."""
    kinds = ("weekday", "month", "season", "unit", "part", "deictic", "vague")
    return frozenset({form.rstrip(".") for form, word in _words().items() if word.kind in kinds} | holidays().keys())


@cache
def forms_of(kind: str) -> frozenset[str]:
    """The words of one kind (``month``, ``weekday``) and their short forms, in lower case, without a full stop."""
    return frozenset(form.rstrip(".") for form, word in _words().items() if word.kind == kind)


@cache
def openers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that an expression of time can begin with: those that need no other, those that need one of a third set behind them
    (*a* week, *last* night), and that set. A number or an apostrophe may begin one too."""
    kinds: dict[str, set[str]] = {}
    for form, word in _words().items():
        kinds.setdefault(word.kind, set()).add(form)
    alone = {"weekday", "month", "season", "unit", "deictic", "vague"}
    before = {"order", "same", "few", "number", "ordinal", "edge"}
    behind = alone | before | {"part"}
    followers = frozenset[str]().union(*(kinds[kind] for kind in behind), holidays(), ("of", "in", "on", "the"))
    first = frozenset[str]().union(*(kinds[kind] for kind in alone), edge_nouns(), holidays())
    return first, frozenset({"a", "an"}).union(*(kinds[kind] for kind in before)), followers


def number_of(line: TimeLine, i: int) -> int | None:
    """The number that the token at `i` is, in figures or in words: 9, 9th, ninth, nine; None if it is none."""
    low = line.low(i)
    if low.isdecimal() and low.isascii():
        return int(low) if len(low) < 3 else None
    if low[:1] in _FIGURES and low:
        match = _ORDINAL.fullmatch(low)
        return int(match[1]) if match is not None else None
    word = line.word(i)
    return word.value if word is not None and word.kind in ("number", "ordinal") else None


def year_of(low: str) -> int | None:
    """The year that a token can be, or None.

    >>> year_of("2016"), year_of("2,016"), year_of("7000")
    (2016, None, None)
    """
    return int(low) if len(low) == 4 and low.isdecimal() and low.isascii() and int(low) in _YEARS else None


def decade_of(low: str) -> int | None:
    """The first year of the decade that a token names, or None; one without a century is of the twentieth.

    >>> decade_of("1990s"), decade_of("’60s"), decade_of("30s")
    (1990, 1960, None)
    """
    match = _DECADE.fullmatch(low) if low[-2:] == "0s" else None
    if match is None or (match[1] is None and low[0] not in "'’‘"):
        return None
    return int(match[1] or 19) * 100 + int(match[2]) * 10
