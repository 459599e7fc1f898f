"""Weights for the ranker, learned from a corpus: a log-linear model fitted with an elastic net, rounded and pruned.

Deterministic: the same corpus gives the same table on as many threads of linear algebra. Needs the extra ``train`` (NumPy and
SciPy); applying the weights does not.
"""

# pyright: reportOptionalMemberAccess=false, reportOptionalCall=false
# (what the extra brings is None without it, and `train_weights` checks that once)

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from quotes.errors import DataError, InputError, MissingExtraError
from quotes.learning.corpus import AnnotatedDocument
from quotes.processes import in_order, succeeded
from quotes.resolve.candidates import Candidate
from quotes.resolve.passages import Passages
from quotes.resolve.ranking import Curve, Weight, prior_weights
from quotes.resolve.sources import Look, SourceReader
from quotes.resolve.templates import TEMPLATES, getters
from quotes.span import overlap
from quotes.text.blocks import split_blocks

try:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
except ImportError:  # the extra is not installed: `train_weights` says so
    np = minimize = csr_matrix = None  # type: ignore[assignment]

__all__ = ["Example", "examples", "gold_choices", "train_weights", "write_model"]

Feature = tuple[int, Any]
Report = Callable[[InputError], object]
_LEAST = 1e-300  # so that the logarithm of a share that vanishes stays finite


class Example(NamedTuple):
    """One span for the trainer: the rows of its candidates (nobody's last) and the numbers of the right ones."""

    rows: list[list[Any]]
    right: tuple[int, ...]


def gold_choices(look: Look, sources: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The numbers of the candidates that the annotators meant; nobody's number without sources; none where no candidate is theirs.

    An annotated source often holds several phrases (“Ann Lee, the mayor of Gorki”). The first one names it; others that have a verb
    or cue of their own and follow no preposition are as good an answer: the trainer leaves the choice among them to the model.
    """
    if not sources:
        return (len(look.candidates),)
    touching = [n for n, candidate in enumerate(look.candidates) if any(overlap(candidate.span, source) for source in sources)]
    first = min(touching, key=lambda n: look.candidates[n].chunk.start, default=None)
    return () if first is None else (first, *(n for n in touching if n != first and _stands_alone(look.candidates[n])))


def _stands_alone(candidate: Candidate) -> bool:
    """Whether a phrase names the source by itself: “the mayor”, not “Gorki”, in “Ann Lee, the mayor of Gorki, said”."""
    before = candidate.chunk.first - 1
    return bool(candidate.links) and (before < 0 or candidate.passage.tags[before] != "I")


def examples(documents: Iterable[AnnotatedDocument], report: Report | None = None) -> Iterator[Example]:
    """The examples of a corpus, each document walked with its annotated answers.

    Arguments: the documents; what takes the error of each whose analysis fails, and which is left out then (otherwise it is raised).
    """
    found = in_order(_examples_of, documents, 1)
    yield from chain.from_iterable(made for _, made in succeeded(found, report))


def _examples_of(document: AnnotatedDocument) -> list[Example]:
    segments = [span.segment for span in document.spans]
    reader = SourceReader(document.text, Passages(document.text, split_blocks(document.text), segments))
    found = []
    for span in document.spans:
        look = reader.look(span.segment)
        right = gold_choices(look, span.sources)
        reader.settle(look, right[0] if right else None)
        if right:
            found.append(Example(look.rows, right))
    return found


def train_weights(
    documents: Iterable[AnnotatedDocument],
    *,
    l1: float = 1.2,
    l2: float = 2.0,
    least: int = 4,
    templates: Container[int] = range(len(TEMPLATES)),
    report: Report | None = None,
) -> list[Weight]:
    """The weights that fit the documents best.

    Arguments: the annotated documents; the strengths of the two penalties (`l1` prunes, `l2` shrinks); how often a feature must
    occur at `least`; the numbers of the `templates` to use; `report` as for `examples`.
    Result: template, values and weight, rounded to two decimals, zeros left out, in a fixed order.
    Raises `DataError` where the documents hold too little to learn from.
    """
    if np is None:
        raise MissingExtraError("training", "train")
    priors = {(template, values): weight for template, values, weight in prior_weights() if template in templates}
    matrix, golds, groups, vocabulary = _matrix(examples(documents, report), least, templates)
    if not vocabulary:
        raise DataError(f"too little to learn from: nothing occurs {least} times around the annotated quotations")
    start = np.array([priors.get(feature, 0.0) for feature in vocabulary])
    learned = _fit(matrix, golds, groups, start, l1, l2)
    weights = priors | {feature: round(float(learned[n]), 2) for feature, n in vocabulary.items()}
    entries = [(template, values, weight) for (template, values), weight in weights.items() if weight]
    return sorted(entries, key=lambda entry: (entry[0], [str(value) for value in entry[1]]))


def _matrix(
    found: Iterable[Example], least: int, templates: Container[int]
) -> tuple[Any, Any, Any, dict[tuple[int, tuple[Any, ...]], int]]:
    """The features of all candidates as a sparse matrix, which rows are right, and where each example's rows begin."""
    counts: Counter[Feature] = Counter()
    lines: list[list[Feature]] = []
    golds: list[bool] = []
    groups = [0]
    takers = [(number, getter) for number, getter in enumerate(getters()) if number in templates]
    for example in found:
        for number, row in enumerate(example.rows):
            line = [(template, taker(row)) for template, taker in takers]
            counts.update(line)
            lines.append(line)
            golds.append(number in example.right)
        groups.append(len(lines))
    kept = {feature: n for n, feature in enumerate(f for f, count in counts.items() if count >= least)}
    columns = [[kept[feature] for feature in line if feature in kept] for line in lines]
    starts = np.cumsum([0, *(len(line) for line in columns)])
    flat = np.fromiter((n for line in columns for n in line), dtype=np.int64, count=int(starts[-1]))
    matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(lines), len(kept)))
    names = {(t, v if len(TEMPLATES[t]) > 1 else (v,)): n for (t, v), n in kept.items()}
    return matrix, np.array(golds), np.array(groups), names


