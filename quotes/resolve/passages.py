"""A paragraph as the resolver reads it: marked spans masked, words tagged, noun phrases and sentences found.

A `Passage` is built once for each block that somebody asks for, and only around quotations: a document without marks builds
none. Its tokens are those of the text with each outermost marked span replaced by one token of kind ``"quotation"``, so that
the reporter's own clause reads on across it: “Rain,” the farmer said, “is due.” → Q the farmer said , Q

Its sentences are what clauses are looked for in: ranges of these tokens, bounded in length, cut by the tags that they have anyway;
those of `quotes.text.sentences` are the sentences of the text as it stands, for whoever reads them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from quotes.detect.marks import EDGES
from quotes.model import Block, PlainToken
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import occasion_nouns, portfolios, reporting_nouns, verb_forms
from quotes.resolve.heads import head_class
from quotes.resolve.steps import steps
from quotes.resolve.tagger import tag_tokens
from quotes.span import Span
from quotes.text.tokens import tokenize_folded

__all__ = ["Chunk", "Passage", "Passages"]


class Chunk(NamedTuple):
    """A noun phrase: its tokens ``first..last`` (end exclusive), its head's token, its characters, and what it can be.

    `kind` is ``name``, ``noun``, ``pronoun``, ``object`` (an object pronoun), ``relative``, ``time`` or ``number``.
    """

    first: int
    last: int
    head: int
    start: int
    end: int
    kind: str


_LONGEST = 250
"""Tokens of the longest sentence, each quotation counted as one: every phrase of it is weighed for every quotation in it."""
_PIECE = 15
_NOMINAL = frozenset("DGJN#PMSA")
_BY_HEAD = {"G": "pronoun", "P": "name", "M": "time"}
_ALONE = {"H": "pronoun", "O": "object", "W": "relative"}
_OPENING = (_NOMINAL - {"S", "A"}).union(_ALONE)
_JOINING = frozenset({",", "and"})
_HEADS = frozenset("NP#")


class Passage:
    """One block of the text, masked and tagged.

    `tokens`, `lows` (lower-case texts) and `tags` run in parallel; the text of a quotation's token takes a comma right behind it
    along. `sentences` are ranges of token positions; `chunks` the noun phrases in order; `chunk_at[i]` the number of the chunk that
    token `i` belongs to, or -1; `sentence_at[i]` its sentence.

    What later passes find they keep with the passage, so that nothing is found twice: `links` by sentence, `phrases` (what a noun
    phrase tells by itself) by chunk, `events` (what names an occasion) by token.
    """

    __slots__ = (
        "block", "chunk_at", "chunks", "events", "index", "links", "lows", "phrases", "quoted", "sentence_at", "sentences", "tags",
        "tokens",
    )  # fmt: skip

    def __init__(self, text: str, index: int, block: Block, segments: Sequence[Span]) -> None:
        self.block = block
        self.index = index
        self.links: dict[int, Any] = {}
        self.phrases: dict[int, Any] = {}
        self.events: dict[int, str] | None = None
        tokens: list[PlainToken] = []
        lows: list[str] = []
        quoted: list[int] = []
        position = block.body
        for segment in segments:
            if segment.start > position:
                _read_on(text, position, segment.start, tokens, lows)
            quoted.append(len(tokens))
            # A comma behind the mark (“It rains”, said Moss) is read like one before it.
            end = segment.end + (text[segment.end : segment.end + 1] == "," and segment.end < block.end)
            tokens.append((segment.start, segment.end, text[segment.start : end], "quotation"))
            lows.append("")
            position = max(position, end)
        if position < block.end:
            _read_on(text, position, block.end, tokens, lows)
        self.tokens = tokens
        self.quoted = quoted
        self.lows = lows
        self.tags = tag_tokens(tokens, lows, _titled(tokens, lows))
        self.sentences = _sentences(tokens, lows, self.tags)
        self.sentence_at: list[int] = []
        for number, (first, last) in enumerate(self.sentences):
            self.sentence_at += [number] * (last - first)
        self.chunks = _chunks(tokens, lows, self.tags)
        self.chunk_at = chunk_at = [-1] * len(tokens)
        for number, (first, last, *_) in enumerate(self.chunks):
            for i in range(first, last):
                chunk_at[i] = number

    def token_at(self, offset: int) -> int:
        """The position of the token that holds `offset`, or of the first one after it."""
        i = bisect_left(self.tokens, (offset + 1,)) - 1  # tokens are tuples that begin with their start
        return i if i >= 0 and self.tokens[i][1] > offset else i + 1

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens ``first..last`` (end exclusive)."""
        return Span(self.tokens[first][0], self.tokens[last - 1][1])


