"""How far a phrase reaches that names an occasion, a place or a medium, and which of the three it is.

A phrase is a noun phrase with the modifiers that say which one is meant: *a meeting with the pilots who had come home*. It ends
before a time (*on Monday*), before where it happened (a place is a part of its own), at a comma, at a quotation.
Everything works on the tokens and tags of a `quotes.resolve.passages.Passage`; positions are token positions, ends exclusive.
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.resolve.gazetteer import given_gender
from quotes.resolve.grammar import closed_class, verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.roles import title_length
from quotes.resolve.venue_words import Noun, Part, lexis, noun_at, outlet_at, press_name, region_at

__all__ = ["Core", "Found", "Reader"]

REACH = 26
"""The most tokens that one phrase may run over: it bounds the work; no phrase that people mark is longer."""


class Found(NamedTuple):
    """A part of a venue: its tokens ``first..last``, the family of its head (``outlet`` and ``name`` beside those of the lexicon), and
    how it was reached: `rule` names the construction, `by` is the token that led there (a verb, a preposition)."""

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


_OF = frozenset(("of", "with", "between", "among", "about", "against", "for", "by", "on", "to", "from"))
_DURING = frozenset(("at", "in", "during", "over", "throughout"))
_UNDER = frozenset(("cross-examination", "questioning", "interrogation"))
_LATER = frozenset(("after", "before", "following"))
_BY_MEANS = frozenset(("in", "on", "via", "through", "by", "over", "during", "from"))
_PLACED = frozenset(("at", "in", "outside", "inside", "near", "aboard", "from", "on", "across", "through", "along"))
_ON_OCCASION = frozenset(("journey",))
_ON_MEDIUM = frozenset(("channel", "broadcast", "interview", "outlet"))
_BEFORE_TIMES = frozenset(("on", "in", "at", "for", "late", "early", "earlier", "later", "since", "during"))
_LAST = frozenset(("last", "next", "this", "past", "late", "early", "earlier", "later"))


class Reader:
    """The phrases of one passage. `quoted` are the positions of the masked spans that report words: no phrase runs over one, while a
    masked title is a name (*an interview on CBS's “Face the Nation”*)."""

    def __init__(self, passage: Passage, quoted: frozenset[int] = frozenset()) -> None:
        self.passage = passage
        self.quoted = quoted
        self.lows, self.tags = passage.lows, passage.tags
        self.line = "".join(passage.tags)
        self.texts = [token[2] for token in passage.tokens]

    # -- noun phrases ------------------------------------------------------------------------------------------------------

    def core(self, i: int, end: int) -> Core | None:
        """The noun phrase that begins at token `i`, up to its head and before `end`; None where none does."""
        tags = self.tags
        end = min(end, i + REACH)
        j, headed = i, False
        while j < end:
            tag = tags[j]
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
            elif not (
                tag == "J"
                or (tag in "gn" and j > i and not headed)
                or (tag == "A" and not headed)
                or self.lows[j] == "&"
                or self._slash(j, end)
            ):
                break
            j += 1
        return self._headed(i, j)

    def _slash(self, j: int, end: int) -> bool:
        return self.lows[j] == "/" and 0 < j < end - 1 and self.tags[j - 1] == "P" and self.tags[j + 1] in "PN"

    def _nominal(self, j: int, first: int) -> bool:
        """Whether a word that the tagger took for a verb is a venue noun here: *an emergency meeting*, *after meeting with the pilots*."""
        if self.tags[j] == "g" and j > first and j + 1 < len(self.lows) and noun_at(self.lows, j + 1) is not None:
            return True  # “his short closing remarks”
        if j == first:
            named = self.texts[j] != self.lows[j]  # “in Downing Street”
            return named or self.lows[j] in ("remarks", "comments") or self.lows[j : j + 2] == ["meeting", "with"]
        return self.tags[j - 1] in "DGSJNPM#ng" and noun_at(self.lows, j) is not None

    def _headed(self, first: int, last: int) -> Core | None:
        """A run of tokens as a phrase with its head, without the times and adverbs that trail (*a briefing Monday*)."""
        tags, lows = self.tags, self.lows
        while last > first and tags[last - 1] in "DGJSACgn" and noun_at(lows, last - 1) is None:
            last -= 1
        if last <= first:
            return None
        end = last
        while end - 1 > first and (tags[end - 1] in "MA#" or lows[end - 1] in _LAST) and noun_at(lows, end - 1) is None:
            end -= 1
        if noun_at(lows, end - 1) is None and tags[end - 1] not in "NPQ":
            end = last  # “Saturday night”: all of it is a time
        return Core(first, end, end - 1, self._noun(end - 1))

    def _noun(self, i: int) -> Noun | None:
        """What the head at `i` names; a title in marks is what its last word is (*a “Farmers’ Forum”*)."""
        if self.tags[i] != "Q":
            month = self.tags[i] == "M" and self.texts[i] != self.lows[i]  # “in March” is no march
            return None if month else noun_at(self.lows, i)
        words = self.texts[i].lower().strip("\"'“”‘’«».,").split()
        noun = noun_at(words, len(words) - 1) if words else None
        return noun or (noun_at(self.lows, i - 1) if i and self.tags[i - 1] in "NJ" else None)

    def is_time(self, core: Core) -> bool:
        """Whether a noun phrase is a time: *Saturday night*, *a second day*, *2009*."""
        low, tag = self.lows[core.head], self.tags[core.head]
        return core.noun is None and (tag == "M" or (tag == "#" and len(low) == 4 and core.last - core.first == 1))

    # -- what follows a head -----------------------------------------------------------------------------------------------

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
        if (low in _OF and not (low == "from" and family in ("interview", "broadcast"))) or (
            low in ("in", "on", "to") and self._printed_in(family, j, end)
        ):
            return self._complement(j, end)
        if tag in "nVJ" and low.endswith(("ed", "nt", "en", "ne", "ld", "de", "st")) and self._participle(core, j, end):
            return self._complement(j + 1, end)
        if (
            tag == "g"
            and family in ("assembly", "ceremony", "rally", "encounter", "statement", "writing")
            and self._describes(low)
        ):
            object_ = self.core(j + 1, end)
            return self._clause_end(object_.last, end) if object_ and not self.is_time(object_) else j
        return j

    def _printed_in(self, family: str, j: int, end: int) -> bool:
        """*an essay in the Arusha Courier*, *an interview on “Sunrise”*: where it appeared says which one it is."""
        return family in ("writing", "statement", "interview", "broadcast") and (
            self.outlet(j + 1, end) is not None or self.tags[j + 1 : j + 2] == ["Q"]
        )

    def _participle(self, core: Core, j: int, end: int) -> bool:
        """*a forum sponsored by the union*, *a video posted on his page*; not *a ruling released Thursday*, *a rally held in Arusha*."""
        if j + 2 >= end:
            return False
        follows = self.lows[j + 1]
        medium = core.noun is not None and core.noun.part == "medium"
        if follows not in (("by", "to", "in", "on", "with", "from") if medium else ("by", "with")):
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
        last = core.last
        outlet = self.outlet(preposition + 1, end)
        if outlet:  # “the board of the Arusha Courier Okello said …”
            last = outlet[1] if last < end and self.tags[last] in "VX" else max(last, outlet[1])
        return self._clause_end(last, end)

    def _clause_end(self, j: int, end: int) -> int:
        """Past what tells the complement from others of its kind: “(CSTO)”, “of the region”, “and the miners”, “that had ended its mission”."""
        tags, lows = self.tags, self.lows
        while j < end:
            if tags[j] == "(" and j + 2 < end and tags[j + 2] == ")" and tags[j + 1] == "P":
                j += 3
            elif lows[j] in ("of", "for") or (lows[j] == "and" and j + 1 < end and tags[j + 1] in "DGP"):
                core = self.core(j + 1, end)
                if core is None or self.is_time(core) or (lows[j] == "and" and core.last < end and tags[core.last] in "VX"):
                    break
                outlet = self.outlet(j + 1, end)
                j = outlet[1] if outlet and core.last < end and tags[core.last] in "VX" else core.last
            elif lows[j] in ("that", "who") and j + 1 < end and tags[j + 1] in "VXA":
                return self._relative_end(j, end)
            else:
                break
        return j

    def _relative_end(self, j: int, end: int) -> int:
        while j < end and self.tags[j] not in ",.Q;:-(?":
            j += 1
        return j

    # -- outlets -----------------------------------------------------------------------------------------------------------

    def outlet(self, i: int, end: int) -> tuple[int, int] | None:
        """The outlet that is named at token `i`, as a range of tokens: *the BBC*, *CBS's “Face the Nation”*, *the Arusha Courier*.

        What the outlet owns or employs is left out: CNN's Dora Holm, the Arusha Courier columnist Dora Holm.
        """
        first = i
        definite = i < end and self.lows[i] == "the"
        i += definite
        known = outlet_at(self.texts, i) if i < end else 0
        if i >= end or (self.texts[i][:1].islower() and not known):
            return None
        last = i + known
        if known:
            extension = lexis("press-word") | lexis("outlet-extension")
            while last < end and self.texts[last][:1].isupper() and self.lows[last] in extension:
                last += 1
        run = self._capitals(i, end)
        while run > last and not press_name(self.texts[i:run]):
            run -= 1
        last = max(last, run)
        if last == i and definite and self.lows[i] in lexis("press-word-alone"):
            last += 1
        if last == i or last > end:
            return None
        return first, self._programme(self._described(last, end), end)

    def _described(self, last: int, end: int) -> int:
        """Past what an outlet is called besides: The Times | of Arusha, the Interfax | news agency, the Courier | newspaper."""
        if (
            last + 1 < end
            and self.lows[last] == "of"
            and self.lows[last - 1] in lexis("press-word-alone")
            and self.tags[last + 1] == "P"
        ):
            return self._capitals(last + 1, end)
        if last < end and self.tags[last] in "NJ":
            core = self.core(last, end)
            if core and core.noun and core.noun.family == "channel" and self.tags[core.first : core.last].count("P") == 0:
                return core.last
        return last

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
        return run if common and follows in ".,MQWB" or (common and self.lows[run] in ("on", "in", "that")) else i

    def _capitals(self, i: int, end: int) -> int:
        j = i
        while j < end and self.tags[j] in "PMNJ#" and (self.texts[j][:1].isupper() or (j > i and self.texts[j].isdigit())):
            j += 1
        return j

    def _programme(self, last: int, end: int) -> int:
        """Past the programme that an outlet owns: CBS's “Face the Nation”; not past its people: CNN's Dora Holm."""
        if last + 1 >= end or self.tags[last] != "S":
            return last
        if self.tags[last + 1] == "Q" and last + 1 not in self.quoted:
            return last + 2
        core = self.core(last + 1, end)
        if core and core.noun and core.noun.part == "medium":
            return core.last
        known = outlet_at(self.texts, last + 1)
        if known:
            return last + 1 + known
        run = self._capitals(last + 1, end)
        return run if run > last + 1 and press_name(self.texts[last + 1 : run]) else last

    # -- venues ------------------------------------------------------------------------------------------------------------

    def prepositional(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The venue that the preposition at `i` leads to, with its place where one follows; empty where it leads to none."""
        found = self._medium_name(i, end, rule, by) or self._noun_phrase(i, i + 1, end, rule, by)
        return found + self.place_after(found[-1].last, end, rule, by) if found else []

    def _medium_name(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """*on CNN*, *in the Guardian*, *via Telegram*, *on “Face the Nation”*."""
        low = self.lows[i]
        if low not in ("on", "in", "via", "through", "to", "for") or i + 1 >= end:
            return []
        if low == "on" and self.tags[i + 1] == "Q" and i + 1 not in self.quoted:
            return [Found("medium", i + 1, i + 2, "outlet", rule, by)]
        outlet = self.outlet(i + 1, end)
        if outlet is None:
            return []
        core = self.core(i + 1, end)
        if core and core.noun and core.last > outlet[1] and "S" not in self.tags[outlet[1] : core.last]:
            return []  # “in the BBC interview” is the interview
        noun = noun_at(self.lows, outlet[1] - 1)
        return [
            Found(
                "medium",
                *outlet,
                noun.family if noun and noun.part == "medium" and outlet[1] - outlet[0] > 2 else "outlet",
                rule,
                by,
            )
        ]

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
            if self.tags[k + 1] == "P" and self.tags[k] not in "PS" and (noun := noun_at(self.lows, k)) is not None:
                return Core(core.first, k + 1, k, noun)
        return core

    def _bare(self, core: Core, noun: Noun, preposition: str) -> bool:
        """Whether a noun stands alone where an occasion or a text would have its article: *in practice*, *in debate*, *in conference*."""
        low = self.lows[core.head]
        known = any(self.tags[i] in "DGSPQ#M" for i in range(core.first, core.last))
        if noun.family == "speech" and not known and core.last - core.first == 1:
            return True  # “in remarks to reporters”, “in comments” name no speech
        if (
            known
            or preposition in ("via", "by", "over", "through", "under")
            or noun.family in ("channel", "ceremony")
            or low in lexis("bare-medium")
            or low in lexis("uncounted")
        ):
            return False
        return not low.endswith("s") or low.endswith("ss")

    def _leads(self, low: str, noun: Noun, core: Core) -> bool:
        """Whether a preposition leads to such a venue: *at a rally*, not *on a rally*; *on his website*, not *on his report*."""
        if noun.part == "occasion":
            if self.lows[core.head] == "event" and low == "in":
                return False  # “in the event of rain”
            if core.last - core.first == 1 and self.tags[core.head] == "P" and noun.family == "assembly":
                return False  # “in Congress” is a body
            if low == "on":
                return noun.family in _ON_OCCASION or self.lows[core.head] in ("sidelines", "margins", "flight", "stop")
            return low in _DURING or low in _LATER or (low == "under" and self.lows[core.head] in _UNDER)
        if low == "on":
            return (
                noun.family in _ON_MEDIUM
                or noun.family == "display"
                or self.lows[core.head] in ("post", "tweet", "thread", "blog")
            )
        if low == "by":
            return core.last - core.first == 1 and self.lows[core.head] in lexis("bare-medium")
        return low in _BY_MEANS

    def ahead_of(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The occasion that is still to come, behind “ahead of”: where it will be, the words are said."""
        core = self.core(i + 1, end)
        if core is None or core.noun is None or core.noun.part != "occasion" or core.noun.weak:
            return []
        found = Found("occasion", core.first, self.full(core, end), core.noun.family, rule, by)
        return [found, *self.place_after(found.last, end, rule, by)]

    def carrier(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """What carried the words, behind a participle and its preposition at `i`: *broadcast on state television*, *carried by TASS*."""
        found = self._medium_name(i, end, rule, by) if self.lows[i] != "by" else []
        core = self.core(i + 1, end)
        if found or core is None:
            return found
        named = self.named_channel(core)
        if named or (core.noun and core.noun.family in ("channel", "broadcast")):
            return [Found("medium", core.first, core.last, "channel", rule, by)]
        outlet = self.outlet(i + 1, end)
        return [Found("medium", *outlet, "outlet", rule, by)] if outlet else []

    def named_channel(self, core: Core) -> bool:
        """Whether a phrase names an outlet behind its kind: *state news agency IRNA*, *the daily Hurriyet*."""
        nouns = (noun_at(self.lows, k) for k in range(core.first, core.head) if self.tags[k + 1] == "P" and self.tags[k] in "NJA")
        return self.tags[core.head] == "P" and any(noun is not None and noun.family == "channel" for noun in nouns)

    def place_after(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The place that follows an occasion or medium, a time between them or not: *a rally on Monday in Arusha*."""
        i = self.past_times(i, end)
        return (
            self.place(i, end, rule, by)
            if i < end and self.lows[i] in ("at", "in", "outside", "near", "inside", "from", "aboard")
            else []
        )

    def past_times(self, i: int, end: int) -> int:
        """The position after any times that begin at `i`: *on Monday night*, *last week*."""
        tags = self.tags
        while i < end:
            at = i + 1 if self.lows[i] in _BEFORE_TIMES else i
            if "M" not in tags[at : at + 4] and tags[at : at + 1] != ["#"]:
                break
            core = self.core(at, end)
            if core is None or not self.is_time(core):
                break
            i = core.last
        return i

    def place(self, i: int, end: int, rule: str, by: int) -> list[Found]:
        """The place that the preposition at `i` leads to: *in Arusha, Tanzania*, *at the airfield near Tabora*."""
        low = self.lows[i]
        core = self.core(i + 1, end) if low in _PLACED else None
        if (
            core is None
            or self.is_time(core)
            or self.lows[core.head] in ("may", "march", "august")
            or (core.noun and core.noun.part != "place")
        ):
            return []
        if core.noun is not None and core.last - core.first == 1 and self.texts[core.head] == self.lows[core.head]:
            return []  # “in city after city”, “on stage”
        named = self.tags[core.head] == "P" and (self.tags[core.first] in "DGP" or self.lows[core.first] in lexis("part-of-land"))
        if core.noun is None and (
            not named or low in ("on", "across", "through", "along") or self.lows[core.head] in lexis("language")
        ):
            return (
                []
                if not (named and self.lows[core.head] == "hill")
                else [Found("place", core.first, core.last, "name", rule, by)]
            )
        if core.noun is None and (self.outlet(i + 1, end) or self.lows[core.last : core.last + 1] == ["and"]):
            return []
        return [Found("place", core.first, self.place_end(core, end), core.noun.family if core.noun else "name", rule, by)]

    def place_end(self, core: Core, end: int) -> int:
        """Where a place ends with what tells it from others: its region, what it is near, what it belongs to."""
        j = self._region(core.last, end)
        for _ in range(2):
            if j >= end or self.lows[j] not in ("near", "outside", "of", "in", "on"):
                break
            core_after = self.core(j + 1, end)
            if core_after is None or self.is_time(core_after) or not (self.tags[core_after.head] == "P" or self.lows[j] == "of"):
                break
            if core_after.noun is not None and core_after.noun.part != "place":
                break
            j = self._region(core_after.last, end)
        return j

    def _region(self, j: int, end: int) -> int:
        """Past the region after a comma: Flint, Mich. · Basel, Switzerland."""
        if j + 1 < end and self.tags[j] == ",":
            length = region_at(self.texts, j + 1)
            return j + 1 + length if length else j
        return j
