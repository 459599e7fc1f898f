"""Characters to lines and paragraphs, whatever ends a line: LF, CRLF, CR, NEL, LS, PS, form feed.

Texts separate paragraphs by blank lines, by single line ends, or wrap their lines at a fixed width. Lines that were wrapped are
joined again: a paragraph is one span that covers its line ends. The decision is local to the lines between two blank lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

__all__ = ["Paragraph", "split_paragraphs"]


class Paragraph(NamedTuple):
    """A paragraph, without the white space around it; `group` counts the stretches between blank lines."""

    start: int
    end: int
    group: int


_LINE = regex.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]++")
_ENDS = regex.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# White space, and signs that nobody sees: zero-width spaces, byte-order marks, NULs.
_BLANK = "".join(
    map(chr, (*range(0x21), 0x7F, 0xA0, 0x1680, *range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F, 0x2060, 0x3000, 0xFEFF))
)
_WIDEST = 100  # No typist wraps later; a longer line is a paragraph by itself.
_NARROWEST = 45  # No prose is wrapped earlier; shorter lines are a list, a table, a poem.
_SENTENCE_ENDS = frozenset(".!?:;”\"’'»)")


def split_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text`, in order.

    >>> [(p.start, p.end) for p in split_paragraphs("Rain fell.\\n\\nIt stopped.\\nSun.")]
    [(0, 10), (12, 23), (24, 28)]
    """
    out: list[Paragraph] = []
    for number, lines in enumerate(_groups(text)):
        pieces = _unwrap(text, lines) if len(lines) > 1 else lines
        out += [Paragraph(start, end, number) for start, end in pieces]
    return out


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank line among them, each line without the white space around it."""
    group: list[tuple[int, int]] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match[0]
        bare = line.lstrip(_BLANK)
        if not bare:
            continue
        start = match.end() - len(bare)
        if group and _blank_between(text, last, match.start()):
            yield group
            group = []
        group.append((start, start + len(bare.rstrip(_BLANK))))
        last = match.end()
    if group:
        yield group


def _blank_between(text: str, last: int, start: int) -> bool:
    """Whether more than one line end lies between two lines."""
    return start - last > 1 and (start - last > 2 or text[last:start] != "\r\n") and len(_ENDS.findall(text, last, start)) > 1


def _unwrap(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of one group, those that were wrapped joined; a line that had room for the next word ends its paragraph."""
    width = max(end - start for start, end in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return lines
    full = [_is_full(text, line, after, width) for line, after in pairwise(lines)]
    if not any(is_full and _runs_on(text, *pair) for is_full, pair in zip(full, pairwise(lines), strict=True)):
        return lines
    joined = [lines[0]]
    for is_full, (start, end) in zip(full, lines[1:], strict=True):
        if is_full and not _is_indented(text, start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether the first word of the next line found no room on this one."""
    word = text[after[0] : min(after[1], after[0] + width)].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _runs_on(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a sentence visibly goes on from one line to the next."""
    return text[line[1] - 1] not in _SENTENCE_ENDS and text[after[0]].islower()


def _is_indented(text: str, start: int) -> bool:
    """Whether a line opens with two blanks or a tab, as a paragraph's first line does."""
    return text[max(0, start - 2) : start].endswith(("  ", "\t"))
