"""Law: curly, straight, guillemet and German double marks give the same answers."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Quotation
from quotes.pipeline import attribute
from quotes.strategies import CONVENTIONS, Convention, Plan, plans, write

ROWS = {row.name: row for row in CONVENTIONS}
DOUBLE = [ROWS[name] for name in ("curly", "straight", "guillemets", "german", "polish", "swedish", "guillemets, reversed")]


def answers(found: tuple[Quotation, ...]) -> list[Quotation]:
    """All but what weighs the marks themselves: the rule that paired them, and with it a thousandth of the confidence."""
    kept = [tuple(attrs.evolve(e, rivals=()) for e in q.evidence if e.field != "span") for q in found]
    return [attrs.evolve(q, evidence=evidence, confidence=0.0) for q, evidence in zip(found, kept, strict=True)]


@given(plans(nesting=0), st.sampled_from(DOUBLE), st.booleans())
def test_the_same_article_in_two_conventions(plan: Plan, marks: Convention, inside: bool) -> None:
    one, other = (
        write(attrs.evolve(plan, marks=attrs.evolve(row, comma=True, stop=inside, apostrophe="’"))) for row in (DOUBLE[0], marks)
    )
    assert len(one.text) == len(other.text)
    assert answers(attribute(one.document)) == answers(attribute(other.document))


def test_words_said_again_are_known_in_every_convention() -> None:
    """Low marks were counted as letters of the words, so that their venue came by another rule."""
    text = "„We won!“ Ann Cole said.\n\n„We won!“ Ann Cole said at a meeting."
    other = text.replace("„", "“").replace("!“", "!”")
    assert answers(attribute(text)) == answers(attribute(other))
