"""Who may have said it: the noun phrases around a marked span that could name its source.

Candidates come from the sentence that holds the span. Where nobody in it speaks, they come also from its neighbours in the paragraph
and from the paragraphs before and after; always from the attribution of the quotation before. Measured on annotated news, these places
hold the right phrase in 99 of 100 cases, the sentence itself in 82; where somebody speaks in it, it holds it in 995 of 1,000.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from quotes.detect.spans import LABEL
from quotes.model import BlockKind
from quotes.resolve.bylines import named_above, signed_below
from quotes.resolve.clauses import Link, links
from quotes.resolve.cues import cue_strength
from quotes.resolve.passages import Chunk, Passage, Passages
from quotes.span import Span

__all__ = ["Candidate", "Place", "SentenceLinks", "candidates", "place_of"]

_PROSE: frozenset[BlockKind] = frozenset({"paragraph", "item", "turn", "standfirst", "headline", "caption"})


class Place(NamedTuple):
    """Where a segment stands: its passage, the position of its masked token, and its sentence."""

    passage: Passage
    token: int
    sentence: int


class Candidate(NamedTuple):
    """A noun phrase that may name the source; `where` tells from which neighbourhood it comes, `links` its verbs there."""

    passage: Passage
    chunk: Chunk
    where: str
    links: Sequence[Link]

    @property
    def span(self) -> Span:
        """The characters of the phrase."""
        return Span(self.chunk.start, self.chunk.end)


def place_of(passages: Passages, segment: Span) -> Place:
    """Where `segment` stands."""
    passage = passages.at(segment.start)
    token = passage.token_at(segment.start)
    return Place(passage, token, passage.sentence_at[token])


def candidates(
    passages: Passages, place: Place, grammar: SentenceLinks, governor: int, previous: Candidate | None
) -> list[Candidate]:
    """The candidates for the span at `place`, nearest neighbourhood first, each phrase once.

    Arguments: the document's passages; the place; the links found so far; the token of the verb that the span hangs on (-1 for
    none); the candidate that the quotation before was given.
    """
    passage, token, sentence = place
    found = _of_sentence(grammar, passage, sentence, token)
    speaks = any(_speaks(candidate, governor) for candidate in found)
    label = LABEL.match(passage.tokens[token][2])
    if label:
        start = passage.tokens[token][0]
        chunk = Chunk(token, token, token, start + label.start(1), start + label.end(1), "label")
        found.append(Candidate(passage, chunk, "label", ()))
    found += _stated(place, grammar) if speaks else _around(passages, place, grammar)
    if previous is not None and not any(c.passage is previous.passage and c.chunk == previous.chunk for c in found):
        found.append(Candidate(previous.passage, previous.chunk, "carry", previous.links))
    return found


def _speaks(candidate: Candidate, governor: int) -> bool:
    """Whether a phrase of the span's own sentence has a cue that reports, or a verb that the span hangs on and that tells a view."""
    return any(cue_strength(candidate.passage, link) >= (2 if link.cue == governor else 3) for link in candidate.links)


def _on_own_line(passages: Passages, place: Place) -> list[Candidate]:
    """Who stands in a line of his own below or above a quotation: “We wait.” ¶ — **Ann Lee**, mayor of Hale."""
    passage, token, sentence = place
    if passage.sentences[sentence] != (token, len(passage.tokens)) or token:
        return []
    line = signed_below(passages, passage.index) or named_above(passages, passage.index)
    if line is None:
        return []
    chunk = line.chunks[0]
    return [Candidate(line, chunk, "byline", (Link(0, chunk.first, "byline"),))]


def _stated(place: Place, grammar: SentenceLinks) -> list[Candidate]:
    """Who is said to have said it: Lee has announced a “new phase”. This was stated by **the mayor**."""
    if place.sentence + 1 >= len(place.passage.sentences):
        return []
    following = _subjects(grammar, place.passage, place.sentence + 1, "next")
    return [candidate for candidate in following if any(link.kind == "statement" for link in candidate.links)]


def _around(passages: Passages, place: Place, grammar: SentenceLinks) -> list[Candidate]:
    """The candidates of the sentences and paragraphs around the span's own."""
    passage, _, sentence = place
    found: list[Candidate] = []
    for distance in (1, 2):
        if sentence - distance >= 0:
            found += _subjects(grammar, passage, sentence - distance, f"before{distance}")
    above = sentence <= 1 and not found  # where the paragraph itself tells of somebody before, nobody above it is meant
    if sentence + 1 < len(passage.sentences):
        found += _subjects(grammar, passage, sentence + 1, "next")
    if above:
        found += _of_neighbour(passages, grammar, passage.index, -1)
    if sentence == len(passage.sentences) - 1 and sentence == 0:
        found += _of_neighbour(passages, grammar, passage.index, +1)
    return found + _on_own_line(passages, place)


class SentenceLinks:
    """The links of each sentence, found once."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], tuple[list[Link], dict[int, list[Link]]]] = {}

    def of(self, passage: Passage, sentence: int) -> tuple[list[Link], dict[int, list[Link]]]:
        """All links of a sentence, and the same by chunk."""
        key = (passage.index, sentence)
        entry = self._found.get(key)
        if entry is None:
            found = links(passage, sentence)
            by_chunk: dict[int, list[Link]] = {}
            for link in found:
                by_chunk.setdefault(link.chunk, []).append(link)
            entry = self._found[key] = found, by_chunk
        return entry


def _of_sentence(grammar: SentenceLinks, passage: Passage, sentence: int, token: int) -> list[Candidate]:
    """Every phrase of the sentence itself, but times and numbers."""
    first, last = passage.sentences[sentence]
    by_chunk = grammar.of(passage, sentence)[1]
    found = []
    for number in range(bisect_left(passage.chunks, (first,)), len(passage.chunks)):
        chunk = passage.chunks[number]
        if chunk.first >= last:
            break
        if chunk.kind not in ("time", "number"):
            where = "left" if chunk.first < token else "right"
            found.append(Candidate(passage, chunk, where, by_chunk.get(number, ())))
    return found


def _subjects(grammar: SentenceLinks, passage: Passage, sentence: int, where: str) -> list[Candidate]:
    """The phrases of another sentence that have a verb or cue."""
    chunks = passage.chunks
    return [
        Candidate(passage, chunks[number], where, found)
        for number, found in grammar.of(passage, sentence)[1].items()
        if chunks[number].kind != "relative" and (chunks[number].kind != "object" or found[0].kind == "statement")
    ]


def _of_neighbour(passages: Passages, grammar: SentenceLinks, index: int, step: int) -> list[Candidate]:
    """Subjects of the nearest sentences in the paragraph before (its last two) or after (its first)."""
    neighbour = index + step
    while 0 <= neighbour < len(passages.blocks) and passages.blocks[neighbour].kind not in _PROSE:
        neighbour += step
    if not 0 <= neighbour < len(passages.blocks):
        return []
    passage = passages.passage(neighbour)
    count = len(passage.sentences)
    if not count:
        return []
    if step > 0:
        return _subjects(grammar, passage, 0, "below")
    found = _subjects(grammar, passage, count - 1, "above1")
    if count > 1:
        found += _subjects(grammar, passage, count - 2, "above2")
    return found
