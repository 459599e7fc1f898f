"""What programs do with the library, typed: mypy and pyright read this file as their users' code is read, and pytest runs it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

import attrs
import pytest

import quotes

TEXT = "“Rain is due,” Ann Lee, the mayor, said on Monday at a meeting with farmers. She called the forecast “a joke”."


def test_reading_one_text() -> None:
    found = quotes.attribute(TEXT, published="2022-01-19")
    assert_type(found, tuple[quotes.Quotation, ...])
    assert_type(found[0].speaker, quotes.Speaker | None)
    assert_type(found[0].venue.occasion, quotes.Phrase | None)
    assert_type(found[0].date, quotes.Date | None)
    assert_type(found[0].segments, tuple[quotes.Span, ...])
    names = [q.speaker.name for q in found if q.speaker]
    assert_type(names, list[str | None])
    assert names == ["Ann Lee", "Ann Lee"]


def test_an_answer_that_is_not_known_is_falsy_or_none() -> None:
    (quotation,) = quotes.attribute("“Rain is due,” the farmer said.")
    assert (bool(quotation.venue), quotation.date) == (False, None)


def test_streams_keep_their_order() -> None:
    documents = [quotes.Document(TEXT, id=name) for name in "abc"]
    each = quotes.attribute_each(documents)
    assert_type(each, Iterator[tuple[quotes.Quotation, ...]])
    assert [found[0].document for found in each] == ["a", "b", "c"]
    together = quotes.attribute_all(documents)
    assert_type(together, list[tuple[quotes.Quotation, ...]])
    assert [found[0].document for found in together] == ["a", "b", "c"]


def test_an_analysis_has_every_layer() -> None:
    analysis = quotes.analyze(quotes.Document(TEXT, id="a.txt", published="2022-01-19"))
    assert_type(analysis, quotes.Analysis)
    assert_type(analysis.people, tuple[quotes.Person, ...])
    assert_type(analysis.sentences, tuple[quotes.Span, ...])
    assert [sentence.of(TEXT)[:4] for sentence in analysis.sentences] == ["“Rai", "She "]
    assert "Ann Lee" in [person.name for person in analysis.people]


def test_answers_are_values() -> None:
    (first, _) = quotes.attribute(TEXT)
    again: quotes.Quotation = pickle.loads(pickle.dumps(first))
    assert again == first
    assert hash(again) == hash(first)
    assert attrs.evolve(first, confidence=0.5) != first
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        first.confidence = 0.5  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def test_files_are_read_as_a_stream(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    documents = quotes.read_documents(tmp_path, published="2022-01-19")
    assert_type(documents, Iterator[quotes.Document])
    assert [document.id for document in documents] == ["a.txt"]


def test_one_except_clause_catches_every_mistake_of_a_call(tmp_path: Path) -> None:
    with pytest.raises(quotes.QuotesError, match=r"nowhere\.txt"):
        list(quotes.read_documents(tmp_path / "nowhere.txt"))
    with pytest.raises(quotes.UsageError):
        quotes.attribute(TEXT, published="the other day")


def test_offsets_convert_for_web_pages() -> None:
    text = "😀 " + TEXT
    (first, _) = quotes.attribute(text)
    assert quotes.Offsets(text).utf16(first.segments[0]) == first.segments[0].shift(1)


def test_an_explanation_is_text() -> None:
    (first, _) = quotes.attribute(TEXT)
    assert_type(quotes.explain(first, TEXT), str)
    assert "Ann Lee" in quotes.explain(first, TEXT)
