"""The sentences around a document's attributions, with what each names and who is quoted in it.

Read are the paragraphs of attributions and those just before. A sentence without attributions is read only where a glance at its
words says that it can name a venue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from quotes.model import Attribution
from quotes.resolve.cast import KIN, first_named, head_words
from quotes.resolve.clauses import links
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import reporting_nouns, verb_forms
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.venue_clauses import Clause, Findings, find_venues
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_words import lexis, noun_at, outlet_at, outlet_triggers, presence, sayings, tellings, triggers
from quotes.span import Span
from quotes.text.datelines import signers

__all__ = ["BEFORE", "VERBAL", "Sentence", "Sentences", "Tokens", "opens_with_words", "takes_up"]

BEFORE = 2
"""How many blocks before a quotation's own are read for the sentence that sets its scene."""
VERBAL = ("took-part", "told-outlet", "said-there")
"""The rules of venues that hang on a verb: they are the verb's subject's."""

_SUBJECTS = frozenset(("direct", "climb", "apposition", "relative", "inverted", "shared", "participle", "infinitive"))
_LEADING = regex.compile("[ITgB]")
"""Tags of words that lead to a venue: prepositions, participles, what was done meanwhile."""
_THERE = 6
"""How many words *there* may stand behind a place: In Tabora yesterday **there** was little joy."""
_WORD = regex.compile(r"\w++")
_SAID_THERE = frozenset(("in", "at", "during", "on", "made", "delivered", "posted", "issued", "given", "published", "broadcast"))
_OPENING = 12
"""How many words into a sentence it tells that it takes up what was said."""
_NAMED = 60
"""The most names that are taken from one sentence."""

Tokens = tuple[int, int]
"""A range of token positions, the end exclusive."""


class Sentence(NamedTuple):
    """A sentence that was read: its block and number there, its tokens, its attributions with their clauses, what it names.

    `named` are the tokens that name a source that the document quotes, with the source.
    """

    reader: Reader
    block: int
    number: int
    first: int
    last: int
    members: list[int]
    clauses: list[Clause | None]
    findings: Findings
    named: list[tuple[int, str]]

    def subjects(self) -> dict[int, Tokens]:
        """The subject of each verb that a venue of the sentence hangs on."""
        if not any(found.rule in VERBAL for found in self.findings.found):
            return {}
        passage = self.reader.passage
        subjects: dict[int, Tokens] = {}
        for link in links(passage, self.number):
            if link.kind in _SUBJECTS:
                chunk = passage.chunks[link.chunk]
                subjects.setdefault(link.cue, (chunk.first, chunk.last))
        return subjects


