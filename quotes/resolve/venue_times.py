"""The times that stand with a venue or with an attribution, only to tell one scene from another.

What a time means is settled elsewhere (`quotes.resolve.dates`); here it counts whether two of them can be the same, and whether one of
them lies well before the report (*last month*, *in 2009*).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import regex

from quotes.lexicon import table
from quotes.resolve.venue_nouns import Found
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_words import lexis

__all__ = ["NOWHEN", "Times", "agree", "times_at"]

_TIMELY = regex.compile("[M#A]")
_NEAR = frozenset(("night", "evening", "year", "month", "week", "day"))


@cache
def _forms(kind: str) -> frozenset[str]:
    """Every spelling of the weekdays or of the months."""
    return frozenset(form for entry in table("times")["entry"] if entry["class"] == kind for form in entry["forms"])


class Times(NamedTuple):
    """The words of a time, and whether they lie well before the report."""

    words: frozenset[str]
    shifted: bool

    @property
    def days(self) -> frozenset[str]:
        """The weekdays among them."""
        return self.words & _forms("weekday")


NOWHEN = Times(frozenset(), False)
"""No time."""


def agree(said: Times, scene: Times, near: bool) -> bool:
    """Whether what was said at one time can have been said in a scene of another; `near`: the scene is at most a paragraph away."""
    if "then" in said.words:
        return near
    if said.shifted and not said.words & scene.words:
        return False
    return not said.days or not scene.days or bool(said.days & scene.days)


def times_at(reader: Reader, first: int, last: int, after: int | None, found: Sequence[Found] = ()) -> Times:
    """The times at the head of the sentence ``first..last``, right behind the token `after`, and next to the venues of `found`."""
    tags, lows = reader.tags, reader.lows
    if not _TIMELY.search(reader.line, first, last) and lexis("shift").isdisjoint(lows[first:last]):
        return NOWHEN
    positions = set(range(first, reader.past_times(first, last)))
    if after is not None:
        skipped = after + (after < last and tags[after] == "A")
        positions.update(range(after, max(skipped, reader.past_times(skipped, last))))
    for item in found:
        positions.update(range(max(first, item.by - 2), min(last, item.last + 5)))
    words = set()
    for i in positions:
        low = lows[i]
        if low == "last" and i + 1 < last and tags[i + 1] == "M" and lows[i + 1] not in ("night", "evening"):
            words.add("last")
        elif (
            low == "later"
            or (low in lexis("shift") and low != "last")
            or _year(low)
            or (tags[i] == "M" and low not in _NEAR and reader.texts[i] != low.upper())
        ):
            words.add(low)
    shifted = bool(words & _forms("month") or words & lexis("shift")) or any(_year(word) for word in words)
    return Times(frozenset(words), shifted)


def _year(low: str) -> bool:
    return len(low) == 4 and low.isdigit() and low[:2] in ("17", "18", "19", "20")
