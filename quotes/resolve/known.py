"""People that the caller knows: names, aliases, roles with their years, identifiers, read from a TOML file.

::

    [[person]]
    name = "Ada Brown"                        # the canonical name: what speakers are called
    aliases = ["Ada van Brown", "Adah Braun"] # other names, transliterations, pen names
    id = "Q0"                                 # an identifier of the caller's choice, such as Wikidata's
    gender = "f"                              # "f" or "m"
    type = "person"                           # or "group", "organization", "document"
    roles = [
      { title = "President", of = "Lusania", from = 1994, until = 2002 },   # years, or dates such as "1994-07-20"
    ]

Only `name` is required. What the text plainly says of another person of that name is never overridden.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from os import PathLike, fspath
from typing import Any, NoReturn

import attrs
import regex

from quotes.errors import PeopleFileError
from quotes.model import SpeakerType
from quotes.resolve.roles import Role, fit, read_role
from quotes.resolve.spellings import compatible, family_key, split_name

__all__ = ["KnownPeople", "KnownPerson", "KnownRole", "load_people"]


@attrs.frozen(slots=True)
class KnownRole:
    """A role held from one year to another, both included; None where a side is open."""

    title: str
    of: str | None = None
    since: int | None = None
    until: int | None = None

    @property
    def text(self) -> str:
        """The role in words.

        >>> KnownRole("President", "Belarus", 1994).text
        'President of Belarus'
        """
        return f"{self.title} of {self.of}" if self.of else self.title

    def held_in(self, year: int) -> bool:
        """Whether it was held at some time in `year`."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)

    @property
    def dated(self) -> bool:
        """Whether the file gives a year for it."""
        return self.since is not None or self.until is not None


