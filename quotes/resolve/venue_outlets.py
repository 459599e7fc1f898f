"""Outlets: who publishes or broadcasts, and how far the name goes.

*the BBC*, *Radio Tabora's “Morning Call”*, *the Arusha Courier*, *state news agency IRNA*. What an outlet owns or employs is left out:
CNN's Dora Holm is asked for CNN.
"""

from __future__ import annotations

from quotes.resolve.gazetteer import given_gender, place_of
from quotes.resolve.grammar import closed_class, verb_forms
from quotes.resolve.roles import title_length
from quotes.resolve.venue_nouns import Core, Nouns
from quotes.resolve.venue_words import call_sign, lexis, noun_at, outlet_at, press_name

__all__ = ["Outlets"]

_LONGEST = 9
"""The most words that a name is looked for in."""


class Outlets(Nouns):
    """The outlets of one passage."""

    def outlet(self, i: int, end: int) -> tuple[int, int] | None:
        """The outlet that is named at token `i`, as a range of tokens: *the BBC*, *Radio Tabora's “Morning Call”*, *the Arusha Courier*.

        What the outlet owns or employs is left out: CNN's Dora Holm, the Arusha Courier columnist Dora Holm.
        """
        first = i
        definite = i < end and self.lows[i] == "the"
        i += definite
        if i >= end:
            return None
        last = max(self._listed(i, end), self._named(i, end), self._country_s(i, end), self._of_programme(i, end))
        if last == i and definite and self.texts[i] != self.lows[i] and self.lows[i] in lexis("press-word-alone"):
            last += 1
        if last == i or last > end:
            return None
        return first, self._programme(self._described(last, end), end)

    def _of_programme(self, i: int, end: int) -> int:
        """Where a name ends that owns a programme called one: Lakeside's “Open Line” | programme; `i` where none does."""
        run = self._capitals(i, end)
        if not i < run < end - 2 or self.tags[run] != "S" or self.tags[run + 1] != "Q" or run + 1 in self.quoted:
            return i
        noun = noun_at(self.lows, run + 2)
        return run if noun is not None and noun.family == "broadcast" else i

    def _country_s(self, i: int, end: int) -> int:
        """Where an outlet ends that is named with its country: Italy’s La Repubblica; `i` where none is."""
        if i + 2 >= end or self.tags[i + 1] != "S" or place_of(self.texts[i]) is None:
            return i
        if outlet_at(self.texts, i + 2):
            return max(self._listed(i + 2, end), i)
        named = self._named(i + 2, end)
        return named if named > i + 2 else i

    def _listed(self, i: int, end: int) -> int:
        """Where a name ends that the lexicon lists, with what can follow it: BBC | Arabic; `i` where it lists none."""
        known = outlet_at(self.texts, i)
        last = i + known
        while known and last < end and self.texts[last][:1].isupper() and self._extends(self.lows[last]):
            last += 1
        if known and last < end and self.lows[last - 1] == "radio" and self.tags[last] == "P" and self._capital(last):
            last += 1  # BBC Radio | Tabora
        return last

    @staticmethod
    def _extends(low: str) -> bool:
        return low in lexis("outlet-extension") or low in lexis("press-word")

    def _named(self, i: int, end: int) -> int:
        """Where a name ends that shows that it publishes: the Arusha Courier; `i` where none does."""
        run = self._capitals(i, end)
        if i < run < end - 1 and self.tags[run] == "S" and self.lows[run + 1] in lexis("press-word") and self._capital(run + 1):
            return run + 2  # the Gardener's Quarterly
        while run > i and not press_name(self.texts[i:run]):
            run -= 1
        return run

    def _capital(self, i: int) -> bool:
        return self.texts[i][:1].isupper()

    def _described(self, last: int, end: int) -> int:
        """Past what an outlet is called besides: The Times | of Arusha, the Interfax | news agency, the Courier | newspaper."""
        if last < end and self.tags[last] == "#" and self._is_numbered(last - 1):
            return last + 1  # Channel 12, KTVX 5
        alone = self.lows[last - 1] in lexis("press-word-alone") or self.lows[last - 1] in ("agency", "service")
        if alone and last + 1 < end and self.lows[last] == "of" and self.tags[last + 1] == "P":
            return self._capitals(last + 1, end)
        if last < end and self.tags[last] in "NJ":
            core = self.core(last, end)
            if core and core.noun and core.noun.family == "channel" and self.tags[core.first : core.last].count("P") == 0:
                return core.last
        return last

    def _is_numbered(self, i: int) -> bool:
        """Whether a station ends at token `i` that a number can follow: Channel | 12."""
        return self.lows[i] in lexis("numbered") or call_sign(self.texts[i])

    def worded(self, i: int, end: int) -> int:
        """Where a name ends that is made of common words and is no person's (*told Harbour Watch on Friday*): an outlet, if it was told.

        Returns `i` where there is none.
        """
        run = self._capitals(i, end)
        words = self.texts[i:run]
        if len(words) < 2 or given_gender(words[0]) is not None or title_length(words, 0) or words[-1].endswith("s"):
            return i
        first = words[0].lower()
        common = noun_at([first], 0) is not None or first in verb_forms() or first in closed_class()
        follows = self.tags[run] if run < len(self.tags) else "."
        closed = follows in ".,MQWBDH" or self.lows[run] in ("on", "in", "that")
        return run if common and closed else i

    def _capitals(self, i: int, end: int) -> int:
        j, end = i, min(end, i + _LONGEST)
        while j < end and self.tags[j] in "PMNJ#" and (self.texts[j][:1].isupper() or (j > i and self.texts[j].isdigit())):
            j += 1
        return j

    def _programme(self, last: int, end: int) -> int:
        """Past the programme that an outlet owns: Radio Tabora's “Morning Call”; not past its people: CNN's Dora Holm."""
        if last + 1 >= end or self.tags[last] != "S":
            return last
        if self.tags[last + 1] == "Q" and last + 1 not in self.quoted:
            noun = noun_at(self.lows, last + 2) if last + 2 < end else None
            return last + 3 if noun is not None and noun.family == "broadcast" else last + 2
        core = self.core(last + 1, end)
        if core and core.noun and core.noun.part == "medium":
            return core.last
        known = outlet_at(self.texts, last + 1)
        if known:
            return last + 1 + known
        run = self._capitals(last + 1, end)
        return run if run > last + 1 and press_name(self.texts[last + 1 : run]) else last

    def named_channel(self, core: Core) -> bool:
        """Whether a phrase names an outlet behind its kind: *state news agency IRNA*, *the daily Hurriyet*."""
        if self.tags[core.head] != "P":
            return False
        nouns = (noun_at(self.lows, k) for k in range(core.first, core.head) if self.tags[k + 1] == "P" and self.tags[k] in "NJA")
        return any(noun is not None and noun.family == "channel" for noun in nouns)
