"""Days with a name: the rules of the lexicon that compute them, and Easter, which some of them count from."""

from __future__ import annotations

import datetime
from calendar import monthrange

__all__ = ["easter", "feast"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def feast(rule: str, year: int) -> datetime.date:
    """The day that a rule gives in a year: ``12-25``, ``easter -2``, ``11 thursday 4`` (the fourth), ``5 monday -1`` (the last).

    >>> feast("11 thursday 4", 2021)
    datetime.date(2021, 11, 25)
    """
    if rule[2:3] == "-":
        return datetime.date(year, int(rule[:2]), int(rule[3:]))
    first, *rest = rule.split()
    if first == "easter":
        return easter(year) + datetime.timedelta(days=int(rest[0]))
    weekday, count = _WEEKDAYS.index(rest[0]), int(rest[1])
    days = [datetime.date(year, int(first), day) for day in range(1, monthrange(year, int(first))[1] + 1)]
    fitting = [day for day in days if day.weekday() == weekday]
    return fitting[count - 1 if count > 0 else count]


def easter(year: int) -> datetime.date:
    """Easter Sunday of the western churches, by the Gregorian computus.

    >>> easter(2022), easter(2016)
    (datetime.date(2022, 4, 17), datetime.date(2016, 3, 27))
    """
    golden, century = year % 19, year // 100
    leap = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    distance = epact - weekday
    month = 3 + (distance + 40) // 44
    return datetime.date(year, month, distance + 28 - 31 * (month // 4))
