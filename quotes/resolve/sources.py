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
from quotes.resolve.candidates import Candidate, Place, SentenceLinks, candidates, place_of
from quotes.resolve.clauses import Link
from quotes.resolve.features import Context, best_link, cue_strength, head_class, rows
from quotes.resolve.grammar import control_verbs, verb_forms
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.ranking import Ranker
from quotes.resolve.shapes import Shape, shape_of
from quotes.span import Span

__all__ = ["Look", "Source", "SourceReader", "cue_of", "find_sources", "mention_of", "reported_segment"]


NOBODY_LIMIT = 0.5
"""Where nobody's share reaches this, the span is taken to report nobody's words. From 0.25 to 0.5 detection stays the same on
held-out newsrooms (F1 0.960 to 0.964), from 0.35 to 0.5 on the development articles (0.982 to 0.987); lower, more so-called words are
kept out; higher, fewer short quotations are lost."""

NOBODY_LIMIT_OF_ONE_WORD = 0.2
"""A single word in marks is as often irony as speech, and its surroundings tell less: it must be surer."""


_KNOWN_AGAIN = 4
"""So many words are known again when they are quoted twice; fewer may be said by anybody: “We agree,” said Moss. “We agree,” said Lee."""


class Look(NamedTuple):
    """One span with its candidates and their rows; the last row is nobody's."""

    segment: Span
    place: Place
    shape: Shape
    candidates: list[Candidate]
    rows: list[list[Any]]


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
        limit = NOBODY_LIMIT_OF_ONE_WORD if self.look.shape.length == "1" and not _is_label(self.look.shape) else NOBODY_LIMIT
        return self.candidate is not None and self.nobody < limit


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
        found = candidates(self.passages, place, self.grammar, self._previous)
        shape = shape_of(place, self.text)
        join = _join(self._previous_place, place)
        echoed = self._words.get(_folded(segment.of(self.text)))
        context = Context(place, shape, self._previous, join, self._spoken, echoed, self._cues(place))
        return Look(segment, place, shape, found, rows(found, context))

    def _cues(self, place: Place) -> list[int]:
        """The tokens of the reporting words in the sentence at `place`."""
        links = self.grammar.of(place.passage, place.sentence)[0]
        return sorted({link.cue for link in links if cue_strength(place.passage, link) > 1})

    def settle(self, look: Look, choice: int | None) -> None:
        """Take candidate number `choice` as the source of `look`; None or nobody's number leaves the last source in force."""
        if choice is not None and choice < len(look.candidates):
            candidate = look.candidates[choice]
            self._previous, self._previous_place = candidate, look.place
            head = candidate.passage.lows[candidate.chunk.head]
            self._spoken[head] = self._spoken.get(head, 0) + 1
            words = _folded(look.segment.of(self.text))
            if words.count(" ") >= _KNOWN_AGAIN - 1:
                self._words[words] = head


def find_sources(text: str, passages: Passages, segments: Sequence[Span], ranker: Ranker) -> list[Source]:
    """The source of each span of `segments`, which are in order and do not overlap."""
    reader = SourceReader(text, passages)
    found = []
    for segment in segments:
        look = reader.look(segment)
        shares = _certain(look) or ranker.probabilities(look.rows)
        source = _source(text, look, shares)
        reader.settle(look, look.candidates.index(source.candidate) if source.chosen and source.candidate is not None else None)
        found.append(source)
    return found


def reported_segment(passages: Passages, marked: MarkedSpan) -> Span:
    """The segment of a quotation over several paragraphs that its attribution stands beside.

    The last one where only it shares its sentence with the reporter's words: “We wait. ¶ “We wait for rain,” she said.
    """
    first, last = marked.segments[0], marked.segments[-1]
    alone = first != last and _alone(place_of(passages, first)) and not has_label(passages.text, first.start)
    return last if alone and not _alone(place_of(passages, last)) else first


def _alone(place: Place) -> bool:
    start, end = place.passage.sentences[place.sentence]
    return end - start == 1


def _certain(look: Look) -> list[float] | None:
    """All but certainty for what leaves no doubt: a transcript's label, “This was stated by X” right after, a headline's “X: …”,
    “X said:” right above."""
    announcing = _announcing(look)
    for number, candidate in enumerate(look.candidates):
        if candidate is announcing or _leaves_no_doubt(candidate, look):
            return [0.98 if n == number else 0.0 for n in range(len(look.rows))]
    return None


_SUBJECTS = frozenset(("direct", "climb", "apposition", "shared"))


def _announcing(look: Look) -> Candidate | None:
    """Whose colon ends the paragraph above a quotation that is a paragraph of its own: Ann Lee said on Monday: ¶ “Rain is due.”

    Only where one verb in that sentence reports, no verb stands between it and the colon, and one phrase is its subject.
    """
    passage, token, _ = look.place
    if token or look.shape.spot != "whole" or len(passage.sentences) > 1:
        return None
    above = [candidate for candidate in look.candidates if candidate.where == "above1" and candidate.passage.tags[-1:] == [":"]]
    said = [(c, link) for c in above for link in c.links if link.kind != "inner" and _reports_own(c.passage, link)]
    subjects = [candidate for candidate, link in said if link.kind in _SUBJECTS]
    if len(subjects) != 1 or len({link.cue for _, link in said}) > 1:
        return None
    return subjects[0] if {"V", "X"}.isdisjoint(subjects[0].passage.tags[said[0][1].cue + 1 :]) else None


