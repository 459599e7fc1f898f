"""The arithmetic of time: what an expression means, told from a day (the anchor) or from the last date of the narrative.

Weeks run from Monday to Sunday; the present one ends with the anchor for what is past, and begins with it for what is to come.
A bare weekday told in the past is the last such day on or before the anchor. Seasons are those of the north. An anchor whose year
is unknown (``XXXX-01-15``) gives days of an unknown year. What cannot be known is None: nothing here guesses.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable
from typing import Any, Literal

import attrs

from quotes.resolve.edtf import Edtf, Stamp, between, decade
from quotes.resolve.feasts import feast
from quotes.resolve.timewords import Reading

__all__ = ["Tense", "resolve_reading"]

Tense = Literal["past", "future"]

_DAY = datetime.timedelta(days=1)
_PROXY_YEAR, _LEAP_YEAR = 2001, 2004  # an unknown year is taken for both, and a day on which they differ stays unknown


@attrs.frozen(slots=True)
class _Anchor:
    """The day that an expression is told from: `first` and `last` differ for a month or year, and a proxy year is not `dated`."""

    first: datetime.date
    last: datetime.date
    tense: Tense
    dated: bool = True

    @property
    def day(self) -> datetime.date | None:
        """The day, if the anchor is one of a known year."""
        return self.last if self.first == self.last and self.dated else None

    @property
    def forward(self) -> bool:
        """Whether what is told of is to come."""
        return self.tense == "future"


def resolve_reading(reading: Reading, anchor: Edtf | None, tense: Tense = "past", previous: Edtf | None = None) -> Edtf | None:
    """The date that an expression means.

    Arguments: what the grammar read; the day it is told from, where known; whether it tells of what is past or to come; the last
    date of the narrative, which *the next day* counts from.

    >>> str(resolve_reading(Reading("weekday", (5,)), Edtf.of(2022, 1, 19)))
    '2022-01-15'
    """
    base = previous if reading.narrative and previous is not None else anchor
    if reading.narrative and previous is None and _onward(reading):
        return None  # two days later: than what?
    try:
        result = _ARITHMETIC[reading.kind](reading, _anchor(base, tense))
    except (ValueError, OverflowError):  # February 30, the year 10000: no date is meant
        return None
    return result


def _onward(reading: Reading) -> bool:
    """Whether a narrative expression leads on from what was told: two days later, the following week."""
    step = reading.value[0] if reading.kind in ("offset", "few") else reading.shift
    return isinstance(step, int) and step > 0


def _anchor(base: Edtf | None, tense: Tense) -> _Anchor | None:
    if base is None:
        return None
    first, last = base.bounds
    stamp = base.stamp
    if first is not None and last is not None:
        return _Anchor(first, last, tense)
    if stamp is None or stamp.month is None or stamp.day is None or "X" in stamp.month + stamp.day:
        return None
    if (stamp.month, stamp.day) == ("02", "29"):
        return None
    day = datetime.date(_PROXY_YEAR, int(stamp.month), int(stamp.day))
    return _Anchor(day, day, tense, dated=False)


# --- days


def _weekday(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """Monday · last Monday · Monday of last week"""
    if anchor is None:
        return None
    if not anchor.dated:  # in a report of January 15 “on Saturday” is the day of the report
        bare = reading.shift is None and len(reading.value) == 1 and not anchor.forward
        return _masked(anchor.last) if bare else None
    day = anchor.day
    if day is None:
        return None
    number, *weeks = reading.value
    if weeks:
        return Edtf.day(_monday(day) + (7 * weeks[0] + number) * _DAY)
    if reading.shift == -1:
        return Edtf.day(day - ((day.weekday() - number - 1) % 7 + 1) * _DAY)
    if reading.shift == 1:
        return Edtf.day(_monday(day) + (7 + number) * _DAY)
    if reading.shift == 0:
        return Edtf.day(_monday(day) + number * _DAY)
    if reading.shift == 2:  # this coming Sunday
        return Edtf.day(day + ((number - day.weekday() - 1) % 7 + 1) * _DAY)
    ahead = (number - day.weekday()) % 7
    return Edtf.day(day + (ahead if anchor.forward else ahead - 7 if ahead else 0) * _DAY)


def _day(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """today · yesterday · last night"""
    return _moved(anchor, reading.value[0])


def _overnight(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    if anchor is None or anchor.day is None:
        return None
    return between(anchor.day - _DAY, anchor.day)


def _moved(anchor: _Anchor | None, days: int) -> Edtf | None:
    if anchor is None or anchor.first != anchor.last:
        return None
    if anchor.dated:
        return Edtf.day(anchor.last + days * _DAY)
    moved = {(anchor.last.replace(year=year) + days * _DAY).timetuple()[1:3] for year in (_PROXY_YEAR, _LEAP_YEAR)}
    return Edtf.of(None, *moved.pop()) if len(moved) == 1 else None


def _masked(day: datetime.date) -> Edtf:
    """The day, in a year that is not known."""
    return Edtf.of(None, day.month, day.day)


def _offset(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """two days ago · a week later · three months earlier"""
    count, unit = reading.value
    if unit == "day":
        if count == 0 and anchor is not None and anchor.dated:
            return between(anchor.first, anchor.last) if anchor.last - anchor.first < 7 * _DAY else None
        return _moved(anchor, count)
    return _unit(Reading("unit", (unit,), count), anchor)


def _few(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """a few days ago: two to seven of them"""
    if anchor is None or anchor.day is None:
        return None
    sign, unit = reading.value
    ends = sorted((2 * sign, 7 * sign))
    if unit in ("day", "week"):
        days = 1 if unit == "day" else 7
        return between(anchor.day + ends[0] * days * _DAY, anchor.day + ends[1] * days * _DAY)
    if unit == "month":
        return _months(*_month_at(anchor.day, ends[0]), *_month_at(anchor.day, ends[1]))
    return _months(anchor.day.year + ends[0], None, anchor.day.year + ends[1], None) if unit == "year" else None


# --- weeks, months, years


def _unit(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """last week · this month · next year · the weekend"""
    unit, shift = reading.value[0], reading.shift
    if anchor is None or not anchor.dated:
        return _unit_of_unknown_year(unit, shift or 0, anchor)
    if unit == "week":
        return _week(shift or 0, anchor)
    if unit == "weekend":
        return _weekend(shift, anchor)
    shift = shift or 0
    last = anchor.last
    if unit in ("month", "quarter") and (last - anchor.first).days > 31:
        return None
    if unit == "month":
        return Edtf.of(*_month_at(last, shift))
    if unit == "quarter":
        return _months(*_month_at(last, 3 * shift - (last.month - 1) % 3), *_month_at(last, 3 * shift + 2 - (last.month - 1) % 3))
    if unit == "year":
        return Edtf.of(_year(last.year + shift))
    if unit == "decade":
        return decade(_year(last.year + 10 * shift))
    return Edtf.of(f"{_year(last.year + 100 * shift) // 100:02}XX") if unit == "century" else None


def _unit_of_unknown_year(unit: str, shift: int, anchor: _Anchor | None) -> Edtf | None:
    return Edtf.of(None, _month_at(anchor.last, shift)[1]) if anchor is not None and unit == "month" else None


def _year(year: int) -> int:
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return year


def _week(shift: int, anchor: _Anchor) -> Edtf | None:
    if anchor.day is None and anchor.last - anchor.first > 6 * _DAY:
        return None
    monday = _monday(anchor.last) + 7 * shift * _DAY
    sunday = monday + 6 * _DAY
    if shift == 0:
        return between(anchor.last, sunday) if anchor.forward else between(monday, anchor.last)
    return between(monday, sunday)


def _weekend(shift: int | None, anchor: _Anchor) -> Edtf | None:
    day = anchor.day
    if day is None:
        return None
    saturday = _monday(day) + 5 * _DAY
    resting = day >= saturday
    if shift == 1:
        return between(saturday + 7 * resting * _DAY, saturday + (7 * resting + 1) * _DAY)
    if shift == -1:
        return between(saturday - 7 * _DAY, saturday - 6 * _DAY)
    if anchor.forward:
        return between(max(day, saturday), saturday + _DAY)
    return between(saturday, day) if resting else between(saturday - 7 * _DAY, saturday - 6 * _DAY)


def _past(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """the past three days, up to the anchor"""
    return _stretch(reading.value[0], reading.value[1], anchor, -1)


def _ahead(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """the next two weeks, from the anchor on"""
    return _stretch(reading.value[0], reading.value[1], anchor, 1)


def _stretch(count: int, unit: str, anchor: _Anchor | None, sign: int) -> Edtf | None:
    day = anchor.day if anchor is not None else None
    if day is None:
        return None
    if unit in ("day", "night", "week"):
        other = day + sign * count * (7 if unit == "week" else 1) * _DAY
        return between(min(day, other), max(day, other))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        return None
    ends = sorted((_month_at(day, 0), _month_at(day, sign * count * months)))
    return _months(*ends[0], *ends[1])


def _monday(day: datetime.date) -> datetime.date:
    return day - day.weekday() * _DAY


def _month_at(day: datetime.date, shift: int) -> tuple[int, int]:
    """Year and month, so many months away."""
    number = day.year * 12 + day.month - 1 + shift
    return _year(number // 12), number % 12 + 1


def _months(year: int, month: int | None, last_year: int, last_month: int | None) -> Edtf:
    """The interval of two months or years, or the one if they are one."""
    first, last = Edtf.of(_year(year), month), Edtf.of(_year(last_year), last_month)
    return first if first == last else Edtf(first.first, last.first, interval=True)


# --- dates of the calendar


def _calendar(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
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
    year = _PROXY_YEAR - 1 if "X" in stamp.year else int(stamp.year)
    return date if int(stamp.day) <= monthrange(year, int(stamp.month or 1))[1] else None


def _year_of_month(month: int, shift: int | None, anchor: _Anchor) -> int:
    day = anchor.last
    if shift == 0:
        return day.year
    if shift == 3:
        return min((day.year - 1, day.year, day.year + 1), key=lambda year: abs(12 * (year - day.year) + month - day.month))
    if shift == 1 or (shift is None and anchor.forward):
        return day.year + (month < day.month or (month == day.month and shift == 1))
    return day.year - (month > day.month or (month == day.month and shift == -1))


def _nearest(month: int, day: int, weekday: int | None, anchor: _Anchor) -> Edtf | None:
    """A day without a year: the last one on or before the anchor, or the next one; with its weekday, the nearest that fits."""
    years = range(max(1, anchor.last.year - 8), min(9999, anchor.last.year + 8) + 1)
    days = [datetime.date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    if weekday is not None:
        days = [date for date in days if date.weekday() == weekday]
        return Edtf.day(min(days, key=lambda date: (abs(date - anchor.last), date))) if days else None
    side = [date for date in days if (date >= anchor.first if anchor.forward else date <= anchor.last)]
    return Edtf.day(min(side, key=lambda date: abs(date - anchor.last))) if side else None


def _day_of_month(day: int, anchor: _Anchor | None) -> Edtf | None:
    """on the 9th: of this month, or the one before or after"""
    base = anchor.day if anchor is not None else None
    if anchor is None or base is None:
        return None
    step = 1 if anchor.forward else -1
    for shift in (0, step, 2 * step):
        year, month = _month_at(base, shift)
        if day <= monthrange(year, month)[1]:
            date = datetime.date(year, month, day)
            if (date - base).days * step >= 0:
                return Edtf.day(date)
    return None


def _year_month(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """March of last year · January 9 this year"""
    shift, month, day = reading.value
    if anchor is None or not anchor.dated:
        return None
    return _checked(Edtf.of(_year(anchor.last.year + shift), month, day))


def _decade(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    return decade(reading.value[0])


def _season(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
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
    return _months(year, month, *_month_at(datetime.date(_year(year), month, 1), 2))


def _quarter(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """the first quarter of 2020 · the second quarter: the last one that has begun"""
    number, year = reading.value
    month = 3 * number - 2
    if year is None:
        if anchor is None or not anchor.dated:
            return None
        year = _year_of_month(month, None, anchor)
    return _three_months(year, month)


# --- days with a name


def _holiday(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
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


def _range(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """from Monday to Wednesday: the end is read first, and the beginning is the last one before it"""
    first, last = reading.value
    end = _ARITHMETIC[last.kind](last, anchor)
    if end is None or end.last is None:
        return None
    before = anchor
    if anchor is not None and end.bounds[1] is not None and last.kind in ("weekday", "calendar"):
        before = _Anchor(end.bounds[1], end.bounds[1], "past")
    start = _ARITHMETIC[first.kind](first, before)
    if start is None or start.first is None:
        return None
    low, high = start.bounds[0], end.bounds[1]
    if low is not None and high is not None and low > high:
        return None
    return end if start == end else Edtf(start.first, end.last, interval=True)


def _unknown(reading: Reading, anchor: _Anchor | None) -> Edtf | None:
    """recently · weeks later: another time, nobody knows which"""
    return None


_ARITHMETIC: dict[str, Callable[[Any, _Anchor | None], Edtf | None]] = {
    "ahead": _ahead,
    "calendar": _calendar,
    "day": _day,
    "decade": _decade,
    "few": _few,
    "holiday": _holiday,
    "offset": _offset,
    "overnight": _overnight,
    "past": _past,
    "quarter": _quarter,
    "range": _range,
    "season": _season,
    "unit": _unit,
    "vague": _unknown,
    "weekday": _weekday,
    "year_month": _year_month,
}
