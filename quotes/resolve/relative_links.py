"""Links over relative clauses: to the phrase that a pronoun stands for, and from a verb back over the clause before it.

Men **who** hid in the mill told police; a man held in Hale told police; Ann Lee, M.P., who said: each time the verb's subject does not
stand right before it.
"""

from __future__ import annotations

from quotes.resolve.gazetteer import place_of, words_of
from quotes.resolve.grammar import own_participles, verb_forms
from quotes.resolve.heads import head_class
from quotes.resolve.nominal_links import NominalLinks

__all__ = ["RelativeLinks"]

_NAMING = frozenset("name call dub nickname title entitle".split())
_RELATIVE = 16
"""Tokens: no relative clause without commas is longer."""
_CLAUSE_OPENERS = frozenset("after before until till since".split())
_TIMELY = frozenset("on last late early in this from of since during".split())


class RelativeLinks(NominalLinks):
    """Finds the subjects of one sentence that a clause parts from their verbs."""

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
                while j >= self.first and (tags[j] in "MDJ#" or lows[j] in _TIMELY):
                    j -= 1
            elif self._is_time(j):
                j -= 2
            elif lows[j] in ("until", "by", "since") and lows[j + 1] == "then":
                j -= 1
            elif tag == ")":
                while j >= self.first and tags[j] != "(":
                    j -= 1
                j -= 1
            else:
                return j
        return j

    def _is_time(self, j: int) -> bool:
        """Whether a year or a count ends at token `j`: the mayor in 2012 | said, the mayor three times | said."""
        year = self.tags[j] == "#" and len(self.lows[j]) == 4 and self.lows[j - 1] in ("in", "since")
        return j > self.first and (year or (self.lows[j] == "times" and self.tags[j - 1] == "#"))

    def _holds(self, preposition: int) -> bool:
        """Whether a preposition may hang on the phrase before it; “a week after | Lee said” opens a clause."""
        return self.tags[preposition] == "I" and self.lows[preposition] not in _CLAUSE_OPENERS

    def _past_relative(self, end: int, main: int) -> int | None:
        """The phrase before a clause without commas that ends at token `end`: **men** who hid in the mill | told police, a **man** held
        in Hale | told police.

        None where the clause's own verb takes a clause, whose subject the last phrase is: a man who said the mill | burned.
        `main` is the verb that has no subject yet.
        """
        floor = max(self.first, end - _RELATIVE)
        verb = next((j for j in range(end, floor, -1) if self.tags[j] in "V,;:CWBQ" or self._is_helped(j)), self.first)
        if self.tags[verb] not in "Vnb":
            return None
        opens = verb - 1
        while opens > self.first and self.tags[opens] in "AX":
            opens -= 1
        object_of = self.chunk_at[opens] >= 0 and self.tags[opens] != "W"  # the man whom police arrested | told them
        relative = self.passage.chunks[self.chunk_at[opens]].first - 1 if object_of else opens
        if object_of and self.lows[relative + 1] == "whose":  # a man whose son worked there | said
            return self._outermost(relative, main)
        if relative <= self.first or not (self.tags[relative] == "W" or self.lows[relative] == "where"):
            return self._past_participle(verb, end, main) if self.tags[verb] == "V" else None
        nearest = self._nearest(end)
        told = nearest is not None and self.passage.chunks[nearest].kind == "object"  # the man who hit her | said
        adjoins = nearest is not None and self.passage.chunks[nearest].first == verb + 1 and not told
        sought = nearest is not None and self._speaks_up(main) and self._is_thing(nearest)  # who requested anonymity | said
        if adjoins and not sought and self._takes_clause(verb, main):
            return None
        whole = verb == end or not object_of or self.lows[relative] == "where"  # the market where they met in May | told
        led = self.tags[relative - 1] == "I" and self.lows[relative] in ("which", "whom")  # the raid in which Moss died | told
        before = relative - 1 - led
        return self._outermost(before, main) if whole else None

    def _outermost(self, end: int, main: int) -> int | None:
        """The phrase that ends at token `end`, or the one whose clause it closes: a **woman** who runs the shop where he worked | said."""
        nearest = self._nearest(end)
        start = self.passage.chunks[nearest].first if nearest is not None else self.first
        inside = any(self.tags[i] == "W" for i in range(max(self.first, end - _RELATIVE), start))
        outer = self._past_relative(end, main) if inside else None
        return nearest if outer is None else outer

    def _is_helped(self, j: int) -> bool:
        """Whether a form has its finite auxiliary before it: who were not *involved*, who did not *want* it; not: asked not to be named."""
        i = j - 1
        while i > self.first and self.tags[i] == "A":
            i -= 1
        infinite = i > self.first and self.tags[i - 1] == "T"
        return self.tags[j] in "nb" and self.tags[i] == "X" and not infinite

    def _past_participle(self, verb: int, end: int, main: int) -> int | None:
        """The phrase before a participle that looks like a past: a **man** held in Hale | told, a **report** published Monday | says."""
        forms, nearest, holder = verb_forms().get(self.lows[verb]), self._nearest(end), self.chunk_at[verb - 1]
        if (
            holder < 0
            or self.passage.chunks[holder].kind not in ("noun", "name")
            or (forms is not None and (forms.form != "d" or forms.lemma in own_participles()))
        ):
            return None
        names = forms is not None and forms.lemma in _NAMING  # a user named Dob | wrote
        adjoins = verb < end and self.chunk_at[verb + 1] >= 0 and self.tags[verb + 1] != "M" and not names
        if adjoins or any(self.lows[j] in _CLAUSE_OPENERS for j in range(verb, end)):
            return None
        if (
            verb < end
            and forms is not None
            and "that" in forms.frames
            and not (forms.reporting == "write" and self._speaks_up(main))
        ):
            return None  # Lee said in a video | posted on Monday that; not so: a report published in Hale | said
        opens = self.passage.chunks[holder].first
        if opens > self.first and self.tags[opens - 1] == "I":
            return None  # in a video posted on Monday, | Lee said
        held = nearest is None or names or self._holds(self.passage.chunks[nearest].first - 1)
        return holder if verb == end or held else None

    def _speaks_up(self, verb: int) -> bool:
        """Whether a verb says something: said, told, called; not published."""
        forms = verb_forms().get(self.lows[verb])
        return forms is not None and forms.reporting not in ("", "write")

    def _is_thing(self, chunk: int) -> bool:
        """Whether a phrase names nothing that speaks: anonymity; not the board, the report."""
        phrase = self.passage.chunks[chunk]
        head = self.lows[phrase.head]
        return phrase.kind == "noun" and head_class(head) in ("", "others") and head not in words_of("groups", "documents")

    def _takes_clause(self, verb: int, inner: int) -> bool:
        """Whether `inner` may be the verb of what a verb says: said the mill | burned; not “knew the driver | said”."""
        forms, below = verb_forms().get(self.lows[verb]), verb_forms().get(self.lows[inner])
        told = below is not None and below.reporting in ("say", "tell")
        return forms is not None and forms.reporting != "" and not (forms.reporting == "think" and told)

    def _relative(self, pronoun: int, verb: int) -> int | None:
        """The antecedent of “who”, “which”, “that”, and the pronoun itself."""
        own = self.chunk_at[pronoun]
        j = pronoun - 1
        while j >= self.first and self.tags[j] in ",-":
            j -= 1
        if j >= self.first and self.tags[j] == ")":
            j = self._before(j + 1)
        antecedent = self._nearest(self._before_rank(j))
        if antecedent is None:
            if own >= 0:
                self._add(own, verb, "pronoun")
            return own if own >= 0 else None
        if self.lows[pronoun] == "who" and self._is_place(antecedent):
            above = self._nearest(self.passage.chunks[antecedent].first - 2)
            antecedent = antecedent if above is None else above
        antecedent = self._apposed(antecedent)
        self._add(antecedent, verb, "relative")
        if own >= 0:
            self._add(own, verb, "pronoun")
        return antecedent

    def _apposed(self, chunk: int) -> int:
        """The name that a description only adds to: **Ann Lee**, the mayor, who; **Ann Lee**, now the mayor, who."""
        before = self.passage.chunks[chunk].first - 1
        while before > self.first and self.tags[before] == "A":
            before -= 1
        name = self.chunk_at[before - 1] if before > self.first and self.tags[before] == "," else -1
        if name < 0 or self.passage.chunks[chunk].kind != "noun" or self.passage.chunks[name].kind != "name":
            return chunk
        fronted = self.passage.chunks[name].first == self.first + 1  # In Lima, a mayor who
        return chunk if fronted or self._is_place(name) else name

    def _is_place(self, chunk: int) -> bool:
        """Whether a phrase is a place's name, which is never *who*: Senator **Ann Lee** of Ohio, who."""
        phrase = self.passage.chunks[chunk]
        name = " ".join(token[2] for token in self.passage.tokens[phrase.first : phrase.last])
        return phrase.kind == "name" and self.tags[phrase.first - 1] == "I" and place_of(name) is not None

    def _before_rank(self, j: int) -> int:
        """The end of the name whose letters or party end at token `j`: Ann Lee, **M.P.**, who; Ann Lee, **Democrat of Ohio**, who."""
        chunk = self._head_of(self._nearest(j))
        if chunk is None:
            return j
        first, head = self.passage.chunks[chunk].first, self.lows[self.passage.chunks[chunk].head]
        stands_behind = first - 2 >= self.first and self.tags[first - 1] == "," and self.tags[first - 2] == "P"
        return first - 2 if stands_behind and (self._is_postnominal(first) or head in words_of("groups", "partisans")) else j

    def _is_postnominal(self, token: int) -> bool:
        """Whether letters behind a name belong to it: Ann Lee, **M.P.**, said."""
        chunk = self.passage.chunks[self.chunk_at[token]]
        return chunk.last - chunk.first == 1 and self.passage.tokens[token][2].endswith(".") and self.tags[chunk.first - 1] == ","

    def _head_of(self, chunk: int | None) -> int | None:
        """From the end of an apposition to its head: the **mayor** of Lima; None where it is no noun: seen by the Gazette."""
        while chunk is not None:
            before = self.passage.chunks[chunk].first - 1
            if before < self.first or self.tags[before] != "I":
                break
            chunk = self._nearest(before - 1)
        return chunk
