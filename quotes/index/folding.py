"""Words as they are compared: lower case, without accents, punctuation and the width of spaces.

A folded string is its words joined by single spaces, so that “whole words in a row” is a test for a substring between spaces.
"""

from __future__ import annotations

import unicodedata

import regex

__all__ = ["fold", "plain"]

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_MARK = regex.compile(r"\p{Mn}+")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def fold(text: str) -> str:
    """The words of a text in the form that is compared.

    >>> fold("Jean-Claude  O’Hélias"), fold("…")
    ('jean claude o helias', '')
    """
    bare = _MARK.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(_WORD.findall(bare))


def plain(text: str) -> str:
    """The text with a lone surrogate, which neither SQLite nor UTF-8 can hold, as U+FFFD: as many code points as before.

    >>> plain("a\\ud800b") == "a\\ufffdb"
    True
    """
    replaced: str = _SURROGATE.sub("\ufffd", text)
    return replaced
