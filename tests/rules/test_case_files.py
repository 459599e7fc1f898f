"""The rules of `quotes.text` and `quotes.detect`, case by case, as the plain-text files beside this one say."""

from __future__ import annotations

from collections import Counter

import pytest
from cases import Case, read_cases

from quotes.detect.spans import RULES, find_spans
from quotes.model import MarkedSpan
from quotes.span import Span
from quotes.text.blocks import RULES as BLOCK_RULES
from quotes.text.blocks import split_blocks
from quotes.text.sentences import split_sentences
from quotes.text.tokens import tokenize


def shown(text: str, span: Span) -> str:
    return span.of(text).replace("\n", "⏎")


def outline(text: str, spans: tuple[MarkedSpan, ...], depth: int = 0) -> list[str]:
    lines: list[str] = []
    for span in spans:
        lines.append("  " * depth + span.rule + " " + " ‖ ".join(shown(text, segment) for segment in span.segments))
        lines += outline(text, span.children, depth + 1)
    return lines


def marked_spans(text: str) -> list[str]:
    return outline(text, find_spans(text, split_blocks(text)))


def sentences(text: str) -> list[str]:
    spans = find_spans(text, split_blocks(text))
    quoted = [segment for span in spans for segment in span.segments]
    return [
        shown(text, sentence)
        for block in split_blocks(text)
        for sentence in split_sentences(
            text,
            tokenize(text, block.body, block.end),
            [segment for segment in quoted if block.start <= segment.start < block.end],
        )
    ]


def blocks(text: str) -> list[str]:
    lines = []
    for block in split_blocks(text):
        lead = shown(text, Span(block.start, block.body))
        lines.append(f"{block.kind}{f' [{lead}]' if lead else ''} {shown(text, Span(block.body, block.end))}")
    return lines


def case_id(case: Case) -> str:
    return case.title


@pytest.mark.parametrize("case", read_cases("detect"), ids=case_id)
def test_marks_pair_as_the_case_file_says(case: Case) -> None:
    assert marked_spans(case.text) == case.expected


@pytest.mark.parametrize("case", read_cases("sentences"), ids=case_id)
def test_sentences_end_as_the_case_file_says(case: Case) -> None:
    assert sentences(case.text) == case.expected


@pytest.mark.parametrize("case", read_cases("blocks"), ids=case_id)
def test_blocks_are_as_the_case_file_says(case: Case) -> None:
    assert blocks(case.text) == case.expected


def test_every_rule_of_pairing_has_its_cases() -> None:
    fired = Counter(line.split()[0] for case in read_cases("detect") for line in case.expected)
    assert set(fired) == set(RULES)


def test_every_kind_of_block_has_its_cases() -> None:
    fired = {line.split()[0] for case in read_cases("blocks") for line in case.expected}
    assert fired == set(BLOCK_RULES) - {"crosshead"}


@pytest.mark.parametrize("name", ["detect", "sentences", "blocks"])
def test_no_title_stands_twice(name: str) -> None:
    titles = Counter(case.title for case in read_cases(name))
    assert [title for title, count in titles.items() if count > 1] == []
