"""What a mention is: a pronoun, a name, or a description with its head noun.

*Rep. George Moss (R-Ohio)*, *Ada Brown of the harbour office* and *Moss, the mayor,* are names; *the mayor of Springfield*,
*Brown's campaign* and *officials at the Harbour Office* are descriptions, whose head is the word before the first preposition.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from quotes.lexicon import table
from quotes.resolve.gazetteer import words_of
from quotes.resolve.names import Name, Names
from quotes.resolve.roles import Role, read_role, title_lemma

__all__ = ["PRONOUNS", "Phrase", "is_common", "is_plural", "read_phrase"]

PRONOUNS: dict[str, tuple[str, str]] = {
    # word: gender or person, number
    **dict.fromkeys(("he", "him", "his", "himself"), ("m", "one")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("f", "one")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("", "many")),
    **dict.fromkeys(("it", "its", "itself"), ("thing", "one")),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("self", "one")),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("self", "many")),
    **dict.fromkeys(("who", "whom", "whose", "which", "that", "whoever"), ("relative", "")),
    **dict.fromkeys(("you", "your", "yours"), ("addressed", "")),
}
"""Each pronoun with whom it can stand for."""

_WORD = regex.compile(r"[^\s,;:()\[\]\"“”„«»‹›—–]+|[,;:()\[\]\"“”„«»‹›—–]")
_PLURALS = ("men", "people", "police", "women", "children", "staff")


class Phrase(NamedTuple):
    """A mention, read.

    `kind` is ``pronoun``, ``name``, ``pair`` (of names), ``body`` (an organisation by name) or ``description``; `name` is the name of
    a name or body, `low` the pronoun in lower case. A description has its `head` noun and its `opening` word in lower case, the
    characters of the `owner` that a possessive names, and what it says as a `role`.
    """

    kind: str
    start: int
    end: int
    name: Name | None = None
    low: str = ""
    head: str = ""
    opening: str = ""
    owner: tuple[int, int] | None = None
    role: Role | None = None

    @property
    def plural(self) -> bool:
        """Whether the head stands for many."""
        return self.head in words_of("groups", "crowds") or is_plural(self.head) or self.opening in words_of("groups", "many")


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case looks like a plural."""
    return noun.endswith(_PLURALS) or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news")))


