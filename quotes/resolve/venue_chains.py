"""What hangs on a verb: the adjuncts that follow each other behind it, and the venues among them.

*said | on Saturday | at a meeting with the pilots | in Arusha* · *told | Reuters | by telephone* · *attended | a meeting of pilots*.
A chain goes on over times, addressees, appositions and idle phrases, and stops at what is reported.
"""

from __future__ import annotations

from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_nouns import Core, Found
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_words import Noun, lexis, networks

__all__ = ["CONTINUING", "LATER", "Chains"]

_ABOUT = frozenset("about some nearly almost roughly around over perhaps".split())
CONTINUING = frozenset(("in", "at", "on", "during", "via", "through", "after", "before", "following", "outside", "over"))
"""Prepositions with which a clause of the reporter's goes on behind a comma."""
LATER = frozenset(("after", "before", "following"))
"""Prepositions that lead to an occasion only where nothing nearer does."""

_SKIPPED = frozenset(
    ("of", "about", "with", "to", "for", "in", "on", "by", "as", "upon", "despite", "without", "after", "before", "alongside")
)
_COMPANIONS = frozenset(("as", "when", "while", "after", "before"))
_PARTICLES = frozenset(("in", "out", "up", "on"))
_LISTENING = frozenset(("assembly", "press", "rally", "contest", "ceremony", "channel", "broadcast", "interview"))
_DEMONSTRATIVE = frozenset(("this", "that", "these", "those"))
_ATTENDED = frozenset(("event", "appearance", "luncheon", "presentation"))
_ADDRESSED = frozenset(("interview", "statement"))
_IDLE_PHRASES = 2
"""How many phrases that lead nowhere a chain goes on over."""
_LONGEST = 90
"""The most tokens that one chain may run over: it bounds the work."""


