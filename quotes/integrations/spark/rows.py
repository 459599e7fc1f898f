"""Records as rows of a frame, and back: JSON's objects with spans as structs and bounds as dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from quotes.collection import Reading
from quotes.formats import quotation_from_json, quotation_to_json
from quotes.model import Mention, Person, Quotation
from quotes.resolve.edtf import parse

__all__ = ["error_row", "reading_from_row", "reading_row"]

_Row = dict[str, Any]
_BOUNDS = ("earliest", "latest")


def reading_row(reading: Reading, *, people: bool = True) -> _Row:
    """The row of a document; without its people where nobody asks for them."""
    return {
        "document": reading.document,
        "clock": reading.clock,
        "day": parse(reading.clock).known_day if reading.clock else None,
        "quotations": [_quotation_row(quotation) for quotation in reading.quotations],
        "people": [_person_row(person) for person in reading.people] if people else [],
        "error": None,
    }


def error_row(document: str | None, error: str) -> _Row:
    """The row of a document that could not be read."""
    return {"document": document, "clock": None, "day": None, "quotations": None, "people": None, "error": error}


def reading_from_row(row: Mapping[str, Any]) -> Reading:
    """The reading that `reading_row` was given."""
    return Reading(
        row["document"],
        row["clock"],
        tuple(_quotation(quotation) for quotation in row["quotations"] or ()),
        tuple(_person(person) for person in row["people"] or ()),
    )


def _quotation_row(quotation: Quotation) -> _Row:
    row = quotation_to_json(quotation)
    row["segments"] = _structs(row["segments"])
    for item in row["evidence"]:
        item["spans"] = _structs(item["spans"])
    date = row["date"]
    if date is not None:
        for bound in _BOUNDS:
            date[bound] = datetime.date.fromisoformat(date[bound]) if date[bound] is not None else None
    return row


def _structs(spans: list[list[int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _quotation(row: Mapping[str, Any]) -> Quotation:
    record = dict(row, segments=_pairs(row["segments"]))
    record["evidence"] = [dict(item, spans=_pairs(item["spans"])) for item in row["evidence"]]
    if row["date"] is not None:
        days = {bound: row["date"][bound] for bound in _BOUNDS}
        record["date"] = dict(row["date"], **{bound: day.isoformat() if day else None for bound, day in days.items()})
    return quotation_from_json(record)


def _pairs(spans: list[Mapping[str, int]]) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in spans]


def _person_row(person: Person) -> _Row:
    mentions = [{"start": m.start, "end": m.end, "text": m.text, "kind": m.kind} for m in person.mentions]
    return {
        "name": person.name,
        "type": person.type,
        "roles": list(person.roles),
        "mentions": mentions,
        "id": person.id,
        "gender": person.gender,
    }


def _person(row: Mapping[str, Any]) -> Person:
    mentions = tuple(Mention(m["start"], m["end"], m["text"], m["kind"]) for m in row["mentions"])
    return Person(row["name"], row["type"], tuple(row["roles"]), mentions, row["id"], row["gender"])
