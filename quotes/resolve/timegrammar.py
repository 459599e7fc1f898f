"""The grammar of expressions of time: from the token where one may begin to where it ends, and what it says.

Each rule is one function, found by the class of the first word; it looks only forward, but for a word or two before that
license it (*in May*, not *they may*). No rule looks further than a dozen tokens, so a paragraph costs what its words cost.
"""

from __future__ import annotations

from collections.abc import Callable

from quotes.resolve.timedates import DETERMINERS, Found, numeric_date, read_day_month, read_month, read_season, read_year
from quotes.resolve.timewords import Reading, TimeLine, edge_nouns, holidays, number_of, year_of

__all__ = ["read_time"]

# fmt: off
_LEADS_ON = frozenset({
    "ago", "earlier", "later", "before", "after", "previously", "afterwards", "afterward", "on", "hence", "from",
})
# fmt: on
_PROGRAMMES = frozenset({"programme", "program", "show", "newspaper", "website"})
_CLOSES = frozenset(",.;:!?)—–-…")
_EVEN_UNITS = frozenset({"week", "month", "quarter", "year", "decade", "century"})


def read_time(line: TimeLine, i: int) -> Found:
    """The expression that begins at token `i`, a range taken whole: *from Monday to Wednesday*."""
    found = _single(line, i)
    return _range(line, i, *found) if found is not None else None


def _single(line: TimeLine, i: int, licensed: bool = False) -> Found:
    """One expression at `i`; a `licensed` one needs no preposition or order word of its own."""
    kind = line.kind(i)
    low = line.low(i)
    if low in holidays() and line.capital(i) and (found := _holiday(line, i)):
        return found
    if kind in ("month", "season"):
        return (read_month if kind == "month" else read_season)(line, i, licensed)
    if kind in _RULES:
        found = _RULES[kind](line, i)
        return found or (_edge_noun(line, i) if low in edge_nouns() else None)
    if low in edge_nouns():
        return _edge_noun(line, i)
    if low[:1].isdigit() or low[:1] in "'’m":
        return _figures(line, i, licensed)
    return _counted(line, i) if low in ("a", "an") else None


# --- days of the week, and words that point at a day


def _weekday(line: TimeLine, i: int) -> Found:
    """Monday · Monday night · Monday's · Monday, January 3 · Monday of last week · Mon., Jan. 3"""
    weekday = line.value(i)
    dated = _dated(line, i + 1, weekday)
    if dated is not None or line.short(i):
        return dated
    end = _skip_part(line, i + 1)
    k = end + (line.low(end) == "of")
    if line.kind(k) == "order" and line.low(k + 1) == "week":
        return k + 2, Reading("weekday", (weekday, line.value(k)))
    return end, Reading("weekday", (weekday,))


def _dated(line: TimeLine, i: int, weekday: int) -> Found:
    """The date that a weekday is told with: Saturday, January 15 · Saturday (15 January) · Sat 15 Jan 2022."""
    k = i
    while line.low(k) in (",", ".", "(", "the") and k < i + 3:
        k += 1
    found = _single(line, k) if line.kind(k) in ("month", "ordinal") or line.low(k)[:1].isdigit() else None
    if found is None or found[1].kind != "calendar" or found[1].value[2] is None:
        return None
    end, reading = found
    return end + (line.low(end) == ")"), reading._replace(value=(*reading.value[:3], weekday))


def _deictic(line: TimeLine, i: int) -> Found:
    """today · yesterday morning · overnight"""
    if line.named(i) or (line.capital(i) and i > 0 and line.low(i + 1) in _PROGRAMMES):
        return None  # USA Today, the Today programme
    if line.value(i) == "overnight":
        if line.low(i - 1) in DETERMINERS and line.plain(i + 1):
            return None  # an overnight train
        return i + 1, Reading("overnight")
    return _skip_part(line, i + 1), Reading("day", (line.value(i),))


def _skip_part(line: TimeLine, i: int) -> int:
    """Past a possessive and a part of the day: Monday | 's early morning."""
    k = i + (line.low(i) in ("'s", "’s"))
    if line.kind(k) == "edge":
        k += 1
    return k + 1 if line.kind(k) == "part" or line.low(k) == "night" else i


def _edge(line: TimeLine, i: int) -> Found:
    """late Monday · early in March · earlier this year · earlier in the day · later that day"""
    k = i + 1
    if line.low(k) in ("in", "on"):
        k += 1
    if line.low(k) == "the":
        k += 1
    if line.low(i + 1) == "in" and line.low(i + 2) == "the" and line.kind(k) in ("unit", "part"):
        return k + 1, _this(line, k)
    found = _single(line, k, licensed=True)
    allowed = ("weekday", "day", "unit", "calendar", "season", "decade", "offset", "year_month", "quarter")
    return found if found is not None and found[1].kind in allowed else None


def _this(line: TimeLine, i: int) -> Reading:
    """The day, week, month… that is being told of: earlier in the day."""
    unit = line.value(i)
    return Reading("unit", (unit,), 0) if unit in _EVEN_UNITS or unit == "weekend" else Reading("offset", (0, "day"), None, True)


