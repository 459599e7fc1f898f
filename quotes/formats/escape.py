r"""Characters that a format cannot carry, written so that they can be read back.

Any string may be in a quotation: lone surrogates, NULs, control characters. UTF-8 carries no surrogate, XML no NUL, a
spreadsheet cell neither. Where a format has an escape of its own (JSON), it is used; where it has none, the character
is written ``\uXXXX``, and a backslash that happens to stand before ``uXXXX`` in the text as ``\u005c``: nothing else
changes, and `unescape` undoes exactly this.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import regex

__all__ = ["NOT_IN_CELLS", "NOT_IN_UTF8", "NOT_IN_XML", "escape", "escaped_characters", "replace_surrogates", "unescape"]

NOT_IN_UTF8: Final = "\ud800-\udfff"
"""Lone surrogates, as the inside of a character class."""

NOT_IN_CELLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f" + NOT_IN_UTF8
"""What a spreadsheet drops or stumbles over, besides surrogates: control characters but tab and line ends."""

NOT_IN_XML: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff" + NOT_IN_UTF8
"""What XML 1.0 forbids even as a character reference."""

_ESCAPED: Final = regex.compile(r"\\u([0-9a-f]{4})")


def escape(text: str, uncarried: str) -> str:
    r"""The text with each character of the class `uncarried`, and each backslash that looks like an escape, as ``\uXXXX``.

    >>> escape("a\0b", NOT_IN_XML)
    'a\\u0000b'
    >>> escape(r"C:\u00e9", NOT_IN_XML)
    'C:\\u005cu00e9'
    """
    return _risky(uncarried).sub(_code, text)


def escaped_characters(text: str, uncarried: str) -> Sequence[str]:
    r"""What `escape` writes for each character of the text, to be cut into parts that together say the same.

    >>> list(escaped_characters("a\0", NOT_IN_XML))
    ['a', '\\u0000']
    """
    found = list(_risky(uncarried).finditer(text))
    if not found:
        return text
    characters = list(text)
    for match in found:
        characters[match.start()] = _code(match)
    return characters


def unescape(text: str) -> str:
    r"""What `escape` was given.

    >>> unescape(escape(r"a\u0000" + "\0", NOT_IN_XML)) == r"a\u0000" + "\0"
    True
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def replace_surrogates(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate: what UTF-8 can carry at the same offsets.

    >>> replace_surrogates("a\ud800b") == "a\ufffdb"
    True
    """
    return regex.sub(f"[{NOT_IN_UTF8}]", "\ufffd", text)


@cache
def _risky(uncarried: str) -> regex.Pattern[str]:
    return regex.compile(rf"\\(?=u[0-9a-f]{{4}})|[{uncarried}]")


def _code(found: regex.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
