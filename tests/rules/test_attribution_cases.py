"""The speakers, cues and kinds of quotations, case by case, as ``attribution.txt`` says."""

from __future__ import annotations

from collections import Counter

import pytest
from cases import Case, read_cases

from quotes import Quotation, analyze
from quotes.explanation import rules
from quotes.model import ATTRIBUTED

CASES = read_cases("attribution")


def as_line(quotation: Quotation) -> str:
    if quotation.kind not in ATTRIBUTED:
        return quotation.kind
    speaker, cue = quotation.speaker, quotation.cue
    parts = (speaker.text if speaker else None, cue.text if cue else None, speaker.name if speaker else None)
    return " | ".join([quotation.kind, *(part or "–" for part in parts)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_quotation_is_attributed_as_the_case_says(case: Case) -> None:
    found = [quotation for quotation in analyze(case.text).quotations if quotation.parent is None]
    assert [as_line(quotation) for quotation in found] == case.expected


def test_every_rule_that_fires_has_its_sentence() -> None:
    fired = {(e.field, e.rule) for case in CASES for quotation in analyze(case.text).quotations for e in quotation.evidence}
    assert fired - set(rules()) == set()


def test_every_title_is_its_own() -> None:
    assert [title for title, count in Counter(case.title for case in CASES).items() if count > 1] == []
