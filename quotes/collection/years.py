"""The year that a document leaves out: “January 15” that is a Saturday, in a collection whose other documents are of January 2022.

A date without a year takes the year of a document about the same people that lies within a month of it, where all such documents
agree and the weekday that the document names fits.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from quotes.collection.readings import Reading, person_key
from quotes.model import Date, Evidence, Lender, Quotation
from quotes.resolve.edtf import parse
from quotes.resolve.temporal import find_times

__all__ = ["complete_years"]

_NEAR = 31  # days between the document and the lender, once the year is filled in
_SHARED = 2  # people that both documents must name


def complete_years(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with years where the collection knows them, in the order given."""
    dated = _dated_by_person(readings)
    return [_completed(reading, dated) if _yearless(reading) else reading for reading in readings]


def _yearless(reading: Reading) -> bool:
    return any(q.date is not None and q.date.lender is None and q.date.edtf.startswith("XXXX-") for q in reading.quotations)


def _dated_by_person(readings: Iterable[Reading]) -> dict[str, list[tuple[datetime.date, str]]]:
    """For each person the days and ids of the documents that name them and know their day."""
    found: dict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
    for reading in readings:
        day = parse(reading.clock).known_day if reading.clock else None
        if day is not None:
            for key in _people(reading):
                found[key].append((day, reading.document))
    return found


def _people(reading: Reading) -> set[str]:
    return {person_key(person.name) for person in reading.people if person.type == "person" and " " in person.name}


def _completed(reading: Reading, dated: dict[str, list[tuple[datetime.date, str]]]) -> Reading:
    shared: dict[tuple[datetime.date, str], int] = defaultdict(int)
    for key in _people(reading):
        for entry in dated.get(key, ()):
            shared[entry] += 1
    near = sorted(entry for entry, count in shared.items() if count >= _SHARED)
    return attrs.evolve(reading, quotations=tuple(_dated(quotation, near) for quotation in reading.quotations))


def _dated(quotation: Quotation, near: Sequence[tuple[datetime.date, str]]) -> Quotation:
    date = quotation.date
    if date is None or not date.edtf.startswith("XXXX-"):
        return quotation
    found = [(day, document) for lent, document in near if (day := _with_year(date, lent)) is not None]
    if len({day for day, _ in found}) != 1:
        return quotation
    day, document = found[0]
    whole = attrs.evolve(
        date, edtf=day.isoformat(), earliest=day.isoformat(), latest=day.isoformat(), lender=Lender(document, 0, 0)
    )
    evidence = Evidence("date", "year-of-the-collection", document=document)
    return attrs.evolve(quotation, date=whole, evidence=(*quotation.evidence, evidence))


def _with_year(date: Date, lent: datetime.date) -> datetime.date | None:
    """The day in the year that brings it nearest to the lender's, if it is near and its weekday fits."""
    weekday = _weekday(date.text or "")
    for year in (lent.year, lent.year - 1, lent.year + 1):
        try:
            day = datetime.date.fromisoformat(date.edtf.replace("XXXX", f"{year:04}"))
        except ValueError:
            continue
        if abs((day - lent).days) <= _NEAR and (weekday is None or day.weekday() == weekday):
            return day
    return None


def _weekday(words: str) -> int | None:
    """The weekday that an expression names, Monday 0, or None."""
    return next((phrase.reading.value[0] for phrase in find_times(words) if phrase.reading.kind == "weekday"), None)
