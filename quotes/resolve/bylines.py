"""Lines that do nothing but name who is quoted: below a quotation of its own paragraph, behind a dash, or above it.

“We wait.” ¶ — **Ann Lee**, mayor of Hale. ¶ **Karl Moss**, 34, baker ¶ “We do not.”
"""

from __future__ import annotations

from quotes.model import BlockKind
from quotes.resolve.gazetteer import given_gender
from quotes.resolve.nominal_links import VERBAL
from quotes.resolve.passages import Passage, Passages

__all__ = ["named_above", "signed_below"]

_DASHES = frozenset("-–—―~")
_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "item", "byline", "headline"})
_LENGTH = 120
"""Characters: no such line is longer."""
_RUN = 60
"""Blocks: so far up a run of names and quotations in turn is followed."""


def signed_below(passages: Passages, index: int) -> Passage | None:
    """The line below the block at `index` that signs it, its first phrase the name; without a dash only right below it."""
    line = _line(passages, index + 1)
    if line[-1:] in _DASHES:
        return None  # – Night at the Mill –
    if line[:1] in _DASHES:
        listed = _line(passages, index + 2)[:1] == line[:1]  # a list has a dash before each of its items
        return None if listed else _named(passages, index + 1, full=False)
    return _named(passages, index + 1, full=True) if line and _adjoin(passages, index) else None


def named_above(passages: Passages, index: int) -> Passage | None:
    """The line above the block at `index` that tells whose words follow, by name and what he is: Karl Moss, 34, baker.

    Not so where it may sign the quotation above it.
    """
    line = _heading(passages, index - 1) if index > 1 else None
    return line if line is not None and (_adjoin(passages, index - 1) or _opens_run(passages, index - 1)) else None


def _heading(passages: Passages, index: int) -> Passage | None:
    line = _line(passages, index)
    return _named(passages, index, full=True) if "," in line and line[:1] not in _DASHES else None


def _opens_run(passages: Passages, index: int) -> bool:
    """Whether a name, and no quotation, opens the run of both in turn that the line at `index` stands in."""
    for line in range(index, max(1, index - _RUN), -2):
        if not _quoted(passages, line - 1):
            return True
        if _heading(passages, line - 2) is None:
            return False
    return False


def _line(passages: Passages, index: int) -> str:
    """The text of a block that is short enough; empty otherwise."""
    if not 0 <= index < len(passages.blocks):
        return ""
    start, end, kind = passages.blocks[index].start, passages.blocks[index].end, passages.blocks[index].kind
    return passages.text[start:end] if kind in _KINDS and end - start <= _LENGTH else ""


def _adjoin(passages: Passages, index: int) -> bool:
    """Whether the next block begins on the line right below."""
    return passages.text.count("\n", passages.blocks[index].end, passages.blocks[index + 1].start) == 1


def _quoted(passages: Passages, index: int) -> bool:
    """Whether a block is nothing but a quotation."""
    return passages.passage(index).tags == ["Q"]


def _named(passages: Passages, index: int, *, full: bool) -> Passage | None:
    """The line, where a name opens it and no verb follows before a comma: Ann Lee, who left in May; not “the bridge fell”.

    `full` asks for a person's full name, and that the line is no sentence.
    """
    passage = passages.passage(index)
    if not passage.chunks or passage.chunks[0].kind not in ("name", "noun"):
        return None
    chunk, tags = passage.chunks[0], passage.tags
    comma = next((i for i in range(chunk.last, len(tags)) if tags[i] == ","), len(tags))
    opens = all(tag in "-?" for tag in tags[: chunk.first])
    names = opens and "Q" not in tags and VERBAL.isdisjoint(tags[chunk.last : comma])
    return passage if names and (not full or _is_full_name(passage)) else None


def _is_full_name(passage: Passage) -> bool:
    """Whether a person's full name opens a line that ends with it or goes on behind a comma without a verb."""
    chunk, tags = passage.chunks[0], passage.tags
    words = [token[2] for token in passage.tokens[chunk.first : chunk.last]]
    plain = tags[-1] not in ".:" and VERBAL.isdisjoint(tags)
    return plain and tags[chunk.last : chunk.last + 1] in ([], [","]) and len(words) > 1 and given_gender(words[0]) is not None
