"""Turns: all that is decided about one attributed quotation before it is written out.

A turn can be written in any convention of marks and under any name, which is what the laws on marks and on renaming do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from quotes.strategies.constructions import CONSTRUCTIONS, Construction
from quotes.strategies.scenes import Scene, addressees, scenes
from quotes.strategies.sources import Source
from quotes.strategies.tables import pick, table

__all__ = ["REFERENCES", "Turn", "Words", "cues", "fragments", "plural", "turns", "utterances"]

REFERENCES = ("short", "name", "titled", "pronoun", "description")
"""How a source that is already known may be named again, simplest first."""

NESTING = ("utterances", "nested", "deeper")


@attrs.frozen(slots=True)
class Words:
    """An utterance: its words without the last mark of punctuation, and that mark. ⟨ and ⟩ stand for nested marks."""

    text: str
    end: str = "."


@attrs.frozen(slots=True)
class Turn:
    """One attributed quotation, decided but not yet written."""

    construction: Construction
    source: Source
    cue: str
    first: Words
    second: Words
    fragments: tuple[str, str]
    continuation: str
    topic: str
    scene: Scene
    addressee: str
    reference: str


@cache
def utterances(*, nesting: int = 0, plain: bool = False) -> st.SearchStrategy[Words]:
    """Draws an utterance.

    Arguments: `nesting`, how deep quotations may lie inside it, 0 to 2; `plain`, whether it must be a statement.
    """
    words = table("words")
    said = [Words(text) for key in NESTING[: nesting + 1] for text in words[key]]
    cried = [Words(text, end) for key, end in (("questions", "?"), ("exclamations", "!")) for text in words[key]]
    return st.sampled_from(said if plain else [*said, *cried])


@cache
def fragments() -> st.SearchStrategy[str]:
    """Draws a few words that stand in marks inside the reporter's own clause."""
    return st.sampled_from(table("words")["fragments"])


@cache
def cues(frame: str = "after", *, end: str = ".", person: bool = True, old: bool = True) -> st.SearchStrategy[str]:
    """Draws a reporting verb.

    Arguments: `frame`, ``"after"`` (“…,” Cole said), ``"inverted"`` or ``"before"``; `end`, how the utterance ends, for
    verbs that ask for it; `person`, whether a person speaks; `old`, whether *quoth* and the like may be drawn.
    """
    return st.sampled_from([row["text"] for row in table("cues")["cue"] if _fits(row, frame, end, person, old)])


def plural(cue: str) -> str:
    """What several people do: *two farmers say*.

    >>> plural("says"), plural("said")
    ('say', 'said')
    """
    return next((row["plural"] for row in table("cues")["cue"] if row["text"] == cue and "plural" in row), cue)


def _fits(row: dict[str, Any], frame: str, end: str, person: bool, old: bool) -> bool:
    return (
        row.get("only", frame) == frame
        and (frame == "after" or row.get(frame, False))
        and row.get("ends", end) == end
        and (person or row.get("anyone", False))
        and (old or not row.get("old", False))
    )


@st.composite
def turns(
    draw: st.DrawFn,
    cast: Sequence[Source],
    rows: Sequence[Construction] = CONSTRUCTIONS,
    *,
    published: date | None = None,
    nesting: int = 0,
    timed: bool = True,
    placed: bool = True,
    references: Sequence[str] = REFERENCES,
) -> Turn:
    """Draws a turn of one of the `cast` in one of the constructions `rows`; for the rest see `articles`."""
    source = pick(draw, [s for s in cast if any(row.fits(s) for row in rows)])
    row = pick(draw, [row for row in rows if row.fits(source)])
    scene = draw(scenes(published, timed=timed, placed=placed))
    first = draw(utterances(nesting=nesting, plain=row.plain))
    return Turn(
        construction=row,
        source=source,
        cue=draw(cues(row.frame, end=first.end, person=source.type == "person")),
        first=first,
        second=draw(utterances()),
        fragments=(draw(fragments()), draw(fragments())),
        continuation=pick(draw, table("words")["continuations"]),
        topic=pick(draw, table("words")["topics"]),
        scene=Scene() if source.type == "document" else scene,
        addressee=draw(addressees()),
        reference=pick(draw, references),
    )
