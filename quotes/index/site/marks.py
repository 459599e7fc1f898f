"""A text cut at the borders of what is marked in it, as properly nested pieces that a page can show.

Quotations, mentions, cues, venues and dates may nest and cross; a mark that would cross another is cut in two, and the later
parts say that they go on. Joined, the pieces give the text back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.model import ATTRIBUTED, Quotation

__all__ = ["Mark", "Piece", "collect_marks", "cut"]

_ORDER = ("quotation", "term", "occasion", "place", "medium", "date", "addressee", "mention", "cue")
"""Of two marks over the same words, the earlier one here is outside."""


class Mark(NamedTuple):
    """A marked stretch: its `role` for the quotations whose numbers are listed; an `anchor` for links into the page.

    `last` is the last segment of its quotation.
    """

    start: int
    end: int
    role: str
    quotations: tuple[int, ...]
    anchor: str | None = None
    last: bool = False


class Piece(NamedTuple):
    """Text, or the beginning of a mark (`goes_on` where it began earlier), or, with neither, the end of the mark begun last."""

    text: str | None = None
    opens: Mark | None = None
    goes_on: bool = False


def collect_marks(quotations: Sequence[Quotation], anchors: Sequence[str]) -> list[Mark]:
    """The marks of an article: each quotation by its number (its place in the list), what it shares with others marked once."""
    shared: defaultdict[tuple[int, int, str], list[int]] = defaultdict(list)
    marks = []
    for number, (quotation, anchor) in enumerate(zip(quotations, anchors, strict=True)):
        role = "quotation" if quotation.kind in ATTRIBUTED else "term"
        for place, (start, end) in enumerate(quotation.segments):
            last = place == len(quotation.segments) - 1
            marks.append(Mark(start, end, role, (number,), None if place else anchor, last))
        for start, end, role in _parts(quotation):
            shared[start, end, role].append(number)
    marks += [Mark(*key, tuple(numbers)) for key, numbers in shared.items()]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, _ORDER.index(mark.role)))


def _parts(quotation: Quotation) -> Iterator[tuple[int, int, str]]:
    venue = quotation.venue
    parts = {
        "mention": quotation.speaker,
        "cue": quotation.cue,
        "addressee": quotation.addressee,
        "occasion": venue.occasion,
        "place": venue.place,
        "medium": venue.medium,
        "date": quotation.date,
    }
    for role, part in parts.items():
        if part is not None and part.start is not None and part.end is not None:
            yield part.start, part.end, role


def cut(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The pieces of a stretch of the text. `marks` in the order of `collect_marks`; those that lie outside are passed over."""
    inside = [mark for mark in marks if max(start, mark.start) < min(end, mark.end)]
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in inside:
        opening[max(start, mark.start)].append(mark)
    borders = sorted({end, *opening, *(min(end, mark.end) for mark in inside)})
    stack: list[Mark] = []
    position = start
    for border in borders:
        if border > position:
            yield Piece(text[position:border])
        yield from _close(stack, border, end)
        for mark in opening[border]:
            stack.append(mark)
            yield Piece(opens=mark, goes_on=mark.start < start)
        position = border


def _close(stack: list[Mark], border: int, end: int) -> Iterator[Piece]:
    """Ends the marks that end at a border; those begun inside them that go on are ended with them and begun again."""
    ending = [place for place, mark in enumerate(stack) if min(mark.end, end) <= border]
    if not ending:
        return
    closed = stack[ending[0] :]
    del stack[ending[0] :]
    yield from (Piece() for _ in closed)
    for mark in closed:
        if min(mark.end, end) > border:
            stack.append(mark)
            yield Piece(opens=mark, goes_on=True)
