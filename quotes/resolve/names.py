"""Runs of capitals, and the names in them: who could be meant, before anybody asks who it is.

One scan of the text finds the runs of two capitalised words or more (with initials, particles, hyphens and apostrophes inside
them): no full name is shorter. What a run says is read once for each spelling: its titles, the name behind them, and whether
that is a person, an organisation, a place or only a role. Single words are read where somebody asks about them.

- *Russian Defence Minister Ada van Brown Jr.* is one run: titles *Russian Defence Minister*, name *Ada van Brown Jr.*
- Function words with a capital (*But Brown*, *Brown And Moss*) cut a run; a possessive *’s* ends it.
- Nothing here knows sentences or quotation marks; offsets are those of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from quotes.lexicon import table
from quotes.resolve.gazetteer import fold, given_gender, words_of
from quotes.resolve.grammar import closed_class, verb_forms
from quotes.resolve.name_kinds import NameKind, kind_of_name
from quotes.resolve.name_starts import field_end, name_start
from quotes.resolve.roles import honorific_gender, is_title

__all__ = ["Name", "Names", "fold", "governed", "names_of", "read_run"]


class Name(NamedTuple):
    """A name as it stands in the text.

    `start` and `end` cover the name alone; `title_start` is where its titles begin (`start` without any); `titles` are their
    words, `words` the words of the name, without quotation marks; `kind` what the words alone tell.
    """

    start: int
    end: int
    title_start: int
    titles: tuple[str, ...]
    words: tuple[str, ...]
    kind: NameKind

    @property
    def folded(self) -> tuple[str, ...]:
        """The words as they are compared: lower case, no diacritics."""
        return tuple(fold(word) for word in self.words)


class _Reading(NamedTuple):
    """A name inside a run, in offsets from the run's start."""

    start: int
    end: int
    title_start: int
    titles: tuple[str, ...]
    words: tuple[str, ...]
    kind: NameKind


_INNER = r"[\w\u0080-\u009F'’‐‑\-\u00A1-\u00AA\u00AC-\u00BA\u00BC-\u00BF]"
# A broken encoding leaves signs inside words (FranÃ§ois): what is no space and no punctuation of English goes on with the word.
_ITEM = rf"\p{{Lu}}{_INNER}*+(?:\.-\p{{Lu}}{_INNER}*+)?+\.?+(?:\p{{Lu}}\.)*+"


_NEARBY = 4000

# A phrase may have been cut at such a sign.
_BROKEN = frozenset(chr(c) for c in (*range(0x80, 0xA0), *range(0xA1, 0xAA), *range(0xAC, 0xBB), 0xBC, 0xBD, 0xBE, 0xBF))
_REST = regex.compile(r"[\w\u0080-\u009F\u00A1-\u00AA\u00AC-\u00BA\u00BC-\u00BF]*+")


@cache
def _pattern(least: int) -> regex.Pattern[str]:
    """A run of at least `least` + 1 capitalised words. It begins at a capital letter and never steps back: one scan, linear."""
    lists = table("names")["particles"]
    openers = "".join(sorted({word[0] for word in lists["words"].split()}))
    lower = rf"(?=[{openers}])(?:\L<particles>[ \u00A0]){{0,3}}+(?:\L<prefixes>[-'’‐])?+{_ITEM}"
    nick = rf"[\"“‘(]{_ITEM}(?:[ ]{_ITEM})?+[\"”’)][ ]{_ITEM}"
    gap = rf"[ \u00A0\n](?:{_ITEM}|{lower}|{nick})"
    run = rf"{_ITEM}(?:{gap}|,[ ][JS]r\b\.?+){{{least},}}+"
    return regex.compile(run, particles=lists["words"].split(), prefixes=lists["prefixes"].split())


