"""The venues of one document's sentences: whose they are, and the scenes that they set.

A venue that a sentence names belongs to the attributions of that sentence; where it has none, it sets the scene for the source that
it names (*On Monday, Okello took part in a meeting …*), or for nobody by name (*The council held a news conference*).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from quotes.model import Attribution
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passages
from quotes.resolve.roles import read_role
from quotes.resolve.venue_clauses import Clause
from quotes.resolve.venue_floors import leads_away
from quotes.resolve.venue_nouns import Core, Found
from quotes.resolve.venue_owners import (
    about_stranger,
    answered,
    apposed,
    bearer,
    court_hearing,
    described,
    gives,
    main_subject,
    met,
    only_named,
    partners_of,
    sets_nothing,
    spoken_by,
    spoken_of,
    vague,
    verb_medium,
    was_speaking,
    without_people,
)
from quotes.resolve.venue_points import Point, Points, Recall, point_of, points_back
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_sentences import BEFORE, VERBAL, Sentence, Sentences, Tokens, opens_with_words, takes_up
from quotes.resolve.venue_times import NOWHEN, Times, times_at
from quotes.resolve.venue_words import lexis, region_at

__all__ = ["Home", "Scenes", "Setting"]

_SHARED = frozenset(("assembly", "press", "contest", "chamber"))
"""Families of occasions on which several people speak."""
_PUBLIC = _SHARED | {"ceremony", "rally", "site", "writing", "broadcast"}
_STOOD = frozenset(("stood", "standing", "waited", "waiting", "gathered", "queued", "queuing", "huddled"))
_WRITTEN = frozenset(("write", "argue", "pen"))


class Setting(NamedTuple):
    """A venue in force: its parts, the source that it was said of (``""`` for a scene that names none), its step, its times, who
    else its sentence names, whether it is but a place in passing, which lasts for a paragraph, and whether it tells of what was said above
    (*He said this at …*)."""

    points: Points
    owner: str
    step: int
    times: Times
    others: frozenset[str] = frozenset()
    passing: bool = False
    taken_up: bool = False

    @property
    def shared(self) -> bool:
        """Whether several people speak on such an occasion: a hearing, a meeting, a news conference; not a speech, a rally."""
        return any(point.family in _SHARED for point in self.points.values())

    @property
    def aired(self) -> bool:
        """Whether it is a broadcast, in which others ask and answer."""
        return any(point.family == "broadcast" for point in self.points.values())


class Home(NamedTuple):
    """Where an attribution's clause stands: its block, its sentence's end, the clause, the times that stand with it, and the sources
    to whose words it answers (*When Okello noted that …, Kamara boasted*)."""

    block: int
    last: int
    clause: Clause | None
    times: Times
    answered: frozenset[str] = frozenset()


class Scenes:
    """Reads the sentences around a document's attributions.

    Afterwards `own` holds the parts that each attribution's own sentence gave, `settings` the scenes in the order of the text, `homes`
    where each attribution stands.
    """

    def __init__(self, text: str, passages: Passages, attributions: Sequence[Attribution]) -> None:
        self.text = text
        self.sentences = Sentences(text, passages, attributions)
        self.keys = self.sentences.keys
        self.homes = [Home(block, 0, None, NOWHEN) for block in self.sentences.blocks]
        self.own: list[Points] = [{} for _ in attributions]
        self.settings: list[Setting] = []
        self._recall = Recall(text)
        self._placed: dict[str, Point] = {}
        self._meetings: dict[str, Setting] = {}
        self._desks: dict[str, tuple[int, Point]] = {}
        self.spoken_of: set[str] = set()
        self._met: set[str] = set()
        self._speaking = ""
        for sentence in self.sentences:
            self._read(without_people(sentence, self.sentences.names))
        self._place()

    def _read(self, sentence: Sentence) -> None:
        if sentence.findings.found or sentence.findings.heard:
            self._recall.hear(sentence)
        for i, key in sentence.named:
            self._desk(sentence, i, key)
            if key not in self._met:
                self._met.add(key)
                if spoken_of(sentence, i):
                    self.spoken_of.add(key)
        if sentence.members:
            self._assign(sentence)
        self._set(sentence)
        if sentence.reader.tags[sentence.first] == "D":
            self._meet(sentence)
            self._sit(sentence)
        self._hear_case(sentence)

    def led_away(self, n: int) -> bool:
        """Whether the sentence of an attribution takes its source from a gathering, or only comments on it."""
        home = self.homes[n]
        if home.last <= 0:
            return True
        reader = self.sentences.reader(home.block)
        first, _ = reader.passage.sentences[reader.passage.sentence_at[home.last - 1]]
        return leads_away(reader, home.clause, first, home.last)

    # -- whose -------------------------------------------------------------------------------------------------------------

    def _assign(self, sentence: Sentence) -> None:
        """Give the venues of a sentence to its attributions."""
        subjects, reader = sentence.subjects(), sentence.reader
        pairs = list(zip(sentence.members, sentence.clauses, strict=True))
        speakers = {i: self.keys[n] for n, clause in pairs if clause and clause.cue for i in range(*clause.cue)}
        for n, clause in pairs:
            cue = clause.cue[0] if clause and clause.cue else None
            times = times_at(reader, sentence.first, sentence.last, clause.after if clause else None, cue=cue)
            self.homes[n] = Home(sentence.block, sentence.last, clause, times, answered(sentence, clause))
            own = self.own[n]
            if clause is not None:
                own |= self._by_itself(n, sentence, clause)
            for found in sentence.findings.found:
                if (found.part == "occasion" and vague(reader, found)) or self._goes_on(sentence, found, self.keys[n]):
                    continue
                mine = speakers.get(found.by, self.keys[n]) == self.keys[n]
                if mine and found.part not in own and self._same_subject(reader, found, clause, subjects, n):
                    own |= {part: point for part, point in self._recall.fuller(reader, found).items() if part not in own}

    def _goes_on(self, sentence: Sentence, found: Found, key: str) -> bool:
        """Whether a source only goes on where it was just put: in a meeting (*…, she said, opening the discussion of the dam*), with an
        outlet (*in an interview with the Courier … told the paper*)."""
        last = self.settings[-1] if self.settings else None
        if last is None or last.owner != key or found.part not in last.points:
            return False
        if self.sentences.steps[sentence.block] - last.step > 1:
            return False
        words = sentence.reader.lows[found.first : found.last]
        if found.part == "medium":
            return len(words) == 2 and words[0] == "the" and (found.family == "channel" or words[1] in lexis("own-outlet"))
        opened = sentence.reader.lows[found.by] in ("opening", "closing", "concluding", "continuing") and words[0] == "the"
        return opened and found.part == "occasion" and last.points["occasion"].family == found.family

    def _same_subject(self, reader: Reader, found: Found, clause: Clause | None, subjects: dict[int, Tokens], n: int) -> bool:
        """Whether a venue that hangs on another verb of the sentence is the source's: *Okello told Reuters …, calling it “a joke”*."""
        subject = subjects.get(found.by)
        if clause is None or subject is None or found.rule not in VERBAL:
            return True
        if clause.cue and clause.cue[0] <= found.by < clause.cue[1]:
            return True
        if clause.mention and subject[0] < clause.mention[1] and clause.mention[0] < subject[1]:
            return True
        key = self.sentences.source(reader, subject)
        return key == self.keys[n] if key else reader.tags[subject[0]] in "HW"

    # -- the source and the cue themselves -----------------------------------------------------------------------------------

    def _by_itself(self, n: int, sentence: Sentence, clause: Clause) -> Points:
        """The medium that the source is, that the verb names, or that the writer writes for."""
        reader = sentence.reader
        found = spoken_by(reader, clause) or verb_medium(reader, clause)
        if found is not None:
            return {"medium": point_of(self.text, reader, found)}
        verb = verb_forms().get(reader.lows[clause.cue[1] - 1]) if clause.cue else None
        step, desk = self._desks.get(self.keys[n], (0, None))
        near = verb is not None and verb.lemma in _WRITTEN and self.sentences.steps[sentence.block] - step <= BEFORE
        return {"medium": desk} if desk is not None and near else {}

    def _desk(self, sentence: Sentence, i: int, key: str) -> None:
        """Remember the paper that a source is named with: *Dora Holm at the Arusha Courier*."""
        reader = sentence.reader
        if i + 2 >= sentence.last or reader.lows[i + 1] not in ("at", "of", "for", "in"):
            return
        outlet = reader.outlet(i + 2, sentence.last)
        if outlet:
            self._desks[key] = (
                self.sentences.steps[sentence.block],
                point_of(self.text, reader, Found("medium", *outlet, "outlet", "writer-at", i)),
            )

    # -- scenes ------------------------------------------------------------------------------------------------------------

    def _set(self, sentence: Sentence) -> None:
        """Keep the venues of a sentence as settings, and the source that a pronoun of the next sentence would mean."""
        taken = self._said(sentence) if sentence.members else self._told(sentence) if sentence.findings.found else {}
        if sentence.members:
            taken |= self._beside(sentence)
        for owner, points in taken.items():
            if points:
                times = times_at(sentence.reader, sentence.first, sentence.last, None, sentence.findings.found)
                partners = partners_of(sentence, owner)
                others = frozenset(key for _, key in sentence.named if key != owner and key not in partners)
                passing = not sentence.members and set(points) == {"place"}
                above = not sentence.members and takes_up(sentence.reader, sentence.first, sentence.last)
                setting = Setting(points, owner, self.sentences.steps[sentence.block], times, others, passing, above)
                self._keep(setting)
                self.settings += [setting._replace(owner=partner) for partner in partners if "occasion" in points]
        last = self.keys[sentence.members[-1]] if sentence.members else ""
        if last or sentence.named:
            self._speaking = last or sentence.named[0][1]
        elif about_stranger(sentence):
            self._speaking = ""

    def _keep(self, setting: Setting) -> None:
        self.settings.append(setting)
        if "occasion" in setting.points:
            self._meetings[setting.points["occasion"].head] = setting

    def _said(self, sentence: Sentence) -> dict[str, Points]:
        """The venue of each source that a sentence quotes; what a verb alone names does not last."""
        taken: dict[str, Points] = defaultdict(dict)
        for n in sentence.members:
            taken[self.keys[n]] |= {part: point for part, point in self.own[n].items() if point.family != "verb"}
        return taken

    def _beside(self, sentence: Sentence) -> dict[str, Points]:
        """The venue of a source that the sentence tells of beside those whom it quotes: *Okello was answering questions at a meeting, a
        week after Kamara told KTV that the dam was “a joke”*."""
        taken: dict[str, Points] = defaultdict(dict)
        subjects, quoted = sentence.subjects(), {self.keys[n] for n in sentence.members}
        for found in sentence.findings.found:
            if found.rule in VERBAL and not vague(sentence.reader, found):
                owner = self._owner(sentence, found, subjects)
                if owner and owner not in quoted:
                    taken[owner].setdefault(found.part, point_of(self.text, sentence.reader, found))
        return taken

    def _told(self, sentence: Sentence) -> dict[str, Points]:
        """The venue that a sentence without quotations puts each source in, or nobody by name."""
        taken: dict[str, Points] = defaultdict(dict)
        subjects, reader = sentence.subjects(), sentence.reader
        before, owner = -1, ""
        for found in sentence.findings.found:
            if vague(reader, found) or sets_nothing(reader, found) or self._clipped(reader, found, sentence.block):
                continue
            if before < 0 or "which" not in reader.lows[before : min(found.by, before + 3)]:
                owner = self._owner(sentence, found, subjects)  # at a meeting, | which he chaired by video link
            before = found.last
            known = owner or (found.part == "place" and taken.get(owner)) or self._public(sentence, found)
            if known and not self._echo(reader, found, owner, self.sentences.steps[sentence.block]):
                for part, point in self._recall.fuller(reader, found).items():
                    taken[owner].setdefault(part, point)
        return taken

    def _clipped(self, reader: Reader, found: Found, block: int) -> bool:
        """Whether a headline, a standfirst or a caption shortens a venue (*vows revenge at union congress*): it sets no scene."""
        plain = self.sentences.passages.blocks[block].kind in ("paragraph", "turn", "item")
        return not plain and found.family != "outlet" and reader.tags[found.first] not in "DG"

    def _echo(self, reader: Reader, found: Found, owner: str, step: int) -> bool:
        """*In his speech* after *he spoke at a gathering of farmers* is still the gathering."""
        if found.family != "speech" or not points_back(reader, found) or not self.settings or not owner:
            return False
        before = self.settings[-1]
        return before.owner == owner and step - before.step <= 1 and "occasion" in before.points

    def _public(self, sentence: Sentence, found: Found) -> bool:
        """Whether a venue that is nobody's by name can set a scene.

        *The council held a news conference* · *In the lobby, delegates waited* · *The senator attacked him during a debate*; not
        *The museum was open during the convention*.
        """
        if found.rule == "sentence-head":
            country = region_at(sentence.reader.texts, found.first) >= found.last - found.first
            return found.family in _PUBLIC or (found.family == "name" and not country)
        if found.family == "site" and found.rule == "took-part":
            return sentence.reader.lows[found.by] in _STOOD  # several of them were standing in the parking lot
        if found.family not in _SHARED or found.rule in ("took-part", "told-outlet"):
            return found.family in _SHARED
        if found.family == "chamber":
            return True  # the plan was described in the Commons as mad
        if found.first == sentence.first + 3 and sentence.reader.lows[sentence.first + 1] in words_of("acts", "outcomes"):
            return True  # The vote | at a meeting in the town hall | was 9 to 4
        reader, passage = sentence.reader, sentence.reader.passage
        if not lexis("aired").isdisjoint(reader.lows[max(sentence.first, found.first - 4) : found.first]):
            return True  # the dam was raised | on Friday | at a meeting of pilots
        at = passage.chunk_at[sentence.first]
        return at >= 0 and read_role(self.text[passage.chunks[at].start : passage.chunks[at].end]) is not None

    def _owner(self, sentence: Sentence, found: Found, subjects: dict[int, Tokens]) -> str:
        """Whose scene a venue sets: its verb's subject's; or the source's that is named before it, or, where it leads, after it."""
        reader = sentence.reader
        if opens_with_words(reader, sentence.first, sentence.last):
            return self._speaking
        speaking = was_speaking(reader, found)
        subject = subjects.get(found.by) if found.rule in VERBAL and reader.tags[found.by] != "g" else speaking
        subject = subject or main_subject(sentence, found)
        if subject is None:
            return ""
        key = self.sentences.source(reader, subject) or bearer(sentence, subject, found) or apposed(sentence, subject, found)
        if not key and met(reader, subject):
            named = {name for i, name in sentence.named if subject[1] <= i < found.first}
            return named.pop() if len(named) == 1 else self._speaking
        if key or reader.tags[subject[0]] == "H":
            return key or self._speaking or only_named(sentence, subject[0])  # Okello opened it, he told a news conference
        if (speaking and described(reader, subject)) or gives(reader, found):
            return self._speaking
        # “Okello’s remarks came after the senator spoke at a rally”: one source is named, a description can only mean him.
        return only_named(sentence, subject[0]) if described(reader, subject) else ""

    # -- the occasion as subject ---------------------------------------------------------------------------------------------

    def _meet(self, sentence: Sentence) -> None:
        """*The meeting took place at the naval base* gives its place; *The meeting was attended by Okello* its people."""
        reader, last = sentence.reader, sentence.last
        core = reader.core(sentence.first, last)
        if core is None or core.noun is None or core.noun.part != "occasion" or reader.lows[core.first] not in ("the", "this"):
            return
        head = reader.lows[core.head]
        if not lexis("taking-place").isdisjoint(reader.lows[core.last : core.last + 4]):
            prepositions = (i for i in range(core.last, min(last, core.last + 10)) if reader.tags[i] == "I")
            places = next((found for i in prepositions if (found := reader.place(i, last, "took-place", i))), None)
            if places:
                self._placed[head] = point_of(self.text, reader, places[0])
                self._hold(sentence, core)
        setting = self._meetings.get(head)
        if setting is not None and setting.shared:
            for i, key in sentence.named:
                if i >= core.last and key != setting.owner:
                    self.settings.append(setting._replace(owner=key, step=self.sentences.steps[sentence.block]))

    def _hold(self, sentence: Sentence, core: Core) -> None:
        """*The meeting, held at the town hall, was long*: an occasion that nothing has told of is one for those who are quoted next."""
        head = sentence.reader.lows[core.head]
        if head in self._meetings or core.noun is None or core.noun.family not in _SHARED:
            return
        found = Found("occasion", core.first, core.last, core.noun.family, "took-place", core.head)
        points: Points = {"occasion": point_of(self.text, sentence.reader, found)}
        self._keep(Setting(points, "", self.sentences.steps[sentence.block], NOWHEN))

    def _sit(self, sentence: Sentence) -> None:
        """*The House of Commons debated the dam for two hours* is where those speak who are quoted next."""
        reader, last = sentence.reader, sentence.last
        core = reader.core(sentence.first, last)
        if (
            core is None
            or core.noun is None
            or core.noun.family != "chamber"
            or reader.texts[core.head] == reader.lows[core.head]
        ):
            return
        end = reader.place_end(core, last)
        if end < last and reader.lows[end] in lexis("sat"):
            found = Found("place", core.first, end, "chamber", "took-part", end)
            points: Points = {"place": point_of(self.text, reader, found)}
            times = times_at(reader, sentence.first, last, None, [found])
            self._keep(Setting(points, "", self.sentences.steps[sentence.block], times))

    def _hear_case(self, sentence: Sentence) -> None:
        """*…, Tabora Crown Court heard on Friday* is where those speak who are quoted next; not who told it to somebody before."""
        found = court_hearing(sentence)
        if found is not None:
            points: Points = {"place": point_of(self.text, sentence.reader, found)}
            heard = frozenset(self.keys[n] for n in sentence.members)
            times = times_at(sentence.reader, sentence.first, sentence.last, None, [found])
            self._keep(Setting(points, "", self.sentences.steps[sentence.block], times, heard))

    def _place(self) -> None:
        """Give each occasion the place that a sentence of its own told."""
        for points in (*self.own, *(setting.points for setting in self.settings)):
            if "occasion" in points and "place" not in points and (place := self._placed.get(points["occasion"].head)):
                points["place"] = place
