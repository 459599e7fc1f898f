"""What was written, as the library's own records: reports of turns to quotations, and the fields that stay open."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs

from quotes.model import Cue, Date, Document, Kind, Phrase, Quotation, Speaker, Venue
from quotes.span import Span
from quotes.strategies.page import Report, Stretch
from quotes.strategies.records import Written

__all__ = ["Claims"]

PARTS = ("occasion", "place", "medium")


@attrs.frozen
class Claims:
    """The document, the day that it knows (EDTF), the sources that it calls by their short name alone, and its apostrophe."""

    document: Document
    day: str | None
    known: frozenset[str]
    apostrophe: str

    def written(self, reports: list[Report], others: list[tuple[Kind, Stretch]]) -> Written:
        """The record of the whole article."""
        quotations: list[Quotation] = []
        nested: list[Quotation] = []
        unsure: set[tuple[str, str]] = set()
        told = Counter(field for report in reports for field in _told(report))
        for report in reports:
            for number, stretches in enumerate(report.quoted):
                quotation = self._quotation(report, stretches)
                quotations.append(quotation)
                nested += [self._nested(quotation, inner) for inner in _inside(stretches)]
                unsure |= {(quotation.id, field) for field in _unsure(report, number, told)}
        names = tuple(report.turn.construction.name for report in reports for _ in report.quoted)
        scare = tuple(self._record((stretch,), kind=kind) for kind, stretch in others)
        return Written(self.document, tuple(quotations), tuple(nested), scare, frozenset(unsure), names)

    def _quotation(self, report: Report, stretches: list[Stretch]) -> Quotation:
        return self._record(
            tuple(stretches),
            kind=report.turn.construction.kind,
            speaker=self._speaker(report),
            cue=None if report.cue is None else Cue(*report.cue, report.cue.of(self.document.text)),
            addressee=self._phrase(report.addressee),
            venue=Venue(**{part: self._phrase(span) for part, span in report.venue.items()}),
            date=self._date(report),
        )

    def _record(self, stretches: tuple[Stretch, ...], **fields: Any) -> Quotation:
        segments = tuple(stretch.span for stretch in stretches)
        text = " ".join(stretch.inner.of(self.document.text) for stretch in stretches)
        name = f"{self.document.id}#{segments[0].start}-{segments[-1].end}"
        return Quotation(name, self.document.id, segments, text, confidence=1.0, **fields)

    def _nested(self, around: Quotation, stretch: Stretch) -> Quotation:
        return self._record((stretch,), kind="mixed", parent=around.id)

    def _speaker(self, report: Report) -> Speaker | None:
        source, mention = report.turn.source, report.mention
        if mention is None:
            return None
        name = (source.short if source.name in self.known else source.name).replace("'", self.apostrophe)
        return Speaker(name, source.type, start=mention.start, end=mention.end, text=mention.of(self.document.text))

    def _phrase(self, span: Span | None) -> Phrase | None:
        return Phrase(span.start, span.end, span.of(self.document.text)) if span else None

    def _date(self, report: Report) -> Date | None:
        when, span = report.turn.scene.when, report.when
        if when and span:
            return Date(when.edtf, when.basis, span.start, span.end, span.of(self.document.text))
        return Date(self.day, "published") if self.day else None


def _inside(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches nested one level deep."""
    return [inner for stretch in stretches for depth, inner in stretch.nested if depth == 1]


def _told(report: Report) -> set[str]:
    """What the turn itself says of when and where."""
    return {*report.venue, *({"date"} if report.when else ())}


def _unsure(report: Report, number: int, told: Counter[str]) -> set[str]:
    """The fields left open: what another sentence may have settled, and what the construction itself leaves open."""
    own, row = _told(report), report.turn.construction
    carried = "{again.}" in row.template
    unsure = {*report.unsure, *(row.open if number or not carried else ()), *(own if carried and number else ())}
    unsure |= {field for field in (*PARTS, "date") if told[field] > (field in own) and field not in own}
    if not own & set(PARTS) and any(told[part] for part in PARTS):
        unsure |= set(PARTS)
    if report.turn.source.type != "person" and not report.introduced:
        unsure.add("name")
    return unsure