class Names:
    """The names of one text.

    Arguments: the text; the offsets at which blocks begin, so that no name runs from a headline into the paragraph below.
    """

    def __init__(self, text: str, block_starts: Sequence[int] = ()) -> None:
        self.text = text
        self._block_starts = block_starts

    def runs(self) -> Iterator[tuple[int, str]]:
        """Every run of two capitalised words or more, with the offset where it begins: the one scan of the text."""
        for match in _pattern(1).finditer(self.text):
            start, run = match.span()[0], match.group()
            if "\n" in run:
                yield from self._split_at_blocks(start, run)
            elif (month := _dating(self.text[max(0, start - 7) : start], run)) > 0:
                if " " in run[month:]:
                    yield start + month, run[month:]
            else:
                yield start, run

    def _split_at_blocks(self, start: int, run: str) -> Iterator[tuple[int, str]]:
        first = bisect_right(self._block_starts, start)
        last = bisect_left(self._block_starts, start + len(run))
        edges = [start, *self._block_starts[first:last], start + len(run)]
        for left, right in pairwise(edges):
            yield left, self.text[left:right].rstrip()

    def stands_inside(self, word: str, near: int) -> bool:
        """Whether a capitalised word stands inside a sentence somewhere near, as a name does and *Typically* does not.

        After an article or a preposition (*the Pacific*, *in Cambridge*) it is hardly a person; after *by* it did something.
        """
        text, low = self.text, max(0, near - _NEARBY)
        at = text.find(word, low, near + _NEARBY)
        while at >= 0:
            before = text[max(0, at - 24) : at]
            if before.endswith(" ") and len(before) > 1 and (before[-2].islower() or before[-2] in ",—–-"):
                left = before.rsplit(None, 1)[-1].lower()
                if left == "by" or closed_class().get(left) not in ("D", "I"):
                    return True
            at = text.find(word, at + 1, near + _NEARBY)
        return False

    def stands_first(self, word: str, at: int) -> bool:
        """Whether a word that stands at `at` does not stand somewhere near before."""
        return self.text.find(word, max(0, at - _NEARBY)) == at

    def within(self, start: int, end: int) -> list[Name]:
        """The names that lie between two offsets, in order, single words too; one cut by an edge is read from the part inside."""
        found: list[Name] = []
        if self.text[end : end + 1] in _BROKEN:
            end = _REST.match(self.text, end).end()  # type: ignore[union-attr]
        if self.text[start:end].islower():
            return found
        for match in _pattern(0).finditer(self.text, start, end):
            found += names_of(match.start(), match.group(), governed(self.text, match.start()))
        return found


_LEADING = tuple(f" {word} {article}" for word in ("of", "for", "on", "and") for article in ("", "the "))
_GOVERNING = regex.compile(r"\b(?:of|for|on)[ ](?:the[ ])?(?:(?:\p{Lu}[\w’'-]*+,?[ ]){1,4}+and[ ](?:the[ ])?)?$")

# “deputy chairman of "Damu" *Fund* Al Brown”: what an office is over may stand in marks.
_GOVERNING_TITLE = regex.compile(r"""\b(?:of|for)[ ](?:the[ ])?(?:\p{L}++[ ]){0,3}["“«][^"“”«»\n]{2,40}["”»][ ]$""")


def governed(text: str, start: int) -> bool:
    """Whether a preposition stands before a run, so that its first words may end a title: minister for the North and *Arctic* Al Brown."""
    left = text[max(0, start - 60) : start]
    if left[-2:] in ('" ', "” ", "» "):
        return _GOVERNING_TITLE.search(left) is not None
    return left.endswith(_LEADING) and _GOVERNING.search(left) is not None


_MONTHS = frozenset({"March", "April", "May", "June", "August"})
"""Months that may be a name's first word; the others break a run."""
_DATING = frozenset({"in", "since", "until", "early", "late", "last"})


def _dating(before: str, run: str) -> int:
    """How much of a run says when: *In May* Ada Moss left, in *May* Ada Moss left; 0 in “in June Moss's house”."""
    opening, _, rest = run.partition(" ")
    if opening not in _MONTHS and rest.partition(" ")[0] not in _MONTHS:
        return 0
    at = len(opening) + 1 if opening.lower() in _DATING else 0
    words = (rest if at else run).split(" ", 2)
    dated = at > 0 or (before.endswith(" ") and before[:-1].rpartition(" ")[2].lower() in _DATING)
    if not dated or len(words) < 2 or words[0] not in _MONTHS:
        return 0
    named = given_gender(words[0]) is not None and (len(words) < 3 or given_gender(words[1]) is None)
    return 0 if named else at + len(words[0]) + 1


def names_of(start: int, run: str, behind: bool = False) -> tuple[Name, ...]:
    """The names of a run that begins at `start`.

    Arguments: `behind` says that *of* stands before it, so that its first words may end a title: Secretary of *State* Ada Brown.
    """
    return tuple([Name(start + r[0], start + r[1], start + r[2], r[3], r[4], r[5]) for r in read_run(run, behind)])


class _Word(NamedTuple):
    start: int
    end: int
    text: str


_WORDS = regex.compile(r"[^\s,()\"“”‘]++")
_POSSESSIVES = ("'s", "’s", "'", "’")


