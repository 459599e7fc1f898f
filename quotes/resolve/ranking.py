"""The log-linear model that ranks candidates: its weights as a text table, applied in pure Python.

The probability of a candidate is ``exp(score) / sum(exp(scores))``, where a score is the sum of the weights of its features
(see `quotes.resolve.features`). “Nobody” is one of the candidates. `quotes train` writes the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from math import exp
from pathlib import Path
from typing import Any

from quotes.errors import DataError
from quotes.resolve.features import SHARED, TEMPLATES, getters

__all__ = ["Weight", "Weights", "default_weights", "load_weights", "prior_weights", "read_weights"]

_NUMBERS = frozenset(
    ["gap", "crossed", "between", "order", "subject", "carry", "count", "strength", "reach", "prior", "governs", "echo"]
)


Weight = tuple[int, tuple[Any, ...], float]
"""A template's number, the values of its attributes, and the weight."""


class Weights:
    """The weights of one model, arranged so that a row is scored by one look-up a template.

    Templates that read nothing but the span and the candidate's neighbourhood give all candidates of one neighbourhood the same
    sum: it is taken once.
    """

    __slots__ = ("_own", "_shared")

    def __init__(self, weights: Iterable[Weight]) -> None:
        tables: list[dict[Any, float]] = [{} for _ in TEMPLATES]
        for number, values, weight in weights:
            tables[number][values if len(values) > 1 else values[0]] = weight
        self._own: list[_Lookup] = []
        self._shared: list[_Lookup] = []
        for template, getter, table in zip(TEMPLATES, getters(), tables, strict=True):
            if table:
                (self._shared if SHARED.issuperset(template) else self._own).append((getter, table.get))

    def scores(self, rows: Sequence[Sequence[Any]]) -> list[float]:
        """The score of each candidate's row; all rows are of one span."""
        shared: dict[str, float] = {}
        found = []
        for row in rows:
            where = row[0]
            if where not in shared:
                shared[where] = _sum(self._shared, row)
            found.append(shared[where] + _sum(self._own, row))
        return found

    def probabilities(self, rows: Sequence[Sequence[Any]]) -> list[float]:
        """The probability of each row among all of them."""
        scores = self.scores(rows)
        top = max(scores)
        shares = [exp(score - top) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]


_Lookup = tuple[Callable[[Sequence[Any]], Any], Callable[[Any, float], float]]


def _sum(lookups: Sequence[_Lookup], row: Sequence[Any]) -> float:
    total = 0.0
    for getter, weight_of in lookups:
        total += weight_of(getter(row), 0.0)
    return total


def read_weights(lines: Iterable[str], path: str = "weights") -> list[Weight]:
    """The weights in the lines of a table.

    Each line is a template (its attributes joined by ``+``), its values and the weight, separated by tabs; ``#`` opens a comment.
    Raises `DataError` with the line's number where a line is not that.
    """
    templates = {"+".join(template): number for number, template in enumerate(TEMPLATES)}
    return list(_parse(lines, templates, path))


def _parse(lines: Iterable[str], templates: dict[str, int], path: str) -> Iterable[Weight]:
    for number, line in enumerate(lines, 1):
        if line.startswith("# ") or not line.strip("\n"):
            continue
        name, *values, weight = line.rstrip("\n").split("\t")
        template = templates.get(name)
        if template is None or len(values) != len(TEMPLATES[template]):
            raise DataError("no such template; train the weights again with this version", path=path, line=number)
        try:
            typed = tuple(int(v) if a in _NUMBERS and v != "-" else v for a, v in zip(TEMPLATES[template], values, strict=True))
            yield template, typed, float(weight)
        except ValueError:
            raise DataError("a value that is no number where one is due", path=path, line=number) from None


@cache
def default_weights() -> Weights:
    """The weights that come with the package."""
    return Weights(_packaged("speaker_weights.tsv"))


def prior_weights() -> list[Weight]:
    """What is believed before any corpus is read: training starts from here."""
    return _packaged("speaker_priors.tsv")


def _packaged(name: str) -> list[Weight]:
    table = resources.files("quotes.lexicon").joinpath("en", name)
    with table.open(encoding="utf-8") as lines:
        return read_weights(lines, name)


def load_weights(path: Path) -> Weights:
    """The weights of a file that `quotes train` wrote. Raises `DataError`."""
    with path.open(encoding="utf-8") as lines:
        return Weights(read_weights(lines, str(path)))
