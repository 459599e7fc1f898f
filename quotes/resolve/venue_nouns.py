"""Noun phrases as venues need them: from a preposition to the head, with what the lexicon says of the head.

Everything works on the tokens and tags of a `quotes.resolve.passages.Passage`; positions are token positions, ends exclusive.
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.passages import Passage
from quotes.resolve.venue_words import Noun, Part, lexis, noun_at

__all__ = ["REACH", "Core", "Found", "Nouns"]

REACH = 26
"""The most tokens that one phrase may run over: it bounds the work; no phrase that people mark is longer."""


class Found(NamedTuple):
    """A part of a venue: its tokens ``first..last``, the family of its head (``outlet`` and ``name`` beside those of the lexicon),
    and how it was reached: `rule` names the construction, `by` is the token that led there (a verb, a preposition)."""

    part: Part
    first: int
    last: int
    family: str
    rule: str
    by: int


class Core(NamedTuple):
    """A noun phrase up to its head: tokens ``first..last``, the head's token, and what the lexicon says of the head."""

    first: int
    last: int
    head: int
    noun: Noun | None


_BEFORE_TIMES = frozenset(("on", "in", "at", "for", "late", "early", "earlier", "later", "since", "during"))
_LAST = frozenset(("last", "next", "this", "past", "late", "early", "earlier", "later"))


_HALL = Noun("site", "place", True)


class Nouns:
    """The noun phrases of one passage. `quoted` are the positions of the masked spans that report words: no phrase runs over one,
    while a masked title is a name (*an interview on “Morning Call”*); `house` the agencies that sign the report,
    in lower case; `today` the words of its datelines."""

    def __init__(
        self,
        passage: Passage,
        quoted: frozenset[int] = frozenset(),
        house: frozenset[str] = frozenset(),
        today: frozenset[str] = frozenset(),
    ) -> None:
        self.passage = passage
        self.quoted = quoted
        self.house, self.today = house, today
        self.lows, self.tags = passage.lows, passage.tags
        self.line = "".join(passage.tags)
        self.texts = [token[2] for token in passage.tokens]
        self._cores: dict[tuple[int, int], Core | None] = {}

    def core(self, i: int, end: int) -> Core | None:
        """The noun phrase that begins at token `i`, up to its head and before `end`; None where none does. Each is read once."""
        place = (i, min(end, i + REACH))
        if place not in self._cores:
            self._cores[place] = self._core(*place)
        return self._cores[place]

    def _core(self, i: int, end: int) -> Core | None:
        tags = self.tags
        j, headed = i, False
        while j < end:
            tag = tags[j]
            if headed and tag in "NVn" and self._carried(j):
                break
            if headed and self.lows[j] == "last" and tags[j + 1 : j + 2] == ["M"]:
                break  # at Tabora | last night Miss Okello …
            if (
                headed
                and tag == "M"
                and tags[j - 1] != "#"
                and tags[j + 1 : j + 2] == ["P"]
                and self.lows[j] not in ("may", "march")
            ):
                break  # in the Commons | yesterday Mr. Okello …
            if tag in "NPM#":
                headed = True
            elif tag == "S":
                headed = False
            elif tag in "DG":
                if headed or (j > i and tags[j - 1] not in "DSJ"):
                    break
            elif tag == "Q":
                if j in self.quoted:
                    break
                headed = True
            elif tag in "VbgnA" and self._nominal(j, i):
                headed = True
            elif not self._modifies(j, i, end, headed):
                break
            j += 1
        return self._headed(i, j)

    def _carried(self, j: int) -> bool:
        """Whether a participle that can be a noun follows its noun: *a cabinet meeting | broadcast on state television*."""
        if self.lows[j] not in lexis("carried") or self.tags[j + 1 : j + 2] != ["I"] or noun_at(self.lows, j - 1) is None:
            return False
        return "M" not in self.tags[j + 2 : j + 4]  # “the television broadcast on Friday night”

    def _modifies(self, j: int, first: int, end: int, headed: bool) -> bool:
        """Whether a token can stand inside a noun phrase beside nouns, names and determiners."""
        tag = self.tags[j]
        if tag == "J" or self.lows[j] == "&":
            return True
        if tag in "gnA" and not headed:
            return tag == "A" or j > first
        return self.lows[j] == "/" and 0 < j < end - 1 and self.tags[j - 1] == "P" and self.tags[j + 1] in "PN"  # NBC/MSNBC

    def _nominal(self, j: int, first: int) -> bool:
        """Whether a word that can be a verb is a noun here: *an emergency meeting*, *after meeting with the pilots*."""
        if self.tags[j] in "gV" and j > first and j + 1 < len(self.lows) and (noun := noun_at(self.lows, j + 1)) is not None:
            if self.tags[j] == "g":
                return True  # “his short closing remarks”
            if self.tags[first] == "D" and self.tags[j - 1] == "N" and self.lows[j].endswith("s") and not noun.weak:
                return True  # “an online results briefing”
        if j == first:
            named = self.texts[j] != self.lows[j]  # “in Downing Street”
            return named or self.lows[j] in ("remarks", "comments") or self.lows[j : j + 2] == ["meeting", "with"]
        before = self.tags[j - 1] in "DGSJNPM#ng" or (self.tags[j - 1] == "V" and j - 1 > first)
        return before and noun_at(self.lows, j) is not None

    def _headed(self, first: int, last: int) -> Core | None:
        """A run of tokens as a phrase with its head, without the times and adverbs that trail (*a briefing Monday*)."""
        tags, lows = self.tags, self.lows
        while last > first and tags[last - 1] in "DGJSACgn" and self.noun(last - 1) is None:
            last -= 1
        if last <= first:
            return None
        end = last
        while end - 1 > first and (tags[end - 1] in "MA#" or lows[end - 1] in _LAST) and self.noun(end - 1) is None:
            end -= 1
        if self.noun(end - 1) is None and tags[end - 1] not in "NPQ":
            end = last  # “Saturday night”: all of it is a time
        return Core(first, end, end - 1, self.noun(end - 1))

    def noun(self, i: int) -> Noun | None:
        """What the head at `i` names; a title in marks is what its last word is (*a “Farmers’ Forum”*)."""
        if self.tags[i] != "Q":
            month = self.tags[i] == "M" and self.texts[i] != self.lows[i]  # “in March” is no march
            named = self.lows[i] == "hall" and self.texts[i] != "hall"  # “in the New Town Hall” is no town hall with voters
            return _HALL if named else None if month else noun_at(self.lows, i)
        words = self.texts[i].lower().strip("\"'“”‘’«».,").split()
        noun = noun_at(words, len(words) - 1) if words else None
        return noun or (noun_at(self.lows, i - 1) if i and self.tags[i - 1] in "NJ" else None)

    def is_time(self, core: Core) -> bool:
        """Whether a noun phrase is a time: *Saturday night*, *a second day*, *7 February*, *February 7*, *2009*."""
        low, tag = self.lows[core.head], self.tags[core.head]
        dated = tag == "#" and "M" in self.tags[core.first : core.head]
        return core.noun is None and (tag == "M" or dated or (tag == "#" and len(low) == 4 and core.last - core.first == 1))

    def past_times(self, i: int, end: int) -> int:
        """The position after any times that begin at `i`: *on Monday night*, *last week*."""
        tags = self.tags
        end = min(end, i + REACH)
        while i < end:
            at = i + 1 if self.lows[i] in _BEFORE_TIMES else i
            if "M" not in tags[at : at + 4] and tags[at : at + 1] != ["#"]:
                break
            core = self.core(at, end)
            if core is None or not self.is_time(core):
                break
            i = core.last
        return i
