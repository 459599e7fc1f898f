"""Law: marked spans lie apart or inside each other, in the blocks that hold them, and begin and end with their marks.

A caption or a crosshead in the middle of a quotation stands aside: its own marked spans lie between two segments of that quotation.
So the segments of all prose are in order, and those of everything else; no two segments overlap, whatever they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from effort import small
from hypothesis import given
from texts import odd_texts, paragraph_texts

from quotes.detect.marks import find_marks, has_marks
from quotes.detect.spans import PROSE, RULES, find_spans
from quotes.model import Block, MarkedSpan
from quotes.text.blocks import split_blocks


def edges(spans: Iterable[MarkedSpan]) -> list[int]:
    return [edge for span in spans for segment in span.segments for edge in segment]


def check(text: str, spans: Sequence[MarkedSpan], within: Sequence[tuple[int, int]]) -> None:
    for span in spans:
        assert span.rule in RULES
        first, last = span.segments[0].of(text), span.segments[-1].of(text)
        assert first.startswith(span.opening)
        assert last.endswith(span.closing)
        assert span.opening or span.closing
        assert len(span.inner) == len(span.segments)
        for segment, inner in zip(span.segments, span.inner, strict=True):
            assert segment.holds(inner)
            assert any(low <= segment.start and segment.end <= high for low, high in within)
        assert edges(span.children) == sorted(edges(span.children))
        check(text, span.children, span.inner)


@small
@given(odd_texts)
def test_in_any_text(text: str) -> None:
    blocks = split_blocks(text)
    spans = find_spans(text, blocks)
    check(text, spans, [(block.start, block.end) for block in blocks])
    prose = [block for block in blocks if block.kind in PROSE]
    for part in (prose, [block for block in blocks if block not in prose]):
        found = edges(span for span in spans if any(block.start <= span.start < block.end for block in part))
        assert found == sorted(found)
    segments = sorted(segment for span in spans for segment in span.segments)
    assert all(before.end <= after.start for before, after in pairwise(segments))
    assert not spans or has_marks(text)


@small
@given(odd_texts)
def test_each_mark_is_where_it_says(text: str) -> None:
    marks = find_marks(text)
    sides = [side for mark in marks for side in (mark.start, mark.end)]
    assert sides == sorted(sides)
    assert all(mark.start < mark.end for mark in marks)
    assert bool(marks) <= has_marks(text)


@small
@given(paragraph_texts, paragraph_texts)
def test_a_headline_s_marks_do_not_reach_the_body(head: str, body: str) -> None:
    text = f"{head}\n{body}"
    blocks = [Block(0, len(head), "headline", 0), Block(len(head) + 1, len(text), "paragraph", len(head) + 1)]
    alone = find_spans(body, [Block(0, len(body), "paragraph", 0)])
    below = [span for span in find_spans(text, blocks) if span.start > len(head)]
    assert [span.start - len(head) - 1 for span in below] == [span.start for span in alone]
