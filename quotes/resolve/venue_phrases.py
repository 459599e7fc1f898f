"""How far a phrase reaches that names an occasion, a place or a medium: its head with the modifiers that say which one is meant.

*a meeting with the pilots who had come home* ends before a time (*on Monday*), before where it happened (a place is a part of its
own), at a comma, at a quotation.
"""

from __future__ import annotations

from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_nouns import REACH, Core
from quotes.resolve.venue_outlets import Outlets

__all__ = ["Phrases"]

_OF = frozenset(("of", "with", "between", "among", "about", "against", "for", "by", "on", "to", "from"))
_BY_MEDIUM = ("by", "to", "in", "on", "with", "from")
_DESCRIBED = ("assembly", "ceremony", "rally", "encounter", "statement", "writing")


class Phrases(Outlets):
    """The full phrases of one passage."""

    def full(self, core: Core, end: int) -> int:
        """Where a phrase ends with the modifiers that its head takes: *of*, *with*, *on*, participles, clauses without a comma."""
        end = min(end, core.first + REACH)
        j = core.last
        for _ in range(4):
            step = self._modifier(core, j, end)
            if step == j:
                break
            j = step
        return j

    def _modifier(self, core: Core, j: int, end: int) -> int:
        if j >= end:
            return j
        low, tag = self.lows[j], self.tags[j]
        if tag == "(" and j + 2 < end and self.tags[j + 2] == ")" and self.tags[j + 1] == "P":
            return j + 3 if j > core.last else j  # “the Organization (CSTO)”
        family = core.noun.family if core.noun else ""
        if low == "dated" and family in ("statement", "writing") and (dated := self.past_times(j + 1, end)) > j + 1:
            return dated
        if low == "of" and family in ("speech", "statement") and (dated := self.past_times(j + 1, end)) > j + 1:
            return dated  # his speech of May 12
        if self._complements(family, j, end):
            return self._complement(j, end)
        if tag in "nVJ" and low.endswith(("ed", "nt", "en", "ne", "ld", "de", "st")) and self._participle(core, j, end):
            return self._complement(j + 1, end)
        if tag == "g" and family in _DESCRIBED and self._describes(low):
            described = self.core(j + 1, end)
            return self._clause_end(described.last, end) if described and not self.is_time(described) else j
        return j

    def _complements(self, family: str, j: int, end: int) -> bool:
        """Whether a preposition goes on with the phrase: *a letter from Okello*; not *a telephone interview from his farm*."""
        low = self.lows[j]
        if low in _OF and (low != "from" or family in ("statement", "writing")):
            return True
        return low in ("in", "on", "to") and self._printed_in(family, j, end)

    def _printed_in(self, family: str, j: int, end: int) -> bool:
        """*an essay in the Arusha Courier*, *an interview on “Sunrise”*: where it appeared says which one it is."""
        named = self.outlet(j + 1, end) is not None or self.tags[j + 1 : j + 2] == ["Q"]
        return named and family in ("writing", "statement", "interview", "broadcast")

    def _participle(self, core: Core, j: int, end: int) -> bool:
        """*a forum sponsored by the union*, *a video posted on his page*; not *a ruling released Thursday*, *a rally held in Arusha*."""
        if j + 2 >= end:
            return False
        follows = self.lows[j + 1]
        medium = core.noun is not None and core.noun.part == "medium"
        if follows not in (_BY_MEDIUM if medium else ("by", "with")):
            return False
        after = self.core(j + 2, end)
        return after is not None and not self.is_time(after)

    def _describes(self, low: str) -> bool:
        """*a ceremony marking the end of the war*; not *a statement adding that …*, which goes on reporting."""
        verb = verb_forms().get(low)
        return verb is None or not verb.reporting or verb.lemma in ("celebrate", "discuss", "outline", "call", "urge", "announce")

    def _complement(self, preposition: int, end: int) -> int:
        """Where a modifier that begins with a preposition ends; its own start where it is a time or no noun phrase follows."""
        core = self.core(preposition + 1, end)
        if core is None:
            outlet = self.outlet(preposition + 1, end)
            return outlet[1] if outlet else preposition
        if self.is_time(core):
            return preposition
        last = core.last + self._plural_verb(core, end)
        outlet = self.outlet(preposition + 1, end)
        if outlet:  # “the board of the Arusha Courier Okello said …”
            last = outlet[1] if last < end and self.tags[last] in "VX" else max(last, outlet[1])
        return self._clause_end(last, end)

    def _plural_verb(self, core: Core, end: int) -> bool:
        """Whether the plural that ends a phrase was taken for a verb: a meeting of harbour board | heads in Arusha."""
        last, bare = core.last, self.tags[core.first] == "N" and self.tags[core.last - 1] == "N"
        plural = last + 1 < end and self.tags[last] == "V" and self.lows[last].endswith("s") and self.tags[last + 1] in "IM,."
        return bare and plural and not self.lows[last - 1].endswith("s")

    def _clause_end(self, j: int, end: int) -> int:
        """Past what tells the complement from others: “(CSTO)”, “of the region”, “and the miners”, “that had ended its mission”."""
        tags, lows = self.tags, self.lows
        while j < end:
            if tags[j] == "(" and j + 2 < end and tags[j + 2] == ")" and tags[j + 1] == "P":
                j += 3
                while j < end and tags[j] == "P":  # the National Reed (NR) | Party
                    j += 1
            elif lows[j] in ("of", "for") or (lows[j] == "and" and j + 1 < end and tags[j + 1] in "DGP"):
                core = self.core(j + 1, end)
                if core is None or self.is_time(core) or (lows[j] == "and" and core.last < end and tags[core.last] in "VX"):
                    break
                outlet = self.outlet(j + 1, end)
                j = outlet[1] if outlet and core.last < end and tags[core.last] in "VX" else core.last
            elif lows[j] in ("that", "who") and j + 1 < end and tags[j + 1] in "VXA" and lows[j + 1] != "there":
                return self._relative_end(j, end)
            else:
                break
        return j

    def _relative_end(self, j: int, end: int) -> int:
        while j < end and self.tags[j] not in ",.Q;:-(?":
            j += 1
        return j
