"""How the ranker does on articles that it was not trained on: figures for `docs/accuracy`, as Markdown tables.

``python -m quotes.learning.evaluation CORPUS.jsonl`` trains and reads in five folds, then with each newsroom left out in turn; with
``--ablate`` instead without each group of features, with ``--rules`` by the rule that each answer rests on. The spans are given, so
that only the choice of source is measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quotes.learning.corpus import AnnotatedDocument, AnnotatedSpan, read_corpus
from quotes.learning.train import train_weights
from quotes.resolve.passages import Passages
from quotes.resolve.ranking import Model, Ranker, Weight, default_ranker
from quotes.resolve.sources import Source, find_sources
from quotes.resolve.speakers import rule_of
from quotes.resolve.templates import TEMPLATES
from quotes.span import overlap
from quotes.text.blocks import split_blocks

__all__ = ["GROUPS", "Figures", "by_rule", "evaluate", "five_folds", "newsrooms", "without_group"]

GROUPS: dict[str, frozenset[str]] = {
    "links and their verbs": frozenset("link verb side between lemma".split()),
    "seam and reach": frozenset("seam crossed reach".split()),
    "the verb that the span hangs on": frozenset("governor governs cued outside".split()),
    "tags beside the candidate": frozenset("left1 left2 right1 right2".split()),
    "what sort of phrase it is": frozenset("kind head".split()),
    "order among the candidates": frozenset(["order"]),
    "the quotation before": frozenset("carry join echo prior".split()),
    "the span's form": frozenset("length form open close".split()),
    "the span's surroundings": frozenset("lead1 follow1 spot count intro".split()),
    "the best cue of all candidates": frozenset(["strength"]),
}
"""Groups of attributes that an ablation takes away together."""


class Figures(NamedTuple):
    """Counts over annotated spans; the properties are shares of 1."""

    sourced: int = 0
    right: int = 0
    chosen: int = 0
    unsourced: int = 0
    rejected: int = 0

    def __add__(self, other: object) -> Figures:
        if not isinstance(other, Figures):
            return NotImplemented
        return Figures(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def mention(self) -> float:
        """How many of the spans with a source were given the right phrase."""
        return self.right / max(1, self.sourced)

    @property
    def precision(self) -> float:
        """How many of those that were given a phrase were given the right one."""
        return self.right / max(1, self.chosen)

    @property
    def detection(self) -> float:
        """F1 of telling spans that have a source from those that have none."""
        wrong = self.unsourced - self.rejected
        return 2 * self.chosen / max(1, 2 * self.chosen + wrong + self.sourced - self.chosen)

    def row(self, name: str) -> str:
        """A row of a Markdown table."""
        return f"| {name} | {self.mention:.3f} | {self.precision:.3f} | {self.detection:.3f} | {self.sourced} |"


def evaluate(documents: Iterable[AnnotatedDocument], weights: Sequence[Weight]) -> Figures:
    """The figures of one set of weights on annotated documents."""
    ranker = Ranker(Model(tuple(weights), ()))
    return sum((_of_document(document, ranker) for document in documents), Figures())


def _of_document(document: AnnotatedDocument, ranker: Ranker) -> Figures:
    return sum((_of_span(span, source) for span, source in _read(document, ranker)), Figures())


def _read(document: AnnotatedDocument, ranker: Ranker) -> Iterator[tuple[AnnotatedSpan, Source]]:
    segments = [span.segment for span in document.spans]
    passages = Passages(document.text, split_blocks(document.text), segments)
    return zip(document.spans, find_sources(document.text, passages, segments, ranker), strict=True)


def _of_span(span: AnnotatedSpan, source: Source) -> Figures:
    phrase = source.candidate.span if source.chosen and source.candidate is not None else None
    if not span.sources:
        return Figures(unsourced=1, rejected=int(phrase is None))
    hit = phrase is not None and any(overlap(phrase, own) for own in span.sources)
    return Figures(1, int(hit), int(phrase is not None))


def by_rule(documents: Iterable[AnnotatedDocument], ranker: Ranker) -> dict[str, Figures]:
    """The figures by the rule that each answer rests on (see `quotes.resolve.speakers.RULES`), the most frequent rule first."""
    found: dict[str, Figures] = {}
    for document in documents:
        for span, source in _read(document, ranker):
            if source.chosen:
                rule = rule_of(source)
                found[rule] = found.get(rule, Figures()) + _of_span(span, source)
    return dict(sorted(found.items(), key=lambda item: -item[1].sourced - item[1].unsourced))


def five_folds(documents: Sequence[AnnotatedDocument]) -> Figures:
    """Every fifth document held out in turn."""
    parts = [documents[n::5] for n in range(5)]
    return sum((_held_out(part, [d for other in parts if other is not part for d in other]) for part in parts), Figures())


def newsrooms(documents: Sequence[AnnotatedDocument]) -> Iterator[tuple[str, Figures]]:
    """Each newsroom read with weights learned from all others."""
    for publisher in sorted({document.publisher for document in documents}):
        held = [document for document in documents if document.publisher == publisher]
        yield publisher, _held_out(held, [document for document in documents if document.publisher != publisher])


def _held_out(held: Sequence[AnnotatedDocument], others: Sequence[AnnotatedDocument]) -> Figures:
    return evaluate(held, train_weights(others))


def without_group(documents: Sequence[AnnotatedDocument], held: Sequence[AnnotatedDocument], group: frozenset[str]) -> Figures:
    """The figures on `held` of weights learned from `documents` without the templates that read an attribute of `group`."""
    kept = {n for n, template in enumerate(TEMPLATES) if not group & set(template)}
    return evaluate(held, train_weights(documents, templates=kept))


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m quotes.learning.evaluation", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--ablate", type=Path, metavar="HELD", help="another corpus to read without each group of features")
    parser.add_argument("--rules", action="store_true", help="the answers of the packaged weights on the corpus, by rule")
    options = parser.parse_args(arguments)
    documents = list(read_corpus(options.corpus))
    if options.rules:
        print("| rule | answers | right | its phrase is another | no quotation |\n| --- | --- | --- | --- | --- |")
        for rule, figures in by_rule(documents, default_ranker()).items():
            answers, wrong = figures.sourced + figures.unsourced, figures.sourced - figures.right
            print(f"| {rule} | {answers} | {figures.right / answers:.3f} | {wrong} | {figures.unsourced} |")
        return
    heading = "| | mention | precision | detection F1 | sourced spans |\n| --- | --- | --- | --- | --- |"
    if options.ablate:
        held = list(read_corpus(options.ablate))
        print(heading, evaluate(held, train_weights(documents)).row("all features"), sep="\n", flush=True)
        for name, group in GROUPS.items():
            print(without_group(documents, held, group).row(f"without {name}"), flush=True)
        return
    print(heading, five_folds(documents).row("five folds"), sep="\n", flush=True)
    for publisher, figures in newsrooms(documents):
        print(figures.row(f"without {publisher}"), flush=True)


if __name__ == "__main__":
    main()
