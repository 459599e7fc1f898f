"""Quotation marks to marked spans: which opening mark pairs with which closing one, what nests, what runs over paragraphs.

Marks pair inside their block; what stays unclosed or stray is contained there and never mis-pairs a later mark. Only a
quotation that its paragraph leaves open goes on in the next one, where that repeats the mark or closes it. Linear in the
number of marks, without recursion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from quotes.detect.marks import Family, Mark, find_marks
from quotes.detect.pairs import Pair, pair_marks
from quotes.model import Block, MarkedSpan
from quotes.span import Span

__all__ = ["BROKEN", "LABEL", "PROSE", "RULES", "find_spans", "has_label"]

RULES: dict[str, str] = {
    "pair": "An opening and a closing mark of one convention stand in one paragraph.",
    "mixed-pair": "The opening mark belongs to one convention, the closing one to another: typed half straight, half curly.",
    "same-mark": "The same curly mark or guillemet opens and closes.",
    "reversed": "The marks point away from the words, as in »German and Danish« books.",
    "spacing": "A mark with a space on its wrong side faces the other way than it seems to; its partner shows that.",
    "weak-pair": "The closing mark could also be an apostrophe or the sign of inches, and nothing better closes the quotation.",
    "over-paragraphs": "The quotation runs over several paragraphs: each opens with a mark, and only the last one closes.",
    "over-paragraphs-unrepeated": "The quotation runs on into a later paragraph, which closes it without a new opening mark.",
    "unclosed": "An opening mark that nothing closes: the span ends with its paragraph, or where the next quotation begins.",
    "stray": "A closing mark that nothing opens: the span is the mark alone.",
}

BROKEN: frozenset[str] = frozenset(("unclosed", "stray"))
"""The rules of spans that lack a mark."""

LABEL = regex.compile(r"\W{0,3}((?:\p{Lu}[\p{Lu}.'’-]++[ ]?){1,4}+)(?:\([^()\n]{1,30}\))?+:\s")
"""A transcript's label at the start of a quotation, its name as group 1."""
_LABEL_LENGTH = 200
"""Characters: no label is longer."""

PROSE: frozenset[str] = frozenset(("paragraph", "item", "turn", "standfirst"))
"""The kinds of blocks that go on with a quotation; other blocks in its middle stand aside."""

_DEPTH = 12  # Nobody quotes deeper; a record that nests further could not be compared or pickled without recursion.
_REACH = 3  # How many blocks without a mark may lie inside a quotation that does not repeat its opening mark.
_LEAD = 4  # How far from the start of a paragraph its first mark may stand: “[…] “.
_STRAIGHT = frozenset(('"', "＂", "''"))


class _Node:
    """A marked span under construction; a tentative one counts only if a later paragraph closes it."""

    __slots__ = ("children", "closing", "family", "inner", "opening", "rule", "segments", "tentative")

    def __init__(self, family: Family, opening: str, closing: str, segment: Span, inner: Span, rule: str) -> None:
        self.family, self.opening, self.closing, self.rule = family, opening, closing, rule
        self.segments = [segment]
        self.inner = [inner]
        self.children: list[MarkedSpan] = []
        self.tentative = family == "single" and not closing

    @property
    def start(self) -> int:
        return self.segments[0].start

    @property
    def end(self) -> int:
        return self.segments[-1].end

    def freeze(self) -> MarkedSpan:
        return MarkedSpan(tuple(self.segments), tuple(self.inner), self.opening, self.closing, tuple(self.children), self.rule)

    def absorb(self, other: _Node) -> None:
        """Goes on with the span that opens the next paragraph."""
        self.segments += other.segments
        self.inner += other.inner
        self.children += other.children
        self.closing = other.closing
        self.rule = "over-paragraphs" if other.closing else "unclosed"
        self.tentative = self.tentative and not other.closing

    def close(self, text: str, mark: Mark, between: Sequence[Block], block: Block, inside: Sequence[_Node]) -> None:
        """Ends at a closing mark of a later paragraph, after whole paragraphs without a mark."""
        whole = [Span(other.body, other.end) for other in between]
        self.segments += [*whole, Span(block.body, mark.end)]
        self.inner += [*whole, Span(block.body, mark.start)]
        self.children += [node.freeze() for node in inside]
        self.closing = text[mark.start : mark.end]
        self.rule = "over-paragraphs-unrepeated"


def find_spans(text: str, blocks: Sequence[Block]) -> tuple[MarkedSpan, ...]:
    """The outermost marked spans of `text`, in order, each with the spans nested in it.

    >>> block = Block(0, 33, "paragraph", 0)
    >>> [span.inner for span in find_spans("“Rain,” she said, “is ‘overdue’.”", [block])]
    [(Span(start=1, end=6),), (Span(start=19, end=32),)]
    """
    article = _Article(text)
    for block in blocks:
        article.read(block, find_marks(text, block.start, block.end))
    return tuple(article.spans())


