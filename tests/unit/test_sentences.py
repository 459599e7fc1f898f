"""Sentences: what the lexicon's examples show, and that spans of tokens are what comes back."""

from __future__ import annotations

import pytest

from quotes.detect.spans import find_spans
from quotes.lexicon import table
from quotes.model import Block
from quotes.span import Span
from quotes.text.sentences import split_sentences
from quotes.text.tokens import abbreviation_groups, tokenize


def sentences(text: str) -> list[str]:
    spans = find_spans(text, [Block(0, len(text), "paragraph", 0)])
    quoted = [segment for span in spans for segment in span.segments]
    return [sentence.of(text) for sentence in split_sentences(text, tokenize(text), quoted)]


@pytest.mark.parametrize("example", [e for group in abbreviation_groups() for e in group["examples"]])
def test_an_abbreviation_ends_no_sentence(example: str) -> None:
    assert sentences(example) == [example]


@pytest.mark.parametrize("example", [e for group in abbreviation_groups() for e in group.get("counterexamples", ())])
def test_an_abbreviation_may_be_the_last_word_of_one(example: str) -> None:
    assert len(sentences(example)) == 2


@pytest.mark.parametrize("example", table("sentences")["examples"])
def test_examples_are_one_sentence(example: str) -> None:
    assert sentences(example) == [example]


@pytest.mark.parametrize("example", table("sentences")["counterexamples"])
def test_counterexamples_are_two(example: str) -> None:
    assert len(sentences(example)) == 2


def test_no_tokens_make_no_sentences() -> None:
    assert split_sentences("", []) == []


def test_a_sentence_is_a_span_from_its_first_token_to_its_last() -> None:
    text = "  Rain fell.  It stopped. "
    assert split_sentences(text, tokenize(text)) == [Span(2, 12), Span(14, 25)]


def test_without_quoted_spans_the_marks_alone_decide() -> None:
    text = "“Rain. Hail,” she said."
    assert [s.of(text) for s in split_sentences(text, tokenize(text))] == ["“Rain.", "Hail,” she said."]


def test_sentences_part_their_tokens_without_rest() -> None:
    text = "Rain fell... (It stopped!) “Good,” said J. Moss of Northgate Inc. He left at 4 p.m."
    tokens = tokenize(text)
    spans = split_sentences(text, tokens)
    assert spans[0].start == tokens[0].start
    assert spans[-1].end == tokens[-1].end
    assert all(any(span.holds(token[:2]) for span in spans) for token in tokens)
