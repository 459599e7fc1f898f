"""What the ranker sees of a candidate: a row of small attributes, and the table of templates that joins them into features.

An attribute is a short word or number with few values, so that weights travel to other newsrooms: no names, no topics, verbs by
class. A template names the attributes that are read together; a feature is a template with their values.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from quotes.lexicon import table
from quotes.resolve.candidates import Candidate, Place
from quotes.resolve.clauses import Link
from quotes.resolve.grammar import closed_class, reporting_nouns, verb_forms
from quotes.resolve.passages import Chunk, Passage

__all__ = ["ATTRIBUTES", "NOBODY", "SHARED", "TEMPLATES", "Shape", "best_link", "getters", "head_class", "rows", "shape_of"]

NOBODY = "nobody"
"""The `where` of the candidate that stands for “these words have no source”."""

ATTRIBUTES = tuple(
    """
    where link verb side gap seam crossed between near1 near2 left1 left2 right1 right2 kind head order subject carry join
    length form open close lead1 lead2 follow1 follow2 spot count strength cued lemma reach prior governor layout governs echo intro
    """.split()
)
"""The names of the attributes, in the order of a row:

where     neighbourhood of the candidate                    order    how many phrases lie between it and the span
link      how it hangs together with its verb               subject  how many linked phrases lie between
verb      class of that verb, or of the cue                 carry    whether it is the source of the quotation before
side      verb before or after the span                     join     how the span joins the quotation before
gap       tokens between verb and span                      length   words inside the marks, in buckets
seam      the tags between verb and span, where few         form     capital at the start
crossed   whether another quotation lies between            open     what the span opens with
between   tokens between candidate and verb                 close    punctuation before its closing mark
near1/2   tags on the span's side next to the verb          lead1/2  tags left of the span
left1/2   tags left of the candidate                        follow1/2  tags right of the span
right1/2  tags right of the candidate                       spot     where in its sentence it stands
kind      what sort of phrase it is                         count    spans in its sentence
head      class of its head noun                            strength the best cue that any candidate has
cued      what stands right before the span as a cue        lemma    how often the verb is a cue (bucket)
reach     tokens between candidate and span                 prior    how often the candidate's head has spoken so far
governor  class of the verb that the span hangs on          layout   whether the block is a headline or caption
governs   whether that is the candidate's verb              echo     whose words these were when quoted before
intro     the sign right before a span that opens its sentence: a colon, a full stop
"""

SHARED = frozenset(
    """
    where join length form open close lead1 lead2 follow1 follow2 spot count strength cued governor layout intro
    """.split()
)
"""Attributes that all candidates of one span share, and the neighbourhood."""

TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    where
    where kind
    where link
    where link verb
    where link side gap
    link verb side seam
    link verb side gap
    link side crossed gap
    verb side seam
    lemma link side gap
    lemma side seam
    lemma where link
    link between verb
    where left1 right1
    where right1 right2
    where left1 left2
    left1 right1 kind
    kind head where
    kind link verb
    head link verb
    where order
    where subject
    where subject link
    where order kind
    where reach
    where link strength
    link strength side
    where spot link
    where spot strength
    where spot lead1 follow1
    where link lead1
    where link follow1
    where lead1 lead2
    where follow1 follow2
    where link lead1 follow1 side
    where join carry
    where join carry spot
    where join carry strength
    where carry kind
    join carry link
    join carry lead1 follow1
    where length form
    where length close form
    where length open cued
    where link length
    where link length spot
    where close follow1 link
    where lead1 open length
    where cued length
    where cued link verb
    where count length
    where count link
    where prior kind
    where link close spot
    near1 near2 side link
    where length strength
    where length lead1
    where length follow1
    where length form strength
    where governor
    where governor length
    where governor follow1
    where governor lead1
    where governs link
    where governs verb
    governor governs link
    governs lemma side
    governs link crossed
    where echo
    where layout spot
    where layout link
    where governor strength
    where intro spot
    where intro link verb
    where intro strength
    where intro length
    where form lead1
    where form follow1
    where form governor
    where form cued
    """.strip().splitlines()
)
"""Which attributes are read together."""


class Shape(NamedTuple):
    """What the span itself tells: the attributes that all its candidates share."""

    length: str
    form: str
    open: str
    close: str
    lead1: str
    lead2: str
    follow1: str
    follow2: str
    spot: str
    marked: int
    cued: str
    governor: str
    verb: int
    layout: str
    intro: str


_GAPS = (0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 9, 14, 14, 14, 14, 14, 14)


def _bucket(distance: int) -> int:
    return _GAPS[distance] if distance < len(_GAPS) else 20


