"""What the text says people are: titles before a name, appositions after it, relative clauses and party tags.

Read for one person at a time, from the places where the full name stands and from titles before the family name:

- *Russian Defence Minister* Ada Brown; *President of Belarus* Ada Brown; the *Latvian journalist* Ada Brown
- the *Russian president*, Ada Brown; Ada Brown, *the mayor of Springfield*, said
- Ada Brown, who *chairs the committee*; Ada Brown (*R-Ohio*); Ada Brown is the *mayor*
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from quotes.lexicon import table
from quotes.resolve.gazetteer import short_place, words_of
from quotes.resolve.names import Name
from quotes.resolve.persons import Entity
from quotes.resolve.roles import Role, honorific_gender, read_role, role_gender

__all__ = ["ENOUGH", "Offices", "best_role", "roles_of_titles"]

_PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent", "Lab": "Labour", "Con": "Conservative"}
_TAG = regex.compile(r"^,?\s?\(?(?<![\w-])(R|D|I|Lab|Con)[-–—. ]{1,2}((?:[A-Z][\w]*\.?){1,3}(?:\s[A-Z]\w+\.?)?)[),]")
# The words right before a name that can be its role: up to the nearest word that cannot be part of a title.
_LEFT = regex.compile(r"((?:[\w.'’‐-]+[ \n]){1,9}+)$")
_LEFT_COMMA = regex.compile(r"((?:[\w.'’‐-]+[ \n]){0,9}+[\w.'’‐-]+),[ \n]$")
_RIGHT = regex.compile(r"^,[ \n]((?:(?!who[ \n])[\w.'’‐%$/-]+[ \n]?){1,16}+)(?=[,.;()–—-]|$)")
_COPULA = regex.compile(r"^[ \n](?:is|was|became|serves as|served as)[ \n]((?:the|a|an)[ \n](?:[\w.'’‐-]+[ \n]?){1,10}+)")
_WHO = regex.compile(r"^,[ \n]who(?:[ \n](?:also|now|currently|has|had))?[ \n](\w+)((?:[ \n][\w'’.-]+){0,6}+)")
_ROLE_VERBS_OPENING = frozenset({"served", "serves", "is", "was"})


def _roles_around(text: str, name: Name) -> Iterator[Role]:
    """The roles that the text around one full name gives its bearer, nearest words first."""
    yield from roles_of_titles(text, name)
    yield from _before(text, name)
    yield from _after(text, name)


def roles_of_titles(text: str, name: Name) -> Iterator[Role]:
    """The role that the titles of a name tell, with the lower-case words right before them."""
    titles = tuple(title for title in name.titles if honorific_gender(title) is None)
    if not titles:
        return
    left = " ".join(_role_words(text, name.title_start))
    phrase = f"{left} {text[name.title_start : name.start]}".strip()
    role = read_role(phrase)
    if role is not None:
        yield role


def _before(text: str, name: Name) -> Iterator[Role]:
    """A lower-case role right before the name, or a role phrase that a comma parts from it."""
    left = text[max(0, name.title_start - 90) : name.title_start]
    comma = left.endswith((", ", ",\n"))
    if comma:
        match = _LEFT_COMMA.search(left)
        if match and (role := read_role(" ".join(_phrase_end(match.group(1).split(), commas=True)))):
            yield role
    elif not name.titles or not any(True for _ in roles_of_titles(text, name)):
        words = _role_words(text, name.title_start)
        if words and (role := read_role(f"{' '.join(words)} {text[name.title_start : name.start]}")) is not None:
            yield role


def _role_words(text: str, end: int) -> list[str]:
    match = _LEFT.search(text[max(0, end - 90) : end])
    return _phrase_end(match.group(1).split(), commas=False) if match else []


def _phrase_end(words: list[str], commas: bool) -> list[str]:
    """The end of `words` that can be one role phrase: back to a determiner, a verb, a preposition other than *of* and *for*."""
    i = len(words)
    while i > 0:
        low = words[i - 1].lower()
        if low in words_of("roles", "stops") and not (commas and low in ("for", "in", "at", "to")):
            break
        i -= 1
        if low in ("the", "a", "an", "his", "her", "their", "its"):
            # “the head of the agency, Ada Brown”: an article inside stands after a preposition.
            if i > 0 and words[i - 1].lower() in ("of", "for", "in", "at"):
                continue
            break
        if words[i].endswith((".", "!", "?")) and len(words[i]) > 5:
            i += 1
            break
    return words[i:]


def _after(text: str, name: Name) -> Iterator[Role]:
    right = text[name.end : name.end + 150]
    if right[:1] not in (",", " ", "("):
        return
    tag = _TAG.match(right)
    if tag:
        place = short_place(tag.group(2)) or tag.group(2)
        party = _PARTIES[tag.group(1)]
        role = read_role(f"the {place} {party}")
        yield role or Role(("politician",), frozenset({place}), frozenset({party.lower()}), f"{place} {party}")
        comma = right.find(",", tag.end() - 1)
        right = right[comma:] if comma >= 0 else ""
    match = _RIGHT.match(right)
    if match:
        role = read_role(match.group(1))
        if role is not None and _opens_as_role(match.group(1)):
            yield role
    match = _COPULA.match(right)
    if match and (role := read_role(" ".join(_until_verb(match.group(1).split())))) is not None:
        yield role
    yield from _relative(right)


def _until_verb(words: list[str]) -> list[str]:
    for i, word in enumerate(words):
        if word in ("who", "that", "which", "and", "said", "but"):
            return words[:i]
    return words


def _opens_as_role(phrase: str) -> bool:
    """Whether an apposition is one: *the mayor*, *a baker*, *mayor of*, and no list of names."""
    first = phrase.split()[0]
    return first.islower() or first in ("The", "A", "An") or read_role(" ".join(phrase.split()[:4])) is not None


def _relative(right: str) -> Iterator[Role]:
    match = _WHO.match(right)
    if not match:
        return
    verb, rest = match.groups()
    noun = table("roles")["role_verbs"].get(verb)
    if noun is not None:
        role = read_role(f"{noun} of {rest}")
        if role is not None:
            yield role._replace(text=f"{verb}{rest}".strip())
    elif verb in _ROLE_VERBS_OPENING and (role := read_role(rest)) is not None:
        yield role


def best_role(roles: Sequence[Role]) -> str | None:
    """The words for a person's role that tell the most: with a place or a body, in few words."""
    if not roles:
        return None
    return max(
        roles, key=lambda role: (bool(role.places) + bool(role.words), -abs(len(role.text.split()) - 3), len(role.text))
    ).text


