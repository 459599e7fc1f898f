"""The people of a document: every mention that names a source led to the person, group, organisation or document it stands for.

`People.read` costs one scan for runs of capitals, made when the first mention asks; roles, pronouns and bodies are read where a
mention needs them. The canonical name is the fullest form in the document without titles; a file of known people gives it its
canonical form and an `id`. Where nothing supports an answer the name is None.

Names inside quotations count as evidence of full forms; pronouns look past quotations (see `quotes.resolve.salience`).
"""

from __future__ import annotations

from collections.abc import Sequence
from weakref import proxy

from quotes.model import Attribution, Block, Evidence, Mention, MentionKind, Person, Rival, Speaker
from quotes.resolve.descriptions import Descriptions
from quotes.resolve.families import Families, told_gender
from quotes.resolve.gazetteer import words_of
from quotes.resolve.known import KnownPeople, KnownPerson
from quotes.resolve.names import Name, Names, fold
from quotes.resolve.offices import Offices, best_role
from quotes.resolve.organizations import Bodies
from quotes.resolve.passages import Passages
from quotes.resolve.persons import Entity, Roster
from quotes.resolve.phrases import PRONOUNS, Phrase, read_phrase
from quotes.resolve.pronouns import Pronouns
from quotes.resolve.recognition import Recognition
from quotes.resolve.referents import NOBODY, RULES, Referent
from quotes.resolve.roles import honorific_gender
from quotes.resolve.salience import Salience
from quotes.resolve.spellings import particles_before
from quotes.span import Span

__all__ = ["RULES", "People"]


