"""The venues that one sentence names, and how the sentence leads to each.

A sentence is walked from where a venue can hang on: its head (*In an interview with CNN, …*), the cue and its source (*… said on
Saturday at a meeting with …*), an addressee that publishes (*told Reuters*), a participle (*speaking at …*), a verb of taking part
(*attended*, *issued*). What stands inside the content that is reported is nobody's venue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_nouns import Core, Found
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_words import lexis, networks, plain_lemma

__all__ = ["Clause", "Findings", "find_venues"]


class Clause(NamedTuple):
    """An attribution's own words in a sentence, as token ranges: the source's mention and the cue, either of them None."""

    mention: tuple[int, int] | None
    cue: tuple[int, int] | None

    @property
    def first(self) -> int:
        """The first token of mention and cue."""
        return min(part[0] for part in self if part)

    @property
    def after(self) -> int:
        """Where the walk behind cue and mention begins."""
        return max(part[1] for part in self if part)


class Findings(NamedTuple):
    """What one sentence names: the venues of the reporter's own clauses, and those that the reported content speaks of."""

    found: list[Found]
    heard: list[Found]


_SKIPPED = frozenset(
    ("of", "about", "with", "to", "for", "in", "on", "by", "as", "despite", "without", "after", "before", "alongside")
)
_CONTINUING = frozenset(("in", "at", "on", "during", "via", "through", "after", "before", "following", "outside", "from", "over"))
_ACTIVE = regex.compile(r"[^NPJD#SMGAOHTCX?().;:-]")
"""Tags of words on which a venue can hang, or that open and close what is reported."""
_LATER = frozenset(("after", "before", "following"))
_COMPANIONS = frozenset(("as", "when", "while", "after", "before"))
_SAID = frozenset(("say", "write", "ask", "add", "manner", "claim", "commit", "judge", "label"))
_STRICT_SKIPS = 2


def find_venues(reader: Reader, first: int, last: int, clauses: Sequence[Clause]) -> Findings:
    """Every part of a venue that the sentence ``first..last`` names, in the order of their finding.

    `clauses` are the attributions whose mention or cue stands in the sentence.
    """
    walk = _Walk(reader, first, last, clauses)
    return Findings(walk.found, walk.heard)