def _reports_own(passage: Passage, link: Link) -> bool:
    """Whether a cue reports its subject's words: said; not called, and not quoted Lee, whose words they are."""
    verb = verb_forms().get(passage.lows[link.cue])
    objective = verb is not None and verb.lemma in control_verbs("as") and passage.tags[link.cue + 1] != ":"
    return cue_strength(passage, link) == 3 and not objective


def _leaves_no_doubt(candidate: Candidate, look: Look) -> bool:
    if candidate.where == "label":
        return True
    if candidate.where == "next":
        return any(link.kind == "statement" for link in candidate.links)
    if look.shape.layout != "head" or candidate.where != "left":
        return False
    opens = candidate.chunk.first == candidate.passage.sentences[look.place.sentence][0]
    return opens and any(link.kind == "colon" and link.cue == candidate.chunk.last for link in candidate.links)


def _source(text: str, look: Look, shares: Sequence[float]) -> Source:
    nobody = shares[-1]
    order = sorted(range(len(look.candidates)), key=lambda n: -shares[n])
    if not order:
        return Source(look, None, None, 0.0, nobody, ())
    likeliest = look.candidates[order[0]]
    best = _named(_who_says_so(_of_own_clause(likeliest, look), look.candidates), look.candidates)
    probability = shares[order[0]] if best is likeliest else min(1.0, shares[order[0]] + shares[look.candidates.index(best)])
    rivals = tuple(
        Rival(look.candidates[n].span.of(text), *look.candidates[n].span, round(shares[n], 3))
        for n in order[1:4]
        if shares[n] >= 0.02 and look.candidates[n] is not best
    )
    return Source(look, best, _reporting_link(best, best_link(best, look.place, look.shape)), probability, nobody, rivals)


def _reporting_link(candidate: Candidate, link: Link | None) -> Link | None:
    """The link whose verb reports: Moss **said** she wanted to speak “to farmers”; what she would do reports nothing yet."""
    if link is None or link.kind != "infinitive" or _reports_words(candidate, link):
        return link
    said = (other for other in candidate.links if other.cue < link.cue and _reports_words(candidate, other))
    return next(said, link)


def _folded(words: str) -> str:
    """Words without marks, case and end punctuation, to know them again when they are quoted twice."""
    return words.strip(EDGES + ".,!?").lower()


def _of_own_clause(best: Candidate, look: Look) -> Candidate:
    """The subject of the clause that the span stands in, where `best` stands before that clause.

    The mayor called the plan “bold”; his rival called it “mad”: the words are the rival's.
    """
    if best.where != "left" or best.passage is not look.place.passage:
        return best
    for candidate in look.candidates:
        owned = any(
            link.cue == look.shape.verb and link.kind in ("direct", "climb") and _reports(candidate, link)
            for link in candidate.links
        )
        if candidate.where == "left" and owned and best.chunk.last <= _clause_opening(candidate):
            return candidate
    return best


def _who_says_so(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The subject of the verb that a pronoun stands behind: **Moss** said she wanted to speak “to farmers”.

    Of 360 such pronouns in annotated news one is the source. Not so where the pronoun reports in its turn: Moss said she said “no”.
    """
    passage, i = best.passage, best.chunk.first - 1
    own = [link for link in best.links if link.cue > i + 1]
    if best.chunk.kind != "pronoun" or best.where != "left" or any(_reports_words(best, link) for link in own):
        return best
    i -= i > 0 and passage.lows[i] == "that"
    saying = (c for c in found if c.passage is passage and any(link.cue == i and _reports_words(c, link) for link in c.links))
    return next((c for c in saying if c.chunk.last <= i), best)


def _reports_words(candidate: Candidate, link: Link) -> bool:
    return cue_strength(candidate.passage, link) == 3


def _reports(candidate: Candidate, link: Link) -> bool:
    return cue_strength(candidate.passage, link) > 1


def _clause_opening(candidate: Candidate) -> int:
    """The token that sets the candidate's clause off from the one before; -1 for none: called it “bold”**;** his rival called it.

    None before a pronoun: the mayor called it “bold”, and he said it was “late” has one speaker, whichever word names him.
    """
    passage, chunk = candidate.passage, candidate.chunk
    tags, first = passage.tags, passage.sentences[passage.sentence_at[chunk.first]][0]
    i = chunk.first - 1
    while i > first and tags[i] == "A":
        i -= 1
    if i <= first or chunk.kind == "pronoun":
        return -1
    parted = tags[i] in ",Q" and tags[first] == "B"  # While …, his rival called it
    joined = tags[i] == "C" and tags[i - 1] in ",;Q-"
    return i if tags[i] == ";" or parted or joined else -1


def _named(best: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The name in apposition to a description: “the deputy minister, General Ann Lee, said”."""
    if best.chunk.kind == "relative":
        cues = {link.cue for link in best.links}
        return next((c for c in found if any(link.kind == "relative" and link.cue in cues for link in c.links)), best)
    head = best.passage.lows[best.chunk.head]
    if best.chunk.kind != "noun" and head_class(head) != "people":
        return best
    cues = {link.cue for link in best.links if link.kind == "apposition"}
    for candidate in found:
        if candidate.chunk.kind == "name" and any(link.kind == "within" and link.cue in cues for link in candidate.links):
            return candidate
    return best


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
        while last + 1 < len(passage.tokens) and passage.lows[last] == "of" and passage.chunk_at[last + 1] >= 0:
            following = passage.chunks[passage.chunk_at[last + 1]]
            if following.kind not in ("noun", "name"):
                break
            end, last = following.end, following.last
    return Span(chunk.start, end)


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
