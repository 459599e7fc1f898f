"""A quotation as a plain object of JSON, and back.

The object is the one of the JSON Lines format (`SCHEMA_VERSION`, described by
``quotes/schema/quotation.schema.json``); the other formats that need every field carry it too. A field that is not
known is null; ``from`` is there only where another document lent the answer. Reading checks every field and takes no
notice of keys that it does not know, so that an older reader reads what a newer writer adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeGuard, get_args

from quotes.errors import DataError
from quotes.model import Basis, Cue, Date, Evidence, Kind, Lender, Phrase, Quotation, Rival, Speaker, SpeakerType, Venue
from quotes.span import Span

__all__ = ["SCHEMA_VERSION", "quotation_from_json", "quotation_to_json"]

SCHEMA_VERSION: Final = 1
"""Raised when a reader of the version before would misread a line; new keys alone do not raise it."""

_Json = dict[str, Any]


def quotation_to_json(quotation: Quotation) -> _Json:
    """The quotation as an object of strings, numbers, lists and None, keys in the order of the documentation.

    Arguments: any `Quotation`. Result: a new dict, ready for `json.dumps`; offsets are code points, end exclusive.

    >>> record = quotation_to_json(Quotation(id="q", document="a.txt", segments=(Span(0, 5),), text="Yes", kind="direct"))
    >>> record["segments"], record["speaker"], record["version"]
    ([[0, 5]], None, 1)
    """
    venue = quotation.venue
    return {
        "id": quotation.id,
        "document": quotation.document,
        "start": quotation.start,
        "end": quotation.end,
        "segments": _pairs(quotation.segments),
        "text": quotation.text,
        "kind": quotation.kind,
        "speaker": _speaker(quotation.speaker),
        "cue": _cue(quotation.cue),
        "addressee": _phrase(quotation.addressee),
        "venue": {"occasion": _phrase(venue.occasion), "place": _phrase(venue.place), "medium": _phrase(venue.medium)},
        "date": _date(quotation.date),
        "confidence": quotation.confidence,
        "evidence": [_evidence(item) for item in quotation.evidence],
        "parent": quotation.parent,
        "version": SCHEMA_VERSION,
    }


def quotation_from_json(record: object) -> Quotation:
    """The quotation that `quotation_to_json` was given.

    Arguments: `record`, an object as `json.loads` gives it. Result: an equal `Quotation`.
    Raises `quotes.errors.DataError`, which names the field, where the object is none of this format.

    >>> spoken = Quotation(id="q", document="a.txt", segments=(Span(0, 5),), text="Yes", kind="direct")
    >>> quotation_from_json(quotation_to_json(spoken)) == spoken
    True
    """
    fields = _Fields(record, "")
    if fields.integer("version") > SCHEMA_VERSION:
        raise DataError(
            f"written in version {fields.integer('version')} of the format; this program reads up to {SCHEMA_VERSION}"
        )
    venue = fields.child("venue")
    return Quotation(
        id=fields.text("id"),
        document=fields.text("document"),
        segments=fields.spans("segments", least=1),
        text=fields.text("text"),
        kind=fields.choice("kind", get_args(Kind)),
        speaker=_read_speaker(fields.child("speaker")),
        cue=_read_cue(fields.child("cue")),
        addressee=_read_phrase(fields.child("addressee")),
        venue=Venue(*(_read_phrase(venue.child(part)) for part in ("occasion", "place", "medium"))) if venue else Venue(),
        date=_read_date(fields.child("date")),
        confidence=fields.number("confidence"),
        evidence=tuple(_read_evidence(item) for item in fields.children("evidence")),
        parent=fields.optional_text("parent"),
    )


# --- writing


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _lent(lender: Lender | None) -> _Json:
    if lender is None:
        return {}
    return {"from": {"document": lender.document, "start": lender.start, "end": lender.end}}


def _speaker(speaker: Speaker | None) -> _Json | None:
    if speaker is None:
        return None
    keys = ("name", "type", "id", "role", "start", "end", "text")
    return {key: getattr(speaker, key) for key in keys} | _lent(speaker.lender)


def _cue(cue: Cue | None) -> _Json | None:
    return None if cue is None else {"start": cue.start, "end": cue.end, "text": cue.text}


def _phrase(phrase: Phrase | None) -> _Json | None:
    if phrase is None:
        return None
    return {"start": phrase.start, "end": phrase.end, "text": phrase.text} | _lent(phrase.lender)


def _date(date: Date | None) -> _Json | None:
    if date is None:
        return None
    keys = ("edtf", "basis", "start", "end", "text", "earliest", "latest")
    return {key: getattr(date, key) for key in keys} | _lent(date.lender)


def _evidence(item: Evidence) -> _Json:
    rivals = [{"text": rival.text, "start": rival.start, "end": rival.end, "score": rival.score} for rival in item.rivals]
    return {"field": item.field, "rule": item.rule, "spans": _pairs(item.spans), "rivals": rivals, "document": item.document}


# --- reading


def _read_speaker(fields: _Fields | None) -> Speaker | None:
    if fields is None:
        return None
    return Speaker(
        name=fields.optional_text("name"),
        type=fields.choice("type", get_args(SpeakerType)),
        id=fields.optional_text("id"),
        role=fields.optional_text("role"),
        start=fields.optional_integer("start"),
        end=fields.optional_integer("end"),
        text=fields.optional_text("text"),
        lender=_read_lender(fields.child("from")),
    )


def _read_lender(fields: _Fields | None) -> Lender | None:
    return None if fields is None else Lender(fields.text("document"), fields.integer("start"), fields.integer("end"))


def _read_cue(fields: _Fields | None) -> Cue | None:
    return None if fields is None else Cue(fields.integer("start"), fields.integer("end"), fields.text("text"))


def _read_phrase(fields: _Fields | None) -> Phrase | None:
    if fields is None:
        return None
    start, end = fields.optional_integer("start"), fields.optional_integer("end")
    return Phrase(start, end, fields.text("text"), _read_lender(fields.child("from")))


def _read_date(fields: _Fields | None) -> Date | None:
    if fields is None:
        return None
    return Date(
        edtf=fields.text("edtf"),
        basis=fields.choice("basis", get_args(Basis)),
        start=fields.optional_integer("start"),
        end=fields.optional_integer("end"),
        text=fields.optional_text("text"),
        earliest=fields.optional_text("earliest"),
        latest=fields.optional_text("latest"),
        lender=_read_lender(fields.child("from")),
    )


def _read_evidence(fields: _Fields) -> Evidence:
    return Evidence(
        field=fields.text("field"),
        rule=fields.text("rule"),
        spans=fields.spans("spans"),
        rivals=tuple(
            Rival(rival.text("text"), rival.integer("start"), rival.integer("end"), rival.number("score"))
            for rival in fields.children("rivals")
        ),
        document=fields.optional_text("document"),
    )


class _Fields:
    """One object of JSON whose fields are checked as they are read; `where` is the path to it, for the message."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise DataError(f"{where.rstrip('.') or 'the line'} is no object")
        self._value, self._where = value, where

    def _fault(self, key: str, expected: str) -> DataError:
        found = repr(self._value[key]) if key in self._value else "nothing"
        return DataError(f"{self._where}{key}: expected {expected}, found {found[:60]}")

    def text(self, key: str) -> str:
        value = self._value.get(key)
        if not isinstance(value, str):
            raise self._fault(key, "a string")
        return value

    def optional_text(self, key: str) -> str | None:
        return None if self._value.get(key) is None else self.text(key)

    def choice(self, key: str, allowed: tuple[str, ...]) -> Any:
        value = self.text(key)
        if value not in allowed:
            raise self._fault(key, f"one of {', '.join(allowed)}")
        return value

    def integer(self, key: str) -> int:
        value = self._value.get(key)
        if not _is_offset(value):
            raise self._fault(key, "a whole number from 0")
        return value

    def optional_integer(self, key: str) -> int | None:
        return None if self._value.get(key) is None else self.integer(key)

    def number(self, key: str) -> float:
        value = self._value.get(key)
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise self._fault(key, "a number")
        return value

    def child(self, key: str) -> _Fields | None:
        value = self._value.get(key)
        return None if value is None else _Fields(value, f"{self._where}{key}.")

    def children(self, key: str) -> list[_Fields]:
        return [_Fields(item, f"{self._where}{key}[{n}].") for n, item in enumerate(self._list(key))]

    def spans(self, key: str, least: int = 0) -> tuple[Span, ...]:
        value = self._list(key)
        if len(value) < least or not all(_is_pair(item) for item in value):
            raise self._fault(key, "a list of [start, end]")
        return tuple(Span(start, end) for start, end in value)

    def _list(self, key: str) -> list[Any]:
        value = self._value.get(key)
        if not isinstance(value, list):
            raise self._fault(key, "a list")
        return value


def _is_offset(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_offset(item) for item in value) and value[0] <= value[1]
