"""A document tells from the day it was published: given, or read from its dateline, header or footer; never guessed."""

import pytest
import regex

from quotes.errors import UsageError
from quotes.model import Block
from quotes.resolve.clock import RULES, Clock, read_clock

STORY = (
    "The harbour master told reporters that the ferry would sail again within days, because the storm that had torn its "
    "moorings was now far out at sea and weakening fast.\n"
)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Every line as a paragraph: the clock must not need more."""
    return tuple(Block(*match.span(), "paragraph", match.start()) for match in regex.finditer(r"[^\n]+", text))


def clock_of(text: str, published: str | None = None) -> Clock:
    return read_clock(text, blocks_of(text), published)


@pytest.mark.parametrize(
    ("frame", "date", "rule"),
    [
        # datelines
        ("OSLO, May 3 (NTB) — {}", "XXXX-05-03", "clock dateline"),
        ("OSLO, 3 May 2019 (NTB) — {}", "2019-05-03", "clock dateline"),
        ("Oslo, May 3. /NTB/. {}", "XXXX-05-03", "clock dateline"),
        ("Oslo, May 3: {}", "XXXX-05-03", "clock dateline"),
        ("NAIROBI, Kenya, Feb 3 – {}", "XXXX-02-03", "clock dateline"),
        ("LONDON: 3 May 2019: {}", "2019-05-03", "clock dateline"),
        ("OSLO – May 3 – {}", "XXXX-05-03", "clock dateline"),
        ("OSLO, Jan. 15, 2022 /NTB/ -- {}", "2022-01-15", "clock dateline"),
        ("OSLO (NTB) — {}", None, "clock unknown"),
        # lines that say they were published, or changed
        ("Published: 3 Feb 2021 · Updated 5 Feb 2021\n{}", "2021-02-03", "clock published"),
        ("Updated 5 Feb 2021, published 3 Feb 2021\n{}", "2021-02-03", "clock published"),
        ("Posted on May 3, 2019 by admin\n{}", "2019-05-03", "clock published"),
        ("{}First published on Tue 4 Mar 2014 14.05 GMT", "2014-03-04", "clock published"),
        ("{}Published - January 11, 2022 03:04 pm IST\n", "2022-01-11", "clock published"),
        ("{}Last updated on 3 May 2019\n", "2019-05-03", "clock updated"),
        # lines above
        ("15:14, 12 April\n{}", "XXXX-04-12", "clock header"),
        ("January 11, 2022\n{}", "2022-01-11", "clock header"),
        ("2022-01-11\n{}", "2022-01-11", "clock header"),
        ("2022-01-11T10:00:00Z\n{}", "2022-01-11", "clock header"),
        ("Jan. 5, 2022, 10:30 a.m. EST\n{}", "2022-01-05", "clock header"),
        ("Tuesday 4 March 2014\n{}", "2014-03-04", "clock header"),
        ("3rd of May 2010\n{}", "2010-05-03", "clock header"),
        ("By Ann Reed, Tuesday, 4 March 2014 14:05 GMT\n{}", "2014-03-04", "clock header"),
        ("Sat, 15 Jan 2022 10:00 GMT\n{}", "2022-01-15", "clock header"),
        ("Thu., Jan. 6, 2022 | 4 min read\n{}", "2022-01-06", "clock header"),
        ("15-Jan-2022\n{}", "2022-01-15", "clock header"),
        ("2022/01/15\n{}", "2022-01-15", "clock header"),
        ("6 Jan\n{}", "XXXX-01-06", "clock header"),
        ("January 2022\n{}", "2022-01", "clock header"),
        ("A late ferry\n" + STORY + "Monday, 3 October 2016\n{}", "2016-10-03", "clock header"),
        # lines below
        ("{}Harbour News, 10.01.2022\n", "2022-01-10", "clock footer"),
        ("{}11.01.22\n", "2022-01-11", "clock footer"),
        # not dates of the document
        ("Ferry talks set for March 4, 2016, envoy says\n{}", None, "clock unknown"),
        ("{}The ferry was built by Nordvik on March 4, 1994.\n", None, "clock unknown"),
        ("Copyright 2019 Harbour News\n{}", None, "clock unknown"),
        ("Version 1.2.2022.5\n{}", None, "clock unknown"),
        ("31.02.2022\n{}", None, "clock unknown"),
        ("{}", None, "clock unknown"),
    ],
)
def test_the_day_is_read_from_the_page(frame: str, date: str, rule: str) -> None:
    text = frame.replace("{}", STORY)
    clock = clock_of(text)
    assert (str(clock.edtf) if clock.edtf else None, clock.rule) == (date, rule)
    assert (clock.span is None) == (date is None)
    assert clock.span is None or any(c.isdigit() for c in clock.span.of(text))


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("25/03/2022", "2022-03-25"),
        ("03/25/2022", "2022-03-25"),
        ("05/05/2022", "2022-05-05"),
        ("05/03/2022 10:00 a.m. EST", "2022-05-03"),
        ("05/03/2022 10:00 GMT", "2022-03-05"),
        ("05.03.2022", "2022-03-05"),
        ("05/03/2022", "2022"),
        ("05-03-2022", "2022"),
    ],
)
def test_figures_that_can_be_read_both_ways_give_the_year_alone_unless_the_page_says_whose_they_are(line: str, date: str) -> None:
    assert str(clock_of(f"{line}\n{STORY}").edtf) == date


def test_a_dateline_takes_its_year_from_the_line_above_it() -> None:
    assert str(clock_of(f"January 12, 2022\nOSLO, January 11 (NTB) - {STORY}").edtf) == "2022-01-11"
    assert str(clock_of(f"January 2, 2022\nOSLO, December 31 (NTB) - {STORY}").edtf) == "2021-12-31"


def test_a_weekday_completes_a_dateline_with_the_year_that_the_text_names() -> None:
    said = "OSLO, January 15. /NTB/. The mayor said on Saturday that the ferry, built in {}, would sail as soon as it could. "
    assert str(clock_of(said.replace("{}", "2022") + STORY).edtf) == "2022-01-15"
    assert str(clock_of(said.replace("{}", "2021") + STORY).edtf) == "XXXX-01-15"


def test_a_date_given_wins_over_the_page() -> None:
    clock = clock_of(f"January 11, 2022\n{STORY}", "2022-01-15")
    assert (str(clock.edtf), clock.span, clock.rule) == ("2022-01-15", None, "clock given")


def test_a_year_given_is_completed_by_a_page_that_agrees_with_it() -> None:
    text = f"OSLO, May 3 (NTB) — {STORY}"
    assert str(clock_of(text, "2019").edtf) == "2019-05-03"
    assert str(clock_of(text, "2019-06").edtf) == "2019-06"


def test_an_impossible_date_given_is_refused() -> None:
    with pytest.raises(UsageError, match='published="2022-13-45" is no date: there is no month 13'):
        read_clock("", (), "2022-13-45")


def test_a_text_without_blocks_has_no_clock() -> None:
    assert read_clock("", ()).edtf is None


def test_every_rule_is_explained() -> None:
    assert all(sentence.endswith(".") for sentence in RULES.values())
