"""Law: an EDTF date is written as it was read, and every day between its bounds keeps the order of its bounds."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.resolve.edtf import Edtf, compatible, merge, more_exact, parse

DAYS = st.dates(min_value=datetime.date(1, 1, 1), max_value=datetime.date(9999, 12, 31))


@st.composite
def stamps(draw: st.DrawFn) -> str:
    """A day, month or year, some of its digits unspecified."""
    day = draw(DAYS)
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"[: draw(st.sampled_from((4, 7, 10)))]
    hidden = draw(st.sampled_from(((), (0, 1, 2, 3), (3,), (2, 3), (5, 6), (8, 9))))
    return "".join("X" if i in hidden else c for i, c in enumerate(text))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Any date that the library writes, intervals too."""
    first = draw(stamps())
    if draw(st.booleans()):
        return first
    ends = sorted((first, draw(stamps())))
    if draw(st.booleans()):
        ends[draw(st.integers(0, 1))] = ".."
    return "/".join(ends)


def read(text: str) -> Edtf | None:
    try:
        return parse(text)
    except UsageError:  # an interval that ends before it begins, a February 29 hidden in 2XXX…
        return None


@given(dates())
def test_what_is_read_is_written(text: str) -> None:
    date = read(text)
    if date is not None:
        assert str(date) == text
        assert parse(str(date)) == date


@given(dates())
def test_the_bounds_are_in_order_and_lie_in_the_date(text: str) -> None:
    date = read(text)
    if date is None:
        return
    earliest, latest = date.bounds
    if earliest and latest:
        assert earliest <= latest
    if date.stamp:
        assert (earliest is None) == (latest is None)
        assert all(date.fits(bound) for bound in (earliest, latest) if bound)


@given(DAYS, dates())
def test_a_day_is_compatible_with_what_it_fits(day: datetime.date, text: str) -> None:
    date = read(text)
    if date is not None and date.stamp:
        assert compatible(Edtf.day(day), date) == date.fits(day)


@given(dates(), dates())
def test_comparing_does_not_depend_on_the_order(a: str, b: str) -> None:
    first, second = read(a), read(b)
    if first is None or second is None:
        return
    assert compatible(first, second) == compatible(second, first)
    assert (merge(first, second) is None) == (not compatible(first, second))
    assert more_exact(first, second) in (first, second)


@given(st.text())
def test_any_other_string_is_refused_and_nothing_else_is_raised(text: str) -> None:
    date = read(text)
    assert date is None or isinstance(date, Edtf)
