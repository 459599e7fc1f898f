"""Titles and roles: what people are called by their office, read into a form that can be compared.

*President of Belarus*, *the Belarusian president* and *Belarus’s president* are one role: the head *president*, the country
Belarus. *Vice president* is another head than *president*. A description fits a role where its head is the role's head or a
wider word for it (*leader* for a president), its countries do not contradict, and its other words are found in the role.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from quotes.detect.marks import EDGES
from quotes.lexicon import table
from quotes.resolve.gazetteer import Gender, adjective_place, given_gender, place_of, short_place, words_of

__all__ = [
    "Role",
    "contradicts",
    "fit",
    "honorific_gender",
    "is_office",
    "is_relation",
    "is_title",
    "read_role",
    "role_gender",
    "role_words",
    "title_lemma",
    "title_length",
    "wider",
]


class Role(NamedTuple):
    """A role as it can be compared.

    `heads` are the lemmas it names (two in *chair and chief executive*), `places` the countries and states, `words` the other
    words in lower case, `text` the words as they stand, without article.
    """

    heads: tuple[str, ...]
    places: frozenset[str]
    words: frozenset[str]
    text: str


class _Entry(NamedTuple):
    lemma: str
    gender: str | None
    wider: frozenset[str]
    title: bool
    relation: bool


@cache
def _entries() -> dict[str, _Entry]:
    """Each lemma of the role table."""
    return {
        entry["word"]: _Entry(
            entry["word"],
            entry.get("gender"),
            frozenset(entry.get("is", ())),
            entry.get("title", False),
            entry.get("relation", False),
        )
        for entry in table("roles")["role"]
    }


@cache
def _forms() -> dict[str, tuple[str, bool]]:
    """Every form of a role in lower case, hyphens as spaces, with its lemma and whether it is a plural."""
    forms: dict[str, tuple[str, bool]] = {}
    for entry in table("roles")["role"]:
        lemma = entry["word"]
        forms[lemma.replace("-", " ")] = (lemma, False)
        for short in entry.get("short", ()):
            forms[short.lower().replace("-", " ")] = (lemma, False)
        plural = entry.get("plural") or (lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "s")
        forms.setdefault(plural.replace("-", " "), (lemma, True))
    return forms


_LONGEST = 5


@cache
def _honorifics() -> dict[str, str]:
    data = table("roles")["honorifics"]
    return {word: key for key in ("m", "f", "either") for word in data[key].split()}


def honorific_gender(word: str) -> Gender | None:
    """The gender of a form of address (*Mrs.*), None where `word` is none."""
    return _honorifics().get(word.title() if word.isupper() else word)  # type: ignore[return-value]


def title_lemma(words: Sequence[str], i: int) -> tuple[str, int] | None:
    """The role that begins at word `i`, and how many words it takes; the longest one counts."""
    first = words[i] if i < len(words) else ""
    if first in _stopless() and _is_stopless(words, i):
        return _stopless()[first], 1
    if first.isalpha() and first.lower() not in _single_titles():
        return None
    forms = _forms()
    for length in range(min(_LONGEST, len(words) - i), 0, -1):
        found = forms.get(" ".join(words[i : i + length]).lower().replace("-", " "))
        if found is not None:
            return found[0], length
    return None


@cache
def _stopless() -> dict[str, str]:
    """Abbreviations as they stand without their stop, with the lemma: Prof, Gen."""
    known = words_of("roles", "stopless")
    shorts = ((short[:-1], entry["word"]) for entry in table("roles")["role"] for short in entry.get("short", ()))
    return {short: lemma for short, lemma in shorts if short in known}


@cache
def _single_titles() -> frozenset[str]:
    """Words that can open a title, in lower case, hyphens as spaces: a quick no for all the rest."""
    return frozenset(form.split(" ")[0] for form in _forms())


def title_length(words: Sequence[str], i: int) -> int:
    """How many words of `words` from `i` on make a title that stands before a name; 0 for none."""
    word = words[i]
    if honorific_gender(word) is not None or _is_stopless(words, i):
        return 1
    low = word.lower().replace("-", " ")
    if low.split(" ")[0] not in _single_titles():
        return _is_joined(low) if " " in low else 0
    if " " in low and low not in _forms():
        return _is_joined(low)
    found = title_lemma(words, i)
    if found is None or not _entries()[found[0]].title:
        return 0
    return found[1]


def _is_stopless(words: Sequence[str], i: int) -> bool:
    """Whether a word is a title without its stop: *Prof* Ada Brown, Chief *Supt* Ada Brown, *Lt-Gen* Ada Brown; not Amartya *Sen*."""
    known = words_of("roles", "stopless")
    if not all(part in known for part in words[i].split("-")):
        return False
    before = words[i - 1] if i else ""
    titled = before.isupper() or before in known or before in words_of("names", "outside") or honorific_gender(before) is not None
    plain = words[i] in words_of("roles", "unmistakable")  # Free Harbour *Cllr* Ada Brown
    if before and not titled and not plain and before.lower() not in _single_titles():
        return False
    if words[i] in words_of("roles", "stopless_given"):  # DC Ada Brown; not DC Comics
        return i + 1 < len(words) and given_gender(words[i + 1]) is not None
    return i + 1 < len(words) and len(words[i + 1]) > 1


def _is_joined(low: str) -> int:
    """1 where a hyphened word is made of titles and what joins them: *editor in chief*, *secretary treasurer*; else 0."""
    parts = low.split(" ")
    if parts[1] == "of" and len(parts) > 2 and parts[0] in _entries() and _entries()[parts[0]].relation:
        return 1  # father-of-three Al Brown
    titles = [part for part in parts if part in _entries() and _entries()[part].title]
    return int(bool(titles) and all(part in titles or part in words_of("roles", "joints") for part in parts))


def is_title(word: str) -> bool:
    """Whether one word can be a title or a form of address."""
    return title_length((word,), 0) > 0


_WORDS = regex.compile(r"\p{L}\.(?:\p{L}\.)+|\p{L}[\w\p{M}]*+(?:['’‐‑-](?!s(?!\w))\w++)*+\.?|['’]s(?!\w)|[,;()]")


# “the U. S. envoy”, as older papers print it
_SPACED = regex.compile(r"(?<!\w)(\p{Lu}\.)[ ](?=\p{Lu}\.)")


def role_words(text: str) -> list[str]:
    """The words of a phrase as roles are read from it; a stop stays with an abbreviation alone."""
    words = _WORDS.findall(_SPACED.sub(r"\1", text))
    forms = _forms()
    return [w if not w.endswith(".") or w.count(".") > 1 or w.lower() in forms or short_place(w) else w[:-1] for w in words]


@lru_cache(maxsize=4096)
def read_role(text: str) -> Role | None:
    """The role that a phrase names, None where it names none.

    >>> role = read_role("the President of Belarus")
    >>> role.heads, sorted(role.places), role.text
    (('president',), ['Belarus'], 'President of Belarus')
    >>> fit(read_role("the Belarusian leader"), role) > 0
    True
    """
    words = role_words(text)
    heads, used = _heads(words)
    if not heads:
        return None
    places, rest = _places_of(words, used)
    return Role(heads, frozenset(places), frozenset(rest), _ARTICLE.sub("", text.strip(_AROUND)))


_ARTICLE = regex.compile(r"^(?:the|a|an|another|The|A|An|Another)\s+")
_AROUND = EDGES + "\n\t,;:–—-"


def _heads(words: Sequence[str]) -> tuple[tuple[str, ...], set[int]]:
    """The lemmas that are heads, not modifiers, and the positions they take.

    A role word right before another one modifies it: *police* chief, *press* secretary, *staff* officer.
    """
    found: list[tuple[str, int, int]] = []
    i = 0
    while i < len(words):
        match = title_lemma(words, i) if words[i].lower().replace("-", " ").split(" ")[0] in _single_titles() else None
        if match:
            found.append((match[0], i, i + match[1]))
            i += match[1]
        else:
            i += 1
    heads: list[str] = []
    used: set[int] = set()
    for number, (lemma, first, end) in enumerate(found):
        following = words[end] if end < len(words) else ""
        modifies = number + 1 < len(found) and found[number + 1][1] == end
        # “a Republican strategist”, “conservative radio”: an adjective, unless the phrase ends or turns to a preposition.
        adjective = (
            lemma in words_of("roles", "adjectives") and following.islower() and following not in words_of("roles", "skipped")
        )
        modifies = modifies or _goes_on(following)
        if not modifies and not adjective and not _owned(words, end) and not _after_preposition(words, first):
            heads.append(lemma)
            used.update(range(first, end))
    return tuple(heads), used


def _goes_on(following: str) -> bool:
    """Whether the word behind a role makes a longer noun of it: *student* loans."""
    return (
        following.isalpha()
        and following.islower()
        and following not in words_of("roles", "skipped") | words_of("roles", "joints") | _GOVERNORS
    )


def _owned(words: Sequence[str], end: int) -> bool:
    """Whether a possessive follows: the *president*’s spokesman."""
    return end < len(words) and words[end] in ("'s", "’s")


def _after_preposition(words: Sequence[str], first: int) -> bool:
    """Whether a preposition governs the word: a spokesman for the *president*, groups of *protesters*."""
    j = first - 1
    while j >= 0 and words[j].lower() not in _GOVERNORS:
        j -= 1
    return j >= 0 and words[j].lower() != "and"


_GOVERNORS = frozenset({"of", "for", "to", "in", "at", "from", "with", "and", "by", "on", "under"})


def _places_of(words: Sequence[str], used: set[int]) -> tuple[set[str], set[str]]:
    """The places that the words name, and the other words that count."""
    places: set[str] = set()
    rest: set[str] = set()
    i = 0
    while i < len(words):
        if i in used:
            i += 1
            continue
        step = 1
        for length in (3, 2, 1):
            text = " ".join(words[i : i + length])
            place = place_of(text) or adjective_place(text) or (short_place(text) if length == 1 else None)
            if place and i + length <= len(words):
                places.add(place)
                step = length
                break
        else:
            low = words[i].lower().replace("defence", "defense")
            if low not in words_of("roles", "skipped"):
                rest.add(low)
        i += step
    return places, rest


def fit(description: Role, role: Role) -> float:
    """How well a description fits a role that somebody holds: 0 or less where it does not.

    A head that is the role's own counts more than a wider word for it; countries must not contradict; every word of the
    description that the role holds too counts for it, each that it lacks against it.
    """
    if "counterpart" in role.heads and description.places & role.places:
        return 2.5  # “his Belarusian counterpart”, later “the Belarusian minister”
    score = max((_head_fit(wanted, held) for wanted in description.heads for held in role.heads), default=0.0)
    if not score:
        return 0.0
    if description.places and role.places:
        if not description.places & role.places:
            return 0.0
        score += 1.0
    parties, held_parties = _parties_of(description), _parties_of(role)
    if parties and held_parties and not parties & held_parties:
        return 0.0
    branches = words_of("roles", "branches")
    wanted, held = description.words & branches, role.words & branches
    if wanted and held and not wanted & held:
        return 0.0
    other = words_of("roles", "other_office")
    wide = words_of("roles", "general").issuperset(description.heads)  # a deputy minister is “the politician”, not “the minister”
    if not wide and (description.words & other) != (role.words & other):
        return 0.0
    shared = description.words & role.words
    missing = description.words - role.words - words_of("roles", "free")
    return max(0.1, score + 0.5 * len(shared) - 0.4 * len(missing))


def contradicts(description: Role, role: Role) -> bool:
    """Whether nobody is both: of two parties, of two branches of one office."""
    parties, held_parties = _parties_of(description), _parties_of(role)
    if parties and held_parties and not parties & held_parties:
        return True
    if description.places and role.places and not description.places & role.places:
        return any(is_office(head) for head in description.heads)
    branches = words_of("roles", "branches")
    wanted, held = description.words & branches, role.words & branches
    return bool(wanted and held and not wanted & held and set(description.heads) & set(role.heads))


@cache
def _party_names() -> dict[str, str]:
    return {word: party for party, words in table("roles")["parties"].items() for word in words.split()}


def _parties_of(role: Role) -> set[str]:
    """The parties that a role names, in its words or as its head."""
    names = _party_names()
    return {names[word] for word in (*role.words, *role.heads) if word in names}


def _head_fit(wanted: str, held: str) -> float:
    if wanted == held:
        return 2.0
    entry = _entries().get(held)
    if entry is not None and wanted in entry.wider:
        return 1.4
    wanted_entry = _entries().get(wanted)
    # The text may introduce a person by the wider word: “a diplomat, …”, later “the ambassador”.
    return 0.6 if wanted_entry is not None and held in wanted_entry.wider and held in words_of("roles", "general") else 0.0


def role_gender(lemma: str) -> str | None:
    """The gender that a role word tells by itself: *spokeswoman*."""
    entry = _entries().get(lemma)
    return entry.gender if entry else None


@cache
def _offices() -> frozenset[str]:
    """Roles that only one holds at a time: offices, of which a person has one."""
    return frozenset(
        lemma
        for lemma, entry in _entries().items()
        if entry.title and entry.wider & {"leader", "official", "politician", "lawmaker", "officer", "cleric", "judge", "head"}
    )


def is_office(lemma: str) -> bool:
    """Whether a role is an office: somebody of another office is not meant by it."""
    return lemma in _offices()


def is_relation(lemma: str) -> bool:
    """Whether a role needs somebody else: a wife, an aide."""
    entry = _entries().get(lemma)
    return entry is not None and entry.relation


def wider(lemma: str) -> frozenset[str]:
    """What somebody of a role may be called instead: a senator is a *lawmaker*."""
    entry = _entries().get(lemma)
    return entry.wider if entry is not None else frozenset()
