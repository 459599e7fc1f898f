"""Plans: everything that is decided about an article before it is written, and the strategy that draws one.

`plans` draws, `quotes.strategies.articles.write` writes. A plan may be changed in between with `attrs.evolve` (other
marks, other names, one more paragraph), which is how the laws compare two articles that differ in one thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import attrs
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.model import SpeakerType
from quotes.strategies.constructions import CONSTRUCTIONS, Construction, construction
from quotes.strategies.distractors import Distractor, distractors
from quotes.strategies.marks import CONVENTIONS, Convention, conventions
from quotes.strategies.sources import Source, sources
from quotes.strategies.tables import pick, table
from quotes.strategies.times import Dateline, datelines, days
from quotes.strategies.turns import REFERENCES, Turn, turns

__all__ = ["Passage", "Plan", "plans"]


@attrs.frozen(slots=True)
class Passage:
    """One or more paragraphs: a turn, a distractor, or (with neither) a filler, a plain sentence."""

    turn: Turn | None = None
    distractor: Distractor | None = None
    filler: str = ""


@attrs.frozen(slots=True)
class Plan:
    """An article, decided but not yet written.

    `known` holds names that the article takes as known: their bearers are called by the short form from the start.
    """

    passages: tuple[Passage, ...]
    marks: Convention = CONVENTIONS[0]
    bystander: str = "Tom Reed"
    headline: str | None = None
    dateline: Dateline | None = None
    published: date | None = None
    id: str = ""
    known: frozenset[str] = frozenset()


def _apart(source: Source) -> tuple[str, ...]:
    """What no two sources of one article may share: names, and the noun of their office."""
    noun = (source.office or source.name).removeprefix("the ").removeprefix("a ").split(" of ")[0]
    return (*source.name.split(), noun)


def _unlike(cast: list[Source]) -> list[Source]:
    seen: set[str] = set()
    kept = []
    for source in cast:
        if seen.isdisjoint(_apart(source)):
            kept.append(source)
            seen.update(_apart(source))
    return kept


def _fillers() -> st.SearchStrategy[Passage]:
    return st.sampled_from(table("words")["fillers"]).map(lambda text: Passage(filler=text))


@attrs.frozen
class _Choice:
    """The parameters of `plans`, passed on."""

    rows: Sequence[Construction]
    misleading: st.SearchStrategy[Passage] | None
    nesting: int
    timed: bool
    placed: bool
    references: Sequence[str]
    least: int
    most: int


@st.composite
def _passages(draw: st.DrawFn, cast: list[Source], choice: _Choice, known: date | None) -> tuple[Passage, ...]:
    spoken = turns(
        cast,
        choice.rows,
        published=known,
        nesting=choice.nesting,
        timed=choice.timed,
        placed=choice.placed,
        references=choice.references,
    ).map(Passage)
    between = [_fillers()] if choice.misleading is None else [_fillers(), choice.misleading]
    drawn: list[Passage] = []
    for _ in range(draw(st.integers(choice.least, choice.most))):
        if draw(st.integers(0, 3)) == 3:
            drawn.append(draw(st.one_of(between)))
        drawn.append(draw(spoken))
    return tuple(drawn)


def _rows(
    names: Iterable[str] | None, without: Collection[str], types: set[SpeakerType], roles: bool | None
) -> list[Construction]:
    """The constructions that the arguments leave; raises `UsageError` where they leave none."""
    rows = [row for row in (CONSTRUCTIONS if names is None else map(construction, names)) if row.name not in without]
    rows = [row for row in rows if types & set(row.sources) and not (roles is False and row.needs_office)]
    if not rows:
        raise UsageError("no construction fits these sources: ask for other `constructions`, `types` or `roles`")
    return rows


@st.composite
def plans(
    draw: st.DrawFn,
    *,
    marks: Iterable[str] | None = None,
    constructions: Iterable[str] | None = None,
    without: Collection[str] = (),
    types: Collection[SpeakerType] = ("person", "group", "organization", "document"),
    traditions: Iterable[str] | None = None,
    roles: bool | None = None,
    least: int = 1,
    most: int = 4,
    nesting: int = 1,
    distract: Iterable[str] | None = None,
    timed: bool = True,
    placed: bool = True,
    dated: bool = True,
    references: Sequence[str] = REFERENCES,
) -> Plan:
    """Draws the plan of an article; the arguments are those of `articles`."""
    rows = _rows(constructions, without, set(types), roles)
    fitting = {kind for row in rows for kind in row.sources}
    if all(row.needs_office for row in rows):
        roles = True
    spoken = sources([kind for kind in types if kind in fitting], names=traditions, roles=roles)
    cast = _unlike(draw(st.lists(spoken, min_size=1, max_size=3)))
    published = draw(st.none() | days()) if dated else None
    dateline = draw(st.none() | datelines(published)) if dated else None
    known = published or (dateline.day if dateline and dateline.year else None)
    names = list(distract) if distract is not None else None
    misleading = distractors(names).map(lambda row: Passage(distractor=row)) if names != [] else None
    choice = _Choice(rows, misleading, nesting, timed, placed, tuple(references), least, most)
    return Plan(
        passages=draw(_passages(cast, choice, known)),
        marks=draw(conventions(marks)),
        bystander=pick(draw, table("people")["bystanders"]),
        headline=pick(draw, [None, *table("words")["headlines"]]),
        dateline=dateline,
        published=published,
    )
