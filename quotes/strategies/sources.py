"""Who speaks: people of several naming traditions with their roles, groups, organisations and documents.

A `Source` knows every phrase that may name it, so that an article can bring it in by its full name and come back to
it as *Duarte*, *the mayor* or *she*.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

import attrs
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.model import SpeakerType
from quotes.strategies.tables import pick, table

__all__ = ["Source", "people", "sources", "traditions"]

T = TypeVar("T")

PRONOUNS = {"f": "she", "m": "he", None: "they"}


@attrs.frozen(slots=True)
class Source:
    """Somebody or something that can be quoted, and the phrases that name it.

    `name` is the full, canonical form; `short` what later mentions use. `title` stands before a person's name, `nation`
    before the title (*Kenyan President*); `office` is the apposition (*the mayor of Porto*), `description` the phrase
    that stands for them alone (*the mayor*).
    """

    name: str
    short: str
    type: SpeakerType = "person"
    gender: Literal["f", "m", None] = None
    plural: bool = False
    title: str | None = None
    nation: str | None = None
    office: str | None = None
    description: str | None = None
    tradition: str | None = None

    @property
    def pronoun(self) -> str:
        """The subject pronoun that stands for it: *she*, *he*, *they*, *it*."""
        return PRONOUNS[self.gender] if self.type == "person" or self.plural else "it"

    @property
    def titled(self) -> str:
        """The full name behind country and title; the bare name without a title."""
        return " ".join(part for part in (self.nation, self.title, self.name) if part) if self.title else self.name

    @property
    def titled_short(self) -> str:
        """The short name behind its title, without the country: *President Duarte*."""
        return f"{self.title} {self.short}" if self.title else self.short


def traditions() -> tuple[str, ...]:
    """The naming traditions that the strategies know, simplest first.

    >>> traditions()[:2]
    ('english', 'spanish')
    """
    return tuple(row["name"] for row in table("people")["tradition"])


def _tradition(name: str) -> dict[str, Any]:
    for row in table("people")["tradition"]:
        if row["name"] == name:
            return dict(row)
    raise UsageError(f"no naming tradition {name!r}; there are: {', '.join(traditions())}")


def _one(draw: st.DrawFn, names: list[T]) -> T:
    """One of a few names, by a number of fixed range: were one name alone a shorter draw, examples would shrink to it."""
    return names[draw(st.integers(0, 11)) % len(names)]


def _join(row: dict[str, Any], given: str, family: str | None) -> tuple[str, str]:
    if family is None:
        return given, given
    return (f"{family} {given}" if row["order"] == "family first" else f"{given} {family}"), family


@st.composite
def people(draw: st.DrawFn, names: Iterable[str] | None = None, *, roles: bool | None = None) -> Source:
    """Draws a person.

    Arguments: `names`, the naming traditions to draw from (all, if None); `roles`, whether the person has an
    office (None: perhaps).
    """
    row = _tradition(pick(draw, traditions() if names is None else tuple(names)))
    gender: Literal["f", "m"] = pick(draw, ("f", "m"))
    given, family = _one(draw, row[gender]), _one(draw, row["family"] or [None])
    name, short = _join(row, given, family)
    offices: list[dict[str, Any] | None] = [*([] if roles else [None]), *([] if roles is False else table("roles")["role"])]
    role = pick(draw, offices)
    fields: dict[str, Any] = _role(draw, role) if role else {}
    return Source(name, short, "person", gender, tradition=row["name"], **fields)


def _role(draw: st.DrawFn, role: dict[str, Any]) -> dict[str, str | None]:
    title, noun = role.get("title"), role["noun"]
    country, city = _one(draw, table("scenes")["country"]), _one(draw, table("scenes")["cities"])
    demonym = country["demonym"]
    description = _one(draw, [f"the {noun}", f"the {demonym} {noun}", f"the {demonym} leader"])
    if role["of"] == "country":
        return {"title": title, "nation": demonym, "office": f"the {noun} of {country['name']}", "description": description}
    office = f"the {noun} of {city}" if role["of"] == "city" else f"a {noun}"
    return {"title": title, "office": office, "description": f"the {noun}"}


def _others(kind: SpeakerType) -> tuple[Source, ...]:
    return tuple(
        Source(row["first"], row.get("later", row["first"]), kind, plural=row.get("plural", False))
        for row in table("sources")[kind]
    )


@st.composite
def sources(
    draw: st.DrawFn,
    types: Iterable[SpeakerType] = ("person",),
    *,
    names: Iterable[str] | None = None,
    roles: bool | None = None,
) -> Source:
    """Draws a source of one of `types`: a person, a group, an organisation, a document; for the rest see `people`."""
    kind = pick(draw, tuple(types))
    # A person is drawn in any case: were a document the shorter draw, examples would shrink to documents.
    person = draw(people(names, roles=roles))
    return person if kind == "person" else pick(draw, _others(kind))
