"""Where a preposition leads: to an occasion, a medium, a place, or to none of them.

*at a rally* but not *on a rally*; *on his website* but not *on his report*; *in Arusha* but not *in Swahili*.
"""

from __future__ import annotations

from quotes.resolve.grammar import verb_forms
from quotes.resolve.venue_nouns import Core, Found
from quotes.resolve.venue_phrases import Phrases
from quotes.resolve.venue_words import Noun, lexis, networks, noun_at, region_at

__all__ = ["Reader"]

_FURTHER = frozenset(("near", "outside", "of", "in", "on", "at", "above"))
_DIVISIONS = frozenset(("county", "district", "oblast", "parish", "prefecture", "province", "region", "state"))
_ON_NAME = frozenset(("on", "in", "via", "through", "to", "for"))
_DURING = frozenset(("at", "in", "during", "over", "throughout", "after", "before", "following"))
_UNDER = frozenset(("cross-examination", "questioning", "interrogation"))
_ON_OCCASION = frozenset(("sidelines", "margins", "flight", "stop"))
_BY_MEANS = frozenset(("in", "on", "via", "through", "by", "over", "during", "from"))
_WITHOUT_ARTICLE = frozenset(("via", "by", "over", "through", "under"))
_ON_MEDIUM = frozenset(("channel", "broadcast", "interview", "display"))
_ON_POST = frozenset(("post", "tweet", "thread", "blog"))
_SPATIAL = frozenset(("outside", "inside", "aboard", "behind"))
_UNFIXED = frozenset(("this", "that", "these", "those", "no", "any", "every"))
_PLACED = _SPATIAL | {"at", "in", "near", "from", "on", "across", "through", "along", "off"}
_THERE = frozenset(("at", "in", "outside", "near", "inside", "from", "aboard", "off"))
_HANGING = frozenset(("after-cue", "took-part", "sentence-head", "clause-end"))
"""Rules of phrases that hang on the speaking itself."""
_MONTHS = frozenset(("may", "march", "august"))


