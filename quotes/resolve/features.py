"""What the ranker sees of a candidate: a row of attributes, in the order of `quotes.resolve.templates.ATTRIBUTES`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from quotes.resolve.candidates import Candidate, Place
from quotes.resolve.clauses import Link
from quotes.resolve.cues import STRENGTH, cue_class, cue_rate, cue_strength
from quotes.resolve.heads import head_class
from quotes.resolve.passages import Chunk, Passage
from quotes.resolve.shapes import Shape, tag_at
from quotes.resolve.templates import ATTRIBUTES, NOBODY

__all__ = ["Context", "best_link", "head_class", "rows"]

_GAPS = (0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 9, 14, 14, 14, 14, 14, 14)


def _bucket(distance: int) -> int:
    return _GAPS[distance] if distance < len(_GAPS) else 20


_PRONOUNS = {
    "he": "he",
    "she": "he",
    "they": "they",
    "i": "i",
    "we": "i",
    "it": "it",
    "you": "you",
    "one": "one",
    "his": "his",
    "her": "his",
    "their": "his",
}


def kind_of(passage: Passage, chunk: Chunk) -> str:
    """What sort of phrase a candidate is."""
    first = passage.tags[chunk.first]
    if chunk.kind == "pronoun" or chunk.kind == "relative":
        low = passage.lows[chunk.first]
        return _PRONOUNS.get(low.partition("'")[0].partition("’")[0], low if chunk.kind == "relative" else "body")
    if chunk.kind == "name":
        return "name" if first == "P" else "the-name" if first == "D" else "noun-name"
    if chunk.kind == "object":
        return "object"
    if first == "D":
        return "the" if passage.lows[chunk.first] in ("the", "this", "that", "these", "those") else "a"
    if first == "G":
        return "his"
    if first == "P":
        return "name-noun"
    return "plural" if passage.lows[chunk.head].endswith("s") else "bare"


class Context(NamedTuple):
    """What all candidates of one span are seen against.

    `previous` is the source of the quotation before and `join` how the span joins that quotation; `spoken` tells of each candidate how
    often its head has spoken; `echoed` is the head that was the source when the same words were quoted before.
    """

    place: Place
    shape: Shape
    previous: Candidate | None
    join: str
    spoken: Sequence[int]
    echoed: str | None


class _Cue(NamedTuple):
    """The attributes that a candidate's link gives, in the order of a row."""

    link: str
    verb: str
    side: str
    seam: str
    crossed: int
    between: int


_UNLINKED = _Cue("-", "-", "-", "-", 0, -1)


def rows(found: Sequence[Candidate], context: Context) -> list[list[Any]]:
    """The rows of all candidates, the last one that of nobody."""
    measured = zip(found, _orders(found), context.spoken, strict=True)
    result = [_row(candidate, order, spoken, context) for candidate, order, spoken in measured]
    result.append(_nobody(context))
    if any(row[_GOVERNS_AT] == 1 and row[1] in _OWN for row in result):
        for row in result[:-1]:
            row[_OUTSIDE_AT] = int(not row[_GOVERNS_AT])
    strength = max((STRENGTH.get(row[2], 0) * (2 if row[0] in ("left", "right") else 1) for row in result), default=0)
    for row in result:
        row[_STRENGTH_AT] = strength
    return result


_STRENGTH_AT = ATTRIBUTES.index("strength")
_GOVERNS_AT = ATTRIBUTES.index("governs")
_OUTSIDE_AT = ATTRIBUTES.index("outside")
_OWN = frozenset("direct climb apposition control pronoun relative shared".split())
"""Links to a subject of the verb's own: where the verb that governs the span has one, every other phrase stands `outside`."""


