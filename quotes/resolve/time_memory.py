"""What a document has told so far, and the scene that each source is in: what the day of an attribution is taken from.

A scene is where somebody was last seen or heard. It lasts while the report goes on with it; a look back lasts while the quotations
follow each other; others share an occasion if the text says that they take part.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from quotes.model import Attribution
from quotes.resolve.act_words import event_at, retold
from quotes.resolve.cast import Cast
from quotes.resolve.clock import Clock
from quotes.resolve.edtf import Edtf
from quotes.resolve.gazetteer import words_of
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.surroundings import GATHERINGS, HEARD, Surroundings
from quotes.resolve.time_bonds import Home, answers, bodies_told, had_said, joins, judges, to_listeners
from quotes.resolve.time_echoes import LEAD
from quotes.resolve.time_floors import Floors, at_that_time, is_voiced
from quotes.resolve.time_settings import Dating, Setting

__all__ = ["REACH", "TimeMemory"]

STORY = 12
"""How many blocks on a body is still before which the report opens."""
REACH = 4
"""How many blocks on an occasion still takes in others who share it."""
_STEM = 4
"""Characters that a verb shares with its noun: *vote*, *voted*."""
_MADE = 1200  # characters from a lead to the name of who did what it tells
_HEAD = 10
_NAME = 60
_TONIGHT = regex.compile(r"\btonight\b", regex.IGNORECASE)
_NIGHT = regex.compile(r"night|evening", regex.IGNORECASE)


class TimeMemory:
    """The occasions that one document has told of, and its attributions as far as they have their day."""

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
        self._opening: Setting | None = None
        self._lead_day: Setting | None = None
        self._deeds: dict[str, Setting] = {}
        self._floors = Floors()
        self._last: Setting | None = None
        self._asked: tuple[Setting, int, int] | None = None
        self._veiled: Setting | None = None
        self._unveiled_once = False
        self._described: Setting | None = None
        self._tale: Setting | None = None
        self._text: Setting | None = None
        self._texts: dict[str, Setting] = {}

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

    def _told_before(self, key: str, home: Home, passage: Passage) -> Setting | None:
        """The time that a look back means: Moss said **at the time**; a remark made by Moss on Sunday: Moss **had said** …"""
        block = self.steps[home.block]
        if at_that_time(home, passage):
            if self._last is not None and block - self._last.block <= 1:
                return self._last
            own = self._now.get(key)
            return own if own is not None and not own.near else None
        told = self._now.get(key) if had_said(home, passage) else None
        return told if told is not None and told.block == block and told.act.role in ("presence", "release") else None

    def _unveiled(self, n: int, block: int) -> Setting | None:
        """The scene of the one whom the lead only described, when he is named: the mayor made a demand …; “…,” Ann Moss said."""
        veiled = self._veiled
        if veiled is None or self.cast.described[n] or self.cast.keys[n] in self._heard:
            return None
        self._veiled, self._unveiled_once = None, True
        start = veiled.span.end
        near = block - veiled.block <= REACH and (self.cast.unexplained(self.text, n, start) or self._voiced(n, start))
        return veiled if near else None

    def _named_now(self, n: int, block: int) -> Setting | None:
        """The scene of the one whom the lead only described, when he is the first to be named: a former clerk told the board …; “…,” Ann
        Moss said."""
        described, self._described = self._described, None
        if described is None or not 0 < block - described.block <= 2 or self._heard:
            return None
        return described if self.cast.keys[n] and not self.cast.described[n] else None

    def _voiced(self, n: int, start: int) -> bool:
        """Whether the source is named as who did what the lead tells: a deputy called for …. **Moss made the demand** at a meeting …"""
        name = self.cast.head(self.cast.keys[n])
        made = retold().search(self.text, start, min(self.attributions[n].start, start + _MADE))
        return made is not None and name in self.text[max(start, made.start() - _NAME) : made.start()].lower().split()[-4:]

    def _narrated(self, key: str, home: Home, passage: Passage) -> Setting | None:
        """The scene that is being told, of words that were part of it: on April 9 Moss climbed the pier. “…,” he **bellowed**"""
        tale, own = self._tale, self._now.get(key)
        if tale is None or self.steps[home.block] != tale.block or not is_voiced(home, passage):
            return None
        return tale if own is None or own.span.start < tale.span.start else None

    def _at_night(self, n: int) -> Setting | None:
        """“We won tonight” was said on the night that the report tells of."""
        if not any(_TONIGHT.search(self.text, *segment) for segment in self.attributions[n].segments):
            return None
        nights = [setting for setting in self._events.values() if _NIGHT.search(setting.span.of(self.text))]
        latest = (
            self._latest if self._latest is not None and self.steps[self.homes[n].block] - self._latest.block <= REACH else None
        )
        return max(nights, key=lambda setting: setting.block, default=latest)

    def _answered(self, home: Home, passage: Passage) -> Setting | None:
        """An answer was given when the question was put: a child **asked** her last year how …. “…,” she answered."""
        asked = self._asked
        if asked is None or asked[1:] not in ((home.block, home.sentence), (home.block, home.sentence - 1)):
            return None
        return asked[0] if answers(home, passage) else None

    def _convened(self, around: Surroundings, block: int, family: str) -> Setting | None:
        """A gathering without a day of its own, on the day that the report opens with: the firm said on Thursday …; “…,” Moss told **a
        news conference**."""
        opening = self._opening
        if opening is None or family not in HEARD or around.names or block - opening.block > LEAD:
            return None
        for other in (self._latest, self._last):
            told = other is not None and not other.act.void and other.act.role != "content"
            if other is not None and told and other.date != opening.date and block - other.block <= REACH:
                return None  # The deal was signed in 2000. At the ceremony …
        self._events.setdefault(family, opening)
        if around.occasion in GATHERINGS and block - opening.block <= 2:
            self._floors.open(opening, block)
        return opening

    def _spoken_for(self, n: int, block: int) -> Setting | None:
        """The day on which a body was last heard, in the same paragraph, for whom it has speak: the ministry said on Monday …; “…,” **a
        spokesman** said."""
        latest = self._latest
        if (
            latest is None
            or latest.block != block
            or latest.act.role != "report"
            or latest.act.doers
            or latest.act.doer == "pronoun"
        ):
            return None
        return latest if self.cast.head(self.cast.keys[n]) in words_of("acts", "voices") else None

    def _before_body(self, home: Home, passage: Passage, block: int) -> Setting | None:
        """The day that the report opens with, where the words were told to who acted then: the council voted on Monday …; “…,” Moss told
        **the council**; the last day of all, where they were told to who had gathered: thousands marched on Monday …; Moss told **the
        crowd** …"""
        opening, latest = self._opening, self._latest
        if latest is not None and block - latest.block <= REACH and to_listeners(home, passage):
            return latest
        if opening is None or block - opening.block > STORY or bodies_told(home, passage).isdisjoint(opening.words):
            return None
        self._floors.open(opening, block)
        return opening

    def _convene(self, passage: Passage, sentence: int) -> None:
        """Opens the floor where somebody is put at a gathering who was just heard on a day: Moss said on Friday …. **He was speaking
        at a seminar** in Hale."""
        first, last = passage.sentences[sentence]
        head = passage.lows[first + 1 : min(last, first + _HEAD)]
        at = first + 1 + head.index("speaking") if "speaking" in head else -1
        if at < 0 or passage.lows[at - 1] != "was" or passage.lows[at + 1 : at + 2] not in (["at"], ["during"], ["to"]):
            return
        named = self.cast.named(passage, first, at)
        setting = self._now.get(named[-1][1] if named else self._speaking)
        block = self.steps[passage.index]
        gathers = any(event_at(passage, i) in GATHERINGS for i in range(at, min(last, at + _HEAD)))
        if setting is not None and gathers and setting.near and setting.date is not None and block - setting.block <= REACH:
            self._floors.open(setting, block)

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
        text = self._texts.get(self.cast.head(key))
        if setting is None and text is not None and block - text.block <= REACH:
            self._texts[self.cast.head(key)] = text._replace(block=block)
            return text
        if setting is None and self._text is not None and block - self._text.block <= self._text.near:
            return self._text
        return setting

    def _shared_scene(self, n: int, passage: Passage, key: str, around: Surroundings) -> Setting | None:
        """The scene of somebody who was not seen or heard before: the occasion that he takes part in."""
        home, stage, family = self.homes[n], self._stage, around.occasion
        block = self.steps[home.block]
        known = self._known(family, block) if family else self._settled(around.outcome)
        if known is not None:
            return known
        if stage is not None and family and (family in stage.act.events or stage.act.role == "presence"):
            return stage
        crowd = self._crowd
        if crowd is not None and (key in self._heard or block - crowd[1] > 1):
            crowd = None
        reacts = crowd is not None and crowd[0].act.role == "presence" and around.families.isdisjoint(("press", *GATHERINGS))
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
        if crowd is None or judges(home, passage):
            return None
        self._crowd = (crowd[0], block)
        return crowd[0]

    def _settled(self, outcome: str) -> Setting | None:
        """The day of what a sentence takes for settled: the council **voted** on Monday; said after **the vote**."""
        told = [setting for setting in (self._opening, self._latest) if setting is not None] if outcome else []
        stem = outcome[:_STEM]
        return next((setting for setting in told if any(word.startswith(stem) for word in setting.words)), None)

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
