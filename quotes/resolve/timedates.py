"""The grammar of calendar dates: months, days, years, seasons, in words and in figures.

The part of `quotes.resolve.timegrammar` that needs no other rule. A month or year counts where a preposition, a determiner or a
number makes it one: *in May*, not *they may*; *in 2009*, not *2009 homes*.
"""

from __future__ import annotations

import regex

from quotes.resolve.timewords import Reading, TimeLine, decade_of, number_of, year_of

__all__ = ["DETERMINERS", "Found", "numeric_date", "read_day_month", "read_month", "read_season", "read_year"]

Found = tuple[int, Reading] | None
"""Where the expression ends (a token position) and what it says; None if none begins there."""

# fmt: off
_LICENCE = frozenset({
    "in", "of", "since", "until", "till", "from", "during", "through", "throughout", "between", "before", "after", "by", "to",
    "and", "mid",
})
# fmt: on
DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "your", "my", "this", "that", "’s", "'s"})
"""Words before a noun: with a month or year behind them they need no preposition (*an August speech*)."""
_YEAR_LICENCE = _LICENCE | frozenset({"early", "late", "around", "circa", "about", "for", "year", "("})
# fmt: off
_COUNTED = frozenset({
    "people", "troops", "men", "women", "soldiers", "homes", "jobs", "workers", "members", "euros", "dollars", "pounds",
    "miles", "metres", "meters", "times",
})
# fmt: on
_NO_NOUN = frozenset({"the", "a", "an", "he", "she", "they", "it", "we", "and", "but", "in", "at", "his", "her", "its", "their"})
_ISO = regex.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = regex.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:[12][0-9])?[0-9]{2})")
_DAYS = regex.compile(r"([0-9]{1,2})[-–]([0-9]{1,2})")
_YEARS = regex.compile(r"([12][0-9]{3})[-–/]([0-9]{2}|[12][0-9]{3})")


def read_month(line: TimeLine, i: int, licensed: bool) -> Found:
    """January 9, 2016 · Jan. 9 · January 2016 · in January · January last year · June 3-5"""
    month, k = line.value(i), i + 1
    if line.low(k) == "." and line.short(i):
        k += 1
    k += line.low(k) == "the"
    days = _DAYS.fullmatch(line.low(k))
    if days is not None:
        return _with_year(line, k + 1, month, int(days[1]), int(days[2]))
    day = number_of(line, k)
    if day is not None and 1 <= day <= 31 and line.kind(k) != "number":
        last = number_of(line, k + 2) if line.low(k + 1) in ("to", "through", "-", "–") else None
        if last is not None and day < last <= 31 and line.kind(k + 3) != "unit":
            return _with_year(line, k + 3, month, day, last)
        return _with_year(line, k + 1, month, day)
    if line.short(i):
        return None
    if line.low(i + 1) in ("issue", "edition", "number") and line.low(i - 1) in DETERMINERS:
        return i + 1, Reading("calendar", (None, month, None, None), 3)
    end, reading = _with_year(line, i + 1, month)
    if reading.kind != "calendar" or reading.value[0] is not None or licensed or _names_month(line, i):
        return end, reading
    return None


def _names_month(line: TimeLine, i: int) -> bool:
    """Whether a bare month is one: in June, the June report; not *June Okoro*, *they may*."""
    before, word = line.low(i - 1), line.word(i)
    if before in DETERMINERS:
        return line.plain(i + 1) or (before not in ("'s", "’s") and line.low(i + 1) in ("’s", "'s"))
    if word is None or not word.name:
        return True
    if before == "as" and line.low(i - 2) in ("recently", "late", "early"):
        return True  # as recently as May
    if before not in _LICENCE:
        return False
    if before in ("from", "between") and line.low(i + 1) in ("to", "and", "until", "through") and line.kind(i + 2) == "month":
        return True
    follows_name = line.capital(i + 1) and line.word(i + 1) is None and before != "in"
    return not follows_name and not (before in ("by", "and", "to", "from", "before", "after") and line.low(i) == "may")


def _with_year(line: TimeLine, k: int, month: int, day: int | None = None, last: int | None = None) -> tuple[int, Reading]:
    """The year that follows a month or day, if one does: , 2016 · 2016 · of 2016 · last year."""
    j = k + (line.low(k) in (",", "of"))
    year = year_of(line.low(j))
    end, shift = (k, None) if year is None else (j + 1, None)
    if year is None and line.kind(j) == "order" and line.low(j + 1) == "year":
        end, shift = j + 2, line.value(j)
    if shift is not None:
        return end, Reading("year_month", (shift, month, day))
    if last is None:
        return end, Reading("calendar", (year, month, day, None))
    ends = tuple(Reading("calendar", (year, month, number, None)) for number in (day, last))
    return end, Reading("range", ends)


