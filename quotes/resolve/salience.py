"""Who is in the reader's mind at one place of the text: the phrases before it, with what speaks for each.

Phrases are the noun phrases of the passages (quotations are masked: whom somebody quotes about is not who speaks), nearest
first. Each carries its grammatical part (subject, object, owner, …) and how many sentences and blocks lie between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from quotes.resolve.clauses import links
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Chunk, Passage, Passages

__all__ = ["Near", "Salience"]

_SUBJECTS = frozenset({"direct", "climb", "apposition", "relative", "inverted", "shared", "participle", "infinitive", "source"})
_SPOKEN = frozenset({"say", "tell", "add", "ask", "claim", "write", "manner"})
_READ = frozenset({"paragraph", "item", "standfirst", "headline", "turn", "caption"})
_BLOCKS = 4
_PHRASES = 48


class Near(NamedTuple):
    """One phrase before a place: its passage and noun phrase, its part, and its distance in sentences and blocks.

    `part` is ``main`` (the first subject of its sentence), ``subject``, ``governed`` (after a preposition) or ``other``; `reports`
    says that it is the subject of a verb of saying; `kind` is the block's.
    """

    passage: Passage
    chunk: Chunk
    part: str
    reports: bool
    sentences: int
    blocks: int
    kind: str


class Salience:
    """Looks back (or ahead) from a place in the text."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self._subjects: dict[tuple[int, int], tuple[int, dict[int, bool]]] = {}

    def before(self, offset: int) -> Iterator[Near]:
        """The phrases that end at or before `offset`, nearest first, over a few blocks."""
        here = self.passages.block_at(offset)
        passage = self.passages.passage(here)
        token = min(passage.token_at(offset), len(passage.tokens) - 1)
        if token < 0:
            return
        count, own = 0, passage.sentence_at[token]
        passed, blocks = own, 0
        for number in range(len(passage.chunks) - 1, -1, -1):
            chunk = passage.chunks[number]
            if chunk.end <= offset:
                count += 1
                yield self._near(passage, number, own - passage.sentence_at[chunk.first], 0)
        for index in range(here - 1, -1, -1):
            if blocks >= _BLOCKS or count >= _PHRASES:
                return
            kind = self.passages.blocks[index].kind
            if kind not in _READ:
                continue
            passage = self.passages.passage(index)
            blocks += 1
            for number in range(len(passage.chunks) - 1, -1, -1):
                chunk = passage.chunks[number]
                count += 1
                back = len(passage.sentences) - passage.sentence_at[chunk.first]
                yield self._near(passage, number, passed + back, blocks)
            passed += max(1, len(passage.sentences))

    def after(self, offset: int) -> Iterator[Near]:
        """The phrases that begin at or after `offset`, nearest first, to the end of the next block."""
        here = self.passages.block_at(offset)
        for index in range(here, min(here + 2, len(self.passages.blocks))):
            passage = self.passages.passage(index)
            for number, chunk in enumerate(passage.chunks):
                if chunk.start >= offset:
                    yield self._near(passage, number, 0, index - here)

    def _near(self, passage: Passage, number: int, sentences: int, blocks: int) -> Near:
        chunk = passage.chunks[number]
        main, subjects = self._subjects_of(passage, passage.sentence_at[chunk.first])
        if number in subjects:
            part = "main" if number == main else "subject"
        else:
            part = "governed" if chunk.first and passage.tags[chunk.first - 1] in "IT" else "other"
        return Near(passage, chunk, part, subjects.get(number, False), sentences, blocks, passage.block.kind)

    def _subjects_of(self, passage: Passage, sentence: int) -> tuple[int, dict[int, bool]]:
        """The first subject of a sentence, and every subject with whether its verb is one of saying."""
        key = (passage.index, sentence)
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = _read_subjects(passage, sentence)
        return found


def _read_subjects(passage: Passage, sentence: int) -> tuple[int, dict[int, bool]]:
    subjects: dict[int, bool] = {}
    linked: set[int] = set()
    first, last = passage.sentences[sentence]
    for link in links(passage, sentence):
        # “Brown said Moss is ready”: what follows a verb that has its subject is none.
        if link.kind not in _SUBJECTS or (link.kind == "inverted" and link.cue in linked):
            continue
        linked.add(link.cue)
        verb = verb_forms().get(passage.lows[link.cue]) if link.kind not in ("participle", "infinitive") else None
        subjects[link.chunk] = subjects.get(link.chunk, False) or (verb is not None and verb.reporting in _SPOKEN)
    # A name that opens the sentence is what it is about, whatever stands between it and its verb.
    opening = next((number for i in range(first, last) if (number := passage.chunk_at[i]) >= 0), -1)
    if opening >= 0 and passage.chunks[opening].kind == "name" and passage.chunks[opening].first == first:
        subjects.setdefault(opening, False)
    main = min(subjects, default=-1)
    if passage.tags[first] == "B":  # “While Brown sang, Moss slept”: the sentence is about Moss
        main = min((number for number in subjects if number != main), default=main)
    return main, subjects
