"""Descriptions: who *the Belarusian president*, *the senator*, *a senior official*, *the ministry*, *the statement* are.

A definite description goes to the person whom the text gives that role, else to whom the sentences before are about where
nothing speaks against it; an indefinite one introduces somebody and stays as it is written. Bodies go to their fullest name;
documents and groups keep the describing phrase.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import regex

from quotes.model import Attribution, Rival, SpeakerType
from quotes.resolve.families import Families
from quotes.resolve.gazetteer import adjective_place, words_of
from quotes.resolve.grammar import closed_class, verb_forms
from quotes.resolve.names import Name, Names, fold
from quotes.resolve.offices import ENOUGH, Offices, roles_of_titles
from quotes.resolve.organizations import Bodies
from quotes.resolve.passages import Passages
from quotes.resolve.persons import Entity, Roster
from quotes.resolve.phrases import Phrase
from quotes.resolve.pronouns import Pronouns
from quotes.resolve.referents import Referent
from quotes.resolve.roles import Role, contradicts, fit, honorific_gender, is_office, is_relation, is_title, role_gender, wider
from quotes.resolve.salience import complement_end
from quotes.span import Span

__all__ = ["Descriptions", "Held"]


_NEAR = 5000
"""Code points within which a name counts as near."""
_BEFORE, _AFTER = 32, 8
"""How many holders of a role are weighed before and after a description."""
_TRIES = 4
"""How many times a name is looked for outside quotations."""
_APART = 16
"""Tokens that an apposition between a name and its verb may hold."""
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "one", "another"))
_SOON = 500
"""Characters within which the lead names whom it has described."""
_AGED = regex.compile(r",[ ][1-9][0-9]?$")
"""The age between a name and what it stands in apposition to: Al Brown, 34, a nurse."""
_FIELD = regex.compile(r"[ ](?:(?:to|of|for)[ ](?:the[ ])?|and[ ])")


class Held(NamedTuple):
    """A role that the text gives a person, and where."""

    role: Role
    entity: Entity
    at: Span


def _place(held: Held) -> int:
    return held.at.start


class Descriptions:
    """Resolves the descriptions of one text."""

    def __init__(
        self,
        names: Names,
        roster: Roster,
        families: Families,
        offices: Offices,
        bodies: Bodies,
        pronouns: Pronouns,
        passages: Passages,
    ) -> None:
        self._names, self._text = names, names.text
        self._roster, self._families, self._offices, self._bodies, self._pronouns = roster, families, offices, bodies, pronouns
        self._passages = passages
        self._police_name: str | None = ""
        self._held: dict[str, list[Held]] | None = None

    # -- roles --------------------------------------------------------------------------------------------------------

    def _held_near(self, role: Role, offset: int) -> Iterator[Held]:
        """Those who hold what a description may mean, introduced nearest to `offset`; a few dozen at most."""
        if self._held is None:
            self._held = {}
            for held in sorted(self._read_held(), key=_place):
                for word in {word for head in held.role.heads for word in (head, *wider(head))}:
                    self._held.setdefault(word, []).append(held)
        general = words_of("roles", "general")
        words = {word for head in role.heads for word in (head, *(wider(head) & general))} | {"counterpart"}
        for word in sorted(words):
            found = self._held.get(word, [])
            i = bisect_left(found, offset, key=_place)
            yield from found[max(0, i - _BEFORE) : i + _AFTER]

    def _read_held(self) -> Iterator[Held]:
        for entity in list(self._roster.entities):
            for role in self._offices.of(entity):
                yield Held(role, entity, Span(entity.at[0], entity.at[0] + len(entity.name)))
        for names in list(self._roster.titled.values()):
            for name in names[:ENOUGH]:
                for role in roles_of_titles(self._text, name):
                    yield Held(role, self._bearer(name), Span(name.title_start, name.end))

    def _bearer(self, name: Name) -> Entity:
        """Who bears a title that stands before a family name."""
        ranked = self._families.ranked(name)
        return ranked[0] if ranked else self._roster.single(name.words, self._text[name.start : name.end])

    def roles_of(self, entity: Entity) -> list[Role]:
        """The roles of one person, without repeats: at full names first, then titles before the family name."""
        roles = list(self._offices.of(entity))
        for name in self._roster.titled.get(entity.parts[0][-1], ())[:ENOUGH]:
            if self._bearer(name) is entity:
                roles += roles_of_titles(self._text, name)
        return list(dict.fromkeys(roles))

    # -- resolving ----------------------------------------------------------------------------------------------------

    def resolve(
        self,
        phrase: Phrase,
        before: Sequence[Attribution],
        resolve: Callable[[int, int], Referent],
        known: Callable[[Role], Entity | None],
    ) -> Referent:
        """The referent of a description.

        Arguments: the description; the attributions before it; `resolve`, which gives the referent of any span; `known`, which gives
        the person who is known to hold a role that the text gives nobody.
        """
        kind = _type_of(phrase)
        if kind != "person":
            return self._no_person(phrase, kind)
        apposed = self._apposed(phrase, resolve)
        if apposed is not None:
            return apposed
        if phrase.opening in words_of("groups", "indefinite") or phrase.opening in words_of("groups", "possessives"):
            return self._introduced_later(phrase) or self._kept(phrase, "person", "described")
        return self._definite(phrase, before, known)

    def _kept(self, phrase: Phrase, kind: SpeakerType, rule: str) -> Referent:
        end = phrase.end
        if kind in ("person", "group", "document"):
            end = self._complement_end(phrase.start, end, kind == "document")
        text = described(self._text[phrase.start : end])
        told = role_gender(phrase.role.heads[0]) if phrase.role else None
        return Referent(text, kind, rule, gender=told, many=phrase.plural, spans=(Span(phrase.start, phrase.end),))

    def _complement_end(self, start: int, end: int, anywhere: bool = False) -> int:
        """The end of a describing phrase with the prepositional phrase that the mention may leave out."""
        passage = self._passages.at(start)
        last = passage.token_at(end - 1)
        inside = 0 <= last < len(passage.tokens) and passage.tokens[last][1] == end
        return max(end, complement_end(passage, last + 1, anywhere)) if inside else end

    def _no_person(self, phrase: Phrase, kind: SpeakerType) -> Referent:
        if kind == "organization" and phrase.opening not in words_of("groups", "indefinite"):
            words = self._text[phrase.start : phrase.end].split()
            based = next((i + 1 for i, word in enumerate(words) if word.endswith("-based")), 1)
            bare = len(words) <= 5 and all(word.islower() for word in words[based:])
            name = (
                self._bodies.of_kind(phrase.head, phrase.start)
                if bare and phrase.opening in ("the", "its", phrase.head)
                else None
            )
            if name is not None:
                return Referent(name, kind, "body")
            if bare and phrase.head in words_of("groups", "generic") and phrase.opening in ("the", "that", "this"):
                near = self._pronouns.likeliest(phrase.start, "body", "one")
                if near is not None:
                    return near._replace(rule="body")
        if phrase.head == "police" and (fuller := self._police()) is not None:
            return Referent(fuller, "organization", "longer-name", many=True)
        return self._kept(phrase, kind, kind if kind != "person" else "described")

    def _police(self) -> str | None:
        """Whose police it is, where the text says: *Hale police*; looked up once."""
        if self._police_name == "":
            self._police_name = self._find_police()
        return self._police_name

    def _find_police(self) -> str | None:
        for match in regex.finditer(r"((?:\p{Lu}[\w-]+[ ])+)[Pp]olice\b", self._text):
            if match.group(1).split()[0] not in words_of("names", "breaks"):
                return match.group()
        return None

    def _apposed(self, phrase: Phrase, resolve: Callable[[int, int], Referent]) -> Referent | None:
        """A name right after the description, or right before it, with a comma between."""
        text = self._text
        if phrase.plural:
            return None
        if text[phrase.end : phrase.end + 2] in (", ", ",\n"):
            for name in self._names.within(phrase.end + 2, min(len(text), phrase.end + 80))[:1]:
                full = len(name.words) > 1 or any(honorific_gender(title) for title in name.titles)
                if name.title_start == phrase.end + 2 and full and name.kind in ("person", "unknown"):
                    return resolve(name.title_start, name.end)._replace(rule="apposition", spans=(Span(name.start, name.end),))
        if (bearer := self._borne(phrase)) is not None:
            return resolve(bearer.start, bearer.end)._replace(rule="apposition", spans=(Span(bearer.start, bearer.end),))
        if text[phrase.start - 2 : phrase.start] == ", " and phrase.start > 2:
            end = _AGED.sub("", text[max(0, phrase.start - 80) : phrase.start - 2])
            stop = max(0, phrase.start - 80) + len(end)
            names = self._names.within(max(0, phrase.start - 80), stop)
            if names and names[-1].end == stop and names[-1].kind in ("person", "unknown", "role"):
                name = names[-1]
                referent = resolve(name.title_start, name.end)
                if referent.entity is not None:
                    return referent._replace(rule="apposition", spans=(Span(name.start, name.end),))
        return None

    def _introduced_later(self, phrase: Phrase) -> Referent | None:
        """Whom the lead means by *a harbour mayor*, where just one of that very office is introduced by name right after it."""
        if phrase.opening not in ("a", "an") or phrase.role is None or not self._leads(phrase.start):
            return None
        heads, end = set(phrase.role.heads), phrase.end
        later = [
            held
            for held in self._held_near(phrase.role, end)
            if end < min([*held.entity.at[:1], held.at.start])
            and held.at.start < end + _SOON
            and len(held.entity.parts[0]) > 1
            and heads & set(held.role.heads)
        ]
        bearers = {id(held.entity): held for held in later if not contradicts(phrase.role, held.role) or held.role.words}
        if len(bearers) != 1:
            return None
        held = next(iter(bearers.values()))
        if not self._reports(held):
            return None
        return Referent(held.entity.name, "person", "role", held.entity, held.entity.gender, spans=(held.at,))

    def _reports(self, held: Held) -> bool:
        """Whether who is introduced is about to speak: Hale mayor Ada Moss *told* …; not Judge Ada Moss *was* away."""
        name = held.entity.names[0] if held.entity.names else None
        passage = self._passages.at(held.at.start)
        i = passage.token_at((name.end if name is not None and name.start >= held.at.start else held.at.end) - 1) + 1
        if i < len(passage.tokens) and passage.tags[i] in ",(":
            i = next((j + 1 for j in range(i + 1, min(len(passage.tokens), i + _APART)) if passage.tags[j] in ",)"), i)
        verb = verb_forms().get(passage.lows[i]) if i < len(passage.tokens) else None
        return verb is not None and bool(verb.reporting)

    def _leads(self, offset: int) -> bool:
        """Whether `offset` stands in the headline or in the first paragraph of the story."""
        blocks, here = self._passages.blocks, self._passages.block_at(offset)
        return not any(block.kind == "paragraph" for block in blocks[:here])

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
        borne = name.title_start == match.end() and name.start > name.title_start and len(name.words) > 1
        return name if borne and name.kind in ("person", "unknown") else None

    def _definite(self, phrase: Phrase, before: Sequence[Attribution], known: Callable[[Role], Entity | None]) -> Referent:
        gender = next((g for head in (phrase.role.heads if phrase.role else ()) if (g := role_gender(head))), None)
        ranked = self._ranked(phrase, gender) if phrase.role else []
        introduced = self._introduced(phrase)
        if ranked and not (
            introduced
            and introduced[0] > self._last_at(ranked[0][1], phrase.start)
            and phrase.head in words_of("groups", "unnamed")
        ):
            score, entity, held = ranked[0]
            rivals = tuple(Rival(e.name, h.at.start, h.at.end, round(s - score, 2)) for s, e, h in ranked[1:4])
            return Referent(entity.name, "person", "role", entity, entity.gender, spans=(held.at,), rivals=rivals)
        if phrase.role is not None and (holder := known(phrase.role)) is not None:
            return Referent(holder.name, holder.type, "known-role", holder, holder.gender)
        if introduced is not None:
            start, text = introduced
            bearer = self._apposed_to(start, start + len(text))
            if bearer is not None:
                return Referent(bearer.name, "person", "role", bearer, bearer.gender, spans=(Span(start, start + len(text)),))
            return Referent(described(text), "person", "introduced", gender=gender, spans=(Span(start, start + len(text)),))
        salient = self._salient(phrase, gender, before)
        return salient if salient is not None else self._kept(phrase, "person", "described")

    def _ranked(self, phrase: Phrase, gender: str | None) -> list[tuple[float, Entity, Held]]:
        """The persons whose roles fit, best first: how well, how near, and whether the role is known yet at this place."""
        assert phrase.role is not None
        owner = phrase.role.words if phrase.owner else frozenset()
        best: dict[int, tuple[float, Entity, Held]] = {}
        for held in self._held_near(phrase.role, phrase.start):
            score = fit(phrase.role, held.role)
            if score <= 0 or (gender and held.entity.gender not in (gender, None, "")):
                continue
            if owner and not owner & held.role.words and not held.role.places & phrase.role.places:
                continue
            if ("former" in held.role.words) != ("former" in phrase.role.words):
                score -= 0.7
            score += 0.4 if held.at.start < phrase.start else -0.6
            known = best.get(id(held.entity))
            if known is None or score > known[0]:
                best[id(held.entity)] = (score, held.entity, held)
        near = [(score + self._nearness(entity, phrase.start), entity, held) for score, entity, held in best.values()]
        return sorted(near, key=lambda found: -found[0])

    def _nearness(self, entity: Entity, offset: int) -> float:
        last = self._last_at(entity, offset)
        return 1.6 / (1 + (offset - last) / 500) if last >= 0 else 0.0

    def _last_at(self, entity: Entity, offset: int) -> int:
        """Where the person's family name last stands before `offset`, within a few thousand characters; -1 where it does not."""
        family = entity.name.split()
        word = family[-1] if fold(family[-1]) == entity.parts[0][-1] or len(family) == 1 else family[-2]
        low = max(0, offset - _NEAR)
        at = self._text.rfind(word, low, offset)
        for _ in range(_TRIES):
            if at < 0 or not self._quoted(at):
                break
            at = self._text.rfind(word, low, at)
        return at

    def _quoted(self, offset: int) -> bool:
        """Whether a place stands inside a quotation: whom somebody speaks of is not nearer for it."""
        passage = self._passages.at(offset)
        token = passage.token_at(offset)
        return token < len(passage.tokens) and passage.tags[token] == "Q" and passage.tokens[token][0] <= offset

    def _introduced(self, phrase: Phrase) -> tuple[int, str] | None:
        """A fuller indefinite phrase with the same head before: *a senior official* … *the official*."""
        if phrase.opening not in ("the", "this", "that") or not phrase.head.isalpha() or phrase.head == "person":
            return None
        low = max(0, phrase.start - _NEAR)
        found = None
        for match in regex.finditer(
            rf"\b(?:an?|one|another)[ ]((?:[\w'’-]+[ ]){{0,4}}?){phrase.head}\b", self._text[low : phrase.start], regex.IGNORECASE
        ):
            between = match.group(1).lower().split()
            if not any(closed_class().get(word, "N") in "DGIHOWCBTX" for word in between):
                found = match
        if found is None:
            return None
        start, end = low + found.start(), low + found.end()
        return start, self._text[start : self._complement_end(start, end)]

    def _apposed_to(self, start: int, end: int) -> Entity | None:
        """The person whom an indefinite phrase describes: said *Moss*, a baker. Not “after talks with Moss, a baker said so”."""
        if self._text[start - 2 : start] != ", " or self._text[end : end + 1] not in (",", ".", ";"):
            return None
        low = max(0, start - 80)
        stop = low + len(_AGED.sub("", self._text[low : start - 2]))
        names = self._names.within(low, stop)
        apposed = names and names[-1].end == stop and names[-1].kind in ("person", "unknown")
        return self._bearer(names[-1]) if apposed else None

    def _salient(self, phrase: Phrase, gender: str | None, before: Sequence[Attribution]) -> Referent | None:
        """Whom the sentences before are about, where nothing that the text says of them speaks against the description."""
        if phrase.head in words_of("groups", "unnamed") or phrase.opening in words_of("groups", "possessives"):
            return None
        if phrase.owner is not None and phrase.role is not None and any(is_relation(head) for head in phrase.role.heads):
            return None  # “Brown’s lawyer said”: somebody else, and unnamed
        agent = phrase.head.endswith(tuple(words_of("groups", "agents"))) or adjective_place(phrase.head.capitalize()) is not None
        if phrase.role is None and (phrase.opening not in ("the", "this", "that") or not agent):
            return None
        found = self._pronouns.likeliest(phrase.start, gender or "", "one", before)
        if found is None or found.entity is None:
            return None
        owners: list[Name] = self._names.within(*phrase.owner) if phrase.owner else []
        if any(set(name.folded) & set(found.entity.parts[0]) for name in owners):
            return None
        last = self._last_at(found.entity, phrase.start)
        if last < 0 or phrase.start - last > 900:
            return None
        roles = self.roles_of(found.entity)
        if phrase.role is not None and any(contradicts(phrase.role, role) for role in roles):
            return None
        offices = [head for head in (phrase.role.heads if phrase.role else ()) if is_office(head)]
        if offices and any(is_office(head) for role in roles for head in role.heads):
            return None
        return found._replace(rule="salient")


def _type_of(phrase: Phrase) -> SpeakerType:
    head = phrase.head
    if head in words_of("groups", "documents") and phrase.role is None:
        return "document"
    if head in words_of("groups", "bodies") and not _leads_body(phrase):
        return "organization"
    if phrase.plural:
        return "group"
    if head == "family":
        return "group"
    return "person"


def _leads_body(phrase: Phrase) -> bool:
    """Whether a body is but the last word of somebody's office: the head of *government*."""
    return phrase.role is not None and any(lemma.endswith(f" {phrase.head}") for lemma in phrase.role.heads)


def described(text: str) -> str:
    """A describing phrase as a name: an article at its head in lower case.

    >>> described("A senior official")
    'a senior official'
    """
    first, space, rest = text.partition(" ")
    return first.lower() + space + rest if first.lower() in words_of("groups", "openers") and space else text
