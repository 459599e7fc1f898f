"""Bodies and their short forms: acronyms, the last word of a long name, a common noun for the one body of its kind.

- *the Coastal Rescue Society (CRS)* … *the CRS*: the words before the bracket whose initials it takes
- *Coastal Rescue Society* … *CRS*: a run of capitals with those initials, small words left out
- *the Springfield Lantern* … *the Lantern*; *the Ministry of Ports* … *the ministry*, where the text knows one only
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from quotes.lexicon import table
from quotes.model import Block
from quotes.resolve.gazetteer import given_gender, words_of
from quotes.resolve.venue_words import outlet_at

__all__ = ["Bodies"]

_SMALL = r"(?:of|for|and|the|on|in|to|with|de|des|du|&)"
_BRACKET = regex.compile(r"\(\s?(?:the\s)?[\"“'‘]?(\p{Lu}[\p{Lu}\p{Ll}\d&.-]{0,9}\p{Lu}[\p{Lu}\d.]*+)[\"”'’]?\s?[),;]")
# A body's name: capitals, with small words between them.
_LONG = regex.compile(rf"\p{{Lu}}[\w'’-]*+(?:[ ]{_SMALL}(?=[ ](?:{_SMALL}[ ])?\p{{Lu}})|[ ]\p{{Lu}}[\w'’-]*+){{1,11}}+")
# “the charity Northgate”, “Northgate, a housing charity,”; not “the party Brown leads”, “Brown, a party official”
_CALLED = r"\p{Lu}[\w'’-]*+(?:[ ]\p{Lu}[\w'’-]*+){0,4}+"
_BEHIND = (
    rf"\bNOUN[ ](?P<name>{_CALLED})(?=[,.;:)]|[ ](?:in|on|at|that|which|to|after|for|from)\b)"
    rf"|(?<=[ ,\n]|^)(?P<name>{_CALLED}),[ ](?:an?|the)[ ](?:[\p{{Ll}}-]++[ ]){{0,3}}?NOUN"
    r"(?=[,.;]|[ ](?:in|for|that|which|based|of|with)\b)"
)
_SMALL_WORDS = frozenset({"of", "for", "and", "the", "on", "in", "to", "with", "de", "des", "du", "&"})


class Bodies:
    """The organisations of one text; each look-up is made once and kept.

    Arguments: the text; its blocks, so that a headline in title case (*Council to Vote on Bridge*) names no body.
    """

    def __init__(self, text: str, blocks: Sequence[Block] = ()) -> None:
        self._text = text
        self._headlines = [(block.start, block.end) for block in blocks if block.kind == "headline"]
        self._acronyms: dict[str, str] | None = None
        self._long: list[tuple[int, str]] | None = None
        self._by_word: dict[str, list[tuple[int, str]]] = {}
        self._told: dict[str, list[tuple[int, str]]] = {}

    def expand(self, acronym: str) -> str | None:
        """The full name that an acronym stands for in this text, None where the text does not give it."""
        if self._acronyms is None:
            self._acronyms = dict(self._read_acronyms())
        return self._acronyms.get(acronym.replace(".", "").rstrip("s"))

    def _read_acronyms(self) -> Iterator[tuple[str, str]]:
        long = self._long_names()
        for _, name in reversed(long):
            words = [word for word in name.split() if word.lower() not in _SMALL_WORDS]
            if 2 <= len(words) <= 8:
                yield "".join(word[0] for word in words), name
                every = "".join(word[0].upper() for word in name.split())
                if len(every) > len(words):
                    yield every, name
        for match in _BRACKET.finditer(self._text):
            full = _before_bracket(self._text[max(0, match.start() - 120) : match.start()].rstrip(), match.group(1))
            if full:
                yield match.group(1).replace(".", ""), full

    def _long_names(self) -> list[tuple[int, str]]:
        if self._long is None:
            self._long = [_without_people(match.start(), _untimed(match.group())) for match in _LONG.finditer(self._text)]
            for start, name in self._long:
                if any(first <= start < last for first, last in self._headlines):
                    continue
                for word in set(name.split()):
                    self._by_word.setdefault(word, []).append((start, name))
        return self._long

    def around(self, start: int, name: str) -> str:
        """The long name that begins at `start` with `name` and goes on over small words: *Committee* to Protect Farmers."""
        long = self._long_names()
        i = bisect_left(long, (start, ""))
        if i < len(long) and long[i][0] == start and long[i][1].startswith(name):
            return long[i][1]
        return name

    def fullest(self, name: str) -> str:
        """The longest name in the text that ends with the words of `name`: *the Lantern* → *Springfield Lantern*."""
        self._long_names()
        words = name.split()
        if not words or words[-1].isupper():
            return name
        best = words
        breaks = words_of("names", "breaks")
        for _, long in self._by_word.get(words[-1], ())[:_ENOUGH]:
            parts = long.split()
            if len(parts) > len(best) and parts[-len(words) :] == words and parts[0] not in breaks:
                best = parts
        return " ".join(best)

    def of_kind(self, noun: str, offset: int) -> str | None:
        """The body that *the ministry*, *the bank* stands for at `offset`: the last one of its kind named before."""
        self._long_names()
        found = self._by_word.get(noun.capitalize(), [])
        i = bisect_left(found, (offset, "")) - 1
        return found[i][1] if i >= 0 else self._called(noun, offset)

    def _called(self, noun: str, offset: int) -> str | None:
        """The body that the text calls by the noun in small letters: *the charity* Northgate, *Northgate*, a charity, …"""
        if noun not in self._told:
            behind = _BEHIND.replace("NOUN", regex.escape(noun))
            self._told[noun] = [(match.start(), match.group("name")) for match in regex.finditer(behind, self._text)]
        found = self._told[noun]
        i = bisect_left(found, (offset, "")) - 1
        name = found[i][1] if i >= 0 else None
        return None if name is None or given_gender(name.split()[0]) is not None else name


_ENOUGH = 50


def _without_people(start: int, name: str) -> tuple[int, str]:
    """A long name without its article, and without the person that a small word ties to it: Ada Brown of *Northgate Capital*."""
    if name.startswith("The "):
        start, name = start + 4, name[4:]
    words = name.split()
    small = [i for i, word in enumerate(words) if word in _SMALL_WORDS]
    for i in small:
        if any(given_gender(word) is not None for word in words[:i]):
            start += len(" ".join(words[: i + 1])) + 1
            return _without_people(start, " ".join(words[i + 1 :]))
    return start, name


def _untimed(name: str) -> str:
    """A long name without the time or the outlet that a small word ties to it: the *Dockers Union* on December 15, the *Hale Choir*
    in May, the *Hale Choir* on Facebook."""
    words = name.split()
    ends = (i for i in range(1, len(words) - 1) if words[i] in _SMALL_WORDS and _is_scene(words, i))
    return " ".join(words[: next(ends, len(words))])


def _is_scene(words: Sequence[str], i: int) -> bool:
    """Whether the words behind a small word say when or where; *march* and *may* do after “in” and “on” alone: Students for March."""
    low, narrow = words[i + 1].lower(), words[i] in ("in", "on")
    if narrow and outlet_at(words, i + 1 + (low == "the" and i + 2 < len(words))):
        return True
    return low in _times() and (narrow or low not in _ALSO_WORDS)


_ALSO_WORDS = frozenset({"may", "march", "sun", "sat", "mar", "jan"})


@cache
def _times() -> frozenset[str]:
    layout = table("layout")
    return frozenset([*layout["weekdays"], *layout["months"]])


def _before_bracket(left: str, acronym: str) -> str | None:
    """The words at the end of `left` whose initials `acronym` takes, small words apart."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    words = left.replace("-", " - ").split()[-2 * len(letters) - 4 :]
    i = len(words)
    for letter in reversed(letters):
        i -= 1
        while i >= 0 and (words[i] == "-" or (words[i].lower() in _SMALL_WORDS and words[i][0].lower() != letter)):
            i -= 1
        if i < 0 or words[i][0].lower() != letter:
            return None
    return " ".join(words[i:]).replace(" - ", "-")
