"""Who has the floor at a gathering: of those who are quoted one after the other, who speaks there and who speaks elsewhere.

The report says once that the council met, and then quotes several: “…,” Kamara protested; the mayor warned that “…”. Whoever is told of
with reporters, experts, a paper or a time and place of his own is somewhere else, and ends it.
"""

from __future__ import annotations

from functools import cache

from quotes.resolve.act_words import opens_with_place
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_clauses import Clause
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_words import lexis

__all__ = ["FLOORS", "leads_away"]

FLOORS = frozenset(("assembly", "contest", "chamber"))
"""Families of gatherings at which whoever is quoted next can have the floor; reporters have it at a news conference."""

_BEFORE = 40
"""How many tokens before a sentence are looked at for who is spoken of."""


@cache
def _away() -> frozenset[str]:
    """Words of somebody who is not at the gathering: told reporters, an analyst, meanwhile, outside."""
    return words_of("acts", "hearers") | words_of("acts", "elsewhere") | lexis("not-there")


def _now(reader: Reader, i: int) -> bool:
    """Whether a verb says what people say these days: *insist*, *says*."""
    verb = verb_forms().get(reader.lows[i]) if reader.tags[i] == "V" else None
    return verb is not None and verb.reporting != "" and verb.form in ("s", "b")


def leads_away(reader: Reader, clause: Clause | None, first: int, last: int) -> bool:
    """Whether the sentence ``first..last`` of an attribution takes its source from a gathering, or only comments on it."""
    away, lows = _away(), reader.lows
    if not away.isdisjoint(lows[first:last]):
        named = (i for i in range(first, last) if lows[i] in away)
        if any(lows[i] != "official" or lows[i - 1] != "the" for i in named):
            return True  # not: “…,” the official assured, who was just named
    if opens_with_place(reader.passage, first):
        return True
    block = next((start for start, _ in reader.passage.sentences), first)
    if any(_now(reader, i) for i in range(max(block, first - _BEFORE), first)):
        return True  # Friends insist that …
    if clause is None or clause.cue is None:
        return False
    verb = verb_forms().get(reader.lows[clause.cue[1] - 1])
    return verb is not None and (verb.form == "s" or verb.reporting == "write")
