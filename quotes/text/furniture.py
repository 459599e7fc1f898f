"""Lines that belong to the page and not to the article: menus, invitations, credits, notices, leftover tags.

Each line is judged by itself, from the lexicon's phrases; nothing depends on where it stands.
"""

from __future__ import annotations

from functools import cache

import regex

from quotes.lexicon import table
from quotes.text.lines import DOUBLE_MARK

__all__ = ["is_furniture"]

_LONGEST = 400
_LONGEST_HELD = 170
_TAG = regex.compile(r"<[^<>]*+>")
_COMMENT = regex.compile(r"(?:<?!--)[^>]*+-->|[^<>]{0,200}-->")
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S++|[@#]\w++[.]?")
_FIRST = regex.compile(r"[\w'’]++|\S")
_LETTERS = regex.compile(r"\p{L}++")
_LATIN = regex.compile(r"\p{Latin}++")


@cache
def _whole() -> frozenset[str]:
    return frozenset(line for entry in table("furniture")["entry"] for line in entry["whole"])


@cache
def _opening() -> dict[str, tuple[tuple[str, str, int], ...]]:
    """By the first word of a line: what opens it, what it must hold besides, and its greatest length."""
    rows: dict[str, list[tuple[str, str, int]]] = {}
    for entry in table("furniture")["entry"]:
        for opening, held in [*((opening, "") for opening in entry["opens"]), *entry.get("pairs", ())]:
            rows.setdefault(_first_word(opening), []).append((opening, held, entry["longest"]))
    return {word: tuple(found) for word, found in rows.items()}


@cache
def _holding() -> tuple[tuple[str, int], ...]:
    return tuple((held, entry["longest"]) for entry in table("furniture")["entry"] for held in entry["holds"])


def _first_word(line: str) -> str:
    match = _FIRST.match(line)
    return match[0] if match else ""


def is_furniture(line: str) -> bool:
    """Whether a line (without the white space around it) is page furniture.

    >>> is_furniture("Leave a Reply"), is_furniture("She left a reply on the door.")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    if line[0] in "<!" and _is_markup(line):
        return True
    low = line.casefold()
    if low.rstrip(" .:*»>…") in _whole() or not any(map(str.isalnum, low)):
        return True
    return _has_phrase(low) or _ADDRESS.fullmatch(line) is not None or _is_foreign(line)


def _is_markup(line: str) -> bool:
    """Whether nothing but leftover tags and comments stands here, as the “!-- counter -->” that a cut page leaves."""
    rest = _TAG.sub("", _COMMENT.sub("", line))
    return len(rest) < len(line) and not any(map(str.isalnum, rest))


def _has_phrase(low: str) -> bool:
    quoted = DOUBLE_MARK.search(low) is not None
    length = len(low)
    for opening, held, longest in _opening().get(_first_word(low), ()):
        if length <= longest and low.startswith(opening) and held in low and not quoted:
            return True
    if quoted or length > _LONGEST_HELD:
        return False
    for held, longest in _holding():  # noqa: SIM110
        if held in low and length <= longest:
            return True
    return False


def _is_foreign(line: str) -> bool:
    """Whether a short line opens in another script, or is mostly in one: the source line of a foreign page."""
    if line.isascii() or len(line) > 80:
        return False
    words = _LETTERS.findall(line)
    latin = sum(map(len, _LATIN.findall(line)))
    return bool(words) and (2 * latin < sum(map(len, words)) or (len(words[0]) > 2 and not _LATIN.search(words[0])))
