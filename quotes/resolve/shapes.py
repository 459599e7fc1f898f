"""What a marked span tells by itself: its length and form, what stands beside it, the verb that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from quotes.detect.marks import EDGES
from quotes.resolve.candidates import Place
from quotes.resolve.grammar import closed_class, reporting_nouns, verb_forms
from quotes.resolve.passages import Passage

__all__ = ["Shape", "shape_of", "tag_at"]


class Shape(NamedTuple):
    """What the span itself tells: the attributes that all its candidates share."""

    length: str
    form: str
    open: str
    close: str
    lead1: str
    follow1: str
    spot: str
    marked: int
    cued: str
    governor: str
    verb: int
    layout: str
    intro: str


_SIGNS = frozenset("Q.,-")


def shape_of(place: Place, text: str) -> Shape:
    """The attributes of the span at `place`."""
    passage, token, sentence = place
    tags = passage.tags
    first, last = passage.sentences[sentence]
    inside = _inside(passage.tokens[token][2])
    words = inside.split()
    count = len(words)
    length = str(count) if count < 4 else "6" if count < 7 else "12" if count < 13 else "25" if count < 26 else "26"
    form = "lower" if inside[:1].islower() else "title" if _titled(words) else "upper" if inside[:1].isupper() else "other"
    opener = words[0].lower().strip("'’,.") if words else ""
    close = inside[-1:] if inside[-1:] in ",.?!…;:-—" else "a"
    own = tags[first:last]
    only = _SIGNS.issuperset(own)
    marked = own.count("Q")
    spot = "whole" if only else "first" if token == first else "last" if token >= last - 2 else "middle"
    if spot == "whole" and last - first > 1 and marked > 1:
        spot = "wholes"
    lead1 = tag_at(passage, token - 1, first, last)
    cued = ""
    if token > first:
        cued = _cue_class(passage, token - 1, first)
    return Shape(
        length,
        form,
        _OPENERS.get(opener, ""),
        close,
        lead1,
        tag_at(passage, token + 1, first, last),
        spot,
        min(4, marked),
        cued,
        *_governor(passage, token, first),
        _LAYOUTS.get(passage.block.kind, ""),
        _sign_before(text, passage.tokens[token][0]) if token == first else "",
    )


def _inside(words: str) -> str:
    """A quotation without its marks; the comma behind them comes inside: “It rains”, → It rains,"""
    inside = words.rstrip(",").strip(EDGES)
    return f"{inside}," if words.endswith(",") and inside[-1:].isalnum() else inside


def _sign_before(text: str, start: int) -> str:
    """The last sign before `start`, if it says something: a colon or comma that introduces, the end of a sentence, a letter."""
    sign = text[max(0, start - 40) : start].rstrip()[-1:]
    return sign if sign in (":", ",", "—", "-") else "." if sign in ".!?…”\"'’" else "a"


_LAYOUTS = {"headline": "head", "standfirst": "head", "caption": "caption", "item": "item"}


_NEAR = 15
"""Tokens: no verb that a span hangs on stands farther before it, but for a clause set off between them."""


def _governor(passage: Passage, token: int, first: int) -> tuple[str, int]:
    """The verb or reporting noun that a span hangs on from the left, with what leads there, and its token (-1 for none).

    “accused them of ‘malice’” gives ``V judge of``; “said the plan was ‘malice’” gives ``V say be``; “the claim of ‘malice’” gives
    ``noun of``; “a ‘bitter’ end” gives what stands before “a”.
    """
    tags, lows = passage.tags, passage.lows
    if token - first > 1 and tags[token - 1] == ":":  # the porter yelled: “No!”
        return _announcement(passage, token - 2, first)
    through = ""
    outside, named, near = token, False, token - _NEAR
    for i in range(token - 1, max(first - 1, token - 2 * _NEAR), -1):
        tag = tags[i]
        if i > outside:
            continue
        if i <= near:
            break
        if tag == "X":
            through = "be"
            outside = _set_off(tags, i, max(first, token - 2 * _NEAR))
            near -= i - outside
        elif tag == "b" and through == "be" and _completes_noun(tags, i, first):
            continue  # said their wish to sell it was ‘hasty’
        elif (
            tag == "g"
            and token in (i + 1, i + 2 * (through == "as"))
            and i > first
            and tags[i - 1] == "I"
            and lows[i] not in verb_forms()
        ):
            continue  # called the ban on fishing ‘unfair’, described the ban on fishing as ‘unfair’
        elif tag in "Vgnb":
            verb = verb_forms().get(lows[i])
            return f"{tag}{verb[1] if verb else ''} {through}", i
        elif tag == "B" and lows[i] == "as" and not through:
            through = "" if named else "as"  # called the deal as it stood ‘unfair’, described it as ‘unfair’
        elif tag in ".;:(B":
            return f"{tag} {through}", -1
        elif (
            tag == "N"
            and (through != "be" or tags[i + 1] == "W")
            and lows[i] in reporting_nouns()
            and not _is_labelled(passage, i, token)
        ):
            return f"noun {'that' if through == 'be' else through}", i
        elif through:
            continue
        elif tag in "IT" and not named:
            through = lows[i] if lows[i] in _LEADING else "I"
        elif tag in "NP":
            named = True  # called the deal with the port ‘unfair’: the preposition is the object's
        elif tag == "W":
            through = "that"
        elif tag == ",":
            through = ","
    return f"^ {through}" if token - first < _NEAR else "far", -1


def _is_labelled(passage: Passage, noun: int, token: int) -> bool:
    """Whether the noun right before a span is what a verb calls something: called the claims ‘nonsense’."""
    chunk = passage.chunk_at[noun]
    before = verb_forms().get(passage.lows[passage.chunks[chunk].first - 1]) if chunk >= 0 and noun == token - 1 else None
    return before is not None and before.reporting == "label"


def _completes_noun(tags: Sequence[str], i: int, first: int) -> bool:
    """Whether the infinitive at `i` belongs to a noun: their wish to **sell**, her attempt to **stop**."""
    if i - 2 < first or tags[i - 1] != "T":
        return False
    return tags[i - 2] in "NP" or (tags[i - 2] == "J" and i - 3 >= first and tags[i - 3] in "DG")


def _announcement(passage: Passage, end: int, first: int) -> tuple[str, int]:
    """What a colon behind the token `end` announces, and its token: the porter **yelled**: “No!”; she **told** the council: “No.”;
    the porter’s **answer** was short: “No.”"""
    tags, lows = passage.tags, passage.lows
    stated = False
    for i in range(end, max(first, end - 8) - 1, -1):
        tag = tags[i]
        if tag in "Vg" or (tag == "n" and lows[i - 1] in ("had", "has", "have")):  # what Lee had told the House in 1926: “No!”
            verb = verb_forms().get(lows[i])
            return (
                (f"{tag}{verb[1]} :", i)
                if verb and verb[1] and (_ends_its_clause(tags[i + 1 : end + 1]) or "hearer" in verb.frames)
                else (": ", -1)
            )
        if tag == "N" and (stated or i == end) and lows[i] in reporting_nouns():
            return "noun :", i
        if tag in ".,;:Qnb":
            break
        stated = stated or tag == "X"
    return ": ", -1


def _ends_its_clause(between: Sequence[str]) -> bool:
    """Whether no object stands between a verb and the colon: reads simply: “…”, replied by telegram: “…”."""
    return set(between) <= {"A"} or (between[0] in "IAM" and "T" not in between)


def _set_off(tags: Sequence[str], i: int, first: int) -> int:
    """Where the main clause goes on left of the verb at `i`, past a clause between commas: the dam, which … shut, | was ‘full’; the note,
    delivered by the envoy, | would ‘wait’."""
    if i - 1 <= first or tags[i - 1] != ",":
        return i
    opens = (j for j in range(i - 2, first, -1) if tags[j] == ",")
    return next((j for j in opens if tags[j + 1] == "W" or (tags[j + 1] in "Vn" and tags[j - 1] in "NP")), i)


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


def tag_at(passage: Passage, i: int, first: int, last: int) -> str:
    """The tag of a token, finer for verbs and common function words; ``^`` and ``$`` beyond the sentence ``first..last``."""
    if i < first:
        return "^"
    if i >= last:
        return "$"
    tag = passage.tags[i]
    if tag in "VgnbX":
        verb = verb_forms().get(passage.lows[i])
        return intern(tag + (verb[1] if verb else "be" if tag == "X" else ""))
    if tag in "WIBC":
        low = passage.lows[i]
        return (
            low
            if low in ("that", "who", "as", "of", "and", "by", "about", "for", "with", "to", "than", "like", "in", "or")
            else tag
        )
    return tag
