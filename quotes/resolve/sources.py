"""Marked spans to sources: for each, the ranked candidates, read in order of the text.

`SourceReader` walks the quotations of one document. `look` gathers what is known about a span, `settle` says which candidate was
taken, because the next quotation often continues it. The trainer walks the same way with the annotated answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from quotes.detect.marks import EDGES
from quotes.detect.spans import has_label
from quotes.model import MarkedSpan, Rival
from quotes.resolve.bylines import signed_below
from quotes.resolve.candidates import Candidate, Place, SentenceLinks, candidates, place_of
from quotes.resolve.certain_sources import beyond_doubt
from quotes.resolve.clauses import Link
from quotes.resolve.cue_links import reporting_link
from quotes.resolve.features import Context, best_link, rows
from quotes.resolve.gazetteer import given_gender
from quotes.resolve.handovers import whose_words
from quotes.resolve.passages import Chunk, Passage, Passages
from quotes.resolve.ranking import Ranker
from quotes.resolve.roles import title_lemma
from quotes.resolve.shapes import Shape, shape_of
from quotes.span import Span

__all__ = ["CERTAIN", "Look", "Source", "SourceReader", "cue_of", "find_sources", "mention_of", "reported_segment"]


NOBODY_LIMIT = 0.5
"""Where nobody's share reaches this, the span is taken to report nobody's words. On held-out newsrooms the three limits give detection
an F1 of 0.975, where so-called words are kept out in 76 of 100 cases; 0.5 for names too, 0.974 and 72."""

NOBODY_LIMIT_OF_ONE_WORD = 0.25
"""A single word in marks is as often irony as speech, and its surroundings tell less: it must be surer."""

NOBODY_LIMIT_OF_A_NAME = 0.35
"""So must what is written like a name, which may be a title: played “Down by the River”."""


NOBODY_LIMIT_OF_A_PARAGRAPH = 0.75
"""A paragraph that is nothing but a sentence in marks is hardly irony: “We agree,” Lee said. ¶ “We agree.”"""

CERTAIN = 0.995
"""The share of what leaves no doubt: what the ranker gives to phrases that are as often right."""

_KNOWN_AGAIN = 4
"""So many words are known again when they are quoted twice; fewer may be said by anybody: “We agree,” said Moss. “We agree,” said Lee."""


class Look(NamedTuple):
    """One span with its candidates and what is known around them."""

    segment: Span
    candidates: list[Candidate]
    context: Context

    @property
    def place(self) -> Place:
        """Where the span stands."""
        return self.context.place

    @property
    def shape(self) -> Shape:
        """What the span itself tells."""
        return self.context.shape

    @property
    def rows(self) -> list[list[Any]]:
        """The rows of the candidates, the last one nobody's; made when they are asked for."""
        return rows(self.candidates, self.context)


class Source(NamedTuple):
    """What the ranker says of one span.

    `candidate` is the likeliest phrase and `link` its cue, `probability` its share (a name's with that of the description it stands in
    apposition to); `nobody` is the share of “no source”, `rivals` are the next best. `chosen` is False where too much of the probability
    is nobody's.
    """

    look: Look
    candidate: Candidate | None
    link: Link | None
    probability: float
    nobody: float
    rivals: tuple[Rival, ...]

    @property
    def chosen(self) -> bool:
        """Whether the span is taken to report somebody's words."""
        return self.candidate is not None and self.nobody < _nobody_limit(self.look.shape)


def _nobody_limit(shape: Shape) -> float:
    if shape.spot == "whole" and shape.form == "upper" and shape.close in ".?!":
        return NOBODY_LIMIT_OF_A_PARAGRAPH
    if shape.form == "title" and shape.close not in ",?!":
        return NOBODY_LIMIT_OF_A_NAME
    return NOBODY_LIMIT_OF_ONE_WORD if shape.length == "1" and not _is_label(shape) else NOBODY_LIMIT


def _is_label(shape: Shape) -> bool:
    """Whether the span is what somebody calls something: who called the ban “unfair,” left."""
    return shape.form == "lower" and shape.governor.startswith("label", 1)


