"""Law: the order of a collection does not change its answers."""

from __future__ import annotations

from random import Random

import attrs
from hypothesis import given
from hypothesis import strategies as st

from quotes.collection import attribute_all
from quotes.model import Document, Quotation
from quotes.strategies import Plan, Written, articles, collections, plans, write


@st.composite
def one_cast(draw: st.DrawFn) -> list[Document]:
    """Articles about the same people: the passages of one plan in several hands, and strangers."""
    plan: Plan = draw(plans(least=2, most=5))
    cuts = draw(st.lists(st.integers(1, len(plan.passages)), max_size=2).map(sorted))
    parts = [plan.passages[a:b] for a, b in zip([0, *cuts], [*cuts, len(plan.passages)], strict=True) if a < b]
    shared: list[Written] = [write(attrs.evolve(plan, passages=part)) for part in parts]
    strangers: list[Written] = draw(st.lists(articles(), max_size=2))
    return [attrs.evolve(w.document, id=f"{number}.txt") for number, w in enumerate([*shared, *strangers])]


def by_document(documents: list[Document]) -> dict[str, tuple[Quotation, ...]]:
    return {document.id: tuple(found) for document, found in zip(documents, attribute_all(documents), strict=True)}


@given(one_cast() | collections().map(lambda written: list(written.documents)), st.randoms(use_true_random=False))
def test_shuffled(documents: list[Document], random: Random) -> None:
    shuffled = documents[:]
    random.shuffle(shuffled)
    assert by_document(documents) == by_document(shuffled)
