"""The rules of `quotes.resolve.dates`, case by case, as ``dates.txt`` says."""

from __future__ import annotations

from collections import Counter

import pytest
from cases import Case, read_cases
from test_venue_cases import case_id, read_markup

from quotes.model import Attribution, Date, Evidence
from quotes.resolve.clock import read_clock
from quotes.resolve.dates import RULES, resolve_dates
from quotes.text.blocks import split_blocks

CASES = read_cases("dates")

Answers = list[tuple[Date | None, tuple[Evidence, ...]]]


def answers_to(case: Case) -> tuple[str, list[Attribution], Answers]:
    published, _, markup = case.text.partition("\n")
    text, attributions = read_markup(markup)
    blocks = split_blocks(text)
    clock = read_clock(text, blocks, None if published == "?" else published)
    return text, attributions, resolve_dates(text, blocks, attributions, clock)


def as_line(date: Date | None, evidence: tuple[Evidence, ...]) -> str:
    if date is None or date.basis == "published":
        return "-"
    return f"{date.edtf} {date.basis} {evidence[0].rule}"


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_dates_are_as_the_case_file_says(case: Case) -> None:
    text, attributions, answers = answers_to(case)
    assert len(attributions) == len(case.expected), "the case's own markup"
    assert [as_line(*answer) for answer in answers] == case.expected
    for date, evidence in answers:
        assert [item.field for item in evidence] == (["date"] if date else [])
        assert all(span.of(text).strip() for item in evidence for span in item.spans)


def test_every_rule_has_its_cases() -> None:
    fired = Counter(item.rule for case in CASES for _, evidence in answers_to(case)[2] for item in evidence)
    assert set(fired) == set(RULES)


def test_no_title_stands_twice() -> None:
    titles = Counter(case.title for case in CASES)
    assert [title for title, count in titles.items() if count > 1] == []
