"""How long a scene lasts: from the scenes of a document to the venue of each attribution.

A scene lasts for the following quotations of the same source until the source is somewhere else or speaks of another time. It reaches
back over the lead, which often quotes first and says where later, and to the same words quoted twice. Others enter it who plainly
take part: they answer, they ask, they speak to somebody who is there. Nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict

from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_scenes import LEAD, Points, Scenes, Setting
from quotes.resolve.venue_times import agree

__all__ = ["run_scenes"]

_REACH = 6
"""How many blocks on a scene still takes in others who take part in it."""
_LONG_REACH = 15
"""The same for a hearing or a debate, where a report follows one speaker for long."""
_BACK = 4
"""How many blocks a scene reaches back over the lead."""


def run_scenes(scenes: Scenes) -> list[Points]:
    """The parts of the venue of each attribution, in order."""
    runs = _Runs(scenes)
    runs.carry()
    runs.admit()
    runs.carry()
    return runs.own


class _Runs:
    def __init__(self, scenes: Scenes) -> None:
        self.scenes, self.own, self.keys = scenes, scenes.own, scenes.keys
        self.settings = scenes.settings
        self.blocks = [home.block for home in scenes.homes]
        self.ranks = self._ranks()

    def _ranks(self) -> list[int]:
        """The number of each attribution's block among the paragraphs, from 0; headlines count 0."""
        ranks, count = [], 0
        for block in self.scenes.passages.blocks:
            ranks.append(count)
            count += block.kind in ("paragraph", "turn", "item")
        return ranks

    # -- the same source -----------------------------------------------------------------------------------------------------

    def carry(self) -> None:
        """Give each attribution without a venue the one in force for its source."""
        by_owner: dict[str, list[Setting]] = defaultdict(list)
        for setting in self.settings:
            by_owner[setting.owner].append(setting)
        used: dict[int, int] = {}
        for n, key in enumerate(self.keys):
            if self.own[n] or not key:
                continue
            if self._repeats(n):
                continue
            setting = self._in_force(n, by_owner[key], used)
            if setting is not None:
                used[id(setting)] = self.blocks[n]
                self._give(n, setting.points, "same-source" if setting.block <= self.blocks[n] else "said-later")

    def _give(self, n: int, points: Points, rule: str) -> None:
        self.own[n] = {part: point._replace(rule=rule) for part, point in points.items()}

    def _repeats(self, n: int) -> bool:
        """Whether the same words of the same source are quoted again, with a venue: a headline's fragment takes it."""
        words = self._words(n)
        if len(words) < 7 or " " not in words:
            return False
        for m, key in enumerate(self.keys):
            if m != n and key == self.keys[n] and self.own[m] and words in self._words(m):
                self._give(n, self.own[m], "same-words")
                return True
        return False

    def _words(self, n: int) -> str:
        attribution = self.scenes.attributions[n]
        return " ".join(segment.of(self.scenes.text) for segment in attribution.segments).lower().strip(" \"'“”‘’«».,!?…")

    def _in_force(self, n: int, settings: list[Setting], used: dict[int, int]) -> Setting | None:
        block, times = self.blocks[n], self.scenes.homes[n].times
        for setting in reversed([s for s in settings if s.block <= block]):
            near = block - max(setting.block, used.get(id(setting), 0)) <= 1
            if (not setting.times.shifted or near) and agree(times, setting.times, near):
                return setting
        for setting in settings:
            back = setting.block - block
            if (
                0 < back <= (_BACK if self.ranks[block] < LEAD else 1)
                and not setting.times.shifted
                and agree(times, setting.times, back <= 1)
            ):
                return setting
        return None

    # -- others ------------------------------------------------------------------------------------------------------------

    def admit(self) -> None:
        """Let others into a scene who plainly take part in it."""
        made = sorted(self.settings, key=lambda setting: setting.block)
        scene: Setting | None = None
        last = k = 0
        for n, key in enumerate(self.keys):
            while k < len(made) and made[k].block <= self.blocks[n]:
                if made[k].shared or not made[k].owner:
                    scene, last = made[k], made[k].block
                k += 1
            if scene is not None and not self.own[n] and key and self._takes_part(n, scene, last):
                self.settings.append(scene._replace(owner=key, block=self.blocks[n]))
                self._give(n, scene.points, "takes-part")
            if scene is not None and self._in(n, scene):
                last = self.blocks[n]

    def _in(self, n: int, scene: Setting) -> bool:
        return any(point.span == other.span for point in self.own[n].values() for other in scene.points.values())

    def _takes_part(self, n: int, scene: Setting, last: int) -> bool:
        distance, times = self.blocks[n] - last, self.scenes.homes[n].times
        if self.keys[n] in scene.others or not agree(times, scene.times, distance <= 1):
            return False
        if not scene.owner and distance <= (0 if "medium" in scene.points else 1):
            return True
        contest = any(point.family == "contest" for point in scene.points.values())
        if distance > (1 if scene.times.shifted else _LONG_REACH if contest else _REACH):
            return False
        same_day = bool(times.days & scene.times.days) and scene.shared and not scene.owner
        return same_day or self._spoken_to(n, scene) or self._answers(n, scene)

    def _spoken_to(self, n: int, scene: Setting) -> bool:
        """Whether the words, or the clause, turn to somebody who is there: “you” at a hearing, *asked him*."""
        if any(point.family == "contest" or point.head in ("hall", "town-hall", "time") for point in scene.points.values()):
            words = " " + self._words(n)
            if any(f" {word}" in words for word in ("you ", "your ", "you,", "you’", "you'")):
                return True
        home = self.scenes.homes[n]
        if home.clause is None or home.clause.cue is None:
            return False
        reader = self.scenes.reader(home.block)
        after = home.clause.cue[1]
        verb = verb_forms().get(reader.lows[after - 1])
        told = verb is not None and verb.reporting in ("tell", "ask")
        return after < home.last and (reader.tags[after] == "O" or (told and reader.lows[after] in self.scenes.names))

    def _answers(self, n: int, scene: Setting) -> bool:
        """Whether it goes on with what was said there just before: *added*, *asked*, an answer to a question, the next turn of a transcript."""
        if n == 0 or self.blocks[n] - self.blocks[n - 1] > 1 or not self._in(n - 1, scene):
            return False
        cue = self.scenes.attributions[n].cue
        word = cue.of(self.scenes.text).lower() if cue else ""
        verb = verb_forms().get(word)
        if (
            verb
            and verb.reporting in ("add", "ask")
            and verb.lemma not in ("follow", "begin", "start", "go", "conclude", "continue")
        ):
            return True
        return word == ":" or "?" in self.scenes.attributions[n - 1].segments[-1].of(self.scenes.text)