def read_phrase(text: str, names: Names, start: int, end: int) -> Phrase:
    """The mention that the span ``start..end`` covers, read."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    low = text[start:end].lower().replace("’", "'")
    bare = low[:-2] if low.endswith("'s") else low
    if bare in PRONOUNS and text[start:end] not in words_of("names", "no-pronouns"):
        return Phrase("pronoun", start, start + len(bare), low=bare)
    core = _core_end(text, start, end)
    named = _capitals(text, start, core) if _holds_joint(text[start:core]) else _named(text, names, start, core)
    return named or _capitals(text, start, core) or _described(text, start, core)


def _holds_joint(phrase: str) -> bool:
    """Whether a phrase holds what would part two names: *Doctors Without Borders*, *AT&T*."""
    words = phrase.split()
    return any(word in words_of("names", "joining") for word in words[1:]) or (len(words) == 1 and "&" in phrase[1:])


def _capitals(text: str, start: int, end: int) -> Phrase | None:
    """A name that holds a word like any other: *USA Today*, *The Week in Review*; not one capital that opens a sentence."""
    words = text[start:end].split()
    opening = words[0].lower() if words and words[0].lower() in ("the", "a", "an") else ""
    own = words[1:] if opening else words
    large = [word for word in own if word[0].isupper()]
    joined = _holds_joint(text[start:end])
    if (
        (min(len(own), len(large)) < 2 and not joined)
        or not all(word in large or word in words_of("groups", "complements") for word in own)
        or not own[-1][0].isupper()
    ):
        return None
    if not joined and (read_role(text[start:end]) is not None or text[start:end].isupper()):
        return None
    name = Name(end - len(" ".join(own)), end, end - len(" ".join(own)), (), tuple(own), "organization")
    return Phrase("body", start, end, name=name, head=own[-1].lower(), opening=opening)


def _core_end(text: str, start: int, end: int) -> int:
    """Where the phrase ends before an apposition, a bracket or a relative clause."""
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        opens = match.start() > start
        if opens and (word in "(;:—–[" or word in ("who", "which", "whose", "whom", "that")):
            return _trim(text, start, match.start())
        if opens and word == "," and regex.match(r",(?:[ ][JS]r\b|\d)", text[match.start() : match.start() + 5]) is None:
            return match.start()
    if text[start:end].endswith(("'s", "’s")) and end - start > 2:
        return end - 2
    return _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n\t,'’":
        end -= 1
    return end


def _named(text: str, names: Names, start: int, end: int) -> Phrase | None:
    """The mention as a name, if its head is one."""
    found = names.within(start, end)
    if not found:
        return None
    last, first = found[-1], found[0]
    if words_of("names", "postnominals").issuperset(text[last.end : end].split()):
        end = last.end  # Ada Brown QC
    if len(found) == 2 and text[first.end : last.title_start].strip() == "and" and last.end == end and _both_people(first, last):
        return Phrase("pair", start, end)
    if last.end == end and last.kind != "role" and not _governed(text, start, last):
        return _as_name(text, start, end, last)
    if len(found) > 2 and text[first.end : found[1].title_start].strip().islower() and read_role(text[start : found[1].start]):
        first = found[1]  # Head teacher Ann Lee of Hale school
    complemented = text[first.end : end].split()[:1]
    if not words_of("groups", "complements").isdisjoint(complemented) and first.kind != "role":
        return _complemented(text, first, start, end)
    return None


def _complemented(text: str, name: Name, start: int, end: int) -> Phrase | None:
    """The name that a complement follows: **Mayor Ann Lee** of the red party, **the Club for Growth**."""
    if _governed(text, start, name) or is_common(name):
        return None
    before = text[start : name.title_start].strip().lower()
    person = name.kind == "person" or bool(name.titles)
    person = person or (len(name.words) > 1 and title_lemma((before,), 0) is not None)  # deputy Asel Nurova of the …
    if text[start:end].split()[-1][0].islower() and not person:
        return None  # “the Club for Growth ad”
    if name.kind in ("organization", "place") or before in ("the", "a", "an"):
        return Phrase("body", start, end, name=name, head=name.words[0].lower(), opening=before)
    return _as_name(text, start, name.end, name)


def _both_people(first: Name, last: Name) -> bool:
    """Whether two names are of people: Ann Lee and Moss, Lee and Moss; not “Trade and Fisheries Minister Ann Lee”."""
    alike = first.kind == "person" or len(first.words) > 1 or (len(last.words) == 1 and not last.titles)
    return alike and {first.kind, last.kind} <= {"person", "unknown"}


def _governed(text: str, start: int, name: Name) -> bool:
    """Whether a preposition stands between the mention's beginning and the name: *officials at the Harbour Office*.

    Not so where a title with its place stands before a person: *President of Belarus Ada Brown*.
    """
    words = [word.lower() for word in text[start : name.title_start].replace("’s", " ’s").split()]
    if not any(word in words_of("groups", "complements") for word in words):
        return False
    if words and words[-1] in {"the", "a", "an"} | words_of("groups", "complements") and name.title_start == name.start:
        return True
    titled = name.kind == "person" or len(name.words) > 1 or bool(name.titles)
    return not (titled and name.kind in ("person", "unknown") and read_role(text[start : name.start]) is not None)


def _as_name(text: str, start: int, end: int, name: Name) -> Phrase:
    before = text[start : name.title_start].split()
    article = before[-1].lower() if before else ""
    owned = len(name.words) == 1 and not name.titles and text[start : name.start].rstrip().endswith(("'s", "’s"))
    if not name.titles and ((not article and is_common(name)) or (owned and name.kind == "unknown")):
        return _described(text, start, end)  # “Officials” at the head of a sentence
    if name.kind in ("organization", "place") or (article == "the" and not name.titles and name.kind == "unknown"):
        return Phrase("body", start, end, name=name, head=name.words[-1].lower(), opening=article)
    if (article in ("a", "an", "one", "another") and not name.titles) or (not name.titles and is_common(name)):
        return _described(text, start, end)  # “a New Yorker”; “Officials” at the head of a sentence
    return Phrase("name", start, end, name=name)


def is_common(name: Name) -> bool:
    """Whether a single capitalised word is a common noun at the head of a sentence: *Police*, *Officials*, *Spokesman*."""
    if len(name.words) != 1:
        return False
    low = name.words[0].lower()
    if (is_plural(low) or name.words[0].isupper()) and title_lemma((low,), 0) is not None:
        return True
    return low in words_of("groups", "crowds") or low in words_of("groups", "bodies") or low in words_of("groups", "documents")


def _described(text: str, start: int, end: int) -> Phrase:
    """The mention as a description: the head is the last word before the first preposition."""
    words = [(match.start(), match.group()) for match in _WORD.finditer(text, start, end)]
    lows = [word.lower() for _, word in words]
    stop = next(
        (
            i
            for i in range(1, len(lows))
            if lows[i] in words_of("groups", "complements") and not _inside_office(lows, i) and not _inside_name(words, i)
        ),
        len(words),
    )
    head = lows[stop - 1] if stop else ""
    owner = None
    for at, word in words[: stop - 1]:
        if word.endswith(("'s", "’s", "s'", "s’")):
            owner = (start, at + len(word.rstrip("'’")) if word.endswith(("'", "’")) else at + len(word) - 2)
    role = read_role(text[start:end])
    if role is not None and not _heads_phrase(role, head, text[start:end].lower()):
        role = None
    return Phrase("description", start, end, head=head, opening=lows[0] if lows else "", owner=owner, role=role)


def _heads_phrase(role: Role, head: str, low: str) -> bool:
    """Whether the role is that of the phrase itself: *groups of protesters* are groups; the *secretary-general* is one."""
    return any(
        head.replace("-", " ") == lemma
        or head in (lemma, lemma.split(" ")[-1], lemma.split("-")[-1])
        or lemma.startswith(f"{head} of ")
        or (lemma in _offices() and lemma in low)
        for lemma in role.heads
    ) or any(is_plural(head) and head[:3] == lemma.split(" ")[-1][:3] for lemma in role.heads)


def _inside_name(words: list[tuple[int, str]], i: int) -> bool:
    """*University of Springfield* goes on over its preposition; *Officials at Northgate* does not."""
    if not 0 < i < len(words) - 1 or not words[i - 1][1][0].isupper() or not words[i + 1][1][0].isupper():
        return False
    return words[i - 1][1] in words_of("names", "organizations")


def _inside_office(lows: list[str], i: int) -> bool:
    """*Head of state*, *chief of staff*, *commander in chief* are one word each."""
    return " ".join(lows[i - 1 : i + 2]) in _offices()


@cache
def _offices() -> frozenset[str]:
    return frozenset(entry["word"] for entry in table("roles")["role"] if entry["word"].count(" ") == 2)
