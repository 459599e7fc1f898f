"""Predictions to be scored: the JSON Lines that `quotes extract` writes, or those of another program in the same fields.

Read of each object: ``document`` (a name as in the gold); ``start`` and ``end``, or ``segments``, marks included; ``kind`` (direct
where it is missing); ``speaker`` with ``name``, ``start``, ``end``; ``cue``; the parts of ``venue``, without those that another
document lent (``from``); ``date`` with ``edtf`` and ``basis``, none where it rests on the publication date alone; ``confidence``.
All but document and span may be missing or null. Raises `DataError` with file and line for anything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import attrs

from quotes.formats.record import quotation_to_json
from quotes.learning.agreement import plain_date
from quotes.learning.gold import PARTS
from quotes.learning.lines import Record
from quotes.model import ATTRIBUTED, Quotation
from quotes.span import Span

__all__ = ["Answer", "Part", "answer_of", "is_prediction", "read_answer"]


class Part(NamedTuple):
    """A part of a venue: where it stands, None where that is not said, and its words."""

    span: Span | None
    text: str


@attrs.frozen(slots=True)
class Answer:
    """A prediction as far as it is scored; the fields are those of the module's contract."""

    document: str
    segments: tuple[Span, ...]
    kind: str | None = None
    name: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    venue: Mapping[str, Part] = attrs.field(factory=dict)
    date: str | None = None
    confidence: float | None = None

    @property
    def reported(self) -> bool:
        """Whether it says that the span is somebody's words."""
        return self.kind in ATTRIBUTED


def answer_of(quotation: Quotation) -> Answer:
    """What the library says of a quotation, as it would be read from its JSON."""
    return read_answer(Record(quotation_to_json(quotation), quotation.document, 0))


def is_prediction(line: str) -> bool:
    """Whether a line is a prediction and not a document to read.

    >>> is_prediction('{"document": "a", "start": 0, "end": 9}'), is_prediction('{"id": "a", "text": "“Yes.”"}')
    (True, False)
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and "document" in fields and ("segments" in fields or "start" in fields)


def read_answer(record: Record) -> Answer:
    """One prediction. Raises `DataError`."""
    speaker = record.child("speaker")
    return Answer(
        document=record.text("document"),
        segments=record.spans("segments") or (record.own_span(),),
        kind=record.optional_text("kind") or "direct",
        name=speaker.optional_text("name") if speaker else None,
        mention=record.span("speaker"),
        cue=record.span("cue"),
        venue=dict(_venue(record.child("venue"))),
        date=_date(record.child("date")),
        confidence=record.number("confidence"),
    )


def _venue(record: Record | None) -> Iterator[tuple[str, Part]]:
    for part in PARTS if record else ():
        phrase = record.child(part) if record else None
        if record and phrase and "from" not in phrase:
            yield part, Part(record.span(part), phrase.optional_text("text") or "")


def _date(record: Record | None) -> str | None:
    if record is None or record.optional_text("basis") == "published":
        return None
    edtf = record.optional_text("edtf")
    return None if edtf is None else plain_date(edtf)