def read_season(line: TimeLine, i: int, licensed: bool) -> Found:
    """last summer · the spring of 2014 · in the winter · autumn 2019"""
    season, k = line.value(i), i + 1 + (line.low(i + 1) == "of")
    year = year_of(line.low(k))
    if year is not None:
        return k + 1, Reading("season", (season, year))
    if line.kind(k) == "order" and line.low(k + 1) == "year":
        return k + 2, Reading("season", (season, None), line.value(k))
    article = line.low(i - 1) == "the" and line.low(i - 2) in _LICENCE and line.low(i + 1) != "of"
    bare = line.low(i - 1) in ("in", "during", "since") and line.low(i) != "fall"
    return (i + 1, Reading("season", (season, None))) if licensed or article or bare else None


def read_year(line: TimeLine, i: int, licensed: bool) -> Found:
    """in 2009 · a 2014 study · 2011-2016 · the 1990s"""
    low = line.low(i)
    decade = decade_of(low)
    if decade is not None:
        return i + 1, Reading("decade", (decade,))
    span = _YEARS.fullmatch(low) if not low.isdecimal() else None
    if span is not None:
        first = int(span[1])
        last = int(span[2]) if len(span[2]) == 4 else first // 100 * 100 + int(span[2])
        ends = tuple(Reading("calendar", (year, None, None, None)) for year in (first, last))
        return (i + 1, Reading("range", ends)) if first < last else None
    year = year_of(low)
    before, after = line.low(i - 1), line.low(i + 1)
    if year is None or after in _COUNTED or after in ("%", "percent"):
        return None
    modifies = before in DETERMINERS and i + 1 < len(line.tokens) and line.tokens[i + 1][3] == "word"
    if licensed or modifies or (before in _YEAR_LICENCE and not (line.plain(i + 1) and after.endswith("s") and before != "in")):
        return i + 1, Reading("calendar", (year, None, None, None))
    return None


def read_day_month(line: TimeLine, i: int) -> Found:
    """9 January · the 9th of May 2010 · 3 to 5 October · on the 9th"""
    days = _DAYS.fullmatch(line.low(i)) if not line.low(i).isalnum() else None
    first = int(days[1]) if days is not None else number_of(line, i)
    last, k = (int(days[2]), i + 1) if days is not None else (None, i + 1)
    if first is None or not 1 <= first <= 31 or line.kind(i) == "number":
        return None
    if days is None and line.low(k) in ("to", "-", "–", "and") and number_of(line, k + 1) and line.kind(k + 2) == "month":
        last, k = number_of(line, k + 1), k + 2
    k += line.low(k) == "of"
    if line.kind(k) == "month":
        return _with_year(line, k + 1, line.value(k), first, last if last is not None and last > first else None)
    if (
        line.low(i)[-2:] in ("st", "nd", "rd", "th")
        and line.low(i)[0].isdigit()
        and line.low(i - 1) == "the"
        and line.low(i - 2) == "on"
    ):
        alone = not line.plain(i + 1) or line.low(i + 1) in _NO_NOUN  # on the 9th floor
        return (i + 1, Reading("calendar", (None, None, first, None))) if alone else None
    return None


def numeric_date(low: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date in figures whose order its form gives away; None if it does not, or is no date.

    >>> numeric_date("2022-01-15"), numeric_date("10.01.2022"), numeric_date("1/15/2022"), numeric_date("1/5/2022")
    ((2022, 1, 15), (2022, 1, 10), (2022, 1, 15), None)
    """
    if low.isdecimal():
        return None
    iso = _ISO.fullmatch(low)
    if iso is not None:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
    else:
        match = _DAY_FIRST.fullmatch(low)
        if match is None or (len(match[4]) == 2 and match[2] == "-"):
            return None
        day, month = int(match[1]), int(match[3])
        year = int(match[4]) + (0 if len(match[4]) == 4 else 2000 if int(match[4]) < 70 else 1900)
        if match[2] != "." and month > 12:
            day, month = month, day
        elif match[2] != "." and day <= 12 and day != month:
            return None
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
