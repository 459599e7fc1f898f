"""How much was said when: the bars of a timeline, over days, months, years or decades as the stretch of time asks for.

Heights come in steps of a twentieth, because the pages allow no styles but those of the style sheet.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from quotes.index.site.views import View
from quotes.index.site.wording import date_words

__all__ = ["Bar", "bars"]

STEPS = 20
FEW = 14
"""Up to so many bars are wide enough for a label under the middle of each."""

_MOST_DAYS, _MOST_MONTHS, _MOST_YEARS = 62, 150, 120


@attrs.frozen(slots=True)
class Bar:
    """A period: its first and last day, what to call it, how many quotations, their height, and a label under the axis."""

    since: str
    until: str
    words: str
    quotations: int
    height: int
    label: str | None


def bars(views: Iterable[View]) -> tuple[Bar, ...]:
    """The timeline of some quotations, gaps included; those whose date is wider than a bar are left out."""
    spans = [(d.earliest, d.latest) for v in views if (d := v.quotation.date) and d.earliest and d.latest]
    exact = [span for span in spans if span[0][:4] == span[1][:4]]
    if not exact:
        return ()
    periods = _periods(min(span[0] for span in exact), max(span[1] for span in exact))
    counts = _counts(exact, periods)
    top = max(counts.values(), default=1)
    labels = _labels(periods)
    return tuple(
        Bar(*period, _words(*period), counts[place], -(-counts[place] * STEPS // top), labels.get(place))
        for place, period in enumerate(periods)
    )


def _periods(first: str, last: str) -> list[tuple[str, str]]:
    """The days, months, years or decades between two days, each with its first and last day."""
    years = int(last[:4]) - int(first[:4])
    if (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days <= _MOST_DAYS:
        return list(_days(first, last))
    if years * 12 <= _MOST_MONTHS:
        return [(f"{month}-01", _last_day(month)) for month in _months(first[:7], last[:7])]
    step = 1 if years <= _MOST_YEARS else 10
    start = int(first[:4]) // step * step
    return [(f"{y:04}-01-01", f"{min(9999, y + step - 1):04}-12-31") for y in range(max(1, start), int(last[:4]) + 1, step)]


def _days(first: str, last: str) -> Iterator[tuple[str, str]]:
    start, end = datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal()
    for day in range(start, end + 1):
        written = datetime.date.fromordinal(day).isoformat()
        yield written, written


def _months(first: str, last: str) -> Iterator[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    for month in range(start, end + 1):
        yield f"{month // 12:04}-{month % 12 + 1:02}"


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    if number == 12:
        return f"{month}-31"
    return (datetime.date(year, number + 1, 1) - datetime.timedelta(days=1)).isoformat()


def _counts(spans: Sequence[tuple[str, str]], periods: Sequence[tuple[str, str]]) -> Counter[int]:
    starts = [since for since, _ in periods]
    counts: Counter[int] = Counter()
    for earliest, latest in spans:
        place = bisect_right(starts, earliest) - 1
        if latest <= periods[place][1]:
            counts[place] += 1
    return counts


def _words(since: str, until: str) -> str:
    if since == until:
        return date_words(since)
    if since[:7] == until[:7]:
        return date_words(since[:7])
    return since[:4] if since[:4] == until[:4] else f"{since[:4]}–{until[:4]}"


def _month(day: str) -> str:
    return date_words(f"XXXX-{day[5:7]}")[:3]


def _labels(periods: Sequence[tuple[str, str]]) -> dict[int, str]:
    """At most about a dozen labels under the axis: some days, some months, or round years; none that would hang over its end."""
    starts = [since for since, _ in periods]
    if periods[0][0] == periods[0][1]:
        step = max(4, -(-len(starts) // 6)) if len(starts) > FEW else -(-len(starts) // 4)
        labels = {place: f"{int(since[8:])} {_month(since)}" for place, since in enumerate(starts) if place % step == 0}
    elif periods[0][0][:7] == periods[0][1][:7] and len(starts) <= 18:
        step = -(-len(starts) // 6)
        labels = {place: f"{_month(since)} {since[:4]}" for place, since in enumerate(starts) if place % step == 0}
    else:
        years = [place for place, since in enumerate(starts) if since[5:] == "01-01" or (place == 0 and since[5:7] < "07")]
        labels = {place: starts[place][:4] for place in years[:: -(-len(years) // 10) or 1]}
    return {place: words for place, words in labels.items() if place == 0 or place < 0.95 * len(starts) or len(starts) <= FEW}
