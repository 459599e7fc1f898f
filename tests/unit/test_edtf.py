"""EDTF is read strictly, written canonically, and compared by the days that it leaves open."""

import datetime

import pytest

from quotes.errors import UsageError
from quotes.resolve.edtf import Edtf, between, compatible, decade, merge, more_exact, parse

day = datetime.date


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022-01-15", day(2022, 1, 15), day(2022, 1, 15)),
        ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
        ("2022", day(2022, 1, 1), day(2022, 12, 31)),
        ("201X", day(2010, 1, 1), day(2019, 12, 31)),
        ("19XX", day(1900, 1, 1), day(1999, 12, 31)),
        ("2022-XX-15", day(2022, 1, 15), day(2022, 12, 15)),
        ("2022-01-1X", day(2022, 1, 10), day(2022, 1, 19)),
        ("2022-02-XX", day(2022, 2, 1), day(2022, 2, 28)),
        ("2022-1X", day(2022, 10, 1), day(2022, 12, 31)),
        ("20X2-02-29", day(2012, 2, 29), day(2092, 2, 29)),
        ("XXXX-01-15", None, None),
        ("2016-10-03/2016-10-05", day(2016, 10, 3), day(2016, 10, 5)),
        ("2016-10/2017", day(2016, 10, 1), day(2017, 12, 31)),
        ("../2016-10", None, day(2016, 10, 31)),
        ("2016-10/..", day(2016, 10, 1), None),
        ("0001-01-01", day(1, 1, 1), day(1, 1, 1)),
        ("9999-12-31", day(9999, 12, 31), day(9999, 12, 31)),
    ],
)
def test_a_date_is_read_written_and_bounded(text: str, earliest: str | None, latest: str | None) -> None:
    date = parse(text)
    assert str(date) == text
    assert date.bounds == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "problem", "caret"),
    [
        ("2022-13-45", "there is no month 13", "     ^^"),
        ("2022-04-31", "2022-04 has no day 31", "        ^^"),
        ("2023-02-29", "2023-02 has no day 29", "        ^^"),
        ("XXXX-02-30", "XXXX-02 has no day 30", "        ^^"),
        ("2022-04-32", "there is no day 32", "        ^^"),
        ("2022-1-5", "a month has 2 digits", "     ^"),
        ("22-01-05", "a year has 4 digits", "^^"),
        ("0000", "there is no year 0000", "^^^^"),
        ("yesterday", "a date begins with a year", "^^^^^^^^^"),
        ("", "a date begins with a year", "^"),
        ("2022-01-15 (Saturday)", "what does “ (Saturday)” mean?", "          ^^^^^^^^^^^"),
        ("2022/2021", "the interval ends before it begins", "     ^^^^"),
        ("2022-01-15/", "a date begins with a year", "           ^"),
        ("../..", "an interval needs a date", "^^^^^"),
    ],
)
def test_what_is_no_date_is_refused_with_a_caret_under_the_fault(text: str, problem: str, caret: int) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text, name="published")
    message = str(caught.value)
    assert message.startswith(f'published="{text}" is no date: {problem}')
    assert message.splitlines()[1:3] == [f"    {text}", f"    {caret}"]


def test_a_date_with_control_characters_is_shown_escaped() -> None:
    with pytest.raises(UsageError, match=r"2022\\n01"):
        parse("2022\n01")


def test_a_date_must_be_a_string() -> None:
    with pytest.raises(UsageError, match=r"published must be a string in EDTF .* not int"):
        parse(2022, name="published")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["2022-01-15T10:30:00Z", "2022-01-15 10:30", "2022-01-15T10:30:00.123+03:00"])
def test_a_time_of_day_is_read_and_dropped(text: str) -> None:
    assert str(parse(text)) == "2022-01-15"


def test_a_known_day_is_one_whose_bounds_meet() -> None:
    assert parse("2022-01-15").known_day == day(2022, 1, 15)
    assert parse("2022-01").known_day is None
    assert parse("XXXX-01-15").known_day is None


def test_two_days_make_an_interval_and_one_makes_a_day() -> None:
    assert str(between(day(2022, 1, 3), day(2022, 1, 4))) == "2022-01-03/2022-01-04"
    assert str(between(day(2022, 1, 3), day(2022, 1, 3))) == "2022-01-03"


def test_numbers_make_dates() -> None:
    assert [str(Edtf.of(2022)), str(Edtf.of(None, 1, 5)), str(Edtf.of(87, 3)), str(decade(2004))] == [
        "2022",
        "XXXX-01-05",
        "0087-03",
        "200X",
    ]


@pytest.mark.parametrize(
    ("a", "b", "together"),
    [
        ("XXXX-01-15", "2022", "2022-01-15"),
        ("XXXX-01-15", "2022-01", "2022-01-15"),
        ("XXXX-01-15", "2022-02", None),
        ("XXXX-02-29", "2023", None),
        ("2022-01", "2022-01-15", "2022-01-15"),
        ("2022-01-10/2022-01-16", "2022-01-15", "2022-01-15"),
        ("2022-01-10/2022-01-16", "XXXX-01-15", "2022-01-15"),
        ("2022-01-10/2022-01-16", "XXXX-01-17", None),
        ("2022-01-10/2022-01-16", "2022", "2022-01-10/2022-01-16"),
        ("2022-01-10/2022-01-16", "2022-02", None),
        ("201X", "2016-05", "2016-05"),
        ("201X", "2020", None),
        ("../2016", "2015", "2015"),
        ("../2016", "2017", None),
        ("2016/..", "XXXX-02-29", "XXXX-02-29"),
        ("2016/..", "../2017", "2016/.."),
    ],
)
def test_dates_agree_when_one_day_can_be_meant_by_both(a: str, b: str, together: str | None) -> None:
    merged = merge(parse(a), parse(b))
    assert (None if merged is None else str(merged)) == together
    assert compatible(parse(a), parse(b)) is compatible(parse(b), parse(a)) is (together is not None)


@pytest.mark.parametrize(
    ("a", "b", "sharper"),
    [
        ("2022", "2022-01", "2022-01"),
        ("2022-01-03/2022-01-04", "2022-01", "2022-01-03/2022-01-04"),
        ("XXXX-01-15", "2022", "2022"),
        ("XXXX-01", "XXXX-01-15", "XXXX-01-15"),
        ("2016/..", "XXXX", "XXXX"),
        ("2022-01-03", "2022-01-04", "2022-01-03"),
    ],
)
def test_the_more_exact_date_leaves_fewer_days_open(a: str, b: str, sharper: str) -> None:
    assert str(more_exact(parse(a), parse(b))) == sharper


def test_an_interval_holds_the_days_between_its_ends() -> None:
    assert parse("2022-01-10/..").fits(day(2030, 1, 1))
    assert not parse("2022-01-10/..").fits(day(2022, 1, 9))
    assert parse("XXXX-01-10").fits(day(1990, 1, 10))
