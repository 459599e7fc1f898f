"""Law: blocks come in order, apart, and cover every sign that can be seen."""

from __future__ import annotations

from effort import small
from hypothesis import given
from texts import odd_texts, paragraph_texts

from quotes.text.blocks import split_blocks
from quotes.text.tokens import tokenize

NEUTRAL = (
    "The pier at the end of the lane was built of oak in the year of the great storm, and it has been mended twice since then."
)


@small
@given(odd_texts)
def test_every_token_lies_in_one_block(text: str) -> None:
    blocks = split_blocks(text)
    edges = [edge for block in blocks for edge in (block.start, block.end)]
    assert edges == sorted(set(edges))
    assert all(block.start <= block.body < block.end for block in blocks)
    for token in tokenize(text):
        assert any(block.start <= token.start and token.end <= block.end for block in blocks)


@small
@given(paragraph_texts)
def test_a_paragraph_more_in_the_body_only_shifts_the_blocks_after_it(odd: str) -> None:
    head = "Ferry Hits Pier at Hale\n\nBy Ada Moss\n\nHALE, Maine (AP) — A ferry hit the pier.\n\n"
    tail = f"{odd}\n\nThe pier’s builder was not there that day.\n"
    before = split_blocks(head + NEUTRAL + "\n\n" + tail)
    after = split_blocks(head + NEUTRAL + "\n\n" + NEUTRAL + "\n\n" + tail)
    shift = len(NEUTRAL) + 2
    assert [(b.start + shift, b.end + shift, b.kind, b.body + shift) for b in before[4:]] == [
        (b.start, b.end, b.kind, b.body) for b in after[5:]
    ]
