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
control      the object of the verb before                          The vote prompted **the mayor** to call it
agent        the phrase after “by”                                  was called by **the mayor**
source       the phrase after “according to”, “per”                 according to **the mayor**
possessor    the owner of a reporting noun                          **the mayor**’s claim that
viewpoint    the phrase whose view the clause is said to tell       For **the mayor**, it was; To quote **the mayor**, it is
author       the phrase after a reporting noun and “by”, “from”     a claim by **the mayor**
gapped       … of the verb before, not said twice             Lee called it “x” and **the mayor** “y”
colon        the phrase before a colon                              **The mayor**: “…”
byline       the phrase that a dash or a line of its own sets off   “…” — **the mayor**
============ ==================================================================================================
"""

from __future__ import annotations

from quotes.resolve.control_links import ControlLinks
from quotes.resolve.gazetteer import place_of, short_place
from quotes.resolve.grammar import control_verbs, reporting_nouns, verb_forms
from quotes.resolve.heads import head_class
from quotes.resolve.nominal_links import LEADING, Link
from quotes.resolve.passages import Passage

__all__ = ["Link", "links"]


def links(passage: Passage, sentence: int) -> list[Link]:
    """Every link of one sentence, in the order of its verbs; found once."""
    found: list[Link] | None = passage.links.get(sentence)
    if found is None:
        found = passage.links[sentence] = _found(passage, *passage.sentences[sentence])
    return found


def _found(passage: Passage, first: int, last: int) -> list[Link]:
    walker, lows, nouns = _Walker(passage, first, last), passage.lows, reporting_nouns()
    for i, tag in enumerate(passage.tags[first:last], first):
        if tag in "VgnbX":
            walker.verb(i, tag)
        elif tag == "I" or tag == "T":
            if i == first or lows[i] in LEADING:
                walker.preposition(i)
        elif tag == "N":
            if lows[i] in nouns:
                walker.noun(i)
        elif tag == ":":
            walker.colon(i)
        elif tag == "Q":
            walker.quotation(i)
    walker.finish()
    return walker.found


_OPENS_ASIDE = frozenset("WI#gn")
"""Tags with which an aside that tells of a name opens: Lee, *who* lives in Hale; Lee, *of* Hale; Lee, *34*; Lee, *born* in Hale."""
_ASIDE = 12
"""Tokens: no aside in commas before an apposition is longer."""
_BE = frozenset("is are was were be been being am ’s 's ’re 're".split())


class _Walker(ControlLinks):
    """Finds the links of one sentence, those of its verbs too."""

    def verb(self, i: int, tag: str) -> None:
        """Links of the verb at `i`: to the left, by inversion, through the clause it shares."""
        if tag == "X" and self._helps(i):
            return  # the verb that the auxiliary helps will ask
        if i == self.first + 1 and tag == "b" and self._borrows(i):
            return
        left = self._before(i)
        before = self.tags[left] if left >= self.first else "."
        subject: int | None = None
        if (controlled := self._controlled(i, tag, left)) is not None:
            subject = controlled
            self._add(controlled, i, "control")
        elif tag == "g" and (own := self._absolute(left)) is not None:
            subject = own
            self._add(own, i, "direct")
        elif (tag == "g" and before not in "HX" and not self._progresses(i)) or (tag in "bn" and before == "T"):
            who = self._who_would(left) if tag == "b" else None
            subject = self._main if who is None else who
            kind = "participle" if tag == "g" else "infinitive" if who is None else "relative"
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
            subject = self._shared(left, i)
            if subject is not None:
                self._add(subject, i, "shared")
        elif before == "W":
            subject = self._relative(left, i)
        elif before in (",", "-") or self._closes_aside(left):
            subject = self._over_apposition(left, i)
            if subject is None and tag in "Vn" and self._main is not None:
                self._add(self._main, i, "shared")
                subject = self._main
        elif tag in "VX" and (outer := self._past_relative(left, i)) is not None:
            subject = self._climb(outer, i)
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

    def _helps(self, i: int) -> bool:
        """Whether an auxiliary has a verb behind it: *has* often said; not “Lee *was* also angry”."""
        j = i + 1
        while j < self.last and self.tags[j] == "A":
            j += 1
        return j < self.last and self.tags[j] in "VgnbX"

    def _progresses(self, i: int) -> bool:
        """Whether a form in -ing is the verb of its clause: Lee *was answering* questions; not “Lee, answering, said”."""
        j = i - 1
        while j > self.first and self.tags[j] == "A":
            j -= 1
        return self.tags[j] == "X" and self.lows[j] in _BE and not (j > self.first and self.tags[j - 1] in ",")

    def _who_would(self, to: int) -> int | None:
        """The subject of an infinitive: that of a relative clause whose verb leads to it, as in a cook, **who** used to | say."""
        relative = to - 2 > self.first and self.tags[to - 1] == "V" and self.tags[to - 2] == "W"
        return self._subjects.get(to - 1) if relative else None

    def _borrows(self, i: int) -> bool:
        """Whether the sentence opens with whose words it borrows: To quote **Lee**, it is."""
        borrowed = self.lows[i] in control_verbs("as") and i + 1 < self.last and self.chunk_at[i + 1] >= 0
        if borrowed:
            self._add(self.chunk_at[i + 1], i, "viewpoint")
        return borrowed

    def _absolute(self, j: int) -> int | None:
        """The subject that a participle has of its own behind “with”: with **the judge** saying, with one of his **posters** asking."""
        nearest = self._nearest(j)
        top = nearest
        while top is not None:
            before = self.passage.chunks[top].first - 1
            if before < self.first or self.tags[before] != "I":
                return None
            if self.lows[before] == "with":
                return nearest if self.tags[self.passage.chunks[top].head] == "#" else top
            top = self._nearest(before - 1)
        return None

    def _embedded(self, chunk: int) -> bool:
        """Whether a subject opens a clause inside another: said **he** would, that **she** believes, after **he** left."""
        before = self.passage.chunks[chunk].first - 1
        return before >= self.first and self.tags[before] in "WBVI"

    def finish(self) -> None:
        """Participles that stood before their clause's subject: “Despite admitting defeat, Lee said”."""
        if self._main is not None:
            for i, kind in self._waiting:
                self._add(self._main, i, kind)

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
        elif steps and self.passage.chunks[chunk].kind != "number":
            self._add(top, verb, "climb")
            self._add(chunk, verb, "inner")
        else:
            self._add(top, verb, "pronoun" if self.passage.chunks[top].kind == "relative" else "direct")
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
        return above if tags[j] == "T" or self._holds(j) else None

    def _over_apposition(self, comma: int, verb: int) -> int | None:
        """The phrase before a pair of commas (or dashes) that closes right before the verb."""
        mark = self.tags[comma] if self.tags[comma] != "Q" else ","
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
        j = self._before_place(j, comma, floor)
        if (owner := self._opens_clause(j + 1, comma)) is not None:
            self._add(owner, verb, "shared")
            return owner
        subject = None
        k = self._past_maker(self._before_rank(self._before(j)))
        # “Lee, the mayor, a baker, said”: the first of several pairs.
        hops = 0
        while hops < 3 and k >= self.first and self.chunk_at[k] >= 0:
            start = self.passage.chunks[self.chunk_at[k]].first - 1
            if start > self.first and self.lows[start] in ("from", "of") and self.tags[start - 1] == mark:
                start -= 1  # Lee, 34, from Hale, a baker, said
            elif self.passage.chunks[self.chunk_at[k]].kind == "name" and not self._is_postnominal(k):
                break  # “Until the election, Lee, a baker, said”
            if self.lows[start + 1] == "whose":
                break  # the council, whose head, Lee, said
            if (
                start > self.first
                and self.tags[start] == mark
                and self.chunk_at[start - 1] >= 0
                and not self._opens_with(start - 1)
            ):
                k = start - 1
                hops += 1
            else:
                break
        nearest = self._nearest(self._before_aside(k))
        if nearest is None and self.tags[k] == "V":  # an email dated May 2013, seen by the Star, | says
            nearest = self._past_participle(k, k, verb)
        if nearest is not None:
            subject = nearest
            above = self.passage.chunks[nearest].first - 1
            while above > self.first and self.chunk_at[above - 1] >= 0 and self._belongs(above):
                subject = self.chunk_at[above - 1]
                above = self.passage.chunks[subject].first - 1
            outer = self._past_relative(k, verb) if self.tags[verb] in "VX" else None
            subject = subject if outer is None else outer  # a memo handed to them on Monday, and made public today, | states
            self._add(subject, verb, "apposition")
            if subject != nearest:
                self._add(nearest, verb, "inner")
        inside = self._head_of(self._nearest(comma - 1))
        if inside is not None and inside != subject and not self._is_place(inside):  # the mayor of Paris, Texas, | said
            self._add(inside, verb, "within")
        return subject if subject is not None else inside

    def _opens_with(self, end: int) -> bool:
        """Whether a sentence only opens with the place that ends at a token: In **Hale**, the mayor, Lee, said; Speaking in **Hale**, …"""
        at = self.passage.chunks[self.chunk_at[end]].first - 1
        leads = at >= self.first and self.tags[at] == "I" and self.lows[at] in ("in", "at", "near", "outside", "from")
        return leads and (at == self.first or (at == self.first + 1 and self.tags[self.first] == "g"))

    def _before_place(self, j: int, comma: int, floor: int) -> int:
        """The comma that opens the aside which ends in a place and its country: Lee`,` who works in Hale, Colorado, | said."""
        chunk = self.chunk_at[j + 1]
        place = chunk >= 0 and self.passage.chunks[chunk].last == comma and self._is_place(chunk)
        if not place or self.tags[j] != ",":
            return j
        opens = next((i for i in range(j - 1, floor, -1) if self.tags[i] == ","), -1)
        owner = self.chunk_at[opens - 1] if opens > self.first else -1
        if owner < 0:
            return j
        phrase = self.passage.chunks[owner]
        free = phrase.kind == "name" and (phrase.first == self.first or self.tags[phrase.first - 1] != "I")
        return opens if self.tags[opens + 1] in _OPENS_ASIDE or (free and self.tags[opens + 1] == "D") else j

    def _is_place(self, chunk: int) -> bool:
        first, last = self.passage.chunks[chunk].first, self.passage.chunks[chunk].last
        name = " ".join(token[2] for token in self.passage.tokens[first:last])
        return place_of(name) is not None or short_place(name) is not None

    def _belongs(self, joint: int) -> bool:
        """Whether what stands behind a joint belongs to the phrase before it: ambassador **to** London, minister of Trade **and** Food."""
        office = self.tags[joint] == "T" and head_class(self.lows[joint - 1]) in ("people", "woman")
        return office or self._holds(joint) or self._joins_fields(joint)

    def _joins_fields(self, conjunction: int) -> bool:
        """Whether “and” joins what an office is over: the **minister** of Trade and Fisheries, Ann Lee, | said."""
        chunk = self._nearest(conjunction - 1) if self.tags[conjunction] == "C" else None
        office = self.passage.chunks[chunk].first - 2 if chunk is not None else self.first - 1
        fields = office >= self.first and self.lows[office + 1] in ("of", "for") and self.tags[conjunction + 1] == "P"
        return fields and head_class(self.lows[office]) in ("people", "woman")

    def _shared(self, conjunction: int, verb: int) -> int | None:
        """The subject of the last verb before “and”; of a verb that reports, not a thing: **Lee** said the plan was late and called it."""
        forms = verb_forms().get(self.lows[verb])
        for j in range(conjunction - 1, self.first - 1, -1):
            if j in self._subjects:
                reports = forms is not None and forms.reporting != "" and self._is_thing(self._subjects[j])
                return self._main if reports and self._main is not None else self._subjects[j]
        return self._main

    def _opens_clause(self, first: int, last: int) -> int | None:
        """The subject of the clause at token `first`, where it is one of several: **Lee** rose, sat down, | said."""
        chunk, before = self.chunk_at[first], self._nearest(first - 2)
        if self.lows[first] == "whose":
            return None  # Lee, whose two goals won it, | said
        opens = self.passage.chunks[before].first - 1 if before is not None else first - 2
        if self.tags[first] == "V" and opens >= self.first and self.tags[opens] != ",":
            return self._subjects.get(first)
        if chunk < 0 or self.passage.chunks[chunk].first != first or self.passage.chunks[chunk].kind == "noun":
            return None  # Lee, the most praised of them, | said
        own = [i for i in range(first, last) if self.tags[i] == "V" and self._subjects.get(i) == chunk]
        return chunk if own else None

    def _past_maker(self, k: int) -> int:
        """The end of the phrase before an aside whose maker ends at token `k`: The **party**, in a note signed by its head, Lee, | said."""
        chunk = self.chunk_at[k] if k >= self.first else -1
        start = self.passage.chunks[chunk].first - 1 if chunk >= 0 else self.first
        if start > self.first and self.tags[start] == "," and self.chunk_at[start - 1] >= 0:
            start = self.passage.chunks[self.chunk_at[start - 1]].first - 1
        if start <= self.first or self.lows[start] != "by" or self.tags[start - 1] in ",Q":
            return k
        comma = next((i for i in range(start, max(self.first, start - _ASIDE), -1) if self.tags[i] == ","), -1)
        opens = comma > self.first and self.tags[comma + 1] == "I" and self.chunk_at[comma - 1] >= 0
        return comma - 1 if opens else k

    def _before_aside(self, k: int) -> int:
        """The end of the phrase before an aside that holds token `k`: the **memo**, dated May 4 and signed by Lee, a clerk, | says."""
        chunk = self._nearest(k)
        by = self.passage.chunks[chunk].first - 1 if chunk is not None else -1
        while by > self.first and self.tags[by] == "C" and self.chunk_at[by - 1] >= 0:  # signed by Lee and Moss
            by = self.passage.chunks[self.chunk_at[by - 1]].first - 1
        if by <= self.first or self.lows[by] != "by":
            return k
        comma = next((j for j in range(by, max(self.first, by - _ASIDE), -1) if self.tags[j] == ","), -1)
        return comma - 1 if comma > self.first and self.tags[comma + 1] in "nVg" and self.chunk_at[comma - 1] >= 0 else k

    def _inversion(self, i: int) -> None:
        """The phrase right after the verb, where the clause puts the verb first: “…,” said Lee."""
        j = i + 1
        while j < self.last and self.tags[j] == "A":
            j += 1
        if j < self.last and self.chunk_at[j] >= 0:
            chunk = self.passage.chunks[self.chunk_at[j]]
            if chunk.first == j and chunk.kind in ("name", "noun", "pronoun"):
                self._add(self.chunk_at[j], i, "inverted")

    def _passive(self, verb: int) -> bool:
        """Whether a form of “be” makes the verb a passive."""
        j = verb - 1
        while j > self.first and self.tags[j] == "A":
            j -= 1
        return self.tags[verb] == "n" and self.tags[j] == "X" and self.lows[j] in _BE