@cache
def head_classes() -> dict[str, str]:
    """Nouns by what they name: ``document``, ``people``, ``organization``, ``reporting``."""
    classes: dict[str, str] = {}
    for name in ("people", "organization", "document", "reporting"):
        for noun in table("nouns")[name]["lemmas"].split():
            classes.setdefault(noun, name)
    return classes


def head_class(low: str) -> str:
    """The class of a head noun, in either number; ``""`` for none."""
    classes = head_classes()
    found = classes.get(low)
    if found is None and low.endswith("s"):
        found = classes.get(low[:-1])
        if found is None and low.endswith("ies"):
            found = classes.get(low[:-3] + "y")
        return (found or "other") + "s"
    if found is None:
        return (
            "men"
            if low.endswith(("men", "people", "police"))
            else "woman"
            if low.endswith(("man", "woman", "person", "ist", "er"))
            else ""
        )
    return found


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


def shape_of(place: Place, text: str) -> Shape:
    """The attributes of the span at `place`."""
    passage, token, sentence = place
    tags = passage.tags
    first, last = passage.sentences[sentence]
    inside = passage.tokens[token][2].strip("\"'“”‘’«»„‚`‹›「」『』 ")
    words = inside.split()
    count = len(words)
    length = str(count) if count < 4 else "6" if count < 7 else "12" if count < 13 else "25" if count < 26 else "26"
    form = "lower" if inside[:1].islower() else "title" if _titled(words) else "upper" if inside[:1].isupper() else "other"
    opener = words[0].lower().strip("'’,.") if words else ""
    close = inside[-1:] if inside[-1:] in ",.?!…;:-—" else "a"
    only = all(tags[i] in "Q.,-" for i in range(first, last))
    spot = "whole" if only else "first" if token == first else "last" if token >= last - 2 else "middle"
    if spot == "whole" and last - first > 1 and tags[first:last].count("Q") > 1:
        spot = "wholes"
    lead1 = _tag_at(passage, token - 1, first, last)
    cued = ""
    if token > first:
        cued = _cue_class(passage, token - 1, first)
    return Shape(
        length,
        form,
        _OPENERS.get(opener, ""),
        close,
        lead1,
        _tag_at(passage, token - 2, first, last),
        _tag_at(passage, token + 1, first, last),
        _tag_at(passage, token + 2, first, last),
        spot,
        min(4, tags[first:last].count("Q")),
        cued,
        *_governor(passage, token, first),
        _LAYOUTS.get(passage.block.kind, ""),
        _sign_before(text, passage.tokens[token][0]) if token == first else "",
    )


def _sign_before(text: str, start: int) -> str:
    """The last sign before `start`, if it says something: a colon or comma that introduces, the end of a sentence, a letter."""
    sign = text[max(0, start - 40) : start].rstrip()[-1:]
    return sign if sign in (":", ",", "—", "-") else "." if sign in ".!?…”\"'’" else "a"


_LAYOUTS = {"headline": "head", "standfirst": "head", "caption": "caption", "item": "item"}


def _governor(passage: Passage, token: int, first: int) -> tuple[str, int]:
    """The verb or reporting noun that a span hangs on from the left, with what leads there, and its token (-1 for none).

    “accused them of ‘malice’” gives ``V judge of``; “said the plan was ‘malice’” gives ``V say be``; “the claim of ‘malice’” gives
    ``noun of``; “a ‘bitter’ end” gives what stands before “a”.
    """
    tags, lows = passage.tags, passage.lows
    through = ""
    for i in range(token - 1, max(first - 1, token - 15), -1):
        tag = tags[i]
        if tag == "X":
            through = "be"
        elif tag in "Vgnb":
            verb = verb_forms().get(lows[i])
            return f"{tag}{verb[1] if verb else ''} {through}", i
        elif tag in ".;:(B":
            return f"{tag} {through}", -1
        elif tag == "N" and through != "be" and lows[i] in reporting_nouns():
            return f"noun {through}", i
        elif through:
            continue
        elif tag in "IT":
            through = lows[i] if lows[i] in _LEADING else "I"
        elif tag == "W":
            through = "that"
        elif tag == ",":
            through = ","
    return f"^ {through}" if token - first < 15 else "far", -1


_LEADING = frozenset(["of", "as", "to", "for", "about", "with", "by", "in", "on"])


def _titled(words: Sequence[str]) -> bool:
    """Whether words are set as the title of a work: every one but the small ones with a capital."""
    if not 1 < len(words) < 9 or not words[0][:1].isupper():
        return False
    rest = [word for word in words[1:] if not word[:1].isupper() and word[:1].isalpha()]
    return len(rest) < len(words) - 1 and all(word.lower().strip(".,!?") in closed_class() for word in rest)


