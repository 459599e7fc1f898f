"""The year that a document leaves out: “January 15” that is a Saturday, in a collection whose other documents are of January 2022.

A date without a year takes the year of a document about the same people that lies within a month of it, where all such documents
agree and the weekday that the document names fits. A block is a person and a month of any year.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeGuard

import attrs
import regex

from quotes.collection.blocks import Counts, Loan, Note, Step
from quotes.collection.readings import Reading, person_key
from quotes.model import Date, Evidence, Lender, Quotation
from quotes.resolve.edtf import parse
from quotes.resolve.temporal import find_times

__all__ = ["YEARS"]

_NEAR = 31  # days between the document and the lender, once the year is filled in
_YEARLESS = regex.compile(r"XXXX-\d\d-\d\d")
_SHARED = 2  # people that both documents must name
_AROUND = (-_NEAR, -_NEAR // 2, 0, _NEAR // 2, _NEAR)  # days from a date that meet every month within `_NEAR` days of it


class _Day(NamedTuple):
    """A month and a day (“01-15”) whose year is not known, and the weekday that the words name (Monday 0; None: none)."""

    month_day: str
    weekday: int | None


@attrs.frozen(slots=True)
class _Dated:
    """A document that names a person and knows its day."""

    day: datetime.date
    document: str
    person: str


@attrs.frozen(slots=True)
class _Yearless:
    """A document that names a person and has days of one month without their years."""

    document: str
    days: tuple[_Day, ...]


def _offers(reading: Reading, counts: Counts) -> Iterator[Note]:
    day = parse(reading.clock).known_day if reading.clock else None
    if day is not None:
        months = sorted({_month(day, days) for days in _AROUND})
        for person in _people(reading):
            for month in months:
                yield Note(f"{person} {month}", f"{day} {reading.document}", _Dated(day, reading.document, person))


def _month(day: datetime.date, days: int) -> str:
    return f"{datetime.date.fromordinal(min(max(1, day.toordinal() + days), datetime.date.max.toordinal())).month:02}"


def _wishes(reading: Reading, counts: Counts) -> Iterator[Note]:
    months: dict[str, set[_Day]] = defaultdict(set)
    for quotation in reading.quotations:
        if _is_yearless(quotation.date):
            day = _day(quotation.date)
            months[day.month_day[:2]].add(day)
    if months:
        for person in _people(reading):
            for month, days in months.items():
                yield Note(f"{person} {month}", reading.document, _Yearless(reading.document, tuple(days)))


def _is_yearless(date: Date | None) -> TypeGuard[Date]:
    return date is not None and date.lender is None and _YEARLESS.fullmatch(date.edtf) is not None


def _day(date: Date) -> _Day:
    phrases = find_times(date.text or "")
    weekday = next((phrase.reading.value[0] for phrase in phrases if phrase.reading.kind == "weekday"), None)
    return _Day(date.edtf.removeprefix("XXXX-"), weekday)


def _people(reading: Reading) -> list[str]:
    return sorted({person_key(person.name) for person in reading.people if person.type == "person" and " " in person.name})


def _meet(notes: Iterable[Note]) -> Iterator[Loan]:
    """Each document that wants a year hears of those that name the same person and lie near one of its dates in some year."""
    dated: list[_Dated] = []
    for note in notes:
        if isinstance(note.body, _Dated):
            dated.append(note.body)
        else:
            wish: _Yearless = note.body
            for lender in dated:
                if any(_with_year(day, lender.day) is not None for day in wish.days):
                    yield Loan(wish.document, -1, lender)


def _take(reading: Reading, loans: Sequence[Loan]) -> Reading:
    shared = Counter((lender.day, lender.document) for lender in {loan.body for loan in loans})
    near = sorted(entry for entry, count in shared.items() if count >= _SHARED)
    return attrs.evolve(reading, quotations=tuple(_dated(quotation, near) for quotation in reading.quotations))


def _dated(quotation: Quotation, near: Sequence[tuple[datetime.date, str]]) -> Quotation:
    date = quotation.date
    if not _is_yearless(date):
        return quotation
    yearless = _day(date)
    found = [(day, document) for lent, document in near if (day := _with_year(yearless, lent)) is not None]
    if len({day for day, _ in found}) != 1:
        return quotation
    day, document = found[0]
    whole = attrs.evolve(
        date, edtf=day.isoformat(), earliest=day.isoformat(), latest=day.isoformat(), lender=Lender(document, 0, 0)
    )
    evidence = Evidence("date", "year-of-the-collection", document=document)
    return attrs.evolve(quotation, date=whole, evidence=(*quotation.evidence, evidence))


def _with_year(yearless: _Day, lent: datetime.date) -> datetime.date | None:
    """The day in the year that brings it nearest to the lender's, if it is near and its weekday fits."""
    for year in (lent.year, lent.year - 1, lent.year + 1):
        try:
            day = datetime.date.fromisoformat(f"{year:04}-{yearless.month_day}")
        except ValueError:
            continue
        if abs((day - lent).days) <= _NEAR and yearless.weekday in (None, day.weekday()):
            return day
    return None


YEARS = Step("years", _wishes, _meet, _take, offers=_offers)
"""Years where the documents around a date have one."""
