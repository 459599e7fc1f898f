"""The page of an article: its text in blocks, what was found in it marked, and beside each block a note on every quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from quotes.index.folding import fold
from quotes.index.site.links import Links, safe_url
from quotes.index.site.marks import Mark, Piece, collect_marks, cut
from quotes.index.site.views import Reason, View, describe, view_quotation
from quotes.model import Block, Document, Quotation
from quotes.text.blocks import split_blocks

__all__ = ["Article", "Note", "Passage", "article"]


@attrs.frozen(slots=True)
class Note:
    """What stands beside a quotation: its number among those of its article, its view, and the reasons."""

    number: int
    label: str
    view: View
    reasons: tuple[Reason, ...]


@attrs.frozen(slots=True)
class Passage:
    """A block of the text in pieces, with the notes on the quotations that begin in it."""

    kind: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@attrs.frozen(slots=True)
class Article:
    """Everything that the page of a document shows."""

    document: Document
    title: str
    url: str | None
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]

    @property
    def titled(self) -> bool:
        """Whether the text itself opens with the title."""
        first = self.passages[0].pieces if self.passages and self.passages[0].kind == "headline" else ()
        return fold("".join(piece.text or "" for piece in first)) == fold(self.title)

    @property
    def quoted(self) -> int:
        """How many quotations somebody is reported to have said."""
        return sum(note.view.attributed for note in self.notes)


def article(
    document: Document,
    quotations: Sequence[Quotation],
    links: Links,
    titles: Mapping[str, str],
    rules: Mapping[tuple[str, str], str],
) -> Article:
    """The page of a document with all its quotations, nested ones and mere terms too."""
    views = [view_quotation(quotation, links, titles) for quotation in quotations]
    notes, quoted = [], 0
    for number, view in enumerate(views):
        quoted += view.attributed
        reasons = describe(view.quotation, document.text, rules, links, titles)
        notes.append(Note(number, str(quoted) if view.attributed else "", view, reasons))
    marks = collect_marks(quotations, [view.anchor for view in views])
    passages = _passages(document.text, notes, marks)
    return Article(document, titles[document.id], safe_url(document.url), passages, tuple(notes))


def _passages(text: str, notes: Sequence[Note], marks: Sequence[Mark]) -> tuple[Passage, ...]:
    """The blocks with what is theirs; each mark is looked at once a block that it touches."""
    blocks = split_blocks(text) or ((Block(0, len(text), "paragraph", 0),) if text else ())
    passages, pending, waiting = [], list(marks), list(notes)
    for block in blocks:
        touching = [mark for mark in _taken(pending, block.end) if mark.end > block.start]
        pending[:0] = [mark for mark in touching if mark.end > block.end]
        here = []
        while waiting and waiting[0].view.quotation.start < block.end:
            here.append(waiting.pop(0))
        passages.append(Passage(block.kind, tuple(cut(text, block.start, block.end, touching)), tuple(here)))
    return tuple(passages)


def _taken(pending: list[Mark], end: int) -> list[Mark]:
    """Takes the marks that begin before `end` from the front of those that wait."""
    count = next((place for place, mark in enumerate(pending) if mark.start >= end), len(pending))
    taken = pending[:count]
    del pending[:count]
    return taken
