"""How documents lend: each leaves notes, the notes of one block meet, and what comes of it goes back to the document that wished it.

A `Step` is three functions that know nothing of where they run: in one process (`run_step`), or a block at a time on a cluster.
No step needs more of the collection than one block; notes reach `meet` as a stream, offers before wishes, each in their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import attrs

from quotes.collection.readings import Reading

__all__ = ["COUNTED", "Counts", "Loan", "Note", "Notes", "Step", "commonest", "run_step"]

COUNTED = 50_000
"""How many words are told apart by their frequency; the others are as rare as can be."""

Counts = Mapping[str, int]
"""How often the collection holds each of its commonest words."""


class Note(NamedTuple):
    """What a document tells the others: the `block` that it is for, its place in the block's `order`, and a frozen record."""

    block: str
    order: str
    body: Any


class Loan(NamedTuple):
    """What came of a meeting, for one document: the number of the quotation it is for (or -1: for all), and a frozen record."""

    document: str
    number: int
    body: Any


Notes = Callable[[Reading, Counts], Iterator[Note]]


@attrs.frozen(slots=True)
class Step:
    """One way of lending.

    `wishes` are the notes of a document that may be lent something, `offers` those that only lend: a block without a wish need
    not meet; neither looks at the evidence of a quotation. `meet` reads the notes of one block, offers first; `take` gives the
    document its loans, in whatever order they come.
    `words` are counted over the whole collection first, and the counts handed to the notes.
    """

    name: str
    wishes: Notes
    meet: Callable[[Iterable[Note]], Iterator[Loan]]
    take: Callable[[Reading, Sequence[Loan]], Reading]
    offers: Notes | None = None
    words: Callable[[Reading], Iterator[str]] | None = None


def run_step(step: Step, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with what the step lends them, in the order given. Their documents' ids must differ."""
    counts = _counted(step, readings)
    wishes = _blocks(note for reading in readings for note in step.wishes(reading, counts))
    offers = _blocks(note for note in _offered(step, readings, counts) if note.block in wishes)
    loans: dict[str, list[Loan]] = defaultdict(list)
    for block, wishing in wishes.items():
        for loan in step.meet([*offers.get(block, ()), *wishing]):
            loans[loan.document].append(loan)
    return [step.take(reading, loans[reading.document]) if reading.document in loans else reading for reading in readings]


def _counted(step: Step, readings: Iterable[Reading]) -> Counts:
    return commonest(Counter(chain.from_iterable(map(step.words, readings)))) if step.words is not None else {}


def _offered(step: Step, readings: Iterable[Reading], counts: Counts) -> Iterator[Note]:
    return (note for reading in readings for note in step.offers(reading, counts)) if step.offers is not None else iter(())


def _blocks(notes: Iterable[Note]) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        found[note.block].append(note)
    for members in found.values():
        members.sort(key=_order)
    return found


def _order(note: Note) -> str:
    return note.order


def commonest(counted: Counts) -> dict[str, int]:
    """The counts of the commonest words, as many as are told apart.

    >>> commonest({"rain": 2, "hail": 3})
    {'hail': 3, 'rain': 2}
    """
    return dict(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))[:COUNTED])
