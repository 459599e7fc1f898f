"""How far into the story each block stands: the measure for everything that holds “a paragraph on”, “in the lead”, “nearby”."""

from __future__ import annotations

from collections.abc import Container, Sequence

import regex

from quotes.model import Block

__all__ = ["steps"]

_TELLING = regex.compile(r"[\p{Ll},;:—–-] \p{Lu}|\d|(?:day|night|week|month|year)\b")


def steps(text: str, blocks: Sequence[Block], quoting: Container[int]) -> list[int]:
    """The step of each block, from 0.

    Arguments: the text; its blocks; the numbers of those that hold attributions. A block that names nobody and no time (*The river
    runs through the town.*) moves nothing on: it has the step of the block after it.
    """
    found, step = [], 0
    for number, block in enumerate(blocks):
        found.append(step)
        step += number in quoting or _TELLING.search(text, block.body, block.end) is not None
    return found