class People:
    """The people of one document; make it with `People.read`."""

    def __init__(
        self, text: str, blocks: Sequence[Block], known: KnownPeople | None, passages: Passages | None, year: int | None
    ) -> None:
        self._text, self._blocks, self._known, self._year = text, blocks, known, year
        self._names = Names(text, [block.start for block in blocks])
        self._bodies = Bodies(text, blocks)
        self._offices = Offices(text)
        self._salience = Salience(passages if passages is not None else Passages(text, blocks, ()))
        self._referents: dict[tuple[int, int], Referent] = {}
        self._roster_read: Roster | None = None
        self._before: Sequence[Attribution] = ()
        self._author: Referent | None = None
        self._recognition_made: Recognition | None = None
        # Weak: a document's people go with its last reference, and leave the garbage collector nothing to look through.
        self._pronouns = Pronouns(self._names, self._salience, proxy(self))
        self._descriptions_made: Descriptions | None = None
        self._families_made: Families | None = None
        self._roles: dict[Entity, str | None] = {}
        self._spoken: dict[tuple[int, int], tuple[Mention, Referent]] = {}

    @classmethod
    def read(
        cls,
        text: str,
        blocks: Sequence[Block],
        known: KnownPeople | None = None,
        *,
        passages: Passages | None = None,
        year: int | None = None,
    ) -> People:
        """The people of a document.

        Arguments: the `text`; its `blocks`; the `known` people of a file; the document's `passages`, with its
        quotations masked, so that pronouns do not look into them; the `year` in which the words were published, for dated roles.
        """
        return cls(text, blocks, known, passages, year)

    @property
    def _roster(self) -> Roster:
        if self._roster_read is None:
            self._roster_read = Roster(self._names, self._blocks)
        return self._roster_read

    @property
    def _recognition(self) -> Recognition:
        if self._recognition_made is None:
            self._recognition_made = Recognition(self._roster, self._known, self._year)
        return self._recognition_made

    @property
    def _descriptions(self) -> Descriptions:
        if self._descriptions_made is None:
            self._descriptions_made = Descriptions(
                self._names, self._roster, self._families, self._offices, self._bodies, self._pronouns, self._salience.passages
            )
        return self._descriptions_made

    @property
    def _families(self) -> Families:
        if self._families_made is None:
            self._families_made = Families(self._roster, self._offices)
        return self._families_made

    # -- answers ------------------------------------------------------------------------------------------------------

    def speaker(self, mention: Span, *, before: Sequence[Attribution] = ()) -> tuple[Speaker, tuple[Evidence, ...]]:
        """Whom a mention stands for, and why.

        Arguments: the `mention`, a span of the text; the attributions `before` it, in order, whose speakers are known.
        Result: the `Speaker` (its `name` None where nobody is known) and the evidence for its name.
        """
        self._before = before
        start, end = mention
        referent = self.referent(start, end)
        entity = referent.entity
        text = self._text[start:end]
        self._spoken[(start, end)] = (Mention(start, end, text, _mention_kind(text, referent)), referent)
        speaker = Speaker(
            name=referent.name,
            type=referent.type,
            id=entity.id if entity else None,
            role=self._role_of(entity) if entity else None,
            start=start,
            end=end,
            text=text,
        )
        return speaker, (Evidence("name", referent.rule, referent.spans, referent.rivals),)

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody whom mentions so far, or full names anywhere, stand for, in the order in which the text names them."""
        found: dict[object, list[Mention]] = {}
        who: dict[object, Referent] = {}
        for entity in self._roster.entities:
            if entity.sure or entity.id:
                found[entity] = [_as_mention(self._text, name) for name in entity.names]
                who[entity] = _referent_of(entity, "full-name")
        for mention, referent in self._spoken.values():
            if referent.name is not None:
                key = referent.entity or (referent.name, referent.type)
                who.setdefault(key, referent)
                found.setdefault(key, []).append(mention)
        people = [self._person(who[key], _apart(mentions)) for key, mentions in found.items()]
        return tuple(sorted(people, key=lambda person: person.mentions[0].start if person.mentions else 0))

    def _person(self, referent: Referent, mentions: list[Mention]) -> Person:
        entity = referent.entity
        roles = tuple(role.text for role in self._descriptions.holders.roles_of(entity)) if entity else ()
        gender = entity.gender if entity else referent.gender
        return Person(
            name=referent.name or "",
            type=referent.type,
            roles=roles,
            mentions=tuple(mentions),
            id=entity.id if entity else None,
            gender="f" if gender == "f" else "m" if gender == "m" else None,
        )

    def _role_of(self, entity: Entity) -> str | None:
        if entity not in self._roles:
            self._roles[entity] = best_role(self._descriptions.holders.roles_of(entity))
        told = self._roles[entity]
        known = entity.known
        return told or (known.role_in(self._year) if isinstance(known, KnownPerson) else None)

    # -- resolving ----------------------------------------------------------------------------------------------------

    def referent(self, start: int, end: int) -> Referent:
        """Whom the phrase ``start..end`` stands for; each span is resolved once."""
        key = (start, end)
        found = self._referents.get(key)
        if found is None:
            self._referents[key] = NOBODY  # a phrase that comes back to itself on the way supports nothing
            found = self._with_gender(self._resolve(read_phrase(self._text, self._names, start, end)))
            self._referents[key] = found
        return found

    def named(self, name: Name) -> Referent:
        """Whom a name stands for; each place is resolved once."""
        key = (name.title_start, name.end)
        found = self._referents.get(key)
        if found is None:
            self._referents[key] = found = self._with_gender(self._named(name))
        return found

    def _with_gender(self, found: Referent) -> Referent:
        if found.entity is not None and not found.gender:
            return found._replace(gender=self._gender_of(found.entity))
        return found

    def _gender_of(self, entity: Entity) -> str | None:
        """A person's gender, looked up in what the text says of them where the name does not tell."""
        if entity.gender is None and entity.type == "person":
            entity.gender = self._offices.gender_of(entity) or ""
        return entity.gender or None

    def _resolve(self, phrase: Phrase) -> Referent:
        if phrase.kind == "pronoun":
            person, number = PRONOUNS[phrase.low]
            if person == "self":
                return self._first_person(phrase.start, number)
            return NOBODY if person == "addressed" else self._pronouns.resolve(phrase, self._before)
        if phrase.kind == "name" and phrase.name is not None:
            return self._named(phrase.name)
        if phrase.kind == "pair":
            return self._pair(phrase)
        if phrase.kind == "body" and phrase.name is not None:
            return self._body(phrase, phrase.name)
        if self._text[phrase.start : phrase.end].lower() in words_of("groups", "answerers"):
            return self._interviewee(phrase.start)
        alone = self._role_as_name(phrase)
        return alone or self._descriptions.resolve(phrase, self._before, self.referent, self._recognition.by_role)

    def _pair(self, phrase: Phrase) -> Referent:
        """Two people joined by *and*: a group under both full names."""
        names = self._names.within(phrase.start, phrase.end)
        both = [self.referent(name.title_start, name.end).name or "" for name in (names[0], names[-1])]
        return Referent(" and ".join(both), "group", "group", many=True, spans=(Span(phrase.start, phrase.end),))

    def _first_person(self, offset: int, number: str) -> Referent:
        """*I* in a turn of a transcript is who speaks; elsewhere the author that the byline names."""
        block = self._blocks[self._salience.passages.block_at(offset)] if self._blocks else None
        if block is not None and block.kind == "turn" and block.body > block.start:
            label = self._text[block.start : block.body].rstrip(" :.—–-\n")
            if label.lower() not in words_of("groups", "askers"):
                return self.referent(block.start, block.start + len(label))._replace(rule="turn")
        if number == "many":
            return NOBODY
        if self._author is None:
            self._author = self._find_author()
        return self._author

    def _interviewee(self, offset: int) -> Referent:
        """Who answers as *A:*, the one person whom the lines above the first turn name in full; nobody where they name several."""
        turn = next((block for block in self._blocks if block.kind == "turn"), None)
        if turn is None or not turn.start <= offset:
            return NOBODY
        named = [entity for entity in self._roster.entities if entity.sure and entity.at and entity.at[0] < turn.start]
        return _referent_of(named[0], "turn", Span(named[0].at[0], named[0].at[0])) if len(named) == 1 else NOBODY

    def _find_author(self) -> Referent:
        """Whom the byline names."""
        for byline in self._blocks:
            if byline.kind == "byline":
                for name in self._names.within(byline.start, byline.end):
                    if len(name.words) > 1 and name.kind in ("person", "unknown"):
                        return self._named(name)._replace(rule="byline")
        return NOBODY

    def _role_as_name(self, phrase: Phrase) -> Referent | None:
        """A capitalised word that could be a title, and is somebody's family name: *Dean said*, where a Howard Dean stands."""
        text = self._text[phrase.start : phrase.end]
        words = tuple(text.split())
        if not text[:1].isupper() or len(words) > 2 or phrase.opening in ("the", "a", "an"):
            return None
        if len(words) == 2 and honorific_gender(words[0]) is None:
            return None
        holders = [e for e in self._roster.holders(words[-1:]) if e.sure and e.parts[0][-1] == fold(words[-1])]
        if not holders:
            return None
        name = Name(phrase.end - len(words[-1]), phrase.end, phrase.start, words[:-1], words[-1:], "person")
        return self._named(name)

    def _named(self, name: Name) -> Referent:
        """The person behind a name."""
        at = Span(particles_before(self._text, name.start), name.end)
        ranked = self._families.ranked(name)
        if ranked:
            self._recognition.recognize(ranked[0])
            return self._found(name, at, ranked)
        if len(name.words) == 1 and not self._roster.holders(name.words):
            acronym = self._acronym(name)
            if acronym is not None:
                return acronym
            alike = list(dict.fromkeys(self._roster.alike(fold(name.words[0]))))
            told = told_gender(name)
            if len(alike) == 1 and (told is None or alike[0].gender in (told, None, "")):
                return _referent_of(alike[0], "spelling", at)
        known = self._recognition.by_name(name)
        if known is not None:
            return _referent_of(known, "known-name" if len(name.words) > 1 else "known-family", at)
        if name.kind in ("organization", "place"):
            full = self._bodies.around(name.start, self._text[name.start : name.end])
            return Referent(self._bodies.fullest(full), "organization", "organization", spans=(at,))
        if self._is_acronym(name):
            return Referent(name.words[0], "organization", "organization", spans=(at,))
        entity = self._roster.single(name.words, self._text[at.start : at.end], told_gender(name))
        return _referent_of(entity, "only-form" if len(entity.parts[0]) == len(name.words) else "longer-name", at)

    def _found(self, name: Name, at: Span, ranked: list[Entity]) -> Referent:
        entity = ranked[0]
        if len(ranked) > 1:
            rivals = tuple(Rival(e.name, e.at[0], e.at[0] + len(e.name), 0.0) for e in ranked[1:4] if e.at)
            return _referent_of(entity, "family-shared", at)._replace(rivals=rivals)
        if entity.known is not None and entity.name != self._text[at.start : at.end]:
            return _referent_of(entity, "known-name", at)
        if len(name.words) == 1:
            return _referent_of(entity, "family-name" if entity.forms else "only-form", at)
        return _referent_of(entity, "full-name" if self._text[name.start : name.end] == entity.name else "longer-name", at)

    def _is_acronym(self, name: Name) -> bool:
        """A few capitals that nobody is known to be called by, and no speaker's label in a transcript."""
        word = name.words[0].replace(".", "")
        label = self._text[name.end : name.end + 1] == ":"
        return len(name.words) == 1 and 1 < len(word) <= 6 and word.isupper() and not name.titles and not label

    def _acronym(self, name: Name) -> Referent | None:
        word = name.words[0]
        if len(word) < 2 or not word.replace(".", "").isupper() or name.titles:
            return None
        full = self._bodies.expand(word)
        if full is None:
            return None
        return Referent(full, "organization", "acronym", spans=(Span(name.start, name.end),))

    def _body(self, phrase: Phrase, name: Name) -> Referent:
        """An organisation, a country, a paper under its name."""
        at = Span(phrase.start, phrase.end)
        if len(name.words) == 1:
            acronym = self._acronym(name)
            if acronym is not None:
                return acronym
            # “Jordan said”, where a Jim Jordan stands: a family name that is a country too.
            if phrase.opening != "the" and any(
                entity.parts[0][-1] == name.folded[0] for entity in self._roster.holders(name.words)
            ):
                return self._named(name)
        start = phrase.start + (len(phrase.opening) + 1 if phrase.opening in ("the", "a", "an") else 0)
        text = self._text[start : phrase.end]
        kind = (
            "group"
            if phrase.opening == "the" and name.kind == "unknown" and text.endswith("s") and not text.endswith("ss")
            else "organization"
        )
        full = self._bodies.fullest(self._bodies.around(start, text)) if name.kind != "place" else text
        return Referent(full, "group" if kind == "group" and full == text else "organization", "organization", spans=(at,))


def _referent_of(entity: Entity, rule: str, at: Span | None = None) -> Referent:
    return Referent(entity.name, entity.type, rule, entity, entity.gender, spans=(at,) if at else ())


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Mentions in order; of two that overlap the one that begins first, or the longer one."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not found or found[-1].end <= mention.start:
            found.append(mention)
    return found


def _as_mention(text: str, name: Name) -> Mention:
    return Mention(name.start, name.end, text[name.start : name.end], "name")


def _mention_kind(text: str, referent: Referent) -> MentionKind:
    low = text.lower()
    if low in PRONOUNS:
        return "pronoun"
    named = referent.rule in (
        "full-name",
        "longer-name",
        "family-name",
        "family-shared",
        "spelling",
        "only-form",
        "known-name",
        "known-family",
        "acronym",
    )
    return (
        "name"
        if named
        or (referent.rule == "organization" and text[:1].isupper() and text.split()[0] not in words_of("names", "breaks"))
        else "description"
    )
