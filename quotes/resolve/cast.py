"""Who of a document's speakers a stretch of a passage names, by their family names: enough to tell whose act a sentence tells of.

This is no coreference: names only, so that *Moss*, *Mr. Moss* and *Hugh Moss* are one, *Ann Moss* is another where both are
known, and *Moss's campaign* or *the Moss plan* is neither.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex

from quotes.model import Attribution
from quotes.resolve.gazetteer import adjective_place, given_gender, words_of
from quotes.resolve.passages import Passage

__all__ = ["KIN", "Cast", "first_named", "head_words"]

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*+")
_LONGEST = 40  # characters: no name by its first word is longer, with its title
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_AFTER_HEAD = frozenset({"of", "on", "in", "at", "for", "from", "by", "with", "to", "who", "filed"})

KIN = 40
"""So many of one family name are told apart: it bounds the work."""


class Cast:
    """The speakers of one document, each by a key: its name in lower case, or the words of the mention where it has none."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.keys = [_key(text, attribution) for attribution in attributions]
        self.described = [_is_described(attribution) for attribution in attributions]
        self._names = [attribution.speaker.name if attribution.speaker else None for attribution in attributions]
        self._roles = [attribution.speaker.role or "" if attribution.speaker else "" for attribution in attributions]
        self._words = {key: head_words(key) for key in dict.fromkeys(self.keys) if key}
        self._named: dict[int, list[tuple[int, str]]] = {}
        self._by_family: dict[str, list[str]] = {}
        self._bodies: dict[str, str] = {}
        for key, words in self._words.items():
            if words:
                self._by_family.setdefault(words[-1], []).append(key)
                self._bodies.setdefault(words[-1], key)
                if len(words) > 2:
                    self._bodies.setdefault("".join(word[0] for word in words), key)
        for word, key in first_named(text, attributions, self.keys).items():
            self._by_family.setdefault(word, []).append(key)

    def named(self, passage: Passage, first: int, last: int) -> list[tuple[int, str]]:
        """The speakers named among the tokens ``first..last``: the token of the family name, and the key."""
        places = self._named.get(passage.index)
        if places is None:
            places = self._named[passage.index] = self._read(passage)
        start = bisect_left(places, (first,))
        return places[start : bisect_left(places, (last,), lo=start)]

    def _read(self, passage: Passage) -> list[tuple[int, str]]:
        families = self._by_family
        found: list[tuple[int, str]] = []
        if families.keys().isdisjoint(passage.lows):
            return found
        for i in [i for i, low in enumerate(passage.lows) if low in families]:
            if passage.tags[i + 1 : i + 2] == ["P"] and passage.lows[i + 1] in families:
                continue  # Ahn Do-yun is told by its last word
            key = None if _owns(passage, i) else self._fitting(passage, i, families[passage.lows[i]])
            if key is not None:
                found.append((i, key))
        return found

    def unexplained(self, text: str, n: int, start: int) -> bool:
        """Whether the source of attribution `n` is first named behind an offset, and by a bare name that nothing explains."""
        name = self._names[n] or ""
        place = text.find(name)
        word = (text[max(0, place - 24) : place].split() or [""])[-1]
        titled = word[:1].isupper() and word[-1:].isalpha()
        return " " in name and place >= start and not titled and text[place + len(name) : place + len(name) + 1] not in (",", "(")

    def head(self, key: str) -> str:
        """The last word of a speaker's name or description: that of “a complaint filed by the board” is *complaint*."""
        words = self._words.get(key)
        return words[-1] if words else ""

    def speaks_for(self, n: int, body: Iterable[str]) -> bool:
        """Whether the source of attribution `n` holds an office, and of no other body than this one: *chief executive*, *Russian
        spokesman* where Russia is meant; not *spokesman of the Greens*."""
        words = _WORD.findall(self._roles[n])
        offices = words_of("acts", "offices")
        own = {_place(word) for word in body} | offices | words_of("acts", "office-words")
        return any(word.lower() in offices for word in words) and all(_place(word) in own for word in words)

    def issuer(self, key: str) -> str:
        """The body that a document is of: “the NRC report” is of the National River Council; the empty string where none is known."""
        for word in self._words.get(key, ())[:-1]:
            owner = self._bodies.get(word.removesuffix("'s").removesuffix("’s"))
            if owner is not None and owner != key:
                return owner
        return ""

    def is_document(self, key: str) -> bool:
        """Whether a source is written and speaks for itself: the complaint, the report."""
        return self.head(key) in words_of("groups", "documents")

    def meets(self, words: Iterable[str]) -> bool:
        """Whether any of the words is the last of some speaker's name."""
        return any(word.lower() in self._by_family for word in words)

    def _fitting(self, passage: Passage, i: int, keys: Sequence[str]) -> str | None:
        """Which of the speakers of one family name the name at `i` can be: its given name decides, if it has one."""
        capital = passage.tokens[i][2][:1].isupper()
        given = (
            passage.lows[i - 1] if i and capital and passage.tokens[i - 1][2][:1].isupper() and passage.tags[i - 1] == "P" else ""
        )
        keys = keys[:KIN]
        fitting = [key for key in keys if given and given in self._words[key]]
        if fitting:
            return fitting[0]
        several = [key for key in keys if len(self._words[key]) == 1 or not capital or not self._is_given(given, i, passage)]
        return several[0] if several else None

    def _is_given(self, word: str, i: int, passage: Passage) -> bool:
        """Whether the word before a family name is another person's given name, not a title or what stands before the name."""
        return bool(word) and i > 0 and given_gender(passage.tokens[i - 1][2]) is not None


