"""Records to rows: one document's own analysis, written as a whole.

Every function here runs inside a transaction of its caller. What another document lent a quotation is not the document's own
answer: it is left out here and kept by `quotes.index.lent`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence

import regex

from quotes.index.folding import fold, plain
from quotes.index.store import insertion
from quotes.model import Document, Evidence, Person, Phrase, Quotation, Speaker, Venue

__all__ = ["VENUE_PARTS", "content_hash", "delete_document", "evidence_row", "person_number", "write_document"]

VENUE_PARTS = ("occasion", "place", "medium")
_UNNAMED = regex.compile(r"(?i:an?|one|some|another|his|her|their|its)\s|[Tt]he\s(?!\p{Lu})|\p{Ll}(?!he\s)")


def content_hash(document: Document) -> str:
    """A hash of the text and of all that is known about it: equal where nothing has changed."""
    known = [document.text, document.published, document.title, document.source, document.url]
    return hashlib.sha256(json.dumps(known).encode("ascii")).hexdigest()


def delete_document(connection: sqlite3.Connection, number: int) -> None:
    """Removes a document with all that was found in it, lent by it or lent to it, and the people whom nobody else mentions."""
    people = [row[0] for row in connection.execute(_PEOPLE_OF_DOCUMENT, {"document": number})]
    connection.execute("DELETE FROM documents WHERE number = ?", [number])
    connection.executemany(_DELETE_FORGOTTEN, ({"person": person} for person in people))


_PEOPLE_OF_DOCUMENT = """
SELECT person FROM appearances WHERE document = :document
UNION SELECT speaker FROM quotations WHERE document = :document AND speaker IS NOT NULL
"""
_DELETE_FORGOTTEN = """
DELETE FROM people WHERE number = :person
AND NOT EXISTS (SELECT 1 FROM appearances WHERE person = :person)
AND NOT EXISTS (SELECT 1 FROM quotations WHERE speaker = :person)
AND NOT EXISTS (SELECT 1 FROM lent_speakers WHERE person = :person)
"""


def write_document(
    connection: sqlite3.Connection,
    document: Document,
    quotations: Iterable[Quotation],
    people: Sequence[Person],
    clock: str | None,
    fingerprint: str,
) -> int:
    """Inserts a document that is not there, with its people and quotations, and returns its number."""
    known = (document.id, document.title, document.source, document.url, document.published, clock, document.text)
    number = connection.execute(
        insertion("documents", "id, title, source, url, published, clock, text, content_hash, fingerprint"),
        [*(None if value is None else plain(value) for value in known), content_hash(document), fingerprint],
    ).lastrowid
    assert number is not None
    persons = _write_people(connection, number, people)
    for quotation in quotations:
        _write_quotation(connection, number, quotation, persons)
    return number


def _write_people(
    connection: sqlite3.Connection, document: int, people: Sequence[Person]
) -> dict[tuple[str, str, str | None], int]:
    """Writes a document's people with their roles and mentions; returns the row of each by name, type and identifier."""
    rows: dict[tuple[str, str, str | None], int] = {}
    for position, person in enumerate(people):
        row = person_number(connection, person.name, person.type, person.id, None if is_named(person) else document)
        rows.setdefault((person.name, person.type, person.id), row)
        appearance = connection.execute(
            insertion("appearances", "document, person, position, gender"),
            [document, row, position, person.gender],
        ).lastrowid
        connection.executemany(
            insertion("roles", "appearance, position, role"),
            [(appearance, place, plain(role)) for place, role in enumerate(person.roles)],
        )
        connection.executemany(
            insertion("mentions", "appearance, span_start, span_end, text, kind, folded"),
            [(appearance, m.start, m.end, plain(m.text), m.kind, fold(m.text)) for m in person.mentions],
        )
    return rows


def is_named(person: Person) -> bool:
    """Whether a text calls somebody by name: “a resident” of one document is not “a resident” of the next."""
    return person.id is not None or any(mention.kind == "name" for mention in person.mentions)


