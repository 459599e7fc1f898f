"""From the acts that sentences date to the day of each attribution: whose day it is, and how long it lasts.

The day told in the attribution's own clause comes first. Else the words belong to the last occasion on which their source was seen
or heard: the report says “on Thursday” once and quotes on. A look back (*in June he had called it …*) lasts while the quotations
follow each other, and then the report's own day is in force again. Others share an occasion if the text says that they take part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import regex

from quotes.resolve.act_words import family_of
from quotes.resolve.acts import Act, deed_of, files, read_acts
from quotes.resolve.edtf import Edtf
from quotes.resolve.gazetteer import words_of
from quotes.resolve.passages import Passage
from quotes.resolve.roles import read_role
from quotes.resolve.surroundings import HEARD, Surroundings
from quotes.resolve.temporal import has_time, resolve_time
from quotes.resolve.time_bonds import (
    answers,
    bond,
    comments,
    has_just,
    hearers,
    inside_text,
    is_habit,
    is_now,
    of_object,
    out_of_time,
    sets_present,
)
from quotes.resolve.time_echoes import LEAD, echo, look_back, sharpen
from quotes.resolve.time_floors import at_that_time, leads_away
from quotes.resolve.time_memory import REACH, TimeMemory
from quotes.resolve.time_settings import Dating, Setting, is_near, nearest
from quotes.span import Span

__all__ = ["TimeScenes"]

BEFORE = 2
"""How many blocks before a quotation's own are read for its scene; those of the lead always are."""
_OPENING = 3
"""Blocks: headline, byline and the first paragraph."""
_WORD = regex.compile(r"\w++")

_Dated = tuple[Act, Edtf | None]