def _place(word: str) -> str:
    """A word, in lower case, as the place whose people or things it is said of: *Russian*, *Russia*."""
    return (adjective_place(word.capitalize()) or word).lower()


def first_named(text: str, attributions: Sequence[Attribution], keys: Sequence[str]) -> dict[str, str]:
    """The speakers whom the document calls by the first word of their names, by that word: *Ahn* is Ahn Do-yun, *Nell* Nell Lund."""
    found: dict[str, str] = {}
    for attribution, key in zip(attributions, keys, strict=True):
        if attribution.mention is None or " " not in key or attribution.mention.end - attribution.mention.start > _LONGEST:
            continue
        words = head_words(key)
        called = _WORD.findall(attribution.mention.of(text))
        if called and len(words) > 1 and called[-1][:1].isupper() and called[-1].lower() == words[0] != words[-1]:
            found.setdefault(words[0], key)
    return found


@lru_cache(maxsize=2048)
def head_words(key: str) -> tuple[str, ...]:
    """The words of a name or description up to its head: “one source on the panel” is a source."""
    words = [word.lower() for word in _WORD.findall(key)]
    end = next((i for i, word in enumerate(words) if i and word in _AFTER_HEAD), len(words))
    while end > 1 and words[end - 1] in _GENERATIONS:
        end -= 1
    return tuple(words[:end])


def _is_described(attribution: Attribution) -> bool:
    """Whether the source is a person without a name: a former clerk, Turkey's president."""
    speaker = attribution.speaker
    if speaker is None or speaker.type != "person" or not speaker.name:
        return False
    words = speaker.name.split(" ")
    return words[-1][:1].islower() or words[0] in ("the", "a", "an")


def _key(text: str, attribution: Attribution) -> str:
    speaker = attribution.speaker
    if speaker is not None and speaker.name:
        return speaker.name.lower()
    return attribution.mention.of(text).lower() if attribution.mention else ""


def _owns(passage: Passage, i: int) -> bool:
    """Whether the name only owns or modifies what follows: Moss's campaign, the Moss plan."""
    following = passage.tags[i + 1] if i + 1 < len(passage.tags) else "."
    return following == "S" or (following == "N" and not passage.lows[i + 1].endswith("ed"))
