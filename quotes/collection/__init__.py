"""What documents lend each other: fuller names, years, the day and place of an occasion that several report, echoes of one utterance.

Lending fills gaps and never overrides what a document says of itself; every loan names its lender. The order of the documents does
not change the result, and the work stays near-linear: everything is compared in blocks, by speaker and by word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from quotes.collection.blocks import COUNTED, Loan, Note, Step, commonest, run_step
from quotes.collection.echoes import ECHOES
from quotes.collection.names import NAMES
from quotes.collection.occasions import OCCASIONS
from quotes.collection.readings import Reading, read_document
from quotes.collection.years import YEARS
from quotes.errors import InputError
from quotes.model import Document, Quotation
from quotes.processes import in_order, succeeded
from quotes.resolve.known import KnownPeople

__all__ = [
    "COUNTED",
    "RULES",
    "STEPS",
    "Loan",
    "Note",
    "Reading",
    "Step",
    "attribute_all",
    "commonest",
    "lend",
    "read_all",
    "read_document",
    "read_documents_with",
]

RULES: dict[str, str] = {
    "fuller-name": "Another document writes the name out in full, and nobody else in the collection bears the family name.",
    "year-of-the-collection": "Documents about the same people, within a month of this date, all lie in one year, and the weekday fits.",
    "shared-occasion": "Another document reports the same speaker on what is described as the same occasion, and nothing contradicts it.",
    "echo": "Another document reports the same words, perhaps in another translation or cut.",
}


STEPS: tuple[Step, ...] = (NAMES, YEARS, OCCASIONS, ECHOES)
"""The ways of lending in their order: each reads what the ones before it lent."""


def lend(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with what they lend each other, in the order given, which does not change the result.

    Documents that share an id stand apart: no loan could name its lender.
    """
    ids = Counter(reading.document for reading in readings)
    apart = {number: reading for number, reading in enumerate(readings) if ids[reading.document] > 1}
    together = [reading for reading in readings if ids[reading.document] == 1]
    for step in STEPS:
        together = run_step(step, together)
    lent = iter(together)
    return [apart[number] if number in apart else next(lent) for number in range(len(readings))]


def attribute_all(
    documents: Iterable[Document | str], *, people: KnownPeople | None = None, jobs: int = 1, every_kind: bool = False
) -> list[tuple[Quotation, ...]]:
    """The quotations of a collection, read together: one tuple a document, in the order given.

    Arguments: the documents; known people; how many processes read at once; whether scare quotations, titles and nested
    quotations are given too. Their texts are not kept. Raises as `attribute_each` does.

    >>> first = Document("“Rain is due,” mayor Ann Lee said.", id="a")
    >>> second = Document("“Hail is due,” Lee said.", id="b")
    >>> [quotations[0].speaker.name for quotations in attribute_all([first, second])]
    ['Ann Lee', 'Ann Lee']
    """
    work = partial(read_document, people=people, every_kind=every_kind)
    found = [reading for _, reading in succeeded(in_order(work, documents, jobs))]
    return [reading.quotations for reading in lend(found)]


def read_all(
    documents: Iterable[Document],
    report: Callable[[InputError], object],
    *,
    people: KnownPeople | None = None,
    jobs: int = 1,
    every_kind: bool = False,
) -> Iterator[tuple[Document, tuple[Quotation, ...]]]:
    """Each document of a collection with its quotations, but for those whose analysis fails: these lend nothing, and are reported.

    Arguments as for `attribute_all`, and what takes the error of each document that is left out.
    """
    found = list(read_documents_with(documents, report, people=people, jobs=jobs, every_kind=every_kind))
    lent = lend([reading for _, reading in found])
    return ((document, reading.quotations) for (document, _), reading in zip(found, lent, strict=True))


def read_documents_with(
    documents: Iterable[Document],
    report: Callable[[InputError], object],
    *,
    people: KnownPeople | None = None,
    jobs: int = 1,
    every_kind: bool = False,
    start: str | None = None,
) -> Iterator[tuple[Document, Reading]]:
    """Each document with its own reading, in the order given, but for those whose analysis fails: these are reported and left out.

    Arguments as for `read_all`, and how other processes `start`, where the system's own way will not do.
    """
    work = partial(read_document, people=people, every_kind=every_kind)
    return succeeded(in_order(work, documents, jobs, start=start), report)