class _Article:
    """Reads block after block, and joins what runs over paragraphs.

    `open` is the quotation that the last paragraph left open. `doubted` is one that only an apostrophe closed there, with its
    place among the nodes: ‘The workers’ hall was full. It goes on where the next paragraph repeats its mark.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: list[_Node] = []
        self.open: _Node | None = None
        self.doubted: tuple[int, _Node] | None = None
        self.between: list[Block] = []

    def read(self, block: Block, marks: Sequence[Mark]) -> None:
        """Adds one block's spans; prose goes on with what the prose before left open, other blocks stand aside."""
        if block.kind not in PROSE:
            nodes, strays = _read_block(self.text, block, marks)
            self.nodes += _with_strays(self.text, nodes, strays)
            self.doubted = None
            return
        if not marks:
            self.doubted = None
            self.between.append(block)
            if len(self.between) > _REACH:
                self._leave()
            return
        nodes, strays = _read_block(self.text, block, marks)
        left_open = _left_open(block, nodes)
        first = nodes[0] if nodes else None
        if self.doubted is not None and first is not None and self._repeats(self.doubted[1], block, first, left_open):
            self.open = self.doubted[1]
            self.nodes[self.doubted[0] :] = [self.open]
        if self.open is not None and first is not None and self._repeats(self.open, block, first, left_open):
            self.open.absorb(first)
            nodes, strays = nodes[1:], [mark for mark in strays if mark.start >= first.end]
            left_open = self.open if left_open is first else left_open
        elif self.open is not None and strays and self._closes(self.open, block, nodes, strays[0]):
            inside = [node for node in nodes if node.start < strays[0].start]
            self.open.close(self.text, strays[0], self.between, block, inside)
            nodes, strays = nodes[len(inside) :], strays[1:]
        self._leave()
        if left_open is None:
            self.doubted = _doubted(self.text, block, nodes, len(self.nodes))
        self.nodes += _with_strays(self.text, nodes, strays)
        self.open = left_open

    def _leave(self) -> None:
        self.open = self.doubted = None
        self.between = []

    def _repeats(self, going_on: _Node, block: Block, first: _Node, left_open: _Node | None) -> bool:
        """Whether the block opens with the mark of the quotation that the paragraph before left open."""
        same = first.family == going_on.family and (first.opening in _STRAIGHT) == (going_on.opening in _STRAIGHT)
        goes_on = same and not self.between and (first.closing != "" or first is left_open)
        # A transcript set in marks: "MODERATOR: …" opens another speaker's turn, not the next paragraph of the last one's.
        return goes_on and _leads(self.text, block, first.start) and not has_label(self.text, first.start)

    def _closes(self, going_on: _Node, block: Block, nodes: Sequence[_Node], mark: Mark) -> bool:
        """Whether the block's first closing mark ends the open quotation: words precede it, and only smaller quotations."""
        if mark.family != going_on.family or not self.text[block.body : mark.start].strip():
            return False
        inside = [node for node in nodes if node.start < mark.start]
        return not any(node.family == mark.family or node.end > mark.start or node.tentative for node in inside)

    def spans(self) -> Iterator[MarkedSpan]:
        """The finished spans; a single mark that nothing closes was an apostrophe, and what it held stands by itself."""
        for node in self.nodes:
            if node.tentative:
                yield from node.children
            else:
                yield node.freeze()


def has_label(text: str, start: int) -> bool:
    """Whether a transcript's label stands inside the marks that open at `start`.

    >>> has_label('"ANN LEE: Rain is due."', 0), has_label('"Rain is due."', 0)
    (True, False)
    """
    # Without an end the engine looks for a colon in all of the text.
    return LABEL.match(text, start, start + _LABEL_LENGTH) is not None


def _left_open(block: Block, nodes: Sequence[_Node]) -> _Node | None:
    last = nodes[-1] if nodes else None
    return last if last is not None and not last.closing and last.end == block.end else None


def _doubted(text: str, block: Block, nodes: Sequence[_Node], place: int) -> tuple[int, _Node] | None:
    """The last single-marked quotation of a block as it is if an apostrophe closes it: open to the end, around what follows."""
    for number in range(len(nodes) - 1, -1, -1):
        node = nodes[number]
        if node.family == "single":
            if node.rule != "weak-pair" or not _begins_speech(text, block, node.start):
                return None
            segment, inner = Span(node.start, block.end), Span(node.inner[0].start, block.end)
            held = _Node("single", node.opening, "", segment, inner, "unclosed")
            held.children = [*node.children, *(after.freeze() for after in nodes[number + 1 :])]
            return place + number, held
    return None


