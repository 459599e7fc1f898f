"""A text that grows, and the spans of what was written: the only place where the strategies count characters."""

from __future__ import annotations

from quotes.span import Span

__all__ = ["Draft"]


class Draft:
    """A text under way. `write` appends and says where.

    >>> draft = Draft()
    >>> draft.write("Ann Cole"), draft.write(" said")
    (Span(start=0, end=8), Span(start=8, end=13))
    >>> draft.text
    'Ann Cole said'
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "".join(self._parts)

    @property
    def position(self) -> int:
        """Where the next character goes."""
        return self._length

    def write(self, text: str) -> Span:
        """Appends `text`; returns its span."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)
