"""The columns of the frames, as types of Arrow and in Spark's own notation."""

# pyright: reportMissingImports=false
from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

__all__ = ["ARTICLES", "LOANS", "NOTES", "READINGS", "WORDS", "ddl"]


def _struct(**fields: Any) -> Any:
    return pa.struct([(name.rstrip("_"), kind) for name, kind in fields.items()])


_INT, _TEXT, _DAY = pa.int32(), pa.string(), pa.date32()
_SPAN = _struct(start=_INT, end=_INT)
_FROM = _struct(document=_TEXT, start=_INT, end=_INT)
_PHRASE = _struct(start=_INT, end=_INT, text=_TEXT, from_=_FROM)
_SPEAKER = _struct(name=_TEXT, type=_TEXT, id=_TEXT, role=_TEXT, start=_INT, end=_INT, text=_TEXT, from_=_FROM)
_DATE = _struct(edtf=_TEXT, basis=_TEXT, start=_INT, end=_INT, text=_TEXT, earliest=_DAY, latest=_DAY, from_=_FROM)
_RIVAL = _struct(text=_TEXT, start=_INT, end=_INT, score=pa.float64())
_EVIDENCE = _struct(field=_TEXT, rule=_TEXT, spans=pa.list_(_SPAN), rivals=pa.list_(_RIVAL), document=_TEXT)

_QUOTATION = _struct(
    id=_TEXT,
    document=_TEXT,
    start=_INT,
    end=_INT,
    segments=pa.list_(_SPAN),
    text=_TEXT,
    kind=_TEXT,
    speaker=_SPEAKER,
    cue=_struct(start=_INT, end=_INT, text=_TEXT),
    addressee=_PHRASE,
    venue=_struct(occasion=_PHRASE, place=_PHRASE, medium=_PHRASE),
    date=_DATE,
    confidence=pa.float64(),
    evidence=pa.list_(_EVIDENCE),
    parent=_TEXT,
    version=_INT,
)
_MENTION = _struct(start=_INT, end=_INT, text=_TEXT, kind=_TEXT)
_PERSON = _struct(name=_TEXT, type=_TEXT, roles=pa.list_(_TEXT), mentions=pa.list_(_MENTION), id=_TEXT, gender=_TEXT)

ARTICLES: Final = pa.schema([("id", _TEXT), ("text", _TEXT), ("published", _TEXT)])
"""What a worker reads: a document's id and text, and when it was published (EDTF)."""

READINGS: Final = pa.schema(
    [
        ("document", _TEXT),
        ("clock", _TEXT),
        ("day", _DAY),
        ("quotations", pa.list_(_QUOTATION)),
        ("people", pa.list_(_PERSON)),
        ("error", _TEXT),
    ]
)
"""One row a document: when it was published as far as it is known (EDTF; ``day`` where it is one day), its quotations and people."""

WORDS: Final = pa.schema([("word", _TEXT), ("number", pa.int64())])
NOTES: Final = pa.schema([("block", _TEXT), ("rank", _INT), ("place", _TEXT), ("note", pa.binary())])
LOANS: Final = pa.schema([("document", _TEXT), ("loan", pa.binary())])


def ddl(schema: Any) -> str:
    """A schema of Arrow as Spark writes it.

    >>> ddl(WORDS)
    '`word` string, `number` bigint'
    """
    return ", ".join(f"`{field.name}` {_spark(field.type)}" for field in schema)


_NAMES = {_INT: "int", pa.int64(): "bigint", _TEXT: "string", _DAY: "date", pa.float64(): "double", pa.binary(): "binary"}


def _spark(kind: Any) -> str:
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{field.name}`: {_spark(field.type)}' for field in kind)}>"
    return f"array<{_spark(kind.value_type)}>" if pa.types.is_list(kind) else _NAMES[kind]