class Reader(Phrases):
    """The venues of one passage, by the prepositions that lead to them."""

    def prepositional(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The venue that the preposition at `i` leads to, with its place where one follows; empty where it leads to none."""
        found = self._medium_name(i, end, rule, by) or self._noun_phrase(i, i + 1, end, rule, by)
        return found + self.place_after(found[-1].last, end, rule, by) if found else []

    def _medium_name(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """*on CNN*, *in the Guardian*, *via Telegram*, *on “Morning Call”*."""
        low = self.lows[i]
        if i + 1 >= end or (low not in _ON_NAME and not self._by_network(i, rule)):
            return []
        if low == "on" and self.tags[i + 1] == "Q" and i + 1 not in self.quoted:
            return [Found("medium", i + 1, i + 2, "outlet", rule, by)]
        outlet = self.outlet(i + 1, end)
        core = self.core(i + 1, end)
        if outlet is None:
            if core is None or low == "for" or rule not in _HANGING or not self.named_channel(core):
                return []
            return [Found("medium", core.first, core.last, "channel", rule, by)]  # on radio station Star Blue
        if core and core.noun and core.last > outlet[1] and "S" not in self.tags[outlet[1] : core.last]:
            return []  # “in the BBC interview” is the interview
        noun = noun_at(self.lows, outlet[1] - 1)
        owned = noun is not None and noun.part == "medium" and outlet[1] - outlet[0] > 2  # “the Courier’s long profile”
        return [Found("medium", *outlet, noun.family if noun and owned else "outlet", rule, by)]

    def _by_network(self, i: int, rule: str) -> bool:
        """*told me over Skype* · *came by WhatsApp*; not *the outcry over Facebook*."""
        hangs = rule in _HANGING and self.lows[i] in ("over", "by") and self.texts[i + 1] in networks()
        return hangs and (self.tags[i - 1] != "N" or self.lows[i - 1].endswith("s"))

    def _noun_phrase(self, preposition: int, i: int, end: int, rule: str, by: int) -> list[Found]:
        core = self.core(i, end)
        if core is None or self.is_time(core):
            return []
        if core.noun is None:
            core = self._before_name(core)
        low = self.lows[preposition]
        if self.lows[core.head] in lexis("part-of") and self.lows[core.last : core.last + 1] == ["of"]:
            inner = self._of(preposition, core, end, rule, by)
            if inner:
                return inner
        appears = self.lows[core.head] == "appearance" and self.lows[core.last : core.last + 1] == ["on"]
        if appears and (aired := self._medium_name(core.last, end, rule, by)):  # during an appearance | on CNN
            return [aired[0]._replace(family="appearance")]
        noun = core.noun
        if noun is None or noun.part == "place" or self._bare(core, noun, low) or not self._leads(low, noun, core):
            return []
        return [Found(noun.part, core.first, self.full(core, end), noun.family, rule, by)]

    def _of(self, preposition: int, core: Core, end: int, rule: str, by: int) -> list[Found]:
        """*at the start of a meeting* is at the meeting; *on Tuesday’s episode of “Sunrise”* is on “Sunrise”."""
        inside = core.last + 1
        if core.noun and core.noun.part == "medium" and inside < end:
            if self.tags[inside] == "Q" and inside not in self.quoted:
                return [Found("medium", inside, inside + 1, "outlet", rule, by)]
            outlet = self.outlet(inside, end)
            return [Found("medium", *outlet, "outlet", rule, by)] if outlet else []
        return self._noun_phrase(preposition, inside, end, rule, by)

    def _before_name(self, core: Core) -> Core:
        """*In a radio interview Okello said*: a venue noun before a name ends the phrase."""
        for k in range(core.first, core.head):
            if self.tags[k + 1] == "P" and self.tags[k] not in "PS" and (noun := self.noun(k)) is not None:
                return Core(core.first, k + 1, k, noun)
        return core

    def _bare(self, core: Core, noun: Noun, preposition: str) -> bool:
        """Whether a noun stands alone where an occasion or a text would have its article: *in practice*, *in debate*."""
        low, single = self.lows[core.head], core.last - core.first == 1
        if any(self.tags[i] in "DGSPQ#M" for i in range(core.first, core.last)):
            return False
        if preposition == "during" and low in ("debate", "discussion", "questioning"):
            return False  # “during debate on the dam”
        if noun.family == "speech" and single:
            return True  # “in remarks to reporters”, “in comments” name no speech
        if preposition in _WITHOUT_ARTICLE or noun.family == "channel" or (noun.family == "ceremony" and preposition != "in"):
            return False  # “during Mass”; not “in concert”
        if low in lexis("bare-medium") or low in lexis("uncounted"):
            return False
        return not low.endswith("s") or low.endswith("ss")

    def _leads(self, low: str, noun: Noun, core: Core) -> bool:
        """Whether a preposition leads to such a venue: *at a rally*, not *on a rally*; *on his website*, not *on his report*."""
        head, single = self.lows[core.head], core.last - core.first == 1
        if noun.part == "medium":
            if low == "on":
                return noun.family in _ON_MEDIUM or head in _ON_POST
            return low in _BY_MEANS if low != "by" else single and head in lexis("bare-medium")
        if (head == "event" and low == "in") or (single and self.tags[core.head] == "P" and noun.family == "assembly"):
            return False  # “in the event of rain”; “in Congress” is a body
        if low == "on":
            return noun.family == "journey" or head in _ON_OCCASION
        return low in _DURING or (low == "under" and head in _UNDER)

    def ahead_of(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The occasion that is still to come, behind “ahead of”: where it will be, the words are said."""
        core = self.core(i + 1, end)
        if core is None or core.noun is None or core.noun.part != "occasion" or core.noun.weak:
            return []
        found = Found("occasion", core.first, self.full(core, end), core.noun.family, rule, by)
        return [found, *self.place_after(found.last, end, rule, by)]

    def carrier(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """What carried the words, behind a participle: *broadcast on state television*, *carried by TASS*; `i` is the preposition."""
        found = self._medium_name(i, end, rule, by) if self.lows[i] != "by" else []
        core = self.core(i + 1, end)
        if found or core is None:
            return found
        named = self.named_channel(core)
        if named or (core.noun and core.noun.family in ("channel", "broadcast")):
            return [Found("medium", core.first, core.last, "channel", rule, by)]
        outlet = self.outlet(i + 1, end)
        return [Found("medium", *outlet, "outlet", rule, by)] if outlet else []

    def place_after(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The place that follows an occasion or medium, a time between them or not: *a rally on Monday in Arusha*."""
        if i < end and self.lows[i] == "held":
            i += 1  # a meeting | held this evening in the Athenæum
        i = self.past_times(i, end)
        if i < end and self.lows[i] == "here":
            return [Found("place", i, i + 1, "name", rule, by)]
        return self.place(i, end, rule, by) if i < end and self.lows[i] in _THERE else []

    def court(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The court by name that somebody speaks before: testifying before *the Arusha District Court*."""
        core = self.core(i + 1, end)
        if core is None or core.noun is None or core.noun.family != "chamber" or self.texts[core.head] == self.lows[core.head]:
            return []
        return [self._place(core, end, "chamber", rule, by)]

    def place(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The place that the preposition at `i` leads to: *in Arusha, Tanzania*, *at the airfield near Tabora*."""
        low = self.lows[i]
        if low == "at" and (verb := verb_forms().get(self.lows[by])) is not None and verb.lemma in lexis("directed"):
            return []
        core = self.core(i + 1, end) if low in _PLACED else None
        if core is None or self.is_time(core) or self.lows[core.head] in _MONTHS:
            return []
        if core.noun is not None:
            # “in city after city”, “on stage”: no one place
            alone = core.last - core.first == 1 and self.texts[core.head] == self.lows[core.head]
            return [] if alone or core.noun.part != "place" else [self._place(core, end, core.noun.family, rule, by)]
        named = self._place_name(core, low, end) or self._spot(core, low, rule)
        return [self._place(core, end, "name", rule, by)] if named else []

    def _spot(self, core: Core, low: str, rule: str) -> bool:
        """Whether a thing is where somebody spoke: *said outside his split-level* · *talking to reporters behind the rope*."""
        thing = self.tags[core.first] in "DGP" and self.tags[core.head] in "NP" and self.lows[core.first] not in _UNFIXED
        return low in _SPATIAL and rule in ("after-cue", "took-part") and thing and core.last - core.first > 1

    def _place(self, core: Core, end: int, family: str, rule: str, by: int) -> Found:
        return Found("place", core.first, self.place_end(core, end), family, rule, by)

    def _place_name(self, core: Core, low: str, end: int) -> bool:
        """Whether a name that no noun explains can be a place: *in Arusha*, *at the Kremlin*, *on Capitol Hill*."""
        first, head = self.lows[core.first], self.lows[core.head]
        opened = self.tags[core.first] in "GP" or first == "the" or first in lexis("part-of-land")
        if "#" in self.tags[core.first : core.last]:
            return False  # “in the 2019 Estimates”
        if self.tags[core.head] != "P" or not opened or head in lexis("language"):
            return False
        if low in ("on", "across", "through", "along"):
            return head == "hill"
        return self.outlet(core.first, end) is None and self.lows[core.last : core.last + 1] != ["and"]

    def place_end(self, core: Core, end: int) -> int:
        """Where a place ends with what tells it from others: its region, what it is near, what it belongs to."""
        j = self._region(core.last, end)
        for _ in range(3):
            if j >= end or self.lows[j] not in _FURTHER or self.outlet(j + 1, end):
                break
            other = self.core(j + 1, end)
            if other is None or self.is_time(other) or (other.noun is not None and other.noun.part != "place"):
                break
            if self.tags[other.head] != "P" and self.lows[j] not in ("of", "above") and not (self.lows[j] == "at" and other.noun):
                break
            j = self._region(other.last, end)
        return j

    def _region(self, j: int, end: int) -> int:
        """Past the region after a comma: Flint, Mich. · Basel, Switzerland."""
        if j + 1 < end and self.tags[j] == ",":
            length = region_at(self.texts, j + 1)
            if not length and j + 2 < end and self.tags[j + 1] == "P" and self.lows[j + 2] in _DIVISIONS:
                length = 2  # Tabora, Lake Province
            return j + 1 + length if length else j
        return j
