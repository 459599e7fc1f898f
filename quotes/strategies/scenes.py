"""Where and when, as the clause of an attribution says it: occasions, places, channels, addressees."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Literal

import attrs
from hypothesis import strategies as st

from quotes.strategies.tables import table
from quotes.strategies.times import When, times

__all__ = ["Scene", "Where", "addressees", "scenes", "venues"]

Part = Literal["occasion", "place", "medium"]


@attrs.frozen(slots=True)
class Where:
    """One part of a venue: the phrase, and the preposition before it."""

    part: Part
    by: str
    text: str


@attrs.frozen(slots=True)
class Scene:
    """When and where a quotation was said: what stands after “said”. `early` puts the time before the venue."""

    when: When | None = None
    where: tuple[Where, ...] = ()
    early: bool = True


def _rows(part: Part) -> list[Where]:
    if part == "place":
        return [Where("place", "in", city) for city in table("scenes")["cities"]]
    return [Where(part, row["by"], row["text"]) for row in table("scenes")[part]]


@cache
def venues(parts: tuple[Part, ...] = ("occasion", "place", "medium")) -> st.SearchStrategy[tuple[Where, ...]]:
    """Draws a venue of one or two of `parts`: an occasion, a place, a channel, or an occasion and its place."""
    one = st.sampled_from([row for part in parts for row in _rows(part)]).map(lambda row: (row,))
    if not {"occasion", "place"} <= set(parts):
        return one
    return one | st.tuples(st.sampled_from(_rows("occasion")[:4]), st.sampled_from(_rows("place")))


@cache
def addressees() -> st.SearchStrategy[str]:
    """Draws those to whom words are said."""
    return st.sampled_from(table("scenes")["addressee"]["text"])


@lru_cache(maxsize=256)
def scenes(published: date | None = None, *, timed: bool = True, placed: bool = True) -> st.SearchStrategy[Scene]:
    """Draws a scene: nothing first, then a time, a venue, or both.

    Arguments: `published`, the day that the document knows; `timed` and `placed`, whether times and venues may be drawn.
    """
    when = st.none() | times(published) if timed else st.none()
    where = st.just(()) | venues() if placed else st.just(())
    return st.builds(Scene, when=when, where=where, early=st.sampled_from((True, False)))
