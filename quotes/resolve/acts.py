"""What a sentence says was done when: each expression of time with the verb it belongs to, and who did it.

An expression belongs to the clause that it stands in, not to the one beside it: in “Moss, who was freed on Sunday, told reporters
on Tuesday that he would sue on Friday” only Tuesday is the day of the telling.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from quotes.resolve.act_places import TimedSentence
from quotes.resolve.act_words import airings, event_at, lemmas, stem
from quotes.resolve.bearers import bearer_of
from quotes.resolve.cast import Cast
from quotes.resolve.clause_verbs import WINDOW, releases
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import reporting_nouns, verb_forms
from quotes.resolve.passages import Passage
from quotes.resolve.temporal import TimePhrase, times_of

__all__ = ["Act", "Role", "deed_of", "files", "read_acts"]

Role = Literal["report", "presence", "release", "act", "content"]
"""What an act is to the words of its doer: the telling of them, an occasion for them, their publication, some other deed, or a
thing that is only told of.
"""

Doer = Literal["name", "stranger", "pronoun", "crowd", "definite", "other", ""]
"""How the subject of an act is put: a speaker's name, another's, he or she, several people, “the president”, anything else, nothing."""


class Act(NamedTuple):
    """An expression of time and what was done then.

    `verb` is the token of the verb and `subject` the number of the noun phrase before it, -1 where none is found; `role` what the
    act is; `doers` the speakers who did it, `named` those whom the sentence names at all; `event` the family of the occasion that
    the expression dates (*Monday's debate*), `events` those of the occasions that the sentence names; `relayed` if an agency
    reports it; `fronted` if it opens its clause; `void` if it gives no day to its clause (*until Friday*, *will vote on Friday*); `earlier`
    if it lies before what the report tells (*had said*); `told_of` if what the verb reports begins before it (*noted that in 2009 …*).
    """

    phrase: TimePhrase
    sentence: int
    verb: int
    subject: int
    role: Role
    doers: frozenset[str]
    named: frozenset[str]
    doer: Doer
    event: str
    events: frozenset[str]
    relayed: bool
    fronted: bool
    void: bool
    earlier: bool
    told_of: bool


_REPORTING = frozenset({"say", "tell", "write", "ask", "claim", "label", "judge", "commit", "manner", "add"})
_SPEAKING = frozenset(
    {"decline", "refuse", "speak", "talk", "comment", "testify", "lecture", "preach", "express", "voice", "outline"}
)
_NOT_SAYING = frozenset(
    {"begin", "start", "go", "follow", "finish", "resume", "charge", "hit", "order", "decide", "rule", "vote", "offer", "agree"}
)
_NOT_THEN = frozenset("since until till by before from for after following ahead of about to between through throughout".split())
_DEFINITE = frozenset({"the", "his", "her", "its", "their"})
_MEANWHILE = frozenset({"as", "when", "while"})
_CONTENT = frozenset({"say", "tell", "claim", "think", "add", "commit", "write", "manner"})


def read_acts(passage: Passage, cast: Cast) -> list[Act]:
    """The acts of a passage that are told with their time, in order."""
    sentences: dict[int, _Sentence] = {}
    acts: list[Act] = []
    for phrase in times_of(passage.tokens, passage.lows):
        number = passage.sentence_at[phrase.first]
        sentence = sentences.get(number)
        if sentence is None:
            sentence = sentences[number] = _Sentence(passage, number, cast)
        acts.append(sentence.act(phrase))
    return acts


def files(passage: Passage, act: Act) -> bool:
    """Whether a deed is one that a document comes with: prosecutors *charged* him."""
    form = verb_forms().get(passage.lows[act.verb]) if act.verb >= 0 else None
    return form is not None and form.lemma in lemmas("filing")


def deed_of(passage: Passage, act: Act) -> str:
    """The family of the occasion that a deed is: a ceremony where a wing **opened**, a rally where **hundreds** blocked a gate."""
    form = verb_forms().get(passage.lows[act.verb]) if act.verb >= 0 else None
    lemma = form.lemma if form is not None else stem(passage.lows[act.verb])
    return "ceremony" if lemma in lemmas("opening") else "rally" if act.doer == "crowd" else ""


class _Sentence(TimedSentence):
    """One sentence, asked for the verb that an expression of time belongs to."""

    def act(self, phrase: TimePhrase) -> Act:
        """The act that an expression tells the time of."""
        place, preposition, noun = self.place(phrase)
        if not preposition and noun < 0 and place > self.first and self.lows[place - 1] in ("to", "ended", "ending"):
            preposition = "to"  # the six months to June, the quarter ended March 31
        opens = self.verbs.opens(place)
        aside = self.lows[phrase.last : phrase.last + 1] == [","] and (preposition or phrase.preposition) in _NOT_THEN
        told = 0 if opens or (not aside and self.reports(place, phrase)) else self.when(phrase.last)
        told_when = told > 0
        fronted = told_when or opens
        verb = self.verbs.after(told or phrase.last) if fronted else self._past_host(self.verbs.governor(place, phrase))
        role = self._role(verb, place)
        texted = self.of_text(phrase, noun)
        if texted:
            role, phrase = "release", phrase._replace(tense="past")
        subject = self._doing(verb, place, fronted)
        doers, doer = self._doer(subject)
        if not doers and (named := self._apposed(verb) or self._met(verb, subject, place) or self._agent(verb, role)):
            doers, doer = named, "name"
        if texted or (role == "release" and (self.described(phrase.last) or self.inside(verb, place))):
            doers, doer = frozenset(), ""
        event = self.event_of(noun, preposition) if noun >= 0 else self.event_before(place) or self.event_after(phrase.last)
        adverbial = phrase.preposition and (phrase.last >= self.last or self.lows[phrase.last] not in ("'s", "’s"))
        dates_event = event and (preposition or role == "presence")
        modifies = (noun >= 0 and not adverbial and not dates_event) or self._in_apposition(verb, subject, phrase)
        by_then = preposition == "by" and fronted and phrase.tense == "past"
        apart = modifies or (preposition in _NOT_THEN and not by_then)
        void = (
            phrase.tense == "future"
            or (apart and not told_when and not texted)
            or (role in ("act", "presence", "content") and verb >= 0 and self.verbs.present(verb))
        )
        relayed = role == "report" and self._relays(verb, doer)
        relates = self.lows[self.first] == "as" and "earlier" in self.lows[self.first : place]  # As was reported earlier, …
        earlier = relates or (
            verb >= 0 and any(self.lows[i] in ("had", "’d", "'d") for i in range(max(self.first, verb - 3), verb))
        )
        named, events = self.named, self.events
        if role == "presence" and self._is_met(verb):
            event = "interview"
        told_of = texted or told_when or self.inside(verb, place)
        return Act(
            phrase, self.number, verb, subject, role, doers, named, doer, event, events, relayed, fronted, void, earlier, told_of
        )

    def _past_host(self, verb: int) -> int:
        """From who held an occasion to what was done there: **speaking** at a seminar *organised* by the union on Monday."""
        if verb <= self.first or self.tags[verb] != "n" or event_at(self.passage, verb - 1) in ("", "statement", "writing"):
            return verb
        doing = (i for i in range(verb - 2, max(self.first, verb - WINDOW) - 1, -1) if self.tags[i] in "Vg")
        return next(doing, verb)

    def _in_apposition(self, verb: int, subject: int, phrase: TimePhrase) -> bool:
        """“…,” said Moss, a minister in 2012."""
        start = self.passage.chunks[subject].first if subject >= 0 else -1
        if not verb < start < phrase.first:
            return False
        commas = [i for i in range(start, min(phrase.first, start + WINDOW)) if self.tags[i] == ","]
        return len(commas) % 2 == 1 and commas[-1] + 1 < phrase.first and self.tags[commas[-1] + 1] != "I"

    def _doing(self, verb: int, place: int, fronted: bool) -> int:
        """The subject of the act: that of the main clause where the verb only modifies."""
        if fronted:
            before = verb - 1
            while before > self.first and self.tags[before] in "A,X":
                before -= 1
            chunk = self.passage.chunk_at[before] if verb > self.first else -1
            if chunk >= 0 and before > place and self.passage.chunks[chunk].kind in ("name", "noun", "pronoun"):
                return chunk
        if verb >= 0 and verb < place and self.verbs.participle(verb):
            return self.verbs.subject(self.verbs.main())
        return self.verbs.subject(verb)

    # -- what the act is -----------------------------------------------------------------------------------------------------

    def _role(self, verb: int, place: int) -> Role:
        if verb < 0:
            return "content"
        form = verb_forms().get(self.lows[verb])
        lemma, reporting = (form.lemma, form.reporting) if form is not None else (stem(self.lows[verb]), "")
        says = (reporting in _REPORTING and lemma not in _NOT_SAYING) or lemma in _SPEAKING
        if lemma == "compare" and self.lows[verb + 1 : verb + 2] == ["with"]:
            return "content"  # a loss of 9 million, compared with 4 million a year earlier
        if self._is_met(verb):
            return "presence"  # reached by telephone on Saturday, Moss laughed
        if self.verbs.participle(verb) and verb < place:
            return (
                "release"
                if lemma in releases() or self.lows[verb + 1 : verb + 2] == ["available"]
                else "report"
                if says
                else "presence"
                if lemma in lemmas("presence")
                else "content"
            )
        if self._told_of(verb, says):
            return "content"
        if self.lows[verb] in ("was", "were") and "speech" in self.events and self.verbs.opens(place):
            return "presence"  # Tonight, in a radio address, he was more cheerful
        if lemma in lemmas("presence") or (lemma in lemmas("occasion") and self.events):
            return "presence"
        if says or self._with_words(verb) or self._airs(verb, lemma):
            return "report"
        return "release" if lemma in releases() else "act"

    def _is_met(self, verb: int) -> bool:
        """Whether somebody was sought out to speak: reached by telephone, asked, found at home."""
        form = verb_forms().get(self.lows[verb])
        lemma = form.lemma if form is not None else stem(self.lows[verb])
        return lemma in lemmas("met") and self.verbs.passive(verb)

    def _with_words(self, verb: int) -> bool:
        """Whether the deed was done by saying something: stirred anger **with a remark**."""
        for i in range(verb + 1, min(self.last, verb + WINDOW)):
            if self.lows[i] == "with" and i + 1 < self.last and self.passage.chunk_at[i + 1] >= 0:
                return self.lows[self.passage.chunks[self.passage.chunk_at[i + 1]].head] in reporting_nouns()
        return False

    def _airs(self, verb: int, lemma: str) -> bool:
        """Whether the deed was done in words: struck a softer **tone**, hit **back**."""
        return not airings().get(lemma, frozenset()).isdisjoint(self.lows[verb + 1 : min(self.last, verb + 6)])

    def _told_of(self, verb: int, says: bool) -> bool:
        """Whether the verb stands inside what another one reports or describes: said that he **left**, the man who **left**."""
        if says and self.verbs.closes(verb):
            return False
        for i in range(verb - 1, max(self.first, verb - WINDOW) - 1, -1):
            tag = self.tags[i]
            if tag == "B" and self.lows[i] in _MEANWHILE:
                return False
            if tag in "WB":
                return i > self.first and not (tag == "W" and self.tags[i - 1] == "," and self._resumes(verb))
            if tag == "V":
                form = verb_forms().get(self.lows[i])
                between = self.tags[i + 1 : verb]
                inside = form is not None and form.reporting in _CONTENT and any(tag in "HNP" for tag in between)
                return inside and not any(tag in "C,;Q" for tag in between)
        return False

    def _resumes(self, verb: int) -> bool:
        """Whether a verb goes on behind the comma of a relative clause: Moss, who had flown home, **was met** by reporters."""
        i = verb - 1
        while i > self.first and self.tags[i] in "XA":
            i -= 1
        return self.tags[i] == ","

    def _relays(self, verb: int, doer: Doer) -> bool:
        form = verb_forms().get(self.lows[verb])
        return form is not None and form.lemma in lemmas("relay") and doer not in ("pronoun", "name")

    # -- who did it ------------------------------------------------------------------------------------------------------------

    def _apposed(self, verb: int) -> frozenset[str]:
        """The speaker between commas right before the verb: its president, **Moss**, confirmed."""
        comma = verb - 1
        while comma > self.first and self.tags[comma] in "MA":
            comma -= 1  # The Prime Minister, **Mr. Moss**, tonight said
        i = comma - 1
        if i <= self.first or self.tags[comma] != "," or self.passage.chunk_at[i] < 0:
            return frozenset()
        first = self.passage.chunks[self.passage.chunk_at[i]].first
        if first <= self.first or self.tags[first - 1] != ",":
            return frozenset()
        return frozenset(key for _, key in self.cast.named(self.passage, first, comma))

    def _met(self, verb: int, subject: int, place: int) -> frozenset[str]:
        """The speaker whom the writer went to: Your correspondent called upon **Moss** this morning."""
        if subject < 0 or not self.verbs.narrated(subject):
            return frozenset()
        met = frozenset(key for _, key in self.cast.named(self.passage, verb + 1, place))
        return met if len(met) == 1 else frozenset()

    def _agent(self, verb: int, role: Role) -> frozenset[str]:
        """The speaker by whom it was done: announced on Friday by **Moss**."""
        if verb < 0 or role not in ("report", "presence", "release") or not self.verbs.passive(verb):
            return frozenset()
        for i in range(verb + 1, min(self.last, verb + WINDOW)):
            if self.lows[i] == "by" and i + 1 < self.last and self.tags[i + 1] in "DGJNP":
                end = next((j for j in range(i + 1, self.last) if self.tags[j] in ",.;:VXQWB"), self.last)
                return frozenset(key for _, key in self.cast.named(self.passage, i + 1, end))
            if self.tags[i] in "VX;:":
                break
        return frozenset()

    def _doer(self, number: int) -> tuple[frozenset[str], Doer]:
        if number < 0:
            return frozenset(), ""
        chunk = self.passage.chunks[number]
        first = chunk.first
        floor = max(self.first + 1, first - WINDOW)
        while first > floor and self.tags[first - 1] in "C," and self.tags[first - 2] == "P":
            first = self.passage.chunks[self.passage.chunk_at[first - 2]].first  # Moss and Okello met
        last = chunk.last
        while last + 1 < min(self.last, chunk.last + WINDOW) and self.tags[last] == "C" and self.tags[last + 1] == "P":
            last = self.passage.chunks[self.passage.chunk_at[last + 1]].last
        last = max(last, self.passage.chunks[bearer_of(self.passage, number)].last)  # President of Mali Ada Brown
        keys = frozenset(key for _, key in self.cast.named(self.passage, first, last))
        head = self.lows[chunk.head]
        several = head in words_of("groups", "crowds") or (
            self.tags[chunk.head] == "N" and head.endswith("s") and not head.endswith("ss")
        )
        if keys:
            return keys, "crowd" if several else "name"
        if chunk.kind == "pronoun":
            return keys, "pronoun" if head in ("he", "she", "they", "i", "we", "it") else "other"
        if several:
            return keys, "crowd"
        if chunk.kind == "name":
            return keys, "stranger"
        return keys, "definite" if chunk.kind == "noun" and self.lows[chunk.first] in _DEFINITE else "other"
