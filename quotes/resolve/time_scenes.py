"""From the acts that sentences date to the day of each attribution: whose day it is, and how long it lasts.

The day told in the attribution's own clause comes first. Else the words belong to the last occasion on which their source was
seen or heard: the report says “on Thursday” once and quotes on. A look back (*in June he had called it …*) lasts while the
quotations follow each other, and then the report's own day is in force again. Others share an occasion if the text says that they
take part in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import regex

from quotes.model import Attribution
from quotes.resolve.acts import Act, read_acts
from quotes.resolve.cast import Cast
from quotes.resolve.clock import Clock
from quotes.resolve.edtf import Edtf
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.temporal import has_time, resolve_time
from quotes.resolve.time_bonds import (
    Home,
    bond,
    hearers,
    known_occasion,
    names_medium,
    of_object,
    out_of_time,
    own_venue,
    verb_class,
)
from quotes.span import Span

__all__ = ["Dating", "TimeScenes"]

LEAD = 6
"""How many blocks from the first on count as the lead, which may quote first and say when later."""
NEAR = 9
"""How many days before publication still belong to the report's own story."""
REACH = 4
"""How many blocks on an occasion still takes in others who share it."""

_WORD = regex.compile(r"\w++")
_TONIGHT = regex.compile(r"\btonight\b", regex.IGNORECASE)
_NIGHT = regex.compile(r"night|evening", regex.IGNORECASE)


class Dating(NamedTuple):
    """The day of an attribution: the date, the words that told it, the rule that tied them to it, and the act that they date."""

    date: Edtf
    span: Span
    rule: str
    act: Act


class Setting(NamedTuple):
    """An occasion in force: its date, the act that told it, where, the words of its sentence, whether it is of the report's own
    days.
    """

    date: Edtf | None
    act: Act
    span: Span
    block: int
    words: frozenset[str]
    near: bool

    @property
    def exact(self) -> bool:
        """Whether its date is a day, or a weekend."""
        return self.date is not None and (self.date.days or 1) <= 2

    @property
    def shared(self) -> bool:
        """Whether several people speak on such an occasion."""
        return self.act.role == "presence" or self.act.event in ("contest", "assembly", "press")


