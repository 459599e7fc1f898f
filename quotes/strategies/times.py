"""When words are said: temporal expressions with the day that they mean, datelines, and the day a document knows.

The meaning of each expression is worked out here by plain calendar arithmetic, apart from the library's own resolver, so
that the two can be held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.model import Basis
from quotes.strategies.tables import pick, table

__all__ = ["Dateline", "When", "datelines", "days", "shapes", "times"]

DATELINES = {
    "dash": "{PLACE}, {month} {day} — ",
    "agency": "{PLACE}, {month} {day} (Halden News) — ",
    "slashes": "{PLACE}, {month} {day}. /HALDEN/. ",
    "year": "{PLACE}, {month} {day}, {year} — ",
    "British": "{PLACE}, {day} {month} {year} (Halden News) — ",
    "place": "{PLACE} — ",
}
"""The shapes of datelines by name."""


@attrs.frozen(slots=True)
class When:
    """A temporal expression, the EDTF date that it means, and what kind of expression gave it."""

    text: str
    edtf: str
    basis: Basis


@attrs.frozen(slots=True)
class Dateline:
    """The place and date that open an agency report.

    `day` is None where it names no day; `year` says whether it names the year.
    """

    text: str
    place: str
    day: date | None = None
    year: bool = False


def shapes() -> tuple[str, ...]:
    """The shapes of temporal expressions that the strategies know, simplest first.

    >>> shapes()[0]
    'on {weekday}'
    """
    return tuple(row["text"] for row in table("times")["shape"])


def days() -> st.SearchStrategy[date]:
    """Draws a day on which something is published; shrinks towards Saturday, 1 January 2000."""
    return st.dates(date(1900, 1, 1), date(2040, 12, 31))


def _fill(shape: str, day: date) -> str:
    names = table("times")
    return shape.format(
        weekday=names["weekdays"][day.weekday()], month=names["months"][day.month - 1], day=day.day, year=day.year
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _meant(shape: str, means: str, published: date, back: int) -> When:
    """What an expression of this shape means in a document of that day; `back` picks the day it speaks of."""
    if means == "weekday":
        day = published - timedelta(days=back % 7)
        return When(_fill(shape, day), day.isoformat(), "weekday")
    if means == "yesterday":
        return When(shape, (published - timedelta(days=1)).isoformat(), "relative")
    if means == "last week":
        monday = _monday(published) - timedelta(days=7)
        return When(shape, f"{monday}/{monday + timedelta(days=6)}", "relative")
    if means == "last month":
        return When(shape, f"{published.replace(day=1) - timedelta(days=1):%Y-%m}", "relative")
    day = published - timedelta(days=back)
    edtf = {"month": day.isoformat()[:7], "year": day.isoformat()[:4]}.get(means, day.isoformat())
    return When(_fill(shape, day), edtf, "explicit")


FREE = ("day", "month", "year")
"""What an expression can mean without knowing the document's own day."""


def times(published: date | None = None, *, only: Iterable[str] | None = None) -> st.SearchStrategy[When]:
    """Draws a temporal expression as it stands in a document of the day `published`.

    Arguments: `published`, None where the document does not know its day (then only expressions that name a whole date are
    drawn); `only`, the shapes to draw from (see `shapes`).
    """
    rows = [row for row in table("times")["shape"] if only is None or row["text"] in set(only)]
    if published is None:
        rows = [row for row in rows if row["means"] in FREE]
        return st.tuples(st.sampled_from(rows), days()).map(lambda t: _meant(t[0]["text"], t[0]["means"], t[1], 0))
    back = st.integers(0, 40)
    return st.tuples(st.sampled_from(rows), back).map(lambda t: _meant(t[0]["text"], t[0]["means"], published, t[1]))


@st.composite
def datelines(draw: st.DrawFn, day: date | None = None, *, names: Iterable[str] | None = None) -> Dateline:
    """Draws a dateline of the given day (of any, if None) in one of the shapes `names` (all, if None)."""
    chosen = tuple(DATELINES if names is None else names)
    unknown = [name for name in chosen if name not in DATELINES]
    if unknown:
        raise UsageError(f"no shape of dateline {unknown[0]!r}; there are: {', '.join(DATELINES)}")
    name = pick(draw, chosen)
    place = pick(draw, table("scenes")["cities"])
    shape = DATELINES[name].replace("{PLACE}", place.upper())
    if "{day}" not in shape:
        return Dateline(shape, place)
    day = day or draw(days())
    return Dateline(_fill(shape, day), place, day, "{year}" in shape)
