"""Characters to lines and paragraphs, whatever ends a line: LF, CRLF, CR, NEL, LS, PS, form feed.

Texts separate paragraphs by blank lines, by single line ends, or wrap their lines at a fixed width. Lines that were wrapped are
joined again: a paragraph is one span that covers its line ends. The decision is local to the lines between two blank lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

__all__ = ["DOUBLE_MARK", "DOUBLE_MARKS", "Paragraph", "split_paragraphs"]

DOUBLE_MARKS = ('"', "“", "”", "«", "»", "„", "''", "``")
"""Quotation marks but for single ones: what a line tells does not hang on which of them it is set in."""
DOUBLE_MARK = regex.compile("|".join(DOUBLE_MARKS))
"""Finds one of them."""


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
_WIDEST = 130  # No typist wraps later; a longer line is a paragraph by itself.
_NARROWEST = (
    45  # A page that wraps earlier is a newspaper's column, a list or a poem: it must show more than one broken sentence.
)
_COLUMN = 25
_BROKEN = 3
_LONG = 40  # A shorter line that seems to break off is an item of a list.
_SENTENCE_ENDS = frozenset(".!?:;”\"’'»)")


class _Line(NamedTuple):
    """A line without the white space around it, and where it begins with it."""

    start: int
    end: int
    margin: int


def split_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text`, in order.

    >>> [(p.start, p.end) for p in split_paragraphs("Rain fell.\\n\\nIt stopped.\\nSun.")]
    [(0, 10), (12, 23), (24, 28)]
    """
    out: list[Paragraph] = []
    for number, lines in enumerate(_groups(text)):
        pieces = _unwrap(text, lines) if len(lines) > 1 else [lines[0][:2]]
        out += [Paragraph(start, end, number) for start, end in pieces]
    return out


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank line among them."""
    group: list[_Line] = []
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
        group.append(_Line(start, start + len(bare.rstrip(_BLANK)), match.start()))
        last = match.end()
    if group:
        yield group


def _blank_between(text: str, last: int, start: int) -> bool:
    """Whether more than one line end lies between two lines."""
    if text[last:start] == "\n\n":
        return True
    return start - last > 1 and (start - last > 2 or text[last:start] != "\r\n") and len(_ENDS.findall(text, last, start)) > 1


def _unwrap(text: str, lines: list[_Line]) -> list[tuple[int, int]]:
    """The lines of one group, those that were wrapped joined.

    A line that had room for the next word ends its paragraph, unless it breaks off in a sentence; so does one before an indented line.
    """
    width = max(line.end - line.margin for line in lines)
    indent = min(line.start - line.margin for line in lines)
    full = [_is_full(text, line, after, width) for line, after in pairwise(lines)]
    broken = [_breaks_off(text, line, after) for line, after in pairwise(lines)]
    evidence = sum(map(bool.__and__, full, broken))
    wrapped = _COLUMN <= width <= _WIDEST and evidence >= (1 if width >= _NARROWEST else _BROKEN)
    joined: list[tuple[int, int]] = [lines[0][:2]]
    for number, line in enumerate(lines[1:]):
        long = wrapped or lines[number].end - lines[number].start >= _LONG
        if ((wrapped and full[number]) or (broken[number] and long)) and line.start - line.margin <= indent + 1:
            joined[-1] = (joined[-1][0], line.end)
        else:
            joined.append(line[:2])
    return joined


def _is_full(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Whether the first word of the next line found no room on this one."""
    word = text[after.start : min(after.end, after.start + width)].split(None, 1)[0]
    return line.end - line.margin + 1 + len(word) > width


def _breaks_off(text: str, line: _Line, after: _Line) -> bool:
    """Whether a sentence visibly goes on from one line to the next."""
    return text[line.end - 1] not in _SENTENCE_ENDS and text[after.start].islower()