class Sentences:
    """The sentences of one document, in order, and its sources.

    `keys` are who speaks in each attribution (the canonical name, else the mention, in lower case), `names` the words that name them,
    the last or the first, with the source that they name, `blocks` where each attribution stands, `steps` how
    far into the story each block does.
    """

    def __init__(self, text: str, passages: Passages, attributions: Sequence[Attribution]) -> None:
        self.text, self.passages, self.attributions = text, passages, attributions
        self.keys = [self._key(attribution) for attribution in attributions]
        self.names = first_named(text, attributions, self.keys) | {
            words[-1]: key for key in self.keys if (words := head_words(key) or key.split())
        }
        self._kin = self._families()
        self.blocks = [passages.block_at(self._anchor(attribution)) for attribution in attributions]
        self.steps = passages.steps(frozenset(self.blocks))
        self._quoted = frozenset(segment.start for attribution in attributions for segment in attribution.segments)
        datelines = [text[block.start : block.body] for block in passages.blocks if block.body > block.start]
        self._house = frozenset[str]().union(*map(signers, datelines))
        self._today = frozenset(word for line in datelines for word in _WORD.findall(line.lower()))
        self._readers: dict[int, Reader] = {}

    def _key(self, attribution: Attribution) -> str:
        speaker = attribution.speaker
        if speaker is not None and speaker.name:
            return speaker.name.lower()
        return attribution.mention.of(self.text).lower() if attribution.mention else ""

    @staticmethod
    def _anchor(attribution: Attribution) -> int:
        return (attribution.cue or attribution.mention or attribution.segments[0])[0]

    def reader(self, block: int) -> Reader:
        """The phrase reader of one block."""
        reader = self._readers.get(block)
        if reader is None:
            passage = self.passages.passage(block)
            masked = (i for i in passage.quoted if passage.tokens[i][0] in self._quoted)
            quoted = frozenset(i for i in masked if not _is_programme(passage, i))
            reader = self._readers[block] = Reader(passage, quoted, self._house, self._today)
        return reader

    def __iter__(self) -> Iterator[Sentence]:
        members = self._members()
        wanted = {step for at in self.blocks for step in range(self.steps[at] - BEFORE, self.steps[at] + 1)}
        behind = {self.steps[at] + 1 for at in self.blocks} - wanted
        for block, step in enumerate(self.steps[: len(self.passages.blocks)]):
            if step not in wanted and step not in behind:
                continue
            reader = self.reader(block)
            for number, (first, last) in enumerate(reader.passage.sentences):
                if step in behind and not takes_up(reader, first, last):
                    continue
                inside = members.get((block, number), [])
                clauses: list[Clause | None] = []
                findings = Findings([], [])
                if inside:
                    clauses = [self._clause(self.attributions[n], reader, first, last) for n in inside]
                if _may_say_where(reader, first, last, clauses) if inside else _may_set(reader, first, last):
                    findings = find_venues(
                        reader, first, last, sorted({c for c in clauses if c}, key=lambda clause: clause.first)
                    )
                yield Sentence(reader, block, number, first, last, inside, clauses, findings, self._named(reader, first, last))

    def _members(self) -> dict[tuple[int, int], list[int]]:
        """The attributions by the block and sentence of their cue, else of their source or first segment."""
        members: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n, attribution in enumerate(self.attributions):
            passage = self.passages.passage(self.blocks[n])
            token = passage.token_at(self._anchor(attribution))
            if token < len(passage.sentence_at):
                members[self.blocks[n], passage.sentence_at[token]].append(n)
        return members

    def _named(self, reader: Reader, first: int, last: int) -> list[tuple[int, str]]:
        lows = reader.lows
        if self.names.keys().isdisjoint(lows[first:last]):
            return []
        at = [i for i in range(first, last) if lows[i] in self.names and reader.tags[i] in "PN"][:_NAMED]
        return [(i, self._bearer(lows, i)) for i in at]

    def _families(self) -> dict[str, list[str]]:
        """The sources that share the last word of their names: a family, two departments."""
        kin: dict[str, set[str]] = defaultdict(set)
        for key in self.keys:
            kin[(head_words(key) or key.split() or [""])[-1]].add(key)
        return {word: sorted(keys)[:KIN] for word, keys in kin.items() if len(keys) > 1}

    def _bearer(self, lows: Sequence[str], i: int) -> str:
        """The source that the word at `i` names; of those who share it, the one whose first name stands before it."""
        given = lows[i - 1] if i else ""
        return next((key for key in self._kin.get(lows[i], ()) if key.split()[0] == given), self.names[lows[i]])

    def source(self, reader: Reader, tokens: Tokens) -> str:
        """The source that a noun phrase names by its head (*Mayor Okello*; not *the Okello campaign*), or by whose words it is
        (*Okello’s remarks*)."""
        first, last = tokens
        low = reader.lows[last - 1] if last > first else ""
        key = self._bearer(reader.lows, last - 1) if low in self.names else ""
        if key or low not in lexis("words-of"):
            return key
        owners = (i for i in range(first, last - 1) if reader.lows[i] in self.names and reader.tags[i + 1] == "S")
        return next((self.names[reader.lows[i]] for i in owners), "")

    def _clause(self, attribution: Attribution, reader: Reader, first: int, last: int) -> Clause | None:
        """The source and cue of an attribution as tokens of a sentence; None where neither stands in it."""
        mention, cue = (_range(span, reader, first, last) for span in (attribution.mention, attribution.cue))
        if mention and mention[0] > first and reader.tags[mention[0] - 1] == "I":
            # “In a radio interview Okello said”: what a tagger takes for one phrase is a venue and a source.
            inside = (k for k in range(mention[0], mention[1] - 1) if noun_at(reader.lows, k) and reader.tags[k + 1] == "P")
            mention = (next(inside, mention[0] - 1) + 1, mention[1])
        if cue and cue[1] - cue[0] > 2:
            # “said in a telephone interview” as a cue: the venue hangs on its verb.
            verb = next((i for i in range(*cue) if reader.tags[i] in "Vgn"), cue[1] - 1)
            cue = cue[0], verb + 1
        return Clause(mention, cue) if mention or cue else None


def _range(span: Span | None, reader: Reader, first: int, last: int) -> Tokens | None:
    if span is None:
        return None
    i, j = reader.passage.token_at(span[0]), reader.passage.token_at(span[1] - 1) + 1
    return (i, j) if first <= i < j <= last else None


