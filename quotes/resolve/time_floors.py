"""A gathering at which several people speak, and who of those quoted next has the floor there.

The report says once that the council met on Tuesday, and then quotes one after the other: “…,” asked Moss; “…,” Okello replied. What
leads elsewhere ends it: another place, another medium, reporters who are told, somebody who only comments.
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.act_words import event_at, lemmas
from quotes.resolve.acts import Act
from quotes.resolve.clause_verbs import WINDOW
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.surroundings import GATHERINGS, Surroundings
from quotes.resolve.time_bonds import Home
from quotes.resolve.time_settings import Setting

__all__ = ["Floors", "at_that_time", "is_gathering", "is_voiced", "leads_away"]

_THERE = frozenset({"at", "in", "during", "to", "before", "into"})
_REACH = 3  # blocks between two who are quoted
_LEAD = 4  # a gathering that the lead tells of is the report's own
_BEYOND = frozenset({"after", "following", "since", "before", "until", "till", "by", "for", "from"})
_OPEN_ENDED = frozenset({"inquiry", "jury"})  # goes on while people speak elsewhere
_PRONOUNS = (["him"], ["her"], ["them"])
_CONTENT = frozenset({"that", "whether", "if"})


class Floor(NamedTuple):
    """A gathering in force: the setting that told its day, the last block that it was heard in, and whether the report is of it alone, as
    that of a court is, which hears what was said elsewhere."""

    setting: Setting
    block: int
    lasting: bool = False


def is_gathering(passage: Passage, act: Act) -> bool:
    """Whether an act tells the day of a gathering: the council **met**; told **the House**; at **today's session**."""
    if act.phrase.tense == "future" or act.relayed or act.told_of:
        return False
    if act.event in GATHERINGS and not act.void and not _is_relative(passage, act) and act.phrase.preposition not in _BEYOND:
        return True
    if act.void or act.role == "content" or (act.role == "release" and not _passes(passage, act)):
        return False
    if act.subject >= 0 and event_at(passage, passage.chunks[act.subject].head) == act.event != "":
        return True  # then came a dinner on Friday
    form = verb_forms().get(passage.lows[act.verb]) if act.verb >= 0 else None
    if form is not None and form.lemma == "testify":
        return True
    first, last = passage.sentences[act.sentence]
    places = range(max(first, act.phrase.first - WINDOW), min(last, act.phrase.last + WINDOW))
    named = [i for i in places if event_at(passage, i) in GATHERINGS or _is_chamber(passage, i)]
    heads = [i for i in named if passage.tags[i + 1 : i + 2] != ["N"]]  # not: a conference call
    return any(_there(passage, act, i) for i in heads)


def _passes(passage: Passage, act: Act) -> bool:
    """Whether a body passes what it has before it: the **Senate** passed the bill."""
    if act.verb < 0 or act.subject < 0:
        return False
    form = verb_forms().get(passage.lows[act.verb])
    return form is not None and form.lemma == "pass" and _is_chamber(passage, passage.chunks[act.subject].head)


def _is_relative(passage: Passage, act: Act) -> bool:
    """Whether the verb only describes a thing: an attack that he **used** in Monday's debate."""
    return act.role == "content" and any(low in ("that", "which", "who") for low in passage.lows[max(0, act.verb - 2) : act.verb])


def _is_chamber(passage: Passage, i: int) -> bool:
    """Whether a body that debates stands at `i`: the **House**; not House Democrats, the White House."""
    if passage.lows[i] not in words_of("acts", "chambers") or passage.tags[i] not in "NP":
        return False
    return passage.tags[i + 1 : i + 2] not in (["P"], ["N"]) and passage.lows[i - 1] != "white"


def _there(passage: Passage, act: Act, i: int) -> bool:
    """Whether the gathering named at `i` is where the act took place, or who acted."""
    number = passage.chunk_at[i]
    if number < 0:
        return False
    if number == act.subject or passage.chunks[number].last == act.verb:
        return True  # it was late, the court heard yesterday
    start = passage.chunks[number].first
    first = passage.sentences[act.sentence][0]
    if start <= first or any(passage.lows[j] in _CONTENT for j in range(max(act.verb + 1, start - WINDOW), start)):
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
            words = set(passage.lows[slice(*passage.sentences[setting.act.sentence])]) - _OPEN_ENDED
            heard = not words_of("acts", "courts").isdisjoint(words)
            self.floor = Floor(setting, setting.block, heard and setting.block <= _LEAD)

    def open(self, setting: Setting, block: int) -> None:
        """Opens the floor at a gathering whose day another act told."""
        self.floor = Floor(setting, block)

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

    def told_in(self, block: int, own: Setting | None) -> Setting | None:
        """The gathering that was told in a block, later than the own scene of somebody quoted there."""
        told = self.floor.setting if self.floor is not None else None
        return told if told is not None and told.block == block and (own is None or own.block < block) else None

    def take(self, home: Home, passage: Passage, around: Surroundings, block: int) -> Setting | None:
        """The gathering at which the source of an attribution speaks who has no other scene; who speaks elsewhere closes it."""
        floor = self.floor
        if floor is None:
            return None
        near = (floor.lasting or block - floor.block <= _REACH) and (
            block <= floor.setting.block or floor.setting.block <= _LEAD or _joins(home, passage)
        )
        if near and not leads_away(home, passage, around, floor.setting):
            return floor.setting if _speaks(home, passage) else None
        if not floor.lasting:
            self.floor = None
        return None


def _joins(home: Home, passage: Passage) -> bool:
    """Whether the cue answers what others said: Moss **replied**."""
    forms = [verb_forms().get(passage.lows[i]) for i in home.cue]
    return any(form is not None and form.reporting in ("add", "ask") for form in forms)


def leads_away(home: Home, passage: Passage, around: Surroundings, setting: Setting) -> bool:
    """Whether the sentence of an attribution takes its source elsewhere, or tells of somebody who only comments."""
    if around.occasion and around.occasion not in GATHERINGS | setting.act.events | {"same"}:
        return True
    if around.medium or "statement" in around.families or (around.venue and not around.venue & setting.words):
        return True
    if around.abroad or around.elsewhere or around.names - setting.words:
        return True
    if any(passage.lows[i] in ("according", "per") and passage.lows[i + 2 : i + 3] not in _PRONOUNS for i in home.cue):
        return True
    cues = [form for i in home.cue if (form := verb_forms().get(passage.lows[i])) is not None]
    return any(form.form == "s" or form.reporting == "write" for form in cues)


def _speaks(home: Home, passage: Passage) -> bool:
    """Whether a verb of the cue, a label or “in the words of” says that somebody speaks: a note (“…”) may be anybody's."""
    return any(passage.lows[i] in (":", "words", "according") or passage.lows[i] in verb_forms() for i in home.cue)


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


def is_voiced(home: Home, passage: Passage) -> bool:
    """Whether the cue tells how the words sounded to those who stood by: he **bellowed**, she **whispered** to him."""
    forms = [verb_forms().get(passage.lows[i]) for i in home.cue]
    if any(form is not None and form.lemma in lemmas("voiced") for form in forms):
        return True
    if not any(form is not None and form.form == "d" and form.reporting in ("say", "tell") for form in forms):
        return False
    after = max(home.cue, default=-2) + 1
    after += passage.lows[after : after + 1] == ["to"]
    return (
        0 < after < len(passage.tags)
        and passage.lows[after] in ("him", "her", "them")
        and passage.tags[after + 1 : after + 2] != ["N"]
    )
