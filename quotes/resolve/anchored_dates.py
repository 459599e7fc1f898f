"""The arithmetic of calendar dates: which year a day, a month, a season or a feast without one belongs to."""

from __future__ import annotations

import datetime
from calendar import monthrange

from quotes.resolve.anchors import PROXY_YEAR, Anchor, checked_year, month_at, months
from quotes.resolve.edtf import Edtf, Stamp, decade
from quotes.resolve.feasts import feast
from quotes.resolve.timewords import Reading

__all__ = ["calendar", "decade_named", "holiday", "month_of_year", "quarter", "season"]


def calendar(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """January 9, 2016 · January 9 · in January · last March · on the 9th · Saturday, January 15"""
    year, month, day, *rest = reading.value
    weekday = rest[0] if rest else None
    if year is not None:
        return _checked(Edtf.of(year, month, day))
    if month is None:
        return _day_of_month(day, anchor)
    if anchor is None or not anchor.dated:
        return _checked(Edtf.of(None, month, day))
    if day is None:
        return Edtf.of(_year_of_month(month, reading.shift, anchor), month)
    return _nearest(month, day, weekday, anchor)


def _checked(date: Edtf) -> Edtf | None:
    """The date, unless no calendar has it: June 31."""
    stamp = date.stamp or Stamp("XXXX")
    if stamp.day is None:
        return date
    year = PROXY_YEAR - 1 if "X" in stamp.year else int(stamp.year)
    return date if int(stamp.day) <= monthrange(year, int(stamp.month or 1))[1] else None


def _year_of_month(month: int, shift: int | None, anchor: Anchor) -> int:
    day = anchor.last
    if shift == 0:
        return day.year
    if shift == 3:
        return min((day.year - 1, day.year, day.year + 1), key=lambda year: abs(12 * (year - day.year) + month - day.month))
    if shift == 1 or (shift is None and anchor.forward):
        return day.year + (month < day.month or (month == day.month and shift == 1))
    return day.year - (month > day.month or (month == day.month and shift == -1))


def _nearest(month: int, day: int, weekday: int | None, anchor: Anchor) -> Edtf | None:
    """A day without a year: the last one on or before the anchor, or the next one; with its weekday, the nearest that fits."""
    years = range(max(1, anchor.last.year - 8), min(9999, anchor.last.year + 8) + 1)
    days = [datetime.date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    if weekday is not None:
        days = [date for date in days if date.weekday() == weekday]
        return Edtf.day(min(days, key=lambda date: (abs(date - anchor.last), date))) if days else None
    side = [date for date in days if (date >= anchor.first if anchor.forward else date <= anchor.last)]
    return Edtf.day(min(side, key=lambda date: abs(date - anchor.last))) if side else None


def _day_of_month(day: int, anchor: Anchor | None) -> Edtf | None:
    """on the 9th: of this month, or the one before or after"""
    base = anchor.day if anchor is not None else None
    if anchor is None or base is None:
        return None
    step = 1 if anchor.forward else -1
    for shift in (0, step, 2 * step):
        year, month = month_at(base, shift)
        if day <= monthrange(year, month)[1]:
            date = datetime.date(year, month, day)
            if (date - base).days * step >= 0:
                return Edtf.day(date)
    return None


def month_of_year(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """March of last year · January 9 this year"""
    shift, month, day = reading.value
    if anchor is None or not anchor.dated:
        return None
    return _checked(Edtf.of(checked_year(anchor.last.year + shift), month, day))


def decade_named(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """the 1990s"""
    return decade(reading.value[0])


def season(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """the summer of 2014 · last winter"""
    month, year = reading.value
    if year is not None:
        return _three_months(year, month)
    if anchor is None or not anchor.dated:
        return None
    day = anchor.last
    if reading.shift == 0:
        return _three_months(day.year - (month == 12 and day.month < 3), month)
    ahead = reading.shift == 1 or anchor.forward
    years = range(day.year + 1, day.year - 3, -1) if not ahead else range(day.year, day.year + 2)
    for number in years:
        season = _three_months(number, month)
        first, last = season.bounds
        if first and last and ((first > day) if ahead else (last < day if reading.shift == -1 else first <= day)):
            return season
    return None


def _three_months(year: int, month: int) -> Edtf:
    return months(year, month, *month_at(datetime.date(checked_year(year), month, 1), 2))


def quarter(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """the first quarter of 2020 · the second quarter: the last one that has begun"""
    number, year = reading.value
    month = 3 * number - 2
    if year is None:
        if anchor is None or not anchor.dated:
            return None
        year = _year_of_month(month, None, anchor)
    return _three_months(year, month)


def holiday(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """Christmas Day · last Easter · Thanksgiving 2014"""
    rule, year = reading.value
    if year is not None:
        return Edtf.day(feast(rule, year))
    if anchor is None or not anchor.dated:
        return Edtf.of(None, int(rule[:2]), int(rule[3:])) if rule[2:3] == "-" else None
    base = anchor.last
    feasts = [feast(rule, number) for number in range(max(1, base.year - 1), min(9999, base.year + 1) + 1)]
    if reading.shift == 0:
        return Edtf.day(feast(rule, base.year))
    if reading.shift == 1 or (reading.shift is None and anchor.forward):
        return Edtf.day(min(feast for feast in feasts if feast > base or (feast == base and reading.shift is None)))
    return Edtf.day(max(feast for feast in feasts if feast < base or (feast == base and reading.shift is None)))
