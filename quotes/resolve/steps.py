"""How far into the story each block stands: the measure for everything that holds “a paragraph on”, “in the lead”, “nearby”."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

import regex

from quotes.lexicon import table
from quotes.model import Block

__all__ = ["steps"]

_PLAIN = r"[\p{Ll},;:—–-] \p{Lu}|\d|(?:day|night|week|month|year)\b|\b(?i:he|she|they|we|his|her|their|our|\L<people>)\b"


# What tells at a glance that most blocks tell of somebody, with the standard library's engine, which is several times as fast.
_AT_A_GLANCE = re.compile(r"[a-z,;:—–-] [A-Z]|[0-9]")


@cache
def _telling() -> regex.Pattern[str]:
    groups = table("groups")
    return regex.compile(_PLAIN, people=[*groups["crowds"]["words"].split(), *groups["bodies"]["words"].split()])


def _tells(text: str, start: int, end: int) -> bool:
    return _AT_A_GLANCE.search(text, start, end) is not None or _telling().search(text, start, end) is not None


def steps(text: str, blocks: Sequence[Block], quoting: Container[int]) -> list[int]:
    """The step of each block, from 0.

    Arguments: the text; its blocks; the numbers of those that hold attributions. A block that tells of nobody and no time (*The river
    runs through the town.*) moves nothing on: it has the step of the block after it.
    """
    found, step = [], 0
    for number, block in enumerate(blocks):
        found.append(step)
        step += number in quoting or _tells(text, block.body, block.end)
    return found
