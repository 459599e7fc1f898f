"""An article under way, and how words in marks are put on it."""

from __future__ import annotations

import attrs
import regex

from quotes.span import Span
from quotes.strategies.draft import Draft
from quotes.strategies.marks import Convention
from quotes.strategies.scenes import Part
from quotes.strategies.turns import Turn

__all__ = ["Page", "Report", "Stretch"]

_NESTED = regex.compile(r"(?P<open>⟨)|(?P<close>⟩)|[^⟨⟩]+")


@attrs.frozen(slots=True)
class Stretch:
    """One stretch of marked words: with its marks, without them, and what is nested inside (the same, with depth)."""

    span: Span
    inner: Span
    nested: tuple[tuple[int, Stretch], ...] = ()


@attrs.define
class Report:
    """What one turn wrote: its quotations (a list of stretches each), and where mention, cue, addressee, venue and time stand."""

    turn: Turn
    quoted: list[list[Stretch]] = attrs.Factory(list)
    unsure: set[str] = attrs.Factory(set)
    mention: Span | None = None
    cue: Span | None = None
    addressee: Span | None = None
    venue: dict[Part, Span] = attrs.Factory(dict)
    when: Span | None = None
    introduced: bool = False


@attrs.define
class Page:
    """The draft, its convention of marks, who is known by name and by role, and who was named last."""

    marks: Convention
    draft: Draft = attrs.Factory(Draft)
    named: set[str] = attrs.Factory(set)
    roles: set[str] = attrs.Factory(set)
    last: str | None = None

    def plain(self, text: str) -> Span:
        """Writes words outside marks, with the apostrophe of the convention."""
        return self.draft.write(text.replace("'", self.marks.apostrophe))

    def marked(self, words: str, *, opening: bool = True, closing: bool = True) -> Stretch:
        """Writes words in marks; ⟨ and ⟩ open and close nested ones. `opening` and `closing` say which outer marks are set."""
        start = self.draft.position
        mark = self.marks.at(0)
        self.draft.write(mark[0] + self.marks.padding if opening else "")
        inner, nested = self._inside(words)
        self.draft.write(self.marks.padding + mark[1] if closing else "")
        return Stretch(Span(start, self.draft.position), inner, nested)

    def _inside(self, words: str) -> tuple[Span, tuple[tuple[int, Stretch], ...]]:
        start = self.draft.position
        opened: list[int] = []
        nested: list[tuple[int, Stretch]] = []
        for piece in _NESTED.finditer(words):
            if piece["open"]:
                opened.append(self.draft.position)
                self.draft.write(self.marks.at(len(opened))[0])
            elif piece["close"]:
                nested.append(self._close(len(opened), opened.pop()))
            else:
                self.plain(piece[0])
        return Span(start, self.draft.position), tuple(sorted(nested, key=lambda found: found[1].span))

    def _close(self, depth: int, start: int) -> tuple[int, Stretch]:
        opening, closing = self.marks.at(depth)
        inner = Span(start + len(opening), self.draft.position)
        self.draft.write(closing)
        return depth, Stretch(Span(start, self.draft.position), inner)