@attrs.frozen(slots=True)
class KnownPerson:
    """One entry of the file."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[KnownRole, ...] = ()
    id: str | None = None
    gender: str | None = None
    type: SpeakerType = "person"

    def role_in(self, year: int | None) -> str | None:
        """The role held in `year`; without a year, the only one or the one still open."""
        if year is not None:
            held = [role for role in self.roles if role.held_in(year)]
        else:
            held = [role for role in self.roles if role.until is None]
        return held[-1].text if held else None


class KnownPeople:
    """The people of a file, by every word of their names.

    >>> people = KnownPeople([KnownPerson("Ada Brown", aliases=("Adah Braun",), id="Q0")])
    >>> people.named(("Adah", "Braun")).id
    'Q0'
    """

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self.people = tuple(people)
        self._by_last: dict[str, list[tuple[tuple[tuple[str, ...], tuple[str, ...]], KnownPerson]]] = {}
        self._whole: dict[str, list[KnownPerson]] = {}
        for person in self.people:
            for name in (person.name, *person.aliases):
                parts = split_name(tuple(name.split()))
                self._by_last.setdefault(family_key(parts[0][-1]), []).append((parts, person))
                self._whole.setdefault(" ".join((*parts[0], *parts[1])), []).append(person)
        self._roles = [(read_role(role.text), role, person) for person in self.people for role in person.roles]

    def __len__(self) -> int:
        return len(self.people)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnownPeople) and self.people == other.people

    def __hash__(self) -> int:
        return hash(self.people)

    def named(self, words: Sequence[str]) -> KnownPerson | None:
        """The one person whose name or alias these full name words are; None where nobody or more than one is meant."""
        parts = split_name(tuple(words))
        whole = self._whole.get(" ".join((*parts[0], *parts[1])))
        if whole:
            return whole[0] if len(set(whole)) == 1 else None
        if len(parts[0]) == 1:
            return None
        found = [
            p for known, p in self._by_last.get(family_key(parts[0][-1]), ()) if len(known[0]) > 1 and compatible(known, parts)
        ]
        return found[0] if found and len(set(found)) == 1 else None

    def of_family(self, word: str) -> tuple[KnownPerson, ...]:
        """Everybody whose name or alias ends with this folded word."""
        return tuple(dict.fromkeys(person for _, person in self._by_last.get(family_key(word), ())))

    def in_role(self, description: Role, year: int | None) -> tuple[KnownPerson, ...]:
        """Everybody who held the role that a description names in `year`; a role without years holds for every year.

        The description must name a country or body: nobody is *the president* everywhere.
        """
        if not description.places and not description.words:
            return ()
        found: dict[KnownPerson, float] = {}
        for role, held, person in self._roles:
            in_time = not held.dated or (year is not None and held.held_in(year))
            if role is None or not in_time or not _same_body(description, role):
                continue
            found[person] = max(found.get(person, 0.0), fit(description, role))
        best = max(found.values(), default=0.0)
        return tuple(person for person, score in found.items() if score == best and best >= 1.0)


def _same_body(description: Role, role: Role) -> bool:
    """Whether a description says of what place or body, and the role is of that one."""
    if description.places or role.places:
        return bool(description.places & role.places)
    return bool(description.words & role.words)


def load_people(path: str | PathLike[str]) -> KnownPeople:
    """Reads a file of known people.

    Arguments: the `path` of a TOML file in the format above. Errors: `PeopleFileError`, with the file, the line, the entry and
    how to mend it, where the file cannot be read or breaks the format.
    """
    name = fspath(path)
    try:
        with open(name, "rb") as handle:
            source = handle.read()
    except OSError as problem:
        raise PeopleFileError(f"cannot be read ({problem.strerror or problem})", path=name) from None
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise PeopleFileError("is no UTF-8; save it as UTF-8", path=name, byte=problem.start) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        line = regex.search(r"at line (\d+)", str(problem))
        raise PeopleFileError(f"is no TOML ({problem})", path=name, line=int(line.group(1)) if line else None) from None
    return KnownPeople(_Reader(name, text).people(data))


_KEYS = ("name", "aliases", "id", "gender", "type", "roles")
_ROLE_KEYS = ("title", "of", "from", "until")
_TYPES: tuple[SpeakerType, ...] = ("person", "group", "organization", "document")


class _Reader:
    """Checks one file entry by entry; every error names the line of the entry."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._lines = [
            number for number, line in enumerate(text.splitlines(), 1) if regex.match(r"\s*\[\[\s*person\s*\]\]", line)
        ]

    def people(self, data: Mapping[str, Any]) -> list[KnownPerson]:
        for key in data:
            if key != "person":
                self._fail(f"unknown table {key!r}; write one [[person]] for each person")
        entries = data.get("person", [])
        if not isinstance(entries, list):
            self._fail("[person] holds one person only; write [[person]] with two brackets")
        return [self._person(entry, number) for number, entry in enumerate(entries)]

    def _fail(self, problem: str, number: int | None = None, name: object = None) -> NoReturn:
        line = self._lines[number] if number is not None and number < len(self._lines) else None
        where = "" if number is None else f"person {number + 1}{f' ({name})' if isinstance(name, str) else ''}: "
        raise PeopleFileError(f"{where}{problem}", path=self.path, line=line)

    def _person(self, entry: Any, number: int) -> KnownPerson:
        name = entry.get("name")
        if not isinstance(name, str) or not name.strip():
            self._fail('has no name; add name = "…"', number)
        self._check_keys(entry, _KEYS, number, name)
        aliases = entry.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(alias, str) and alias.strip() for alias in aliases):
            self._fail('aliases is no list of names; write aliases = ["…", "…"]', number, name)
        for key in ("id", "gender", "type"):
            if key in entry and not isinstance(entry[key], str):
                self._fail(f'{key} is no string; write {key} = "…"', number, name)
        if entry.get("gender", "f") not in ("f", "m"):
            self._fail(f'gender {entry["gender"]!r} is neither "f" nor "m"; leave it out where it is not known', number, name)
        if entry.get("type", "person") not in _TYPES:
            self._fail(f"type {entry['type']!r} is none of {', '.join(_TYPES)}", number, name)
        roles = entry.get("roles", [])
        if not isinstance(roles, list):
            self._fail('roles is no list; write roles = [{ title = "…", of = "…", from = 1994 }]', number, name)
        return KnownPerson(
            name=" ".join(name.split()),
            aliases=tuple(" ".join(alias.split()) for alias in aliases),
            roles=tuple(self._role(role, number, name) for role in roles),
            id=entry.get("id"),
            gender=entry.get("gender"),
            type=entry.get("type", "person"),
        )

    def _check_keys(self, entry: Mapping[str, Any], allowed: Sequence[str], number: int, name: object) -> None:
        for key in entry:
            if key not in allowed:
                near = get_close_matches(key, allowed, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(allowed)}"
                self._fail(f"unknown key {key!r}; {hint}", number, name)

    def _role(self, role: Any, number: int, name: str) -> KnownRole:
        if not isinstance(role, dict):
            self._fail('a role is no table; write { title = "…", of = "…", from = 1994 }', number, name)
        self._check_keys(role, _ROLE_KEYS, number, name)
        if not isinstance(role.get("title"), str) or not isinstance(role.get("of", ""), str):
            self._fail('a role needs title = "…" (and of = "…")', number, name)
        since, until = self._year(role, "from", number, name), self._year(role, "until", number, name)
        if since is not None and until is not None and until < since:
            self._fail(f"the role {role['title']!r} ends ({until}) before it begins ({since})", number, name)
        return KnownRole(role["title"], role.get("of"), since, until)

    def _year(self, role: Mapping[str, Any], key: str, number: int, name: str) -> int | None:
        value = role.get(key)
        if isinstance(value, datetime.date):
            return value.year
        if isinstance(value, str) and (match := regex.fullmatch(r"(\d{4})(?:-\d\d(?:-\d\d)?)?", value.strip())):
            return int(match.group(1))
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10000:
            self._fail(f'{key} = {value!r} is no year; write {key} = 1994 or {key} = "1994-07-20"', number, name)
        return value
