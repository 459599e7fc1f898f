"""Spans as nested elements: what crosses is cut, so that XML can hold it.

Annotations of a text overlap as they like; elements must nest. Each annotation becomes one or more pieces, cut where
it would cross another one. An annotation of lower rank encloses those of higher rank (a quotation is never cut by a
name inside it); of the same rank the longer one encloses the shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

__all__ = ["Piece", "Stretch", "nest"]


class Stretch(NamedTuple):
    """An annotation to nest: its span, its rank, and its number among all."""

    start: int
    end: int
    rank: int
    number: int

    @property
    def order(self) -> tuple[int, int, int]:
        """What decides who encloses whom: rank, then length, then number."""
        return self.rank, -self.end, self.number


class Piece(NamedTuple):
    """A step of the nested text: an element to open, an element to close, or (`number` None) characters to write."""

    start: int
    end: int
    number: int | None = None
    opens: bool = False


def nest(stretches: Sequence[Stretch], start: int, end: int) -> Iterator[Piece]:
    """The steps that write the text from `start` to `end` with the stretches as nested elements.

    Arguments: `stretches` in any order; what of them lies outside is left out. Each element that is opened is closed.
    Cost: near-linear, but for stretches that cross one another again and again.

    >>> [(p.number, p.opens) for p in nest([Stretch(0, 4, 0, 7), Stretch(2, 6, 1, 8)], 0, 6) if p.number is not None]
    [(7, True), (8, True), (8, False), (7, False), (8, True), (8, False)]
    """
    inside = [s for s in stretches if s.start < end and s.end > start and s.start < s.end]
    starting = sorted(inside, key=lambda s: (max(s.start, start), s.order), reverse=True)
    open_: list[Stretch] = []
    ends: list[int] = []
    at = start
    while at < end:
        again: list[Stretch] = []
        yield from _close(open_, ends, at, again)
        while starting and starting[-1].start <= at:
            heappush(ends, starting[-1].end)
            again.append(starting.pop())
        for stretch in sorted(again, key=lambda s: s.order):
            yield from _insert(open_, stretch, at)
        stop = min([end, *ends[:1], *(s.start for s in starting[-1:])])
        yield Piece(at, stop)
        at = stop
    yield from (Piece(end, end, s.number) for s in reversed(open_))


def _close(open_: list[Stretch], ends: list[int], at: int, again: list[Stretch]) -> Iterator[Piece]:
    """Closes the elements that end here; those inside them that go on are closed too, and added to `again`."""
    ended = 0
    while ends and ends[0] <= at:
        heappop(ends)
        ended += 1
    while ended:
        last = open_.pop()
        yield Piece(at, at, last.number)
        if last.end > at:
            again.append(last)
        else:
            ended -= 1


def _insert(open_: list[Stretch], stretch: Stretch, at: int) -> Iterator[Piece]:
    """Opens one element under those that enclose it: the others are closed and opened again inside."""
    inner: list[Stretch] = []
    while open_ and open_[-1].order > stretch.order:
        inner.append(open_.pop())
        yield Piece(at, at, inner[-1].number)
    for reopened in [stretch, *reversed(inner)]:
        open_.append(reopened)
        yield Piece(at, at, reopened.number, opens=True)