class Offices:
    """The roles that one text gives its persons, read once for each person.

    Arguments: the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: dict[Entity, tuple[Role, ...]] = {}

    def of(self, entity: Entity) -> tuple[Role, ...]:
        """The roles that stand at a person's full names, without repeats."""
        found = self._read.get(entity)
        if found is None:
            roles = [role for name in entity.names[:ENOUGH] for role in _roles_around(self._text, name)]
            found = self._read[entity] = tuple(dict.fromkeys(roles))
        return found

    def gender_of(self, entity: Entity) -> str | None:
        """The gender that a person's roles tell (*widow*, *spokesman*), else the pronoun that follows the full name."""
        for role in self.of(entity):
            for head in role.heads:
                if gender := role_gender(head):
                    return gender
        for name in entity.names[:ENOUGH]:
            match = _PRONOUN.match(self._text[name.end : name.end + 160])
            if match:
                return "f" if match.group(1).lower() in ("she", "her") else "m"
        return None


ENOUGH = 6
"""So many full names are looked at for what the text says of a person: the first ones introduce."""

# The first pronoun after a name, with no other name between: “Tyra Brown, who lost her house”.
_PRONOUN = regex.compile(
    r"(?:[^\p{Lu}“”\"\n]|(?<=[.!?] )\p{Lu}\p{Ll}+(?=\s)(?<!\p{Lu}\p{Ll}{4,})){0,120}?\b([Hh]e|[Ss]he|his|her|him)\b"
)