_OPENERS = {
    word: kind
    for kind, words in {
        "I": "i i'm i’m i've i’ve we we're we’re we've we’ve my our me us",
        "it": "it it's it’s he she they he's she's he’s she’s this there that's that’s there's there’s",
        "you": "you your you're you’re",
        "the": "the a an",
        "and": "and but so because if when that",
        "ask": "what why how who where do does did is are can",
        "to": "to",
    }.items()
    for word in words.split()
}
_SCARE_CUES = {
    "so-called": "so-called",
    "known": "known",
    "dubbed": "dubbed",
    "nicknamed": "dubbed",
    "titled": "titled",
    "entitled": "titled",
    "named": "titled",
}
_WORD_NOUNS = frozenset(
    ["word", "words", "term", "terms", "phrase", "phrases", "slogan", "slogans", "hashtag", "chant", "chants"]
)
_TITLE_NOUNS = frozenset(
    [
        "book",
        "film",
        "movie",
        "song",
        "album",
        "show",
        "series",
        "program",
        "programme",
        "play",
        "novel",
        "article",
        "column",
        "essay",
        "poem",
        "report",
        "documentary",
        "magazine",
        "newspaper",
        "ship",
    ]
)


def _cue_class(passage: Passage, i: int, first: int) -> str:
    """What stands right before the span as a cue: a verb's class, “as”, a noun that names words or works."""
    steps = 0
    while i >= first and steps < 3:
        low, tag = passage.lows[i], passage.tags[i]
        if low in _SCARE_CUES:
            return _SCARE_CUES[low]
        if low in _WORD_NOUNS:
            return "word"
        if low in _TITLE_NOUNS:
            return "work"
        if tag in "Vgnb":
            verb = verb_forms().get(low)
            return f"{steps}{verb[1] if verb else ''}"
        if low in reporting_nouns():
            return "noun"
        i -= 1
        steps += 1
    return ""


def _tag_at(passage: Passage, i: int, first: int, last: int) -> str:
    if i < first:
        return "^"
    if i >= last:
        return "$"
    tag = passage.tags[i]
    if tag in "VgnbX":
        verb = verb_forms().get(passage.lows[i])
        return tag + (verb[1] if verb else "be" if tag == "X" else "")
    if tag in "WIBC":
        low = passage.lows[i]
        return (
            low
            if low in ("that", "who", "as", "of", "and", "by", "about", "for", "with", "to", "than", "like", "in", "or")
            else tag
        )
    return tag


