"""The log-linear model that ranks candidates: its weights as a text table, applied in pure Python.

The probability of a candidate is ``exp(score) / sum(exp(scores))``, where a score is the sum of the weights of its features
(see `quotes.resolve.templates`). “Nobody” is one of the candidates. `quotes train` writes the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from math import exp
from operator import itemgetter
from os import PathLike
from sys import intern
from typing import Any, NamedTuple

from quotes.errors import DataError
from quotes.resolve.templates import ATTRIBUTES, SHARED, TEMPLATES

__all__ = ["Curve", "Model", "Ranker", "Weight", "default_ranker", "load_ranker", "prior_weights", "read_model"]

_NUMBERS = frozenset("crossed between order carry count strength reach prior governs echo outside".split())


Weight = tuple[int, tuple[Any, ...], float]
"""A template's number, the values of its attributes, and the weight."""


Curve = Sequence[tuple[float, float]]
"""Shares of the probability and how often answers with that share are right, both rising."""


class Model(NamedTuple):
    """What training gives: the weights, and the curve that turns shares into confidence."""

    weights: tuple[Weight, ...]
    curve: Curve


class Ranker:
    """One model, arranged so that a row is scored by few and small look-ups.

    Templates that read nothing but the span and the candidate's neighbourhood give all candidates of one neighbourhood the same
    sum: it is taken once. The others are laid out anew for each neighbourhood, link and side that is met (see `_plan`).
    """

    __slots__ = ("_own", "_shared", "_tables", "model")

    def __init__(self, model: Model) -> None:
        self.model = model
        self._tables = _tables(model)
        self._shared: dict[Any, _Plan] = {}
        self._own: dict[Any, _Plan] = {}

    def __reduce__(self) -> tuple[type[Ranker], tuple[Model]]:
        return Ranker, (self.model,)

    def scores(self, rows: Sequence[Sequence[Any]]) -> list[float]:
        """The score of each candidate's row; all rows are of one span."""
        shared: dict[str, float] = {}
        found = []
        for row in rows:
            where = row[0]
            if where not in shared:
                plan = self._shared.get(where) or self._plan(self._shared, where, row, shared=True)
                shared[where] = _sum(plan, row)
            fixed = _FIXED(row)
            plan = self._own.get(fixed) or self._plan(self._own, fixed, row, shared=False)
            found.append(shared[where] + _sum(plan, row))
        return found

    def _plan(self, plans: dict[Any, _Plan], key: Any, row: Sequence[Any], shared: bool) -> _Plan:
        """What is left of the templates for rows whose fixed attributes are those of `row`: a sum, and the look-ups of the rest.

        Where “direct” is the link and “before” the side, “link side gap” is a table of gaps; “link side” needs no look-up at all.
        """
        constant, lookups = 0.0, []
        for table in self._tables:
            weights = table.weights.get(tuple(row[at] for at in table.fixed)) if table.shared == shared else None
            if weights and table.rest:
                lookups.append((itemgetter(*table.rest), weights.get))
            elif weights:
                constant += weights[()]
        plan = plans[key] = constant, tuple(lookups)
        return plan

    def probabilities(self, rows: Sequence[Sequence[Any]]) -> list[float]:
        """The probability of each row among all of them."""
        scores = self.scores(rows)
        top = max(scores)
        shares = [exp(score - top) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]


_Plan = tuple[float, tuple[tuple[Callable[[Sequence[Any]], Any], Callable[[Any, float], float]], ...]]


class _Table(NamedTuple):
    """The weights of one template: by the values of its fixed attributes, then by those of the rest (alone where it is one).

    `fixed` and `rest` are places in a row; `shared` says that all candidates of a neighbourhood share its values.
    """

    fixed: tuple[int, ...]
    rest: tuple[int, ...]
    shared: bool
    weights: dict[tuple[Any, ...], dict[Any, float]]


_FIXING = ("where", "link", "side")
"""Attributes that most templates read and that take few values together: tables are laid out by them."""

_FIXED = itemgetter(*map(ATTRIBUTES.index, _FIXING))


def _tables(model: Model) -> list[_Table]:
    """The weights of each template that has any, by what is fixed."""
    tables = [_table(template) for template in TEMPLATES]
    for number, values, weight in model.weights:
        pairs = list(zip(TEMPLATES[number], values, strict=True))
        fixed = tuple(value for name, value in pairs if name in _FIXING)
        rest = tuple(value for name, value in pairs if name not in _FIXING)
        tables[number].weights.setdefault(fixed, {})[rest[0] if len(rest) == 1 else rest] = weight
    return [table for table in tables if table.weights]


def _table(template: Sequence[str]) -> _Table:
    fixed = tuple(ATTRIBUTES.index(name) for name in template if name in _FIXING)
    rest = tuple(ATTRIBUTES.index(name) for name in template if name not in _FIXING)
    return _Table(fixed, rest, SHARED.issuperset(template), {})


def _sum(plan: _Plan, row: Sequence[Any]) -> float:
    total, lookups = plan
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
    typed = tuple(int(v) if a in _NUMBERS and v != "-" else intern(v) for a, v in zip(names, values, strict=True))
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
