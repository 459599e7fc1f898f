"""Which person a name means: the one whose full name holds it, and which of several that share it.

*Mr. Brown* is not Ada Brown; *President Brown*, where the only Brown with a full name is the president's wife, is somebody of
whom the text gives the title alone. Among people of one family name it counts whom the text names in full most and first, who
was named in full or meant last, and whether the title given here is one that the text gives that person elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from quotes.resolve.gazetteer import fold, words_of
from quotes.resolve.names import Name
from quotes.resolve.offices import Offices, gender_after
from quotes.resolve.persons import Entity, Roster, told_gender
from quotes.resolve.roles import Role, honorific_gender, is_office, read_role
from quotes.resolve.spellings import family_key

__all__ = ["Families", "told_gender"]


class Families:
    """Chooses among the persons of one roster.

    Arguments: the roster; the roles that the text gives its persons.
    """

    def __init__(self, roster: Roster, offices: Offices) -> None:
        self._roster = roster
        self._roles_of = offices.of
        self._apart_read: dict[str, Entity | None] = {}
        self._lines: dict[tuple[str, tuple[int, ...]], dict[int, Entity]] = {}

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
        fitting = [entity for entity in self._likely(holders) if not gender or entity.gender in (gender, None, "")]
        if len(fitting) < 2:
            return fitting
        meant = self._line(name.words[0], fitting).get(name.start) if len(name.words) == 1 else None
        weights = {entity: self._weight(entity, fitting) for entity in fitting}
        said = read_role(" ".join(name.titles)) if name.titles else None
        for entity in fitting:
            if said and any(set(said.heads) & set(role.heads) for role in self._roles_of(entity)):
                weights[entity] += 3.0
            if entity is meant:
                weights[entity] += 5.0
        return sorted(fitting, key=lambda entity: -weights[entity])

    def _likely(self, holders: Sequence[Entity]) -> Sequence[Entity]:
        """Without runs of capitals that only look like a full name (*Top Brown*), where somebody surely bears the family name."""
        if not any(entity.sure for entity in holders):
            return holders
        return [
            entity
            for entity in holders
            if entity.sure or len(entity.at) > 1 or self._roles_of(entity) or self._is_told_of(entity)
        ] or holders

    def _is_told_of(self, entity: Entity) -> bool:
        """Whether a clause or an age behind a full name tells that it is a person's: *Abor Brown, who* sang, *Abor Brown, 34,*."""
        return any(_TOLD.match(self._roster.text, name.end) for name in entity.names)

    def _weight(self, entity: Entity, others: Sequence[Entity]) -> float:
        """How much a text is about a person: how often the full name stands, and whether it stands first."""
        first = min(other.at[0] for other in others if other.at)
        return (
            min(len(entity.at), 6) * 0.3 + (0.5 if entity.sure else 0.0) + (0.8 if entity.at and entity.at[0] == first else 0.0)
        )

    def _line(self, word: str, people: Sequence[Entity]) -> dict[int, Entity]:
        """Whom each bare occurrence of a shared family name means, read from the beginning of the text to its end.

        A full name brings its bearer to mind, as subject of a sentence more than elsewhere; who was meant last is meant again,
        unless a title tells otherwise; whom the text is about comes back when nobody else is near.
        """
        key = (word, tuple(id(entity) for entity in people))
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = dict(self._follow(word, people))
        return line

    def _follow(self, word: str, people: Sequence[Entity]) -> Iterator[tuple[int, Entity]]:
        text = self._roster.text
        full = self._full_ends(people)
        weights = {entity: self._weight(entity, people) for entity in people}
        near: dict[Entity, tuple[int, float]] = {}
        current: Entity | None = None
        last = 0
        for match in regex.finditer(rf"\b{regex.escape(word)}\b", text):
            at = match.start()
            found = full.get(match.end())
            if found is not None:
                entity, start = found
                near[entity] = (at, strength := _strength(text, start))
                if strength == 1.0:
                    current, last = entity, at
                continue
            gender = honorific_gender(text[max(0, at - 5) : at].rstrip().rpartition(" ")[2]) if text[at - 1 : at] == " " else None
            after = gender_after(text, match.end()) if gender is None else None  # “Brown sat down. He sang”
            scores = [
                weights[entity]
                - (1.5 if after is not None and entity.gender not in (after, None, "") else 0.0)
                + (1.3 / (1 + (at - last) / 1500) if entity is current else 0.0)
                + (2.0 * near[entity][1] / (1 + (at - near[entity][0]) / 400) if entity in near else 0.0)
                - (9.0 if gender in ("f", "m") and entity.gender not in (gender, None, "") else 0.0)
                for entity in people
            ]
            current, last = people[scores.index(max(scores))], at
            yield at, current

    def _full_ends(self, people: Sequence[Entity]) -> dict[int, tuple[Entity, int]]:
        """Where the full names end, with whose they are and where they begin."""
        text = self._roster.text
        ends: dict[int, tuple[Entity, int]] = {}
        for entity in people:
            for at in entity.at:
                for spelling in entity.spelled:
                    if text.startswith(spelling, at):
                        ends[at + (spelling.rfind(" ") if entity.given_last else len(spelling))] = (entity, at)
        return ends

    def _apart(self, word: str, holders: Sequence[Entity]) -> Entity | None:
        """Somebody of the same family of whom only titles and the family name are given; None where nothing tells of one."""
        key = family_key(fold(word))
        if key not in self._apart_read:
            self._apart_read[key] = None
            titled = [name for name in self._roster.titled.get(key, ()) if self._is_other(name, holders)]
            if titled:
                entity = self._roster.single(titled[0].words, titled[0].words[0])
                if any(entity.name == holder.name for holder in holders):
                    return None
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


_BESIDE = frozenset({"first lady", "wife", "husband", "widow", "daughter", "son"})


def _strength(text: str, start: int) -> float:
    """How strongly a full name brings its bearer to mind: most at the head of a sentence, least after a preposition."""
    left = _OPENING.split(text[max(0, start - 40) : start])[-1].split()
    if not left or (len(left) <= 2 and left[-1].endswith(",")):
        return 1.0  # “Brown said”, “However, Brown said”
    return 0.35 if left[-1].lower() in words_of("groups", "complements") else 0.5


_TOLD = regex.compile(r",[ ](?:who[ ]|whose[ ]|[1-9][0-9]?,)")
_OPENING = regex.compile(r"[.!?\n“”\"]")
