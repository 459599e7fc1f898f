"""The log-linear model that ranks candidates: its weights as a text table, applied in pure Python.

The probability of a candidate is ``exp(score) / sum(exp(scores))``, where a score is the sum of the weights of its features
(see `quotes.resolve.templates`). “Nobody” is one of the candidates. `quotes train` writes the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from math import exp
from os import PathLike
from typing import Any, NamedTuple

from quotes.errors import DataError
from quotes.resolve.templates import SHARED, TEMPLATES, getters

__all__ = ["Curve", "Model", "Ranker", "Weight", "default_ranker", "load_ranker", "prior_weights", "read_model"]

_NUMBERS = frozenset("gap crossed between order subject carry count strength reach prior governs echo nearer".split())


Weight = tuple[int, tuple[Any, ...], float]
"""A template's number, the values of its attributes, and the weight."""


Curve = Sequence[tuple[float, float]]
"""Shares of the probability and how often answers with that share are right, both rising."""


class Model(NamedTuple):
    """What training gives: the weights, and the curve that turns shares into confidence."""

    weights: tuple[Weight, ...]
    curve: Curve


class Ranker:
    """One model, arranged so that a row is scored by one look-up a template.

    Templates that read nothing but the span and the candidate's neighbourhood give all candidates of one neighbourhood the same
    sum: it is taken once.
    """

    __slots__ = ("_own", "_shared", "model")

    def __init__(self, model: Model) -> None:
        self.model = model
        tables: list[dict[Any, float]] = [{} for _ in TEMPLATES]
        for number, values, weight in model.weights:
            tables[number][values if len(values) > 1 else values[0]] = weight
        self._own: list[_Lookup] = []
        self._shared: list[_Lookup] = []
        for template, getter, table in zip(TEMPLATES, getters(), tables, strict=True):
            if table:
                (self._shared if SHARED.issuperset(template) else self._own).append((getter, table.get))

    def __reduce__(self) -> tuple[type[Ranker], tuple[Model]]:
        return Ranker, (self.model,)

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


def read_model(lines: Iterable[str], path: str = "weights") -> Model:
    """The model in the lines of a table.

    Each line is a template (its attributes joined by ``+``), its values and the weight, separated by tabs; or ``calibration``, a share
    and how often it is right; ``# `` opens a comment. Raises `DataError` with the line's number where a line is not that.
    """
    templates = {"+".join(template): number for number, template in enumerate(TEMPLATES)}
    weights: list[Weight] = []
    curve: list[tuple[float, float]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("# ") or not line.strip("\n"):
            continue
        name, *values, weight = line.rstrip("\n").split("\t")
        try:
            if name == "calibration":
                curve.append((float(values[0]), float(weight)))
            else:
                weights.append(_weight(templates[name], values, weight))
        except KeyError:
            raise DataError("no such template; train the weights again with this version", path=path, line=number) from None
        except (ValueError, IndexError):
            raise DataError("template, values and weight are due, separated by tabs", path=path, line=number) from None
    return Model(tuple(weights), tuple(curve))


def _weight(template: int, values: Sequence[str], weight: str) -> Weight:
    names = TEMPLATES[template]
    typed = tuple(int(v) if a in _NUMBERS and v != "-" else v for a, v in zip(names, values, strict=True))
    return template, typed, float(weight)


@cache
def default_ranker() -> Ranker:
    """The ranker that comes with the package."""
    return Ranker(_packaged("speaker_weights.tsv"))


def prior_weights() -> tuple[Weight, ...]:
    """What is believed before any corpus is read: training starts from here."""
    return _packaged("speaker_priors.tsv").weights


def _packaged(name: str) -> Model:
    table = resources.files("quotes.lexicon").joinpath("en", name)
    with table.open(encoding="utf-8") as lines:
        return read_model(lines, name)


def load_ranker(path: str | PathLike[str]) -> Ranker:
    """The ranker of a file that `quotes train` wrote. Raises `DataError` where the file cannot be read or is none."""
    try:
        with open(path, encoding="utf-8") as lines:
            return Ranker(read_model(lines, str(path)))
    except OSError as problem:
        raise DataError(f"cannot be read ({problem.strerror or problem})", path=str(path)) from None
    except UnicodeDecodeError as problem:
        raise DataError("no table of weights; quotes train writes one", path=str(path), byte=problem.start) from None