def _read_on(text: str, start: int, end: int, tokens: list[PlainToken], lows: list[str]) -> None:
    """The reporter's own words between two offsets, behind what was read before."""
    read, folded = tokenize_folded(text, start, end)
    tokens += read
    lows += folded


def _titled(tokens: Sequence[PlainToken], lows: Sequence[str]) -> bool:
    """Whether most long words carry a capital, as in a headline."""
    long = [token[2] != low for token, low in zip(tokens, lows, strict=True) if len(low) > 3 and token[3] == "word"]
    return len(long) > 3 and sum(long) > 0.75 * len(long)


def _sentences(tokens: Sequence[PlainToken], lows: Sequence[str], tags: Sequence[str]) -> list[tuple[int, int]]:
    """Ranges of token positions. A quotation that opens a sentence and ends with . ! ? goes with the clause that reports it:
    “Go home!” Smith said. is one sentence; He said “Go home.” Then he left. is two."""
    result: list[tuple[int, int]] = []
    first = 0
    count = len(tokens)
    for i in [i for i, tag in enumerate(tags) if tag in ".Q"]:
        tag = tags[i]
        if tag == "." and not (i + 1 < count and tags[i + 1] in ").,;"):
            # “Really …” he said: what follows in lower case goes on with the sentence.
            if i + 1 < count and tokens[i + 1][3] == "word" and lows[i + 1] == tokens[i + 1][2] and tokens[i][2] not in "!?":
                continue
        elif tag == "Q" and _ends_with_quotation(tokens, lows, tags, first, i):
            pass
        else:
            continue
        result.append((first, i + 1))
        first = i + 1
    if first < count:
        result.append((first, count))
    return [piece for first, last in result for piece in _bounded(first, last)]


def _bounded(first: int, last: int) -> list[tuple[int, int]]:
    """A sentence as it is; one of ten thousand words (a list of names without a full stop) in pieces that a clause can fill."""
    if last - first <= _LONGEST:
        return [(first, last)]
    return [(start, min(last, start + _PIECE)) for start in range(first, last, _PIECE)]


def _ends_with_quotation(tokens: Sequence[PlainToken], lows: Sequence[str], tags: Sequence[str], first: int, i: int) -> bool:
    """Whether the sentence that began at `first` ends with the quotation at `i`."""
    if i + 1 >= len(tokens) or tokens[i + 1][3] not in ("word", "quotation", "number"):
        return False
    inside = tokens[i][2].rstrip(EDGES + ")")
    following = tokens[i + 1]
    if following[3] == "quotation":
        return inside.endswith((".", "!", "?", "…")) and i > first
    if following[2] == lows[i + 1] or not inside.endswith((".", "!", "?", "…")):
        return False
    if i > first:
        return True
    return (inside.endswith(".") and not _reported_after(lows, tags, i + 1)) or not _reported_after(lows, tags, i + 1)


