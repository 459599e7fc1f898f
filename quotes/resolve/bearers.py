"""Who bears a title that stands apart from the name, what it is over between them: *Governor* of Turin region **Ada Brown**."""

from __future__ import annotations

from quotes.resolve.passages import Passage
from quotes.resolve.roles import title_lemma

__all__ = ["bearer_of", "title_of"]

_JOINTS = frozenset(("of", "for", "and"))
_FIELDS = 4
"""Phrases: no office is over more fields."""


def bearer_of(passage: Passage, number: int) -> int:
    """The number of the phrase that names who bears the title that phrase `number` is: **Minister** of Trade and *Food Ada Brown*.

    `number` itself where that is no bare title, or no name follows.
    """
    title = passage.chunks[number]
    if title.kind != "name" or title_lemma((passage.lows[title.head],), 0) is None:
        return number
    found = number
    while found - number < _FIELDS and _is_joined(passage, found + 1):
        found += 1
    bears = found > number and passage.chunks[found].last - passage.chunks[found].first > 1
    return found if bears else number


def title_of(passage: Passage, number: int) -> int:
    """The number of the bare title that the name of phrase `number` bears; `number` itself for none."""
    found = number
    while number - found < _FIELDS and _is_joined(passage, found):
        found -= 1
        if bearer_of(passage, found) == number:
            return found
    return number


def _is_joined(passage: Passage, number: int) -> bool:
    """Whether a phrase is a name that a small word ties to the phrase before it."""
    if not 0 < number < len(passage.chunks):
        return False
    chunk, joint = passage.chunks[number], passage.chunks[number].first - 1
    return chunk.kind == "name" and passage.lows[joint] in _JOINTS and passage.chunks[number - 1].last == joint
