"""The venue of those whose day an occasion told: what the sentence that tells the day names.

*The council put it off on Tuesday at a meeting that lasted till midnight.* Whoever is quoted later and is dated by that sentence, since
he takes part in what it tells, spoke there too, by whatever verb the sentence leads to the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quotes.model import Date, Evidence
from quotes.resolve.venue_floors import FLOORS, leads_away
from quotes.resolve.venue_nouns import Found
from quotes.resolve.venue_points import Points, point_of
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_scenes import Scenes
from quotes.resolve.venue_times import times_at
from quotes.resolve.venue_words import lexis
from quotes.span import Span

__all__ = ["join_occasions"]

_LEADING = frozenset(("at", "during", "in"))
_BLOCKS = 2
"""How many blocks behind the sentence that tells the day may name the occasion."""
_SENTENCES = 12
"""How many sentences are looked at for it: it bounds the work."""
_PARAGRAPH = 250
"""How many tokens of a paragraph are looked at for what leads elsewhere: it bounds the work."""


class _Told(NamedTuple):
    """Where the sentence ends that tells a day, and the occasion or the place that it names."""

    end: int
    points: Points


def join_occasions(
    scenes: Scenes, own: Sequence[Points], dates: Sequence[tuple[Date | None, tuple[Evidence, ...]]]
) -> list[Points]:
    """The parts of the venue of each attribution, those added that its date tells: of an occasion, named where its day is told."""
    joined: list[Points] = []
    told: dict[Span, _Told] = {}
    there: set[tuple[str, Span]] = set()
    for n, (points, (_, evidence)) in enumerate(zip(own, dates, strict=True)):
        rule, day = next(((item.rule, item.spans[0]) for item in evidence if item.spans), ("", None))
        if day is not None and not points and rule in ("occasion", "same source"):
            if day not in told:
                told[day] = _told(scenes, day)
            if rule == "occasion" and _stands_behind(scenes, n, told[day].end):
                there.add((scenes.keys[n], day))
            if (scenes.keys[n], day) in there and not _elsewhere(scenes, n, own):
                points = _until(told[day].points, scenes.sentences.passages.blocks[scenes.homes[n].block].end)
        joined.append(points)
    return joined


def _stands_behind(scenes: Scenes, n: int, end: int) -> bool:
    """Whether a source is quoted behind the sentence that ends at `end`, and was not spoken of before it was quoted."""
    return scenes.sentences.attributions[n].segments[-1].start >= end and scenes.keys[n] not in scenes.spoken_of


def _elsewhere(scenes: Scenes, n: int, own: Sequence[Points]) -> bool:
    """Whether the paragraph of an attribution, up to its sentence, takes the source elsewhere, or quotes somebody who is."""
    home, blocks = scenes.homes[n], scenes.sentences.blocks
    if n and blocks[n - 1] == blocks[n] and own[n - 1]:
        return True
    if scenes.led_away(n):
        return True
    return home.last <= _PARAGRAPH and leads_away(scenes.sentences.reader(home.block), None, 0, home.last)


def _until(points: Points, end: int) -> Points:
    """The parts that the report has named before an offset, that of the paragraph's end."""
    return {part: point for part, point in points.items() if point.span.start < end}


def _told(scenes: Scenes, day: Span) -> _Told:
    """The occasion that the sentence of the time `day` names, or the chamber; else the occasion that one of the next sentences does."""
    end = day.end
    for behind, (reader, first, last) in enumerate(islice(_sentences(scenes, day), _SENTENCES)):
        found = _led_to(reader, first, last, rooms=False) or ([] if behind else _led_to(reader, first, last, rooms=True))
        end = end if behind else reader.passage.tokens[last - 1][1]
        if found:
            return _Told(end, {item.part: point_of(scenes.text, reader, item)._replace(leads=(day,)) for item in found})
    return _Told(end, {})


def _sentences(scenes: Scenes, day: Span) -> Iterator[tuple[Reader, int, int]]:
    """The sentence that holds a time, and those behind it."""
    sentences = scenes.sentences
    at = sentences.passages.block_at(day.start)
    for block in range(at, min(at + _BLOCKS, len(sentences.passages.blocks) - 1) + 1):
        reader = sentences.reader(block)
        for first, last in reader.passage.sentences:
            if reader.passage.tokens[last - 1][1] > day.start:
                yield reader, first, last


def _led_to(reader: Reader, first: int, last: int, *, rooms: bool) -> list[Found]:
    """What *at*, *during* or *in* leads to in a sentence: an occasion with its place, or (`rooms`) a chamber alone."""
    for i in range(first, last - 1):
        if reader.tags[i] != "I" or reader.lows[i] not in _LEADING or _to_come(reader, first, i):
            continue
        found = (reader.place if rooms else reader.prepositional)(i, last, "same-occasion", i)
        if found and _takes_in(reader, found[0]) and not times_at(reader, first, last, None, found).shifted:
            return found
    return []


def _takes_in(reader: Reader, found: Found) -> bool:
    """Whether whoever the report quotes can have spoken there: a meeting, a court; not a debate, on which others comment."""
    core = reader.core(found.first, found.last)
    return found.family in FLOORS and core is not None and reader.lows[core.head] not in lexis("commented-on")


def _to_come(reader: Reader, first: int, i: int) -> bool:
    """Whether the phrase at `i` hangs on what is only planned: voted on Tuesday **to discuss** it | at a meeting in May."""
    verb = next((j for j in range(i - 1, first - 1, -1) if reader.tags[j] in "VXbgn"), first)
    return reader.tags[verb] == "b"