class TimeScenes:
    """The days of one document's attributions."""

    def __init__(self, text: str, passages: Passages, attributions: Sequence[Attribution], clock: Clock) -> None:
        self.text, self.passages, self.attributions, self.clock = text, passages, attributions, clock
        self.cast = Cast(text, attributions)
        self.homes = [self._home(attribution) for attribution in attributions]
        self.found: list[Dating | None] = [None] * len(attributions)
        self.closed: set[int] = set()
        self._told: Edtf | None = None
        self._speaking = ""
        self._now: dict[str, Setting] = {}
        self._first: dict[str, Setting] = {}
        self._stage: Setting | None = None
        self._guests: set[str] = set()
        self._events: dict[str, Setting] = {}
        self._opened: Setting | None = None
        self._crowd: tuple[Setting, int] | None = None
        self._latest: Setting | None = None
        self._lead_day: Setting | None = None
        self._used: dict[str, tuple[int, Setting, frozenset[str]]] = {}
        self._heard: set[str] = set()
        self._far: tuple[str, int] = ("", -9)

    def datings(self) -> list[Dating | None]:
        """The day of each attribution, in order, None where nothing tells it."""
        members: dict[int, list[int]] = defaultdict(list)
        for n, home in enumerate(self.homes):
            members[home.block].append(n)
        blocks = self.passages.blocks
        for number in range(min(len(blocks), max(max(members, default=-1) + 1, LEAD))):
            timed = has_time(self.text, blocks[number].body, blocks[number].end)
            if timed or number in members or self._awaits(number):
                self._read(number, members.get(number, []), timed)
        self._look_back()
        self._echo()
        self._sharpen()
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

    def _awaits(self, number: int) -> bool:
        """Whether a block may name those who share an occasion that was told just before."""
        settings = [self._stage, *self._events.values()]
        return any(setting is not None and number - setting.block <= REACH + 2 for setting in settings)

    def _read(self, number: int, members: Sequence[int], timed: bool) -> None:
        passage = self.passages.passage(number)
        acts = read_acts(passage, self.cast) if timed else []
        self._opened = None
        for sentence in range(len(passage.sentences)):
            own = [act for act in acts if act.sentence == sentence]
            inside = [n for n in members if self.homes[n].sentence == sentence]
            self._sentence(passage, sentence, own, inside)

    def _sentence(self, passage: Passage, sentence: int, acts: Sequence[Act], inside: Sequence[int]) -> None:
        dates = [self._date(act) for act in acts]
        for n in inside:
            self._direct(n, passage, acts, dates)
        for act, date in zip(acts, dates, strict=True):
            self._set(passage, act, date, inside)
        if not acts:
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

    def _remember(self, passage: Passage, sentence: int, inside: Sequence[int]) -> None:
        """Who was last heard or named: whom the next “he” means, and who takes part in an occasion that was told just before."""
        named = [key for _, key in self.cast.named(passage, *passage.sentences[sentence])]
        stage = self._stage
        if stage is not None and stage.act.role == "presence" and passage.index - stage.block <= REACH:
            unplaced = {self.cast.keys[n] for n in inside if self.found[n] is None}
            self._guests.update(key for key in named if key not in unplaced)
        if inside:
            self._speaking = self.cast.keys[inside[-1]] or self._speaking
        elif named:
            self._speaking = named[0]

    def _recall(self, passage: Passage, sentence: int) -> None:
        """“Moss made the remark during the debate”: an occasion that has its day already."""
        setting = self._events.get(known_occasion(passage, sentence))
        if setting is not None:
            for _, key in self.cast.named(passage, *passage.sentences[sentence]):
                self._now.setdefault(key, setting)
            self._crowd = (setting, passage.index)

    # -- the attribution's own clause ------------------------------------------------------------------------------------------

    def _direct(self, n: int, passage: Passage, acts: Sequence[Act], dates: Sequence[Edtf | None]) -> None:
        bonds = [
            (bond(self.homes[n], self.cast.keys[n], passage, act, date), -i)
            for i, (act, date) in enumerate(zip(acts, dates, strict=True))
        ]
        score, place = max(bonds, default=(0, 0))
        if not score:
            return
        act, date = acts[-place], dates[-place]
        if date is None:
            self.closed.add(n)
        else:
            rule = "relayed" if act.relayed else "clause"
            self._give(n, self._setting(passage, act, date), rule, own_venue(self.homes[n], passage))

    def _give(self, n: int, setting: Setting, rule: str, venue: frozenset[str] = frozenset()) -> None:
        if setting.date is None:
            return
        self.found[n] = Dating(setting.date, setting.span, rule, setting.act)
        key = self.cast.keys[n]
        block = max(self.homes[n].block, self.passages.block_at(self.attributions[n].end - 1))
        self._used[key] = (block, setting, venue)
        if rule != "same source":
            self._now[key] = setting
            if setting.near:
                self._first.setdefault(key, setting)
        if not setting.near:
            self._far = (key, block)

    # -- scenes ------------------------------------------------------------------------------------------------------------------

    def _set(self, passage: Passage, act: Act, date: Edtf | None, inside: Sequence[int]) -> None:
        setting = self._setting(passage, act, date)
        if act.event and date is not None:
            self._events[act.event] = setting
        cued = any(act.verb in self.homes[n].cue for n in inside)
        if act.void or (act.role == "content" and not cued) or of_object(passage, act):
            return
        if act.fronted and date is not None:
            self._opened = setting
        if act.role == "act" and not setting.exact:
            return
        if setting.near and setting.exact:
            self._latest = setting
            if self._stage is not None and self._stage.date == date:
                self._stage = self._stage._replace(block=passage.index)
                self._guests |= act.named
        for key in self._keys(act, passage, inside):
            self._now[key] = setting
            if setting.near and (act.role != "act" or passage.index <= 2):
                self._first.setdefault(key, setting)
        if not setting.near or not setting.exact:
            return
        if act.role in ("presence", "report") and act.doer == "crowd":
            self._crowd = (setting, passage.index)
        if act.role in ("presence", "report") and setting.shared and (act.named or act.doer in ("definite", "crowd", "stranger")):
            self._stage, self._guests = setting, set(act.named)
        if passage.index <= 2 and self._lead_day is None and date == self.clock.edtf:
            self._lead_day = setting

    def _keys(self, act: Act, passage: Passage, inside: Sequence[int]) -> set[str]:
        """The speakers whose act it is."""
        keys = set(act.doers)
        if act.role == "presence" or act.relayed:
            keys |= act.named
        for n in inside:
            dating = self.found[n]
            if dating is not None and dating.act is act:
                keys.add(self.cast.keys[n])
        if not keys and act.role in ("report", "presence", "release"):
            if act.doer == "pronoun" and self._speaking:
                keys.add(self._speaking)
            elif act.doer == "definite" and act.role != "release":
                keys |= self._next_speaker(passage)
        return keys - {""}

    def _next_speaker(self, passage: Passage) -> set[str]:
        """“the former governor said …” is said of the one who is quoted next."""
        for n, home in enumerate(self.homes):
            if home.block >= passage.index:
                return {self.cast.keys[n]} if home.block <= passage.index + 1 else set()
        return set()

    def _setting(self, passage: Passage, act: Act, date: Edtf | None) -> Setting:
        first, last = passage.sentences[act.sentence]
        words = frozenset(low for low in passage.lows[first:last] if len(low) > 2)
        span = Span(act.phrase.start, act.phrase.end)
        return Setting(date, act, span, passage.index, words, date is not None and self._is_near(date))

    def _is_near(self, date: Edtf) -> bool:
        clock = self.clock.edtf
        if clock is None or clock.known_day is None or date.bounds[0] is None:
            return True
        return (clock.known_day - date.bounds[0]).days <= NEAR

    def _carry(self, n: int, passage: Passage) -> None:
        key, home = self.cast.keys[n], self.homes[n]
        if out_of_time(home, passage):
            self.closed.add(n)
            return
        venue = own_venue(home, passage)
        setting = self._at_night(n) or self._turn(n)
        if setting is not None:
            self._give(n, setting, "occasion")
            return
        setting = self._own_scene(key, home.block, venue | hearers(home, passage))
        if setting is not None:
            if self._moved(venue, setting, key, home.block):
                self.closed.add(n)
            else:
                self._give(n, setting, "same source", venue)
            return
        setting = self._shared_scene(n, passage, key, venue)
        if setting is not None:
            self._give(n, setting, "occasion", venue or frozenset({known_occasion(passage, home.sentence)} - {""}))
        elif self._lead_day is not None and names_medium(home, passage):
            self._give(n, self._lead_day, "same day", venue)

    def _at_night(self, n: int) -> Setting | None:
        """“We won tonight” was said on the night that the report tells of."""
        attribution = self.attributions[n]
        if not any(_TONIGHT.search(self.text, segment.start, segment.end) for segment in attribution.segments):
            return None
        nights = [setting for setting in self._events.values() if _NIGHT.search(setting.span.of(self.text))]
        return max(nights, key=lambda setting: setting.block, default=None)

    def _turn(self, n: int) -> Setting | None:
        """A turn of a transcript, its speaker's label inside the marks, is of the occasion that the report opens with."""
        attribution = self.attributions[n]
        mention = attribution.mention
        inside = mention is not None and any(0 <= mention.start - segment.start <= 3 for segment in attribution.segments)
        return self._latest if inside else None

    def _own_scene(self, key: str, block: int, venue: frozenset[str]) -> Setting | None:
        """The scene of a source: the last one, or the report's own after a look back."""
        setting = self._now.get(key)
        if setting is None or not key:
            return None
        used = self._used.get(key)
        last = max(setting.block, used[0]) if used is not None and used[1].span == setting.span else setting.block
        follows = block - last <= 1
        if setting.date is None:
            return setting if setting.block == block else self._first.get(key)
        if follows or (venue & setting.words):
            return setting
        lasting = (
            setting
            if setting.near and setting.exact and (setting.act.role != "act" or setting.block <= 2)
            else self._first.get(key)
        )
        if lasting is None or not lasting.exact:
            return None
        # Another's look back is being told, and this source speaks of it: nobody knows when.
        amid = self._far[0] not in ("", key) and lasting.block < self._far[1] and block - self._far[1] <= 1
        return None if amid else lasting

    def _shared_scene(self, n: int, passage: Passage, key: str, venue: frozenset[str]) -> Setting | None:
        home, stage = self.homes[n], self._stage
        family = known_occasion(passage, home.sentence)
        if family and family in self._events:
            return self._events[family]
        if family and stage is not None and (family in stage.act.events or stage.act.role == "presence"):
            return stage
        if venue and not (stage is not None and venue & stage.words):
            return None
        opened = self._opened
        if (
            opened is not None
            and key not in self._heard
            and (opened.block, opened.act.sentence + 1) == (home.block, home.sentence)
        ):
            return opened
        if stage is not None and (key in self._guests or (stage.act.role == "presence" and stage.block == home.block)):
            return stage
        joins = any(verb_class(passage, i) == "add" for i in home.cue)
        if joins and stage is not None and stage.act.role == "presence" and home.block - stage.block <= REACH:
            return stage
        crowd = self._crowd
        if crowd is None or key in self._heard or home.block - crowd[1] > 1:
            return None
        self._crowd = (crowd[0], home.block)
        return crowd[0]

    def _moved(self, venue: frozenset[str], setting: Setting, key: str, block: int) -> bool:
        """Whether the source speaks somewhere else now than in the scene that it was last heard in."""
        if not venue or venue & setting.words:
            return False
        used = self._used.get(key)
        if used is not None and used[2] == venue:
            return False
        if setting.act.events or (used is not None and used[2]):
            return True
        # A paragraph on, “Moss said in a statement” tells how he said it.
        return used is not None and used[0] >= setting.block and block - used[0] > 1

    # -- the lead quotes first and says when later

    def _look_back(self) -> None:
        for n, home in enumerate(self.homes):
            setting = self._first.get(self.cast.keys[n])
            if self.found[n] is not None or n in self.closed or home.block >= LEAD or setting is None or not setting.exact:
                continue
            if home.block <= 1 or setting.block - home.block <= 2:
                self._give(n, setting, "lead")

    def _echo(self) -> None:
        """The same words of the same source, quoted twice, were said once."""
        said = [" ".join(_WORD.findall(self.text[a.start : a.end].lower())) for a in self.attributions]
        for n, words in enumerate(said):
            if self.found[n] is None and n not in self.closed and " " in words:
                for m, dating in enumerate(self.found):
                    if dating is not None and self.cast.keys[m] == self.cast.keys[n] and words in said[m]:
                        self.found[n] = dating._replace(rule="echo")
                        break

    def _sharpen(self) -> None:
        """“this weekend”, and a paragraph on “on Saturday night”: the day is the better answer."""
        for n, dating in enumerate(self.found):
            if dating is None or dating.date.known_day is not None:
                continue
            for m in range(max(0, n - 1), min(len(self.found), n + 4)):
                other = self.found[m]
                if other is None or self.cast.keys[m] != self.cast.keys[n] or abs(self.homes[m].block - self.homes[n].block) > 6:
                    continue
                day = other.date.known_day
                if day is not None and dating.date.fits(day):
                    self.found[n] = dating._replace(date=other.date, span=other.span, act=other.act)
                    break
