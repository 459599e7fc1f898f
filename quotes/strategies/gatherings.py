"""Collections of articles that can lend each other answers, and what is known once they are read together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from quotes.model import Date, Lender, Quotation
from quotes.strategies.articles import articles, write
from quotes.strategies.constructions import construction
from quotes.strategies.marks import conventions
from quotes.strategies.plans import Passage, Plan
from quotes.strategies.records import Written, WrittenCollection
from quotes.strategies.scenes import Scene, Where
from quotes.strategies.sources import Source, people
from quotes.strategies.tables import pick, table
from quotes.strategies.times import days, times
from quotes.strategies.turns import Turn, turns

__all__ = ["collections"]

LOANS = ("day", "name")
"""What one article of a collection may know for another: the day of an occasion that both report, and a person's full name."""

CALLED = ("after", "inverted", "before, colon")
TOLD = "on {weekday}"


def _described() -> list[Where]:
    return [Where("occasion", row["by"], row["text"]) for row in table("scenes")["occasion"] if row.get("described")]


@st.composite
def _pairs(draw: st.DrawFn, loan: str, marks: Iterable[str] | None) -> tuple[Plan, Plan]:
    """Two reports of one occasion: the first knows what the second does not."""
    source: Source = draw(people(["english", "spanish", "german", "russian"], roles=False))
    rows = [construction(name) for name in CALLED]
    occasion = pick(draw, _described())
    published: date = draw(days())
    when = draw(times(published, only=[TOLD]))
    told: list[Turn] = [draw(turns([source], rows, timed=False, placed=False, references=["short"])) for _ in range(2)]
    first = attrs.evolve(told[0], scene=Scene(when if loan == "day" else None, (occasion,)))
    second = attrs.evolve(told[1], scene=Scene(None, (occasion,) if loan == "day" else ()))
    convention = draw(conventions(marks))
    known = frozenset([source.name] if loan == "name" else [])
    later = published + timedelta(days=draw(st.integers(0, 3)))
    return (
        Plan((Passage(first),), convention, published=published if loan == "day" else None),
        Plan((Passage(second),), convention, published=later if loan == "day" else None, known=known),
    )


def _lent(loan: str, lender: Written, borrower: Written) -> Written:
    """What is known of the borrower once both are read."""
    return attrs.evolve(borrower, quotations=tuple(_with_loan(loan, lender, q) for q in borrower.quotations))


def _with_loan(loan: str, lender: Written, quotation: Quotation) -> Quotation:
    known = lender.quotations[0]
    speaker = known.speaker
    if loan == "day" and known.date and known.venue.occasion:
        occasion = known.venue.occasion
        found = Lender(lender.document.id, occasion.start or 0, occasion.end or 0)
        return attrs.evolve(quotation, date=Date(known.date.edtf, "collection", lender=found))
    if quotation.speaker and speaker and speaker.start is not None and speaker.end is not None:
        found = Lender(lender.document.id, speaker.start, speaker.end)
        return attrs.evolve(quotation, speaker=attrs.evolve(quotation.speaker, name=speaker.name, lender=found))
    return quotation


@st.composite
def collections(
    draw: st.DrawFn, /, *, loans: Iterable[str] = LOANS, strangers: int = 2, marks: Iterable[str] | None = None, **choices: Any
) -> WrittenCollection:
    """Draws a collection: a report that knows something, one that does not, and articles that have nothing to do with them.

    Arguments: `loans`, what is lent (``"day"``, ``"name"``); `strangers`, how many other articles there are at most; `marks`, and
    the rest for the strangers, as for `articles`. The order is drawn too: the lender may come last.
    """
    loan = pick(draw, tuple(loans))
    knows, asks = draw(_pairs(loan, marks))
    others = draw(st.lists(articles(marks=marks, types=["group", "organization", "document"], **choices), max_size=strangers))
    names = draw(st.permutations([f"{letter}.txt" for letter in "abcdefgh"[: 2 + len(others)]]))
    lender, borrower = (write(attrs.evolve(plan, id=name)) for plan, name in zip((knows, asks), names, strict=False))
    alone = (lender, borrower, *(_renamed(other, name) for other, name in zip(others, names[2:], strict=True)))
    together = (lender, _lent(loan, lender, borrower), *alone[2:])
    order = draw(st.permutations(range(len(alone))))
    return WrittenCollection(tuple(alone[n] for n in order), tuple(together[n] for n in order))


def _renamed(written: Written, name: str) -> Written:
    """The same article under another id, which its quotations' ids begin with."""

    def change(quotation: Quotation) -> Quotation:
        parent = None if quotation.parent is None else name + quotation.parent
        return attrs.evolve(quotation, id=name + quotation.id, document=name, parent=parent)

    return attrs.evolve(
        written,
        document=attrs.evolve(written.document, id=name),
        quotations=tuple(map(change, written.quotations)),
        nested=tuple(map(change, written.nested)),
        others=tuple(map(change, written.others)),
        open=frozenset((name + quotation, field) for quotation, field in written.open),
    )
