"""A sentence as the resolver reads it, shown in words: what the tests of its layers share."""

from __future__ import annotations

from quotes.detect.spans import find_spans
from quotes.resolve.clauses import links
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.ranking import default_ranker
from quotes.resolve.sources import Source, find_sources
from quotes.span import Span
from quotes.text.blocks import split_blocks


def segments_of(text: str) -> list[Span]:
    return [segment for span in find_spans(text, split_blocks(text)) for segment in span.segments]


def passages_of(text: str) -> Passages:
    return Passages(text, split_blocks(text), segments_of(text))


def passage_of(text: str, index: int = 0) -> Passage:
    return passages_of(text).passage(index)


def tagged(text: str) -> str:
    """Each word with its tag."""
    passage = passage_of(text)
    return " ".join(
        f"{'Q' if token[3] == 'quotation' else token[2]}/{tag}" for token, tag in zip(passage.tokens, passage.tags, strict=True)
    )


def linked(text: str, sentence: int = 0) -> list[str]:
    """Each link of a sentence as `kind phrase | cue`."""
    passage = passage_of(text)
    found = []
    for link in links(passage, sentence):
        chunk = passage.chunks[link.chunk]
        found.append(f"{link.kind} {text[chunk.start : chunk.end]} | {passage.tokens[link.cue][2]}")
    return found


def sources_of(text: str) -> list[Source]:
    return find_sources(text, passages_of(text), segments_of(text), default_ranker())
