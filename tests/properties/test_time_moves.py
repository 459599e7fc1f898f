"""Law: an expression of time moves with the day it is told from, and what it means lies within its bounds."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.edtf import Edtf, compatible, parse
from quotes.resolve.temporal import find_times, resolve_time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = st.dates(min_value=datetime.date(1700, 1, 1), max_value=datetime.date(2090, 1, 1))
WEEK = datetime.timedelta(days=7)

TOLD = ("spoke on", "spoke late", "will speak on", "spoke last", "speaks next")
FIXED = ("spoke last week", "spoke this week", "spoke at the weekend", "will speak next weekend", "spoke yesterday")
MODIFIERS = ("", " night", " of last week")
SINCE = ("summer", "year", "month", "week", "night", "quarter", "Easter")

WEEKLY = st.one_of(
    st.builds("He {} {}{}.".format, st.sampled_from(TOLD), st.sampled_from(WEEKDAYS), st.sampled_from(MODIFIERS)),
    st.builds("He {}.".format, st.sampled_from(FIXED)),
    st.builds("He spoke {} {} ago.".format, st.integers(2, 99), st.sampled_from(("days", "weeks"))),
)
PAST = st.one_of(
    WEEKLY.filter(lambda sentence: not {"will", "next"} & set(sentence.split())),
    st.builds("It rained on {} {}.".format, st.sampled_from(MONTHS), st.integers(1, 28)),
    st.builds("It rained {} {}.".format, st.sampled_from(("in", "last")), st.sampled_from(MONTHS)),
    st.builds(
        "It rained {} {}.".format,
        st.just("last"),
        st.sampled_from(("summer", "year", "month", "week", "night", "quarter", "Easter")),
    ),
    st.builds("It rained {} {} ago.".format, st.integers(2, 99), st.sampled_from(("days", "weeks", "months", "years"))),
)


def meaning(sentence: str, anchor: datetime.date) -> Edtf:
    (phrase,) = find_times(sentence)
    date = resolve_time(phrase, Edtf.day(anchor))
    assert date is not None
    return date


def bounds_of(date: Edtf) -> tuple[datetime.date, datetime.date]:
    """Its first and its last day, both known."""
    earliest, latest = date.bounds
    assert earliest is not None
    assert latest is not None
    return earliest, latest


@given(WEEKLY, DAYS)
def test_a_week_later_a_weekday_is_a_week_later(sentence: str, anchor: datetime.date) -> None:
    before, after = bounds_of(meaning(sentence, anchor)), bounds_of(meaning(sentence, anchor + WEEK))
    assert (before[0] + WEEK, before[1] + WEEK) == after


@given(PAST, DAYS)
def test_what_is_told_as_past_does_not_begin_after_the_telling(sentence: str, anchor: datetime.date) -> None:
    earliest, latest = bounds_of(meaning(sentence, anchor))
    assert earliest <= latest
    assert earliest <= anchor


@given(PAST, DAYS)
def test_a_date_lies_within_its_own_bounds_and_reads_back(sentence: str, anchor: datetime.date) -> None:
    date = meaning(sentence, anchor)
    earliest, latest = bounds_of(date)
    assert parse(str(date)) == date
    assert compatible(date, Edtf.day(earliest))
    assert compatible(date, Edtf.day(latest))


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_a_bare_weekday_is_that_day_within_the_week_that_ends_with_the_telling(weekday: str, anchor: datetime.date) -> None:
    day = meaning(f"He spoke on {weekday}.", anchor).known_day
    assert day is not None
    assert day.strftime("%A") == weekday
    assert datetime.timedelta(0) <= anchor - day < WEEK


@given(st.text(), DAYS)
def test_any_text_is_read_without_error(text: str, anchor: datetime.date) -> None:
    for phrase in find_times(text):
        assert 0 <= phrase.start < phrase.end <= len(text)
        resolve_time(phrase, Edtf.day(anchor))