def row(
    candidate: Candidate, place: Place, shape: Shape, order: int, subject: int, carry: int, join: str, prior: int, echo: int
) -> list[Any]:
    """The attributes of one candidate, but for `strength`, which needs all of them."""
    passage, chunk, where, _ = candidate
    same = where == "left" or where == "right"
    link = best_link(candidate, place, shape)
    if link is None:
        kind = verb = side = seam = lemma = near1 = near2 = "-"
        gap = between = -1
        crossed = 0
    else:
        kind = link.kind
        verb, lemma = _verb_class(passage, link)
        between = _bucket(max(chunk.first - link.cue - 1, link.cue - chunk.last, 0))
        if same:
            token, cue = place.token, link.cue
            side = "before" if cue < token else "after"
            low, high = (cue + 1, token) if cue < token else (token + 1, cue)
            tags = passage.tags
            gap = _bucket(high - low)
            seam = "".join(tags[low:high]) if high - low < 4 else "far"
            crossed = int("Q" in tags[low:high])
            near1 = tags[cue + 1] if cue < token else tags[cue - 1]
            near2 = "="
        else:
            side, gap, seam, crossed = where, -1, "-", 0
            last = passage.sentences[passage.sentence_at[link.cue]][1]
            near1 = passage.tags[link.cue + 1] if link.cue + 1 < last else "$"
            near2 = passage.tags[last - 1]
    tags = passage.tags
    first, last = passage.sentences[passage.sentence_at[chunk.first]]
    reach = min(40, (place.token - chunk.last if chunk.last <= place.token else chunk.first - place.token) // 4) if same else -1
    return [
        where, kind, verb, side, gap, seam, crossed, between, near1, near2,
        _tag_at(passage, chunk.first - 1, first, last), _tag_at(passage, chunk.first - 2, first, last),
        _tag_at(passage, chunk.last, first, last), _tag_at(passage, chunk.last + 1, first, last),
        kind_of(passage, chunk), head_class(passage.lows[chunk.head]), min(order, 5), min(subject, 4), carry, join,
        *shape[:10], 0, shape.cued, lemma, reach, prior,
        shape.governor, shape.layout, int(link is not None and same and link.cue == shape.verb), echo, shape.intro,
    ]  # fmt: skip


_LINK_ORDER = {"colon": 0, "source": 0, "byline": 1}


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
    strength = _strength(passage, link)
    if link.cue == governor and strength > 1:
        return 0
    if link.kind == "participle" and link.cue > token:
        return 3  # “‘We wait,’ she said, adding that …”: what is added comes after
    return 2 if strength < 2 or link.kind == "colon" else 1


def _strength(passage: Passage, link: Link) -> int:
    """How well a link's cue reports words: 3 for said, 2 for called, 1 for other verbs, 0 for none."""
    return _STRENGTH.get(_verb_class(passage, link)[0], 1)


_STRENGTH = {
    "say": 3, "tell": 3, "write": 3, "ask": 3, "add": 3, "manner": 3, "claim": 3, "source": 3, ":": 2,
    "label": 2, "judge": 2, "commit": 2, "think": 2, "speak": 2, "noun": 2,
}  # fmt: skip


def _verb_class(passage: Passage, link: Link) -> tuple[str, str]:
    """The class of a link's verb or cue, and a bucket of how often the verb is a cue."""
    kind = link.kind
    low = passage.lows[link.cue]
    if kind in ("source", "colon", "byline"):
        return {"source": "source", "colon": ":", "byline": "byline"}[kind], kind
    if kind in ("possessor", "author"):
        return "noun", "noun"
    verb = verb_forms().get(low)
    if verb is None:
        return ("be", "be") if passage.tags[link.cue] == "X" else ("", "")
    return verb[1] or "other", cue_rates().get(verb[0], "0")


@cache
def cue_rates() -> dict[str, str]:
    """Verbs by how often they are a cue in annotated news, in buckets of the rate: 9 always … 0 never."""
    rates = table("cue_rates")["bucket"]
    return {lemma: bucket for bucket, lemmas in rates.items() for lemma in lemmas.split()}


def rows(
    found: Sequence[Candidate],
    place: Place,
    shape: Shape,
    previous: Candidate | None,
    join: str,
    spoken: dict[str, int],
    echoed: str | None,
) -> list[list[Any]]:
    """The rows of all candidates, the last one that of nobody."""
    result: list[list[Any]] = []
    orders = _orders(found, place)
    for number, candidate in enumerate(found):
        carry = _carries(candidate, previous)
        head = candidate.passage.lows[candidate.chunk.head]
        order, subject = orders[number]
        result.append(
            row(
                candidate,
                place,
                shape,
                order,
                subject,
                carry,
                join,
                min(3, spoken.get(head, 0)),
                0 if echoed is None else 1 + (echoed == head),
            )
        )
    strength = max((_STRENGTH.get(r[2], 0) * (1 + (r[0] in ("left", "right"))) for r in result if r[2] != "-"), default=0)
    for r in result:
        r[30] = strength
    nobody = (
        [NOBODY]
        + ["-"] * 17
        + [
            int(previous is not None),
            join,
            *shape[:10],
            strength,
            shape.cued,
            "-",
            -1,
            0,
            shape.governor,
            shape.layout,
            0,
            int(echoed is not None),
            shape.intro,
        ]
    )
    result.append(nobody)
    return result


def _orders(found: Sequence[Candidate], place: Place) -> list[tuple[int, int]]:
    """For each candidate how many phrases, and how many linked ones, are nearer to the span on its side."""
    counts: dict[str, list[int]] = {}
    result = [(0, 0)] * len(found)
    order = sorted(range(len(found)), key=lambda n: -found[n].chunk.first if found[n].where != "right" else found[n].chunk.first)
    for n in order:
        candidate = found[n]
        seen = counts.setdefault(candidate.where, [0, 0])
        result[n] = seen[0], seen[1] if candidate.links else -1
        seen[0] += 1
        seen[1] += bool(candidate.links)
    return result


def _carries(candidate: Candidate, previous: Candidate | None) -> int:
    """2 where the candidate is the phrase that was the source of the quotation before, 1 where it may be the same person."""
    if previous is None:
        return 0
    if candidate.chunk == previous.chunk and candidate.passage is previous.passage:
        return 2
    if candidate.passage.lows[candidate.chunk.head] == previous.passage.lows[previous.chunk.head]:
        return 1
    return 0


_INDEX = {name: number for number, name in enumerate(ATTRIBUTES)}


@cache
def getters() -> tuple[itemgetter[Any], ...]:
    """For each template what takes its attributes out of a row."""
    return tuple(itemgetter(*(_INDEX[name] for name in template)) for template in TEMPLATES)
