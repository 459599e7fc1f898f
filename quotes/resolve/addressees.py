"""To whom the words were said: the object of the cue, so that it is never taken for the speaker."""

from __future__ import annotations

from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Chunk, Passage
from quotes.resolve.sources import Source
from quotes.span import Span

__all__ = ["addressee_of"]

# “told reporters”: the object itself. “said to the crowd”, “spoke to farmers”: after “to”.
_TAKES_OBJECT = frozenset(
    ["tell", "inform", "assure", "remind", "advise", "brief", "notify", "reassure", "address", "ask", "urge", "warn"]
)


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
    if i < len(passage.tags) and passage.tags[i] == "T" and verb.reporting in ("say", "add", "speak", "write", "tell"):
        i += 1
    elif verb.lemma not in _TAKES_OBJECT or link.kind == "inverted":
        return None
    chunk = _chunk_at(passage, i)
    if chunk is None or chunk is candidate.chunk or chunk.kind in ("time", "number", "relative"):
        return None
    return Span(chunk.start, chunk.end)


def _chunk_at(passage: Passage, i: int) -> Chunk | None:
    if i >= len(passage.tokens) or passage.chunk_at[i] < 0:
        return None
    chunk = passage.chunks[passage.chunk_at[i]]
    return chunk if chunk.first == i else None