def _with_strays(text: str, nodes: list[_Node], strays: Sequence[Mark]) -> list[_Node]:
    """The nodes of a block with those closing marks among them that lie in none."""
    if not strays:
        return nodes
    # Two that touch are an empty pair.
    touching = {mark.start for mark, after in pairwise(strays) if mark.end == after.start}
    touching |= {after.start for mark, after in pairwise(strays) if mark.end == after.start}
    strays = [mark for mark in strays if mark.start not in touching]
    lone = [_Node(m.family, "", text[m.start : m.end], Span(m.start, m.end), Span(m.start, m.start), "stray") for m in strays]
    merged: list[_Node] = []
    for node in sorted(nodes + lone, key=lambda node: node.start):
        if not (node.rule == "stray" and merged and merged[-1].end > node.start):
            merged.append(node)
    return merged


def _read_block(text: str, block: Block, marks: Sequence[Mark]) -> tuple[list[_Node], list[Mark]]:
    """The outermost spans of one block, and the closing marks that nothing opens."""
    if not marks:
        return [], []
    pairs, strays = pair_marks(text, marks)
    nodes = _nest(text, block, pairs)
    if not _left_open(block, nodes):
        nodes = _hold(text, block, pairs, nodes)
    return nodes, strays


def _node(text: str, pair: Pair, end: int) -> _Node:
    first, close = pair.open, pair.close
    closing = text[close.start : close.end] if close else ""
    inner = Span(first.end, max(close.start if close else end, first.end))
    return _Node(first.family, text[first.start : first.end], closing, Span(first.start, end), inner, pair.rule)


def _nest(text: str, block: Block, pairs: Sequence[Pair]) -> list[_Node]:
    """A forest of the pairs; an unclosed mark stands at its top only, crossed pairs and those too deep are left out."""
    nodes: list[_Node] = []
    path: list[_Node] = []
    for pair, end in zip(pairs, _ends(text, block, pairs), strict=True):
        while path and path[-1].end <= pair.open.start:
            _finish(path, nodes)
        if path:
            if pair.close is None or end > path[-1].end or len(path) >= _DEPTH:
                continue
        elif pair.close is None and pair.open.family == "single":
            continue
        node = _node(text, pair, end)
        if node.inner[0].of(text).strip():
            path.append(node)
    while path:
        _finish(path, nodes)
    return nodes


def _finish(path: list[_Node], nodes: list[_Node]) -> None:
    node = path.pop()
    if path:
        path[-1].children.append(node.freeze())
    else:
        nodes.append(node)


def _ends(text: str, block: Block, pairs: Sequence[Pair]) -> list[int]:
    """Where each pair ends: an unclosed one before the next quotation, or with the block.

    A straight mark that opens a paragraph holds curly pairs: an editor has marked a passage that quotes in its own marks.
    """
    ends: list[int] = []
    limit = limit_of_straight = block.end
    for pair in reversed(pairs):
        start = pair.open.start
        straight = text[start : pair.open.end] in _STRAIGHT
        if pair.close:
            ends.append(pair.close.end)
        elif pair.open.family == "single":
            ends.append(block.end)
        else:
            stop = limit_of_straight if straight and _leads(text, block, start) else limit
            ends.append(start + len(text[start:stop].rstrip()))
        if pair.open.family != "single":
            limit = start
            limit_of_straight = limit_of_straight if pair.close and not straight else start
    return ends[::-1]


def _hold(text: str, block: Block, pairs: Sequence[Pair], nodes: list[_Node]) -> list[_Node]:
    """Adds the single mark that may open speech running into the next paragraph, around the spans after it."""
    before = 0
    for pair in pairs:
        start = pair.open.start
        while before < len(nodes) and nodes[before].end <= start:
            before += 1
        outside = before == len(nodes) or nodes[before].start > start
        if (
            pair.close is None
            and pair.open.family == "single"
            and not pair.open.weak
            and outside
            and _begins_speech(text, block, start)
        ):
            held = _node(text, pair, block.end)
            held.children = [node.freeze() for node in nodes[before:]]
            return [*nodes[:before], held]
    return nodes


def _leads(text: str, block: Block, start: int) -> bool:
    """Whether a mark stands first in its block, but for brackets and dots: […] “."""
    return start - block.body <= _LEAD and not text[max(block.body, start - _LEAD) : start].strip("[](… .")


def _begins_speech(text: str, block: Block, start: int) -> bool:
    """Whether a mark stands where speech begins: first in its block, or after a colon, a comma or a sentence."""
    before = text[max(block.start, start - 2) : start].strip()[-1:]
    return _leads(text, block, start) or (before != "" and before in ":,.!?—")
