"""A gathering at which several people speak, and who of those quoted next has the floor there.

The report says once that the council met on Tuesday, and then quotes one after the other: “…,” asked Moss; “…,” Okello replied. What
leads elsewhere ends it: another place, another medium, reporters who are told, somebody who only comments.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from quotes.lexicon import table
from quotes.resolve.acts import Act, crowds, events_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.time_bonds import Home, Surroundings
from quotes.resolve.time_settings import Setting

__all__ = ["Floors", "are_at_odds", "at_that_time", "is_gathering", "leads_away"]

_GATHERINGS = frozenset({"assembly", "contest"})
_THERE = frozenset({"at", "in", "during", "to", "before", "into"})
_LOCAL = frozenset({"in", "at", "from", "outside", "across"})
_REACH = 2  # blocks between two who are quoted
_LEAD = 4  # a gathering that the lead tells of is the report's own
_BEYOND = frozenset({"after", "following", "since", "before", "until", "till", "by", "for", "from"})
_CONTENT = frozenset({"that", "whether", "if"})


class Floor(NamedTuple):
    """A gathering in force: the setting that told its day, and the last block that it was heard in."""

    setting: Setting
    block: int


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("acts")[name]["words"].split())


def is_gathering(passage: Passage, act: Act) -> bool:
    """Whether an act tells the day of a gathering: the council **met**; told **the House**; at **today's session**."""
    if act.phrase.tense == "future" or act.relayed:
        return False
    if act.event in _GATHERINGS and act.phrase.preposition not in _BEYOND:
        return True
    if act.void or act.role in ("content", "release"):
        return False
    first, last = passage.sentences[act.sentence]
    named = [i for i, family in events_of(passage).items() if first <= i < last and family in _GATHERINGS]
    named += [i for i in range(first, last) if passage.lows[i] in _words("chambers") and passage.tags[i] in "NP"]
    return any(_there(passage, act, i) for i in named)


def _there(passage: Passage, act: Act, i: int) -> bool:
    """Whether the gathering named at `i` is where the act took place, or who acted."""
    number = passage.chunk_at[i]
    if number < 0:
        return False
    if number == act.subject:
        return True
    start = passage.chunks[number].first
    first = passage.sentences[act.sentence][0]
    if start <= first or any(passage.lows[j] in _CONTENT for j in range(act.verb + 1, start)):
        return False
    if passage.lows[start - 1] in _THERE:
        return True
    form = verb_forms().get(passage.lows[start - 1])
    return form is not None and (form.reporting == "tell" or act.role == "presence")


class Floors:
    """The gathering in force while a document is read, if one is."""

    def __init__(self) -> None:
        self.floor: Floor | None = None

    def tell(self, passage: Passage, setting: Setting) -> None:
        """Opens the floor, if a setting of the report's own days is a gathering."""
        if setting.near and setting.date is not None and setting.date.known_day and is_gathering(passage, setting.act):
            self.floor = Floor(setting, setting.block)

    def heard(self, setting: Setting, block: int) -> None:
        """Notes that somebody was heard in a setting."""
        if self.floor is not None and self.floor.setting.span == setting.span:
            self.floor = self.floor._replace(block=block)

    def leave(self, setting: Setting) -> None:
        """Closes the floor where what is told happened on another of the report's own days."""
        told = self.floor.setting if self.floor is not None else None
        later = told is not None and setting.near and setting.exact and not setting.act.earlier and setting.block > told.block
        if told is not None and later and setting.date != told.date:
            self.floor = None

    def take(self, home: Home, passage: Passage, around: Surroundings, block: int) -> Setting | None:
        """The gathering at which the source of an attribution speaks who has no other scene; who speaks elsewhere closes it."""
        floor = self.floor
        if floor is None:
            return None
        near = block - floor.block <= _REACH and (
            block <= floor.setting.block or floor.setting.block <= _LEAD or _joins(home, passage)
        )
        if near and not leads_away(home, passage, around, floor.setting):
            return floor.setting
        self.floor = None
        return None


def _elsewhere(passage: Passage, number: int) -> bool:
    """Whether a sentence opens with another place, or tells of reporters who listen: In Arusha, … · told **newsmen**"""
    first, last = passage.sentences[number]
    if any(low in _words("hearers") for low in passage.lows[first:last]):
        return True
    return passage.lows[first] in _LOCAL and "P" in passage.tags[first + 1 : first + 4]


def _joins(home: Home, passage: Passage) -> bool:
    """Whether the cue answers what others said: Moss **replied**."""
    forms = [verb_forms().get(passage.lows[i]) for i in home.cue]
    return any(form is not None and form.reporting in ("add", "ask") for form in forms)


def leads_away(home: Home, passage: Passage, around: Surroundings, setting: Setting) -> bool:
    """Whether the sentence of an attribution takes its source elsewhere, or tells of somebody who only comments."""
    first, last = passage.sentences[home.sentence]
    if around.occasion and around.occasion not in _GATHERINGS | setting.act.events | {"same"}:
        return True
    if around.medium or (around.venue and not around.venue & setting.words):
        return True
    if any(first <= i < last and family == "statement" for i, family in events_of(passage).items()):
        return True
    if any(low in _words("elsewhere") for low in passage.lows[first:last]):
        return True
    if any(_elsewhere(passage, number) for number in range(max(0, home.sentence - 1), home.sentence + 1)):
        return True
    cues = [verb_forms().get(passage.lows[i]) for i in home.cue]
    return any(form is not None and (form.form == "s" or form.reporting == "write") for form in cues)


def at_that_time(home: Home, passage: Passage) -> bool:
    """Whether the words were said when what was told before happened: he said **at the time**, she told them **then**."""
    if not home.cue:
        return False
    lows, (first, last) = passage.lows, passage.sentences[home.sentence]
    begin, end = max(first, min(home.cue) - 5), min(last, max(home.cue) + 9)
    for i in range(begin, end):
        if lows[i : i + 3] in (["at", "the", "time"], ["at", "that", "time"]) and (i + 3 >= last or lows[i + 3] != "of"):
            return True
        if lows[i] == "then" and (
            lows[i - 1] == "back" or (i > max(home.cue) and (i + 1 >= last or passage.tags[i + 1] in ",.;Q"))
        ):
            return True
    return False


def are_at_odds(passage: Passage, act: Act) -> bool:
    """Whether the sentence tells of sides that speak: Republicans **said** …, and Democrats **accused** …"""
    first, last = passage.sentences[act.sentence]
    verbs = [i for i in range(first + 1, last) if passage.tags[i] == "V" and passage.chunk_at[i - 1] >= 0]
    spoken = [i for i in verbs if (form := verb_forms().get(passage.lows[i])) is not None and form.reporting]
    sides = [passage.lows[passage.chunks[passage.chunk_at[i - 1]].head] for i in spoken]
    return sum(side in crowds() for side in sides) > 1