def person_number(connection: sqlite3.Connection, name: str, type_: str, identifier: str | None, document: int | None) -> int:
    """The row of somebody, made where there is none; `document` is the only one that knows somebody unnamed."""
    key = [plain(name), type_, identifier, document]
    found = connection.execute(
        "SELECT number FROM people WHERE name = ? AND type = ? AND identifier IS ? AND document IS ?", key
    ).fetchone()
    if found:
        return int(found[0])
    made = connection.execute(insertion("people", "name, type, identifier, document, folded"), [*key, fold(name)])
    assert made.lastrowid is not None
    return made.lastrowid


def _write_quotation(
    connection: sqlite3.Connection, document: int, quotation: Quotation, persons: dict[tuple[str, str, str | None], int]
) -> None:
    speaker = own_speaker(quotation.speaker)
    person = None if speaker is None else _speaker_number(connection, speaker, document, persons)
    cue, addressee = quotation.cue, _own(quotation.addressee)
    values = [
        *(plain(quotation.id), document, _text(quotation.parent), quotation.start, quotation.end, quotation.kind),
        *(plain(quotation.text), quotation.confidence, person),
        *((speaker.type, _text(speaker.role), speaker.start, speaker.end, _text(speaker.text)) if speaker else (None,) * 5),
        *((cue.start, cue.end, plain(cue.text)) if cue else (None,) * 3),
        *((addressee.start, addressee.end, plain(addressee.text)) if addressee else (None,) * 3),
    ]
    number = connection.execute(_INSERT_QUOTATION, values).lastrowid
    assert number is not None
    connection.executemany(
        insertion("segments", "quotation, position, span_start, span_end"),
        [(number, position, *span) for position, span in enumerate(quotation.segments)],
    )
    connection.executemany(
        insertion("venues", "quotation, part, text, span_start, span_end, folded"),
        [(number, part, plain(p.text), p.start, p.end, fold(p.text)) for part, p in _own_parts(quotation.venue)],
    )
    if quotation.date and not quotation.date.lender:
        date = quotation.date
        connection.execute(
            insertion("dates", "quotation, edtf, basis, earliest, latest, text, span_start, span_end"),
            [number, date.edtf, date.basis, date.earliest, date.latest, _text(date.text), date.start, date.end],
        )
    connection.executemany(
        insertion("evidence", "quotation, position, field, rule, spans, rivals, document"),
        [evidence_row(number, position, e) for position, e in enumerate(quotation.evidence) if e.document is None],
    )


_INSERT_QUOTATION = insertion(
    "quotations",
    "id, document, parent, span_start, span_end, kind, text, confidence, speaker, speaker_type, speaker_role,"
    " mention_start, mention_end, mention_text, cue_start, cue_end, cue_text, addressee_start, addressee_end, addressee_text",
)


def _speaker_number(
    connection: sqlite3.Connection, speaker: Speaker, document: int, persons: dict[tuple[str, str, str | None], int]
) -> int | None:
    if speaker.name is None:
        return None
    known = persons.get((speaker.name, speaker.type, speaker.id))
    if known is not None:
        return known
    unnamed = speaker.id is None and _UNNAMED.match(speaker.name) is not None
    return person_number(connection, speaker.name, speaker.type, speaker.id, document if unnamed else None)


def own_speaker(speaker: Speaker | None) -> Speaker | None:
    """The speaker without what another document lent: the mention stays, the name goes."""
    if speaker is None or speaker.lender is None:
        return speaker
    return None if speaker.start is None else Speaker(None, speaker.type, None, None, speaker.start, speaker.end, speaker.text)


def _own_parts(venue: Venue) -> list[tuple[str, Phrase]]:
    parts = [(part, _own(getattr(venue, part))) for part in VENUE_PARTS]
    return [(part, phrase) for part, phrase in parts if phrase is not None]


def _own(phrase: Phrase | None) -> Phrase | None:
    return None if phrase is None or phrase.lender else phrase


def _text(value: str | None) -> str | None:
    return None if value is None else plain(value)


def evidence_row(number: int, position: int, evidence: Evidence) -> tuple[int, int, str, str, str, str, str | None]:
    """A row of the tables of evidence; rivals and spans as JSON."""
    rivals = [[rival.text, rival.start, rival.end, rival.score] for rival in evidence.rivals]
    spans = json.dumps([list(span) for span in evidence.spans], separators=(",", ":"))
    return (
        *(number, position, evidence.field, evidence.rule, spans),
        *(plain(json.dumps(rivals, ensure_ascii=False)), _text(evidence.document)),
    )
