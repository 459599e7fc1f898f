"""What runs on a worker: batches of Arrow in, batches of Arrow out, a row at a time between them.

Word lists and weights are read once a process and kept; so are known people. Rows are taken out of a batch a few at a time,
and given back in small batches, so that a worker holds no more than what Spark hands it and the documents in hand.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import attrs
import pyarrow as pa

from quotes.collection import STEPS, Loan, Note, Step, read_document
from quotes.errors import AnalysisError, UsageError
from quotes.integrations.spark.columns import LOANS, NOTES, READINGS, WORDS
from quotes.integrations.spark.rows import error_row, reading_from_row, reading_row
from quotes.model import Document
from quotes.resolve.known import KnownPeople

__all__ = ["Counting", "Lending", "Meeting", "Noting", "Reader", "kept"]

_Batches = Iterator[Any]
_TAKEN = 16  # rows taken out of a batch at a time
_ROWS = 64  # in a batch that is given back
_WORDS = 100_000  # counted at a time
_STEPS = {step.name: step for step in STEPS}


@lru_cache(maxsize=4)
def kept(pickled: bytes) -> Any:
    """What was sent to the workers, unpacked once a process."""
    return pickle.loads(pickled)


def _rows(batches: _Batches) -> Iterator[dict[str, Any]]:
    for batch in batches:
        for number in range(0, batch.num_rows, _TAKEN):
            yield from batch.slice(number, _TAKEN).to_pylist()


def _batches(rows: Iterable[dict[str, Any]], schema: Any, size: int = _ROWS) -> _Batches:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == size:
            yield pa.RecordBatch.from_pylist(waiting, schema=schema)
            waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema=schema)


@attrs.frozen
class Reader:
    """Articles to readings. `people` are pickled."""

    people: bytes | None
    every_kind: bool
    with_people: bool

    def __call__(self, batches: _Batches) -> _Batches:
        """Reads the rows one by one."""
        return _batches(map(self._read, _rows(batches)), READINGS)

    def _read(self, row: dict[str, Any]) -> dict[str, Any]:
        document, text = row["id"], row["text"]
        if document is None or text is None:
            return error_row(document, "no id" if document is None else "no text")
        people: KnownPeople | None = kept(self.people) if self.people is not None else None
        try:
            article = Document(text, id=document, published=row["published"])
            return reading_row(read_document(article, people, every_kind=self.every_kind), people=self.with_people)
        except UsageError as error:
            return error_row(document, str(error))
        except Exception as error:  # a fault of the library in one document must not keep the others from being read
            return error_row(document, AnalysisError.after(error).problem)


@attrs.frozen
class Counting:
    """Readings to the words that a step counts, summed up as far as one worker sees them."""

    step: str

    def __call__(self, batches: _Batches) -> _Batches:
        """Counts, and hands over whenever the table has grown."""
        return _batches(self._counted(batches), WORDS, _WORDS)

    def _counted(self, batches: _Batches) -> Iterator[dict[str, Any]]:
        words = _STEPS[self.step].words
        counted: Counter[str] = Counter()
        for row in _rows(batches):
            counted.update(words(reading_from_row(row)) if words is not None else ())
            if len(counted) >= _WORDS:
                yield from _word_rows(counted)
                counted.clear()
        yield from _word_rows(counted)


def _word_rows(counted: Counter[str]) -> Iterator[dict[str, Any]]:
    return ({"word": word, "number": number} for word, number in counted.items())


@attrs.frozen
class Noting:
    """Readings to the notes that they leave for a step. `counts` are pickled."""

    step: str
    counts: bytes
    wishes: bool

    def __call__(self, batches: _Batches) -> _Batches:
        """The wishes, or the offers."""
        return _batches(self._noted(batches), NOTES)

    def _noted(self, batches: _Batches) -> Iterator[dict[str, Any]]:
        step = _STEPS[self.step]
        notes = step.wishes if self.wishes else step.offers
        for row in _rows(batches):
            for block, order, body in notes(reading_from_row(row), kept(self.counts)) if notes is not None else ():
                yield {"block": block, "rank": int(self.wishes), "place": order, "note": pickle.dumps(body)}


@attrs.frozen
class Meeting:
    """Notes, sorted by block, to loans; a block is a stream, and never held as a whole."""

    step: str

    def __call__(self, batches: _Batches) -> _Batches:
        """Lets each block meet."""
        return _batches(self._lent(batches), LOANS)

    def _lent(self, batches: _Batches) -> Iterator[dict[str, Any]]:
        step: Step = _STEPS[self.step]
        for _, rows in groupby(_rows(batches), key=lambda row: row["block"]):
            for loan in step.meet(Note(row["block"], row["place"], pickle.loads(row["note"])) for row in rows):
                yield {"document": loan.document, "loan": pickle.dumps(loan[1:])}


@attrs.frozen
class Lending:
    """Readings with their loans in a column more to readings that have taken them; those without pass as they are."""

    step: str

    def __call__(self, batches: _Batches) -> _Batches:
        """Gives each document its loans."""
        for batch in batches:
            loans = batch.column(batch.schema.get_field_index("loans"))
            untouched = loans.is_null()
            readings = batch.select(READINGS.names)
            yield readings.filter(untouched)
            yield from _batches(map(self._taken, _rows(iter([batch.filter(loans.is_valid())]))), READINGS)

    def _taken(self, row: dict[str, Any]) -> dict[str, Any]:
        loans: Sequence[Loan] = [Loan(row["document"], *pickle.loads(loan)) for loan in row["loans"]]
        return reading_row(_STEPS[self.step].take(reading_from_row(row), loans))
