"""Links that hang on a noun, a preposition or a sign: according to **Lee**, **Lee**’s claim, a cry from **Lee**, **Lee**: “…”

The walk from verbs stands in `quotes.resolve.clauses`, which lists every kind of link.
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.grammar import reporting_nouns, verb_forms
from quotes.resolve.passages import Passage

__all__ = ["LEADING", "VERBAL", "Link", "NominalLinks", "tells_whose"]

LEADING = frozenset({"according", "per", "by", "from", "of"})
"""What leads to a source wherever it stands; other prepositions do at the head of a sentence alone."""
VERBAL = frozenset("VX")
"""Tags of what makes a clause: finite verbs and auxiliaries."""


class Link(NamedTuple):
    """A noun phrase (its number in `Passage.chunks`), the token of its verb or cue, and how they hang together."""

    chunk: int
    cue: int
    kind: str


def tells_whose(passage: Passage, noun: int) -> bool:
    """Whether a noun says whose words a sentence gives: in the **words** of Lee, in the **view** of Lee."""
    return passage.lows[noun - 2 : noun] == ["in", "the"] and passage.lows[noun] in ("words", "view", "opinion")


class NominalLinks:
    """Finds the links of one sentence that need no verb; `_subjects` holds each verb's subject, `_waiting` what has none yet."""

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

    def _nearest(self, j: int) -> int | None:
        """The noun phrase that ends at token `j`."""
        if j < self.first or self.chunk_at[j] < 0:
            return None
        return self.chunk_at[j]

    def _closes_aside(self, token: int) -> bool:
        """Whether a quotation with a comma behind it stands there: the crowd, chanting “Rain!”, moved on."""
        return token > self.first and self.tags[token] == "Q" and self.passage.tokens[token][2].endswith(",")

    def preposition(self, i: int) -> None:
        """“by Lee” after a participle or a reporting noun, “according to Lee”, “per Lee”, “from Lee” after a reporting noun."""
        low = self.lows[i]
        after = i + 2 if low == "according" else i + 1
        holder = self.chunk_at[after] if after < self.last else -1
        if holder < 0:
            return
        if low in ("according", "per"):
            self._add(holder, i, "source")
        elif i == self.first:
            self._opening(i, low)
        elif low in ("by", "from", "of"):
            self._behind(self._governor(i, low), holder, low)

    def _opening(self, i: int, low: str) -> None:
        """What a preposition at the head of the sentence brings in: whose view it tells, or words that stand before their speaker."""
        self._viewpoint(i, low)
        if low == "with" and (noun := self._words_of(i)) is not None:
            self._waiting.append((noun, "participle"))

    def _governor(self, i: int, low: str) -> int:
        """The participle or noun that a preposition hangs on, over adverbs and the quotation that completes it."""
        j = i - 1
        while j > self.first and self.tags[j] in "AM":
            j -= 1
        if low == "of" or self.tags[j] != "Q":
            return j
        return self._participle_before(j) if low == "by" else self._noun_before(j)

    def _behind(self, j: int, holder: int, low: str) -> None:
        """The phrase behind “by”, “from”, “of” as the agent of a participle, or as the author of a reporting noun."""
        if low == "by" and self.tags[j] in "nVJ":
            self._add(holder, j, "statement" if self._points_back(j) else "agent")
            return
        authored = self.lows[j] in reporting_nouns()
        if low == "of":
            authored = self.lows[j] == "words" or tells_whose(self.passage, j)
        if authored and not self._speaks(j):
            self._add(holder, j, "author")

    def _words_of(self, i: int) -> int | None:
        """The noun before a quotation that “with” brings in: with the **words** “We are free,” the general left."""
        noun = next((j for j in range(i + 1, min(i + 5, self.last)) if self.lows[j] in reporting_nouns()), None)
        return noun if noun is not None and noun + 1 < self.last and self.tags[noun + 1] == "Q" else None

    def _speaks(self, noun: int) -> bool:
        """Whether a reporting noun itself is what speaks behind a quotation: read a **statement** from the ministry; not “came a cry
        from the gallery”."""
        verb = self.passage.chunks[self.chunk_at[noun]].first - 1 if self.chunk_at[noun] >= 0 else -1
        forms = verb_forms().get(self.lows[verb]) if verb > self.first and self.tags[verb] == "V" else None
        return forms is not None and bool(forms.reporting) and self.tags[verb - 1] == "Q"

    def _viewpoint(self, i: int, low: str) -> None:
        """Whose view the sentence tells: For **Lee**, it was; To **Lee**, the plan is; In the opinion of **Lee**, it is."""
        if self.lows[i + 1] in ("this", "that", "these", "which"):
            return  # To this, Lee replied
        holder, cue = self.chunk_at[i + 1], i
        end = self.passage.chunks[holder].last
        if low == "in" and end + 1 < self.last and self.lows[end] == "of" and self.lows[end - 1] in reporting_nouns():
            holder, cue = self.chunk_at[end + 1], end - 1
        elif low not in ("for", "to"):
            return
        if holder >= 0 and (end := self.passage.chunks[holder].last) < self.last and self.tags[end] == ",":
            self._add(holder, cue, "viewpoint")

    def _noun_before(self, quotation: int) -> int:
        """The reporting noun that a quotation completes: **cries** of “Shame!” from the gallery."""
        return quotation - 2 if quotation - 1 > self.first and self.lows[quotation - 1] == "of" else quotation

    def _participle_before(self, quotation: int) -> int:
        """The participle that a quotation completes: was called “unfair” by the mayor."""
        for j in range(quotation - 1, max(self.first - 1, quotation - 6), -1):
            if self.tags[j] in "nV":
                return j
            if self.tags[j] in ".,;:":
                break
        return quotation

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
        j = i - 1
        while j >= self.first and self.tags[j] in "JN#P":
            j -= 1
        if j < self.first:
            return
        if self.tags[j] in "SG" and self.chunk_at[j] >= 0:
            self._add(self.chunk_at[j], i, "possessor")

    def colon(self, i: int) -> None:
        """What stands before a colon."""
        j = i - 1
        while j > self.first and self.tags[j] == "A":  # Lee again: “No.”
            j -= 1
        nearest = self._nearest(j) if i > self.first else None
        if nearest is None:
            return
        if i == self.last - 1 and self.chunk_at[self.first] >= 0 and VERBAL.isdisjoint(self.tags[self.first : i]):
            self._add(self.chunk_at[self.first], i, "colon")  # Ann Lee, mayor of Hale: ¶ “…”
            return
        top = self.passage.chunks[nearest].first - 1
        above = self.chunk_at[top - 1] if top > self.first and self.tags[top] in "I," else -1
        if above < 0 or self.tags[top] == "," or self.passage.chunks[above].first > self.first:
            self._add(nearest, i, "colon")  # not so “The member for Leeds: “…””
        if above >= 0:
            self._add(above, i, "colon")

    def quotation(self, i: int) -> None:
        """“…” — Lee, Lee — “…”: the phrase that a dash or a bracket sets off; called it “x” and **Lee** “y”: its verb is left out."""
        self._gapped(i)
        j = i + 1
        if j + 1 < self.last and self.tags[j] in "-(" and self.chunk_at[j + 1] >= 0:
            self._add(self.chunk_at[j + 1], j, "byline")
        led = i - 1 > self.first and self.tags[i - 1] == "-" and self.chunk_at[self.first] >= 0
        if led and i >= self.last - 2 and VERBAL.isdisjoint(self.tags[self.first : i]):
            self._add(self.chunk_at[self.first], i - 1, "byline")

    def _gapped(self, i: int) -> None:
        """The subject of a verb that is not said twice: one fan yelled, “Up!”, and **another**, “Down!”"""
        chunk = self._nearest(i - 2 if i > self.first and self.tags[i - 1] == "," else i - 1)
        joint = self.passage.chunks[chunk].first - 1 if chunk is not None else self.first
        joined = joint > self.first and (self.tags[joint] in "C,;" or self._closes_aside(joint))
        while joint > self.first and self.tags[joint] in "C,;":
            joint -= 1
        if chunk is None or not joined or self.tags[joint] != "Q" or not self._stands_alone(chunk):
            return
        verb = next((j for j in range(joint - 1, self.first, -1) if j in self._subjects), None)
        if verb is not None:
            self._add(chunk, verb, "gapped")

    def _stands_alone(self, chunk: int) -> bool:
        """Whether a phrase can be a subject: not the article of what is quoted next, called it “a gift” and a | “joy”."""
        head = self.passage.chunks[chunk].head
        return self.tags[head] in "NP" or self.lows[head] in ("another", "others", "some")
