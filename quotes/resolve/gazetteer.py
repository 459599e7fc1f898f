"""Look-ups in the name tables of the lexicon: given names, places and their people, plain word lists.

Everything is read on first use and cached; nothing here looks at a text.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Literal

from quotes.lexicon import table

__all__ = [
    "Gender",
    "adjective_place",
    "family_gender",
    "fold",
    "given_gender",
    "given_variants",
    "is_country",
    "is_narrator",
    "place_of",
    "short_place",
    "words_of",
]

Gender = Literal["f", "m", "either"]


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """A word as names are compared: lower case, without diacritics, with plain hyphens and apostrophes.

    >>> fold("Erdoğan"), fold("O’Hara")
    ('erdogan', "o'hara")
    """
    low = word.lower()
    if low.isascii():
        return low
    low = low.translate(_FOLDED)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


_FOLDED = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "ʼ": "'",
        "‐": "-",
        "‑": "-",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
    }
)


@cache
def words_of(name: str, section: str) -> frozenset[str]:
    """The words of one section of a table, split at white space (at ``|`` where entries hold spaces)."""
    words: str = table(name)[section]["words"]
    return frozenset(word.strip() for word in words.split("|")) if "|" in words else frozenset(words.split())


def is_narrator(opening: str, head: str) -> bool:
    """Whether a phrase, by its first word and its head, is what a writer calls himself: *your correspondent*, *this reporter*."""
    return opening in ("your", "our", "this") and head in words_of("groups", "narrators")


@cache
def _given() -> dict[str, Gender]:
    genders: dict[str, set[Gender]] = {}
    for tradition in table("given_names")["tradition"]:
        for key, gender in _GENDERS:
            for name in tradition[key].split():
                genders.setdefault(name, set()).add(gender)
    for lemma, short in table("given_names")["nicknames"].items():
        known = genders.get(lemma)
        for name in short.split():
            if known and name not in genders:
                genders[name] = set(known)
    for name in list(genders):  # *Mevlüt* and *Mevlut* are one name
        if not name.isascii():
            genders.setdefault(fold(name).title(), set()).update(genders[name])
    return {name: next(iter(found)) if len(found) == 1 else "either" for name, found in genders.items()}


_SHORTEST = 5
"""Letters of the shortest family name whose ending tells something."""
_GENDERS: tuple[tuple[str, Gender], ...] = (("female", "f"), ("male", "m"), ("either", "either"))


def given_gender(name: str) -> Gender | None:
    """The gender that a given name shows, ``"either"`` where it shows none; None where it is no given name of the lexicon.

    >>> given_gender("Harriet"), given_gender("Robin"), given_gender("Springfield")
    ('f', 'either', None)
    """
    given = _given()
    found: Gender | None = given.get(name)
    if found is None and name.isupper() and len(name) > 2:
        found = given.get(name.title())
    if found is None and not name.isascii():
        found = given.get(fold(name).title())
    if found is None and "-" in name:
        parts: list[Gender | None] = [given.get(part) for part in name.split("-")]
        found = parts[0] if parts[0] is not None and parts[-1] is not None else None
    return found


def family_gender(name: str) -> Gender | None:
    """The gender that what stands behind a given name shows, None where it shows none.

    >>> family_gender("Bektenova"), family_gender("Begum"), family_gender("Petrov"), family_gender("Brown")
    ('f', 'f', 'm', None)
    """
    if name in words_of("names", "women"):
        return "f"
    if name in words_of("names", "men"):
        return "m"
    low = name.lower()
    if len(low) < _SHORTEST or name in words_of("names", "no_endings"):
        return None
    if low.endswith(_endings("women")):
        return "f"
    return "m" if low.endswith(_endings("men")) else None


@cache
def _endings(gender: str) -> tuple[str, ...]:
    return tuple(words_of("names", f"{gender}_endings"))


@cache
def _variants() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for lemma, short in table("given_names")["nicknames"].items():
        names = [lemma.lower(), *(name.lower() for name in short.split())]
        for name in names:
            groups.setdefault(name, set()).add(names[0])
    return {name: frozenset(lemmas) for name, lemmas in groups.items()}


def given_variants(a: str, b: str) -> bool:
    """Whether two given names, in lower case, may be forms of one: *bill* and *william*."""
    none: frozenset[str] = frozenset()
    return a == b or bool(_variants().get(a, none) & _variants().get(b, none))


@cache
def _places() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Names of places, adjectives and peoples of places, and abbreviations of states, each with the place's first name."""
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    short: dict[str, str] = {}
    data = table("places")
    for entry in (*data["country"], *data["state"]):
        name = entry["name"]
        for alias in (name, *entry.get("aliases", ())):
            names.setdefault(alias, name)
        for adjective in entry.get("adjectives", ()):
            adjectives.setdefault(adjective, name)
            adjectives.setdefault(adjective + "s", name)
        for abbreviation in entry.get("short", ()):
            short.setdefault(abbreviation, name)
            short.setdefault(abbreviation.rstrip("."), name)
    return names, adjectives, short


def place_of(text: str) -> str | None:
    """The first name of the country, state or city that `text` names.

    >>> place_of("Great Britain"), place_of("Minsk"), place_of("Brown")
    ('United Kingdom', 'Minsk', None)
    """
    return _places()[0].get(text) or (text if text in _cities() else None)


@cache
def _cities() -> frozenset[str]:
    capitals = {entry["capital"] for entry in table("places")["country"] if "capital" in entry}
    return words_of("places", "cities") | capitals


@cache
def _countries() -> frozenset[str]:
    return frozenset(alias for entry in table("places")["country"] for alias in (entry["name"], *entry.get("aliases", ())))


def is_country(text: str) -> bool:
    """Whether `text` names a country, and no mere part of one."""
    return text in _countries()


def adjective_place(word: str) -> str | None:
    """The country or state whose people or things `word` is said of: *Belarusian*, *Ohioan*."""
    return _places()[1].get(word)


def short_place(word: str) -> str | None:
    """The state that an abbreviation stands for: *Calif.*, *OH*."""
    return _places()[2].get(word)