def _edge_noun(line: TimeLine, i: int) -> Found:
    """the end of March · the early hours of Friday · the start of the week · the first days of 2022"""
    if line.low(i + 1) != "of":
        return None
    k = i + 2 + (line.low(i + 2) == "the")
    if line.low(i + 2) == "the" and line.kind(k) == "unit" and line.value(k) in (*_EVEN_UNITS, "weekend", "day"):
        return k + 1, _this(line, k)
    found = _single(line, k, licensed=True)
    return found if found is not None and found[1].kind not in ("offset", "vague", "past", "ahead") else None


# --- last, this, next; that, the same


def _order(line: TimeLine, i: int) -> Found:
    """last Monday · this morning · next month · the previous day · the past three days · this coming weekend"""
    shift, low, k = line.value(i), line.low(i), i + 1
    if low == "following" and line.low(i - 1) not in DETERMINERS:
        return None  # Following Monday's debate, …
    if line.named(i) or line.named(k):
        return None  # on “This Week”, CBS This Morning
    if low == "this" and line.kind(k) == "order":  # this past Sunday, this coming weekend
        shift, low, k = line.value(k), line.low(k), k + 1
    article = line.low(i - 1) == "the"
    kind = line.kind(k)
    if kind == "weekday" and not line.short(k):
        end, reading = _weekday(line, k) or (k + 1, Reading("weekday", (line.value(k),)))
        if reading.kind != "weekday":
            return end, reading
        told = low in ("previous", "following")
        return end, reading._replace(shift=2 if low in ("coming", "following") else shift, narrative=told)
    if kind == "part":
        told = low in ("next", "following", "previous")
        return k + 1, Reading("offset", (shift, "day"), None, True) if told else Reading("day", (shift,))
    if kind in ("month", "season"):
        found = _single(line, k, licensed=True)
        return (found[0], found[1]._replace(shift=shift)) if found is not None else None
    if kind == "unit":
        return _order_unit(line, k, low, shift, article)
    if line.low(k) in holidays():
        found = _holiday(line, k)
        return (found[0], found[1]._replace(shift=shift)) if found is not None else None
    return _order_counted(line, k, shift)


def _order_unit(line: TimeLine, k: int, low: str, shift: int, article: bool) -> Found:
    """last week · last night · the next day · the past year · the last week of October"""
    unit = line.value(k)
    if line.low(k) in ("weeks", "months", "years", "days", "decades"):
        return (k + 1, Reading("vague")) if low in ("past", "coming") else None
    if article and low in ("last", "next") and line.low(k + 1) == "of":
        found = _single(line, k + 2, licensed=True)
        return found if found is not None and found[1].kind in ("calendar", "year_month") else None
    told = low in ("previous", "following") or (article and low == "next")
    if unit == "night" and shift == -1 and not told:
        return k + 1, Reading("day", (-1,))
    if unit in ("day", "night"):
        return (k + 1, Reading("offset", (shift, "day"), None, True)) if told else None
    if article and low == "past":
        return k + 1, Reading("past", (1, unit))
    if unit == "fortnight":
        return k + 1, Reading("past" if shift < 0 else "ahead", (2, "week"))
    return (k + 1, Reading("unit", (unit,), shift, told)) if unit != "hour" else None


def _order_counted(line: TimeLine, k: int, shift: int) -> Found:
    """the past three days · the last few weeks · the next two months"""
    count = number_of(line, k)
    few = line.kind(k) == "few"
    if (count is None and not few) or line.kind(k + 1) != "unit" or shift == 0:
        return None
    unit = line.value(k + 1)
    return k + 2, Reading("vague") if few else Reading("past" if shift < 0 else "ahead", (count, unit))


def _same(line: TimeLine, i: int) -> Found:
    """that day · the same week · that night"""
    if line.low(i) == "that" and line.low(i + 1) == "same":
        i += 1
    if line.kind(i + 1) == "part":
        return i + 2, Reading("offset", (0, "day"), None, True)
    if line.kind(i + 1) != "unit" or line.low(i + 1).endswith("s"):
        return None
    unit = line.value(i + 1)
    if unit in ("day", "night", "hour"):
        return i + 2, Reading("offset", (0, "day"), None, True)
    return i + 2, Reading("unit", (unit,), 0, True)


# --- figures and counts


def _figures(line: TimeLine, i: int, licensed: bool) -> Found:
    """9 January · 3-5 October · 10.01.2022 · 2009 · 12 days ago · on the 9th"""
    low = line.low(i)
    numeric = numeric_date(low)
    if numeric is not None:
        return i + 1, Reading("calendar", (*numeric, None))
    return read_day_month(line, i) or _counted(line, i) or read_year(line, i, licensed)


