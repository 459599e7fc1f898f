"""What the collection lends, in tables of its own that lie over the documents' answers.

The documents' own rows are never touched: taking a document away, or reading the collection anew, leaves no trace of what was
lent before. What was lent by a document that is not in the index is not kept. Every function here runs inside a transaction of
its caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from quotes.index.folding import fold, plain
from quotes.index.store import insertion
from quotes.index.writing import VENUE_PARTS, evidence_row, person_number
from quotes.model import Lender, Quotation
from quotes.resolve.known import KnownPeople

__all__ = ["clear_lent", "write_aliases", "write_lent"]

_TABLES = ("lent_speakers", "lent_venues", "lent_dates", "lent_evidence")


def clear_lent(connection: sqlite3.Connection, quotations: Iterable[int] | None = None) -> None:
    """Takes back what was lent to these quotations (row numbers), or to all of them."""
    for table in _TABLES:
        if quotations is None:
            connection.execute(f"DELETE FROM {table}")
        else:
            connection.executemany(f"DELETE FROM {table} WHERE quotation = ?", ((number,) for number in quotations))


def write_lent(connection: sqlite3.Connection, answers: Iterable[tuple[int, Quotation]]) -> int:
    """Writes what each quotation (with its row number) was lent; returns how many were lent anything."""
    numbers = dict(connection.execute("SELECT id, number FROM documents"))
    return sum(_write_quotation(connection, number, quotation, numbers) for number, quotation in answers)


def _write_quotation(connection: sqlite3.Connection, number: int, quotation: Quotation, documents: dict[str, int]) -> bool:
    parts = [
        _lend_speaker(connection, number, quotation, documents),
        _lend_venue(connection, number, quotation, documents),
        _lend_date(connection, number, quotation, documents),
    ]
    _lend_evidence(connection, number, quotation)
    return any(parts)


def _lender(lender: Lender | None, documents: dict[str, int]) -> tuple[int, int, int] | None:
    document = documents.get(plain(lender.document)) if lender else None
    return (document, lender.start, lender.end) if lender and document is not None else None


def _lend_speaker(connection: sqlite3.Connection, number: int, quotation: Quotation, documents: dict[str, int]) -> bool:
    speaker = quotation.speaker
    lender = _lender(speaker.lender, documents) if speaker else None
    if speaker is None or lender is None or speaker.name is None:
        return False
    person = person_number(connection, speaker.name, speaker.type, speaker.id, None)
    connection.execute(
        insertion("lent_speakers", "quotation, person, type, role, lender, span_start, span_end"),
        [number, person, speaker.type, speaker.role and plain(speaker.role), *lender],
    )
    return True


def _lend_venue(connection: sqlite3.Connection, number: int, quotation: Quotation, documents: dict[str, int]) -> bool:
    lent = False
    for part in VENUE_PARTS:
        phrase = getattr(quotation.venue, part)
        lender = _lender(phrase.lender, documents) if phrase else None
        if lender:
            connection.execute(
                insertion("lent_venues", "quotation, part, text, folded, lender, span_start, span_end"),
                [number, part, plain(phrase.text), fold(phrase.text), *lender],
            )
            lent = True
    return lent


def _lend_date(connection: sqlite3.Connection, number: int, quotation: Quotation, documents: dict[str, int]) -> bool:
    date = quotation.date
    lender = _lender(date.lender, documents) if date else None
    if date is None or lender is None:
        return False
    columns = "quotation, edtf, basis, earliest, latest, text, text_start, text_end, lender, span_start, span_end"
    own = (date.text and plain(date.text), date.start, date.end)
    values = (number, date.edtf, date.basis, date.earliest, date.latest, *own, *lender)
    connection.execute(insertion("lent_dates", columns), values)
    return True


def _lend_evidence(connection: sqlite3.Connection, number: int, quotation: Quotation) -> None:
    lent = [evidence for evidence in quotation.evidence if evidence.document is not None]
    connection.executemany(
        insertion("lent_evidence", "quotation, position, field, rule, spans, rivals, document"),
        [evidence_row(number, position, evidence) for position, evidence in enumerate(lent)],
    )


def write_aliases(connection: sqlite3.Connection, people: KnownPeople | None) -> None:
    """Writes the other names of those of the known people who are in the index."""
    connection.execute("DELETE FROM aliases")
    query = "SELECT number FROM people WHERE identifier = ? OR (name = ? AND document IS NULL)"
    for person in people.people if people else ():
        for (number,) in connection.execute(query, [person.id, plain(person.name)]).fetchall():
            rows = [(number, plain(alias), fold(alias)) for alias in dict.fromkeys(person.aliases)]
            connection.executemany(insertion("aliases", "person, alias, folded").replace("INSERT", "INSERT OR IGNORE"), rows)
