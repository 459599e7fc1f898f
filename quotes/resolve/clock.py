"""The document's own clock: the day that its “on Saturday” and “yesterday” are told from.

The publication date given by the caller wins. Else the text is asked: the dateline that opens the report (“MINSK, January 15.
/TASS/.”), then the lines above and below its paragraphs (“Published: 3 Feb 2021 · Updated 5 Feb 2021”, “15:14, 12 April”,
“10.01.2022”). A clock is as partial as the text is (``XXXX-01-15``), completed only where the text compels it; it is never the
day of the reading.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs
import regex

from quotes.model import Block
from quotes.resolve.edtf import Edtf, merge, parse
from quotes.resolve.temporal import TimePhrase, find_times, has_date, resolve_time
from quotes.span import Span

__all__ = ["RULES", "Clock", "read_clock"]

RULES: dict[str, str] = {
    "clock given": "The publication date was given with the text.",
    "clock dateline": "The dateline that opens the report gives its day.",
    "clock published": "A line of the page says when it was published.",
    "clock header": "A line above the first paragraph is a date.",
    "clock footer": "A line below the last paragraph is a date.",
    "clock updated": "A line of the page says when it was last changed.",
    "clock weekday": "The year is one that the text names, and in it the day falls on the weekday that the text tells.",
    "clock unknown": "Neither the caller nor the text says when it was published.",
}


@attrs.frozen(slots=True)
class Clock:
    """The day that a document tells from: `edtf`, None where unknown; the `span` it was read at; the `rule` that read it.

    `written` is the day of its dateline, where that lies before the publication date that the caller gave.
    """

    edtf: Edtf | None
    span: Span | None
    rule: str
    written: Edtf | None = None

    @property
    def of_writing(self) -> Clock:
        """The clock that “to-day” and “yesterday” are told from: a paper prints on Tuesday what was wired on Monday."""
        return self if self.written is None else attrs.evolve(self, edtf=self.written, written=None)


class _Reading(NamedTuple):
    """A date that a line gives: `rank` orders the rules, the best first."""

    rank: int
    date: Edtf
    span: Span
    rule: str


_PROSE = 140  # characters: a longer block is prose, and stands between header and footer
_LINE = 200  # a longer line is no date line
_HEADER, _FOOTER = 14, 24  # how many blocks above and below the prose are asked
_OPENING = 110  # characters within which a dateline gives its date
_RANKS = {"clock dateline": 0, "clock published": 1, "clock header": 2, "clock footer": 3, "clock updated": 4}

_LABELS = regex.compile(
    r"\b(?:(?P<published>(?:first |originally )?published|posted|created|issued|released|filed|date|dated|publication)"
    r"|(?P<updated>(?:last )?(?:updated|modified|edited|changed|revised)|update))\b",
    regex.IGNORECASE,
)
_NUMERIC = regex.compile(r"(?<![\w/.-])([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{2,4})(?![\w/-]|[.][0-9])")
_STAMP = regex.compile(r"(?<!\w)([12][0-9]{3})-([0-9]{2})-([0-9]{2})T[0-9]{2}")
_DASHED = regex.compile(r"(?<![\w-])([0-9]{1,2})-(\p{L}{3,9})-([0-9]{2}(?:[0-9]{2})?)(?![\w-])")
_MONTH_FIRST = regex.compile(r"\b(?:[ECMP][SD]T|[ECMP]T|a\.m\.|p\.m\.|AP|UPI|U\.S\.)(?!\w)")
_DAY_FIRST = regex.compile(
    r"\b(?:GMT|BST|CET|CEST|EET|MSK|IST|WIB|EAT|SAST|AEST|AEDT|UTC|TASS|AFP|PTI|ANI|RIA|BelTA|Xinhua|hrs)\b"
)
_WORD = regex.compile(r"\p{L}[\p{L}'’.-]*+")
# fmt: off
_QUIET = frozenset({
    "by", "at", "in", "on", "of", "the", "and", "for", "from", "to", "am", "pm", "a.m", "p.m", "min", "mins", "minute", "minutes",
    "read", "hours", "hour", "ago", "last", "first", "updated", "published", "posted", "date", "time", "source", "staff",
    "reporter", "writer", "correspondent", "local", "edt", "est", "gmt", "utc", "bst", "ist",
})
# fmt: on
_ABOVE = 4
_PLACE_LINE = regex.compile(
    r"\p{Lu}{3,}(?:[ ]\p{Lu}{2,}){0,2}+,[ ](?:(?=[^\n]{0,14}[0-9])[^\n]{3,24}+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[.]?+)$"
)
"""A dateline that is a line of its own: BERLIN, March 8 · BERLIN, Tuesday."""
_WIRED = 4
"""How many days before it is printed a report may have been sent."""
_FLIGHT = datetime.timedelta(days=1)


def read_clock(text: str, blocks: Sequence[Block], published: str | None = None) -> Clock:
    """The day that a document tells from.

    Arguments: the text; its blocks; the publication date that the caller gave, in EDTF, or None. Raises `UsageError` where
    `published` is no date, and for nothing in the text.

    >>> text = "OSLO, 3 May 2019. The ferry was late."
    >>> clock = read_clock(text, [Block(0, 37, "paragraph", 18)])
    >>> str(clock.edtf), clock.span.of(text), clock.rule
    ('2019-05-03', '3 May 2019', 'clock dateline')
    """
    given = parse(published, name="published") if published is not None else None
    if given is not None and given.known_day is not None:
        return Clock(given, None, "clock given", _written_on(text, blocks, given.known_day))
    read = _from_text(text, blocks)
    if given is None:
        return read
    both = merge(given, read.edtf) if read.edtf is not None else None
    return Clock(given, None, "clock given") if both is None or both == given else Clock(both, read.span, read.rule)


def _written_on(text: str, blocks: Sequence[Block], published: datetime.date) -> Edtf | None:
    """The day of the dateline, a few days before publication: LIMERICK, Monday.— · PRAGUE, May 19.—"""
    opening = next((block for block in blocks if block.body > block.start and block.kind == "paragraph"), None)
    alone = next(
        (block for block in blocks[:_ABOVE] if _PLACE_LINE.match(text, block.start, min(block.end, block.start + _LINE))), None
    )
    days = [published - datetime.timedelta(back) for back in range(1, _WIRED + 1)]
    if opening is not None:
        dates = [reading.date for reading in _dateline(text, opening)]
    elif alone is not None:
        dates = [date for _, date in _dates(text, alone.start, alone.end, month_first=None)]
    else:
        prose = [block for block in blocks[: 2 * _ABOVE] if block.kind == "paragraph"][:_ABOVE]
        dates = [reading.date for block in prose for reading in _dateline(text, block)]
    if dates:
        return next((Edtf.day(day) for day in days if merge(dates[0], Edtf.day(day)) is not None), None)
    line = (
        Span(opening.start, opening.body) if opening is not None else Span(alone.start, alone.end) if alone is not None else None
    )
    weekday = _dateline_weekday(text, line) if line is not None else None
    return next((Edtf.day(day) for day in days if day.weekday() == weekday), None)


def _dateline_weekday(text: str, line: Span) -> int | None:
    """The day of the week that a dateline names, counted from Monday."""
    phrases = find_times(text, line.start, line.end)
    return next((phrase.reading.value[0] for phrase in phrases if phrase.reading.kind == "weekday"), None)


def _from_text(text: str, blocks: Sequence[Block]) -> Clock:
    readings = sorted(_readings(text, blocks), key=lambda reading: (reading.rank, reading.span))
    if not readings:
        return Clock(None, None, "clock unknown")
    best = readings[0]
    for other in readings[1:]:
        best = _completed(best, other)
    clock = Clock(best.date, best.span, best.rule)
    stamp = best.date.stamp
    return _with_weekday(text, blocks, clock) if stamp is not None and stamp.year == "XXXX" and stamp.day else clock


def _completed(best: _Reading, other: _Reading) -> _Reading:
    """“January 15” in a dateline below “January 16, 2022” is of that year; a bare year takes a day that agrees with it."""
    stamp, told = best.date.stamp, other.date.known_day
    if stamp is not None and stamp.year == "XXXX" and stamp.day and told is not None:
        days = [datetime.date(year, int(stamp.month or 1), 1) for year in (told.year, told.year - 1)]
        dates = [Edtf.of(day.year, day.month, int(stamp.day)) for day in days if merge(best.date, Edtf.of(day.year, day.month))]
        known = [date for date in dates if date.known_day is not None and date.known_day <= told + _FLIGHT]
        return best._replace(date=known[0]) if known else best
    both = merge(best.date, other.date)
    return best if both is None or best.date.known_day else best._replace(date=both)


# --- where a date may stand


def _readings(text: str, blocks: Sequence[Block]) -> Iterator[_Reading]:
    prose = [number for number, block in enumerate(blocks) if _is_prose(block)]
    # The first prose may be a standfirst, with the date below it.
    first, last = (prose[1] if len(prose) > 1 else prose[0], prose[-1]) if prose else (len(blocks), -1)
    for number in [*prose[:3], *(number for number in range(first) if blocks[number].body > blocks[number].start)]:
        yield from _dateline(text, blocks[number])
    for number in range(max(0, first - _HEADER), first):
        if number not in prose[:1]:
            yield from _date_line(text, blocks[number], "clock header")
    for number in range(max(last + 1, 0), min(len(blocks), last + 1 + _FOOTER)) if prose else ():
        yield from _date_line(text, blocks[number], "clock footer")


def _is_prose(block: Block) -> bool:
    if block.kind in ("headline", "standfirst", "byline", "date", "caption", "furniture"):
        return False
    return block.end - block.body >= _PROSE or (block.body > block.start and block.kind == "paragraph")


def _dateline(text: str, block: Block) -> Iterator[_Reading]:
    """The date of a dateline: OSLO, May 3 (NTB) — · Oslo, 3 May 2019. · PARIS — May 3."""
    opening = block.body if block.body > block.start else min(block.end, block.start + _OPENING)
    if not text[block.start : block.start + 1].isupper():
        return
    for span, date in _dates(text, block.start, opening, month_first=None):
        before, after = text[block.start : span.start], text[span.end : span.end + 3].lstrip()
        places = [word for word in _WORD.findall(before) if not word[0].isupper()]
        separated = block.body > block.start or (before.rstrip()[-1:] in ",(—–-/:" and after[:1] in "(.—–-/:")
        if before and separated and len(places) <= 1 and len(before) < 60:
            yield _Reading(_RANKS["clock dateline"], date, span, "clock dateline")
            return


def _date_line(text: str, block: Block, rule: str) -> Iterator[_Reading]:
    """The dates of a line that is there to tell them: its other words are few."""
    if block.end - block.start > _LINE or not any(c.isdecimal() for c in text[block.start : block.end]):
        return
    dates = list(_dates(text, block.start, block.end, month_first=_month_first(text)))
    if not dates or not _is_about(text, block, [span for span, _ in dates], rule):
        return
    floor = block.start
    for span, date in dates:
        label = next(iter(_LABELS.finditer(text, floor, span.start)), None)
        told = rule if label is None else "clock published" if label["published"] else "clock updated"
        floor = span.end
        yield _Reading(_RANKS[told], date, span, told)


def _is_about(text: str, block: Block, spans: Sequence[Span], rule: str) -> bool:
    """Whether a line is there for its date: “Ru-Main, 10.01.2022”, not “Talks set for March 4, 2016, envoy says”."""
    outside, floor = [], block.start
    for span in spans:
        outside.append(text[floor : span.start])
        floor = span.end
    words = _WORD.findall(" ".join([*outside, text[floor : block.end]]))
    loud = [word for word in words if word.lower().rstrip(".") not in _QUIET]
    dated = block.kind in ("date", "byline")
    limit = 1 if block.kind == "headline" else 12 if dated else 6 if rule == "clock header" else 3
    return len(loud) <= limit and sum(word.islower() for word in loud) <= (4 if dated else 1)


# --- dates as lines write them


def _dates(text: str, start: int, end: int, month_first: bool | None) -> Iterator[tuple[Span, Edtf]]:
    """Each date of the calendar between two offsets with its span, in order, as far as its form tells it."""
    found = [*_numeric(text, start, end, month_first), *_written(text, start, end)]
    floor = start
    for span, date in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        if span.start >= floor:
            yield span, date
            floor = span.end


def _written(text: str, start: int, end: int) -> Iterator[tuple[Span, Edtf]]:
    for match in _DASHED.finditer(text, start, end):
        spaced = find_times(f"{match[1]} {match[2]} {match[3] if len(match[3]) == 4 else '20' + match[3]}")
        date = _calendar(spaced[0]) if len(spaced) == 1 else None
        if date is not None:
            yield Span(*match.span()), date
    for phrase in find_times(text, start, end) if has_date(text, start, end) else ():
        date = _calendar(phrase)
        if date is not None:
            first = phrase.start
            if phrase.preposition:
                first += len(phrase.preposition) + 1
            yield Span(first, phrase.end), date


def _calendar(phrase: TimePhrase) -> Edtf | None:
    """The date, if the expression names a month: with its day, or with its year."""
    reading = phrase.reading
    if reading.kind != "calendar" or reading.value[1] is None or (reading.value[0] is None and reading.value[2] is None):
        return None
    return resolve_time(phrase, None)


def _numeric(text: str, start: int, end: int, month_first: bool | None) -> Iterator[tuple[Span, Edtf]]:
    """Dates in figures: 2022-01-15, 10.01.2022, 15/01/2022; what could be read both ways gives its year alone."""
    for match in _STAMP.finditer(text, start, end):
        date = _day(int(match[1]), int(match[2]), int(match[3]))
        if date is not None:
            yield Span(match.start(), match.end(3)), date
    for match in _NUMERIC.finditer(text, start, end):
        date = _figures(match[1], match[2], int(match[3]), match[4], month_first)
        if date is not None:
            yield Span(*match.span()), date


def _figures(first: str, sign: str, middle: int, last: str, month_first: bool | None) -> Edtf | None:
    if len(first) == 4:
        return _day(int(first), middle, int(last)) if len(last) <= 2 else None
    if len(last) == 3 or (len(last) == 2 and sign == "-"):
        return None
    year = int(last) if len(last) == 4 else 2000 + int(last) if int(last) < 70 else 1900 + int(last)
    day_first, other = _day(year, middle, int(first)), _day(year, int(first), middle)
    if sign == "." or other is None or day_first == other:
        return day_first
    if day_first is None:
        return other
    return Edtf.of(year) if month_first is None else other if month_first else day_first


def _day(year: int, month: int, day: int) -> Edtf | None:
    try:
        return Edtf.day(datetime.date(year, month, day))
    except ValueError:
        return None


def _month_first(text: str) -> bool | None:
    """Whether the page writes 1/15/2022 or 15/1/2022, by its time zones and agencies; None if it does not say."""
    edges = text[:1500] + "\n" + text[-1500:]
    american, other = _MONTH_FIRST.search(edges), _DAY_FIRST.search(edges)
    return None if (american is None) == (other is None) else american is not None


# --- the year that the weekday compels


def _with_weekday(text: str, blocks: Sequence[Block], clock: Clock) -> Clock:
    """“MINSK, January 15 … on Saturday … of 2022”: the last year that the text names, if January 15 was a Saturday in it."""
    weekday: int | None = None
    years: set[int] = set()
    paragraphs = [block for block in blocks if _is_prose(block)]
    for number, block in enumerate(paragraphs):
        for phrase in find_times(text, block.start, block.end):
            kind, value = phrase.reading.kind, phrase.reading.value
            if kind == "weekday" and weekday is None and number < 2 and phrase.tense == "past" and phrase.reading.shift is None:
                weekday = value[0]
            elif kind == "calendar" and value[0] is not None:
                years.add(value[0])
            elif (
                kind == "calendar"
                and value[3] is not None
                and clock.span is not None
                and phrase.start <= clock.span.start < phrase.end
            ):
                weekday = value[3]
    if weekday is None or not years or clock.edtf is None:
        return clock
    date = merge(clock.edtf, Edtf.of(max(years)))
    day = date.known_day if date is not None else None
    return Clock(date, clock.span, "clock weekday") if day is not None and day.weekday() == weekday else clock
