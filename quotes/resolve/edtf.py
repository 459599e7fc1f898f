"""Dates as EDTF (ISO 8601-2), the part of it that the library writes: read, written, bounded, compared.

A date is a day, a month or a year (``2022-01-15``, ``2022-01``, ``2022``), any digit of which may be unspecified
(``XXXX-01-15``, ``2022-XX-15``, ``201X``), or an interval of two such dates (``2016-10-03/2016-10-05``) with perhaps one end
open (``../2016``, ``2016-10/..``). Years run from 0001 to 9999. Written dates are canonical: ``str(parse(text)) == text``, but
for a time of day, which is read and dropped. What cannot be a date raises `UsageError`, and the message points at the fault.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import attrs
import regex

from quotes.errors import UsageError

__all__ = ["Edtf", "Stamp", "between", "compatible", "decade", "merge", "more_exact", "parse"]

Bounds = tuple[datetime.date | None, datetime.date | None]

_FORMS = "2022-01-15, 2022-01, 2022, XXXX-01-15, 201X, 2022-01-03/2022-01-05"
_STAMP = regex.compile(r"([0-9X]++)(?:-([0-9X]++)(?:-([0-9X]++))?+)?+")
_TIME = regex.compile(r"[T ]\d\d:?+\d\d(?::?+\d\d(?:[.,]\d++)?+)?+\s?+(?:Z|[+-]\d\d:?+(?:\d\d)?+)?+")
_LEAP_YEAR = 2000
_DAYS_OF_A_LEAP_CYCLE = 8 * 366


class Stamp(NamedTuple):
    """A day, month or year. Each part is a string of digits, any of which may be X; what it is too coarse to say is None."""

    year: str
    month: str | None = None
    day: str | None = None

    def __str__(self) -> str:
        return "-".join(part for part in self if part is not None)

    @property
    def bounds(self) -> Bounds:
        """The first and the last day it can be, None where nothing is said of the year."""
        return _bounds(self)

    def _bounds(self) -> Bounds:
        if self.year[0] == "X":
            return None, None
        if "X" not in str(self):
            return self._whole()
        first, last = int(self.year.replace("X", "0")), int(self.year.replace("X", "9"))
        earliest = next(self._days(range(max(1, first), last + 1)), None)
        return earliest, next(self._days(range(last, first - 1, -1), step=-1), None)

    def fits(self, day: datetime.date) -> bool:
        """Whether it can be that day.

        >>> Stamp("XXXX", "01", "15").fits(datetime.date(2022, 1, 15))
        True
        """
        parts = (f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")
        return all(_match(own, part) for own, part in zip(self, parts, strict=True) if own is not None)

    def _whole(self) -> Bounds:
        """The bounds of a stamp without unspecified digits."""
        year, month, day = int(self.year), int(self.month or 1), int(self.day or 1)
        final = int(self.month or 12)
        last_day = int(self.day) if self.day else monthrange(year, final)[1]
        try:
            return datetime.date(year, month, day), datetime.date(year, final, last_day)
        except ValueError:
            return None, None

    def _days(self, years: range, step: int = 1) -> Iterator[datetime.date]:
        months = [month for month in range(1, 13)[::step] if _match(self.month or "XX", f"{month:02}")]
        days = [day for day in range(1, 32)[::step] if _match(self.day or "XX", f"{day:02}")]
        for year in years:
            if _match(self.year, f"{year:04}"):
                for month in months:
                    yield from (datetime.date(year, month, day) for day in days if day <= monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _bounds(stamp: Stamp) -> Bounds:
    return stamp._bounds()


@attrs.frozen(slots=True)
class Edtf:
    """A date, or an interval of two: `first` and `last` are equal for a plain date, and None for the open end of an interval."""

    first: Stamp | None
    last: Stamp | None
    interval: bool = False

    def __str__(self) -> str:
        if not self.interval:
            return str(self.first)
        return f"{'..' if self.first is None else self.first}/{'..' if self.last is None else self.last}"

    @classmethod
    def of(cls, year: int | str | None, month: int | None = None, day: int | None = None) -> Edtf:
        """A date made of numbers; None for a year that is not known.

        >>> str(Edtf.of(2022, 1)), str(Edtf.of(None, 1, 15))
        ('2022-01', 'XXXX-01-15')
        """
        text = "XXXX" if year is None else f"{year:0>4}"
        stamp = Stamp(text, None if month is None else f"{month:02}", None if day is None else f"{day:02}")
        return cls(stamp, stamp)

    @classmethod
    def day(cls, day: datetime.date) -> Edtf:
        """A calendar day."""
        return cls.of(day.year, day.month, day.day)

    @property
    def stamp(self) -> Stamp | None:
        """What it is if it is no interval."""
        return None if self.interval else self.first

    @property
    def known_day(self) -> datetime.date | None:
        """The calendar day, if it is exactly one."""
        earliest, latest = self.bounds
        return earliest if earliest == latest else None

    @property
    def bounds(self) -> Bounds:
        """The first and the last day that it can be: None at an open end, and where the year is unknown.

        >>> parse("2016-02").bounds
        (datetime.date(2016, 2, 1), datetime.date(2016, 2, 29))
        """
        earliest = self.first.bounds[0] if self.first else None
        return earliest, self.last.bounds[1] if self.last else None

    @property
    def days(self) -> int | None:
        """How many days lie between its bounds, both counted; None where one is unknown."""
        earliest, latest = self.bounds
        return None if earliest is None or latest is None else (latest - earliest).days + 1

    def fits(self, day: datetime.date) -> bool:
        """Whether it can be, or hold, that day.

        >>> parse("2022-01-10/..").fits(datetime.date(2022, 1, 15))
        True
        """
        if self.stamp is not None:
            return self.stamp.fits(day)
        earliest, latest = self.bounds
        known = (self.first is None) == (earliest is None) and (self.last is None) == (latest is None)
        return known and (earliest or day) <= day <= (latest or day)


def parse(text: str, *, name: str = "date") -> Edtf:
    """Reads an EDTF date or interval.

    Arguments: the `text`; the `name` of the argument that it was given as, for the message.
    Raises `UsageError`, with a caret under the fault, for what is no date.

    >>> parse("2016-10-03/2016-10-05").bounds[1]
    datetime.date(2016, 10, 5)
    >>> parse("2022-13-45", name="published")
    Traceback (most recent call last):
    quotes.errors.UsageError: published="2022-13-45" is no date: there is no month 13
        2022-13-45
             ^^
    write it in EDTF (ISO 8601-2): 2022-01-15, 2022-01, 2022, XXXX-01-15, 201X, 2022-01-03/2022-01-05
    """
    if not isinstance(text, str):
        raise UsageError(f"{name} must be a string in EDTF ({_FORMS}), not {type(text).__name__}")
    cut = text.find("/")
    if cut < 0:
        stamp = _read(text, 0, len(text), name)
        return Edtf(stamp, stamp)
    first = None if text[:cut] == ".." else _read(text, 0, cut, name)
    last = None if text[cut + 1 :] == ".." else _read(text, cut + 1, len(text), name)
    if first is None and last is None:
        raise _fault(text, 0, len(text), "an interval needs a date at one end at least", name)
    result = Edtf(first, last, interval=True)
    earliest, latest = result.bounds
    if earliest and latest and latest < earliest:
        raise _fault(text, cut + 1, len(text), "the interval ends before it begins", name)
    return result


def _read(text: str, start: int, end: int, name: str) -> Stamp:
    match = _STAMP.match(text, start, end)
    if match is None:
        raise _fault(text, start, max(end, start + 1), "a date begins with a year of 4 digits", name)
    rest = match.end()
    if rest < end and match[3] is not None:
        time = _TIME.match(text, rest, end)
        rest = time.end() if time else rest
    if rest < end:
        raise _fault(text, rest, end, f"what does “{text[rest:end]}” mean?", name)
    _check_parts(text, match, name)
    stamp = Stamp(match[1], match[2], match[3])
    if not _possible(stamp):
        raise _fault(text, match.start(3), match.end(3), f"{_month_name(stamp)} has no day {stamp.day}", name)
    return stamp


def _check_parts(text: str, match: regex.Match[str], name: str) -> None:
    for group, part, width, highest in ((1, "year", 4, 9999), (2, "month", 2, 12), (3, "day", 2, 31)):
        value = match[group]
        if value is None:
            return
        if len(value) != width:
            raise _fault(text, match.start(group), match.end(group), f"a {part} has {width} digits", name)
        if not any(_match(value, f"{number:0{width}}") for number in _candidates(value, highest)):
            raise _fault(text, match.start(group), match.end(group), f"there is no {part} {value}", name)


def _candidates(value: str, highest: int) -> range:
    first = int(value.replace("X", "0"))
    return range(max(1, first), min(highest, int(value.replace("X", "9"))) + 1)


def _possible(stamp: Stamp) -> bool:
    if stamp.day is None:
        return True
    if stamp.year[0] == "X":
        stamp = stamp._replace(year=str(_LEAP_YEAR))
    return stamp.bounds[0] is not None


def _fault(text: str, start: int, end: int, problem: str, name: str) -> UsageError:
    shown = text if text.isprintable() else ascii(text)[1:-1]
    caret = f"    {shown}\n    {' ' * start}{'^' * (end - start)}\n" if shown == text else ""
    return UsageError(f'{name}="{shown}" is no date: {problem}\n{caret}write it in EDTF (ISO 8601-2): {_FORMS}')


def _month_name(stamp: Stamp) -> str:
    return str(stamp._replace(day=None))


def _match(pattern: str, digits: str) -> bool:
    return all(own in ("X", digit) for own, digit in zip(pattern, digits, strict=True))


def between(first: datetime.date, last: datetime.date) -> Edtf:
    """The interval of two days, or the day if they are one.

    >>> str(between(datetime.date(2016, 10, 3), datetime.date(2016, 10, 5)))
    '2016-10-03/2016-10-05'
    """
    start, end = Edtf.day(first), Edtf.day(last)
    return start if first == last else Edtf(start.first, end.last, interval=True)


def decade(year: int) -> Edtf:
    """The ten years that `year` is one of.

    >>> str(decade(1994))
    '199X'
    """
    return Edtf.of(f"{year // 10:03}X")


def compatible(a: Edtf, b: Edtf) -> bool:
    """Whether one day can be meant by both.

    >>> compatible(parse("XXXX-01-15"), parse("2022-01-10/2022-01-16")), compatible(parse("2022-01"), parse("2022-02-03"))
    (True, False)
    """
    if a.stamp and b.stamp:
        return _meet(a.stamp, b.stamp) is not None
    if not (_bounded(a) and _bounded(b)):
        inner, outer = (a, b) if a.stamp else (b, a)
        return inner.stamp is None or any(inner.fits(day) for day in _days_of(outer))
    (a_first, a_last), (b_first, b_last) = a.bounds, b.bounds
    return not ((a_last and b_first and a_last < b_first) or (b_last and a_first and b_last < a_first))


def _bounded(date: Edtf) -> bool:
    """Whether its bounds say all that it says: the year is known, and it is not such as 2022-XX-15."""
    stamps = [stamp for stamp in (date.first, date.last) if stamp]
    return all("X" not in (stamp.month or "") + (stamp.day or "") and stamp.year[0] != "X" for stamp in stamps)


def _days_of(date: Edtf) -> Iterator[datetime.date]:
    """The days of an interval; of a long or open one, as many as show every day of every month."""
    earliest, latest = date.bounds
    end = (latest or datetime.date.max).toordinal()
    start = earliest.toordinal() if earliest else max(1, end - _DAYS_OF_A_LEAP_CYCLE)
    return map(datetime.date.fromordinal, range(start, min(end, start + _DAYS_OF_A_LEAP_CYCLE) + 1))


def _meet(a: Stamp, b: Stamp) -> Stamp | None:
    parts: list[str | None] = []
    for own, other in zip(a, b, strict=True):
        if own is None or other is None:
            parts.append(own or other)
        elif all("X" in pair or pair[0] == pair[1] for pair in zip(own, other, strict=True)):
            parts.append("".join(max(pair, key="X".__ne__) for pair in zip(own, other, strict=True)))
        else:
            return None
    stamp = Stamp(parts[0] or "XXXX", parts[1], parts[2])
    return stamp if _possible(stamp) else None


def merge(a: Edtf, b: Edtf) -> Edtf | None:
    """What two dates of the same day say together, or None if they contradict each other.

    >>> str(merge(parse("XXXX-01-15"), parse("2022")))
    '2022-01-15'
    """
    if a.stamp and b.stamp:
        stamp = _meet(a.stamp, b.stamp)
        return None if stamp is None else Edtf(stamp, stamp)
    if not compatible(a, b):
        return None
    inner, outer = (a, b) if a.stamp else (b, a)
    if outer.days and not _bounded(inner):  # January 15, in a given week: one day of it
        days = [day for day in _days_of(outer) if inner.fits(day)]
        return Edtf.day(days[0]) if len(days) == 1 else more_exact(a, b)
    return more_exact(a, b)


def more_exact(a: Edtf, b: Edtf) -> Edtf:
    """The one that leaves fewer days open; `a` if they leave as many.

    >>> str(more_exact(parse("2022-01"), parse("2022-01-10/2022-01-16")))
    '2022-01-10/2022-01-16'
    """
    return b if _vagueness(b) < _vagueness(a) else a


def _vagueness(date: Edtf) -> tuple[int, int]:
    """Open ends, then days left open; a day of any year leaves more open than a month of one."""
    if date.days is not None:
        return 0, date.days
    stamp = date.stamp
    if stamp is None:
        return 2, 0
    return 1, 1 if stamp.day else 30 if stamp.month else 365
