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

from quotes.model import Attribution
from quotes.resolve.acts import Act, deed_of, documents, family_of, files, read_acts
from quotes.resolve.cast import Cast
from quotes.resolve.clock import Clock
from quotes.resolve.edtf import Edtf
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.temporal import has_time, resolve_time
from quotes.resolve.time_bonds import (
    Home,
    Surroundings,
    bond,
    comments,
    had_said,
    hearers,
    joins,
    of_object,
    out_of_time,
    surroundings,
)
from quotes.resolve.time_echoes import LEAD, echo, look_back, sharpen
from quotes.resolve.time_floors import Floors, are_at_odds, at_that_time
from quotes.resolve.time_settings import Dating, Setting, is_near, nearest
from quotes.span import Span

__all__ = ["TimeScenes"]

REACH = 4
"""How many blocks on an occasion still takes in others who share it."""
BEFORE = 2
"""How many blocks before a quotation's own are read for its scene; those of the lead always are."""
_TONIGHT = regex.compile(r"\btonight\b", regex.IGNORECASE)
_NIGHT = regex.compile(r"night|evening", regex.IGNORECASE)
_WORD = regex.compile(r"\w++")

_Dated = tuple[Act, Edtf | None]


class TimeScenes:
    """The days of one document's attributions."""

    def __init__(self, text: str, passages: Passages, attributions: Sequence[Attribution], clock: Clock) -> None:
        self.text, self.passages, self.attributions, self.clock = text, passages, attributions, clock
        self.cast = Cast(text, attributions)
        self.homes = [self._home(attribution) for attribution in attributions]
        self.steps = passages.steps(frozenset(home.block for home in self.homes))
        self.found: list[Dating | None] = [None] * len(attributions)
        self.closed: set[int] = set()
        self._around: dict[tuple[int, int], Surroundings] = {}
        self._today = clock.edtf.known_day if clock.edtf is not None else None
        self._told: Edtf | None = None
        self._speaking = ""
        self._now: dict[str, Setting] = {}
        self._first: dict[str, Setting] = {}
        self._used: dict[str, tuple[int, Setting, frozenset[str]]] = {}
        self._heard: set[str] = set()
        self._far: tuple[str, int] = ("", -9)
        self._stage: Setting | None = None
        self._guests: set[str] = set()
        self._crowd: tuple[Setting, int] | None = None
        self._events: dict[str, Setting] = {}
        self._opened: Setting | None = None
        self._filed: Setting | None = None
        self._latest: Setting | None = None
        self._lead_day: Setting | None = None
        self._deeds: dict[str, Setting] = {}
        self._floors = Floors()
        self._last: Setting | None = None

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

    def _home(self, attribution: Attribution) -> Home:
        anchor = attribution.cue or attribution.mention or attribution.segments[0]
        passage = self.passages.at(anchor[0])
        if not passage.tokens:
            return Home(passage.index, 0, -1, frozenset(), -1)
        token = min(passage.token_at(anchor[0]), len(passage.tokens) - 1)
        cue, count = attribution.cue, len(passage.tokens)
        cues = range(passage.token_at(cue.start), min(count, passage.token_at(cue.end - 1) + 1)) if cue else ()
        mention = passage.token_at(attribution.mention.start) if attribution.mention else -1
        quote = passage.token_at(attribution.start) if passage.block.start <= attribution.start < passage.block.end else -1
        return Home(passage.index, passage.sentence_at[token], mention if mention < count else -1, frozenset(cues), quote)

    def _awaited(self, number: int) -> bool:
        """Whether a block without quotation or time goes on with an occasion that was told just before, or names who may share it."""
        settings = [self._stage, *self._events.values()]
        if not any(setting is not None and self.steps[number] - setting.block <= REACH + 2 for setting in settings):
            return False
        block = self.passages.blocks[number]
        words = _WORD.findall(self.text, block.body, block.end)
        return self.cast.meets(words) or any(family_of(word) in self._events for word in words)

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
        dated = [(act, self._date(act)) for act in acts]
        words = (
            frozenset(low for low in passage.lows[slice(*passage.sentences[sentence])] if len(low) > 2) if acts else frozenset()
        )
        settings = [self._setting(passage, act, date, words) for act, date in dated]
        for n in inside:
            self._direct(n, passage, settings)
        owners: dict[int, set[str]] = defaultdict(set)
        for n in inside:
            dating = self.found[n]
            if dating is not None:
                owners[dating.act.phrase.start].add(self.cast.keys[n])
        cues = frozenset[int]().union(*(self.homes[n].cue for n in inside))
        for setting in settings:
            self._set(passage, setting, owners.get(setting.span.start, set()), cues)
        if all(act.void or act.role == "content" for act in acts):
            self._recall(passage, sentence)
        for n in inside:
            if self.found[n] is None and n not in self.closed:
                self._carry(n, passage)
            if passage.block.kind not in ("headline", "standfirst"):
                self._heard.add(self.cast.keys[n])
        self._remember(passage, sentence, inside)

    def _date(self, act: Act) -> Edtf | None:
        date = resolve_time(act.phrase, self.clock.edtf, self._told, act.phrase.tense or "past")
        if date is not None and not act.void and act.role != "content":
            self._told = date
        return date

    def _setting(self, passage: Passage, act: Act, date: Edtf | None, words: frozenset[str]) -> Setting:
        venue = self._surroundings(passage, act.sentence).venue | frozenset({act.event} - {""})
        exact = date is not None and (date.days or 1) <= 2
        span = Span(act.phrase.start, act.phrase.end)
        return Setting(date, act, span, self.steps[passage.index], words, venue, is_near(date, self._today), exact)

    def _surroundings(self, passage: Passage, sentence: int) -> Surroundings:
        place = (passage.index, sentence)
        known = self._around.get(place)
        if known is None:
            known = self._around[place] = surroundings(passage, sentence)
        return known

    def _remember(self, passage: Passage, sentence: int, inside: Sequence[int]) -> None:
        """Who was last heard or named: whom the next “he” means, and who takes part in an occasion that was told just before."""
        named = self.cast.named(passage, *passage.sentences[sentence])
        stage = self._stage
        open_stage = stage is not None and (stage.act.role == "presence" or stage.act.event == "contest")
        if stage is not None and open_stage and self.steps[passage.index] - stage.block <= REACH:
            unplaced = {self.cast.keys[n] for n in inside if self.found[n] is None}
            self._guests.update(key for i, key in named if key not in unplaced and not comments(passage, i))
        if inside:
            self._speaking = self.cast.keys[inside[-1]] or self._speaking
        elif named:
            self._speaking = named[0][1]

    def _recall(self, passage: Passage, sentence: int) -> None:
        """“Moss made the remark during the debate”: an occasion that has its day already."""
        occasion = self._surroundings(passage, sentence).occasion
        setting = self._known(occasion, self.steps[passage.index]) if occasion else None
        if setting is not None:
            for _, key in self.cast.named(passage, *passage.sentences[sentence]):
                self._now.setdefault(key, setting)
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
        if setting.date is None:
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
        self._floors.heard(setting, block)

    # -- scenes ------------------------------------------------------------------------------------------------------------------

    def _set(self, passage: Passage, setting: Setting, owners: set[str], cues: frozenset[int]) -> None:
        act, date = setting.act, setting.date
        if act.phrase.tense != "future":
            self._last = setting
        if act.event and date is not None and act.phrase.tense != "future":
            self._events[act.event] = setting
        self._floors.tell(passage, setting)
        if act.void or (act.role == "content" and act.verb not in cues) or of_object(passage, act):
            return
        if act.fronted and date is not None and act.phrase.preposition != "by":
            self._opened = setting
        if files(passage, act) and date is not None:
            self._filed = setting
        if setting.near and setting.exact and setting.block <= 2 and (family := deed_of(passage, act)):
            self._deeds.setdefault(family, setting)
        self._floors.leave(setting)
        if (act.role == "act" and not setting.exact) or (act.told_of and not setting.near):
            return
        for key in self._keys(act, passage, owners):
            self._now[key] = setting
            if setting.near and not act.earlier and (act.role != "act" or setting.block <= 2):
                self._first.setdefault(key, setting)
        if setting.near and setting.exact:
            self._set_stage(passage, setting)

    def _set_stage(self, passage: Passage, setting: Setting) -> None:
        """An occasion of the report's own days that others may share."""
        act = setting.act
        self._latest = setting
        if self._stage is not None and self._stage.date == setting.date:
            self._stage = self._stage._replace(block=setting.block)
            self._guests |= act.named
        if act.role in ("presence", "report"):
            if act.doer == "crowd":
                self._crowd = (setting, self.steps[passage.index])
            if setting.shared and (act.named or act.doer in ("definite", "crowd", "stranger")):
                self._stage, self._guests = setting, set(act.named)
        if setting.block <= 2 and self._lead_day is None and setting.date == self.clock.edtf and are_at_odds(passage, act):
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
        return keys - {""}

    def _next_speaker(self, block: int) -> str:
        """“the former governor said …” is said of the one who is quoted next."""
        n = bisect_left(self.homes, block, key=lambda home: home.block)
        return self.cast.keys[n] if n < len(self.homes) and self.homes[n].block <= block + 1 else ""

    def _carry(self, n: int, passage: Passage) -> None:
        key, home = self.cast.keys[n], self.homes[n]
        if at_that_time(home, passage) or out_of_time(home, passage):
            then = self._told_before(key, home, passage)
            if then is not None and then.date is not None:
                self._give(n, then, "same source", frozenset())
            else:
                self.closed.add(n)
            return
        around = self._surroundings(passage, home.sentence)
        venue, block = around.venue, self.steps[home.block]
        setting = self._at_night(n) or self._turn(n)
        if setting is not None:
            self._give(n, setting, "occasion", venue)
            return
        setting = self._own_scene(key, block, venue | hearers(home, passage))
        if setting is None and self.cast.head(key) in documents():
            setting = self._document_scene(key, block)
        if setting is not None:
            if self._moved(venue, setting, key, block):
                self.closed.add(n)
            elif setting.date is not None:
                self._give(n, setting, "same source", venue)
            return
        setting = self._shared_scene(n, passage, key, around)
        if setting is not None:
            self._give(n, setting, "occasion", venue or frozenset({around.occasion} - {""}))
            return
        floor = self._floors.take(home, passage, around, block)
        if floor is not None:
            self._give(n, floor, "occasion", venue)
        elif self._lead_day is not None and around.medium:
            self._give(n, self._lead_day, "same day", venue)

    def _told_before(self, key: str, home: Home, passage: Passage) -> Setting | None:
        """The time that a look back means: Moss said **at the time**; a remark made by Moss on Sunday: Moss **had said** …"""
        block = self.steps[home.block]
        if at_that_time(home, passage):
            return self._last if self._last is not None and block - self._last.block <= 1 else None
        told = self._now.get(key) if had_said(home, passage) else None
        return told if told is not None and told.block == block and told.act.role in ("presence", "release") else None

    def _at_night(self, n: int) -> Setting | None:
        """“We won tonight” was said on the night that the report tells of."""
        if not any(_TONIGHT.search(self.text, *segment) for segment in self.attributions[n].segments):
            return None
        nights = [setting for setting in self._events.values() if _NIGHT.search(setting.span.of(self.text))]
        latest = (
            self._latest if self._latest is not None and self.steps[self.homes[n].block] - self._latest.block <= REACH else None
        )
        return max(nights, key=lambda setting: setting.block, default=latest)

    def _turn(self, n: int) -> Setting | None:
        """A turn of a transcript, its speaker's label inside the marks, is of the occasion that the report opens with."""
        mention = self.attributions[n].mention
        if mention is None or not any(0 <= mention.start - segment.start <= 3 for segment in self.attributions[n].segments):
            return None
        return self._latest

    def _own_scene(self, key: str, block: int, venue: frozenset[str]) -> Setting | None:
        """The scene of a source: the last one, or the report's own after a look back."""
        setting = self._now.get(key)
        if setting is None or not key:
            return None
        if setting.date is None:
            return setting if setting.block == block else self._first.get(key)
        used = self._used.get(key)
        last = max(setting.block, used[0]) if used is not None and used[1].span == setting.span else setting.block
        if block - last <= 1 or venue & setting.words:
            return setting
        lasting = setting if setting.lasting else self._first.get(key)
        if lasting is None or not lasting.exact:
            return None
        # Another's look back is being told, and this source speaks of it: nobody knows when.
        amid = self._far[0] not in ("", key) and lasting.block < self._far[1] and block - self._far[1] <= 1
        return None if amid else lasting

    def _document_scene(self, key: str, block: int) -> Setting | None:
        """A document is of the day that its body was last heard, or of the deed that it comes with: charged him on Monday."""
        setting = self._own_scene(self.cast.issuer(key), block, frozenset())
        if setting is None and self._filed is not None and block - self._filed.block <= 2:
            return self._filed
        return setting

    def _shared_scene(self, n: int, passage: Passage, key: str, around: Surroundings) -> Setting | None:
        """The scene of somebody who was not seen or heard before: the occasion that he takes part in."""
        home, stage, family = self.homes[n], self._stage, around.occasion
        block = self.steps[home.block]
        known = self._known(family, block) if family else None
        if known is not None:
            return known
        if stage is not None and family and (family in stage.act.events or stage.act.role == "presence"):
            return stage
        crowd = self._crowd
        if crowd is not None and (key in self._heard or block - crowd[1] > 1):
            crowd = None
        reacts = crowd is not None and crowd[0].act.role == "presence"  # leaders reacted: each in a way of his own
        if around.venue and not reacts and not (stage is not None and around.venue & stage.words):
            return None
        if family == "encounter" and self._latest is not None and block - self._latest.block <= REACH:
            return self._latest  # said after the match
        opened = self._opened
        if opened is not None and key not in self._heard and (opened.block, opened.act.sentence + 1) == (block, home.sentence):
            return opened
        if stage is not None and stage.act.role == "presence":
            near = block - stage.block <= REACH and joins(home, passage)
            if key in self._guests or stage.block == block or near:
                return stage
        if stage is not None and key in self._guests:
            return stage
        if crowd is None:
            return None
        self._crowd = (crowd[0], block)
        return crowd[0]

    def _known(self, family: str, block: int) -> Setting | None:
        """The occasion that a sentence takes for known: one that has its day already; at the same function, the last one; at **the
        ceremony**, the deed that the report opens with: the wing opened on Monday.
        """
        if family in self._events:
            return self._events[family]
        last = self._latest if family == "same" else self._deeds.get(family)
        return last if last is not None and block - last.block <= REACH else None

    def _moved(self, venue: frozenset[str], setting: Setting, key: str, block: int) -> bool:
        """Whether the source speaks somewhere else now than in the scene that it was last heard in."""
        if not venue or venue & setting.words:
            return False
        used = self._used.get(key)
        if used is not None and used[2] == venue:
            return False
        if setting.venue or (used is not None and used[2]):
            return True
        if setting.act.role not in ("report", "release") and setting.block > 2:
            return True
        # A paragraph on, “Moss said in a statement” tells how he said it.
        return used is not None and used[0] >= setting.block and block - used[0] > 1