class SourceReader:
    """Walks the marked spans of one document in order and remembers who spoke last."""

    def __init__(self, text: str, passages: Passages) -> None:
        self.text = text
        self.passages = passages
        self.grammar = SentenceLinks()
        self._previous: Candidate | None = None
        self._previous_place: Place | None = None
        self._spoken: dict[str, int] = {}
        self._words: dict[str, str] = {}

    def look(self, segment: Span) -> Look:
        """The candidates for the span `segment` (marks included) and what the ranker sees of them."""
        place = place_of(self.passages, segment)
        shape = shape_of(place, self.text)
        found = candidates(self.passages, place, self.grammar, shape.verb, self._previous)
        join = _join(self._previous_place, place)
        echoed = self._words.get(_folded(segment.of(self.text))) if self._words else None
        spoken = [self._spoken.get(candidate.passage.lows[candidate.chunk.head], 0) for candidate in found]
        context = Context(place, shape, self._previous, join, spoken, echoed)
        return Look(segment, found, context)

    def settle(self, look: Look, choice: int | None) -> None:
        """Take candidate number `choice` as the source of `look`; None or nobody's number leaves the last source in force."""
        if choice is not None and choice < len(look.candidates):
            candidate = look.candidates[choice]
            if not self._in_aside(candidate, look.place):
                self._previous, self._previous_place = candidate, look.place
            head = candidate.passage.lows[candidate.chunk.head]
            self._spoken[head] = self._spoken.get(head, 0) + 1
            words = _folded(look.segment.of(self.text))
            if words.count(" ") >= _KNOWN_AGAIN - 1:
                self._words[words] = head

    def _in_aside(self, candidate: Candidate, place: Place) -> bool:
        """Whether a relative clause tells what others say: “…,” said Lee, one of those **who** call it “mad”. We left."""
        before, previous = self._previous_place, self._previous
        if before is None or previous is None or (before.passage.index, before.sentence) != (place.passage.index, place.sentence):
            return False
        apart = candidate.chunk != previous.chunk and candidate.chunk.first > previous.chunk.first
        return apart and any(link.kind == "relative" for link in candidate.links)


def find_sources(text: str, passages: Passages, segments: Sequence[Span], ranker: Ranker) -> list[Source]:
    """The source of each span of `segments`, which are in order and do not overlap."""
    reader = SourceReader(text, passages)
    found = []
    for segment in segments:
        look = reader.look(segment)
        certain = beyond_doubt(look.candidates, look.context)
        shares = ranker.probabilities(look.rows) if certain is None else _all_but_certain(certain, len(look.candidates) + 1)
        source = _source(text, look, shares)
        reader.settle(look, look.candidates.index(source.candidate) if source.chosen and source.candidate is not None else None)
        found.append(source)
    return found


def reported_segment(passages: Passages, marked: MarkedSpan) -> Span:
    """The segment of a quotation over several paragraphs that its attribution stands beside.

    The last one where only it shares its sentence with the reporter's words, or a line below it names who spoke: “We wait. ¶ “We wait for
    rain,” she said.
    """
    first, last = marked.segments[0], marked.segments[-1]
    alone = first != last and _alone(place_of(passages, first)) and not has_label(passages.text, first.start)
    if not alone:
        return first
    signed = signed_below(passages, passages.at(last.start).index) is not None
    return last if signed or not _alone(place_of(passages, last)) else first


def _alone(place: Place) -> bool:
    start, end = place.passage.sentences[place.sentence]
    return end - start == 1


def _all_but_certain(number: int, rows: int) -> list[float]:
    return [CERTAIN if n == number else 0.0 for n in range(rows)]


def _source(text: str, look: Look, shares: Sequence[float]) -> Source:
    nobody = shares[-1]
    order = sorted(range(len(look.candidates)), key=shares.__getitem__, reverse=True)
    if not order:
        return Source(look, None, None, 0.0, nobody, ())
    likeliest = look.candidates[order[0]]
    best = whose_words(likeliest, look.candidates, look.place, look.shape)
    probability = shares[order[0]] if best is likeliest else min(1.0, shares[order[0]] + shares[look.candidates.index(best)])
    rivals = tuple(
        Rival(look.candidates[n].span.of(text), *look.candidates[n].span, round(shares[n], 3))
        for n in order[1:4]
        if shares[n] >= 0.02 and look.candidates[n] is not best
    )
    link = reporting_link(best, best_link(best, look.place, look.shape), look.place, look.shape)
    return Source(look, best, link, probability, nobody, rivals)


