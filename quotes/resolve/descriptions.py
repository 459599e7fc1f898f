"""Descriptions: who *the Belarusian president*, *the senator*, *a senior official*, *the ministry*, *the statement* are.

A definite description goes to the person whom the text gives that role, else to whom the sentences before are about where
nothing speaks against it; an indefinite one introduces somebody and stays as it is written. Bodies go to their fullest name;
documents and groups keep the describing phrase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from quotes.model import Attribution, Rival, SpeakerType
from quotes.resolve.families import Families
from quotes.resolve.gazetteer import adjective_place, words_of
from quotes.resolve.grammar import closed_class, verb_forms
from quotes.resolve.holders import Holders
from quotes.resolve.introductions import Introductions
from quotes.resolve.names import Name, Names, fold
from quotes.resolve.offices import Held, Offices
from quotes.resolve.organizations import Bodies
from quotes.resolve.passages import Passage, Passages
from quotes.resolve.persons import Entity, Roster
from quotes.resolve.phrases import Phrase
from quotes.resolve.pronouns import Pronouns
from quotes.resolve.referents import Referent
from quotes.resolve.roles import Role, contradicts, fit, is_office, is_relation, role_gender
from quotes.resolve.salience import complement_end
from quotes.resolve.venue_words import outlet_at
from quotes.span import Span

__all__ = ["Descriptions"]


_NEAR = 5000
"""Code points within which a name counts as near."""
_TRIES = 4
"""How many times a name is looked for outside quotations."""

_SURNAMED = regex.compile(r"[ ]surnamed[ ]\p{Lu}[\w'’-]*+")
"""What papers give of a name that they keep back: a waitress surnamed Ho."""

_KNOWING = regex.compile(
    r"[ ](?:close|privy)[ ]to[ ]|[ ]familiar[ ]with[ ]|[ ]briefed[ ](?:on|about)[ ]|[ ]involved[ ]in[ ]"
    r"|[ ]with[ ](?:\w+[ ])?knowledge[ ]of[ ]"
)

_KNOWERS = (" close", " privy", " familiar", " briefed", " involved")


# “one diplomat in the capital said”: where somebody was met is no part of who he is.
_STANDS = regex.compile(r"\sin\s(?:\p{Lu}|the\s(?:\p{L}+\s)?(?:capital|city|town|region|area|country|village)\b)")


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
        self._bodies, self._pronouns = bodies, pronouns
        self._passages = passages
        self.holders = Holders(names.text, roster, families, offices)
        self._introductions = Introductions(names, passages, offices, self.holders.bearer, self.holders.near)
        self._police_name: str | None = ""

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
        apposed = self._introductions.apposed(phrase, resolve)
        if apposed is not None:
            return apposed
        if phrase.opening in words_of("groups", "indefinite") or phrase.opening in words_of("groups", "possessives"):
            return self._introductions.later(phrase) or self._kept(phrase, "person", "described")
        return self._definite(phrase, before, known)

    def _kept(self, phrase: Phrase, kind: SpeakerType, rule: str) -> Referent:
        end = phrase.end
        if kind in ("person", "group", "document"):
            own = self._text[phrase.start : end]
            knows = next((word for word in _KNOWERS if own.endswith(word)), "")  # “a person close”, as a mention may end
            alone = (
                kind == "person" and phrase.opening in words_of("groups", "indefinite") and phrase.head == own.split()[-1].lower()
            )
            stands = alone and _STANDS.match(self._text, end) is not None
            full = end if stands else self._complement_end(phrase.start, end, kind == "document")
            end = self._qualified_end(end - len(knows)) or full
        if (surnamed := _SURNAMED.match(self._text, end)) is not None:
            end = surnamed.end()
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
                if (
                    near is not None and near.name != (near.name or "").lower() and not _publishes(near, phrase)
                ):  # the union is not the company
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

    def _definite(self, phrase: Phrase, before: Sequence[Attribution], known: Callable[[Role], Entity | None]) -> Referent:
        gender = next((g for head in (phrase.role.heads if phrase.role else ()) if (g := role_gender(head))), None)
        ranked = self._ranked(phrase, gender) if phrase.role else []
        if ranked and ranked[0][2].at.start > phrase.start and (told := self._salient(phrase, gender, before)) is not None:
            return told  # “Deputy Prime Minister Moss left. …, the official said. Spokesman Al Brown said …”
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
        if self._text[phrase.start : phrase.end].lower() == "the speaker" and before:
            spoke = self._pronouns.likeliest(phrase.start, "", "one", before)
            if spoke is not None and spoke.entity is not None:
                return spoke._replace(rule="salient")  # “…,” Ada Brown said. “…,” the speaker noted.
        if phrase.head in words_of("roles", "adjectives") and (salient := self._salient(phrase, gender, before)) is not None:
            return salient  # “Another Democrat lost. Moss won. …, the Democrat said”
        if introduced is not None:
            start, text = introduced
            bearer = self._introductions.bearer_of(start, start + len(text))
            if bearer is not None:
                return Referent(bearer.name, "person", "role", bearer, bearer.gender, spans=(Span(start, start + len(text)),))
            return Referent(described(text), "person", "introduced", gender=gender, spans=(Span(start, start + len(text)),))
        if (apposed := self._apposed_before(phrase)) is not None:
            return apposed
        salient = self._salient(phrase, gender, before)
        return salient or self._introductions.bare(phrase) or self._kept(phrase, "person", "described")

    def _ranked(self, phrase: Phrase, gender: str | None) -> list[tuple[float, Entity, Held]]:
        """The persons whose roles fit, best first: how well, how near, and whether the role is known yet at this place."""
        assert phrase.role is not None
        owner = phrase.role.words if phrase.owner else frozenset()
        best: dict[int, tuple[float, Entity, Held]] = {}
        for held in self.holders.near(phrase.role, phrase.start):
            score = fit(phrase.role, held.role)
            same = not set(phrase.role.heads).isdisjoint(held.role.heads)  # Chairman Ada Brown
            if score <= 0 or (gender and not same and held.entity.gender not in (gender, None, "")):
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

    def _apposed_before(self, phrase: Phrase) -> Referent | None:
        """Whom the same words have described beside a family name: said Cole, *the mayor of Porto*. … *the mayor* said."""
        if phrase.role is None or phrase.opening != "the" or not phrase.head.isalpha():
            return None
        low = max(0, phrase.start - _NEAR)
        at = self._text.rfind(f", the {phrase.head}", low, phrase.start - 2)
        end = at + len(f", the {phrase.head}")
        if at < 0 or self._text[end : end + 1].isalnum():
            return None
        bearer = self._introductions.bearer_of(at + 2, self._complement_end(at + 2, end))
        if bearer is None:
            return None
        return Referent(bearer.name, "person", "role", bearer, bearer.gender, spans=(Span(at + 2, end),))

    def _introduced(self, phrase: Phrase) -> tuple[int, str] | None:
        """A fuller indefinite phrase with the same head before: *a senior official* … *the official*."""
        if phrase.opening not in ("the", "this", "that") or not phrase.head.isalpha():
            return None
        found = None
        for at, between in _indefinite(self._text, max(0, phrase.start - _NEAR), phrase.start, phrase.head):
            if not any(closed_class().get(word, "N") in "DGIHOWCBTX" for word in between):
                found = at
        if found is None:
            return None
        start, end = found
        qualified = self._qualified_end(end)
        if qualified is None and phrase.head == "person":
            return None
        return start, self._text[start : qualified or self._complement_end(start, end)]

    def _qualified_end(self, end: int) -> int | None:
        """Where a phrase ends whose head says how its source comes to know: a person *close to the harbour board*."""
        match = _KNOWING.match(self._text, end)
        passage = self._passages.at(end)
        token = passage.token_at(match.end()) if match is not None else len(passage.tokens)
        chunk = passage.chunk_at[token] if token < len(passage.tokens) else -1
        return complement_end(passage, passage.chunks[chunk].last) if chunk >= 0 else None

    def _salient(self, phrase: Phrase, gender: str | None, before: Sequence[Attribution]) -> Referent | None:
        """Whom the sentences before are about, where nothing that the text says of them speaks against the description."""
        unnamed = phrase.head in words_of("groups", "unnamed") and (
            phrase.opening != "the" or self._introduced(phrase) is not None
        )
        if unnamed or phrase.opening in words_of("groups", "possessives"):
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
        if self._told(phrase.start, last) or self._asks(phrase.start, last):
            return None
        roles = self.holders.roles_of(found.entity)
        if phrase.role is not None and any(contradicts(phrase.role, role) for role in roles):
            return None
        offices = [head for head in (phrase.role.heads if phrase.role else ()) if is_office(head)]
        if offices and any(is_office(head) for role in roles for head in role.heads):
            return None
        of_place = phrase.role.places if phrase.role and offices and " of " in self._text[phrase.start : phrase.end] else None
        if of_place and roles and not any(role.places & of_place for role in roles):
            return None  # “Moss, a baker, left. The president of Mali said so”
        if phrase.owner is not None and not owners and offices:
            return None  # “Moss left. The party’s deputy leader said so”
        told = {word for name in owners for word in name.folded}
        bodily = phrase.opening == "the" or bool(offices)  # the Lantern’s critic, UNICO’s director; not “Moss’s former aide”
        if told and (roles or bodily) and phrase.role is not None and not any(fit(phrase.role, role) > 0 for role in roles):
            return None  # “Moss, a lawyer, left. The Lantern’s critic said so”
        return found._replace(rule="salient")

    def _in_one_sentence(self, passage: Passage, start: int, last: int) -> bool:
        """Whether what stands at `last` and, behind it, at `start` share a sentence of a passage."""
        i = passage.token_at(start)
        inside = last >= passage.block.start and 0 < i < len(passage.tokens)
        return inside and passage.sentence_at[i] == passage.sentence_at[passage.token_at(last)]

    def _asks(self, start: int, last: int) -> bool:
        """Whether who is named at `last` asks, in a clause before the description: Asked by Moss about it, *the minister* said no."""
        passage = self._passages.at(start)
        if not self._in_one_sentence(passage, start, last):
            return False
        asker = passage.token_at(last)
        number = passage.chunk_at[asker]
        by = passage.chunks[number].first - 1 if number >= 0 else -1
        first = passage.sentences[passage.sentence_at[asker]][0]
        return by == first + 1 and passage.lows[by] == "by" and passage.tags[first] in "nV"

    def _told(self, start: int, last: int) -> bool:
        """Whether who is named at `last` tells what a description at `start` did: Moss recalled that *the minister* had promised."""
        passage = self._passages.at(start)
        if not self._in_one_sentence(passage, start, last):
            return False
        i = passage.token_at(start)
        verb = verb_forms().get(passage.lows[i - 1])
        return passage.lows[i - 1] == "that" or (verb is not None and bool(verb.reporting))


# The words behind an article, one of which may be a head; a pattern with the head in it would be compiled for each description.
_INDEFINITE = regex.compile(r"\b(?:an?|one|another)[ ]((?:[\w'’-]++[ ]){0,4}+[\w'’-]*+)", regex.IGNORECASE)


def _indefinite(text: str, start: int, end: int, head: str) -> Iterator[tuple[Span, list[str]]]:
    """The indefinite phrases between two offsets that a head closes, with the words between article and head: *a* senior *official*."""
    near, at, size = text[start:end], 0, len(head)
    while (match := _INDEFINITE.search(near, at)) is not None:
        words = match.group(1).split(" ")
        number = next((n for n, word in enumerate(words) if word[:size].lower() == head and not _goes_on(word, size)), -1)
        at = match.start() + 1
        if number >= 0:
            at = match.start(1) + sum(len(word) + 1 for word in words[:number]) + size
            yield Span(start + match.start(), start + at), [word.lower() for word in words[:number]]


def _goes_on(word: str, size: int) -> bool:
    """Whether a letter stands behind the first characters of a word."""
    return word[size : size + 1].isalnum() or word[size : size + 1] == "_"


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


def _publishes(body: Referent, phrase: Phrase) -> bool:
    """Whether a body is known to publish, and the description is of none that does: the ministry is not Interfax."""
    words = (body.name or "").split()
    return bool(words) and outlet_at(words, 0) == len(words) and phrase.head in words_of("groups", "unpublishing")


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
