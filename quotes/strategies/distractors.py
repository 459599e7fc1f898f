"""Paragraphs that mislead: marks that report nobody's words, apostrophes, measures, and names that do not speak."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.model import Kind
from quotes.strategies.tables import table

__all__ = ["Distractor", "distractors"]


@attrs.frozen(slots=True)
class Distractor:
    """One such paragraph.

    ⟨ and ⟩ stand for the marks of the article, `kind` is what is between them, {person} a silent person.
    """

    name: str
    text: str
    kind: Kind | None = None


def _rows() -> tuple[Distractor, ...]:
    return tuple(Distractor(row["name"], row["text"], row.get("kind")) for row in table("distractors")["distractor"])


def distractors(names: Iterable[str] | None = None, *, without: Collection[str] = ()) -> st.SearchStrategy[Distractor]:
    """Draws a distractor: one of `names` (all, if None), none of `without`."""
    rows = _rows()
    wanted = [row.name for row in rows] if names is None else list(names)
    unknown = set(wanted) - {row.name for row in rows}
    if unknown:
        raise UsageError(f"no distractor {min(unknown)!r}; there are: {', '.join(row.name for row in rows)}")
    return st.sampled_from([row for row in rows if row.name in wanted and row.name not in without])