def _counted(line: TimeLine, i: int) -> Found:
    """two days ago · a week earlier · a couple of months later · several weeks ago · in recent days · the 9th of May"""
    k = i
    if line.low(k) in ("a", "an") and (line.kind(k + 1) in ("few", "unit")):
        k += line.kind(k + 1) == "few"
    few = line.low(k) if line.kind(k) == "few" else None
    count = 1 if line.low(k) in ("a", "an") else 2 if few == "couple" else number_of(line, k)
    if few is None and count is None:
        return read_day_month(line, i) if line.kind(i) == "ordinal" else None
    k += 1 + (few == "couple" and line.low(k + 1) == "of")
    if line.kind(k) != "unit":
        return _quarter(line, i, k) or (read_day_month(line, i) if line.kind(i) == "ordinal" else None)
    unit = line.value(k)
    if few == "recent":
        return k + 1, Reading("vague")
    if unit == "quarter" and line.kind(i) == "ordinal":
        return _quarter(line, i, k)
    return _distance(line, k + 1, count if few in (None, "couple") else None, unit)


def _quarter(line: TimeLine, i: int, k: int) -> Found:
    """the first quarter of 2020"""
    count = number_of(line, i)
    if line.low(k) != "quarter" or count is None or not 1 <= count <= 4:
        return None
    j = k + 1 + (line.low(k + 1) in ("of", ","))
    year = year_of(line.low(j))
    return (j + 1 if year else k + 1), Reading("quarter", (count, year))


def _distance(line: TimeLine, k: int, count: int | None, unit: str) -> Found:
    """The word that says which way a count of units goes; `count` is None for a few."""
    low = line.low(k)
    if low not in _LEADS_ON or (low == "from" and line.low(k + 1) != "now"):
        return None
    if low in ("before", "after", "on") and not (line.low(k + 1) in _CLOSES or k + 1 >= len(line.tokens)):
        return None  # two days after the vote: that counts from the vote
    sign = -1 if low in ("ago", "earlier", "before", "previously") else 1
    end = k + 1 + (low == "from")
    narrative = low not in ("ago", "hence", "from")
    if unit in ("hour", "fortnight"):
        count, unit = (0, "day") if unit == "hour" else (2 * (count or 1), "week")
    if unit == "night":
        unit = "day"
    if count is None:
        return end, Reading("few", (sign, unit), None, narrative)
    return end, Reading("offset", (sign * count, unit), None, narrative)


def _unit(line: TimeLine, i: int) -> Found:
    """the day before · the weekend · days later · the week after"""
    low, unit = line.low(i), line.value(i)
    if low in ("days", "weeks", "months", "years", "hours", "moments", "minutes", "decades", "nights"):
        count = 0 if unit == "hour" else None
        found = _distance(line, i + 1, count, unit) if line.low(i + 1) in ("later", "earlier", "ago") else None
        return (found[0], Reading("vague")) if found is not None and unit != "hour" else found
    if line.low(i - 1) != "the":
        return None
    if unit == "weekend" and not line.plain(i + 1) | (line.low(i + 1) == "of"):
        return i + 1, Reading("unit", ("weekend",))
    if unit == "weekend" and line.low(i - 2) in ("at", "over", "on", "during", "through"):
        return i + 1, Reading("unit", ("weekend",))
    return _distance(line, i + 1, 1, unit) if line.low(i + 1) in ("before", "after") else None


def _vague(line: TimeLine, i: int) -> Found:
    """recently · lately; not: as recently as June"""
    return None if line.low(i + 1) == "as" else (i + 1, Reading("vague"))


def _holiday(line: TimeLine, i: int) -> Found:
    """Christmas Day · Easter Monday · Thanksgiving 2014"""
    for rest, rule in holidays()[line.low(i)]:
        end = i + 1 + len(rest)
        if tuple(line.lows[i + 1 : end]) == rest:
            if not rest and line.plain(end) and line.low(i - 1) in DETERMINERS:
                return None  # a Christmas tree
            k = end + (line.low(end) in ("of", "in", ","))
            year = year_of(line.low(k))
            return (k + 1, Reading("holiday", (rule, year))) if year else (end, Reading("holiday", (rule, None)))
    return None


# --- ranges


def _range(line: TimeLine, i: int, end: int, first: Reading) -> tuple[int, Reading]:
    """from Monday to Wednesday · between 2010 and 2012 · Jan. 3 – Feb. 5"""
    joins = ("to", "through", "until", "till", "thru", "-", "–") if line.low(i - 1) != "between" else ("and", "to")
    if first.kind not in ("weekday", "calendar", "day", "decade") or line.low(end) not in joins:
        return end, first
    k = end + 1
    while line.low(k) in ("the", "late", "early", "on"):
        k += 1
    last = _single(line, k, licensed=True)
    if last is None or last[1].kind != first.kind:
        return end, first
    return last[0], Reading("range", (_borrow_year(first, last[1]), last[1]))


def _borrow_year(first: Reading, last: Reading) -> Reading:
    """“Jan. 3 – Feb. 5, 2016” says the year once."""
    if first.kind == "calendar" and first.value[0] is None and first.value[1] and last.value[0]:
        return first._replace(value=(last.value[0], *first.value[1:]))
    return first


_RULES: dict[str, Callable[[TimeLine, int], Found]] = {
    "weekday": _weekday,
    "deictic": _deictic,
    "edge": _edge,
    "order": _order,
    "same": _same,
    "unit": _unit,
    "number": _counted,
    "few": _counted,
    "ordinal": _counted,
    "vague": _vague,
}