@lru_cache(maxsize=16384)
def read_run(run: str, behind: bool = False) -> tuple[_Reading, ...]:
    """The names of a run, in offsets from its start.

    >>> [(r.titles, r.words, r.kind) for r in read_run("But Defence Minister Ada Brown")]
    [(('Defence', 'Minister'), ('Ada', 'Brown'), 'person')]
    """
    readings: list[_Reading] = []
    breaks, stops = words_of("names", "breaks"), words_of("names", "stops")
    part: list[_Word] = []
    matches = list(_WORDS.finditer(run))
    words = [match.group() for match in matches]
    for number, match in enumerate(matches):
        text = match.group()
        end = match.end()
        cut = False
        if (
            part
            and run[match.start() - 1 : match.start()] == "("
            and run[end : end + 1] == ")"
            and not _is_nickname(part, words[number:])
        ):
            continue  # “Police (Rural) Ada Brown”
        if text[-1] in "'’s" and text.endswith(_POSSESSIVES):  # “Brown’s Moss”: two names
            trimmed = text[:-2] if text[-1] == "s" else text[:-1]
            text, end, cut = trimmed, end - (len(text) - len(trimmed)), True
        elif text[-1] == "." and len(text) > 2 and not _is_stop(text[:-1], stops) and text[-3] != ".":  # “… Brown. Moss said”
            text, end, cut = text[:-1], end - 1, True
        verb = _is_verb_between(words, number) or (number == 0 and _is_verb_before(words))
        large = text.isupper() and text not in words_of("names", "no-pronouns")
        if text in breaks or (large and text.title() in breaks) or verb:
            readings += _read_part(part, behind and not readings)
            part = []
        elif text:
            part.append(_Word(match.start(), end, text))
            if cut:
                readings += _read_part(part, behind and not readings)
                part = []
    return tuple(readings + _read_part(part, behind and not readings))


def _is_nickname(before: list[_Word], words: list[str]) -> bool:
    """Whether a word in brackets stands inside a name, behind a given name or before the family name alone: *Robert (Bob) Brown*."""
    return len(words) < 3 or any(given_gender(word.text) is not None for word in before)


def _is_verb_between(words: list[str], i: int) -> bool:
    """Whether a capital hides a verb, as in a line in title case: *Ada Brown Hits Carl Moss*, *Eve Moss Described*."""
    if i < 2 or len(words[i]) < 4 or given_gender(words[i]) is not None or given_gender(words[i - 2]) is None:
        return False
    verb = verb_forms().get(words[i].lower())
    if verb is None or verb.form not in "sd":
        return False
    return words[i].endswith("ed") or (i + 1 < len(words) and given_gender(words[i + 1]) is not None)


def _is_verb_before(words: list[str]) -> bool:
    """Whether a verb of saying opens the sentence and who says it follows: *Replied* Ada Brown, *Added* Mrs. Moss, *Says* Ada Brown."""
    if len(words) < 2 or len(words[0]) < 4 or not words[0][1:].islower() or given_gender(words[0]) is not None:
        return False
    verb = verb_forms().get(words[0].lower())
    if verb is None or not verb.reporting or verb.form not in "sd" or (verb.form == "d" and not words[0].endswith("ed")):
        return False
    return given_gender(words[1]) is not None or honorific_gender(words[1]) is not None


def _is_stop(word: str, stops: frozenset[str]) -> bool:
    """Whether a full stop belongs to a word: *Sen.*, *SEN.*, *Lt.-Gen.*"""
    bare = word.replace(".", "")
    return bare in stops or (bare.isupper() and bare.title() in stops)


def _read_part(words: list[_Word], behind: bool) -> list[_Reading]:
    """The name in a stretch without function words: titles off the front, then what is left."""
    if not words:
        return []
    texts = [word.text for word in words]
    split = name_start(texts)
    if behind and split == 0:
        split = field_end(texts)
    words = _without_letters(words, split)
    name = words[split:]
    if not name or (split and all(word.text in words_of("roles", "fields") for word in name)):
        return [_reading(words, len(words), "role")]  # the Prime Minister; Deputy Trade | and Industry Minister Ada Brown
    kind = kind_of_name([word.text for word in name], titled=any(is_title(text) for text in texts[:split]))
    if kind == "organization" and split:
        return [_reading(words, 0, kind)]
    if (
        split
        and texts[split - 1].lower() in words_of("roles", "membership")
        and kind_of_name([w.text for w in name], False) == "organization"
    ):
        return [_reading(words, 0, "organization")]  # the Voter Protection Project
    return [_reading(words, split, kind)]


def _without_letters(words: list[_Word], split: int) -> list[_Word]:
    """The words without the letters behind a full name: Ada Brown *QC*."""
    while len(words) - split > 2 and words[-1].text in words_of("names", "postnominals") and not words[-2].text.isupper():
        words = words[:-1]
    return words


def _reading(words: list[_Word], split: int, kind: NameKind) -> _Reading:
    name = words[split:] or words
    start = name[0].start if words[split:] else words[0].start
    titles = tuple(word.text for word in words[:split])
    texts = () if kind == "role" else tuple(word.text for word in name)
    return _Reading(start, words[-1].end, words[0].start, titles, texts, kind)