def _reported_after(lows: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a reporting verb closes the clause that begins at `i` before anything else does: Smith said; Smith told reporters."""
    verbs = verb_forms()
    for j in range(i, min(i + 12, len(tags))):
        if tags[j] == "V":
            verb = verbs.get(lows[j])
            if verb is not None and verb[1] == "tell":
                return _hearers_close(lows, tags, j + 1)
            ends = j + 1 >= len(tags) or tags[j + 1] in ".,:QIMAg" or lows[j + 1] in _TIME_OPENERS
            return verb is not None and verb[1] in ("say", "ask", "add", "manner", "write", "claim") and ends
        if tags[j] in ".QT;:":
            return False
    return False


def _hearers_close(lows: Sequence[str], tags: Sequence[str], first: int) -> bool:
    """Whether nothing is told to those who begin at `first`: told reporters on Monday; not: told reporters of the dam, told them “no”."""
    j = first
    while j < len(tags) and tags[j] in "DGNPOJ#S" and lows[j] not in _TIME_OPENERS:
        j += 1
    return j > first and (j == len(tags) or lows[j] in _TIME_OPENERS or (tags[j] in ".,IM" and lows[j] not in ("of", "about")))


def _chunks(tokens: Sequence[PlainToken], lows: Sequence[str], tags: Sequence[str]) -> list[Chunk]:
    """The noun phrases, without what follows a preposition: “the mayor of Springfield” is two."""
    chunks: list[Chunk] = []
    acts = reporting_nouns()
    i, count = 0, len(tokens)
    while i < count:
        tag = tags[i]
        if tag not in _OPENING:
            i += 1
        elif tag in _ALONE:
            chunks.append(Chunk(i, i + 1, i, tokens[i][0], tokens[i][1], _ALONE[tag]))
            i += 1
        else:
            j = _chunk_end(tags, lows, i)
            if tag in "M#" or lows[i] in _TIME_OPENERS:
                time = _time_end(lows, tags, i, j)
                if time > i:
                    chunks.append(_chunk(tokens, lows, tags, i, time))
                    i = time
            if lows[j - 1] in acts:
                owner = _owner_end(tags, i, j)
                if owner > i:
                    chunks.append(_chunk(tokens, lows, tags, i, owner))
                    i = owner
            chunks.append(_chunk(tokens, lows, tags, i, j))
            i = j
    return chunks


def _chunk_end(tags: Sequence[str], lows: Sequence[str], i: int) -> int:
    """Where the noun phrase that begins at `i` ends: at the first word that cannot go on with it."""
    count = len(tags)
    j = i + 1
    if j == count or (tags[j] not in _NOMINAL and tags[i] != "D" and lows[j] not in _JOINING and lows[j] != "&"):
        return j  # half of all phrases are one word
    headed = tags[i] in _HEADS or tags[i] == "M"
    if tags[i] == "G" and i > 0 and lows[i - 1] == "by" and j < count and lows[j] in _TIME_OPENERS and _opens_time(tags, lows, j):
        return j  # “stated by her | last week”
    if lows[i] == "all" and i > 0 and lows[i - 1] == "was":
        return j  # “Never” was all | Lund would say
    j = max(j, _portfolio_end(lows, tags, i))
    while j < count and (tags[j] in _NOMINAL or _joins_firm(lows, tags, j)):
        tag = tags[j]
        if tag in "DG" and headed:  # “told the Senate | the plan”: a determiner opens another phrase
            break
        if lows[j - 1] in _VIEWS and i > 0 and lows[i - 1] == "in" and tags[i] == "G":  # in her view | the plan is “mad”
            break
        if tag == "P" and tags[j - 1] == "N" and lows[j - 1] in occasion_nouns():  # in an interview | Lee said
            break
        if tag == "P" and tags[j - 1] == "N" and _opens_gap(tags, j):
            break
        if lows[j] == "one" and headed and i > 0 and tags[i - 1] == "," and _opens_clause(tags, lows, j):
            break
        if headed and lows[j] in _TIME_OPENERS and _opens_time(tags, lows, j):
            break
        if tag == "A" and not (j + 1 < count and tags[j + 1] in "JN#A" and not headed):
            break
        if tag == "S" and not (j + 1 < count and tags[j + 1] in "JN#PAM"):
            j += 1
            break
        if tag in "NP#M":
            headed = True
        elif tag == "S":
            headed = False
        j += 1
    return j


def _joins_firm(lows: Sequence[str], tags: Sequence[str], j: int) -> bool:
    """Whether the sign of a firm's name stands at `j`: Hale **&** Sons."""
    return lows[j] == "&" and tags[j - 1] == "P" and tags[j + 1 : j + 2] == ["P"]


_RANKS = frozenset("deputy first former acting assistant shadow junior then vice state federal".split())


def _portfolio_end(lows: Sequence[str], tags: Sequence[str], i: int) -> int:
    """Where a phrase goes on behind the fields of an office or a body that “and” joins: Trade | **and Food** Minister Ann Lee, the trade
    | **and food** committee; `i` for no such phrase."""
    first = i + (tags[i] == "D")
    first += first + 1 < len(lows) and lows[first] in _RANKS  # Deputy Trade and Food Minister Ann Lee
    fields, heads, j = portfolios(), words_of("roles", "portfolio_heads"), first
    while j + 2 < len(lows) and lows[j] in fields and lows[j + 1] == ",":  # the Trade, Food and Water Minister
        j += 2
    if j + 3 >= len(lows) or lows[j] not in fields or lows[j + 1] != "and":
        return i
    head = next((k for k in range(j + 3, min(j + 5, len(lows))) if lows[k] in heads), -1)
    return head if head > 0 and all(tag in "NPJg" for tag in tags[j + 2 : head]) else i


def _opens_clause(tags: Sequence[str], lows: Sequence[str], j: int) -> bool:
    """Whether *one* opens a clause behind the noun that it is about: closed it, a step | one envoy called “mad”."""
    follows = j + 2 < len(tags) and tags[j - 1] == "N" and tags[j + 2] == "V"
    return follows and head_class(lows[j + 1]) in ("people", "woman")


def _opens_gap(tags: Sequence[str], j: int) -> bool:
    """Whether a name opens a relative clause without a pronoun: a step | Lee said would help."""
    while j < len(tags) and tags[j] == "P":
        j += 1
    return j + 1 < len(tags) and tags[j] == "V" and tags[j + 1] in "XV"


_TIME_OPENERS = frozenset("last this next early late mid yesterday today tonight tomorrow".split())
_VIEWS = frozenset("view opinion estimation judgment judgement".split())
_BEFORE_TIMES = frozenset("on in by since until".split())


def _opens_time(tags: Sequence[str], lows: Sequence[str], j: int) -> bool:
    """Whether a time of its own begins at `j`, behind the head of a phrase: told journalists | last week, Moss | late on Monday."""
    while j < len(tags) and lows[j] in _TIME_OPENERS and tags[j] != "M":
        j += 1
    return j < len(tags) and tags[j] == "M"


def _time_end(lows: Sequence[str], tags: Sequence[str], first: int, last: int) -> int:
    """Where a time that opens the phrase ends, if another phrase follows it: on Monday | residents, last week | Moss; `first` for none.

    Not so “the Sunday Times”, “Monday’s notice”, “at Monday meetings”.
    """
    k = first
    while k < last and (tags[k] in "M#" or lows[k] in _TIME_OPENERS):
        k += 1
    year = len(lows[k - 1]) == 4 and lows[k - 1].isdigit()
    if k == last or tags[k] == "S" or not (year or "M" in tags[first:k]):
        return first
    led = first > 0 and lows[first - 1] in _BEFORE_TIMES
    return k if led or (lows[first] in _TIME_OPENERS and "M" in tags[first:k]) else first


def _owner_end(tags: Sequence[str], first: int, last: int) -> int:
    """Where the owner of a reporting noun ends, as a phrase of its own: | the mayor’s | claim |, | his | promise |; `first` for none."""
    if tags[first] == "G" and last - first > 1:
        return first + 1
    return next((k + 1 for k in range(last - 2, first, -1) if tags[k] == "S"), first)


def _chunk(tokens: Sequence[PlainToken], lows: Sequence[str], tags: Sequence[str], first: int, last: int) -> Chunk:
    end = last
    while end - 1 > first and tags[end - 1] == "S":
        end -= 1
    trimmed = end
    # “Smith Tuesday said”: a time word at the end is not part of the name.
    while trimmed - 1 > first and tags[trimmed - 1] == "M" and tags[trimmed - 2] in "NPM":
        trimmed -= 1
    head = trimmed - 1
    kind = _BY_HEAD.get(tags[head], "noun")
    if kind == "noun" and lows[head] == "times" and tags[head - 1] == "#":  # three times
        kind = "time"
    elif tags[head] == "#":
        kind = "noun" if lows[head].isalpha() and _counts_people(lows, tags, first, last) else "number"
    return Chunk(first, last, head, tokens[first][0], tokens[trimmed - 1][1], kind)


def _counts_people(lows: Sequence[str], tags: Sequence[str], first: int, last: int) -> bool:
    """Whether a number in words is a phrase of its own: one of the delegates said, thousands marched; “No,” said one."""
    if lows[first:last] == ["one"] and first > 1 and tags[first - 1] == "V" and tags[first - 2] == "Q":
        return True
    return last < len(lows) and (lows[last] == "of" or tags[last] in "VX")


class Passages:
    """The passages of one document, each built when it is first asked for."""

    def __init__(self, text: str, blocks: Sequence[Block], segments: Sequence[Span]) -> None:
        self.text = text
        self.blocks = blocks
        self._segments = segments
        self._starts = [block.start for block in blocks]
        self._segment_starts = [segment.start for segment in segments]
        self._built: dict[int, Passage] = {}
        self._steps: tuple[frozenset[int], Sequence[int]] | None = None

    def steps(self, quoting: frozenset[int]) -> Sequence[int]:
        """How far into the story each block stands (see `quotes.resolve.steps`), where the blocks `quoting` hold attributions; the
        passes that ask for the same are given the same."""
        if self._steps is None or self._steps[0] != quoting:
            self._steps = quoting, steps(self.text, self.blocks, quoting)
        return self._steps[1]

    def block_at(self, offset: int) -> int:
        """The number of the block that holds `offset`, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def passage(self, index: int) -> Passage:
        """The passage of one block, by the block's number."""
        passage = self._built.get(index)
        if passage is None:
            block = self.blocks[index]
            first = bisect_left(self._segment_starts, block.start)
            last = bisect_left(self._segment_starts, block.end)
            passage = self._built[index] = Passage(self.text, index, block, self._segments[first:last])
        return passage

    def at(self, offset: int) -> Passage:
        """The passage that holds `offset`."""
        return self.passage(self.block_at(offset))
