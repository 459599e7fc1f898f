"""Verdicts on single answers, and the figures that many of them add up to.

A `Share` counts what is right of all; a `Detection` what was found, missed and made up (precision, recall, F1). Figures keep their
names from one run to the next, so that a table of them can be compared with the last one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import attrs

__all__ = [
    "CalibrationError",
    "Detection",
    "Fault",
    "Figure",
    "Finding",
    "Share",
    "Sure",
    "Tally",
    "Verdict",
    "calibration_error",
]


class Fault(NamedTuple):
    """An answer that is not what the gold says: where it stands, and both sides in words (or offsets, where the text is not known)."""

    figure: str
    document: str
    start: int
    quotation: str
    expected: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        told = f", expected {self.expected}, found {self.found}" if (self.expected, self.found) != (None, None) else ""
        return f"{self.figure}: {self.document} at {self.start}: {self.quotation}{told}"


class Verdict(NamedTuple):
    """An answer that counts in the share `figure`, right or wrong."""

    figure: str
    right: bool
    fault: Fault | None = None


class Finding(NamedTuple):
    """Something that counts in the detection `figure`."""

    figure: str
    outcome: Literal["found", "missed", "made up"]
    fault: Fault | None = None


class Sure(NamedTuple):
    """How sure an answer was, and whether it was right."""

    confidence: float
    right: bool


class Share(NamedTuple):
    """How many of all are right."""

    right: int
    of: int

    def as_json(self) -> dict[str, float | int | None]:
        """The figure as an object, rounded to four places."""
        return {"accuracy": round(self.right / self.of, 4) if self.of else None, "of": self.of}


class Detection(NamedTuple):
    """What was found, missed and made up."""

    found: int
    missed: int
    made_up: int

    def as_json(self) -> dict[str, float | int]:
        """Precision, recall and F1, rounded to four places, and the number of things to be found.

        >>> Detection(found=3, missed=1, made_up=0).as_json()
        {'p': 1.0, 'r': 0.75, 'f1': 0.8571, 'gold': 4}
        """
        precision = self.found / (self.found + self.made_up) if self.found else 0.0
        recall = self.found / (self.found + self.missed) if self.found else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.found else 0.0
        return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4), "gold": self.found + self.missed}


class CalibrationError(NamedTuple):
    """How far confidences lie from the share of right answers, on average over ten equal bins, and over how many answers."""

    error: float
    of: int

    def as_json(self) -> dict[str, float | int]:
        """The figure as an object, rounded to four places."""
        return {"accuracy": round(self.error, 4), "of": self.of}


Figure = Share | Detection | CalibrationError
"""What can be put on record."""


def calibration_error(answers: Sequence[Sure]) -> CalibrationError:
    """The expected calibration error of at least one answer.

    >>> calibration_error([Sure(0.9, True), Sure(0.9, True), Sure(0.2, True), Sure(0.2, False)]).as_json()
    {'accuracy': 0.2, 'of': 4}
    """
    bins: dict[int, list[Sure]] = defaultdict(list)
    for answer in answers:
        bins[min(9, int(answer.confidence * 10))].append(answer)
    off = sum(abs(sum(answer.confidence - answer.right for answer in answers)) for answers in bins.values())
    return CalibrationError(off / len(answers), len(answers))


@attrs.define
class Tally:
    """Counts verdicts. `faults` holds what went wrong, by figure, in the order in which it was told."""

    faults: dict[str, list[Fault]] = attrs.field(factory=lambda: defaultdict(list))
    _shares: dict[str, Counter[bool]] = attrs.field(factory=lambda: defaultdict(Counter))
    _findings: dict[str, Counter[str]] = attrs.field(factory=lambda: defaultdict(Counter))
    _sure: list[Sure] = attrs.field(factory=list)

    def add(self, items: Iterable[Verdict | Finding | Sure]) -> None:
        """Counts each of them."""
        for item in items:
            if isinstance(item, Sure):
                self._sure.append(item)
                continue
            if isinstance(item, Verdict):
                self._shares[item.figure][item.right] += 1
            else:
                self._findings[item.figure][item.outcome] += 1
            if item.fault is not None:
                self.faults[item.fault.figure].append(item.fault)

    def shares(self) -> dict[str, Share]:
        """The shares in the order of their names."""
        return {name: Share(counts[True], counts.total()) for name, counts in sorted(self._shares.items())}

    def detection(self, name: str) -> Detection:
        """One detection, all zero where nothing was counted under its name."""
        counts = self._findings.get(name, Counter())
        return Detection(counts["found"], counts["missed"], counts["made up"])

    def calibration(self) -> dict[str, Figure]:
        """The calibration error, and how many answers are right where they are at least 0.9 sure; nothing without confidences."""
        if not self._sure:
            return {}
        certain = [answer.right for answer in self._sure if answer.confidence >= 0.9]
        return {
            "calibration error": calibration_error(self._sure),
            "right where confidence >= 0.9": Share(sum(certain), len(certain)),
        }
