"""Law: a neutral body paragraph put before a body paragraph only shifts spans."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Quotation
from quotes.pipeline import attribute
from quotes.span import Span
from quotes.strategies import Passage, Plan, plans, write
from quotes.strategies.tables import table

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


def answers(found: tuple[Quotation, ...]) -> list[Quotation]:
    """Without what may change a little: ids hold offsets, and confidence looks at how far apart things stand."""
    return [attrs.evolve(quotation, id="", confidence=0.0, evidence=()) for quotation in found]


@given(plans(distract=[]), neutral, st.data())
def test_before_any_passage(plan: Plan, paragraph: Passage, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(plan.passages)), label="before passage")
    longer = attrs.evolve(plan, passages=(*plan.passages[:number], paragraph, *plan.passages[number:]))
    before = write(attrs.evolve(plan, passages=plan.passages[:number])).text
    distance = len(paragraph.filler) + 2
    found = attribute(write(plan).document)
    assert shifted(tuple(answers(found)), len(before), distance) == tuple(answers(attribute(write(longer).document)))
