"""Recognizing the people of a file in a document: by full name or alias, by a name that only one of them bears, by a dated role.

What the text plainly says of somebody else is never overridden: another full name of the family, a title that tells another gender
or an office that the known person never held.
"""

from __future__ import annotations

from quotes.resolve.families import told_gender
from quotes.resolve.gazetteer import fold
from quotes.resolve.known import KnownPeople, KnownPerson
from quotes.resolve.names import Name
from quotes.resolve.persons import Entity, Roster
from quotes.resolve.roles import Role, honorific_gender, read_role

__all__ = ["Recognition"]


class Recognition:
    """The known people in one document.

    Arguments: the roster of the document; the known people, None where there is no file; the year of the words, None where unknown.
    """

    def __init__(self, roster: Roster, known: KnownPeople | None, year: int | None) -> None:
        self._roster, self._known, self._year = roster, known, year
        self._adopted: dict[KnownPerson, Entity] = {}
        for entity in list(roster.entities) if known is not None else ():
            self.recognize(entity)

    def recognize(self, entity: Entity) -> None:
        """Gives a person of the document the identity that the file has for the full name."""
        if self._known is None or entity.known is not None or not entity.forms:
            return
        known = self._known.named(tuple(entity.name.split()))
        if known is None or (known.gender and entity.gender and known.gender != entity.gender):
            return
        entity.known, entity.id, entity.type = known, known.id, known.type
        entity.gender = entity.gender or known.gender
        entity.display = known.name
        entity.sure = True
        self._adopted.setdefault(known, entity)

    def by_role(self, role: Role) -> Entity | None:
        """The one known person who held a role in the year of the words."""
        people = self._known.in_role(role, self._year) if self._known is not None else ()
        return self._adopt(people[0]) if len(people) == 1 else None

    def by_name(self, name: Name) -> Entity | None:
        """The known person whom a name means: the only one of a bare name, whom no title and no gender contradicts."""
        if self._known is None:
            return None
        if len(name.words) > 1:
            person = self._known.named(name.words)
            return self._adopt(person) if person else None
        people = self._known.of_family(fold(name.words[0]))
        told = told_gender(name)
        said = read_role(" ".join(title for title in name.titles if honorific_gender(title) is None))
        fitting = [p for p in people if (not told or p.gender in (told, None)) and (said is None or _holds(p, said.heads))]
        return self._adopt(fitting[0]) if len(fitting) == 1 else None

    def _adopt(self, known: KnownPerson) -> Entity:
        """The document's person for a known one, made where no full name stands."""
        entity = self._adopted.get(known)
        if entity is None:
            entity = self._roster.single(tuple(known.name.split()), known.name)
            entity.known, entity.id, entity.type, entity.gender, entity.sure = known, known.id, known.type, known.gender, True
            entity.display = known.name
            self._adopted[known] = entity
        return entity


def _holds(person: KnownPerson, heads: tuple[str, ...]) -> bool:
    """Whether a known person ever held a role of these heads; the file may name no roles at all."""
    held = {head for role in person.roles if (read := read_role(role.text)) for head in read.heads}
    return not held or bool(held & set(heads))
