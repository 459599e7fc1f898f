"""Parts of a venue as answers hold them, and the fuller phrase that a short one points back to.

*the interview*, *that meeting*, *his speech* say only that it was named before: the earlier, fuller phrase is the answer.
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.venue_nouns import Found
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_sentences import Sentence
from quotes.resolve.venue_words import Part
from quotes.span import Span

__all__ = ["Point", "Points", "Recall", "point_of", "points_back"]

_POINTING = frozenset(("the", "this", "that", "his", "her", "their", "its"))
_NEAR = 6
"""How many tokens may stand between an occasion and its place."""


class Point(NamedTuple):
    """One part of a venue: its span, the construction that gave it, the words that it leaned on, its head noun's family and word."""

    span: Span
    rule: str
    leads: tuple[Span, ...]
    family: str
    head: str


Points = dict[Part, Point]


def point_of(text: str, reader: Reader, found: Found) -> Point:
    """What was found, as characters of the text."""
    by = reader.passage.tokens[found.by]
    core = reader.core(found.first, found.last)
    span = reader.passage.span(found.first, found.last)
    if found.last - found.first == 1 and reader.tags[found.first] == "Q":
        span = _inside(text, span)
    elif reader.texts[found.last - 1] == "X.":  # an initial elsewhere, a network and a full stop here
        span = Span(span.start, span.end - 1)
    return Point(span, found.rule, (Span(by[0], by[1]),), found.family, reader.lows[core.head] if core else "")


def _inside(text: str, span: Span) -> Span:
    """A title without its marks and the comma or stop before the closing one."""
    start, end = span
    while end - 1 > start and not text[end - 1].isalnum() and text[end - 1] not in "!?)":
        end -= 1
    while start + 1 < end and not text[start].isalnum():
        start += 1
    return Span(start, end)


def points_back(reader: Reader, found: Found) -> bool:
    """Whether a phrase says only that it was named before: *the interview*, *that meeting*, *her speech*."""
    return found.last - found.first <= 2 and reader.lows[found.first] in _POINTING


class Recall:
    """The full phrases of a document so far, by their head nouns, each with its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._heard: dict[str, tuple[Point, Points]] = {}

    def hear(self, sentence: Sentence) -> None:
        """Keep the full phrases of a sentence."""
        reader, findings = sentence.reader, sentence.findings
        places = [found for found in findings.found if found.part == "place"]
        for found in sorted((*findings.found, *findings.heard), key=lambda found: found.first):
            if found.part == "place" or found.family in ("outlet", "channel") or points_back(reader, found):
                continue
            point = point_of(self.text, reader, found)
            near = next((place for place in places if 0 <= place.first - found.last <= _NEAR), None)
            self._heard[point.head] = point, ({"place": point_of(self.text, reader, near)} if near else {})

    def fuller(self, reader: Reader, found: Found) -> Points:
        """The part that a phrase gives, under its fuller name (and with its place) where an earlier sentence gave one."""
        point = point_of(self.text, reader, found)
        before = self._heard.get(point.head) if found.part != "place" and points_back(reader, found) else None
        if before is None or before[0].span.start > point.span.start:
            return {found.part: point}
        fuller, place = before
        return {found.part: fuller._replace(rule=point.rule, leads=(*point.leads, point.span)), **place}
