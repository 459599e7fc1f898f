"""Characters to tokens: words, numbers, quotation marks, punctuation, symbols, with exact offsets.

Lossless: tokens come in order, do not overlap, and what lies between two of them is white space, control or format
characters only. One scan with one pattern; the abbreviations and elisions are read from the lexicon on first use.

- Hyphenated words are one token (*Lieutenant-General*, *20-year-old*), and so are numbers with separators (*1,000*, *4:30*).
- An apostrophe inside a word stays there (*don’t*, *O’Hara*); *’s* is always its own token (*Kamara* + *’s*, *it* + *’s*), and so
  is the bare apostrophe of a plural possessive, as punctuation (*presidents* + *’*). *’em*, *’60s* and *’n’* are words.
- A full stop belongs to a known abbreviation, to initials and to single capitals (*Gen.*, *U.S.*, *p.m.*, *A.*).
- Dashes (*--*, *—*) and ellipses (*...*, *…*) are one token each.
- Which marks open and close is not decided here (see `quotes.detect`): every mark is a token of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from sys import intern
from typing import Any

import regex

from quotes.lexicon import table
from quotes.model import PlainToken, Token, TokenKind

__all__ = ["abbreviation_groups", "abbreviations", "tokenize", "tokenize_folded"]

# The kind of a token, by the group of the pattern that matched it.
_KINDS: tuple[TokenKind, ...] = ("symbol", "word", "punctuation", "mark", "number", "word", "symbol")
_DOTTED = (1, 5)

# After the first word characters: hyphens, apostrophes between letters (not that of ’s), and the stops that are the word's own.
_TAIL = r"""
    (?: [-‐‑\u00AD\u200D]\w++ | ['’´](?<=\p{L}.) (?![sS](?!\w)) \p{L}\w*+ )*+
    (?: \. (?: (?<=\b\L<head>) \L<rest>                                                # Ph.D.
            | -\p{Lu}\p{L}*+\.                                                          # Lt.-Gen.
            | (?<=\b\p{L}\.) (?: (?:\p{L}\.(?!\w\w))++ (?:-\w++)*+ | (?<=\p{Lu}.)(?!\.) )    # U.S., p.m., U.N.-led; A. Petrov
            | \p{Ll}[\w-]*+ (?:\.\p{Ll}[\w-]*+)*+                                        # rbc.ru
            | (?![.\w]) )                                                               # Gen., or the end of a sentence
      | (?<=https?) ://[^\s“”"’'<>«»()]++ )?+
"""
# The commonest first; every repetition is possessive, so that no text can make the pattern try twice.
_PATTERN = rf"""
  ( [^\W\d] \w*+ {_TAIL} )                               # 1 words
| ( [.](?!\.) | [,;:?!()\[\]{{}}/\\…–—―‒] | \.++ | -++      # 2 punctuation
  | (?<=[sS])['’](?=[ ]\w)                               #   the presidents’ plan
  | [\p{{P}}--["“”„‟«»‹›‘’‚‛'`「」『』〝〞〟＂%&@\#*§¶†‡•·′″‴]] )
| ( ["“”„‟«»‹›‚‛´「」『』〝〞〟＂]                              # 3 marks
  | (?! ['’´](?<=\w.)[sS](?!\w)                         #   but not the sign of Kamara’s, ’em, ’60s, ’n’, the class of ’16
      | ['’‘`](?<!\w.)(?: \L<open>(?!\w) | \d0s(?!\w) | \L<closed>['’](?!\w) | (?<=’)\d\d(?![\w’]|[.,:]\d) ) )
    (?: ``?+ | ''?+ | ‘‘?+ | ’’?+ ) )
| ( \d++ (?:[.,:/-]\d++)*+ (?:st|nd|rd|th|s|am|pm)?+ (?!\w|[-‐‑]\p{{L}})        # 4 numbers: 1,000, 4:30, 10.01.2022, 5th, 1990s
  | \p{{No}}++ )
| ( ['’‘`´](?: [sS](?!\w) | \L<open> | \d0s | \L<closed>['’] | \d\d )           # 5 the other words: ’s, ’em, #tag, 20-year-old
  | (?: [@\#] \w++ | \d++(?:[.,]\d++)*+ \w*+ | \w++ ) {_TAIL} )
| [^\s\p{{Cc}}\p{{Cf}}]                                    # symbols
"""


@cache
def abbreviation_groups() -> tuple[dict[str, Any], ...]:
    """The groups of the lexicon's abbreviations, as its table gives them."""
    return tuple(table("abbreviations")["group"])


@cache
def abbreviations() -> dict[str, str]:
    """Every abbreviation with its stop, and what must follow for the stop to be its own: "any", "number" or "capital".

    Where groups differ on a form, the one that asks least decides.
    """
    order = ("any", "capital", "number")
    groups = sorted(abbreviation_groups(), key=lambda group: -order.index(group["next"]))
    return {form: group["next"] for group in groups for form in group["forms"]}


@cache
def _pattern() -> regex.Pattern[str]:
    elisions = table("elisions")
    inner = [form.partition(".") for form in abbreviations() if "." in form[:-1] and "-" not in form]
    return regex.compile(
        _PATTERN,
        regex.VERBOSE | regex.VERSION1,
        head=[head + "." for head, _, _ in inner],
        rest=[rest for _, _, rest in inner],
        open=[*elisions["open"], *(word.capitalize() for word in elisions["open"])],
        closed=elisions["closed"],
    )


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text` between two offsets (code points), in order.

    >>> [token.text for token in tokenize("Gen. A. Kamara’s crew didn’t stop at 4:30 p.m.")]
    ['Gen.', 'A.', 'Kamara', '’s', 'crew', 'didn’t', 'stop', 'at', '4:30', 'p.m.']
    """
    return list(map(Token._make, tokenize_folded(text, start, end)[0]))


def tokenize_folded(text: str, start: int = 0, end: int | None = None) -> tuple[list[PlainToken], list[str]]:
    """The tokens of `text` between two offsets, and beside them their texts in lower case.

    What stands between two white spaces is nearly always known from before: its pieces are remembered (see `_pieces`).
    """
    stop = len(text) if end is None else end
    known, find = _KNOWN, text.find
    tokens: list[PlainToken] = []
    lows: list[str] = []
    add, add_low = tokens.append, lows.append
    # What begins here may go on with what stands before.
    cut = start > 0 and not text[start - 1].isspace() and not text[start : start + 1].isspace()
    at = start
    for chunk in text[start:stop].split():
        at = find(chunk, at)
        pieces: Iterable[_Piece] | None = known.get(chunk)
        if pieces is None:
            pieces = _pieces(chunk)
        if cut or not pieces:
            pieces = _pieces_in_place(text, at, at + len(chunk), stop)
            cut = False
        for first, last, word, kind, low in pieces:
            add((at + first, at + last, word, kind))
            add_low(low)
        at += len(chunk)
    return tokens, lows


_Piece = tuple[int, int, str, TokenKind, str]
"""A token inside a chunk: its offsets there, its text, its kind, its text in lower case."""

_KNOWN: dict[str, tuple[_Piece, ...]] = {}
"""Chunks of text without white space, and their pieces; none where the pieces hang on what follows.

Nine of ten chunks of prose have been seen before, so that the pattern, which costs several times a look-up, runs over the tenth.
"""
_KNOWN_LIMIT = 1 << 15
_CHUNK_LIMIT = 32


def _pieces(chunk: str) -> tuple[_Piece, ...]:
    """The pieces of a chunk wherever it stands; none where they hang on what follows: “No. 5”, “the presidents’ plan”."""
    if len(chunk) > _CHUNK_LIMIT or chunk[-2:] in _PLURAL_OWNERS:
        return ()
    pieces = _plain_pieces(chunk) or tuple(_pieces_in_place(chunk, 0, len(chunk), len(chunk)))
    if "." in chunk and any(word in _asking() or word + "." in _asking() for _, _, word, _, _ in pieces):
        pieces = ()
    if len(_KNOWN) >= _KNOWN_LIMIT:
        _KNOWN.clear()
    _KNOWN[chunk] = pieces
    return pieces


_PLAIN = re.compile(r"""([“"])?+(\()?+(?:([A-Za-z]+(?:-[A-Za-z]+)*+)(['’]s)?+|(\d++))([,;:?!)]|(\.))?+([”"])?+\Z""", re.ASCII)
"""A word or number of the plainest kind, with the signs around it; the standard library's engine starts in a third of the time."""

_PLAIN_KINDS: tuple[TokenKind, ...] = ("mark", "punctuation", "word", "word", "number", "punctuation", "symbol", "mark")


def _plain_pieces(chunk: str) -> tuple[_Piece, ...]:
    """The pieces of a chunk that the whole pattern is not needed for: rain · (Hale’s · so-called · 2016, · rains.”"""
    match = _PLAIN.match(chunk)
    if match is None:
        return ()
    parts = match.groups()
    word, stop = parts[2], parts[6]
    if stop and word and not parts[3] and (len(word) == 1 or word + "." in abbreviations()):
        return ()
    pieces: list[_Piece] = []
    first = 0
    for part, kind in zip(parts, _PLAIN_KINDS, strict=True):
        if part and kind != "symbol":
            part = intern(part)
            last = first + len(part)
            pieces.append((first, last, part, kind, intern(part.lower()) if kind == "word" else part))
            first = last
    return tuple(pieces)


_PLURAL_OWNERS = ("s'", "s’", "S'", "S’")


@cache
def _asking() -> frozenset[str]:
    """The abbreviations whose stop is their own only before a number or a capital."""
    return frozenset(form for form, follower in abbreviations().items() if follower != "any")


def _pieces_in_place(text: str, start: int, stop: int, end: int) -> Iterator[_Piece]:
    """The pieces of ``text[start:stop]``, a chunk, offsets counted from `start`; nothing from `end` on is read but by a stop."""
    kinds = _KINDS
    for match in _pattern().finditer(text, start, min(end, stop + _AHEAD)):
        first, last = match.span()
        if first >= stop:
            return
        word, group = intern(match[0]), match.lastindex or 0
        if word[-1] == "." and group in _DOTTED and not _owns_stop(word, text, last):
            last -= 1
            word = intern(word[:-1])
            yield first - start, last - start, word, "word", intern(word.lower())
            yield last - start, last + 1 - start, ".", "punctuation", "."
        else:
            yield first - start, last - start, word, kinds[group], intern(word.lower())


_AHEAD = 2
"""How far behind a chunk the pattern looks: to the word after the blank of “presidents’ plan”."""


def _owns_stop(word: str, text: str, end: int) -> bool:
    """Whether the stop at the end of `word` is its own: “No. 5”, “U.S.”, “A. Petrov”; not “He said no.”"""
    follower = abbreviations().get(word)
    if follower is None:
        return word[-3:-2] == "." or (len(word) == 2 and word[0].isupper())
    if follower == "any":
        return True
    rest = text[end : end + 3].lstrip()
    if follower == "number":
        return rest[:1].isdigit()
    return rest[:1].isupper() or (rest[:1].islower() and _particled().match(text, end) is not None)


@cache
def _particled() -> regex.Pattern[str]:
    """Small words that open a family name: Sen. *van der* Berg, Gen. *al-*Khatib."""
    lists = table("names")["particles"]
    opening = r"[ ](?:\L<particles>[ ]){0,3}+(?:\L<prefixes>[-'’‐])?+\p{Lu}"
    return regex.compile(opening, particles=lists["words"].split(), prefixes=lists["prefixes"].split())
