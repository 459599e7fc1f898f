"""Which opening mark pairs with which closing one, inside one block: a stack, and a second thought for weak marks.

A closing mark takes the nearest opening mark of its family; what lies open above it is dropped. A weak closing mark (an
apostrophe? a prime?) is only remembered, and closes its quotation if nothing stronger does before the next one opens. Every
mark is pushed and popped once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quotes.detect.marks import Family, Mark

__all__ = ["Pair", "pair_marks"]


_CONVENTIONS: dict[tuple[str, str], str] = {
    **dict.fromkeys((("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("‹", "›"), ("„", "“"), ("‚", "‘")), "pair"),
    **dict.fromkeys(
        (("„", "”"), ("‚", "’"), ("「", "」"), ("『", "』"), ("``", "''"), ("''", "''"), ("`", "'"), ("‘‘", "’’")), "pair"
    ),
    **dict.fromkeys((("〝", "〞"), ("〝", "〟"), ("＂", "＂"), ("‟", "”"), ("‛", "’")), "pair"),
    **dict.fromkeys((("”", "”"), ("’", "’"), ("“", "“"), ("‘", "‘"), ("«", "«"), ("»", "»"), ("’’", "’’")), "same-mark"),
    **dict.fromkeys((("»", "«"), ("›", "‹"), ("”", "“"), ("’", "‘")), "reversed"),
}


_ELIDED = 2


class Pair(NamedTuple):
    """An opening mark with the one that closes it; `close` is None where nothing does."""

    open: Mark
    close: Mark | None
    rule: str


def pair_marks(text: str, marks: Iterable[Mark]) -> tuple[list[Pair], list[Mark]]:
    """What `marks` form: pairs and unclosed marks, by where they open; and the closing marks that nothing opens.

    >>> from quotes.detect.marks import find_marks
    >>> text = '"A 12" pipe," she said. "It'
    >>> [(pair.open.start, pair.close and pair.close.start, pair.rule) for pair in pair_marks(text, find_marks(text))[0]]
    [(0, 12, 'pair'), (24, None, 'unclosed')]
    """
    pairing = _Pairing(text)
    pairing.read(marks)
    return _mend_spacing(text, sorted(pairing.pairs, key=_start), pairing.strays)


def _convention(text: str, opening: Mark, closing: Mark) -> str:
    return _CONVENTIONS.get((text[opening.start : opening.end], text[closing.start : closing.end]), "mixed-pair")


class _Open:
    """An opening mark on the stack, with the weak mark that may close it."""

    __slots__ = ("mark", "weak")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.weak: Mark | None = None


class _Pairing:
    """Pairs the marks of one block, left to right, with a stack."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.depth: dict[Family, int] = {}
        self.pairs: list[Pair] = []
        self.strays: list[Mark] = []

    def read(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            if mark.role == "open":
                self._open(mark)
            elif mark.role == "close" or (self._find(mark.family) is not None and not self._nests(mark)):
                self._close(mark)
            elif not mark.weak:
                self._open(mark)
        while self.stack:
            self._drop()

    def _nests(self, mark: Mark) -> bool:
        """Whether a mark that may do either opens by its place, inside marks of another family: »They sang ›we know »home« well‹.«"""
        opens = self.text[max(0, mark.start - 1) : mark.start].isspace() and self.text[mark.end : mark.end + 1].isalnum()
        return opens and self.stack[-1].mark.family != mark.family

    def _find(self, family: Family) -> int | None:
        """Where on the stack the entry lies that a mark of `family` can close; singles do not close across other marks."""
        if not self.depth.get(family):
            return None
        i = len(self.stack) - 1
        while self.stack[i].mark.family != family:
            if family == "single":
                return None
            i -= 1
        return i

    def _open(self, mark: Mark) -> None:
        i = self._find(mark.family)
        if i is not None and self.stack[i].weak is not None:
            while len(self.stack) > i:
                self._drop()
        self.stack.append(_Open(mark))
        self.depth[mark.family] = self.depth.get(mark.family, 0) + 1

    def _answered(self, mark: Mark) -> int | None:
        """Where the entry lies that `mark` closes: an elided word is passed over for the quotation around it, if there is one."""
        i = self._find(mark.family)
        while i is not None and self.stack[i].mark.weak == _ELIDED:
            if i and self.stack[i - 1].mark.family == mark.family:
                i -= 1
            else:
                return i if self.text[mark.start - 1] in ".,!?…" else None
        return i

    def _close(self, mark: Mark) -> None:
        i = self._answered(mark)
        if i is None:
            if not mark.weak and mark.family != "single":
                self.strays.append(mark)
        elif mark.weak:
            entry = self.stack[i]
            if entry.weak is None and not entry.mark.weak:
                entry.weak = mark
        else:
            while len(self.stack) > i + 1:
                self._drop()
            entry = self._pop()
            self.pairs.append(Pair(entry.mark, mark, _convention(self.text, entry.mark, mark)))

    def _drop(self) -> None:
        """Takes the last entry off the stack unclosed, or closed by its weak mark."""
        entry = self._pop()
        self.pairs.append(Pair(entry.mark, entry.weak, "weak-pair" if entry.weak else "unclosed"))

    def _pop(self) -> _Open:
        entry = self.stack.pop()
        self.depth[entry.mark.family] -= 1
        return entry


def _mend_spacing(text: str, pairs: Sequence[Pair], strays: Sequence[Mark]) -> tuple[list[Pair], list[Mark]]:
    """Pairs what a space on the wrong side kept apart: "We go, "he said. and He said," we go." """
    kept: list[Pair] = []
    last = -1
    for pair in pairs:
        if pair.open.family != "single":
            before = kept[last] if last >= 0 else None
            if before and not before.close and not pair.close and _same(before.open, pair.open) and _closes_late(text, pair.open):
                kept[last] = Pair(before.open, pair.open, "spacing")
                continue
            last = len(kept)
        kept.append(pair)
    starts = [pair.open.start for pair in kept if pair.open.family != "single"]
    left: list[Mark] = []
    for mark in strays:
        if left and _same(left[-1], mark) and _opens_early(text, left[-1]) and _none_between(starts, left[-1].start, mark.start):
            kept.append(Pair(left.pop(), mark, "spacing"))
        else:
            left.append(mark)
    return sorted(kept, key=_start), left


def _start(pair: Pair) -> int:
    return pair.open.start


def _same(a: Mark, b: Mark) -> bool:
    return a.family == b.family


def _none_between(starts: Sequence[int], low: int, high: int) -> bool:
    return bisect_left(starts, low) == bisect_left(starts, high)


def _closes_late(text: str, mark: Mark) -> bool:
    """Whether a straight mark that stands as if it opened may close what came before: "We go, "he said."""
    before = text[max(0, mark.start - 2) : mark.start]
    return text[mark.start : mark.end] in ('"', "''") and before[1:] == " " and before[0] in ".,!?"


def _opens_early(text: str, mark: Mark) -> bool:
    """Whether a mark that stands as if it closed may open what follows: He said," we go."""
    after = text[mark.end : mark.end + 2]
    return mark.start > 0 and text[mark.start - 1] in ",:" and after[:1] == " " and after[1:].isalnum()
