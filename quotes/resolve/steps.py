"""How far into the story each block stands: the measure for everything that holds “a paragraph on”, “in the lead”, “nearby”."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

import regex

from quotes.lexicon import table
from quotes.model import Block
from quotes.resolve.grammar import closed_class, verb_forms

__all__ = ["steps"]

_PLAIN = r"[\p{Ll},;:—–-] \p{Lu}|\d|(?:day|night|week|month|year)\b|\b(?i:he|she|they|we|his|her|their|our|\L<people>)\b"


# What tells at a glance that most blocks tell of somebody, with the standard library's engine, which is several times as fast.
_AT_A_GLANCE = re.compile(r"[a-z,;:—–-] [A-Z]|[0-9]")


@cache
def _people() -> frozenset[str]:
    """Words for people and bodies, none of them a mere count."""
    groups, closed = table("groups"), closed_class()
    people = [*groups["crowds"]["words"].split(), *groups["bodies"]["words"].split()]
    return frozenset(word for word in people if closed.get(word) not in _COUNTS)


@cache
def _telling() -> regex.Pattern[str]:
    return regex.compile(_PLAIN, people=sorted(_people()))


@cache
def _counting() -> regex.Pattern[str]:
    """A count and the word behind it: *most said*, *two cranes*."""
    counts = [word for word in table("groups")["crowds"]["words"].split() if closed_class().get(word) in _COUNTS]
    return regex.compile(r"\b(?i:\L<counts>) (\p{Ll}+)", counts=counts)


_COUNTS = ("D", "#")


def _tells(text: str, start: int, end: int) -> bool:
    if _AT_A_GLANCE.search(text, start, end) is not None or not _people().isdisjoint(text[start:end].lower().split()):
        return True
    if _telling().search(text, start, end) is not None:
        return True
    return any(_is_predicate(match[1]) for match in _counting().finditer(text, start, end))


def _is_predicate(low: str) -> bool:
    """Whether a count before this word stands for people: *two were* hurt, *many said* so; not *two cranes*, *most of* the houses."""
    verb = verb_forms().get(low)
    return closed_class().get(low) == "X" or (verb is not None and verb.form in "bd")


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
