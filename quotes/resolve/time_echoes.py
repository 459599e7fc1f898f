"""What the rest of a document says of the day of words that their own place leaves open.

The lead quotes first and says when later; the same words, quoted twice, were said once; “this weekend” is made exact by a paragraph
that says “on Saturday night”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import regex

from quotes.model import Attribution
from quotes.resolve.time_settings import Dating, Setting

__all__ = ["LEAD", "echo", "look_back", "sharpen"]

LEAD = 6
"""How many blocks from the first on count as the lead, which may quote first and say when later."""
_WEEKEND = 3
_TRIES = 8
_WORD = regex.compile(r"\w++")


def look_back(
    found: list[Dating | None], keys: Sequence[str], blocks: Sequence[int], first: dict[str, Setting], closed: set[int]
) -> None:
    """Gives the undated attributions of the lead the day that is first told of their source.

    Arguments: the datings so far, which it fills; the key of each attribution's source and the block of its clause; the first occasion
    of each source; the attributions that nothing may date.
    """
    for n, block in enumerate(blocks):
        setting = first.get(keys[n])
        if found[n] is not None or n in closed or block >= LEAD or setting is None or not setting.exact:
            continue
        if block <= 1 or setting.block - block <= 2:
            found[n] = setting.dating("lead")


def echo(
    text: str, attributions: Sequence[Attribution], found: list[Dating | None], keys: Sequence[str], closed: set[int]
) -> None:
    """Gives an undated attribution the day of a quotation of the same source that holds the same words."""
    both = {keys[n] for n, dating in enumerate(found) if dating is None} & {keys[n] for n, dating in enumerate(found) if dating}
    words = [_WORD.findall(text[a.start : a.end].lower()) if keys[n] in both else [] for n, a in enumerate(attributions)]
    openings: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    wanted = {(keys[n], *said[:2]) for n, said in enumerate(words) if found[n] is None and len(said) > 1}
    for n, said in enumerate(words):
        if found[n] is not None:
            for pair in pairwise(said):
                if (keys[n], *pair) in wanted:
                    openings[(keys[n], *pair)].append(n)
    for n, said in enumerate(words):
        if found[n] is None and n not in closed and len(said) > 1:
            phrase = f" {' '.join(said)} "
            for m in openings.get((keys[n], said[0], said[1]), ())[:_TRIES]:
                dating = found[m]
                if dating is not None and phrase in f" {' '.join(words[m])} ":
                    found[n] = dating._replace(rule="echo")
                    break


def sharpen(found: list[Dating | None], keys: Sequence[str], blocks: Sequence[int]) -> None:
    """Gives an attribution whose date is coarse the day that a neighbour of the same source has within it."""
    for n, dating in enumerate(found):
        if dating is None or dating.date.known_day is not None or (dating.date.days or _WEEKEND + 1) > _WEEKEND:
            continue
        for m in range(max(0, n - 1), min(len(found), n + 4)):
            other = found[m]
            if other is None or keys[m] != keys[n] or abs(blocks[m] - blocks[n]) > LEAD:
                continue
            day = other.date.known_day
            if day is not None and dating.date.fits(day):
                found[n] = dating._replace(date=other.date, span=other.span, act=other.act)
                break
