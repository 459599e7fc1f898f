"""The day that an expression of time is told from, and the steps from it to weeks and months."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs

from quotes.resolve.edtf import Edtf

__all__ = [
    "LEAP_YEAR",
    "ONE_DAY",
    "PROXY_YEAR",
    "Anchor",
    "Tense",
    "anchor_at",
    "checked_year",
    "masked",
    "monday_of",
    "month_at",
    "months",
]

Tense = Literal["past", "future"]
"""Whether an expression tells of what is past or to come."""

ONE_DAY = datetime.timedelta(days=1)
PROXY_YEAR, LEAP_YEAR = 2001, 2004
"""An unknown year is taken for both, and a day on which they differ stays unknown."""


@attrs.frozen(slots=True)
class Anchor:
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


def anchor_at(base: Edtf | None, tense: Tense) -> Anchor | None:
    """A date as what something is told from, or None where it is too little known for that."""
    if base is None:
        return None
    first, last = base.bounds
    stamp = base.stamp
    if first is not None and last is not None:
        return Anchor(first, last, tense)
    if stamp is None or stamp.month is None or stamp.day is None or "X" in stamp.month + stamp.day:
        return None
    if (stamp.month, stamp.day) == ("02", "29"):
        return None
    day = datetime.date(PROXY_YEAR, int(stamp.month), int(stamp.day))
    return Anchor(day, day, tense, dated=False)


def masked(day: datetime.date) -> Edtf:
    """The day, in a year that is not known."""
    return Edtf.of(None, day.month, day.day)


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of the week that the day lies in."""
    return day - day.weekday() * ONE_DAY


def month_at(day: datetime.date, shift: int) -> tuple[int, int]:
    """Year and month, so many months away."""
    number = day.year * 12 + day.month - 1 + shift
    return checked_year(number // 12), number % 12 + 1


def months(year: int, month: int | None, last_year: int, last_month: int | None) -> Edtf:
    """The interval of two months or years, or the one if they are one."""
    first, last = Edtf.of(checked_year(year), month), Edtf.of(checked_year(last_year), last_month)
    return first if first == last else Edtf(first.first, last.first, interval=True)


def checked_year(year: int) -> int:
    """The year, if a calendar has it; raises `ValueError` if none does."""
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return year
