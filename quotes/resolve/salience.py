"""Who is in the reader's mind at one place of the text: the phrases before it, with what speaks for each.

Phrases are the noun phrases of the passages (quotations are masked: whom somebody quotes about is not who speaks), nearest
first. Each carries its grammatical part (subject, object, owner, …) and how many sentences and blocks lie between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from quotes.resolve.act_words import answering
from quotes.resolve.bearers import title_of
from quotes.resolve.clauses import links
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Chunk, Passage, Passages
from quotes.resolve.venue_words import noun_at, outlet_at

__all__ = ["Near", "Salience", "complement_end"]

_SUBJECTS = frozenset({"direct", "climb", "apposition", "relative", "inverted", "shared", "participle", "infinitive", "source"})
_SPOKEN = frozenset({"say", "tell", "add", "ask", "claim", "write", "manner"})
_READ = frozenset({"paragraph", "item", "standfirst", "headline", "turn", "caption"})
_TOPICAL = frozenset({"was", "is", "for"})
_BLOCKS = 4
_PHRASES = 56


class Near(NamedTuple):
    """One noun phrase, and what speaks for it wherever it is looked at from.

    `part` is ``main`` (the first subject of its sentence), ``subject``, ``owner`` (of a subject), ``governed`` (after a
    preposition) or ``other``; `reports` says that it is the subject of a verb of saying; `kind` is the block's.
    """

    passage: Passage
    chunk: Chunk
    part: str
    reports: bool
    kind: str


class Salience:
    """Looks back (or ahead) from a place in the text; what it reads of a phrase is kept."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self._subjects: dict[tuple[int, int], tuple[int, dict[int, bool]]] = {}
        self._nears: dict[tuple[int, int], Near] = {}

    def before(self, offset: int) -> Iterator[tuple[Near, int, int]]:
        """The phrases that end at or before `offset`, nearest first, with how many sentences and blocks lie between.

        A few blocks and a few dozen phrases at most are looked at.
        """
        here = self.passages.block_at(offset)
        passage = self.passages.passage(here)
        token = min(passage.token_at(offset), len(passage.tokens) - 1)
        left, blocks = _PHRASES, 0
        passed = passage.sentence_at[token] if token >= 0 else 0
        if token >= 0:
            own, last = passed, bisect_right(passage.chunks, offset, key=_chunk_end)
            for number in range(last - 1, max(-1, last - 1 - left), -1):
                yield self._near(passage, number), own - passage.sentence_at[passage.chunks[number].first], 0
            left -= last
        for index in range(here - 1, -1, -1):
            if blocks >= _BLOCKS or left <= 0:
                return
            if self.passages.blocks[index].kind not in _READ:
                continue
            passage = self.passages.passage(index)
            blocks += 1
            count = len(passage.chunks)
            for number in range(count - 1, max(-1, count - 1 - left), -1):
                back = len(passage.sentences) - passage.sentence_at[passage.chunks[number].first]
                yield self._near(passage, number), passed + back, blocks
            left -= count
            passed += max(1, len(passage.sentences))

    def subordinated(self, offset: int) -> bool:
        """Whether a subordinator stands right before `offset`, inside a sentence: *… when* he."""
        passage = self.passages.at(offset)
        i = passage.token_at(offset)
        inside = 0 < i < len(passage.tokens) and passage.sentence_at[i] == passage.sentence_at[i - 1]
        return inside and passage.lows[i - 1] in (
            "when",
            "as",
            "because",
            "where",
            "after",
            "before",
            "while",
            "since",
            "if",
            "whenever",
        )

    def replies(self, offset: int) -> bool:
        """Whether who stands at `offset` answers what somebody asked or said before in the sentence: When Moss asked him, *he* replied."""
        passage = self.passages.at(offset)
        i = passage.token_at(offset)
        if not 0 < i < len(passage.tokens) - 1 or not answering(passage.lows[i + 1]):
            return False
        return passage.lows[passage.sentences[passage.sentence_at[i]][0]] in ("when", "after", "as", "once", "whenever")

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds `offset`, by the number of its passage and its own."""
        passage = self.passages.at(offset)
        i = min(passage.token_at(offset), len(passage.tokens) - 1)
        return passage.index, passage.sentence_at[i] if i >= 0 else 0

    def in_paper(self, offset: int) -> bool:
        """Whether *in which* stands right before `offset`: a letter from Brown, *in which* he …"""
        passage = self.passages.at(offset)
        i = passage.token_at(offset)
        return i > 1 and list(passage.lows[i - 2 : i]) == ["in", "which"]

    def opens_sentence(self, offset: int) -> bool:
        """Whether nothing but a preposition stands before `offset` in its sentence: *For* his part, Brown …"""
        passage = self.passages.at(offset)
        i = passage.token_at(offset)
        if not 0 < i < len(passage.tokens):
            return False
        first = passage.sentences[passage.sentence_at[i]][0]
        return i == first + 1 and passage.tags[first] == "I"

    def after(self, offset: int) -> Iterator[Near]:
        """The phrases that begin at or after `offset`, nearest first, to the end of the next block."""
        here = self.passages.block_at(offset)
        for index in range(here, min(here + 2, len(self.passages.blocks))):
            passage = self.passages.passage(index)
            first = bisect_left(passage.chunks, offset, key=_chunk_start)
            for number in range(first, min(len(passage.chunks), first + _PHRASES)):
                yield self._near(passage, number)

    def _near(self, passage: Passage, number: int) -> Near:
        key = (passage.index, number)
        found = self._nears.get(key)
        if found is None:
            chunk = passage.chunks[number]
            main, subjects = self._subjects_of(passage, passage.sentence_at[chunk.first])
            titled = title_of(passage, number)  # Governor of Turin region | Ada Brown has the title's part
            if titled in subjects:
                part = "main" if titled == main else "subject"
            elif _is_topic(passage, chunk):
                part = "main"
            elif number + 1 in subjects and "S" in passage.tags[chunk.last - 1 : chunk.last + 1]:
                part = "owner"  # “Brown’s plan pleased …”, where the plan is a phrase of its own
            else:
                part = "governed" if chunk.first and passage.tags[chunk.first - 1] in "IT" else "other"
            found = self._nears[key] = Near(passage, chunk, part, subjects.get(titled, False), passage.block.kind)
        return found

    def _subjects_of(self, passage: Passage, sentence: int) -> tuple[int, dict[int, bool]]:
        """The first subject of a sentence, and every subject with whether its verb is one of saying."""
        key = (passage.index, sentence)
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = _read_subjects(passage, sentence)
        return found


def _is_topic(passage: Passage, chunk: Chunk) -> bool:
    """Whether a sentence puts forward what it is about: *As for Brown*, the deal fell through; it was *Brown* who left."""
    lows, first = passage.lows, chunk.first
    if not first or lows[first - 1] not in _TOPICAL:
        return False
    left = list(lows[max(0, first - 2) : first])
    cleft = left in (["it", "was"], ["it", "is"]) and list(lows[chunk.last : chunk.last + 1]) == ["who"]
    return cleft or (left == ["as", "for"] and passage.sentences[passage.sentence_at[first]][0] == first - 2)


def _chunk_start(chunk: Chunk) -> int:
    return chunk.start


def _chunk_end(chunk: Chunk) -> int:
    return chunk.end


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
    closing = next((number for number in sorted(subjects, reverse=True) if subjects[number]), -1)
    if closing > main >= 0 and not subjects[main] and _closes(passage, passage.chunks[closing], last):
        main = closing
    fronted = passage.lows[first] in ("after", "before", "since", "until", "as") and main in subjects
    if passage.tags[first] == "B" or (fronted and passage.chunks[main].first == first + 1):
        # “While Brown sang, Moss slept”, “After Brown sang, Moss slept”: the sentence is about Moss
        main = min((number for number in subjects if number != main), default=main)
    if passage.tags[first] in "Vng":
        # “Asked whether he would sing, Moss slept”
        apart = (number for number in subjects if passage.tags[passage.chunks[number].first - 1] == ",")
        main = min((number for number in apart if number > main), default=main)
    return main, subjects


def _closes(passage: Passage, chunk: Chunk, last: int) -> bool:
    """Whether a sentence ends with who tells it, behind a comma: The president will go, *the press secretary* said."""
    before, tags = chunk.first - 1, passage.tags
    return before > 0 and tags[before] == "," and not {"V", "X", ","} & set(tags[chunk.last + 1 : last])


def complement_end(passage: Passage, i: int, anywhere: bool = False) -> int:
    """Where a noun phrase ends that closes before token `i`, with the prepositional phrases that say whose or where from it is.

    “A spokeswoman *for the harbour* said”, but not “said a spokeswoman *in a statement* *on Monday*”: a time, an occasion and a
    document are no part of it, unless `anywhere` says that the phrase is itself a document: *a notice on the website*.
    """
    end = passage.tokens[i - 1][1]
    belonging = words_of("groups", "belonging")
    for _ in range(2):
        if i + 1 >= len(passage.tokens) or passage.lows[i] not in belonging or passage.chunk_at[i + 1] < 0:
            break
        chunk = passage.chunks[passage.chunk_at[i + 1]]
        if chunk.first != i + 1 or chunk.kind not in ("name", "noun"):
            break
        if not anywhere and _is_venue(passage, chunk, passage.lows[i]):
            break
        end, i = chunk.end, chunk.last
    return end


def _is_venue(passage: Passage, chunk: Chunk, preposition: str) -> bool:
    """Whether the words were said there: *in a statement*, *at a rally*, *on Twitter*; not *on the panel*."""
    noun = noun_at(passage.lows, chunk.head)
    if preposition in ("on", "in") and _is_outlet(passage, chunk):
        return True
    if preposition == "on":
        return noun is not None and noun.part == "medium"
    if noun is not None and noun.weak and passage.lows[chunk.head].endswith("s"):
        noun = None  # “a source in the emergency services”
    written = passage.lows[chunk.head] in words_of("groups", "documents")
    return preposition in ("in", "at", "from", "with") and (written or (noun is not None and noun.part != "place"))


def _is_outlet(passage: Passage, chunk: Chunk) -> bool:
    texts = [token[2] for token in passage.tokens[chunk.first : chunk.last]]
    return outlet_at(texts, int(len(texts) > 1 and texts[0] == "the")) > 0