def _fit(matrix: Any, golds: Any, groups: Any, priors: Any, l1: float, l2: float) -> Any:
    """Minimise the negative log-likelihood that one of the right candidates is taken.

    Both penalties hold for what a weight adds to its prior, as two parts that stay positive.
    """
    size = matrix.shape[1]
    transposed = matrix.T.tocsr()
    begins = groups[:-1]
    member = np.repeat(np.arange(len(begins)), np.diff(groups))

    def loss(doubled: Any) -> tuple[float, Any]:
        weights = doubled[:size] - doubled[size:]
        scores = matrix @ (weights + priors)
        top = np.maximum.reduceat(scores, begins)
        shares = np.exp(scores - top[member])
        totals = np.add.reduceat(shares, begins)
        hits = np.where(golds, shares, 0.0)
        right = np.maximum(np.add.reduceat(hits, begins), _LEAST)
        value = float((np.log(totals) - np.log(right)).sum())
        slope = transposed @ (shares / totals[member] - hits / right[member]) + l2 * weights
        value += 0.5 * l2 * float(weights @ weights) + l1 * float(doubled.sum())
        return value, np.concatenate([slope + l1, l1 - slope])

    start = np.zeros(2 * size)
    result = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * (2 * size), options={"maxiter": 100, "maxfun": 150}
    )
    return result.x[:size] - result.x[size:] + priors


def write_model(weights: Iterable[Weight], curve: Curve, origin: str) -> Iterator[str]:
    """The lines of a weights table: its `origin` in the comment on top, the calibration curve, the weights."""
    yield "# Weights of the speaker ranker: template, values, weight. Written by `quotes train`; do not edit by hand.\n"
    yield f"# Origin: {origin}\n"
    for share, right in curve:
        yield f"calibration\t{share}\t{right}\n"
    for template, values, weight in weights:
        cells = ["+".join(TEMPLATES[template]), *(str(value) for value in values), f"{weight:.2f}"]
        yield "\t".join(cells) + "\n"
