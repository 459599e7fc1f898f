"""How long a scene lasts: from the scenes of a document to the venue of each attribution.

A scene lasts for the following quotations of the same source until the source is somewhere else or speaks of another time. It reaches
back over the lead, which often quotes first and says where later, and to the same words quoted twice. Others enter it who plainly
take part: they answer, they ask, they speak to somebody who is there. Nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate, pairwise

from quotes.detect.marks import EDGES
from quotes.resolve.act_words import answering
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_floors import FLOORS
from quotes.resolve.venue_points import Points
from quotes.resolve.venue_scenes import Scenes, Setting
from quotes.resolve.venue_times import agree
from quotes.resolve.venue_words import lexis

__all__ = ["run_scenes"]

_LEAD = 4
"""How many paragraphs count as the lead, which may quote first and say where later."""
_BACK = 4
"""How many blocks a scene reaches back over the lead."""
_REACH = 6
"""How many blocks on a scene still takes in others who take part in it."""
_LONG_REACH = 15
"""The same for a hearing or a debate, where a report follows one speaker for long."""
_TRIES = 8
"""How many scenes of one source are looked at for a quotation."""
_AGAIN = 12
"""How many quotations of one source before and after are compared with a fragment."""
_ALONE = frozenset(("follow", "begin", "start", "go", "conclude", "continue"))
"""Verbs with which somebody goes on with his own words."""
_FRAGMENT = 7
"""How many characters make a fragment that can be known again."""


def run_scenes(scenes: Scenes) -> list[Points]:
    """The parts of the venue of each attribution, in order."""
    runs = _Runs(scenes)
    runs.place_meetings()
    runs.carry()
    runs.admit()
    runs.carry()
    runs.complete()
    return runs.own


class _Stage:
    """A scene that others may enter: the block where it was last in force, and who is inside."""

    def __init__(self, scene: Setting, inside: set[str]) -> None:
        self.scene, self.last, self.inside, self.open = scene, scene.step, inside | {scene.owner}, True

    @classmethod
    def of(cls, scene: Setting, before: _Stage | None) -> _Stage:
        """The stage of a scene, with those who are inside where it goes on with the one before."""
        return cls(scene, before.inside if before and before.scene.points == scene.points else set())


class _Runs:
    def __init__(self, scenes: Scenes) -> None:
        self.scenes, self.own, self.keys = scenes, scenes.own, scenes.keys
        self.settings = scenes.settings
        self.steps = [scenes.sentences.steps[home.block] for home in scenes.homes]
        ordered = sorted(self.settings, key=lambda setting: setting.step)
        self._told = [setting for setting in ordered if not setting.owner and setting.shared and "occasion" in setting.points]
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for n, key in enumerate(self.keys):
            self.by_key[key].append(n)
        self._paragraphs = self._count()
        steps = scenes.sentences.steps
        headlines = accumulate(block.kind == "headline" for block in scenes.sentences.passages.blocks)
        self._chapters = dict(zip(steps, headlines, strict=False))
        self._lead_steps = {step for step, count in zip(steps, self._paragraphs, strict=False) if count < _LEAD}

    def _leads(self, n: int) -> bool:
        """Whether an attribution stands in the first paragraphs of the story."""
        return self._paragraphs[self.scenes.homes[n].block] < _LEAD

    def _count(self) -> list[int]:
        """How many paragraphs of the story stand before each block, without headlines and what moves nothing on."""
        counts, count = [], 0
        for block, (step, following) in zip(
            self.scenes.sentences.passages.blocks, pairwise([*self.scenes.sentences.steps, -1]), strict=True
        ):
            counts.append(count)
            count += block.kind in ("paragraph", "turn", "item") and step != following
        return counts

    def place_meetings(self) -> None:
        """*At her news conference, she …* gets the place that the next paragraph tells: *she told reporters in the town hall*."""
        held = [setting for setting in self.settings if set(setting.points) == {"occasion"}]
        for setting in held:
            if setting.points["occasion"].family != "press":
                continue
            own = self.by_key[setting.owner] if setting.owner else []
            for n in own[bisect_left(own, setting.step, key=lambda n: self.steps[n]) :][:_TRIES]:
                if self.steps[n] - setting.step > 1:
                    break
                if set(self.own[n]) == {"place"}:
                    setting.points.update(self.own[n])
                    self.own[n] = dict(setting.points)
                    break

    # -- the same source -----------------------------------------------------------------------------------------------------

    def carry(self) -> None:
        """Give each attribution without a venue the one in force for its source."""
        by_owner: dict[str, list[Setting]] = defaultdict(list)
        for setting in sorted(self.settings, key=lambda setting: setting.step):
            by_owner[setting.owner].append(setting)
        used: dict[int, int] = {}
        for n, key in enumerate(self.keys):
            if self.own[n] or not key or self._repeats(n):
                continue
            found = self._in_force(n, by_owner[key], used)
            if found is not None:
                used[id(found)] = self.steps[n]
                self._give(n, found.points, "same-source" if found.step <= self.steps[n] else "said-later")

    def _give(self, n: int, points: Points, rule: str) -> None:
        self.own[n] = {part: point._replace(rule=rule) for part, point in points.items()}

    def _repeats(self, n: int) -> bool:
        """Whether the same words of the same source are quoted again, with a venue: a headline's fragment takes it."""
        words = self.words(n)
        if len(words) < _FRAGMENT or " " not in words:
            return False
        own = self.by_key[self.keys[n]]
        at = bisect_left(own, n)
        for m in (*own[max(0, at - _AGAIN) : at], *own[at + 1 : at + 1 + _AGAIN]):
            if self.own[m] and words in self.words(m):
                self._give(n, self.own[m], "same-words")
                return True
        return False

    def words(self, n: int) -> str:
        """The words of a quotation, in lower case and without marks; its first thousand characters will do."""
        text, segments = self.scenes.text, self.scenes.sentences.attributions[n].segments
        words = " ".join(text[segment.start : min(segment.end, segment.start + 1000)] for segment in segments[:5])
        return words.lower().strip(EDGES + ".,!?…")

    def _in_force(self, n: int, settings: list[Setting], used: dict[int, int]) -> Setting | None:
        """The last scene of a source that can still hold; else the next one that reaches back."""
        step, times = self.steps[n], self.scenes.homes[n].times
        at = bisect_right(settings, step, key=lambda setting: setting.step)
        for setting in reversed(settings[max(0, at - _TRIES) : at]):
            if setting.step == step and self._to_come(n, setting):
                continue
            if setting.step < step and (self._interposed(n) or self._helped_by(n, "had", "has", "have")):
                return None  # asked on Friday, the captain **had said** …, which he **has called** “mad”
            if setting.times.shifted and "medium" not in setting.points and self._replies(n):
                continue  # Had she called him mad at a dinner last month? “Never,” she replied.
            near = step - max(setting.step, used.get(id(setting), 0)) <= 1
            if (near or not (setting.times.shifted or setting.passing)) and agree(times, setting.times, near):
                return setting
        return next((setting for setting in settings[at : at + _TRIES] if self._reaches_back(n, setting)), None)

    def _interposed(self, n: int) -> bool:
        """Whether the paragraph itself sets a scene that several share, before the words: *Tempers flared at a meeting. “…,” she said*."""
        step, start = self.steps[n], self.scenes.sentences.attributions[n].segments[0].start
        at = bisect_left(self._told, step, key=lambda setting: setting.step)
        for setting in self._told[at : at + _TRIES]:
            if setting.step != step:
                break
            if all(point.span.start < start for point in setting.points.values()):
                return True
        return False

    def _helped_by(self, n: int, *auxiliaries: str) -> bool:
        """Whether the word right before the cue is one of some auxiliaries."""
        cue = self.scenes.sentences.attributions[n].cue
        before = self.scenes.text[max(0, cue.start - 6) : cue.start].split() if cue is not None else []
        return before[-1:] != [] and before[-1] in auxiliaries

    def _replies(self, n: int) -> bool:
        """Whether the cue answers: *Kamara replied*."""
        cue = self.scenes.sentences.attributions[n].cue
        return cue is not None and answering(cue.of(self.scenes.text).lower())

    def _to_come(self, n: int, setting: Setting) -> bool:
        """Whether a later sentence of the paragraph opens with a medium of its own: … a “joke”. **On Telegram**, he wrote: …"""
        after = self.scenes.sentences.attributions[n].segments[-1].end
        if setting.passing and all(point.span.start > after for point in setting.points.values()):
            return True  # … “a joke”. In 1947 he arrived in Hale
        medium = setting.points.get("medium")
        return medium is not None and medium.rule == "sentence-head" and medium.span.start > after

    def _reaches_back(self, n: int, setting: Setting) -> bool:
        """Whether a later scene takes in what was quoted before it: in the headline, in the lead, in the paragraph just before."""
        if self._helped_by(n, "has", "have") and not (self._leads(n) or setting.taken_up):
            return False  # Okello **has called** it “mad”. … Okello told reporters in the lobby …
        step, times = self.steps[n], self.scenes.homes[n].times
        headline = self.scenes.sentences.passages.blocks[self.scenes.homes[n].block].kind in ("headline", "standfirst")
        reach = _LONG_REACH if headline else _BACK if self._leads(n) else 1
        back = setting.step - step
        moved = setting.passing or setting.times.shifted or "later" in setting.times.words
        return 0 < back <= reach and not (moved and not setting.taken_up) and agree(times, setting.times, back <= 1)

    def complete(self) -> None:
        """In one paragraph, one source's place and occasion belong together: *In his speech, he … . He told a crowd at the club …*."""
        for n in range(1, len(self.keys)):
            before, here = self.own[n - 1], self.own[n]
            if self.keys[n] != self.keys[n - 1] or self.steps[n] != self.steps[n - 1] or "medium" in before or "medium" in here:
                continue
            if set(before) | set(here) == {"occasion", "place"}:
                both: Points = {**before, **here}
                self.own[n - 1] = {**both, **before}
                self.own[n] = both

    # -- others ------------------------------------------------------------------------------------------------------------

    def admit(self) -> None:
        """Let others into a scene who plainly take part in it."""
        made = sorted(self.settings, key=lambda setting: setting.step)
        stages: dict[bool, _Stage] = {}  # the last occasion on which several people speak, the last other scene of nobody's
        k = 0
        for n, key in enumerate(self.keys):
            while k < len(made) and made[k].step <= self.steps[n]:
                if made[k].shared or not made[k].owner or made[k].passing or made[k].aired:
                    stages[made[k].shared] = _Stage.of(made[k], stages.get(made[k].shared))
                k += 1
            if key and not self.own[n]:
                stage = next((stage for stage in stages.values() if self._takes_part(n, stage)), None)
                self._let_in(n, stage.scene if stage else self._look_ahead(n, made, k))
            for stage in stages.values():
                if self._in(n, stage.scene):
                    stage.last, stage.open = self.steps[n], True
                    stage.inside.add(key)
                elif self.own[n] or self.scenes.led_away(n):
                    stage.open = False

    def _let_in(self, n: int, scene: Setting | None) -> None:
        if scene is not None:
            points = _common(scene.points)
            self.settings.append(scene._replace(points=points, owner=self.keys[n], step=self.steps[n]))
            self._give(n, points, "takes-part")

    def _look_ahead(self, n: int, made: list[Setting], k: int) -> Setting | None:
        """The next turn of a transcript takes the last one's venue; the lead takes that of an occasion that its people held."""
        step, times = self.steps[n], self.scenes.homes[n].times
        if n and self._turn(n) and self.own[n - 1] and step - self.steps[n - 1] <= 2:
            return Setting(self.own[n - 1], "", step, times)
        while k < len(made) and made[k].step - step <= 2 and self._leads(n):
            scene = made[k]
            if self._chapters.get(scene.step, 0) != self._chapters[step]:
                return None
            if not scene.owner and scene.shared and not scene.times.shifted and self.keys[n] not in scene.others:
                return scene if agree(times, scene.times, False) else None
            k += 1
        return None

    def _turn(self, n: int) -> bool:
        """Whether a quotation is a turn of a transcript: its source and colon stand inside the marks."""
        attribution = self.scenes.sentences.attributions[n]
        mention, first = attribution.mention, attribution.segments[0]
        return mention is not None and first.holds(mention)

    def _in(self, n: int, scene: Setting) -> bool:
        return any(point.span == other.span for point in self.own[n].values() for other in scene.points.values())

    def _takes_part(self, n: int, stage: _Stage) -> bool:
        """Whether a source is plainly in a scene: it was just set for those who speak next, or they speak to each other."""
        scene, distance, home = stage.scene, self.steps[n] - stage.last, self.scenes.homes[n]
        if self._chapters.get(scene.step, 0) != self._chapters[self.steps[n]]:
            return False  # another brief, under a headline of its own
        answered = not stage.inside.isdisjoint(home.answered)
        if (self.keys[n] in scene.others and not answered) or not agree(home.times, scene.times, distance <= 1):
            return False
        past = scene.passing and scene.times.shifted  # In 1947 he arrived in Hale: nobody quoted next is there
        if not scene.owner and not past and self._just_set(n, scene):
            return True
        contest = any(point.family == "contest" for point in scene.points.values())
        if distance > (1 if scene.times.shifted else _LONG_REACH if contest else _REACH):
            return False
        if self._has_floor(n, stage, distance):
            return True
        same_day = bool(home.times.days & scene.times.days) and scene.shared and not scene.owner
        return same_day or (answered and scene.shared) or self._spoken_to(n, scene) or self._answers(n, scene)

    def _has_floor(self, n: int, stage: _Stage, distance: int) -> bool:
        """Whether a gathering of the report's own days goes on, and nothing leads the source away from it."""
        scene = stage.scene
        if self._helped_by(n, "has", "have"):
            return False
        gathering = any(point.family in FLOORS for point in scene.points.values())
        court = any(point.family == "chamber" and point.head in words_of("acts", "courts") for point in scene.points.values())
        if not (stage.open or court) or not gathering or scene.times.shifted or self.keys[n] in self.scenes.spoken_of:
            return False
        if distance > (_REACH if court else 2):
            return False
        if distance and scene.step not in self._lead_steps and not court and not self._joins(n):
            return False
        return not self.scenes.led_away(n)

    def _joins(self, n: int) -> bool:
        """Whether the cue goes on with what others said: *Kamara replied*, *added*, *asked*."""
        cue = self.scenes.sentences.attributions[n].cue
        verb = verb_forms().get(cue.of(self.scenes.text).lower()) if cue else None
        if verb is None or verb.reporting not in ("add", "ask") or verb.lemma in _ALONE:
            return False
        return verb.lemma != "add" or n == 0 or self.steps[n] == self.steps[n - 1] or self._by_press(n - 1)

    def _by_press(self, n: int) -> bool:
        """Whether words were said at a news conference, where one adds to what another said."""
        return any(point.family == "press" for point in self.own[n].values())

    def _just_set(self, n: int, scene: Setting) -> bool:
        """Whether a scene that is nobody's by name was set just before; what ends a clause sets one in the lead alone."""
        loose = any(point.rule == "clause-end" for point in scene.points.values())
        town = scene.passing and all(point.family == "name" for point in scene.points.values())
        near = self.steps[n] - scene.step <= (0 if "medium" in scene.points or town else 1)
        return near and not (loose and not self._leads(n))

    def _spoken_to(self, n: int, scene: Setting) -> bool:
        """Whether the words, or the clause, turn to somebody who is there: “you” at a hearing, *asked him*."""
        if any(point.head in lexis("turned-to") for point in scene.points.values()):
            words = " " + self.words(n)
            if any(f" {word}" in words for word in ("you ", "your ", "you,", "you’", "you'")):
                return True
        home = self.scenes.homes[n]
        if home.clause is None or home.clause.cue is None:
            return False
        reader = self.scenes.sentences.reader(home.block)
        after = home.clause.cue[1]
        verb = verb_forms().get(reader.lows[after - 1])
        told = verb is not None and verb.reporting in ("tell", "ask")
        return after < home.last and (reader.tags[after] == "O" or (told and reader.lows[after] in self.scenes.sentences.names))

    def _answers(self, n: int, scene: Setting) -> bool:
        """Whether it goes on with what was said there just before: *added*, *asked*, an answer to a question."""
        if n == 0 or self.steps[n] - self.steps[n - 1] > 1 or not self._in(n - 1, scene):
            return False
        before = self.scenes.sentences.attributions[n - 1].segments[-1].of(self.scenes.text)
        return self._joins(n) or before.rstrip(EDGES).endswith("?")


def _common(points: Points) -> Points:
    """What all share who take part: the call that joins them, but no broadcast that one of them spoke in before."""
    medium = points.get("medium")
    if medium is None or len(points) == 1 or medium.family == "interview":
        return points
    return {part: point for part, point in points.items() if part != "medium"}
