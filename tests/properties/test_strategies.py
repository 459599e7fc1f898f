"""The strategies by themselves: what a written record claims stands in the text, in order, and no claim contradicts another."""

from __future__ import annotations

import pickle
from itertools import pairwise
from typing import TypeVar

import attrs
import pytest
from effort import small
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import quotes.strategies as qs
from quotes.errors import UsageError
from quotes.model import ATTRIBUTED, Document, Phrase, Quotation
from quotes.strategies import Written

T = TypeVar("T")
PHASES = (Phase.generate, Phase.shrink)
CALM = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture)

everything = qs.articles(nesting=2)


def spans_of(quotation: Quotation) -> list[tuple[Phrase | None, str | None]]:
    parts = (quotation.venue.occasion, quotation.venue.place, quotation.venue.medium, quotation.addressee)
    return [(part, part.text) for part in parts if part]


@small
@given(everything)
def test_spans_slice_to_what_they_claim(written: Written) -> None:
    text = written.text
    for quotation in (*written.quotations, *written.nested, *written.others):
        for start, end in quotation.segments:
            assert text[start:end].strip() == text[start:end] != ""
        for part, words in spans_of(quotation):
            assert part is not None
            assert text[part.start : part.end] == words
        for answer in (quotation.speaker, quotation.cue, quotation.date):
            if answer is not None and answer.start is not None:
                assert text[answer.start : answer.end] == answer.text


@given(everything)
def test_the_text_of_a_quotation_is_its_segments_without_their_marks(written: Written) -> None:
    for quotation in written.quotations:
        shown = " ".join(written.text[start:end] for start, end in quotation.segments)
        assert all(word in shown for word in quotation.text.split(" "))
        assert len(quotation.text) < len(shown)


@given(everything)
def test_quotations_stand_in_order_and_apart(written: Written) -> None:
    segments = [segment for quotation in written.quotations for segment in quotation.segments]
    assert all(before.end <= after.start for before, after in pairwise(segments))
    for other in written.others:
        assert all(other.end <= start or end <= other.start for start, end in segments)


@given(everything)
def test_what_is_nested_lies_inside_its_parent(written: Written) -> None:
    parents = {quotation.id: quotation for quotation in written.quotations}
    for nested in written.nested:
        assert any(segment.holds(nested.segments[0]) for segment in parents[nested.parent or ""].segments)


@given(everything)
def test_kinds_and_ids_are_what_they_are_said_to_be(written: Written) -> None:
    assert all(quotation.kind in ATTRIBUTED for quotation in written.quotations)
    assert not any(quotation.kind in ATTRIBUTED for quotation in written.others)
    ids = [quotation.id for quotation in (*written.quotations, *written.nested, *written.others)]
    assert len(set(ids)) == len(ids)
    assert len(written.constructions) == len(written.quotations)


@given(everything)
def test_every_speaker_is_named_in_full_before_anything_else_stands_for_them(written: Written) -> None:
    for quotation in written.quotations:
        assert quotation.speaker is not None
        name, start = quotation.speaker.name or "", quotation.speaker.start or 0
        assert name.lower() in written.text[: start + len(quotation.speaker.text or "")].lower()


@given(everything)
def test_a_record_is_frozen_hashable_and_picklable(written: Written) -> None:
    assert pickle.loads(pickle.dumps(written)) == written
    assert hash(written) == hash(attrs.evolve(written))


@given(everything)
def test_a_record_agrees_with_itself(written: Written) -> None:
    assert qs.differences(written, written.quotations) == []


@given(everything, st.data())
def test_a_record_that_lost_or_changed_something_does_not_agree(written: Written, data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(written.quotations))
    rest = [quotation for quotation in written.quotations if quotation is not lost]
    assert len(qs.differences(written, rest)) == 1
    assert qs.differences(written, [*rest, attrs.evolve(lost, kind="scare")])
    assert qs.differences(written, [*rest, attrs.evolve(lost, speaker=None)])


@pytest.mark.parametrize("name", [row.name for row in qs.CONSTRUCTIONS])
def test_each_construction_can_be_asked_for_by_itself(name: str) -> None:
    @settings(max_examples=20)
    @given(qs.articles(constructions=[name]))
    def asked(written: Written) -> None:
        assert set(written.constructions) == {name}

    asked()


@pytest.mark.parametrize("name", [row.name for row in qs.CONVENTIONS])
def test_each_convention_sets_its_own_marks(name: str) -> None:
    row = next(row for row in qs.CONVENTIONS if row.name == name)

    @settings(max_examples=20)
    @given(qs.articles(marks=[name], without=["paragraphs"]))
    def set_in(written: Written) -> None:
        for quotation in written.quotations:
            for start, end in quotation.segments:
                assert written.text[start:end].startswith(row.outer[0])
                assert written.text[start:end].endswith(row.outer[1])

    set_in()


def smallest(strategy: st.SearchStrategy[T]) -> T:
    """What Hypothesis shows for a test that fails on every example."""
    seen: list[T] = []

    @settings(max_examples=10, phases=PHASES, database=None, suppress_health_check=CALM)
    @given(strategy)
    def failing(drawn: T) -> None:
        seen.append(drawn)
        raise AssertionError

    with pytest.raises(AssertionError):
        failing()
    return seen[-1]


@pytest.mark.parametrize("name", [row.name for row in qs.CONSTRUCTIONS])
def test_an_example_shrinks_to_the_shortest_readable_article(name: str) -> None:
    written = smallest(qs.articles(constructions=[name]))
    assert len(written.text) < 120, written.text
    assert "e agree" in written.text or "unfair" in written.text


def test_the_shortest_article_of_all() -> None:
    assert smallest(qs.articles()).text == '"We agree," Ann Cole said.'
    two = smallest(qs.articles(least=2))
    assert two.text == '"We agree," Ann Cole said.\n\n"We agree," Cole said.'


def test_hypothesis_knows_how_to_draw_the_library_s_types() -> None:
    from quotes.integrations import hypothesis as plugin

    plugin.register()
    assert smallest(st.from_type(Document)).text == '"We agree," Ann Cole said.'
    assert smallest(st.from_type(Quotation)).text == "We agree,"


@pytest.mark.parametrize(
    "wrong", [{"constructions": ["shouting"]}, {"marks": ["runes"]}, {"distract": ["noise"]}, {"traditions": ["elvish"]}]
)
def test_an_unknown_name_is_the_callers_mistake_and_the_message_lists_the_known_ones(wrong: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError, match="there are: "):
        smallest(qs.articles(**wrong))
