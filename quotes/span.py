"""Half-open spans of code points: the only span arithmetic in the package.

A span is ``(start, end)`` with ``0 <= start <= end``: it counts Unicode code points of the text exactly
as the caller gave it, and ``text[start:end]`` is what it covers. Every answer of the library is such a span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Offsets", "Span", "cover", "gap", "overlap"]


class Span(NamedTuple):
    """A half-open range of code points.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """The number of code points covered."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: tuple[int, int]) -> bool:
        """Whether `other` lies wholly inside this span.

        >>> Span(2, 8).holds((2, 5)), Span(2, 8).holds((7, 9))
        (True, False)
        """
        return self.start <= other[0] and other[1] <= self.end

    def shift(self, distance: int) -> Span:
        """The same span `distance` code points further on."""
        return Span(self.start + distance, self.end + distance)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """How many code points two spans share.

    >>> overlap((0, 5), (3, 9)), overlap((0, 2), (5, 9))
    (2, 0)
    """
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """How many code points lie between two spans; 0 where they touch or overlap.

    >>> gap((0, 5), (8, 9)), gap((8, 9), (0, 5)), gap((0, 5), (3, 9))
    (3, 3, 0)
    """
    return max(0, b[0] - a[1], a[0] - b[1])


def cover(spans: Iterable[tuple[int, int]]) -> Span:
    """The smallest span that holds all of `spans` (at least one).

    >>> cover([(8, 9), (2, 4)])
    Span(start=2, end=9)
    """
    spans = list(spans)
    return Span(min(s[0] for s in spans), max(s[1] for s in spans))


class Offsets:
    """Converts code-point offsets of one text to UTF-16 and UTF-8 offsets and back.

    Web pages (JavaScript, the DOM) count UTF-16 code units; byte-addressed tools count UTF-8 bytes. A lone
    surrogate counts as one UTF-16 unit and three UTF-8 bytes, as in WTF-8.

    >>> offsets = Offsets("a😀b")
    >>> offsets.utf16(Span(1, 2)), offsets.utf8(Span(1, 2))
    (Span(start=1, end=3), Span(start=1, end=5))
    >>> offsets.from_utf16(Span(1, 3)), offsets.from_utf8(Span(1, 5))
    (Span(start=1, end=2), Span(start=1, end=2))
    """

    def __init__(self, text: str) -> None:
        points = [ord(c) for c in text]
        self._utf16 = [0, *accumulate(1 + (p > 0xFFFF) for p in points)]
        self._utf8 = [0, *accumulate(1 + (p > 0x7F) + (p > 0x7FF) + (p > 0xFFFF) for p in points)]

    def utf16(self, span: tuple[int, int]) -> Span:
        """The span in UTF-16 code units."""
        return Span(self._utf16[span[0]], self._utf16[span[1]])

    def utf8(self, span: tuple[int, int]) -> Span:
        """The span in UTF-8 bytes."""
        return Span(self._utf8[span[0]], self._utf8[span[1]])

    def from_utf16(self, span: tuple[int, int]) -> Span:
        """The code points that a span of UTF-16 units covers; an offset inside a character falls on its start."""
        return Span(_floor(self._utf16, span[0]), _floor(self._utf16, span[1]))

    def from_utf8(self, span: tuple[int, int]) -> Span:
        """The code points that a span of UTF-8 bytes covers; an offset inside a character falls on its start."""
        return Span(_floor(self._utf8, span[0]), _floor(self._utf8, span[1]))


def _floor(table: list[int], offset: int) -> int:
    return max(0, bisect_right(table, offset) - 1)
