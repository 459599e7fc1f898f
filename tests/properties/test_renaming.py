"""Law: renaming a person to a name of the same shape and gender renames the answer and changes nothing else."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Quotation
from quotes.pipeline import attribute
from quotes.strategies import Passage, Plan, Source, plans, write
from quotes.strategies.tables import table

Name = tuple[str, str]


def shape(name: Name) -> str:
    """Lengths, capitals, hyphens and spaces of given and family name."""
    return "|".join("".join("A" if c.isupper() else "a" if c.isalpha() else c for c in part) for part in name)


def alike() -> list[tuple[str, Name, Name]]:
    """Pairs of names of one gender and shape, of whatever traditions, that share no word."""
    groups: dict[tuple[str, str], set[Name]] = defaultdict(set)
    for row in table("people")["tradition"]:
        if row["order"] == "given first":
            for gender in ("f", "m"):
                for name in [(given, family) for given in row[gender] for family in row["family"]]:
                    groups[gender, shape(name)].add(name)
    return [
        (gender, old, new)
        for (gender, _), names in sorted(groups.items())
        for old in sorted(names)
        for new in sorted(names)
        if old[0] != new[0] and old[1] != new[1]
    ]


def called(plan: Plan, old: Source, name: Name, gender: Any) -> Plan:
    """The plan with `old` under another name."""
    new = attrs.evolve(old, name=" ".join(name), short=name[1], gender=gender)

    def change(passage: Passage) -> Passage:
        if passage.turn is None or passage.turn.source != old:
            return passage
        return attrs.evolve(passage, turn=attrs.evolve(passage.turn, source=new))

    return attrs.evolve(plan, passages=tuple(map(change, plan.passages)))


def answers(found: tuple[Quotation, ...], words: dict[str, str]) -> list[Any]:
    """The answers with each old word replaced by the new one; names of one shape keep every offset where it was."""

    def change(value: Any) -> Any:
        if isinstance(value, str):
            for old, new in words.items():
                value = value.replace(old, new)
            return value
        if isinstance(value, tuple):
            return type(value)(*map(change, value)) if hasattr(value, "_fields") else tuple(map(change, value))
        if attrs.has(type(value)):
            return type(value)(**{field.name: change(getattr(value, field.name)) for field in attrs.fields(type(value))})
        return value

    return [change(attrs.evolve(quotation, confidence=0.0, evidence=())) for quotation in found]


PAIRS = alike()


@given(plans(traditions=["chinese", "korean"], types=["person", "organization"]), st.sampled_from(PAIRS), st.data())
def test_a_person_renamed(plan: Plan, names: tuple[str, Name, Name], data: st.DataObject) -> None:
    # The cast bears names of other traditions, so that neither name is there already.
    gender, old, new = names
    people = [passage.turn.source for passage in plan.passages if passage.turn]
    chosen = data.draw(st.sampled_from(people), label="who")
    if chosen.type == "person":
        before, after = (write(called(plan, chosen, name, gender)) for name in (old, new))
        words = dict(zip(old, new, strict=True))
        assert len(before.text) == len(after.text)
        assert answers(attribute(before.document), words) == answers(attribute(after.document), {})


def test_there_are_names_to_choose_from() -> None:
    assert len(PAIRS) > 50
    assert {gender for gender, _, _ in PAIRS} == {"f", "m"}