def _row(candidate: Candidate, order: int, spoken: int, context: Context) -> list[Any]:
    """The attributes of one candidate, but for `strength`, which needs all of them."""
    passage, chunk, where, found = candidate
    place, shape, previous = context.place, context.shape, context.previous
    same = where == "left" or where == "right"
    link = best_link(candidate, place, shape) if found else None
    cue, lemma = _cue(candidate, link, place, same) if link is not None else (_UNLINKED, "-")
    phrase = passage.phrases.get(chunk.first)
    if phrase is None:
        phrase = passage.phrases[chunk.first] = _phrase(passage, chunk)
    head = passage.lows[chunk.head]
    reach = (place.token - chunk.last if chunk.last <= place.token else chunk.first - place.token) // 4 if same else -1
    return [
        where, *cue, *phrase, order if order < 5 else 5,
        0 if previous is None else _carries(candidate, previous), context.join, *shape[:8], 0, shape.cued, lemma,
        reach if reach < 40 else 40, spoken if spoken < 3 else 3, shape.governor,
        int(link is not None and same and link.cue == shape.verb),
        0 if context.echoed is None else 1 + (context.echoed == head),
        shape.intro, 0,
    ]  # fmt: skip


def _phrase(passage: Passage, chunk: Chunk) -> tuple[str, ...]:
    """What a phrase tells by itself, whatever it is a candidate for: the tags beside it, its kind, the class of its head."""
    first, last = passage.sentences[passage.sentence_at[chunk.first]]
    return (
        tag_at(passage, chunk.first - 1, first, last),
        tag_at(passage, chunk.first - 2, first, last),
        tag_at(passage, chunk.last, first, last),
        tag_at(passage, chunk.last + 1, first, last),
        kind_of(passage, chunk),
        head_class(passage.lows[chunk.head]),
    )


def _nobody(context: Context) -> list[Any]:
    """The row of “these words have no source”."""
    shape = context.shape
    return [
        NOBODY, *["-"] * 13, int(context.previous is not None), context.join, *shape[:8], 0, shape.cued, "-", -1, 0,
        shape.governor, 0, int(context.echoed is not None), shape.intro, 0,
    ]  # fmt: skip


def _cue(candidate: Candidate, link: Link, place: Place, same: bool) -> tuple[_Cue, str]:
    """What the link says, and the bucket of how often its verb is a cue."""
    passage, chunk, where, _ = candidate
    verb, lemma = cue_class(passage, link), cue_rate(passage, link)
    between = _bucket(max(chunk.first - link.cue - 1, link.cue - chunk.last, 0))
    if not same:
        return _Cue(link.kind, verb, where, "-", 0, between), lemma
    tags, cue, token = passage.tags, link.cue, place.token
    side, low, high = ("before", cue + 1, token) if cue < token else ("after", token + 1, cue)
    seam = "".join(tags[low:high]) if high - low < 4 else "far"
    return _Cue(link.kind, verb, side, seam, int("Q" in tags[low:high]), between), lemma


def best_link(candidate: Candidate, place: Place, shape: Shape) -> Link | None:
    """The link of a candidate that counts for the span at `place`: the verb that the span hangs on, else the nearest that reports."""
    found = candidate.links
    if len(found) < 2:
        return found[0] if found else None
    passage = candidate.passage
    near = candidate.where in ("left", "right")
    token, governor = (place.token, shape.verb) if near else (10_000, -1)
    if shape.governor.endswith(","):
        governor = -1  # “said, referring to the rain, ‘We wait’”: what the comma sets off does not govern
    return min(found, key=lambda link: (_tier(passage, link, governor, token), abs(token - link.cue)))


def _tier(passage: Passage, link: Link, governor: int, token: int) -> int:
    strength = cue_strength(passage, link)
    if link.cue == governor and strength > 1:
        return 0
    if link.kind == "participle" and link.cue > token:
        return 3  # “‘We wait,’ she said, adding that …”: what is added comes after
    return 2 if strength < 2 or link.kind == "colon" else 1


def _orders(found: Sequence[Candidate]) -> list[int]:
    """For each candidate how many are nearer to the span on its side."""
    seen: dict[str, int] = {}
    result = [0] * len(found)
    order = sorted(range(len(found)), key=lambda n: -found[n].chunk.first if found[n].where != "right" else found[n].chunk.first)
    for n in order:
        where = found[n].where
        result[n] = seen.get(where, 0)
        seen[where] = result[n] + 1
    return result


def _carries(candidate: Candidate, previous: Candidate) -> int:
    """2 where the candidate is the phrase that was the source of the quotation before, 1 where it may be the same person."""
    if candidate.chunk == previous.chunk and candidate.passage is previous.passage:
        return 2
    if candidate.passage.lows[candidate.chunk.head] == previous.passage.lows[previous.chunk.head]:
        return 1
    return 0
