"""The arithmetic of time: what an expression means, told from a day (the anchor) or from the last date of the narrative.

Weeks run from Monday to Sunday; the present one ends with the anchor for what is past, and begins with it for what is to come.
A bare weekday told in the past is the last such day on or before the anchor. Seasons are those of the north. An anchor whose year
is unknown (``XXXX-01-15``) gives days of an unknown year. What cannot be known is None: nothing here guesses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quotes.resolve.anchored_dates import calendar, decade_named, holiday, month_of_year, quarter, season
from quotes.resolve.anchors import (
    LEAP_YEAR,
    ONE_DAY,
    PROXY_YEAR,
    Anchor,
    Tense,
    anchor_at,
    checked_year,
    masked,
    monday_of,
    month_at,
    months,
)
from quotes.resolve.edtf import Edtf, between, decade
from quotes.resolve.timewords import Reading

__all__ = ["resolve_reading"]


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
        result = _ARITHMETIC[reading.kind](reading, anchor_at(base, tense))
    except (ValueError, OverflowError):  # February 30, the year 10000: no date is meant
        return None
    return result


def _onward(reading: Reading) -> bool:
    """Whether a narrative expression leads on from what was told: two days later, the following week."""
    step = reading.value[0] if reading.kind in ("offset", "few") else reading.shift
    return isinstance(step, int) and step > 0


# --- days


def _weekday(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """Monday · last Monday · Monday of last week"""
    if anchor is None:
        return None
    if not anchor.dated:  # in a report of January 15 “on Saturday” is the day of the report
        bare = reading.shift is None and len(reading.value) == 1 and not anchor.forward
        return masked(anchor.last) if bare else None
    day = anchor.day
    if day is None:
        return None
    number, *weeks = reading.value
    if weeks:
        return Edtf.day(monday_of(day) + (7 * weeks[0] + number) * ONE_DAY)
    if reading.shift == -1:
        return Edtf.day(day - ((day.weekday() - number - 1) % 7 + 1) * ONE_DAY)
    if reading.shift == 1:
        return Edtf.day(monday_of(day) + (7 + number) * ONE_DAY)
    if reading.shift == 0:
        return Edtf.day(monday_of(day) + number * ONE_DAY)
    if reading.shift == 2:  # this coming Sunday
        return Edtf.day(day + ((number - day.weekday() - 1) % 7 + 1) * ONE_DAY)
    ahead = (number - day.weekday()) % 7
    return Edtf.day(day + (ahead if anchor.forward else ahead - 7 if ahead else 0) * ONE_DAY)


def _day(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """today · yesterday · last night"""
    return _moved(anchor, reading.value[0])


def _overnight(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    if anchor is None or anchor.day is None:
        return None
    return between(anchor.day - ONE_DAY, anchor.day)


def _moved(anchor: Anchor | None, days: int) -> Edtf | None:
    if anchor is None or anchor.first != anchor.last:
        return None
    if anchor.dated:
        return Edtf.day(anchor.last + days * ONE_DAY)
    moved = {(anchor.last.replace(year=year) + days * ONE_DAY).timetuple()[1:3] for year in (PROXY_YEAR, LEAP_YEAR)}
    return Edtf.of(None, *moved.pop()) if len(moved) == 1 else None


def _offset(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """two days ago · a week later · three months earlier"""
    count, unit = reading.value
    if unit == "day":
        if count == 0 and anchor is not None and anchor.dated:
            return between(anchor.first, anchor.last) if anchor.last - anchor.first < 7 * ONE_DAY else None
        return _moved(anchor, count)
    return _unit(Reading("unit", (unit,), count), anchor)


def _few(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """a few days ago: two to seven of them"""
    if anchor is None or anchor.day is None:
        return None
    sign, unit = reading.value
    ends = sorted((2 * sign, 7 * sign))
    if unit in ("day", "week"):
        days = 1 if unit == "day" else 7
        return between(anchor.day + ends[0] * days * ONE_DAY, anchor.day + ends[1] * days * ONE_DAY)
    if unit == "month":
        return months(*month_at(anchor.day, ends[0]), *month_at(anchor.day, ends[1]))
    return months(anchor.day.year + ends[0], None, anchor.day.year + ends[1], None) if unit == "year" else None


# --- weeks, months, years


def _unit(reading: Reading, anchor: Anchor | None) -> Edtf | None:
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
        return Edtf.of(*month_at(last, shift))
    if unit == "quarter":
        return months(*month_at(last, 3 * shift - (last.month - 1) % 3), *month_at(last, 3 * shift + 2 - (last.month - 1) % 3))
    if unit == "year":
        return Edtf.of(checked_year(last.year + shift))
    if unit == "decade":
        return decade(checked_year(last.year + 10 * shift))
    return Edtf.of(f"{checked_year(last.year + 100 * shift) // 100:02}XX") if unit == "century" else None


def _unit_of_unknown_year(unit: str, shift: int, anchor: Anchor | None) -> Edtf | None:
    return Edtf.of(None, month_at(anchor.last, shift)[1]) if anchor is not None and unit == "month" else None


def _week(shift: int, anchor: Anchor) -> Edtf | None:
    if anchor.day is None and anchor.last - anchor.first > 6 * ONE_DAY:
        return None
    monday = monday_of(anchor.last) + 7 * shift * ONE_DAY
    sunday = monday + 6 * ONE_DAY
    if shift == 0:
        return between(anchor.last, sunday) if anchor.forward else between(monday, anchor.last)
    return between(monday, sunday)


def _weekend(shift: int | None, anchor: Anchor) -> Edtf | None:
    day = anchor.day
    if day is None:
        return None
    saturday = monday_of(day) + 5 * ONE_DAY
    resting = day >= saturday
    if shift == 1:
        return between(saturday + 7 * resting * ONE_DAY, saturday + (7 * resting + 1) * ONE_DAY)
    if shift == -1:
        return between(saturday - 7 * ONE_DAY, saturday - 6 * ONE_DAY)
    if anchor.forward:
        return between(max(day, saturday), saturday + ONE_DAY)
    return between(saturday, day) if resting else between(saturday - 7 * ONE_DAY, saturday - 6 * ONE_DAY)


def _past(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """the past three days, up to the anchor"""
    return _stretch(reading.value[0], reading.value[1], anchor, -1)


def _ahead(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """the next two weeks, from the anchor on"""
    return _stretch(reading.value[0], reading.value[1], anchor, 1)


def _stretch(count: int, unit: str, anchor: Anchor | None, sign: int) -> Edtf | None:
    day = anchor.day if anchor is not None else None
    if day is None:
        return None
    if unit in ("day", "night", "week"):
        other = day + sign * count * (7 if unit == "week" else 1) * ONE_DAY
        return between(min(day, other), max(day, other))
    length = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if length is None:
        return None
    ends = sorted((month_at(day, 0), month_at(day, sign * count * length)))
    return months(*ends[0], *ends[1])


def _range(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """from Monday to Wednesday: the end is read first, and the beginning is the last one before it"""
    first, last = reading.value
    end = _ARITHMETIC[last.kind](last, anchor)
    if end is None or end.last is None:
        return None
    before = anchor
    if anchor is not None and end.bounds[1] is not None and last.kind in ("weekday", "calendar"):
        before = Anchor(end.bounds[1], end.bounds[1], "past")
    start = _ARITHMETIC[first.kind](first, before)
    if start is None or start.first is None:
        return None
    low, high = start.bounds[0], end.bounds[1]
    if low is not None and high is not None and low > high:
        return None
    return end if start == end else Edtf(start.first, end.last, interval=True)


def _unknown(reading: Reading, anchor: Anchor | None) -> Edtf | None:
    """recently · weeks later: another time, nobody knows which"""
    return None


_ARITHMETIC: dict[str, Callable[[Any, Anchor | None], Edtf | None]] = {
    "ahead": _ahead,
    "calendar": calendar,
    "day": _day,
    "decade": decade_named,
    "few": _few,
    "holiday": holiday,
    "offset": _offset,
    "overnight": _overnight,
    "past": _past,
    "quarter": quarter,
    "range": _range,
    "season": season,
    "unit": _unit,
    "vague": _unknown,
    "weekday": _weekday,
    "year_month": month_of_year,
}
