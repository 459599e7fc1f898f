"""Score predictions against gold: detection, kind, mention, speaker, cue, venue, date, calibration.

What counts as right is told in `quotes.learning.agreement`, the two forms of gold in `quotes.learning.gold`, predictions in
`quotes.learning.predictions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from quotes.learning.figures import Fault, Figure, Tally
from quotes.learning.gold import PARTS, GoldDocument
from quotes.learning.judging import judge
from quotes.learning.predictions import Answer

__all__ = ["Score", "score"]


@attrs.frozen(slots=True)
class Score:
    """What a comparison came to.

    `documents` are those of the gold, `silent` those of them for which nothing was predicted; `figures` are in a fixed order, a
    figure that nothing counts in is left out; `faults` are the wrong answers by figure.
    """

    documents: int
    silent: int
    figures: Mapping[str, Figure]
    faults: Mapping[str, Sequence[Fault]]

    def as_json(self) -> dict[str, object]:
        """The figures as one object: a share has ``accuracy`` and ``of``, a detection ``p``, ``r``, ``f1`` and ``gold``."""
        counts: dict[str, object] = {"documents": self.documents, "documents without predictions": self.silent}
        return counts | {name: figure.as_json() for name, figure in self.figures.items()}


def score(
    gold: Iterable[GoldDocument], answers: Iterable[Answer], *, texts: Mapping[str, str] | None = None, together: bool = False
) -> Score:
    """The figures of `answers` against `gold`.

    Arguments: the annotated documents; the predictions, in any order (those of other documents count for nothing); the documents' texts
    by name, as far as they are known; whether the documents were read together, so that dates are held against what the collection
    tells.

    >>> from quotes.learning.gold import GoldSpan
    >>> from quotes.span import Span
    >>> gold = [GoldDocument("a", (GoldSpan(Span(0, 9), ("direct",), (Span(10, 13),)),), True)]
    >>> figures = score(gold, [Answer("a", (Span(0, 9),), "direct", mention=Span(10, 13))]).figures
    >>> figures["mention"]
    Share(right=1, of=1)
    """
    by_document: dict[str, list[Answer]] = {}
    for answer in answers:
        by_document.setdefault(answer.document, []).append(answer)
    tally, documents, silent, rich = Tally(), 0, 0, False
    for document in gold:
        found = by_document.get(document.name, [])
        tally.add(judge(document, found, text=(texts or {}).get(document.name), together=together))
        documents, silent, rich = documents + 1, silent + (not found), rich or document.rich
    return Score(documents, silent, _figures(tally, rich), tally.faults)


def _figures(tally: Tally, rich: bool) -> dict[str, Figure]:
    venue = {f"venue.{part}": tally.detection(f"venue.{part}") for part in PARTS} if rich else {}
    return {"detection": tally.detection("detection"), **tally.shares(), **venue, **tally.calibration()}
