"""Which person a name means: the one whose full name holds it, and which of several that share it.

*Mr. Brown* is not Ada Brown; *President Brown*, where the only Brown with a full name is the president's wife, is somebody of
whom the text gives the title alone. Among people of one family name the nearness of the full name counts, how often and how
early it stands, and whether the title given here is one that the text gives that person elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.resolve.names import Name, fold
from quotes.resolve.offices import Offices
from quotes.resolve.persons import Entity, Roster
from quotes.resolve.roles import Role, honorific_gender, is_office, read_role, role_gender, title_lemma
from quotes.resolve.spellings import family_key

__all__ = ["Families", "told_gender"]


def told_gender(name: Name) -> str | None:
    """The gender that the titles of a name tell, None where they tell none."""
    for i, title in enumerate(name.titles):
        told = honorific_gender(title)
        if told in ("f", "m"):
            return told
        lemma = title_lemma(name.titles, i)
        if lemma and (gender := role_gender(lemma[0])):
            return gender
    return None


class Families:
    """Chooses among the persons of one roster.

    Arguments: the roster; the roles that the text gives its persons.
    """

    def __init__(self, roster: Roster, offices: Offices) -> None:
        self._roster = roster
        self._roles_of = offices.of
        self._apart_read: dict[str, Entity | None] = {}

    def ranked(self, name: Name) -> list[Entity]:
        """The persons that a name can mean, likeliest first; empty where the text knows nobody of it."""
        holders = self._roster.holders(name.words)
        if not holders:
            return []
        if len(name.words) == 1 and any(family_key(entity.parts[0][-1]) == family_key(fold(name.words[0])) for entity in holders):
            apart = self._apart(name.words[0], holders)
            if apart is not None and name.titles and self._is_other(name, holders):
                return [apart]
            if apart is not None:
                holders = [*holders, apart]
        gender = told_gender(name)
        fitting = [entity for entity in holders if not gender or entity.gender in (gender, None, "")]
        if len(fitting) < 2:
            return fitting
        first = min(entity.at[0] for entity in fitting if entity.at)
        return sorted(fitting, key=lambda entity: -self._weight(entity, name, first))

    def _weight(self, entity: Entity, name: Name, first: int) -> float:
        """How likely a shared name means this person at this place."""
        weight = min(len(entity.at), 6) * 0.3 + (0.5 if entity.sure else 0.0)
        if entity.at and entity.at[0] == first:
            weight += 0.8  # whom the document names first is whom it is about
        last = self._roster.last_full_before(entity, name.start)
        if last is not None:
            weight += 2.0 / (1 + (name.start - last) / 400)
        said = read_role(" ".join(name.titles)) if name.titles else None
        if said and any(set(said.heads) & set(role.heads) for role in self._roles_of(entity)):
            weight += 1.5
        return weight

    def _apart(self, word: str, holders: Sequence[Entity]) -> Entity | None:
        """Somebody of the same family of whom only titles and the family name are given; None where nothing tells of one."""
        key = family_key(fold(word))
        if key not in self._apart_read:
            self._apart_read[key] = None
            titled = [name for name in self._roster.titled.get(key, ()) if self._is_other(name, holders)]
            if titled:
                entity = self._roster.single(titled[0].words, titled[0].words[0])
                entity.at = [name.start for name in titled]
                self._apart_read[key] = entity
        return self._apart_read[key]

    def _is_other(self, name: Name, holders: Sequence[Entity]) -> bool:
        """Whether the titles before a family name fit none of those whose full name the text gives."""
        gender = told_gender(name)
        if gender and all(entity.gender not in (gender, None, "") for entity in holders):
            return True
        said = read_role(" ".join(name.titles))
        if said is None or not any(is_office(head) for head in said.heads):
            return False
        return all(self._cannot_be(entity, said) for entity in holders)

    def _cannot_be(self, entity: Entity, said: Role) -> bool:
        """Whether a person's roles stand beside an office-holder's (a wife, a first lady) and are not this office."""
        heads = {head for role in self._roles_of(entity) for head in role.heads}
        return bool(heads & _BESIDE) and not heads & set(said.heads)


_BESIDE = frozenset({"first lady", "wife", "husband", "widow", "daughter", "son", "brother", "sister", "mother", "father"})
