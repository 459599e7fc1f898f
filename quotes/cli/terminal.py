r"""What is written for eyes: colours where a terminal shows them, and no character of a text that would act on it.

A document may hold control characters that move the cursor, or bidirectional controls that turn around what one reads: they are
shown as ``\uXXXX``.
"""

from __future__ import annotations

import os
import sys
from typing import Final

import regex

from quotes.formats.escape import escape

__all__ = ["BOLD", "DIM", "styled", "visible", "wants_color"]

BOLD: Final = "1"
DIM: Final = "2"

_UNSEEN: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"


def wants_color(choice: str = "auto") -> bool:
    """Whether to colour: ``always``, ``never``, or ``auto``, on a terminal unless the environment sets ``NO_COLOR``."""
    return choice == "always" or (choice == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def visible(text: str) -> str:
    r"""The text as a terminal may show it.

    >>> print(visible("a\x1b[2J\r\nb"))
    a\u001b[2J
    b
    """
    return escape(regex.sub("\r\n?", "\n", text), _UNSEEN)


def styled(text: str, style: str, color: bool) -> str:
    """The text in a style (SGR), where colours are wanted."""
    return f"\x1b[{style}m{text}\x1b[0m" if color else text
