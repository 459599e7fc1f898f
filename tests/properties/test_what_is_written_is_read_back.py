"""Law: an article written from a known list of quotations yields that list."""

from __future__ import annotations

import pytest
from hypothesis import given, note, settings

from quotes.pipeline import analyze, attribute
from quotes.strategies import CONSTRUCTIONS, CONVENTIONS, Written, articles, differences

FEWER = settings(max_examples=max(20, settings().max_examples // 5))
"""For each construction and each convention alone; all of them together are tried in full."""


def check(written: Written) -> None:
    note(written.text)
    assert differences(written, attribute(written.document)) == []


@given(articles(nesting=2))
def test_any_article(written: Written) -> None:
    check(written)


@pytest.mark.parametrize("name", [row.name for row in CONSTRUCTIONS])
def test_each_construction(name: str) -> None:
    FEWER(given(articles(constructions=[name], marks=["straight", "curly"], most=2))(check))()


@pytest.mark.parametrize("name", [row.name for row in CONVENTIONS])
def test_each_convention_of_marks(name: str) -> None:
    FEWER(given(articles(marks=[name]))(check))()


@given(articles(nesting=2, marks=["straight", "curly"]))
def test_nested_quotations_are_found_with_their_parents(written: Written) -> None:
    note(written.text)
    found = {(q.segments, q.parent) for q in analyze(written.document).quotations if q.parent is not None}
    assert {(q.segments, q.parent) for q in written.nested} <= found


@given(articles(types=["person"], roles=False, timed=False, placed=False, constructions=["after", "inverted"]))
def test_what_reports_nobody_s_words_is_not_given(written: Written) -> None:
    note(written.text)
    found = {segment for q in attribute(written.document) for segment in q.segments}
    assert found.isdisjoint(segment for q in written.others for segment in q.segments)
