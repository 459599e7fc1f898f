"""The times that stand with a venue or with an attribution, only to tell one scene from another.

What a time means is settled elsewhere (`quotes.resolve.dates`); here it counts whether two of them can be the same, and whether one of
them lies well before the report (*last month*, *in 2009*).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.resolve.timewords import forms_of
from quotes.resolve.venue_nouns import Found
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_words import lexis

__all__ = ["NOWHEN", "Times", "agree", "times_at"]

_OPENING = "MIDJ#A"
"""Tags of words with which a time can begin: *Monday*, *on Monday*, *last week*, *earlier*."""
_SHORT = 3
"""Letters that tell a month: Oct., October."""
_NEAR = frozenset(("night", "evening", "year", "month", "week", "day"))


class Times(NamedTuple):
    """The words of a time, and whether they lie well before the report."""

    words: frozenset[str]
    shifted: bool

    @property
    def days(self) -> frozenset[str]:
        """The weekdays among them."""
        return frozenset(word for word in self.words if word.rstrip(".") in forms_of("weekday"))


NOWHEN = Times(frozenset(), False)
"""No time."""


def agree(said: Times, scene: Times, near: bool) -> bool:
    """Whether what was said at one time can have been said in a scene of another; `near`: the scene is at most a paragraph away."""
    if "then" in said.words:
        return near
    if said.shifted and not said.words & scene.words:
        return False
    return not said.days or not scene.days or bool(said.days & scene.days)


def times_at(
    reader: Reader, first: int, last: int, after: int | None, found: Sequence[Found] = (), cue: int | None = None
) -> Times:
    """The times at the head of the sentence ``first..last``, right behind the token `after`, next to the venues of `found`, and the
    adverb right before the token `cue`."""
    tags = reader.tags
    positions: set[int] = set()
    if cue is not None and cue > first and reader.lows[cue - 1] in lexis("shift"):
        positions.add(cue - 1)  # once called the dam “a joke”
    if reader.lows[first : first + 2] in (["as", "recently"], ["as", "late"], ["as", "early"]):
        first += 3
    if first < last and tags[first] in _OPENING:
        positions.update(range(first, reader.past_times(first, last)))
    if after is not None and after < last and (tags[after] in _OPENING):
        skipped = after + (tags[after] == "A")
        positions.update(range(after, max(skipped, reader.past_times(skipped, last))))
    for item in found:
        positions.update(range(max(first, item.by - 2), _clause_end(reader, item.last, min(last, item.last + 5))))
    words = {word for i in positions if (word := _time_word(reader, i, last))}
    dated = any(reader.lows[i].rstrip(".") in forms_of("month") and not _is_today(reader, i) for i in positions)
    shifted = dated or bool(words & lexis("shift")) or any(_year(word) for word in words)
    return Times(frozenset(words), shifted) if words else NOWHEN


def _clause_end(reader: Reader, i: int, end: int) -> int:
    """Where another clause begins behind `i`: *told the House | that in 2019 …*."""
    return next((j for j in range(i, end) if reader.tags[j] in "WB" or reader.lows[j] == "that"), end)


def _time_word(reader: Reader, i: int, last: int) -> str:
    """The word at `i` where it tells one time from another; `last` counts in *last month*, not in *last night*."""
    low, tag = reader.lows[i], reader.tags[i]
    if low == "last":
        return low if i + 1 < last and reader.tags[i + 1] == "M" and reader.lows[i + 1] not in ("night", "evening") else ""
    timely = tag == "M" and low not in _NEAR and reader.texts[i] != low.upper()
    return low if timely or low == "later" or low in lexis("shift") or _year(low) else ""


def _is_today(reader: Reader, i: int) -> bool:
    """Whether the month at `i` stands with the day of the report's own dateline: MINSK, 16 October – …, he said *on 16 October*."""
    beside = {*reader.lows[max(0, i - 1) : i], *reader.lows[i + 1 : i + 2]}
    short = reader.lows[i][:_SHORT]
    return any(word.startswith(short) for word in reader.today) and any(low.isdigit() and low in reader.today for low in beside)


def _year(low: str) -> bool:
    return len(low) == 4 and low.isdigit() and low[:2] in ("17", "18", "19", "20")
