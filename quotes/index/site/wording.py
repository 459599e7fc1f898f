"""Dates and numbers as a reader likes them: “15 January 2022”, “3–5 October 2016”, “1,204”."""

from __future__ import annotations

from functools import lru_cache

from quotes.errors import UsageError
from quotes.resolve import edtf
from quotes.resolve.edtf import Stamp

__all__ = ["count", "date_words", "span_words"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with what it counts.

    >>> count(1, "quotation"), count(1204, "quotation")
    ('1 quotation', '1,204 quotations')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span_words(first: str, last: str) -> str:
    """From a day to a day; the first of a January and the last of a December stand for their years.

    >>> span_words("2016-01-01", "2016-10-04"), span_words("2016-10-04", "2016-10-04"), span_words("2015-01-01", "2016-12-31")
    ('2016 to 4 October 2016', '4 October 2016', '2015 to 2016')
    """
    start = first[:4] if first.endswith("-01-01") else date_words(first)
    end = last[:4] if last.endswith("-12-31") else date_words(last)
    return start if start == end or first == last else f"{start} to {end}"


@lru_cache(maxsize=4096)
def date_words(date: str) -> str:
    """An EDTF date in words; as it is written, where it is none.

    >>> date_words("2022-01-15"), date_words("XXXX-01-15"), date_words("2016-10-03/2016-10-05"), date_words("201X")
    ('15 January 2022', '15 January, year unknown', '3–5 October 2016', 'the 2010s')
    >>> date_words("2016-09-30/2016-10-02"), date_words("2022-XX-15"), date_words("../2016-10"), date_words("soon")
    ('30 September – 2 October 2016', '2022-XX-15', 'until October 2016', 'soon')
    """
    try:
        parsed = edtf.parse(date)
    except UsageError:
        return date
    if not parsed.interval:
        return _stamp(parsed.first) if parsed.first else date
    if parsed.first is None or parsed.last is None:
        return f"since {_stamp(parsed.first)}" if parsed.first else f"until {_stamp(parsed.last)}" if parsed.last else date
    return _interval(parsed.first, parsed.last)


def _interval(first: Stamp, last: Stamp) -> str:
    if first.day and last.day and first.year == last.year and "X" not in f"{first}{last}":
        if first.month == last.month:
            return f"{int(first.day)}–{_stamp(last)}"
        return f"{int(first.day)} {_MONTHS[int(first.month or 1) - 1]} – {_stamp(last)}"
    return f"{_stamp(first)} – {_stamp(last)}"


def _stamp(stamp: Stamp) -> str:
    year, month, day = stamp
    if "X" in f"{month or ''}{day or ''}" or (year != "XXXX" and "X" in year and (month or not year.endswith("X"))):
        return str(stamp)
    words = " ".join([*([str(int(day))] if day else []), *([_MONTHS[int(month) - 1]] if month else [])])
    if year == "XXXX":
        return f"{words}, year unknown" if words else "year unknown"
    if year.endswith("XX"):
        return str(stamp)
    if year.endswith("X"):
        return f"the {year[:3]}0s"
    return f"{words} {int(year)}".strip()
