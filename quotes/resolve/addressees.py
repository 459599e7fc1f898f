"""To whom the words were said: the object of the cue, so that it is never taken for the speaker."""

from __future__ import annotations

from quotes.resolve.grammar import Verb, verb_forms
from quotes.resolve.heads import head_class
from quotes.resolve.passages import Chunk, Passage
from quotes.resolve.sources import Source
from quotes.span import Span

__all__ = ["addressee_of"]

_HEARERS = ("people", "organization", "men", "woman")


def addressee_of(source: Source) -> Span | None:
    """The phrase that the cue of `source` takes as its addressee, or None."""
    candidate, link = source.candidate, source.link
    if candidate is None or link is None or link.kind in ("colon", "byline", "source", "possessor", "author"):
        return None
    passage = candidate.passage
    verb = verb_forms().get(passage.lows[link.cue])
    if verb is None:
        return None
    i = link.cue + 1
    if link.kind == "inverted" and i < len(passage.tags) and passage.chunk_at[i] >= 0:
        i = passage.chunks[passage.chunk_at[i]].last
    chunk = _object(passage, i, verb, inverted=link.kind == "inverted")
    if chunk is None or chunk is candidate.chunk or chunk.kind in ("time", "number", "relative"):
        return None
    return Span(chunk.start, chunk.end)


def _object(passage: Passage, i: int, verb: Verb, *, inverted: bool) -> Chunk | None:
    """The hearers behind a verb that may name them: said to the crowd, told reporters."""
    if i < len(passage.tags) and passage.tags[i] == "T" and "to" in verb.frames:
        return _chunk_at(passage, i + 1)
    if inverted or "hearer" not in verb.frames:
        return None
    chunk = _chunk_at(passage, i)
    return chunk if chunk is not None and (verb.reporting == "tell" or _hears(passage, chunk)) else None


def _hears(passage: Passage, chunk: Chunk) -> bool:
    """Whether a phrase can be spoken to: ordered his men; not “ordered a retreat”."""
    return chunk.kind in ("name", "object") or head_class(passage.lows[chunk.head]).removesuffix("s") in _HEARERS


def _chunk_at(passage: Passage, i: int) -> Chunk | None:
    if i >= len(passage.tokens) or passage.chunk_at[i] < 0:
        return None
    chunk = passage.chunks[passage.chunk_at[i]]
    return chunk if chunk.first == i else None
