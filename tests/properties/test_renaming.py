"""Law: renaming a person to a name of the same shape and gender renames the answer and changes nothing else."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from quotes.model import Quotation
from quotes.pipeline import attribute
from quotes.strategies import Passage, Plan, Source, plans, write
from quotes.strategies.tables import table

ORDINARY = [row["name"] for row in table("people")["tradition"] if row["order"] == "given first"]


def shape(word: str) -> list[str]:
    """Length, capitals and hyphens of a name's parts."""
    return ["".join("A" if c.isupper() else "a" if c.isalpha() else c for c in part) for part in word.split()]


def renamed(plan: Plan, old: Source, new: Source) -> Plan:
    def change(passage: Passage) -> Passage:
        if passage.turn is None or passage.turn.source != old:
            return passage
        return attrs.evolve(passage, turn=attrs.evolve(passage.turn, source=new))

    return attrs.evolve(plan, passages=tuple(map(change, plan.passages)))


def like(old: Source) -> list[Source]:
    """Other names of the same tradition, gender and shape."""
    row = next(row for row in table("people")["tradition"] if row["name"] == old.tradition)
    names = [(given, family) for given in row[old.gender] for family in row["family"]]
    made = [attrs.evolve(old, name=f"{given} {family}", short=family) for given, family in names]
    return [source for source in made if shape(source.name) == shape(old.name) and source.short != old.short]


def answers(found: tuple[Quotation, ...], names: dict[str, str]) -> list[Any]:
    """The answers with each old word replaced by the new one: names of one shape keep every offset where it was."""

    def change(value: Any) -> Any:
        if isinstance(value, str):
            for old, new in names.items():
                value = value.replace(old, new)
            return value
        if isinstance(value, tuple):
            return tuple(map(change, value))
        if attrs.has(type(value)):
            return type(value)(**{field.name: change(getattr(value, field.name)) for field in attrs.fields(type(value))})
        return value

    return [change(attrs.evolve(quotation, confidence=0.0, evidence=())) for quotation in found]


@given(plans(traditions=ORDINARY, types=["person"]), st.data())
def test_a_person_renamed(plan: Plan, data: st.DataObject) -> None:
    sources = [passage.turn.source for passage in plan.passages if passage.turn]
    old = data.draw(st.sampled_from(sources), label="who")
    others = [source for source in like(old) if all(source.short not in other.name for other in sources)]
    assume(others)
    new = data.draw(st.sampled_from(others), label="becomes")
    words = dict(zip(old.name.split(), new.name.split(), strict=True))
    before, after = write(plan), write(renamed(plan, old, new))
    assume(not any(word in part for word in words for part in before.text.replace(old.name, "").replace(old.short, "").split()))
    assert answers(attribute(before.document), words) == answers(attribute(after.document), {})
