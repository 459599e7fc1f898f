"""Where an expression of time hangs in its sentence: on a verb, on an occasion or a text that it dates, behind a “when”."""

from __future__ import annotations

from quotes.resolve.act_words import event_at, events_of
from quotes.resolve.cast import Cast
from quotes.resolve.clause_verbs import WINDOW, ClauseVerbs
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.temporal import TimePhrase
from quotes.resolve.venue_words import noun_at

__all__ = ["TimedSentence"]

_TEXT = 16  # tokens from a text to what it says
_PARTS = frozenset({"edition", "episode", "instalment", "installment", "issue", "leg", "day", "session", "round", "segment"})


class TimedSentence:
    """One sentence, asked where an expression of time stands in it."""

    def __init__(self, passage: Passage, number: int, cast: Cast) -> None:
        self.passage, self.number, self.cast = passage, number, cast
        self.first, self.last = passage.sentences[number]
        self.tags, self.lows = passage.tags, passage.lows
        self.verbs = ClauseVerbs(passage, number)
        self.named = frozenset(key for _, key in cast.named(passage, self.first, self.last))
        known = events_of(passage)
        self.events = frozenset(known[i] for i in range(self.first, self.last) if i in known)

    def place(self, phrase: TimePhrase) -> tuple[int, str, int]:
        """The token that the expression hangs on from, its preposition, and the noun that it modifies (-1 for none)."""
        last = phrase.last
        owner = last < self.last and self.lows[last] in ("'s", "’s")
        if phrase.preposition == "of" and phrase.first - 2 >= self.first and not owner:
            return self._part_of_day(phrase)
        chunk = self.passage.chunk_at[last] if last < self.last else -1
        if (
            chunk < 0
            or not (owner or self.passage.chunks[chunk].first < last)
            or self.tags[last] not in ("SNPJ" if owner else "NJ")
        ):
            return phrase.first, phrase.preposition, -1
        span = self.passage.chunks[chunk]
        noun = next((i for i in range(last, span.last) if event_at(self.passage, i)), span.head)
        first = min(self.passage.chunks[chunk].first, phrase.first)
        if noun < last:
            return phrase.first, phrase.preposition, -1
        if phrase.preposition:
            return phrase.first, phrase.preposition, noun
        before = first - 1
        if before >= self.first and self.tags[before] in "IT":
            return before, self.lows[before], noun
        form = verb_forms().get(self.lows[before]) if before >= self.first and self.tags[before] == "V" else None
        told = form is not None and form.reporting == "tell"
        return first, "told" if told else "", noun

    def _part_of_day(self, phrase: TimePhrase) -> tuple[int, str, int]:
        """on the morning of January 5: the day is that of the morning"""
        chunk = self.passage.chunk_at[phrase.first - 2]
        if phrase.last >= self.last or self.tags[phrase.last] in ",.Q":
            return phrase.first, "", -1
        if self.lows[phrase.first - 2] not in ("morning", "afternoon", "evening", "night", "hours") or chunk < 0:
            return phrase.first, "of", -1
        first = self.passage.chunks[chunk].first
        before = first - 1
        return (before, self.lows[before], -1) if before >= self.first and self.tags[before] == "I" else (first, "", -1)

    def event_of(self, i: int, preposition: str) -> str:
        """The occasion that the expression says the time of; a text too, where the words stand in it: in a 2009 *paper*.

        Not that of a book: in her 2009 memoir she tells what was said at other times.
        """
        event = event_at(self.passage, i)
        if not event and self.lows[i] in _PARTS and self.lows[i + 1 : i + 2] == ["of"]:
            return self._event_of_part(i + 2)
        if not event and self.tags[i] == "P" and preposition in ("in", "told") and self._owns(i):
            return "writing"  # in Sunday's Herald
        opened = self.tags[self.passage.chunks[self.passage.chunk_at[i]].first] == "D" if self.passage.chunk_at[i] >= 0 else False
        noun = noun_at(self.lows, i) if not event and preposition == "in" and opened else None
        return noun.family if noun is not None and noun.part == "medium" else event

    def _owns(self, i: int) -> bool:
        """Whether a time is the owner of the name that ends at `i`: **Sunday's** Herald."""
        chunk = self.passage.chunks[self.passage.chunk_at[i]] if self.passage.chunk_at[i] >= 0 else None
        return chunk is not None and "M" in self.tags[chunk.first : i] and "S" in self.tags[chunk.first : i]

    def _event_of_part(self, i: int) -> str:
        """Saturday's edition of | his weekly broadcast"""
        chunk = self.passage.chunk_at[i] if i < self.last else -1
        found = (event_at(self.passage, j) for j in range(i, self.passage.chunks[chunk].last)) if chunk >= 0 else iter(())
        return next(filter(None, found), "")

    def event_after(self, i: int) -> str:
        """The occasion right behind the expression: on Monday | at the rally."""
        if i + 1 >= self.last or self.lows[i] not in ("in", "at", "during") or self.passage.chunk_at[i + 1] < 0:
            return ""
        return event_at(self.passage, self.passage.chunks[self.passage.chunk_at[i + 1]].head)

    def event_before(self, place: int) -> str:
        """The occasion right before the expression: at the rally | Monday."""
        return event_at(self.passage, place - 1) if place > self.first else ""

    def described(self, i: int) -> bool:
        """Whether a clause goes on about the text that the day is of: a letter, dated Monday, **which** said …"""
        return i + 1 < self.last and self.tags[i] == "," and self.lows[i + 1] in ("which", "whose")

    def of_text(self, phrase: TimePhrase, noun: int) -> bool:
        """Whether the day is that of a text that is quoted: his **speech of May 12**, in which he …; an **entry from** March reads"""
        head = noun if noun >= 0 else phrase.first - (2 if phrase.preposition == "of" else 1)
        if head < self.first or (noun_at(self.lows, head) is None and self.lows[head] not in words_of("groups", "documents")):
            return False
        if noun < 0 and phrase.preposition not in ("of", "from"):
            return False
        last = phrase.last
        after = range(max(last, head + 1), min(self.last, head + _TEXT))
        if any(self.lows[i] == "which" and self.lows[i - 1] == "in" for i in after):
            return True
        return noun < 0 and last < self.last and self.lows[last] in ("reads", "read", "says", "said")

    def inside(self, verb: int, place: int) -> bool:
        """Whether the expression stands in what a verb reports: noted that in May …"""
        first = self.first if verb > place else max(verb, self.first)
        places = range(max(first + 1, place - WINDOW), place)
        return verb >= 0 and any(self.lows[i] == "that" and self.tags[i] in "WB" and self.tags[i - 1] == "V" for i in places)

    def reports(self, place: int, phrase: TimePhrase) -> bool:
        """Whether the verb before the expression is one of saying: told them on Thursday when asked."""
        form = verb_forms().get(self.lows[self.verbs.governor(place, phrase)])
        return form is not None and form.reporting in ("say", "tell", "write", "add")

    def when(self, i: int) -> int:
        """Where the clause begins that says what happened then, or 0: since Monday, when | Moss announced …; it was in May that | he …"""
        if i < self.last and self.lows[i] == "that" and self.lows[self.first : self.first + 2] in (["it", "was"], ["it", "is"]):
            return i + 1 if not any(tag in "V,Q" for tag in self.tags[self.first + 2 : i]) else 0
        i += i < self.last and self.tags[i] == ","
        return i + 1 if i < self.last and self.lows[i] == "when" else 0
