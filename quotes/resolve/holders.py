"""Who holds which role in a text: the persons by their roles, and whose a title before a family name is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from quotes.resolve.families import Families
from quotes.resolve.gazetteer import words_of
from quotes.resolve.names import Name
from quotes.resolve.offices import ENOUGH, Held, Offices, roles_of_titles
from quotes.resolve.persons import Entity, Roster, told_gender
from quotes.resolve.roles import Role, wider
from quotes.span import Span

__all__ = ["Holders"]

_BEFORE, _AFTER = 32, 8
"""How many holders of a role are weighed before and after a description."""


def _place(held: Held) -> int:
    return held.at.start


class Holders:
    """The persons of one text by the roles that it gives them.

    Arguments: the text; its roster; who is meant by a name; the roles that stand at full names.
    """

    def __init__(self, text: str, roster: Roster, families: Families, offices: Offices) -> None:
        self._text, self._roster, self._families, self._offices = text, roster, families, offices
        self._held: dict[str, list[Held]] | None = None

    def near(self, role: Role, offset: int) -> Iterator[Held]:
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
                    yield Held(role, self.bearer(name), Span(name.title_start, name.end))

    def bearer(self, name: Name) -> Entity:
        """Who bears a title that stands before a family name."""
        ranked = self._families.ranked(name)
        return ranked[0] if ranked else self._roster.single(name.words, self._text[name.start : name.end], told_gender(name))

    def roles_of(self, entity: Entity) -> list[Role]:
        """The roles of one person, without repeats: at full names first, then titles before the family name."""
        roles = list(self._offices.of(entity))
        for name in self._roster.titled.get(entity.parts[0][-1], ())[:ENOUGH]:
            if self.bearer(name) is entity:
                roles += roles_of_titles(self._text, name)
        return list(dict.fromkeys(roles))
