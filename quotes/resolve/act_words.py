"""The words that acts are read by: verbs by what they do, nouns for occasions, places that a sentence opens with."""

from __future__ import annotations

from functools import cache

import regex

from quotes.lexicon import table
from quotes.resolve.clause_verbs import releases
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.venue_words import noun_at, noun_heads

__all__ = [
    "airings",
    "answering",
    "event_at",
    "events_of",
    "family_of",
    "lemmas",
    "opens_with_place",
    "retold",
    "stem",
    "verb_class",
]

_LOCAL = frozenset(("in", "at", "from", "outside", "across"))


@cache
def lemmas(name: str) -> frozenset[str]:
    """The lemmas of one list of the table ``acts``."""
    return frozenset(table("acts")[name]["lemmas"].split())


def answering(word: str) -> bool:
    """Whether a word is a verb with which somebody answers what was asked: *replied*."""
    verb = verb_forms().get(word)
    return verb is not None and verb.lemma in lemmas("answering")


def verb_class(passage: Passage, i: int) -> str:
    """The reporting class of the verb at a token, or the empty string."""
    form = verb_forms().get(passage.lows[i])
    return form.reporting if form is not None else ""


@cache
def airings() -> dict[str, frozenset[str]]:
    """What is done in words, by its verb: the words behind it, one of which must follow."""
    pairs = [phrase.split() for phrase in table("acts")["airing"]["phrases"].split(",")]
    return {verb: frozenset(word for first, word in pairs if first == verb) for verb, _ in pairs}


@cache
def retold() -> regex.Pattern[str]:
    """Reads, behind a name, that its bearer did what the lead tells of somebody it only describes: Moss **made the demand** at …"""
    verbs, nouns = ("|".join(sorted(words_of("acts", name))) for name in ("retelling", "retold"))
    return regex.compile(rf"\s(?:{verbs}) (?:the|that|this|those|these|his|her) (?:\p{{Ll}}+ )?(?:{nouns})s?\b")


def opens_with_place(passage: Passage, first: int) -> bool:
    """Whether the sentence at `first` opens with a place of its own: **In Arusha**, Kamara said …"""
    if passage.lows[first] not in _LOCAL:
        return False
    opening = "".join(passage.tags[first + 1 : first + 4])
    return "P" in opening.partition(",")[0]  # not: In turn, Kamara said


def stem(low: str) -> str:
    """The lemma of a regular verb that the lexicon does not list, as far as the lists of acts know it."""
    stems = (low[:-1], low[:-2], low[:-3], low[:-3] + "e") if low.endswith(("ed", "ing", "s")) else (low,)
    if low.endswith(("ied", "ies")):
        stems = (low[:-3] + "y",)  # rallied
    return next((stem for stem in stems if stem in lemmas("presence") or stem in releases()), low)


def event_at(passage: Passage, i: int) -> str:
    """The family of the occasion or medium that the noun at `i` names, or the empty string."""
    return events_of(passage).get(i, "")


def events_of(passage: Passage) -> dict[int, str]:
    """The tokens that name an occasion or a medium, each with its family, in order; found once."""
    found = passage.events
    if found is None:
        heads = noun_heads()
        places = [i for i, low in enumerate(passage.lows) if low in heads]
        found = passage.events = {i: family for i in places if (family := _event_at(passage, i))}
    return found


def _event_at(passage: Passage, i: int) -> str:
    tag = passage.tags[i]
    # “the day-long meeting” and “held talks” may be tagged as verbs.
    nominal = tag in "NPAJ" or (
        i > 0 and ((tag == "g" and passage.tags[i - 1] in "DGSJN#") or (tag == "V" and passage.tags[i - 1] in "VDGJ"))
    )
    noun = noun_at(passage.lows, i) if nominal else None
    return noun.family if noun is not None and not noun.weak else ""


def family_of(word: str) -> str:
    """The family of the occasion or medium that a word can name by itself, or the empty string."""
    noun = noun_at((word.lower(),), 0)
    return noun.family if noun is not None and not noun.weak else ""