class _Walk:
    """One pass over one sentence."""

    def __init__(self, reader: Reader, first: int, last: int, clauses: Sequence[Clause]) -> None:
        self.reader, self.first, self.last = reader, first, last
        self.lows, self.tags = reader.lows, reader.tags
        self.found: list[Found] = []
        self.heard: list[Found] = []
        self.reached = first
        after = {clause.after: clause for clause in clauses}
        between = {
            clause.mention[1]: clause for clause in clauses if clause.mention and clause.cue and clause.mention[1] < clause.cue[0]
        }
        self.heads = sorted(clause.first for clause in clauses)
        self.cues = {i for clause in clauses if clause.cue for i in range(*clause.cue)}
        self._lead()
        self._scan(after, between)

    def _limit(self, i: int) -> int:
        """How far a phrase that begins at `i` may run: no phrase holds the next source or cue."""
        return next((head for head in self.heads if head > i), self.last)

    def _add(self, found: Sequence[Found]) -> None:
        for item in found:
            if not any(item.first < other.last and other.first < item.last for other in self.found):
                self.found.append(item)

    def _lead(self) -> None:
        """*In an interview with CNN on Friday, Okello said* · *At the rally, she called it “a joke”*."""
        i = self.first
        while i < self.last and self.tags[i] in "CA-.?":
            i += 1
        limit = self._limit(self.first - 1)
        if i < limit and self.lows[i] in _LATER:
            # “After the debate, he told Reuters …”: no longer at the debate
            later, i = self._prepositional(i, limit, "sentence-head", i)
            self.heard += later
        if i + 1 < limit and self.lows[i] in ("while", "when") and self.tags[i + 1] in "gX":
            stop, found = self._object(i + 2, limit, "sentence-head", i + 1, told=False)
        else:
            found, stop = self._chain(i, limit, "sentence-head", i)
        core = self.reader.core(i, limit) if i < limit and self.tags[i] == "D" else None
        if core and core.noun and core.noun.part == "occasion":
            self.heard.append(Found("occasion", i, self.reader.full(core, limit), core.noun.family, "sentence-head", i))
        self._add(found)
        if found:
            self.reached = stop

    def _scan(self, after: dict[int, Clause], between: dict[int, Clause]) -> None:
        blocked = ""  # what keeps a phrase from being the reporter's own: reported "content", a "relative" clause
        tags, reached = self.tags, self.reached
        active = [match.start() for match in _ACTIVE.finditer(self.reader.line, self.reached, self.last)]
        for i in sorted({*active, *after, *between}) if after else active:
            if i < reached or i >= self.last:
                continue
            reached = i + 1
            if i in after or i in between:
                stop = self._behind(i, after.get(i) or between[i], i in after)
                blocked = "content" if i in after and self._clausal(stop) else ""
                if stop > i:
                    reached = stop
                    continue
            if tags[i] in "WB":
                if self._opens_clause(i):
                    blocked = "relative" if self._relative(i) else "content"
            elif tags[i] == "Q" or (tags[i] == "," and self._resumes(i + 1)):
                blocked = ""
            elif tags[i] == "I":
                reached = self._adjunct(i, blocked)
            elif tags[i] in "Vgnb" and i not in self.cues:  # what hangs on a cue is read behind cue and source
                reached, content = self._verb(i)
                blocked = "content" if content else blocked

    def _clausal(self, i: int) -> bool:
        """Whether a clause without *that* begins: *said | the dam would hold*, *announced | it will rain*."""
        for j in range(i, min(i + 8, self.last)):
            if self.tags[j] in "VX":
                return j > i
            if self.tags[j] not in "DGNPJ#HSA":
                return False
        return False

    def _opens_clause(self, i: int) -> bool:
        """Whether a clause begins that is not the reporter's own: *that the dam …*; not *that dam*, *as a fraud*."""
        low, after = self.lows[i], self.tags[i + 1 : i + 3]
        if low in ("as", "than"):
            return after[:1] == ["H"]
        noun = len(after) == 2 and after[0] == "N" and after[1] in "I,.M" and not self.lows[i + 1].endswith("s")
        return not (low == "that" and noun)

    def _relative(self, i: int) -> bool:
        """Whether a relative clause without comma begins (*the flood that killed nine*), behind which the main clause can go on."""
        return (
            i > self.first and self.tags[i - 1] in "NP" and self.tags[i + 1 : i + 2] in (["V"], ["X"]) and self.lows[i] != "what"
        )

    def _resumes(self, i: int) -> bool:
        """Whether a clause of the reporter's goes on behind a comma: *…, speaking at a rally* · *…, in an interview*."""
        return i < self.last and (self.lows[i] in _CONTINUING or (self.tags[i] == "g" and self.lows[i] in lexis("speaking")))

    def _behind(self, i: int, clause: Clause, last: bool) -> int:
        """What hangs on an attribution's cue, or stands between its source and its cue."""
        end = self.last if last or clause.cue is None else clause.cue[0]
        verb = self.lows[clause.cue[1] - 1] if clause.cue else ""
        forms = verb_forms().get(verb)
        told = last and forms is not None and forms.reporting == "tell"
        found, stop = self._chain(
            i, min(end, self._limit(i)) if last else end, "after-cue", clause.cue[0] if clause.cue else i, told=told
        )
        if found and found[0].part == "place" and clause.mention and i == clause.mention[1] and self._belongs(clause.mention, i):
            return i
        self._add(found)
        return stop if found else i

    def _belongs(self, mention: tuple[int, int], i: int) -> bool:
        """Whether a place right behind a source says who it is: *officials at the harbour board said*; not *Okello said in Arusha*."""
        return self.tags[i] == "I" and self.tags[mention[1] - 1] not in "PHQ"

    def _verb(self, i: int) -> tuple[int, bool]:
        """What hangs on a verb that is no attribution's cue: where the walk goes on, and whether reported content follows."""
        low = self.lows[i]
        verb = verb_forms().get(low)
        lemma, reporting = (verb.lemma, verb.reporting) if verb else (plain_lemma(low), "")
        found: list[Found] = []
        stop = i + 1
        if reporting == "tell":
            found, stop = self._chain(i + 1, self._limit(i), "told-outlet", i, told=True)
        elif low in lexis("speaking") or lemma in lexis("attending"):
            if self._planned(i):
                return i + 1, True
            found, stop = self._chain(i + 1, self._limit(i), "took-part", i, taken=True)
            found = self._taken(found, lemma)
        elif reporting in _SAID and lemma != "show":
            found, stop = self._chain(i + 1, self._limit(i), "said-there", i)
        self._add(found)
        stop = stop if found else i + 1
        content = self.tags[i] == "V" and bool(reporting) and reporting not in ("speak", "judge", "label")
        return stop, content and self._clausal(max(stop, i + 1))

    def _planned(self, i: int) -> bool:
        """Whether what the verb says has not happened: *will speak at*, *plans to attend*, *has not given*."""
        if self.tags[i] == "b":
            return True
        before = self.lows[max(self.first, i - 3) : i]
        if any(low in ("not", "never", "no") or low.endswith(("n't", "n’t")) for low in before):
            return True
        return self.tags[i] != "V" and not {"will", "would", "may", "might", "could", "should", "to", "be"}.isdisjoint(
            before[-2:]
        )

    def _taken(self, found: list[Found], lemma: str) -> list[Found]:
        """What a verb of taking part may lead to: *watched a video* and *opened a school in Tabora* say nothing of where words were said."""
        if not found:
            return []
        first = found[0]
        said = lemma in ("speak", "talk", "appear", "write", "testify", "appeal", "debate", "lecture", "preach", "chime", "weigh")
        if lemma == "come" and first.part == "place":
            return []
        if first.part == "place":
            return found if lemma in lexis("present") else []
        if first.family in ("writing", "broadcast", "channel", "outlet", "encounter", "site"):
            wrote = (
                lemma in ("write", "publish", "post", "pen", "issue", "release", "send", "air", "broadcast", "tape", "record")
                and first.by + 1 == first.first
            )
            return found if said or (wrote and self.lows[first.first] in ("a", "an") and first.family != "channel") else []
        return found

    def _adjunct(self, i: int, blocked: str) -> int:
        """A venue that ends a clause: *… called the dam “a joke” in an interview*. Only one that cannot be meant otherwise; what the
        content speaks of is only heard."""
        if self.lows[i] not in ("in", "at", "during"):
            return i + 1
        found = self.reader.prepositional(i, self._limit(i), "clause-end", i)
        if not found:
            return i + 1
        if found[0].family == "ceremony" and "Q" not in self.tags[self.first : i]:
            blocked = blocked or "content"
        if blocked == "content" or (blocked and self.lows[i] != "during") or not self._sure(found[0]):
            self.heard += found
            return i + 1
        self._add(found)
        return found[-1].last

    def _sure(self, found: Found) -> bool:
        """Whether a venue at the end of a clause can hardly belong to the content: *a rally*, *an interview*, *a ruling* that ends the clause."""
        if found.family in ("writing", "broadcast"):
            closes = (
                found.last >= self.last or self.tags[found.last] in ".,MnV" or self.lows[found.last] in ("on", "last", "this")
            )
            return closes and self.lows[found.first] in ("a", "an", "his", "her", "their", "its") and self.lows[found.by] == "in"
        return found.family not in ("encounter", "outlet", "channel", "site", "name", "journey")

    def _chain(self, i: int, end: int, rule: str, by: int, *, told: bool = False, taken: bool = False) -> tuple[list[Found], int]:
        """The adjuncts that follow each other from `i` on, with their venues, and where they stop.

        `told`: an addressee comes first. `taken`: the verb takes an occasion as its object (*attended the meeting*).
        """
        found: list[Found] = []
        skips = 0
        while i < end:
            tag, low = self.tags[i], self.lows[i]
            step = self.reader.past_times(i, end)
            if step > i:
                i = step
                continue
            if (told or taken) and (tag in "DGNPJ#OMg" or (told and self.reader.texts[i] != low)):
                step, more = self._object(i, end, rule, by, told=told)
                told = taken = False
                if step == i:
                    break
                found += more
                i = step
            elif tag == ",":
                i = self._past_apposition(i, end)
                if i < 0:
                    break
            elif tag == "g" and low in lexis("speaking"):
                more, i = self._chain(i + 1, end, rule, i, taken=True)
                found += more
                break
            elif low in lexis("carried") and i + 1 < end and self.tags[i + 1] == "I":
                more = self.reader.carrier(i + 1, end, rule, by)
                if not more:
                    break
                found += more
                i = more[-1].last
            elif low == "ahead" and self.lows[i + 1 : i + 2] == ["of"]:
                more = [] if found else self.reader.ahead_of(i + 1, end, rule, by)
                if not more:
                    break
                found += more
                i = more[-1].last
            elif tag == "A" or (tag == "(" and ")" in self.tags[i:end]):
                i = i + 1 if tag == "A" else self.tags.index(")", i) + 1
            elif (
                tag == "I"
                and i + 1 < end
                and self.lows[i + 1] in ("on", "in", "at", "during")
                and low in ("in", "out", "up", "on")
            ):
                i += 1  # “chimed in on Twitter”
            elif tag in "IT" or low == "via":
                more, step = self._prepositional(i, end, rule, by)
                if low in _LATER and found:
                    self.heard += more  # “in a post after the speech” is the post
                    more = []
                if not more and (skips == _STRICT_SKIPS or low not in _SKIPPED or step == i):
                    break
                skips += not more
                found += more
                taken = False
                i = step
            elif low in _COMPANIONS and not found:
                found += self._companion(i, end)
                break
            else:
                break
        return found, i

    def _prepositional(self, i: int, end: int, rule: str, by: int) -> tuple[list[Found], int]:
        """The venue behind a preposition; or, where it leads to none, the end of the phrase."""
        more = self.reader.prepositional(i, end, rule, by) or self.reader.place(i, end, rule, by)
        if more:
            return more, more[-1].last
        core = self.reader.core(i + 1, end)
        if core is None:
            return [], i + 2 if i + 1 < end and self.tags[i + 1] == "O" else i
        return [], core.last if core.noun else self.reader.full(core, end)

    def _object(self, i: int, end: int, rule: str, by: int, *, told: bool) -> tuple[int, list[Found]]:
        """An addressee or an object: a venue where it publishes (*told Reuters*) or takes place (*told a rally*, *held a rally*)."""
        reader = self.reader
        if told:
            outlet = reader.outlet(i, end)
            if outlet and reader.texts[i] not in networks():
                return self._past_person(outlet[1], end), [Found("medium", *outlet, "outlet", "told-outlet", by)]
            worded = reader.worded(i, end)
            if worded > i:
                return worded, [Found("medium", i, worded, "outlet", "told-outlet", by)]
        core = reader.core(i, end)
        if core is None:
            return (i + 1, []) if self.tags[i] in "OH" else (i, [])
        if told and reader.named_channel(core):
            return core.last, [Found("medium", core.first, core.last, "channel", "told-outlet", by)]
        last = reader.full(core, end)
        if told and (core.noun is None or core.noun.part == "place" or not self._addressed(core)):
            return self._addressee(core, end, by)
        if core.noun is not None and core.noun.part == "place":
            last = reader.place_end(core, end)
            return last, [Found("place", core.first, last, core.noun.family, rule, by)]
        if core.noun is None:
            return last, []
        if self.lows[core.first] in ("this", "that", "these", "those") or (
            core.noun.weak and (told or core.noun.family != "writing")
        ):
            return last, []
        found = Found(core.noun.part, core.first, last, core.noun.family, "told-outlet" if told else rule, by)
        return last, [found, *reader.place_after(last, end, rule, by)]

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
        if core.last < end and self.lows[core.last] == "of" and (group := self.reader.core(core.last + 1, end)):
            return group.last, []
        return core.last, []

    def _addressed(self, core: Core) -> bool:
        """Whether one can speak to it as to a venue: *told a news conference*, *told state television*; not *told Congress*."""
        noun = core.noun
        if noun is None or (noun.family == "channel" and self.lows[core.head] in ("internet", "web", "page", "site", "sign")):
            return False
        opened = self.tags[core.first] in "DGM" or noun.family == "channel"
        return opened and noun.family in (
            "assembly",
            "press",
            "rally",
            "contest",
            "ceremony",
            "channel",
            "broadcast",
            "interview",
        )

    def _past_person(self, i: int, end: int) -> int:
        """Past the person who asks for an outlet: CNN | ’s Dora Holm · the Courier | columnist Dora Holm."""
        while i < end and (self.tags[i] in "SP" or self.lows[i] in lexis("host")):
            i += 1
        return i

    def _past_apposition(self, i: int, end: int) -> int:
        """Where the chain goes on behind a comma: at once, or behind an apposition's second comma; -1 where it does not."""
        if i + 1 >= end:
            return -1
        if self._resumes(i + 1) or self.reader.past_times(i + 1, end) > i + 1:
            return i + 1
        if self.tags[i + 1] not in "DGNPJ#W":
            return -1
        for j in range(i + 2, min(end, i + 34)):
            if self.tags[j] == "Q":
                return -1
            if self.tags[j] == "," and self._resumes(j + 1):
                return j + 1
        return -1

    def _companion(self, i: int, end: int) -> list[Found]:
        """*as he entered the talks* · *while walking through the market*: what the source did at the same time."""
        if i + 1 >= end or not (self.tags[i + 1] == "H" or (self.tags[i + 1] == "g" and self.lows[i] in ("while", "when"))):
            return []
        for j in range(i + 1, min(end, i + 20)):
            if self.tags[j] in "QWB,":
                break
            more: list[Found] = []
            if self.tags[j] in "Vg" and (verb := verb_forms().get(self.lows[j])) and verb.lemma in lexis("attending"):
                more = self._object(j + 1, end, "meanwhile", j, told=False)[1]
            elif self.tags[j] == "I":
                more = self.reader.prepositional(j, end, "meanwhile", j) or self.reader.place(j, end, "meanwhile", j)
            if more:
                return more
        return []
