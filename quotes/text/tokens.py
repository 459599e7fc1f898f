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

from functools import cache
from typing import Any

import regex

from quotes.lexicon import table
from quotes.model import Token, TokenKind

__all__ = ["abbreviation_groups", "abbreviations", "tokenize"]

# The kind of a token, by the group of the pattern that matched it.
_KINDS: tuple[TokenKind, ...] = ("symbol", "word", "punctuation", "mark", "word", "number", "word", "symbol")
_PLAIN_WORDS = (1, 6)

# Within a word: a hyphen, an apostrophe between letters (not that of ’s), a domain (rbc.ru); then the stop that may be its own.
_TAIL = r"""
    (?: [-‐‑\u00AD\u200D]\w++ | ['’´](?<=\p{L}.) (?![sS](?!\w)) \p{L}\w*+ )*+
    (?: \. (?: \p{Ll}[\w-]*+ (?:\.\p{Ll}[\w-]*+)*+ | (?![.\w]) ) )?+
"""
# The commonest first; every repetition is possessive, so that no text can make the pattern try twice.
_PATTERN = rf"""
  ( (?!\p{{L}}{{1,2}}\.|https?:) [^\W\d] \w*+ {_TAIL} )  # 1 words, but for those that may be initials
| ( [.](?!\.) | [,;:?!()\[\]{{}}/\\…–—―‒] | \.++ | -++      # 2 punctuation
  | (?<=[sS])['’](?=[ ]\w)                             #   the presidents’ plan
  | [\p{{P}}--["“”„‟«»‹›‘’‚‛'`「」『』〝〞〟＂%&@\#*§¶†‡•·′″‴]] )
| ( ["“”„‟«»‹›‚‛´「」『』〝〞〟＂]                            # 3 marks
  | (?! ['’´](?<=\w.)[sS](?!\w)                       #   but Kamara’s,
      | ['’‘`](?<!\w.)(?: \L<open>(?!\w) | \d0s(?!\w) | \L<closed>['’](?!\w) | (?<=’)\d\d(?![\w’]|[.,:]\d) ) )   # ’em, ’60s, ’n’, ’16
    (?: ``?+ | ''?+ | ‘‘?+ | ’’?+ ) )
| ( (?:\p{{L}}\.){{2,}}+ (?:-\w++)*+                    # 4 words that own their stops: U.S., p.m., U.N.-led
  | \p{{Lu}}\.(?!\.)                                   #   A. Petrov, and A.Petrov
  | \L<inner>                                          #   Ph.D.
  | ['’‘`](?: [sS](?!\w) | \L<open> | \d0s | \L<closed>['’] | \d\d )
  | https?://[^\s“”"’'<>«»()]++
  | [@\#]\w++ )
| ( \d++ (?:[.,:/-]\d++)*+ (?:st|nd|rd|th|s|am|pm)?+ (?!\w|[-‐‑]\p{{L}})        # 5 numbers: 1,000, 4:30, 10.01.2022, 5th, 1990s
  | \p{{No}}++ )
| ( (?: \d++(?:[.,]\d++)*+ \w*+ | \w++ ) {_TAIL} )       # 6 the other words: 20-year-old, no.
| [^\s\p{{Cc}}\p{{Cf}}]                                  # symbols
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
    inner = [form for form in abbreviations() if "." in form[:-1] and "-" not in form]
    return regex.compile(
        _PATTERN,
        regex.VERBOSE | regex.VERSION1,
        inner=inner,
        open=[*elisions["open"], *(word.capitalize() for word in elisions["open"])],
        closed=elisions["closed"],
    )


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text` between two offsets (code points), in order.

    >>> [token.text for token in tokenize("Gen. A. Kamara’s crew didn’t stop at 4:30 p.m.")]
    ['Gen.', 'A.', 'Kamara', '’s', 'crew', 'didn’t', 'stop', 'at', '4:30', 'p.m.']
    """
    new, token, kinds, known = tuple.__new__, Token, _KINDS, abbreviations()
    out: list[Token] = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        first, last = match.span()
        word, group = match[0], match.lastindex or 0
        if group in _PLAIN_WORDS and word[-1] == "." and not (word in known and _owns(known[word], text, last)):
            last -= 1
            out.append(new(token, (first, last, word[:-1], "word")))
            out.append(new(token, (last, last + 1, ".", "punctuation")))
        else:
            out.append(new(token, (first, last, word, kinds[group])))
    return out


def _owns(follower: str, text: str, end: int) -> bool:
    """Whether the stop before `end` belongs to its abbreviation: “No. 5”, not “He said no.”"""
    if follower == "any":
        return True
    rest = text[end : end + 3].lstrip()
    return rest[:1].isdigit() if follower == "number" else rest[:1].isupper()
