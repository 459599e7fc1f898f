"""Whom a phrase stands for, and why: what the resolvers of names, descriptions and pronouns pass to one another."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from quotes.model import Rival, SpeakerType
from quotes.resolve.names import Name
from quotes.resolve.persons import Entity
from quotes.span import Span

__all__ = ["NOBODY", "RULES", "Referent", "Referents"]

RULES: dict[str, str] = {
    "full-name": "The mention is the fullest form of the name in the document.",
    "longer-name": "A fuller form of the same name stands elsewhere in the document.",
    "family-name": "The name is part of one person's full name in the document.",
    "family-shared": "Several people of the document share the name; title, nearness and weight in the document chose this one.",
    "spelling": "The name is another spelling, or a slip of one letter, of a person's name in the document.",
    "only-form": "The document gives no fuller form of the name.",
    "apposition": "A name stands in apposition to the description.",
    "role": "The document gives this person the role that the description names.",
    "introduced": "The description takes up a fuller description from before.",
    "salient": "The description fits the person whom the sentences before are about.",
    "described": "The source is unnamed: the describing phrase is kept.",
    "group": "The phrase names a group.",
    "document": "The phrase names a document.",
    "organization": "The phrase names an organisation under its fullest name in the document.",
    "acronym": "The document spells the acronym out.",
    "body": "The phrase takes up the last organisation of its kind named before.",
    "pronoun": "The pronoun takes up the likeliest person before it: by gender, number, syntax and nearness.",
    "pronoun-ahead": "Nobody stands before the pronoun; it takes up the next person that the text names.",
    "relative": "The relative pronoun stands for the noun phrase before it.",
    "turn": "The first person in a transcript or an interview is the speaker of the turn.",
    "byline": "The first person outside quotations is the author named in the byline.",
    "known-name": "The file of known people gives the name or alias its canonical form.",
    "known-family": "The file of known people has one person of this name, and the document nobody else of it.",
    "known-role": "The file of known people says who held the role at that time.",
    "unresolved": "Nothing supports a name for this mention.",
}
"""Why a mention has its speaker, by rule."""


class Referent(NamedTuple):
    """Whom a phrase stands for.

    `name` is None where nobody is known; `entity` the person behind it, where it is one of the document's; `many` whether several
    are meant; `spans` the words that the answer leans on; `rivals` who else was possible.
    """

    name: str | None
    type: SpeakerType
    rule: str
    entity: Entity | None = None
    gender: str | None = None
    many: bool = False
    spans: tuple[Span, ...] = ()
    rivals: tuple[Rival, ...] = ()

    def same(self, other: Referent) -> bool:
        """Whether both stand for one."""
        return self.entity is other.entity if self.entity or other.entity else self.name == other.name


NOBODY = Referent(None, "unknown", "unresolved")


class Referents(Protocol):
    """Who tells whom a phrase stands for."""

    def referent(self, start: int, end: int) -> Referent:
        """Whom the phrase ``start..end`` stands for."""
        ...

    def named(self, name: Name) -> Referent:
        """Whom a name stands for."""
        ...