def _folded(words: str) -> str:
    """Words without marks, case and end punctuation, to know them again when they are quoted twice."""
    return words.strip(EDGES + ".,!?").lower()


def _join(before: Place | None, place: Place) -> str:
    """How a span joins the quotation before: the tags between in one sentence, else how far it is."""
    if before is None:
        return "none"
    passage, token, sentence = place
    if before.passage is passage:
        if before.sentence == sentence:
            between = passage.tags[before.token + 1 : token]
            return "s" + ("".join(between) if len(between) < 4 else "far")
        return f"p{min(2, sentence - before.sentence)}"
    distance = passage.index - before.passage.index
    opens = "1" if token == passage.sentences[0][0] else ""
    return ("n" if distance <= 1 else "m" if distance == 2 else "far") + opens


def mention_of(source: Source) -> Span:
    """The phrase with what belongs to its head: “the governor” takes “of Ohio” along."""
    candidate = source.candidate
    assert candidate is not None
    passage, chunk = candidate.passage, candidate.chunk
    end = chunk.end
    last = chunk.last
    if chunk.kind in ("noun", "name"):
        while last + 1 < len(passage.tokens) and passage.lows[last] in ("of", "on", "for") and passage.chunk_at[last + 1] >= 0:
            following = passage.chunks[passage.chunk_at[last + 1]]
            if following.kind not in ("noun", "name") or (passage.lows[last] != "of" and not _bears(passage, following)):
                break
            end, last = following.end, following.last
    other = _joined(candidate, last) if chunk.kind == "name" else None
    return Span(chunk.start, end if other is None else other.end)


def _joined(candidate: Candidate, last: int) -> Chunk | None:
    """The name that shares the cue with the one that ends at token `last`: Ann Lee and **Al Moss** said; said Ann Lee and **Al Moss**."""
    passage = candidate.passage
    if passage.lows[last : last + 1] != ["and"] or last + 1 >= len(passage.tokens) or passage.chunk_at[last + 1] < 0:
        return None
    other = passage.chunks[passage.chunk_at[last + 1]]
    before = any(link.kind == "climb" and link.cue >= other.last for link in candidate.links)
    behind = any(link.kind == "inverted" and link.cue < candidate.chunk.first for link in candidate.links)
    closes = other.last >= len(passage.tags) or passage.tags[other.last] in ".,:;"
    names = other.kind == "name" and passage.tags[other.first] == "P"  # not: Lee and his colleague Al Moss
    return other if names and (before or (behind and closes)) else None


def _bears(passage: Passage, chunk: Chunk) -> bool:
    """Whether a phrase ends with the full name of who holds the office before it: the chair of the committee on *Defence Ann Lee*."""
    texts = [token[2] for token in passage.tokens[chunk.first : chunk.last]]
    named = len(texts) > 2 and all(text[:1].isupper() for text in texts)
    titled = any(title_lemma(texts, i) is not None for i in range(len(texts)))  # a spokesman for Mayor Ann Lee
    return named and given_gender(texts[-2]) is not None and not titled


def cue_of(source: Source) -> Span | None:
    """The characters of the cue: the verb, “according to”, a reporting noun, a colon."""
    candidate, link = source.candidate, source.link
    if candidate is not None and candidate.where == "label":
        return Span(candidate.chunk.end, candidate.chunk.end + 1)
    if candidate is None or (link is not None and link.kind == "byline"):
        return None
    if link is None:
        return _governing_cue(source.look)
    passage = candidate.passage
    if link.kind == "source" and passage.lows[link.cue] == "according":
        return passage.span(link.cue, link.cue + 2)
    if link.kind not in ("colon", "source", "possessor", "author") and passage.tags[link.cue] in "XIT":
        return None
    return passage.span(link.cue, link.cue + 1)


def _governing_cue(look: Look) -> Span | None:
    """The reporting verb that the span hangs on, where no link names one."""
    passage, verb = look.place.passage, look.shape.verb
    return passage.span(verb, verb + 1) if verb >= 0 else None
