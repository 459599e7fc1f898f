"""How far to trust the ranker's shares: measured on newsrooms that it was not trained on.

The corpus is cut into folds by newsroom (documents of one publisher stay together); each fold is read with weights learned from the
others. The shares of the answers, and whether they were right, give a rising curve (pool adjacent violators) of a few points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from quotes.learning.corpus import AnnotatedDocument
from quotes.learning.train import Report, train_weights
from quotes.processes import in_order, succeeded
from quotes.resolve.passages import Passages
from quotes.resolve.ranking import Model, Ranker
from quotes.resolve.sources import find_sources
from quotes.span import overlap
from quotes.text.blocks import split_blocks

__all__ = ["Answer", "answers", "curve", "folds_by_publisher", "held_out_answers"]

POINTS = 12
"""How many points the curve has at most."""


class Answer(NamedTuple):
    """One answer of the ranker: its share, and whether the span is a quotation and the phrase its source."""

    share: float
    right: bool


def folds_by_publisher(documents: Sequence[AnnotatedDocument], folds: int = 4) -> list[list[AnnotatedDocument]]:
    """The documents in at most `folds` parts of like size, each publisher whole in one of them."""
    publishers: dict[str, list[AnnotatedDocument]] = {}
    for document in documents:
        publishers.setdefault(document.publisher, []).append(document)
    parts: list[list[AnnotatedDocument]] = [[] for _ in range(min(folds, len(publishers)))]
    for _, own in sorted(publishers.items(), key=lambda item: (-len(item[1]), item[0])):
        min(parts, key=len).extend(own)
    return parts


def held_out_answers(documents: Sequence[AnnotatedDocument], folds: int = 4, report: Report | None = None) -> Iterator[Answer]:
    """The answers for each fold, read with weights that were learned from the others; `report` as for `answers`."""
    parts = folds_by_publisher(documents, folds)
    for n, part in enumerate(parts):
        others = [document for m, other in enumerate(parts) if m != n for document in other]
        if others:
            yield from answers(part, Ranker(Model(tuple(train_weights(others, report=report)), ())), report)


def answers(documents: Iterable[AnnotatedDocument], ranker: Ranker, report: Report | None = None) -> Iterator[Answer]:
    """What the ranker answers for each annotated span that it takes for a quotation.

    Arguments: the documents; the ranker; what takes the error of each document whose analysis fails, as for `examples`.
    """
    found = in_order(partial(_answers_for, ranker), documents, 1)
    yield from chain.from_iterable(made for _, made in succeeded(found, report))


def _answers_for(ranker: Ranker, document: AnnotatedDocument) -> list[Answer]:
    segments = [span.segment for span in document.spans]
    passages = Passages(document.text, split_blocks(document.text), segments)
    sources = zip(document.spans, find_sources(document.text, passages, segments, ranker), strict=True)
    return [
        Answer(source.probability, any(overlap(source.candidate.span, phrase) for phrase in span.sources))
        for span, source in sources
        if source.chosen and source.candidate is not None
    ]


def curve(found: Iterable[Answer], points: int = POINTS) -> list[tuple[float, float]]:
    """Shares and how often they are right, both rising.

    >>> curve([Answer(0.5, False), Answer(0.9, True), Answer(0.95, True), Answer(0.6, False)], points=2)
    [(0.55, 0.0), (0.925, 1.0)]
    """
    ranked = sorted(found)
    size = max(1, len(ranked) // points)
    blocks: list[tuple[float, float, int]] = []
    for start in range(0, len(ranked), size):
        group = ranked[start : start + size]
        blocks.append((sum(a.share for a in group), float(sum(a.right for a in group)), len(group)))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            shares, right, count = blocks.pop()
            before = blocks.pop()
            blocks.append((before[0] + shares, before[1] + right, before[2] + count))
    return [(round(shares / count, 3), round(right / count, 3)) for shares, right, count in blocks]
