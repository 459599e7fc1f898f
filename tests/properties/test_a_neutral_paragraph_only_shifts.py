"""Law: a neutral body paragraph put before a body paragraph only shifts spans."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Quotation, Venue
from quotes.pipeline import attribute
from quotes.span import Span
from quotes.strategies import Passage, Plan, plans, write
from quotes.strategies.tables import table

named = plans(distract=[], references=["short", "name", "titled"])
"""A pronoun may be taken for something in the paragraph put before it; such articles are left out."""

neutral = st.sampled_from(table("words")["fillers"]).map(lambda text: Passage(filler=text))


def shifted(value: Any, place: int, distance: int) -> Any:
    """A record with every offset at or after `place` moved on."""
    if isinstance(value, Span):
        return Span(value.start + distance, value.end + distance) if value.start >= place else value
    if isinstance(value, tuple):
        return tuple(shifted(part, place, distance) for part in value)
    if not attrs.has(type(value)):
        return value
    fields = {field.name: shifted(getattr(value, field.name), place, distance) for field in attrs.fields(type(value))}
    if (fields.get("start") or -1) >= place:
        fields["start"] += distance
        fields["end"] += distance
    return type(value)(**fields)


def answers(found: tuple[Quotation, ...], *, scene: bool) -> list[Quotation]:
    """Without ids, which hold offsets, and confidence, which looks at how far apart things stand; the scene only where asked."""
    kept = [attrs.evolve(quotation, id="", confidence=0.0, evidence=()) for quotation in found]
    return kept if scene else [attrs.evolve(quotation, venue=Venue(), date=None) for quotation in kept]


def check(plan: Plan, paragraph: Passage, number: int, *, scene: bool) -> None:
    """The answers of the plan, moved on from passage `number`, are those of the plan with the paragraph before it."""
    longer = attrs.evolve(plan, passages=(*plan.passages[:number], paragraph, *plan.passages[number:]))
    place = len(write(attrs.evolve(plan, passages=plan.passages[:number])).text)
    before, after = (answers(attribute(write(each).document), scene=scene) for each in (plan, longer))
    assert shifted(tuple(before), place, len(paragraph.filler) + 2) == tuple(after)


@given(named, neutral, st.data())
def test_who_said_what_by_which_words(plan: Plan, paragraph: Passage, data: st.DataObject) -> None:
    check(plan, paragraph, data.draw(st.integers(1, len(plan.passages)), label="before passage"), scene=False)


@given(named, neutral, st.data())
def test_where_and_when_as_well(plan: Plan, paragraph: Passage, data: st.DataObject) -> None:
    check(plan, paragraph, data.draw(st.integers(1, len(plan.passages)), label="before passage"), scene=True)
