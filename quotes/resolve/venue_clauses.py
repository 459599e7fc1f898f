"""The venues that one sentence names, and how the sentence leads to each.

A sentence is walked from where a venue can hang on: its head (*In an interview with Reuters, …*), the cue and its source (*… said on
Saturday at a meeting with …*), an addressee that publishes (*told Reuters*), a participle (*speaking at …*), a verb of taking part
(*attended*, *issued*). What stands inside the content that is reported is nobody's venue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import regex

from quotes.resolve.gazetteer import given_gender
from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_chains import LATER, Chains
from quotes.resolve.venue_nouns import Found
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


MOST = 24
"""The most parts that are taken from one sentence: no sentence that people write names more."""

_ACTIVE = regex.compile(r"[^NPJD#SMGAOHTC?().;:-]")
"""Tags of words on which a venue can hang, or that open and close what is reported."""
_SAID = frozenset(("say", "write", "ask", "add", "manner", "claim", "commit", "judge", "label"))
_CALLING = frozenset(("label", "judge"))
_OBJECT = 20  # tokens between such a cue and the words: no object that is called something is longer
_RECALLED = frozenset(("recall", "recalled", "remember", "remembered", "noted", "noting", "reminded", "added"))
_INSIDE = 16  # tokens from a phrase to “in which”, and from there to the source
_TO_COME = frozenset(("will", "would", "may", "might", "could", "should", "to", "be"))
_SPOKE = frozenset(("speak", "talk", "appear", "write", "testify", "appeal", "debate", "lecture", "preach", "chime", "weigh"))
_ISSUED = frozenset(("write", "publish", "post", "pen", "issue", "release", "send", "air", "broadcast", "tape", "record"))
_UNSURE = frozenset(("encounter", "outlet", "channel", "site", "name", "journey"))
_LOOSE = frozenset(("writing", "broadcast", "channel", "outlet", "encounter", "site"))
_ONE = frozenset(("a", "an", "his", "her", "their", "its"))


def find_venues(reader: Reader, first: int, last: int, clauses: Sequence[Clause]) -> Findings:
    """Every part of a venue that the sentence ``first..last`` names, in the order of their finding.

    `clauses` are the attributions whose mention or cue stands in the sentence.
    """
    walk = _Walk(reader, first, last, clauses)
    return Findings(walk.found, walk.chains.heard[:MOST])


class _Walk:
    """One pass over one sentence."""

    def __init__(self, reader: Reader, first: int, last: int, clauses: Sequence[Clause]) -> None:
        self.reader, self.first, self.last = reader, first, last
        self.lows, self.tags = reader.lows, reader.tags
        self.chains = Chains(reader)
        self.found: list[Found] = []
        self.covered: set[int] = set()
        self.clauses = clauses
        self.reached = first
        after = {clause.after: clause for clause in clauses}
        between = {
            clause.mention[1]: clause for clause in clauses if clause.mention and clause.cue and clause.mention[1] < clause.cue[0]
        }
        finite = {clause.cue[0] for clause in clauses if clause.cue and reader.tags[clause.cue[0]] == "V"}  # in Arusha | calls
        self.heads = sorted(finite.union(clause.first for clause in clauses))
        self.cues = {i for clause in clauses if clause.cue for i in range(*clause.cue)}
        self.labelled = {self._label(clause.cue) for clause in clauses if clause.cue}
        self._lead()
        self._scan(after, between)

    def _limit(self, i: int) -> int:
        """How far a phrase that begins at `i` may run: no phrase holds the next source or cue."""
        at = bisect_right(self.heads, i)
        return self.heads[at] if at < len(self.heads) else self.last

    def _label(self, cue: tuple[int, int]) -> int:
        """The masked span behind a cue that calls something by it: called the dam | “a joke” | on Friday in Arusha; -1 for none."""
        verb = verb_forms().get(self.lows[cue[1] - 1])
        if verb is None or verb.reporting not in _CALLING:
            return -1
        limit = min(self._limit(cue[0]), cue[1] + _OBJECT)
        return next((i for i in range(cue[1], limit) if self.tags[i] == "Q" and i in self.reader.quoted), -1)

    def _add(self, found: Sequence[Found]) -> None:
        """Keep venues that do not overlap those found before them."""
        for item in found:
            tokens = range(item.first, item.last)
            if len(self.found) < MOST and self.covered.isdisjoint(tokens):
                self.covered.update(tokens)
                self.found.append(item)

    def _lead(self) -> None:
        """*In an interview with Reuters on Friday, Okello said* · *At the rally, she called it “a joke”*."""
        i = self.first
        while i < self.last and self.tags[i] in "CA-.?":
            i += 1
        if self.lows[i : i + 1] == ["it"] and not _RECALLED.isdisjoint(self.lows[i : i + 5]) and "that" in self.lows[i : i + 6]:
            i = self.lows.index("that", i) + 1  # It should be recalled that | at a meeting in Arusha, Okello said …
        limit = self._limit(self.first - 1)
        if i < limit and self.lows[i] in LATER:
            # “After the debate, he told Reuters …”: no longer at the debate
            later, i = self.chains.prepositional(i, limit, "sentence-head", i)
            self.chains.heard += later
        if i + 1 < limit and self.lows[i] in ("while", "when") and self.tags[i + 1] in "gX":
            stop, found = self.chains.object(i + 2, limit, "sentence-head", i + 1, told=False)
        else:
            found, stop = self.chains.read(i, limit, "sentence-head", i)
        self._hear_subject(i, limit)
        self._add(found)
        if found:
            self.reached = stop

    def _hear_subject(self, i: int, limit: int) -> None:
        """Remember an occasion that the sentence is about: *The first debate of the year was long*."""
        core = self.reader.core(i, limit) if i < limit and self.tags[i] == "D" else None
        if core and core.noun and core.noun.part == "occasion":
            found = Found("occasion", i, self.reader.full(core, limit), core.noun.family, "sentence-head", i)
            self.chains.heard.append(found)

    def _scan(self, after: dict[int, Clause], between: dict[int, Clause]) -> None:
        """Every place behind the head of the sentence where a venue can hang."""
        blocked = aside = ""  # what keeps a phrase from being the reporter's own: reported "content", a "relative" clause
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
            if tags[i] == "," and aside:
                blocked, aside = "", ""  # Okello, who had won, | later apologised on Telegram
            if tags[i] in "WB":
                if self._opens_clause(i):
                    aside = self.lows[i] if tags[i] == "W" and i > self.first and tags[i - 1] == "," and not blocked else ""
                    blocked = "relative" if self._relative(i) else "content"
            elif i in self.labelled:
                blocked, reached = "", self._behind_label(i + 1)
            elif tags[i] == "Q" or (tags[i] == "," and self.chains.resumes(i + 1, self.last)):
                blocked = ""
            elif tags[i] == "I":
                if self.lows[i] == "in" and self.lows[i + 1 : i + 2] == ["which"]:
                    self._in_which(i)
                reached = self._adjunct(i, blocked)
            elif tags[i] == "X" and self.lows[i] == "had":
                reached = self._had(i)
            elif blocked == "content" and i and self.lows[i - 1] == "had":
                continue  # noted that she had visited the ministry
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
        after = self.tags[i + 1 : i + 2]
        return i > self.first and self.tags[i - 1] in "NP" and after in (["V"], ["X"]) and self.lows[i] != "what"

    def _behind(self, i: int, clause: Clause, last: bool) -> int:
        """What hangs on an attribution's cue, or stands between its source and its cue."""
        verb = verb_forms().get(self.lows[clause.cue[1] - 1]) if clause.cue else None
        told = last and verb is not None and verb.reporting in ("tell", "ask")
        taken = last and verb is not None and verb.lemma in _ISSUED
        end = self._limit(i) if last or clause.cue is None else clause.cue[0]
        by = clause.cue[1] - 1 if clause.cue else i
        found, stop = self.chains.read(i, end, "after-cue", by, told=told, taken=taken)
        timed = self.reader.past_times(i, end) > i
        if found and found[0].part == "place" and not timed and self._belongs(clause.mention, i):
            found = [item for item in found if item.part != "place"]  # wrote one user from Tabora | on Facebook
        if found and self._works_at(found[0], i):
            found = found[1:]
        self._add(found)
        return stop if found else i

    def _works_at(self, found: Found, i: int) -> bool:
        """Whether a firm behind a source tells where it works: *said Dora Holm at Hale Securities*."""
        firm = found.part == "place" and self.lows[i] == "at" and self.tags[i - 1] == "P"
        return firm and self.tags[found.last - 1] == "P" and self.lows[found.last - 1] in lexis("firm")

    def _behind_label(self, i: int) -> int:
        """What hangs on the calling, behind the words that it calls by; a place only behind a time: *“a joke” on Friday in Arusha*."""
        found, stop = self.chains.read(i, self._limit(i), "clause-end", i - 1)
        timed = self.reader.past_times(i, self.last) > i
        if not found or not (timed or (found[0].part != "place" and self._hangs(found[0]))):
            return i
        self._add(found)
        return stop

    def _belongs(self, mention: tuple[int, int] | None, i: int) -> bool:
        """Whether a place right behind a source says who it is: *officials at the harbour board said*; not *Okello said in Arusha*."""
        if mention is None or i != mention[1] or self.tags[i] != "I":
            return False
        if "of" in self.lows[mention[0] + 1 : i] and given_gender(self.reader.texts[mention[0]]) is not None:
            return True  # Ada Okello of the harbour board in Arusha said
        named = self.tags[i - 1] in "PHOQG"  # “by her in Porto”: the possessive that ends a mention is a pronoun
        return not named or (i - 1 == self.first and self.lows[i - 1].endswith("s"))  # “Officials at the harbour board said”

    def _verb(self, i: int) -> tuple[int, bool]:
        """What hangs on a verb that is no attribution's cue: where the walk goes on, and whether reported content follows."""
        low = self.lows[i]
        verb = verb_forms().get(low)
        lemma, reporting = (verb.lemma, verb.reporting) if verb else (plain_lemma(low), "")
        found: list[Found] = []
        stop = i + 1
        if low in lexis("met-with"):
            met = self.tags[i] == "n" or i == self.first or self.tags[i - 1] == ","
            if met and self.tags[i + 1 : i + 2] == ["I"]:
                found, stop = self.chains.read(i + 1, self._limit(i), "took-part", i)
        elif low in lexis("tried") and low != "appeared":
            found, stop = self.chains.read(i + 1, self._limit(i), "took-part", i)
            found = found if found and found[0].family == "chamber" else []
        elif lemma == "take" and self.lows[i + 1 : i + 3] == ["the", "stand"]:
            found, stop = self.chains.read(i + 3, self._limit(i), "took-part", i)
        elif lemma == "use":
            found, stop = self._used(i)
        elif reporting == "tell":
            found, stop = self.chains.read(i + 1, self._limit(i), "told-outlet", i, told=True)
        elif low in lexis("speaking") or lemma in lexis("attending"):
            if self._planned(i):
                return i + 1, True
            found, stop = self.chains.read(i + 1, self._limit(i), "took-part", i, taken=True)
            found = found if found and self._takes(found[0], lemma) else []
        elif reporting in _SAID and lemma != "show":
            this = self.lows[i + 1 : i + 2] == ["this"] and self.tags[i + 2 : i + 3] == ["I"]  # said this | at a meeting
            found, stop = self.chains.read(i + 1 + this, self._limit(i), "said-there", i)
        self._add(found)
        stop = stop if found else i + 1
        content = self.tags[i] == "V" and bool(reporting) and reporting not in ("speak", "judge", "label")
        return stop, content and self._clausal(stop)

    def _used(self, i: int) -> tuple[list[Found], int]:
        """*used his speech to attack the board*: what serves to say something; *used a rally* alone says nothing of words."""
        core = self.reader.core(i + 1, self._limit(i))
        if (
            core is None
            or core.noun is None
            or core.noun.part == "place"
            or core.noun.family in ("writing", "channel", "statement")
        ):
            return [], i + 1
        last = self.reader.full(core, self.last)
        if "to" not in self.lows[last : last + 12]:
            return [], i + 1
        return [Found(core.noun.part, core.first, last, core.noun.family, "took-part", i)], last

    def _had(self, i: int) -> int:
        """*had a conversation with the pilots in the canteen*: where the walk goes on behind it."""
        core = self.reader.core(i + 1, self._limit(i))
        if core is None or core.noun is None or self.lows[core.last : core.last + 1] != ["with"]:
            return i + 1
        if core.noun.family != "assembly" and self.lows[core.head] != "conversation":
            return i + 1
        last = self.reader.full(core, self._limit(i))
        found = Found("occasion", core.first, last, "assembly", "took-part", i)
        self._add([found, *self.reader.place_after(last, self._limit(i), "took-part", i)])
        return last

    def _in_which(self, i: int) -> None:
        """*sent a letter, in which she called …* · *a speech in Arusha in which he said …*: what a clause behind it is inside of."""
        by = next((clause.cue[0] for clause in self.clauses if clause.cue and i < clause.first <= i + _INSIDE), -1)
        if by < 0 and len(self.clauses) == 1 and "Q" in self.tags[i : i + _INSIDE]:
            by = i  # the one source's own words: stood by his speech in which he called it “a joke”
        if by < 0:
            return
        end = i - (self.tags[i - 1] == ",")
        for j in range(i - 1, max(self.first, i - _INSIDE) - 1, -1):
            core = self.reader.core(j, end) if self.tags[j] in "DGM" else None
            if core is None or core.noun is None or core.noun.part == "place" or core.first != j:
                continue
            last = self.reader.full(core, end)
            places = self.reader.place_after(last, end, "in-which", by)
            if (places[-1].last if places else self.reader.past_times(last, end)) >= end:
                self._add([Found(core.noun.part, core.first, last, core.noun.family, "in-which", by), *places])
                return

    def _planned(self, i: int) -> bool:
        """Whether what the verb says has not happened: *will speak at*, *plans to attend*, *has not given*."""
        if self.tags[i] == "b":
            return True
        before = self.lows[max(self.first, i - 3) : i]
        if any(low in ("not", "never", "no") or low.endswith(("n't", "n’t")) for low in before):
            return True
        return self.tags[i] != "V" and not _TO_COME.isdisjoint(before[-2:])

    def _takes(self, found: Found, lemma: str) -> bool:
        """Whether a verb of taking part leads there: *watched a video* and *opened a school in Tabora* say nothing of words."""
        if found.part == "place":
            return lemma != "come" and lemma in lexis("present")
        if lemma == "make" and self.lows[found.last - 1] == "appearance":
            return True
        if found.family not in _LOOSE or lemma in _SPOKE:
            return True
        issued = lemma in _ISSUED and found.by + 1 == found.first and found.family != "channel"
        return issued and self.lows[found.first] in ("a", "an")

    def _adjunct(self, i: int, blocked: str) -> int:
        """A venue that ends a clause: *… called the dam “a joke” in an interview*.

        Only one that cannot be meant otherwise; what the content speaks of is only heard.
        """
        if blocked != "content" and (court := self._court(i)):
            self._add(court)
            return court[-1].last
        network = self._network(i)
        if self.lows[i] not in ("in", "at", "during") and not network:
            return i + 1
        found = self.reader.prepositional(i, self._limit(i), "clause-end", i)
        if not found:
            return i + 1
        if found[0].family == "ceremony" and "Q" not in self.tags[self.first : i]:
            blocked = blocked or "content"
        if blocked == "content" or (blocked and self.lows[i] != "during") or not (network or self._sure(found[0])):
            self.chains.heard += found
            return i + 1
        self._add(found)
        return found[-1].last

    def _court(self, i: int) -> list[Found]:
        """A court by name that a clause ends with: *spent five hours on the stand* | *in Arusha Crown Court*."""
        heard = self.lows[i] in ("in", "at") and i > self.first and self.lows[i - 1] in lexis("court-business")
        return self.reader.court(i, self._limit(i), "clause-end", i) if heard else []

    def _network(self, i: int) -> bool:
        """Whether a clause ends with a social network: *called him “a joke” on Twitter* · *apologised to the fans on Instagram*."""
        if self.lows[i] != "on" or i + 1 >= self.last or self.reader.texts[i + 1] not in networks():
            return False
        return self.tags[i - 1 : i] == ["Q"] or "Q" not in self.tags[self.first : self.last]

    def _hangs(self, found: Found) -> bool:
        """Whether a venue behind the words is where they were said: *at the opening*, *on Twitter*; not a foul *during a game*."""
        led = self.lows[found.first - 1] in ("at", "during") and (found.family != "encounter" or self.lows[found.first] == "the")
        return led or (found.part == "medium" and self.lows[found.first - 1] == "on") or self._sure(found)

    def _sure(self, found: Found) -> bool:
        """Whether a venue at the end of a clause can hardly belong to the content: *a rally*, *an interview*, *… in a ruling*."""
        if found.family not in ("writing", "broadcast"):
            return found.family not in _UNSURE
        last = found.last
        closes = last >= self.last or self.tags[last] in ".,MnV" or self.lows[last] in ("on", "last", "this")
        return closes and self.lows[found.first] in _ONE and self.lows[found.by] == "in"
