"""Rows to records: quotations, documents and people as the library gave them, with what the collection lent laid over.

Records come in one order whatever order they were written in: by document id, then by place in the text. Reading goes in batches,
so that an index larger than the memory can be read through.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from quotes.index.store import snapshot
from quotes.model import Cue, Date, Document, Evidence, Lender, Mention, Person, Phrase, Quotation, Rival, Speaker, Venue
from quotes.span import Span

__all__ = ["read_documents", "read_numbers", "read_people", "read_quotations"]

BATCH = 500
"""Quotations that are put together at a time; SQLite takes at least 999 parameters."""

_DOCUMENTS = "SELECT text, id, published, title, source, url FROM documents"

_QUOTATIONS = """
SELECT q.number, q.id, d.id, q.text, q.kind, q.confidence, q.parent,
    p.name, q.speaker_type, p.identifier, q.speaker_role, q.mention_start, q.mention_end, q.mention_text,
    q.cue_start, q.cue_end, q.cue_text, q.addressee_start, q.addressee_end, q.addressee_text
FROM quotations AS q JOIN documents AS d ON d.number = q.document LEFT JOIN people AS p ON p.number = q.speaker
WHERE q.number IN ({numbers})
"""
_LENT_SPEAKERS = """
SELECT l.quotation, p.name, l.type, p.identifier, l.role, d.id, l.span_start, l.span_end
FROM lent_speakers AS l LEFT JOIN people AS p ON p.number = l.person LEFT JOIN documents AS d ON d.number = l.lender
WHERE l.quotation IN ({numbers})
"""
_VENUES = "SELECT quotation, part, span_start, span_end, text FROM venues WHERE quotation IN ({numbers})"
_LENT_VENUES = """
SELECT l.quotation, l.part, l.text, d.id, l.span_start, l.span_end
FROM lent_venues AS l JOIN documents AS d ON d.number = l.lender WHERE l.quotation IN ({numbers})
"""
_DATES = "SELECT quotation, edtf, basis, span_start, span_end, text, earliest, latest FROM dates WHERE quotation IN ({numbers})"
_LENT_DATES = """
SELECT l.quotation, l.edtf, l.basis, l.text_start, l.text_end, l.text, l.earliest, l.latest, d.id, l.span_start, l.span_end
FROM lent_dates AS l JOIN documents AS d ON d.number = l.lender WHERE l.quotation IN ({numbers})
"""
_SEGMENTS = "SELECT quotation, span_start, span_end FROM segments WHERE quotation IN ({numbers}) ORDER BY quotation, position"
_EVIDENCE = """
SELECT quotation, field, rule, spans, rivals, document FROM evidence WHERE quotation IN ({numbers}) ORDER BY quotation, position
"""
_LENT_EVIDENCE = _EVIDENCE.replace("FROM evidence", "FROM lent_evidence")


def read_documents(connection: sqlite3.Connection, where: str = "1", parameters: Sequence[object] = ()) -> Iterator[Document]:
    """The documents that a condition on the table picks, by id."""
    for row in connection.execute(f"{_DOCUMENTS} WHERE {where} ORDER BY id", parameters):
        yield Document(*row)


def read_numbers(connection: sqlite3.Connection, condition: str, document: str | None) -> list[int]:
    """The row numbers of the quotations (``q``) that a condition picks, of one document or all, by document and place in it."""
    query = f"""
    SELECT q.number FROM quotations AS q JOIN documents AS d ON d.number = q.document
    WHERE ({condition}) AND (d.id = :document OR :document IS NULL) ORDER BY d.id, q.span_start, q.span_end DESC, q.id
    """
    return [row[0] for row in connection.execute(query, {"document": document})]


def read_quotations(connection: sqlite3.Connection, numbers: Sequence[int], *, lent: bool = True) -> Iterator[Quotation]:
    """The quotations of these row numbers, in their order, but for those that another program has just removed.

    `lent` lays what the collection lent over the documents' own answers.
    """
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        with snapshot(connection):
            found = _Rows(connection, batch, lent)
        yield from (found.quotation(number) for number in batch if number in found)


class _Rows:
    """The rows that make up some quotations, each table read once."""

    def __init__(self, connection: sqlite3.Connection, numbers: Sequence[int], lent: bool) -> None:
        marks = ",".join("?" * len(numbers))

        def rows(query: str) -> Iterator[Any]:
            return connection.execute(query.format(numbers=marks), numbers)

        def one(query: str, record: Callable[..., Any]) -> dict[int, Any]:
            return {number: record(*values) for number, *values in rows(query)}

        def many(query: str, record: Callable[..., Any]) -> dict[int, list[Any]]:
            found = defaultdict(list)
            for number, *values in rows(query):
                found[number].append(record(*values))
            return found

        self._main = {row[0]: row[1:] for row in rows(_QUOTATIONS)}
        self._segments = many(_SEGMENTS, Span)
        self._parts = many(_VENUES, lambda part, start, end, text: (part, Phrase(start, end, text)))
        self._dates = one(_DATES, Date)
        self._evidence = many(_EVIDENCE, _evidence)
        self._lent_speakers = one(_LENT_SPEAKERS, lambda *values: values) if lent else {}
        if lent:
            self._dates |= one(_LENT_DATES, _lent_date)
            for number, parts in many(_LENT_VENUES, _lent_part).items():
                self._parts[number] += parts
            for number, evidence in many(_LENT_EVIDENCE, _evidence).items():
                self._evidence[number] += evidence

    def __contains__(self, number: int) -> bool:
        return number in self._main

    def quotation(self, number: int) -> Quotation:
        """One quotation put together."""
        id_, document, text, kind, confidence, parent, *rest = self._main[number]
        speaker, cue, addressee = rest[:7], rest[7:10], rest[10:13]
        return Quotation(
            id_,
            document,
            tuple(self._segments[number]),
            text,
            kind,
            _speaker(speaker, self._lent_speakers.get(number)),
            None if cue[0] is None else Cue(*cue),
            None if addressee[0] is None else Phrase(*addressee),
            Venue(**dict(self._parts.get(number, ()))),
            self._dates.get(number),
            confidence,
            tuple(self._evidence.get(number, ())),
            parent,
        )


def _speaker(own: Sequence[Any], lent: Sequence[Any] | None) -> Speaker | None:
    if lent:
        name, type_, identifier, role, *lender = lent
        start, end, text = own[4:]
        return Speaker(name, type_, identifier, role, start, end, text, Lender(*lender))
    return None if own[1] is None else Speaker(*own)


def _lent_part(part: str, text: str, document: str, start: int, end: int) -> tuple[str, Phrase]:
    return part, Phrase(None, None, text, Lender(document, start, end))


def _lent_date(*values: Any) -> Date:
    own, lender = values[:-3], values[-3:]
    return attrs.evolve(Date(*own), lender=Lender(*lender))


def _evidence(field: str, rule: str, spans: str, rivals: str, document: str | None) -> Evidence:
    return Evidence(
        field,
        rule,
        tuple(Span(*span) for span in json.loads(spans)),
        tuple(Rival(*rival) for rival in json.loads(rivals)),
        document,
    )


def read_people(connection: sqlite3.Connection, document: str) -> tuple[Person, ...]:
    """The people of one document as its own analysis found them."""
    people = connection.execute(_APPEARANCES, [document]).fetchall()
    return tuple(_person(connection, *row) for row in people)


_APPEARANCES = """
SELECT a.number, p.name, p.type, p.identifier, a.gender
FROM appearances AS a JOIN people AS p ON p.number = a.person JOIN documents AS d ON d.number = a.document
WHERE d.id = ? ORDER BY a.position
"""


def _person(connection: sqlite3.Connection, number: int, name: str, type_: Any, identifier: str | None, gender: Any) -> Person:
    roles = connection.execute("SELECT role FROM roles WHERE appearance = ? ORDER BY position", [number])
    mentions = connection.execute(
        "SELECT span_start, span_end, text, kind FROM mentions WHERE appearance = ? ORDER BY number", [number]
    )
    return Person(name, type_, tuple(role for (role,) in roles), tuple(Mention(*m) for m in mentions), identifier, gender)
