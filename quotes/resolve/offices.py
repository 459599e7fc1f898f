"""What the text says people are: titles before a name, appositions after it, relative clauses and party tags.

Read for one person at a time, from the places where the full name stands and from titles before the family name:

- *Russian Defence Minister* Ada Brown; *President of Belarus* Ada Brown; the *Latvian journalist* Ada Brown
- the *Russian president*, Ada Brown; Ada Brown, *the mayor of Springfield*, said
- Ada Brown, who *chairs the committee*; Ada Brown (*R-Ohio*); Ada Brown is *the mayor*
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from quotes.lexicon import table
from quotes.resolve.gazetteer import short_place, words_of
from quotes.resolve.grammar import closed_class, verb_forms
from quotes.resolve.names import Name
from quotes.resolve.persons import Entity
from quotes.resolve.roles import Role, honorific_gender, is_title, read_role, role_gender, title_lemma
from quotes.span import Span

__all__ = ["ENOUGH", "Held", "Offices", "best_role", "gender_after", "roles_of_titles"]

ENOUGH = 6
"""So many full names are looked at for what the text says of a person: the first ones introduce."""

_WORDS_BEFORE, _WORDS_AFTER = 9, 14
_PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent", "Lab": "Labour", "Con": "Conservative"}
_TAG = regex.compile(r",?\s?\(?(R|D|I|Lab|Con)[-–—. ]{1,2}((?:[A-Z]\w*+\.?){1,3}(?:\s[A-Z]\w+\.?)?)[),]")
_AGE = regex.compile(r"(?:,[ ][1-9][0-9]?|[ ]\([1-9][0-9]?\))(?=,)")
_COPULA = regex.compile(r"[ \n](?:is|was|became|serves as|served as)[ \n](?=(?:the|a|an)[ \n])")
_WHO = regex.compile(r",[ \n]who(?:[ \n](?:also|now|currently|has|had))?[ \n](\w+)[ \n]")
# The first pronoun after a name, with no other name between: “Tyra Brown, who lost her house”.
_PRONOUN = regex.compile(
    r"(?:[^\p{Lu}“”„«»‘‚‹\"'\n]|(?<=\p{L})'(?=\p{L})|(?<=[.!?] )\p{Lu}\p{Ll}{1,3}(?=\s)|(?<= )I(?= )|(?<= in | at | near )\p{Lu}){0,120}?"
    r"\b([Hh]e|[Ss]he|his|her|him)\b"
)
_PRONOUN_AT_ALL = re.compile(r"[Hh]e|his|her|him")
_CLOSING = ".!?,;:)”\"’'“«»‹›"
_ARTICLES = ("the", "a", "an", "his", "her", "their", "its")


class Held(NamedTuple):
    """A role that the text gives a person, and where."""

    role: Role
    entity: Entity
    at: Span


def roles_of_titles(text: str, name: Name) -> Iterator[Role]:
    """The role that the titles of a name tell, with the lower-case words right before them."""
    titles = [title for title in name.titles if honorific_gender(title) is None]
    if not titles:
        return
    left = _words_before(text, name.title_start)
    if any(is_title(title) for title in titles):
        # “a clip of Gov. Brown”: what stands before *of* is no part of the title.
        left = left[max((i + 1 for i, word in enumerate(left) if word.lower() in ("of", "for", "to")), default=0) :]
    role = read_role(" ".join((*left, text[name.title_start : name.start])))
    if role is not None:
        yield role


# “The case was heard in Hale Police Court yesterday, before Mr. Ada Brown”
_BENCH = regex.compile(r"\bCourt\b[^.;:\n]{0,40},?[ ]before[ ]$")


def _roles_around(text: str, name: Name) -> Iterator[Role]:
    """The roles that the text around one full name gives its bearer, titles first."""
    titled = tuple(roles_of_titles(text, name))
    yield from titled
    bench = not titled and text.endswith(" before ", 0, name.title_start)
    if bench and _BENCH.search(text, max(0, name.title_start - 90), name.title_start) is not None:
        yield Role(("magistrate", "judge"), frozenset(), frozenset(), "magistrate")
    if text[max(0, name.title_start - 2) : name.title_start] in (", ", ",\n"):
        words = _words_before(text, name.title_start - 2, apposed=True)
    else:
        words = [] if titled else _words_before(text, name.title_start)
        if words and not name.titles and words[-1].lower() in ("of", "for"):
            words = []  # “the member for Hale North”
        elif words and not name.titles and title_lemma((words[-1].lower(),), 0) is not None:
            # “the mother of the victim Ada Brown”: the last role is hers.
            words = words[max((i + 1 for i, word in enumerate(words) if word.lower() in ("of", "for")), default=0) :]
    if words and (role := read_role(" ".join((*words, "" if titled else text[name.title_start : name.start])))) is not None:
        yield role
    yield from _after(text, name)


def _words_before(text: str, end: int, apposed: bool = False) -> list[str]:
    """The words right before `end` that can be one role phrase: back to a verb, an adverb, a pronoun, a stop or a preposition.

    An apposition that a comma parts from the name may hold prepositions: *the deputy head of the agency*, Ada Brown.
    """
    # A headline in the line above is no part of a role: “… at Harbour Meeting / Russian President Ada Brown”.
    words = text[max(0, end - 90, text.rfind("\n", 0, end) + 1) : end].split()[-_WORDS_BEFORE:]
    if end > 0 and words and text[end - 1] not in " \n" and not apposed:
        return []
    verbs, closed, modifiers, fields = verb_forms(), closed_class(), words_of("roles", "modifiers"), words_of("roles", "fields")
    i = len(words)
    while i > 0:
        word = words[i - 1]
        low = word.lower()
        sent = low == "to" and i > 1 and title_lemma((words[i - 2].lower(),), 0) is not None  # ambassador *to* Lusania Ada Brown
        inside = low in ("of", "for") or sent or (apposed and low in ("in", "at", "to", "and"))
        inside = inside or (low == "and" and i > 1 and words[i - 2] in fields)  # Minister of Trade *and* Food Ada Brown
        field = (word[:-1] in fields and i > 1) or (word[0] in '"“«' and word[-1] in '"”»' and i > 1)
        if word[-1] in _CLOSING and not _is_abbreviation(word) and not field and not (apposed and i == len(words)):
            break
        if low in _ARTICLES:
            # “the head of the agency, Ada Brown”: an article inside stands after a preposition.
            if i > 1 and words[i - 2].lower() in ("of", "for", "in", "at"):
                i -= 1
                continue
            i -= 1
            break
        role = title_lemma((low,), 0) is not None
        if not inside and not role and not field and low not in modifiers:
            adverb = low.endswith(("ly", "ed")) and low == word  # “Judge Ada Brown jailed Carl Moss”
            if closed.get(low, "N") in "DGHOWIBXACT" or adverb or (word == low and low in verbs) or not word[0].isalnum():
                break
        i -= 1
    return words[i:]


def _is_abbreviation(word: str) -> bool:
    """Whether a stop belongs to a word: *Sen.*, *U.S.*, *Calif.*, an initial."""
    bare = word[:-1]
    return word[-1] == "." and (
        bare in words_of("names", "stops") or "." in bare or len(bare) == 1 or short_place(word) is not None
    )


def _after(text: str, name: Name) -> Iterator[Role]:
    at = name.end
    if text[at : at + 1] not in (",", " ", "("):
        return
    tag = _TAG.match(text, at)
    if tag:
        yield _party_role(tag)
        at = tag.end() - (tag.group()[-1] == ",")
    if aged := _AGE.match(text, at):
        at = aged.end()
    if text[at : at + 2] in (", ", ",\n"):
        phrase = _phrase_after(text, at + 2)
        if _opens_as_role(phrase) and not _names_another(phrase) and (role := read_role(" ".join(phrase))) is not None:
            yield role
    match = _COPULA.match(text, at)
    if match and (role := read_role(" ".join(_phrase_after(text, match.end())))) is not None:
        yield role
    yield from _relative(text, at)


def _names_another(phrase: Sequence[str]) -> bool:
    """Whether a phrase in capitals goes on to a name: a list of people, “Ada Brown, Belarus President Tom Reed, …”."""
    if not phrase or not phrase[0][:1].isupper():
        return False
    last = max((i for i, word in enumerate(phrase) if is_title(word)), default=len(phrase))
    return len(phrase) - last > 2 and all(word[:1].isupper() for word in phrase[last + 1 :])


def _party_role(tag: regex.Match[str]) -> Role:
    place = short_place(tag.group(2)) or tag.group(2)
    party = _PARTIES[tag.group(1)]
    return read_role(f"the {place} {party}") or Role(
        ("politician",), frozenset({place}), frozenset({party.lower()}), f"{place} {party}"
    )


def _phrase_after(text: str, start: int) -> list[str]:
    """The words of a role phrase from `start` on: to a stop, a relative clause or a verb; a long one ends at a preposition."""
    verbs, closed = verb_forms(), closed_class()
    found: list[str] = []
    for word in text[start : start + 160].split()[:_WORDS_AFTER]:
        low = word.lower()
        if low in ("who", "that", "which", "whose", "but", "as", "said") or closed.get(low) == "X" or not word[0].isalnum():
            break
        verb = verbs.get(low) if word == low and len(found) > 1 else None
        if (
            verb is not None
            and (verb.form in "dn" or (len(found) > 6 and verb.reporting))
            and low not in words_of("roles", "modifiers")
        ):
            break
        if len(found) > 8 and low in ("in", "at", "with", "and", "from", "on", "for"):
            break
        found.append(word.rstrip(_CLOSING) if not _is_abbreviation(word) else word)
        if word[-1] in _CLOSING and not _is_abbreviation(word) and not word.endswith(("s'", "s’")):
            break
    while found and closed.get(found[-1].lower()) in ("I", "D", "C", "T", "G"):
        found.pop()
    return found


def _opens_as_role(words: list[str]) -> bool:
    """Whether an apposition is one: *the mayor*, *a baker*, *mayor of*, and no list of names."""
    if not words:
        return False
    if closed_class().get(words[0].lower(), "N") in "AIBXWHOC":
        return False  # “Brown, not the best president, …”
    if len(words) > 1 and words[1].lower() in _ARTICLES and words[0].lower() not in _ARTICLES:
        return False  # “Brown, joined the mayor”
    verb = verb_forms().get(words[0])
    if verb is not None and verb.reporting and verb.form in "sdn" and title_lemma((words[0],), 0) is None:
        return False  # “Brown, says his lawyer, …”
    return words[0].islower() or words[0] in ("The", "A", "An") or read_role(" ".join(words[:4])) is not None


def _relative(text: str, at: int) -> Iterator[Role]:
    match = _WHO.match(text, at)
    if not match:
        return
    verb = match.group(1)
    phrase = " ".join(_phrase_after(text, match.end())[:6])
    noun = table("roles")["role_verbs"].get(verb)
    role = read_role(f"{noun} of {phrase}" if noun else phrase)
    if noun is not None and role is not None:
        yield role._replace(text=f"{verb} {phrase}".strip())
    elif verb in ("served", "serves", "is", "was") and role is not None:
        yield role


def best_role(roles: Sequence[Role]) -> str | None:
    """The words for a person's role that tell the most: with a place or a body, in few words; abbreviations spelled out.

    >>> best_role([read_role("Sen."), read_role("the former Ohio governor")])
    'former Ohio governor'
    """
    if not roles:
        return None
    best = max(roles, key=lambda role: (bool(role.places) + bool(role.words), -abs(len(role.text.split()) - 3), len(role.text)))
    return " ".join(_spelled_out(word) for word in best.text.split())


def _spelled_out(word: str) -> str:
    if word[-1] != ".":
        return word
    found = title_lemma((word,), 0)
    return found[0].title() if found else word


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
        return next((g for name in entity.names[:ENOUGH] if (g := gender_after(self._text, name.end))), None)


def gender_after(text: str, end: int) -> str | None:
    """The gender of the first pronoun behind a name that ends at `end`, no other name between."""
    if _PRONOUN_AT_ALL.search(text, end, end + 160) is None:
        return None
    match = _PRONOUN.match(text, end, end + 160)
    return None if match is None else "f" if match.group(1).lower() in ("she", "her") else "m"
