"""Which noun phrase is the subject of which verb: links found by walking left and right from each verb.

A link gives the ranker a feature and never decides. Its `kind` says how the walk went:

============ ==================================================================================================
direct       the phrase stands before its verb                      **the mayor** said
patient      … of a passive: whose words it is, “by” tells          **the plan** was called
climb        … out of the prepositional phrase that follows it      **the mayor** of the town said
inner        the phrase inside that prepositional phrase            the mayor of **the town** said
apposition   … over an apposition or a relative clause in commas    **Ann Lee**, the mayor, said
within       the phrase inside the apposition                       Ann Lee, **the mayor**, said
relative     the phrase that a relative pronoun stands for          **the mayor**, who called it
pronoun      the relative pronoun itself                            the mayor, **who** called it
inverted     the phrase after its verb                              said **the mayor**
shared       the subject of the verb before, joined by “and”        **the mayor** rose and said
participle   the main subject, taken over by an -ing clause         **the mayor** spoke, calling it
infinitive   the main subject, taken over by “to” and its verb      **the mayor** refused to call it
embedded     the subject of the clause before, where another is main  Lee said **the mayor** rose, calling it
quoted       the phrase that somebody else quotes                   A paper quoted **the mayor** as saying
agent        the phrase after “by”                                  was called by **the mayor**
source       the phrase after “according to”, “per”                 according to **the mayor**
possessor    the owner of a reporting noun                          **the mayor**’s claim that
author       the phrase after a reporting noun and “by”, “from”     a claim by **the mayor**
colon        the phrase before a colon                              **The mayor**: “…”
byline       the phrase after a dash                                “…” — **the mayor**
============ ==================================================================================================
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.grammar import reporting_nouns, verb_forms
from quotes.resolve.passages import Passage

__all__ = ["Link", "links"]


class Link(NamedTuple):
    """A noun phrase (its number in `Passage.chunks`), the token of its verb or cue, and how they hang together."""

    chunk: int
    cue: int
    kind: str


def links(passage: Passage, sentence: int) -> list[Link]:
    """Every link of one sentence, in the order of its verbs; found once."""
    found: list[Link] | None = passage.links.get(sentence)
    if found is None:
        found = passage.links[sentence] = _found(passage, *passage.sentences[sentence])
    return found


def _found(passage: Passage, first: int, last: int) -> list[Link]:
    walker = _Walker(passage, first, last)
    for i in range(first, last):
        tag = passage.tags[i]
        if tag in "VgnbX":
            walker.verb(i, tag)
        elif tag == "I":
            walker.preposition(i)
        elif tag == "N":
            walker.noun(i)
        elif tag == ":":
            walker.colon(i)
        elif tag == "Q":
            walker.quotation(i)
    walker.finish()
    return walker.found


_BE = frozenset("is are was were be been being am ’s 's ’re 're".split())


class _Walker:
    """Finds the links of one sentence; `_subjects` remembers each verb's subject for the verbs that share it."""

    def __init__(self, passage: Passage, first: int, last: int) -> None:
        self.passage, self.first, self.last = passage, first, last
        self.tags, self.lows, self.chunk_at = passage.tags, passage.lows, passage.chunk_at
        self.found: list[Link] = []
        self._subjects: dict[int, int] = {}
        self._main: int | None = None
        self._last: int | None = None
        self._waiting: list[tuple[int, str]] = []

    def _add(self, chunk: int, cue: int, kind: str) -> None:
        if self.passage.chunks[chunk].kind not in ("time", "number"):
            self.found.append(Link(chunk, cue, kind))

    def verb(self, i: int, tag: str) -> None:
        """Links of the verb at `i`: to the left, by inversion, through the clause it shares."""
        if tag == "X" and i + 1 < self.last and self.tags[i + 1] in "VgnbXA":
            return  # the verb that the auxiliary helps will ask
        left = self._before(i)
        before = self.tags[left] if left >= self.first else "."
        subject: int | None = None
        if tag == "g" and left > self.first and self.lows[left] == "as":
            subject = self._quoted(left, i)
        elif tag == "g" and (own := self._absolute(left)) is not None:
            subject = own
            self._add(own, i, "direct")
        elif (tag == "g" and before not in "HX") or (tag == "b" and before == "T"):
            subject = self._main
            kind = "participle" if tag == "g" else "infinitive"
            if subject is not None:
                self._add(subject, i, kind)
            else:
                self._waiting.append((i, kind))
            if self._last is not None and self._last != subject:
                self._add(self._last, i, "embedded")
            nearest = self._nearest(left) if tag == "g" else None
            if nearest is not None and nearest not in (subject, self._last):
                self._add(nearest, i, "direct")
                subject = nearest
        elif before == "C":
            subject = self._shared(left)
            if subject is not None:
                self._add(subject, i, "shared")
        elif before == "W":
            subject = self._relative(left, i)
        elif before in (",", "-"):
            subject = self._over_apposition(left, i)
            if subject is None and tag in "Vn" and self._main is not None:
                self._add(self._main, i, "shared")
                subject = self._main
        else:
            nearest = self._nearest(left)
            if nearest is not None:
                subject = self._climb(nearest, i)
        if tag in "VX" or (tag == "n" and before == "X"):
            self._inversion(i)
        if subject is not None:
            self._subjects[i] = subject
            if (self._main is None and tag in "VXn") or (tag in "VX" and before not in "WC" and not self._embedded(subject)):
                self._main = subject
            self._last = subject

    def _absolute(self, j: int) -> int | None:
        """The subject that a participle has of its own behind “with”: with **the judge** saying, with one of his **posters** asking."""
        nearest = self._nearest(j)
        top = nearest
        while top is not None:
            before = self.passage.chunks[top].first - 1
            if before < self.first or self.tags[before] != "I":
                return None
            if self.lows[before] == "with":
                return nearest if self.passage.chunks[top].kind == "number" else top
            top = self._nearest(before - 1)
        return None

    def _embedded(self, chunk: int) -> bool:
        """Whether a subject opens a clause inside another: said **he** would, that **she** believes, after **he** left."""
        before = self.passage.chunks[chunk].first - 1
        return before >= self.first and self.tags[before] in "WBVI"

    def _quoted(self, word: int, verb: int) -> int | None:
        """Who is quoted: “quoted Lee as saying”, “Lee was quoted as saying”."""
        nearest = self._nearest(word - 1)
        subject = nearest if nearest is not None else self._subjects.get(word - 1)
        if subject is not None:
            self._add(subject, verb, "quoted")
        return subject

    def finish(self) -> None:
        """Participles that stood before their clause's subject: “Despite admitting defeat, Lee said”."""
        if self._main is not None:
            for i, kind in self._waiting:
                self._add(self._main, i, kind)

    def _before(self, i: int) -> int:
        """The last token left of the verb group and of what may stand between subject and verb: adverbs, time phrases, brackets."""
        tags, lows = self.tags, self.lows
        j = i - 1
        while j >= self.first:
            tag = tags[j]
            if tag in "AX" or tag == "?":
                j -= 1
            elif tag == "M":
                j -= 1
                while j >= self.first and (tags[j] in "MDJ#" or lows[j] in ("on", "last", "late", "early", "in", "this")):
                    j -= 1
            elif tag == ")":
                while j >= self.first and tags[j] != "(":
                    j -= 1
                j -= 1
            else:
                return j
        return j

    def _nearest(self, j: int) -> int | None:
        """The noun phrase that ends at token `j`."""
        if j < self.first or self.chunk_at[j] < 0:
            return None
        return self.chunk_at[j]

    def _climb(self, chunk: int, verb: int) -> int:
        """From a phrase inside prepositional phrases to the one that they belong to."""
        top, steps = chunk, 0
        while steps < 4:
            above = self._above(top)
            if above is None:
                break
            top, steps = above, steps + 1
        if self._passive(verb):
            self._add(top, verb, "patient")
        elif steps:
            self._add(top, verb, "climb")
            self._add(chunk, verb, "inner")
        else:
            self._add(chunk, verb, "pronoun" if self.passage.chunks[chunk].kind == "relative" else "direct")
        return top

    def _above(self, chunk: int) -> int | None:
        """The phrase that this one belongs to: by a preposition, a participle without an auxiliary, or “and”."""
        tags, chunk_at = self.tags, self.chunk_at
        j = self.passage.chunks[chunk].first - 1
        while j >= self.first and tags[j] in "AJG":  # “Moss in his | speech called”
            j -= 1
        if j <= self.first:
            return None
        if tags[j] == "I" and j > self.first + 1 and tags[j - 1] in "gn" and chunk_at[j - 2] >= 0:
            return chunk_at[j - 2]  # “Protesters marching through the streets chanted”
        if tags[j] in "gn":
            return chunk_at[j - 1] if chunk_at[j - 1] >= 0 and tags[j - 1] != "W" else None
        if chunk_at[j - 1] < 0 or self.passage.chunks[chunk_at[j - 1]].kind in ("time", "object"):
            return None
        above = chunk_at[j - 1]
        if tags[j] == "C":  # “The former mayor and present senator said”; not “He met the mayor and Lee said”
            before = self.passage.chunks[above].first - 1
            return above if before < self.first or tags[before] not in "VgnbX" else None
        return above if tags[j] in "IT" else None

    def _relative(self, pronoun: int, verb: int) -> int | None:
        """The antecedent of “who”, “which”, “that”, and the pronoun itself."""
        own = self.chunk_at[pronoun]
        j = pronoun - 1
        while j >= self.first and self.tags[j] in ",-":
            j -= 1
        if j >= self.first and self.tags[j] == ")":
            j = self._before(j + 1)
        antecedent = self._nearest(j)
        if antecedent is None:
            if own >= 0:
                self._add(own, verb, "pronoun")
            return own if own >= 0 else None
        self._add(antecedent, verb, "relative")
        if own >= 0:
            self._add(own, verb, "pronoun")
        return antecedent

    def _over_apposition(self, comma: int, verb: int) -> int | None:
        """The phrase before a pair of commas (or dashes) that closes right before the verb."""
        mark = self.tags[comma]
        j = comma - 1
        floor = max(self.first, comma - 40)
        while j >= floor and self.tags[j] != mark:
            if self.tags[j] == "Q" and j == comma - 1:
                break
            j -= 1
        if j < floor:
            nearest = self._nearest(comma - 1)
            if nearest is not None and self.tags[verb] != "g":
                self._add(nearest, verb, "within")
            return None
        if self.tags[j] != mark:
            return None
        subject = None
        k = self._before(j)
        # “Lee, the mayor, a baker, said”: the first of several pairs.
        hops = 0
        while hops < 3 and k >= self.first and self.chunk_at[k] >= 0:
            if self.passage.chunks[self.chunk_at[k]].kind == "name":
                break  # “Until the election, Lee, a baker, said”
            start = self.passage.chunks[self.chunk_at[k]].first - 1
            if start > self.first and self.tags[start] == mark and self.chunk_at[start - 1] >= 0:
                k = start - 1
                hops += 1
            else:
                break
        nearest = self._nearest(k)
        if nearest is not None:
            subject = nearest
            above = self.passage.chunks[nearest].first - 1
            while above > self.first and self.tags[above] in "I" and self.chunk_at[above - 1] >= 0:
                subject = self.chunk_at[above - 1]
                above = self.passage.chunks[subject].first - 1
            self._add(subject, verb, "apposition")
            if subject != nearest:
                self._add(nearest, verb, "inner")
        inside = self._head_of(self._nearest(comma - 1))
        if inside is not None and inside != subject:
            self._add(inside, verb, "within")
        return subject if subject is not None else inside

    def _head_of(self, chunk: int | None) -> int | None:
        """From the end of an apposition to its head: the **mayor** of Lima; None where it is no noun: seen by the Gazette."""
        while chunk is not None:
            before = self.passage.chunks[chunk].first - 1
            if before < self.first or self.tags[before] != "I":
                break
            chunk = self._nearest(before - 1)
        return chunk

    def _shared(self, conjunction: int) -> int | None:
        """The subject of the last verb before “and”."""
        for j in range(conjunction - 1, self.first - 1, -1):
            if j in self._subjects:
                return self._subjects[j]
        return self._main

    def _inversion(self, i: int) -> None:
        """The phrase right after the verb, where the clause puts the verb first: “…,” said Lee."""
        j = i + 1
        while j < self.last and self.tags[j] == "A":
            j += 1
        if j < self.last and self.chunk_at[j] >= 0:
            chunk = self.passage.chunks[self.chunk_at[j]]
            if chunk.first == j and chunk.kind in ("name", "noun", "pronoun"):
                self._add(self.chunk_at[j], i, "inverted")

    def preposition(self, i: int) -> None:
        """“by Lee” after a participle or a reporting noun, “according to Lee”, “per Lee”, “from Lee” after a reporting noun."""
        low = self.lows[i]
        if low == "according":
            if i + 2 < self.last and self.chunk_at[i + 2] >= 0:
                self._add(self.chunk_at[i + 2], i, "source")
            return
        if low == "per" or low not in ("by", "from", "of", "with", "in", "to", "for"):
            if low == "per" and i + 1 < self.last and self.chunk_at[i + 1] >= 0:
                self._add(self.chunk_at[i + 1], i, "source")
            return
        if i + 1 >= self.last or self.chunk_at[i + 1] < 0 or i == self.first:
            return
        j = i - 1
        while j > self.first and self.tags[j] in "AM":
            j -= 1
        if low == "by" and self.tags[j] == "Q":
            j = self._participle_before(j)
        if low == "by" and self.tags[j] in "nVJ":
            self._add(self.chunk_at[i + 1], j, "statement" if self._points_back(j) else "agent")
        elif (low in ("by", "from") and self.lows[j] in reporting_nouns()) or (low == "of" and self.lows[j] == "words"):
            self._add(self.chunk_at[i + 1], j, "author")

    def _participle_before(self, quotation: int) -> int:
        """The participle that a quotation completes: was called “unfair” by the mayor."""
        for j in range(quotation - 1, max(self.first - 1, quotation - 6), -1):
            if self.tags[j] in "nV":
                return j
            if self.tags[j] in ".,;:":
                break
        return quotation

    def _passive(self, verb: int) -> bool:
        """Whether a form of “be” makes the verb a passive."""
        j = verb - 1
        while j > self.first and self.tags[j] == "A":
            j -= 1
        return self.tags[verb] == "n" and self.tags[j] == "X" and self.lows[j] in _BE

    def _points_back(self, verb: int) -> bool:
        """Whether the sentence says who said the one before: “This was stated by Lee”, “as stated by Lee”."""
        j = verb - 1
        while j >= self.first and self.tags[j] in "AX":
            j -= 1
        forms = verb_forms().get(self.lows[verb])
        reports = forms is not None and forms.reporting in ("say", "write", "add", "claim", "tell")
        return reports and j == self.first and self.lows[j] in ("this", "that", "it", "these", "such")

    def noun(self, i: int) -> None:
        """The owner of a reporting noun: Lee’s claim, his promise."""
        if self.lows[i] not in reporting_nouns():
            return
        j = i - 1
        while j >= self.first and self.tags[j] in "JN#P":
            j -= 1
        if j < self.first:
            return
        if self.tags[j] in "SG" and self.chunk_at[j] >= 0:
            self._add(self.chunk_at[j], i, "possessor")

    def colon(self, i: int) -> None:
        """What stands before a colon."""
        nearest = self._nearest(i - 1) if i > self.first else None
        if nearest is not None:
            self._add(nearest, i, "colon")
            top = self.passage.chunks[nearest].first - 1
            if top > self.first and self.tags[top] in "I," and self.chunk_at[top - 1] >= 0:
                self._add(self.chunk_at[top - 1], i, "colon")

    def quotation(self, i: int) -> None:
        """“…” — Lee: the phrase after a dash or a bracket behind the quotation."""
        j = i + 1
        if j + 1 < self.last and self.tags[j] in "-(" and self.chunk_at[j + 1] >= 0:
            self._add(self.chunk_at[j + 1], j, "byline")