def takes_up(reader: Reader, first: int, last: int) -> bool:
    """Whether a sentence tells where the words above it were said: He **said this** at …, she **was speaking** at …, she **made the
    remarks** at …, **her comments**, in an interview, …"""
    lows = reader.lows
    if opens_with_words(reader, first, last):
        return True
    for i in range(first + 1, min(last - 1, first + _OPENING)):
        if lows[i : i + 2] in (["was", "speaking"], ["were", "speaking"]):
            return True
        verb = verb_forms().get(lows[i])
        if verb is not None and verb.form in "ds" and (lows[i + 1] in ("this", "these") or _retells(lows, i)):
            return True
    return False


def opens_with_words(reader: Reader, first: int, last: int) -> bool:
    """Whether a sentence opens with what was said, and goes on in commas: **The remarks**, made at a rally, … · **Her admission**, in …"""
    if first + 3 >= last or reader.tags[first] not in "DG" or reader.lows[first] in ("a", "an"):
        return False
    said = next((i for i in range(first + 1, min(last - 2, first + 4)) if reader.lows[i] in reporting_nouns()), -1)
    return said > 0 and reader.lows[said + 1] == "," and reader.lows[said + 2] in _SAID_THERE


def _retells(lows: Sequence[str], i: int) -> bool:
    """Whether the verb at `i` says of words that they were spoken: **made** the remarks, **issued** this warning."""
    told = lows[i] in words_of("acts", "retelling") and lows[i + 1] in ("the", "that", "those", "his", "her", "their")
    return told and lows[i + 2 : i + 3] != [] and lows[i + 2] in reporting_nouns()


def _may_set(reader: Reader, first: int, last: int) -> bool:
    """Whether a sentence without attributions can set a scene at all: a glance that saves most of the reading."""
    lows = reader.lows[first:last]
    if not triggers(weak=False).isdisjoint(lows) or _may_name_outlet(reader, first, last):
        return True
    if not tellings().isdisjoint(lows) and ("in" in lows or not reader.house.isdisjoint(lows)):
        return True  # Okello told reporters in Geneva that …
    if not lexis("met-with").isdisjoint(lows) or not lexis("tried").isdisjoint(lows):
        return True
    first += first + 1 < last and reader.tags[first] == "C"
    if (
        reader.lows[first] in ("in", "at", "outside")
        and reader.tags[first + 1 : first + 2] in (["P"], ["D"])
        and ("," in lows[:12] or "there" in lows[:_THERE])
    ):
        return True  # In Tabora, Okello would not say more.
    if triggers(weak=True).isdisjoint(lows):
        return False
    return reader.tags[first] in "IgBA" or not presence().isdisjoint(lows) or _says_where(reader, first, last)


def _says_where(reader: Reader, first: int, last: int) -> bool:
    """Whether a place can follow right behind a verb of saying: Okello insisted | in Parliament | that …"""
    return any(reader.tags[i + 1] == "I" and reader.lows[i] in sayings() for i in range(first, last - 1))


def _may_name_outlet(reader: Reader, first: int, last: int) -> bool:
    """Whether a sentence holds the name of an outlet, or a name that ends like one."""
    texts = reader.texts
    if outlet_triggers().isdisjoint(texts[first:last]):
        return False
    hits = (i for i in range(first, last) if texts[i] in outlet_triggers())
    return any(outlet_at(texts, i) or (i > first and reader.lows[i] in lexis("press-word")) for i in hits)


def _may_say_where(reader: Reader, first: int, last: int, clauses: Sequence[Clause | None]) -> bool:
    """Whether a sentence with attributions holds more than *Okello said*: a preposition, a participle, somebody who was told."""
    if _LEADING.search(reader.line, first, last):
        return True
    return any(clause is None for clause in clauses) or not tellings().isdisjoint(reader.lows[first:last])


def _is_programme(passage: Passage, i: int) -> bool:
    """Whether a marked span is a title though somebody took it for words: *on “Morning Call”*, *an episode of “The Late Hour”*."""
    if not i or passage.lows[i - 1] not in ("on", "of", "'s", "’s"):
        return False
    words = passage.tokens[i][2].strip("\"'“”‘’«».,").split()
    small = sum(word[:1].islower() for word in words if len(word) > 3)
    return 0 < len(words) <= 8 and small == 0 and words[0][:1].isupper()