class Chains:
    """The chains of one passage. `heard` collects what is only spoken of: the occasion before, a nearer one found."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.lows, self.tags = reader.lows, reader.tags
        self.heard: list[Found] = []

    def read(self, i: int, end: int, rule: str, by: int, *, told: bool = False, taken: bool = False) -> tuple[list[Found], int]:
        """The venues among the adjuncts that follow each other from `i` on, and where they stop.

        `told`: an addressee comes first. `taken`: the verb takes an occasion as its object (*attended the meeting*).
        """
        end = min(end, i + _LONGEST)
        found: list[Found] = []
        idle = 0
        while i < end:
            tag, low = self.tags[i], self.lows[i]
            if low == "here" and rule != "clause-end":
                found.append(Found("place", i, i + 1, "name", rule, by))
                i += 1
                continue
            step = self.reader.past_times(i, end)
            if step == i:
                step = self._past_idle(i, end, apposed=rule == "after-cue")
            if step > i:
                i = step
                continue
            if (told or taken) and (tag in "DGNPJ#OMg" or (told and self.reader.texts[i] != low)):
                step, more = self.object(i, end, rule, by, told=told)
                told = taken = False
            elif tag == "g" and low in lexis("speaking"):
                more, i = self.read(i + 1, end, rule, i, taken=True)
                return found + more, i
            elif low in _COMPANIONS and tag == "B":
                return (found or self._companion(i, end)), i
            else:
                step, more = self._adjunct(i, end, rule, by, found)
                idle += not more
                if idle > _IDLE_PHRASES:
                    break
                taken = False
            if step == i:
                break
            found += more
            i = step
        return self._narrowed(found), i

    def _narrowed(self, found: list[Found]) -> list[Found]:
        """The venues of a chain without the outlet that was told where it says by what: *told the Courier* | *in an interview*; not *told
        the Courier* | *by telephone*."""
        by = any(item.family in _ADDRESSED and self.lows[item.first - 1] == "in" for item in found)
        return [item for item in found if item.family != "outlet" or item.rule != "told-outlet"] if by else found

    def _past_idle(self, i: int, end: int, *, apposed: bool) -> int:
        """Past an adverb, brackets, a comma, the particle of a verb (*chimed | in on Twitter*), behind a source past an apposition too
        (`apposed`); `i` where none of these stands."""
        tag = self.tags[i]
        if tag == ",":
            companion = apposed and self.lows[i + 1 : i + 2] == ["while"]
            if companion or self.resumes(i + 1, end) or self.reader.past_times(i + 1, end) > i + 1:
                return i + 1
            return self._past_apposition(i, end) if apposed else i
        if tag == "(":
            return next((j + 1 for j in range(i, end) if self.tags[j] == ")"), i)
        if tag == "I" and i + 1 < end:
            particle = self.lows[i] in _PARTICLES and self.lows[i + 1] in ("on", "in", "at", "during")
            return i + 1 if particle else i
        return i + 1 if tag == "A" and self.lows[i] != "ahead" else i

    def _adjunct(self, i: int, end: int, rule: str, by: int, found: list[Found]) -> tuple[int, list[Found]]:
        """What a preposition or participle leads to: where it ends, and its venues; `i` where the chain stops."""
        low, more = self.lows[i], list[Found]()
        if low in lexis("carried") and i + 1 < end and self.tags[i + 1] == "I":
            more = self.reader.carrier(i + 1, end, rule, by)
        elif low == "ahead" and self.lows[i + 1 : i + 2] == ["of"]:
            more = [] if found else self.reader.ahead_of(i + 1, end, rule, by)
        elif self.tags[i] in "IT" or low == "via":
            more, step = self.prepositional(i, end, rule, by)
            if low in LATER and found:
                self.heard += more  # “in a post after the speech” is the post
                more = []
            return (step if more or low in _SKIPPED else i), more
        return (more[-1].last if more else i), more

    def prepositional(self, i: int, end: int, rule: str, by: int) -> tuple[list[Found], int]:
        """The venue behind a preposition; or, where it leads to none, the end of the phrase."""
        before = self.lows[i] == "before" and self.lows[by] in lexis("heard-before")
        more = self.reader.court(i, end, rule, by) if before else []
        more = more or self.reader.prepositional(i, end, rule, by) or self.reader.place(i, end, rule, by)
        if more:
            return more, more[-1].last
        core = self.reader.core(i + 1, end)
        if core is None:
            return [], i + 2 if i + 1 < end and self.tags[i + 1] in "OH" else i
        arrived = self.lows[core.head] in ("arrival", "return")  # on his arrival | at the airport
        return [], core.last if core.noun or arrived else self.reader.full(core, end)

    def object(self, i: int, end: int, rule: str, by: int, *, told: bool) -> tuple[int, list[Found]]:
        """An addressee or an object: a venue where it publishes (*told Reuters*) or takes place (*told a rally*, *held a rally*)."""
        if told and (outlet := self._outlet(i, end, by)):
            return self._past_person(outlet.last, end), [outlet]
        reader = self.reader
        core = reader.core(i, end)
        if core is None:
            alone = i < end and (self.tags[i] in "OH" or self.lows[i] == "her")
            return (i + 1, []) if alone else (i, [])
        noun, last = core.noun, reader.full(core, end)
        letter = noun is not None and noun.family == "statement" and self.lows[core.first] in ("a", "an")
        if told and not letter and not self._addressed(core):  # addressed | a letter to the mayor
            return self._addressee(core, end, by)
        if noun is None or self.lows[core.first] in _DEMONSTRATIVE or self._told_already(core, noun, end):
            return last, []
        if noun.part == "place":
            last = reader.place_end(core, end)
            return last, [Found("place", core.first, last, noun.family, rule, by)]
        if noun.family == "statement" and last - core.first == 1:
            return last, []  # gave notice
        if noun.weak and (told or (noun.family != "writing" and self.lows[core.head] not in _ATTENDED)):
            return last, []
        found = Found(noun.part, core.first, last, noun.family, "told-outlet" if told else rule, by)
        return last, [found, *reader.place_after(last, end, rule, by)]

    def _told_already(self, core: Core, noun: Noun, end: int) -> bool:
        """Whether an object takes up what was quoted: made *the remarks* | at a meeting of pilots."""
        up = noun.family == "speech" and self.lows[core.first] == "the" and core.last - core.first == 2
        return up and core.last < end and self.lows[core.last] in ("at", "during", "in", "on", "while", "when")

    def _outlet(self, i: int, end: int, by: int) -> Found | None:
        """An outlet that was told: *the BBC*, *Harbour Watch*, *state news agency IRNA*."""
        outlet = self.reader.outlet(i, end)
        if outlet and self.reader.texts[i] not in networks():
            return Found("medium", *outlet, "outlet", "told-outlet", by)
        last = self._told_name(i, end)
        if last > i:
            return Found("medium", i, last, "outlet", "told-outlet", by)
        core = self.reader.core(i, end)
        named = core is not None and (self.reader.named_channel(core) or self._collective(core))
        return Found("medium", core.first, core.last, "channel", "told-outlet", by) if core and named else None

    def _told_name(self, i: int, end: int) -> int:
        """Where the name of an outlet ends that only its being told shows: this *newspaper*, the *paper*, a programme in marks, the agency
        that signs the report, *Harbour Watch*; `i` where none does."""
        if i + 1 < end and self.lows[i] in ("this", "our", "the") and self.lows[i + 1] in lexis("own-outlet"):
            signed = self.lows[i + 1] == "agency" and self.reader.house
            common = self.lows[i] == "the" and self.lows[i + 1] in lexis("told-of-others") and not signed
            return i + 2 if not common and (i + 2 == end or self.tags[i + 2] not in "NPS") else i
        if self.lows[i] in self.reader.house or (self.tags[i] == "Q" and i not in self.reader.quoted):
            return i + 1
        return self.reader.worded(i, end)

    def _collective(self, core: Core) -> bool:
        """Whether a phrase means the outlets of somewhere: told *Russian media*; not *told the media*, as reporters are told."""
        return self.lows[core.head] == "media" and core.last - core.first > 1 and self.tags[core.first] != "D"

    def _addressee(self, core: Core, end: int, by: int) -> tuple[int, list[Found]]:
        """Past an addressee; a person is asked for the outlet: *told Dora Holm of the Arusha Courier*, *told CNN’s Dora Holm*."""
        for i in range(core.first, core.last):
            outlet = self.reader.outlet(i, core.last)
            if outlet and outlet[1] < core.last and self.tags[outlet[1]] in "SN":
                return core.last, [Found("medium", *outlet, "outlet", "told-outlet", by)]
        if core.last + 1 < end and self.lows[core.last] in ("of", "from", "at", "on", "with") and self.tags[core.head] == "P":
            outlet = self.reader.outlet(core.last + 1, end)
            if outlet:
                return outlet[1], [Found("medium", *outlet, "outlet", "told-outlet", by)]
        if core.last < end and self.lows[core.last] == "of":
            return self._past_number(core.last + 1, end), []
        return core.last, []

    def _past_number(self, i: int, end: int) -> int:
        """Past who a crowd is of, and how many: told a crowd of *farmers* | in Arusha, of *about 250 people* | in Arusha."""
        while i < end and (self.tags[i] == "#" or self.lows[i] in _ABOUT):
            i += 1
        group = self.reader.core(i, end)
        return group.last if group is not None else i

    def _addressed(self, core: Core) -> bool:
        """Whether one can speak to it as to a venue: *told a news conference*, *told state television*; not *told Congress*."""
        noun = core.noun
        if noun is not None and noun.family == "chamber":
            return self.reader.texts[core.head] != self.lows[core.head]
        if noun is None or noun.family not in _LISTENING:
            return False
        owned = "S" in self.tags[core.first : core.head]  # told broadcaster KTV’s breakfast show
        return noun.family == "channel" or owned or self.tags[core.first] in "DGM"

    def _past_person(self, i: int, end: int) -> int:
        """Past the person who asks for an outlet: CNN | ’s Dora Holm · the Courier | columnist Dora Holm."""
        while i < end and (self.tags[i] in "SP" or self.lows[i] in lexis("host")):
            i += 1
        return i

    def _past_apposition(self, i: int, end: int) -> int:
        """Where the chain goes on behind the second comma of an apposition: *said Okello, the mayor of Arusha, | in a statement*."""
        if i + 1 >= end or self.tags[i + 1] not in "DGNPJ#W":
            return i
        for j in range(i + 2, min(end, i + 34)):
            if self.tags[j] == "Q":
                break
            if self.tags[j] == "," and (self.resumes(j + 1, end) or self.reader.past_times(j + 1, end) > j + 1):
                return j + 1
        return i

    def resumes(self, i: int, end: int) -> bool:
        """Whether a clause of the reporter's goes on behind a comma: *…, speaking at a rally* · *…, in an interview*."""
        if self.lows[i : i + 1] == ["from"]:
            return self.tags[i + 1 : i + 2] == ["G"]  # Okello, 53, from her porch; not: Okello, 53, from Arusha
        return i < end and (self.lows[i] in CONTINUING or (self.tags[i] == "g" and self.lows[i] in lexis("speaking")))

    def _course(self, i: int, end: int, by: int) -> list[Found]:
        """*as tonight's session rose* · *as the trial opened in Arusha*: the occasion that takes its course."""
        core = self.reader.core(i, end)
        if core is None or core.noun is None or core.noun.part != "occasion":
            return []
        last = self.reader.full(core, end)
        if last >= end or self.lows[last] not in lexis("course"):
            return []
        return [
            Found("occasion", core.first, last, core.noun.family, "meanwhile", by),
            *self.reader.place_after(last + 1, end, "meanwhile", by),
        ]

    def _companion(self, i: int, end: int) -> list[Found]:
        """*as he entered the talks* · *while walking through the market*: what the source did at the same time."""
        follows = self.tags[i + 1] if i + 1 < end else ""
        if follows in "DGMP" and (found := self._course(i + 1, end, i)):
            return found
        if follows != "H" and not (follows in ("g", "X") and self.lows[i] in ("while", "when")):
            return []
        for j in range(i + 1, min(end, i + 20)):
            if self.tags[j] in "QWB,":
                break
            more: list[Found] = []
            if self.tags[j] in "Vg" and (verb := verb_forms().get(self.lows[j])) and verb.lemma in lexis("attending"):
                more = self.object(j + 1, end, "meanwhile", j, told=False)[1]
            elif self.tags[j] == "I":
                more = self.reader.prepositional(j, end, "meanwhile", j) or self.reader.place(j, end, "meanwhile", j)
            if more:
                return more + self.read(more[-1].last, end, "meanwhile", j)[0]
        return []
