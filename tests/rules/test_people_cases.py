"""The rules of `quotes.resolve.people`, case by case, as ``people.txt`` says."""

from __future__ import annotations

from collections import Counter

import pytest
import regex
from cases import Case, read_cases

from quotes.detect.spans import find_spans
from quotes.model import Attribution
from quotes.resolve.passages import Passages
from quotes.resolve.people import RULES, People
from quotes.span import Span
from quotes.text.blocks import split_blocks

CASES = read_cases("people")


def read_braces(marked: str) -> tuple[str, list[Span]]:
    """The plain text, and the spans that stood in braces."""
    text, mentions, last = "", [], 0
    for match in regex.finditer(r"\{([^}]*)\}", marked):
        text += marked[last : match.start()]
        mentions.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return text + marked[last:], mentions


def resolved(marked: str) -> list[str]:
    text, mentions = read_braces(marked)
    blocks = split_blocks(text)
    segments = [segment for span in find_spans(text, blocks) for segment in span.segments]
    people = People.read(text, blocks, passages=Passages(text, blocks, segments))
    lines: list[str] = []
    before: list[Attribution] = []
    for mention in mentions:
        speaker, evidence = people.speaker(mention, before=before)
        before.append(Attribution((mention,), "direct", mention, None, speaker))
        lines.append(f"{speaker.name or '–'} | {evidence[0].rule}")
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_mention_stands_for_whom_the_case_says(case: Case) -> None:
    assert resolved(case.text) == case.expected


def test_every_title_is_its_own() -> None:
    assert [title for title, count in Counter(case.title for case in CASES).items() if count > 1] == []


def test_every_rule_has_a_case() -> None:
    fired = {line.split(" | ")[1] for case in CASES for line in case.expected}
    elsewhere = {"known-name", "known-family", "known-role", "turn", "byline"}  # tests/unit/test_people.py
    assert fired | elsewhere == set(RULES)
