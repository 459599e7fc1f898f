"""The verbs of a sentence: which one a place in it belongs to, and what its subject is.

A time, unlike an object, may stand anywhere in its clause: at its head, behind the subject, behind the verb and all that follows it.
Nothing here looks further than a clause is long.
"""

from __future__ import annotations

from functools import cache

from quotes.lexicon import table
from quotes.resolve.clauses import links
from quotes.resolve.gazetteer import is_narrator
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.temporal import TimePhrase
from quotes.resolve.venue_words import noun_at

__all__ = ["WINDOW", "ClauseVerbs", "releases"]

WINDOW = 60
"""Tokens: no clause is longer."""
_ORDER = ("climb", "direct", "apposition", "relative", "shared", "participle", "inverted", "infinitive", "agent", "pronoun")


_BE = frozenset({"was", "were", "is", "are", "been", "being", "be"})


@cache
def releases() -> frozenset[str]:
    """Lemmas of verbs that put out a text or a broadcast: a ruling *released* Thursday."""
    return frozenset(table("acts")["release"]["lemmas"].split())


class ClauseVerbs:
    """The verbs of one sentence, by token."""

    def __init__(self, passage: Passage, number: int) -> None:
        self.passage, self.number = passage, number
        self.first, self.last = passage.sentences[number]
        self.tags, self.lows = passage.tags, passage.lows
        self._subjects: dict[int, dict[str, int]] | None = None
        self._deed = -1
        self._final = -1

    def opens(self, place: int) -> bool:
        """Whether no verb of its clause stands before the expression: On Monday, Moss said."""
        if self._deed < 0:
            deeds = (i for i in range(self.first, self.last) if self.tags[i] in "gn" or self.verbal(i))
            self._deed = next(deeds, self.last)
        return place <= self._deed

    def governor(self, place: int, phrase: TimePhrase) -> int:
        """The verb before the expression, or the one right behind it: Moss on Monday called."""
        right = phrase.last
        while right < self.last and self.tags[right] == "A":
            right += 1
        if right < self.last and self.verbal(right) and self._opens_clause(place):
            return self.after(right)
        if place > self.first and self.tags[place - 1] == "," and self.lows[self.first] == "as":
            return self.after(right)  # As was reported earlier, on Friday Moss sent a telegram
        inside = False
        for i in range(place - 1, max(self.first, place - WINDOW) - 1, -1):
            tag = self.tags[i]
            if self._nominal(i):
                continue
            inside = inside or (self.lows[i] == "that" and tag in "WB" and self.tags[i - 1] == "V")
            bare = self.verbal(i) and self._takes_clause(i, place) and self.tags[phrase.last : phrase.last + 1] in (["V"], ["X"])
            if (bare or (inside and self.verbal(i))) and (told := self.after(phrase.last)) >= 0:
                return told  # noted that in May Moss had agreed; said the sale of the dam in May was
            if (
                (tag in "ng" and not (tag == "g" and self._noun_like(i)))
                or self.verbal(i)
                or (tag == "b" and self._infinitive(i))
            ):
                return i
            if tag in ";:.":
                return self.after(phrase.last)
        return -1

    def _takes_clause(self, verb: int, place: int) -> bool:
        """Whether the subject of a clause follows a verb that reports it: said | the sale of the dam."""
        form = verb_forms().get(self.lows[verb])
        reports = form is not None and form.reporting != "" and "that" in form.frames
        return reports and verb + 1 < place and self.tags[verb + 1] in "DGNPJ"

    def after(self, i: int) -> int:
        """The first verb of the main clause after token `i`."""
        end = min(self.last, i + WINDOW)
        while i < end:
            tag = self.tags[i]
            if tag in "WB" and i > self.first and self._adds(i):
                i += 1
                while i < end and self.tags[i] != ",":
                    i += 1
            elif tag == "X":
                j = i + 1
                while j < self.last and self.tags[j] in "XA":
                    j += 1
                return j if j < self.last and self.tags[j] in "nbgV" else i
            elif self.verbal(i):
                return i
            i += 1
        return -1

    def _adds(self, i: int) -> bool:
        """Whether a relative clause that only adds begins here: , **who** · , a copy of **which**"""
        if self.lows[i - 1] != "of":
            return self.tags[i - 1] == ","
        return any(self.tags[j] == "," for j in range(max(self.first, i - 4), i - 1))

    def main(self) -> int:
        """The first finite verb of the sentence that is no participle in disguise."""
        i = self.after(self.first)
        while i >= 0 and self.participle(i):
            i = self.after(i + 1)
        return i

    def subject(self, verb: int) -> int:
        """The noun phrase (its number) that is the subject of a verb, or -1."""
        if self._subjects is None:
            self._subjects = {}
            for link in links(self.passage, self.number):
                self._subjects.setdefault(link.cue, {}).setdefault(link.kind, link.chunk)
        kinds = self._subjects.get(verb, {})
        found = next((kinds[kind] for kind in _ORDER if kind in kinds), -1)
        if found < 0 and verb > self.first:
            return self.passage.chunk_at[verb - 1]  # a verb that the tagger missed
        return found

    def narrated(self, subject: int) -> bool:
        """Whether the subject (the number of its noun phrase) is who writes: *we*, *your correspondent*."""
        chunk = self.passage.chunks[subject]
        first, head = self.lows[chunk.first], self.lows[chunk.head]
        return first in ("we", "i") or is_narrator(first, head)

    def verbal(self, i: int) -> bool:
        """Whether the token is a finite verb, even one that the tagger took for an adjective or a noun."""
        tag = self.tags[i]
        if tag == "V" and self.first < i < self.last - 1 and self.tags[i - 1] in "PN" and self.tags[i + 1] == "P":
            form = verb_forms().get(self.lows[i])
            return form is None or form.form != "b"  # Radio Tabora host Ann Lee
        if tag == "V" and i > self.first and self.tags[i - 1] == "V":
            form = verb_forms().get(self.lows[i])
            return form is None or form.form not in "sb"  # held talks
        if tag in "VX":
            return True
        if tag not in "JN" or i + 1 >= self.last or i == self.first:
            return False
        form = verb_forms().get(self.lows[i])
        if tag == "J":
            return form is not None and form.form == "d" and self.tags[i + 1] in "DGHOPQWT"
        return self.lows[i].endswith("ed") and self.tags[i - 1] in "NP" and self.tags[i + 1] in "IDTGQ"

    def participle(self, verb: int) -> bool:
        """Whether the verb only modifies: a ruling **released** Thursday, **speaking** on Friday."""
        tag, before = self.tags[verb], self.tags[verb - 1] if verb > self.first else "."
        if tag in "ng":
            i = verb - 1
            while i > self.first and self.tags[i] == "A":
                i -= 1
            return before != "X" and (i < self.first or self.tags[i] != "X")  # had already flared
        if self.lows[verb] == "dated":
            return before in "NP,"  # a letter to the council dated June 11
        if self.lows[verb] == "made" and self.lows[verb + 1 : verb + 2] == ["available"]:
            return before == "N"  # a statement made available to journalists on Friday
        form = verb_forms().get(self.lows[verb])
        if tag == "V" and verb == self.first:
            return form is not None and form.form in "dn"  # Asked on Tuesday about the dam, Okello …
        if tag != "V" or before != "N":
            return False
        chunk = self.passage.chunks[self.passage.chunk_at[verb - 1]]
        governed = chunk.first > self.first and self.tags[chunk.first - 1] in "IT"
        return form is not None and form.form == "d" and form.lemma in releases() and governed

    def passive(self, verb: int) -> bool:
        """Whether something was done to its subject: was **reached**, **reached** by telephone, a remark **made** by Moss."""
        form = verb_forms().get(self.lows[verb])
        if self.tags[verb] != "n" and (form is None or form.form not in "dn"):
            return False
        i = verb - 1
        while i > self.first and self.tags[i] == "A":
            i -= 1
        if verb == self.first or self.tags[i] in ",(":
            return True
        return self.lows[i] in _BE or (self.tags[i] == "N" and self.lows[verb + 1 : verb + 2] in (["by"], ["on"]))

    def closes(self, verb: int) -> bool:
        """Whether the verb with its subject closes the sentence after a comma: “…, the agency reported on Saturday.”"""
        subject = self.subject(verb)
        if verb - 2 > self.first and self.tags[verb - 1] == "," and self.passage.chunk_at[verb - 2] >= 0:
            subject = self.passage.chunk_at[verb - 2]  # “…, its chief executive, Ann Moss, told them on Monday.”
        start = min(self.passage.chunks[subject].first if subject >= 0 else verb, verb)
        if self._final < 0:
            verbs = (i for i in range(self.last - 1, self.first - 1, -1) if self.tags[i] != "X" and self.verbal(i))
            self._final = next(verbs, self.first)
        return self._final <= verb and start > self.first and self.tags[start - 1] in ",-Q"

    def present(self, verb: int) -> bool:
        """Whether the verb tells of what is or will be: turns 70 on Tuesday."""
        form = verb_forms().get(self.lows[verb])
        if self.tags[verb] == "g":
            helpers = {self.lows[i] for i in range(max(self.first, verb - 3), verb) if self.tags[i] == "X"}
            return bool(helpers & {"is", "are", "am", "will", "be"})
        return self.tags[verb] == "V" and (self.lows[verb].endswith("s") if form is None else form.form in "sb")

    def _nominal(self, i: int) -> bool:
        """Whether what could be a verb is a noun: in a news **release** Monday, on a **call** late Tuesday, its new **forecast**."""
        if i == self.first:
            return False
        if self.tags[i] == "V" and self.tags[i - 1] == "J" and self.tags[i - 2 : i - 1] in (["D"], ["G"]):
            return True
        if self.tags[i] == "V" and self.lows[i].endswith("s") and self.tags[i - 1] == "N" and self._part_of(i - 1):
            return True
        if noun_at(self.lows, i) is None:
            return False
        return self.tags[i] in "VbN" and self.tags[i - 1] in "NJ" and self._governed(i - 1)

    def _part_of(self, i: int) -> bool:
        """Whether “of” leads to the noun phrase that holds token `i`: a meeting of faction **heads** on Monday"""
        chunk = self.passage.chunk_at[i]
        first = self.passage.chunks[chunk].first if chunk >= 0 else i
        return first > self.first and self.lows[first - 1] == "of"

    def _governed(self, i: int) -> bool:
        """Whether a preposition with an article leads to the noun phrase that holds token `i`."""
        chunk = self.passage.chunk_at[i]
        first = self.passage.chunks[chunk].first if chunk >= 0 else i
        return first > self.first and self.tags[first - 1] == "I" and self.tags[first] in "DG"

    def _infinitive(self, i: int) -> bool:
        """Whether a base form is a verb: to host, would host; not “the host”."""
        before = i - 1
        while before > self.first and self.tags[before] == "A":
            before -= 1
        return before >= self.first and self.tags[before] in "TX"

    def _noun_like(self, i: int) -> bool:
        """Whether an -ing form is a noun: Moss's persistent sniffing."""
        if self._named_thing(i) or (i > self.first and self.tags[i - 1] == "J" and self.tags[i + 1 : i + 2] == ["N"]):
            return True  # regional building firms
        chunk = self.passage.chunk_at[i - 1] if i > self.first else -1
        if chunk < 0 or (i + 1 < self.last and self.tags[i + 1] in "DGHOPQNJ"):
            return False  # Moss's calling it a joke
        return self.tags[i - 1] in "JGSD" or "S" in self.tags[self.passage.chunks[chunk].first : i]

    def _named_thing(self, i: int) -> bool:
        """Whether an -ing form is what a preposition leads to, right before quoted words: called the ban on **fishing** “a joke”."""
        if i == self.first or i + 1 >= self.last or self.tags[i - 1] != "I":
            return False
        if self.tags[i + 1] != "Q" and self.lows[i + 1] != "as":
            return False
        form = verb_forms().get(self.lows[i])
        return form is None or not form.reporting

    def _opens_clause(self, place: int) -> bool:
        """Whether only a subject stands between the expression and the start of its clause."""
        chunk = self.passage.chunk_at[place - 1] if place > self.first else -1
        if chunk < 0:
            return False
        before = self.passage.chunks[chunk].first - 1
        if before > self.first and self.lows[before] in ("of", "for", "in") and self.passage.chunk_at[before - 1] >= 0:
            before = self.passage.chunks[self.passage.chunk_at[before - 1]].first - 1  # the board of elections
        return before < self.first or self.tags[before] in "CBW,;:.-"
