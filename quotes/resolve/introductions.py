"""Introductions: where a text names those whom it describes, right beside the description or soon after it.

- *the mayor of Springfield*, Ada Brown, said; *the woman who runs the port*, Ada Brown, said; Brown's wife, Ada, said
- *a man* who gave his name as Carl Moss; *a user* named hale77; Carl Moss, 34, *a baker*
- *Lusania's president* said on Monday …; Ada Brown said: whom the lead describes and the next lines name without a word more
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from quotes.resolve.act_words import retold
from quotes.resolve.gazetteer import words_of
from quotes.resolve.grammar import verb_forms
from quotes.resolve.names import Name, Names
from quotes.resolve.offices import Held, Offices
from quotes.resolve.passages import Passages
from quotes.resolve.persons import Entity
from quotes.resolve.phrases import Phrase
from quotes.resolve.referents import Referent
from quotes.resolve.roles import Role, contradicts, honorific_gender, is_relation, is_title, role_gender
from quotes.resolve.salience import complement_end
from quotes.span import Span

__all__ = ["Introductions"]

_APART = 16
"""Tokens that an apposition between a name and its verb may hold."""
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "one", "another"))
_SOON = 500
"""Characters within which the lead names whom it has described."""
_NAME = 80
"""Characters that a name and its titles may take."""
_AGED = regex.compile(r",[ ][1-9][0-9]?$")
"""The age between a name and what it stands in apposition to: Al Brown, 34, a nurse."""
_FIELD = regex.compile(r"[ ](?:(?:to|of|for)[ ](?:the[ ])?|and[ ])")
_CLAUSE = regex.compile(r"[ ](?:who|whose|that)[ ][^.,;:!?()\"“”\n]{3,90}+(?=,[ ])")
_NAMING = regex.compile(
    r"[ ](?:named|called"
    r"|(?:who[ ](?:had[ ])?)?identif(?:ied|ying)[ ](?:(?:him|her|them)sel(?:f|ves)[ ])?(?:only[ ])?as"
    r"|who[ ](?:asked|wanted|wished)[ ]to[ ]be[ ](?:identified|named|known)[ ]only[ ](?:as|by[ ](?:his|her)[ ](?:first|last|given)[ ]name,)"
    r"|(?:who[ ])?(?:only[ ])?(?:gave|giving)[ ](?:only[ ])?(?:his|her|their)[ ]"
    r"(?:(?:first|last|given|family|full)[ ])?name(?:[ ]only)?(?:[ ]as|,)"
    r"|known[ ](?:only[ ])?as)[ ]"
)
_APPOSED = regex.compile(r"(?:,[ ]|[ ]\()(?!\d)")
_HANDLE = regex.compile(r"@?[\w.-]*\w")


class Introductions:
    """Finds the names of those whom one text describes.

    Arguments: its names; its passages; the roles of its persons; `bearer`, which gives the person of a name; `holders`, which gives
    those who hold what a role may mean, near an offset.
    """

    def __init__(
        self,
        names: Names,
        passages: Passages,
        offices: Offices,
        bearer: Callable[[Name], Entity],
        holders: Callable[[Role, int], Iterator[Held]],
    ) -> None:
        self._names, self._text, self._passages, self._offices = names, names.text, passages, offices
        self._bearer, self._holders = bearer, holders

    # -- right beside -------------------------------------------------------------------------------------------------

    def apposed(self, phrase: Phrase, resolve: Callable[[int, int], Referent]) -> Referent | None:
        """A name right after the description, or right before it, with a comma between; a name that somebody gives."""
        if phrase.plural:
            return None
        relation = phrase.role is not None and any(is_relation(head) for head in phrase.role.heads)
        name = self._behind(phrase.start, phrase.end, relation) or self._borne(phrase)
        if name is not None:
            return resolve(name.title_start, name.end)._replace(rule="apposition", spans=(Span(name.start, name.end),))
        handle = self._handle(phrase)
        if handle is not None:
            return Referent(self._text[handle.start : handle.end], "person", "apposition", spans=(handle,))
        before = self._before(phrase.start, phrase.end)
        referent = resolve(before.title_start, before.end) if before is not None else None
        if before is None or referent is None or referent.entity is None:
            return None
        return referent._replace(rule="apposition", spans=(Span(before.start, before.end),))

    def bearer_of(self, start: int, end: int) -> Entity | None:
        """The person whom an indefinite phrase describes: said *Moss*, a baker; a baker from Hale, *Al Moss*.

        Not so in “after talks with Moss, a baker said so”.
        """
        name = self._behind(start, end, relation=False)
        if name is None and self._text[end : end + 1] in (",", ".", ";"):
            name = self._before(start, end)
        return self._bearer(name) if name is not None and name.kind in ("person", "unknown") else None

    def _behind(self, start: int, end: int, relation: bool) -> Name | None:
        """The name that stands behind a description, past what belongs to it and past a relative clause."""
        ends = list(dict.fromkeys((end, self._complement_end(start, end))))
        for edge in ends:
            if self._text[edge : edge + 2] in (", ", ",\n") and (name := self._full_at(edge + 2, relation)) is not None:
                return name
        clause = _CLAUSE.match(self._text, ends[-1])
        if clause is not None and (name := self._full_at(clause.end() + 2, False)) is not None:
            return name if self._text[name.end : name.end + 1] == "," else None
        naming = _NAMING.match(self._text, ends[0]) or _NAMING.match(self._text, ends[-1])
        return self._at(naming.end()) if naming is not None else None

    def _full_at(self, start: int, relation: bool) -> Name | None:
        """A full name, or one with a form of address, that begins at `start`; of a relation a given name between commas."""
        name = self._at(start)
        if name is None:
            return None
        if len(name.words) > 1 or any(honorific_gender(title) for title in name.titles):
            return name
        # “Brown’s wife, Ada, waited”
        return name if relation and name.start == start and self._text[name.end : name.end + 1] in (",", ".") else None

    def _at(self, start: int) -> Name | None:
        """The person's name that begins at `start`, titles included."""
        names = self._names.within(start, min(len(self._text), start + _NAME))[:1]
        here = names and names[0].title_start == start and names[0].kind in ("person", "unknown")
        return names[0] if here else None

    def _handle(self, phrase: Phrase) -> Span | None:
        """What a user of a site is called there: a user *named hale77*."""
        if phrase.head not in words_of("groups", "posters"):
            return None
        naming = _NAMING.match(self._text, phrase.end)
        found = _HANDLE.match(self._text, naming.end()) if naming is not None else None
        return Span(found.start(), found.end()) if found is not None else None

    def _before(self, start: int, end: int) -> Name | None:
        """The name right before a description and a comma, past an age: *Moss*, 34, a baker."""
        text, low = self._text, max(0, start - _NAME)
        if text[start - 2 : start] != ", " or start <= 2:
            return None
        stop = low + len(_AGED.sub("", text[low : start - 2]))
        names = self._names.within(low, stop)
        if not names or names[-1].end != stop or names[-1].kind not in ("person", "unknown", "role"):
            return None
        passage = self._passages.at(start)
        acts = passage.tags[passage.token_at(names[-1].title_start)] == "g"  # Intervening, the Speaker said
        return None if acts or self._is_fronted(names[-1], start, end) else names[-1]

    def _is_fronted(self, name: Name, start: int, end: int) -> bool:
        """Whether a name only belongs to what stands before the subject: In an interview with *Volgov*, the minister said; In *Porto*, a
        mayor who was there said."""
        passage = self._passages.at(start)
        first, behind = passage.token_at(name.title_start), passage.token_at(self._complement_end(start, end) - 1) + 1
        following = passage.tags[behind] if behind < len(passage.tokens) else "."
        while first > 0 and passage.tags[first - 1] in "NPD":  # On the *East* Hale, …
            first -= 1
        opens = first > 0 and first - 1 == passage.sentences[passage.sentence_at[first]][0]
        return first > 0 and passage.tags[first - 1] == "I" and (following in "VX" or (following == "W" and opens))

    def _borne(self, phrase: Phrase) -> Name | None:
        """Who bears a title whose country or field stands before the name: the ambassador | to *Lusania Li Dong*."""
        match = _FIELD.match(self._text, phrase.end) if phrase.role is not None else None
        names = self._names.within(match.end(), min(len(self._text), match.end() + 60)) if match is not None else []
        if match is None or not names:
            return None
        name = names[0]
        joined = match.group().startswith(" and")  # Deputy Premier | and Finance Minister Al Brown
        if joined and (phrase.opening in _DETERMINERS or not any(is_title(title) for title in name.titles)):
            return None  # the premier and Finance Minister Al Brown
        own = not joined and any(is_title(title) for title in name.titles)  # a spokesman | for Mayor Al Brown
        borne = name.title_start == match.end() and name.start > name.title_start and len(name.words) > 1 and not own
        return name if borne and name.kind in ("person", "unknown") else None

    def _complement_end(self, start: int, end: int) -> int:
        passage = self._passages.at(start)
        last = passage.token_at(end - 1)
        inside = 0 <= last < len(passage.tokens) and passage.tokens[last][1] == end
        return max(end, complement_end(passage, last + 1)) if inside else end

    # -- soon after ---------------------------------------------------------------------------------------------------

    def later(self, phrase: Phrase) -> Referent | None:
        """Whom the lead means by *a harbour mayor*, where just one of that very office is introduced by name right after it."""
        if phrase.role is None or phrase.opening not in {"a", "an"} | words_of("groups", "possessives"):
            return None
        if not self._leads(phrase.start) or any(is_relation(head) for head in phrase.role.heads):
            return None
        heads, end = set(phrase.role.heads), phrase.end
        found = [
            held
            for held in self._holders(phrase.role, end)
            if end < min([*held.entity.at[:1], held.at.start])
            and held.at.start < end + _SOON
            and len(held.entity.parts[0]) > 1
            and heads & set(held.role.heads)
        ]
        found = [held for held in found if held.entity.sure] or found
        bearers = {id(held.entity): held for held in found if not contradicts(phrase.role, held.role) or held.role.words}
        held = next(iter(bearers.values())) if len(bearers) == 1 else None
        if held is None:
            return self.bare(phrase) if not bearers else None
        name = held.entity.names[0] if held.entity.names else None
        owned = phrase.opening in words_of("groups", "possessives")  # “their president”: theirs is one alone
        if not owned and not self._reports(name.end if name is not None and name.start >= held.at.start else held.at.end):
            return None
        return Referent(held.entity.name, "person", "role", held.entity, held.entity.gender, spans=(held.at,))

    def bare(self, phrase: Phrase) -> Referent | None:
        """Whom the lead describes and the lines after it name without a word of who it is, as one who reports.

        “*Lusania's president* on Monday called for calm. In a speech, *Ada Brown* said …”: a stranger would be introduced.
        """
        if phrase.role is None or phrase.plural or not self._leads(phrase.start):
            return None
        if phrase.head in words_of("groups", "unnamed") or any(is_relation(head) for head in phrase.role.heads):
            return None
        if (named := self._named_again(phrase)) is not None:
            return named
        behind = self._complement_end(phrase.start, phrase.end)  # a lawyer for Moss
        name = next((name for name in self._full_names(behind) if not self._quoted(name.start)), None)
        again = name is not None and retold().match(self._text, name.end) is not None
        entity = self._bearer(name) if name is not None and (again or not name.titles) else None
        if name is None or entity is None or not entity.sure or entity.at[:1] != [name.start]:
            return None
        if any(not again or contradicts(phrase.role, role) for role in self._offices.of(entity)):
            return None
        if _APPOSED.match(self._text, name.end):
            return None  # “Ada Brown, a baker, said”: whatever she is, it is said here
        told = next((g for head in phrase.role.heads if (g := role_gender(head))), None)
        if (told and entity.gender not in (told, None, "")) or not (again or self._reports(name.end)):
            return None
        return Referent(entity.name, "person", "role", entity, entity.gender, spans=(Span(name.start, name.end),))

    def _named_again(self, phrase: Phrase) -> Referent | None:
        """Who is named beside the same word in the lines after it: *Lusania's oil minister* said … . **The minister, Ada Brown**, …"""
        again = f"The {phrase.head}, "
        at = self._text.find(again, phrase.end, phrase.end + _SOON)
        name = self._full_at(at + len(again), False) if at >= 0 else None
        if name is None or self._text[name.end : name.end + 1] != ",":
            return None
        entity = self._bearer(name)
        return Referent(entity.name, "person", "role", entity, entity.gender, spans=(Span(name.start, name.end),))

    def _full_names(self, start: int) -> Iterator[Name]:
        """The full names of persons that stand soon behind an offset."""
        for name in self._names.within(start, min(len(self._text), start + _SOON)):
            if len(name.words) > 1 and name.kind in ("person", "unknown"):
                yield name

    def _quoted(self, offset: int) -> bool:
        passage = self._passages.at(offset)
        token = passage.token_at(offset)
        return token < len(passage.tokens) and passage.tags[token] == "Q"

    def _reports(self, end: int) -> bool:
        """Whether who is introduced is about to speak: Hale mayor Ada Moss *told* …; not Judge Ada Moss *was* away."""
        passage = self._passages.at(end - 1)
        i = passage.token_at(end - 1) + 1
        if i < len(passage.tokens) and passage.tags[i] in ",(":
            i = next((j + 1 for j in range(i + 1, min(len(passage.tokens), i + _APART)) if passage.tags[j] in ",)"), i)
        verb = verb_forms().get(passage.lows[i]) if i < len(passage.tokens) else None
        return verb is not None and bool(verb.reporting)

    def _leads(self, offset: int) -> bool:
        """Whether `offset` stands in the headline or in the first paragraph of the story."""
        blocks, here = self._passages.blocks, self._passages.block_at(offset)
        return not any(block.kind == "paragraph" and self._ends(block.end) for block in blocks[:here])

    def _ends(self, end: int) -> bool:
        """Whether a sentence ends before `end`: “Staff Writer” below the byline is no paragraph of the story."""
        return any(stop in ".!?" for stop in self._text[max(0, end - 6) : end])