class TimeScenes(TimeMemory):
    """The days of one document's attributions."""

    def datings(self) -> list[Dating | None]:
        """The day of each attribution, in order, None where nothing tells it."""
        members: dict[int, list[int]] = defaultdict(list)
        for n, home in enumerate(self.homes):
            members[home.block].append(n)
        blocks = self.passages.blocks
        before = {step for block in members for step in range(self.steps[block] - BEFORE, self.steps[block] + 1)}
        last = max(members, default=-1)
        for number, step in enumerate(self.steps):
            if step >= LEAD and (number > last or step not in before):
                continue
            timed = has_time(self.text, blocks[number].body, blocks[number].end)
            if timed or number in members or self._awaited(number):
                self._read(number, members.get(number, []), timed)
        places = [self.steps[home.block] for home in self.homes]
        look_back(self.found, self.cast.keys, places, self._first, self.closed)
        echo(self.text, self.attributions, self.found, self.cast.keys, self.closed)
        sharpen(self.found, self.cast.keys, places)
        return self.found

    # -- reading -------------------------------------------------------------------------------------------------------------

    def _awaited(self, number: int) -> bool:
        """Whether a block without quotation or time goes on with an occasion that was told just before, or names who may share it."""
        settings = [self._stage, self._latest, *self._events.values()]
        if not any(setting is not None and self.steps[number] - setting.block <= REACH + 2 for setting in settings):
            return False
        block = self.passages.blocks[number]
        if self.text.find(" speaking ", block.body, block.end) >= 0:
            return True  # He was speaking at a seminar
        words = _WORD.findall(self.text, block.body, block.end)
        gathered = self._opening is not None and "told" in words and any(family_of(word) in HEARD for word in words)
        return gathered or self.cast.meets(words) or any(family_of(word) in self._events for word in words)

    def _read(self, number: int, members: Sequence[int], timed: bool) -> None:
        passage = self.passages.passage(number)
        acts: dict[int, list[Act]] = defaultdict(list)
        for act in read_acts(passage, self.cast) if timed else ():
            acts[act.sentence].append(act)
        inside: dict[int, list[int]] = defaultdict(list)
        for n in members:
            inside[self.homes[n].sentence].append(n)
        self._opened = None
        for sentence in range(len(passage.sentences)):
            self._sentence(passage, sentence, acts.get(sentence, []), inside.get(sentence, []))

    def _sentence(self, passage: Passage, sentence: int, acts: Sequence[Act], inside: Sequence[int]) -> None:
        if acts:
            self._hear(passage, sentence, acts, inside)
        if all(act.void or act.role == "content" for act in acts):
            self._recall(passage, sentence, alone=not acts, quoting=bool(inside))
            self._convene(passage, sentence)
        for n in inside:
            if self.found[n] is None and n not in self.closed:
                self._carry(n, passage)
            if passage.block.kind not in ("headline", "standfirst"):
                self._heard.add(self.cast.keys[n])
        self._remember(passage, sentence, inside)

    def _hear(self, passage: Passage, sentence: int, acts: Sequence[Act], inside: Sequence[int]) -> None:
        """The acts of a sentence, first as the days of its own attributions, then as occasions for those that follow."""
        dated = [(act, self._date(act)) for act in acts]
        words = frozenset(low for low in passage.lows[slice(*passage.sentences[sentence])] if len(low) > 2)
        settings = [self._setting(passage, act, date, words) for act, date in dated]
        owners: dict[int, set[str]] = defaultdict(set)
        for n in inside:
            self._direct(n, passage, settings)
            dating = self.found[n]
            if dating is not None:
                owners[dating.act.phrase.start].add(self.cast.keys[n])
        cues = frozenset[int]().union(*(self.homes[n].cue for n in inside))
        for setting in settings:
            self._set(passage, setting, owners.get(setting.span.start, set()), cues)

    def _date(self, act: Act) -> Edtf | None:
        date = resolve_time(act.phrase, self.clock.edtf, self._told, act.phrase.tense or "past")
        if date is None and self._in_the_day(act) and self._latest is not None:
            date = resolve_time(act.phrase, self.clock.edtf, self._latest.date, act.phrase.tense or "past")  # earlier in the day
        if date is not None and not act.void and act.role != "content":
            self._told = date
        return date

    def _in_the_day(self, act: Act) -> bool:
        """Whether an expression means the day of the report's own story: **earlier in** the day."""
        return act.phrase.reading.narrative and self.text[act.phrase.start : act.phrase.end].lower().endswith(" in the day")

    def _setting(self, passage: Passage, act: Act, date: Edtf | None, words: frozenset[str]) -> Setting:
        venue = self._surroundings(passage, act.sentence).venue | frozenset({act.event} - {""})
        exact = date is not None and (date.days or 1) <= 2
        span = Span(act.phrase.start, act.phrase.end)
        return Setting(date, act, span, self.steps[passage.index], words, venue, is_near(date, self._today), exact)

    def _surroundings(self, passage: Passage, sentence: int) -> Surroundings:
        place = (passage.index, sentence)
        known = self._around.get(place)
        if known is None:
            known = self._around[place] = Surroundings(passage, sentence)
        return known

    def _remember(self, passage: Passage, sentence: int, inside: Sequence[int]) -> None:
        """Who was last heard or named: whom the next “he” means, and who takes part in an occasion that was told just before."""
        stage = self._stage
        open_stage = stage is not None and (stage.act.role == "presence" or stage.act.event == "contest")
        shared = stage is not None and open_stage and self.steps[passage.index] - stage.block <= REACH
        named = self.cast.named(passage, *passage.sentences[sentence]) if shared or not inside else []
        if shared:
            unplaced = {self.cast.keys[n] for n in inside if self.found[n] is None}
            self._guests.update(key for i, key in named if key not in unplaced and not comments(passage, i))
        if inside:
            self._speaking = self.cast.keys[inside[-1]] or self._speaking
        elif named:
            self._speaking = named[0][1]

    def _recall(self, passage: Passage, sentence: int, alone: bool, quoting: bool) -> None:
        """“Moss made the remark during the debate”: an occasion that has its day already."""
        if not self._events and self._latest is None and not self._deeds:
            return  # nothing has its day yet
        around, block = self._surroundings(passage, sentence), self.steps[passage.index]
        setting = self._known(around.occasion, block) if around.occasion else None
        if setting is None and not quoting:
            setting = self._convened(around, block, around.addressed)
        if setting is not None:
            for _, key in self.cast.named(passage, *passage.sentences[sentence]):
                self._now.setdefault(key, setting)
            if alone or around.addressed:
                self._crowd = (setting, self.steps[passage.index])

    # -- the attribution's own clause ------------------------------------------------------------------------------------------

    def _direct(self, n: int, passage: Passage, settings: Sequence[Setting]) -> None:
        home, key = self.homes[n], self.cast.keys[n]
        near = nearest(settings, max(home.quote, *home.cue, -1) if home.cue else home.quote)
        bonds = [(bond(home, key, passage, setting.act, setting.date), -i) for i, setting in enumerate(near)]
        score, place = max(bonds, default=(0, 0))
        if not score:
            return
        setting = near[-place]
        if setting.date is None or (is_habit(home, passage) and setting.act.verb not in home.cue):
            self.closed.add(n)
        else:
            venue = self._surroundings(passage, home.sentence).venue
            self._give(n, setting, "relayed" if setting.act.relayed else "clause", venue)

    def _give(self, n: int, setting: Setting, rule: str, venue: frozenset[str]) -> None:
        self.found[n] = setting.dating(rule)
        key = self.cast.keys[n]
        block = self.steps[max(self.homes[n].block, self.passages.block_at(self.attributions[n].end - 1))]
        self._used[key] = (block, setting, venue)
        if rule != "same source" and (setting.near or not setting.act.told_of):
            self._now[key] = setting
            if setting.near and not setting.act.earlier:
                self._first.setdefault(key, setting)
        if not setting.near:
            self._far = (key, block)
        if (
            rule == "clause"
            and block <= LEAD
            and setting.near
            and setting.exact
            and self.cast.described[n]
            and not self._owned(n)
            and not self._unveiled_once
        ):
            self._veiled = setting
        self._floors.heard(setting, block)

    def _owned(self, n: int) -> bool:
        """Whether a source is somebody's of whom the report has told: **the building's superintendent**; not “a former clerk”."""
        mention = self.attributions[n].mention
        return mention is not None and any(mark in mention.of(self.text) for mark in ("'s ", "’s "))

    # -- scenes ------------------------------------------------------------------------------------------------------------------

    def _set(self, passage: Passage, setting: Setting, owners: set[str], cues: frozenset[int]) -> None:
        act, date = setting.act, setting.date
        if act.phrase.tense != "future":
            self._last = setting
        if act.event and date is not None and act.phrase.tense != "future":
            self._events[act.event] = setting
        self._floors.tell(passage, setting)
        if act.verb >= 0 and passage.lows[act.verb] in ("asked", "asks"):
            self._asked = setting, passage.index, act.sentence
        if text := _text_of(passage, act):
            self._texts[text] = setting
        if act.void or (act.role == "content" and act.verb not in cues) or of_object(passage, act):
            return
        if setting.near and setting.exact and sets_present(passage, act) and self._speaking:
            self._now[self._speaking] = self._first[self._speaking] = setting
        if act.role in ("act", "presence") and _happened(passage, act):
            self._tale = setting
        if act.event in ("statement", "writing") or act.role == "release":
            self._text = setting
        if setting.block <= _OPENING and setting.near and setting.exact and self._by_described(passage, act) and not self._heard:
            self._described = setting
        if act.fronted and not act.told_of and date is not None and act.phrase.preposition != "by":
            self._opened = setting
        if files(passage, act) and date is not None:
            self._filed = setting
        if setting.near and setting.exact and setting.block <= 2 and (family := deed_of(passage, act)):
            self._deeds.setdefault(family, setting)
        if act.phrase.preposition == "by":
            return  # By Sunday the sites had … is no scene
        self._floors.leave(setting)
        if (act.role == "act" and not setting.exact) or (act.told_of and not setting.near):
            return
        for key in self._keys(act, passage, owners):
            self._now[key] = setting
            if setting.near and not act.earlier and (act.role != "act" or setting.block <= 2):
                self._first.setdefault(key, setting)
        if setting.near and setting.exact:
            self._set_stage(passage, setting)

    def _by_described(self, passage: Passage, act: Act) -> bool:
        """Whether somebody reports whom the lead only describes: **a senior member of the cabinet** said on Friday."""
        if act.role != "report" or act.subject < 0 or act.doer not in ("definite", "other"):
            return False
        chunk = passage.chunks[act.subject]
        return read_role(self.text[chunk.start : chunk.end]) is not None

    def _set_stage(self, passage: Passage, setting: Setting) -> None:
        """An occasion of the report's own days that others may share."""
        act = setting.act
        if not act.earlier:
            self._latest = setting
            if self._opening is None and setting.block <= _OPENING:
                self._opening = setting
        if self._stage is not None and self._stage.date == setting.date:
            self._stage = self._stage._replace(block=setting.block)
            self._guests |= act.named
        if act.role in ("presence", "report"):
            if act.doer == "crowd":
                self._crowd = (setting, self.steps[passage.index])
            if setting.shared and (act.named or act.doer in ("definite", "crowd", "stranger")):
                self._stage, self._guests = setting, set(act.named)
        own_day = setting.block <= 2 and self._lead_day is None and setting.date == self.clock.edtf
        if own_day and self._surroundings(passage, act.sentence).sides:
            self._lead_day = setting

    def _keys(self, act: Act, passage: Passage, owners: set[str]) -> set[str]:
        """The speakers whose act it is."""
        keys = owners | act.doers
        if act.role == "presence" or act.relayed:
            keys |= act.named
        if not keys and act.role in ("report", "presence", "release"):
            if act.doer == "pronoun":
                keys = {self._speaking}
            elif act.doer == "definite" and act.role != "release" and act.event != "writing":
                keys = {self._next_speaker(passage.index)}
            elif act.doer == "stranger":
                keys = {self._voice(passage, act)}
        return keys - {""}

    def _next_speaker(self, block: int) -> str:
        """“the former governor said …” is said of the one who is quoted next."""
        n = self._next(block)
        return self.cast.keys[n] if n >= 0 else ""

    def _voice(self, passage: Passage, act: Act) -> str:
        """Who is quoted next, if he speaks for the body that acts: **The Red Mill** denied it. “…,” chief executive Ann Moss said."""
        n = self._next(passage.index)
        body = passage.lows[passage.chunks[act.subject].first : passage.chunks[act.subject].last] if act.subject >= 0 else []
        return self.cast.keys[n] if n >= 0 and self.cast.speaks_for(n, body) else ""

    def _next(self, block: int) -> int:
        """The first attribution of a block or the one behind it; -1 for none."""
        n = bisect_left(self.homes, block, key=lambda home: home.block)
        return n if n < len(self.homes) and self.homes[n].block <= block + 1 else -1

    def _carry(self, n: int, passage: Passage) -> None:
        key, home = self.cast.keys[n], self.homes[n]
        if at_that_time(home, passage) or out_of_time(home, passage):
            then = self._told_before(key, home, passage)
            if then is not None and then.date is not None:
                self._give(n, then, "same source", frozenset())
            elif not (self.steps[home.block] <= 1 and has_just(home, passage)):
                self.closed.add(n)
            return
        if inside_text(home, passage):
            self.closed.add(n)
            return
        around = self._surroundings(passage, home.sentence)
        if home.sentence and self._surroundings(passage, home.sentence - 1).abroad:
            around = Surroundings(passage, home.sentence, abroad=True)
        venue, block = around.venue, self.steps[home.block]
        setting = self._at_night(n) or self._turn(n) or self._answered(home, passage)
        tale = self._narrated(key, home, passage)
        if setting is None and tale is not None:
            self.found[n] = tale.dating("occasion")
            return
        if setting is not None:
            self._give(n, setting, "occasion", venue)
            return
        floor = self._floors.told_in(block, self._now.get(key))
        if floor is not None and not leads_away(home, passage, around, floor):
            self._give(n, floor, "occasion", venue)
            return
        setting = self._own_scene(key, block, venue | hearers(home, passage))
        written = self.cast.is_document(key)
        if setting is not None and not setting.near and not written and (is_now(home, passage) or answers(home, passage)):
            # In 2014 Moss warned … “We wrote it twice,” Moss says. Had he called it mad in May? “Never,” he replied.
            setting = self._first.get(key)
            if setting is None or not setting.exact:
                return
        if setting is None and written:
            setting = self._document_scene(key, block)
        if setting is not None:
            if self._moved(venue, setting, key, block):
                self.closed.add(n)
            elif setting.date is not None:
                self._give(n, setting, "same source", venue)
            return
        if written and not around.occasion:
            return  # a text is nobody who takes part
        setting = self._named_now(n, block) or self._unveiled(n, block) or self._shared_scene(n, passage, key, around)
        if setting is not None:
            self._give(n, setting, "occasion", venue or frozenset({around.occasion} - {""}))
            return
        floor = self._floors.take(home, passage, around, block) or self._before_body(home, passage, block)
        floor = floor or self._spoken_for(n, block) or self._convened(around, block, around.gathering or around.occasion)
        if floor is not None:
            self._give(n, floor, "occasion", venue)
        elif self._lead_day is not None and around.medium:
            self._give(n, self._lead_day, "same day", venue)


def _happened(passage: Passage, act: Act) -> bool:
    """Whether an act is told as one that took place: Moss climbed the pier, was seen there; not “the ferry doesn't sail in winter”."""
    if act.verb < 1:
        return False
    return passage.tags[act.verb] == "V" or passage.lows[act.verb - 1] in ("was", "were", "had")


def _text_of(passage: Passage, act: Act) -> str:
    """The noun of the text that an act gives its day to: the May 4 **cable**; last June came a **letter**."""
    behind = passage.lows[act.phrase.last : act.phrase.last + 2]
    owned = next((low for low in behind if low != ","), "")
    if owned in words_of("groups", "documents"):
        return owned
    head = passage.lows[passage.chunks[act.subject].head] if act.subject >= 0 and act.role == "act" else ""
    return head if head in words_of("groups", "documents") else ""
