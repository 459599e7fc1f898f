"""CSV for spreadsheets: one row a quotation, what people look at first on the left.

The file begins with a byte-order mark, because spreadsheets take UTF-8 without one for a code page and show “It’s” as
“Itâ€™s”; the first column is one that a program which does not know the mark can spare. Each cell is text. An empty
cell is a field that is not known, so an empty string is read back as None. What a spreadsheet would take for a
formula (a cell that begins with ``=``, ``+``, ``-``, ``@`` or one of their full-width forms, a tab or a line end)
gets an apostrophe in front, and so does a cell that begins with apostrophes before such a character: reading takes
one away. Characters that cells cannot carry are escaped as `quotes.formats.escape` says. Segments are written ``10-42
60-81``, what another document lent ``a.txt 10-42``, the evidence as JSON.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import regex

from quotes.errors import DataError
from quotes.formats.escape import NOT_IN_CELLS, escape, unescape
from quotes.formats.record import SCHEMA_VERSION, quotation_from_json, quotation_to_json
from quotes.model import Document, Quotation

__all__ = ["COLUMNS", "read", "row_values", "write"]

_Path = tuple[str, ...]

_SHOWN: Final[dict[str, _Path]] = {
    "id": ("id",),
    "document": ("document",),
    "speaker": ("speaker", "name"),
    "role": ("speaker", "role"),
    "text": ("text",),
    "occasion": ("venue", "occasion", "text"),
    "place": ("venue", "place", "text"),
    "medium": ("venue", "medium", "text"),
    "date": ("date", "edtf"),
    "kind": ("kind",),
    "confidence": ("confidence",),
    "cue": ("cue", "text"),
    "mention": ("speaker", "text"),
    "addressee": ("addressee", "text"),
    "parent": ("parent",),
    "start": ("start",),
    "end": ("end",),
    "segments": ("segments",),
    "speaker_type": ("speaker", "type"),
    "speaker_id": ("speaker", "id"),
    "date_basis": ("date", "basis"),
    "date_text": ("date", "text"),
    "earliest": ("date", "earliest"),
    "latest": ("date", "latest"),
}

_PARTS: Final[dict[str, _Path]] = {
    "mention": ("speaker",),
    "cue": ("cue",),
    "addressee": ("addressee",),
    "occasion": ("venue", "occasion"),
    "place": ("venue", "place"),
    "medium": ("venue", "medium"),
    "date": ("date",),
}
"""Where a part's span and lender stand: each gives the columns ``X_start``, ``X_end`` and (a cue is never lent) ``X_from``."""

_COLUMNS: Final[dict[str, _Path]] = {
    **_SHOWN,
    **{
        f"{name}_{key}": (*path, key)
        for name, path in _PARTS.items()
        for key in ("start", "end", "from")
        if (name, key) != ("cue", "from")
    },
    "evidence": ("evidence",),
}

COLUMNS: Final[tuple[str, ...]] = tuple(_COLUMNS)
"""The header, in order."""

_MARK: Final = "\ufeff"
_FORMULA: Final = regex.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_LENT: Final = regex.compile(r"(?s)(.*) (\d+)-(\d+)")


def write(results: Iterable[tuple[Document, Sequence[Quotation]]]) -> Iterator[str]:
    """The header, then one row a quotation, lines ended by CR LF as RFC 4180 has it."""
    yield _MARK + _row(COLUMNS)
    for _, quotations in results:
        for quotation in quotations:
            yield _row(_cell(value) for value in row_values(quotation).values())


def row_values(quotation: Quotation) -> dict[str, Any]:
    """The value of each column, as JSON has it: None, a string, a number, a list, an object.

    >>> from quotes.span import Span
    >>> quotation = Quotation(id="q", document="d", segments=(Span(0, 5),), text="Yes", kind="direct")
    >>> row_values(quotation)["segments"], row_values(quotation)["speaker"]
    ([[0, 5]], None)
    """
    record = quotation_to_json(quotation)
    return {name: _look_up(record, path) for name, path in _COLUMNS.items()}


def read(lines: Iterable[str]) -> Iterator[Quotation]:
    """The quotations of a CSV file, given as lines with their ends (open the file with ``newline=""``).

    Columns may stand in any order, and others may stand among them. Raises `quotes.errors.DataError` with the line's
    number where a column is missing or a cell cannot be read.
    """
    rows = csv.reader(lines)
    try:
        header = [name.removeprefix(_MARK) for name in next(rows, [])]
        if missing := [name for name in COLUMNS if name not in header]:
            raise DataError(f"no column {missing[0]!r}")
        for row in rows:
            yield _read_row(dict(zip(header, row, strict=False)))
    except DataError as error:
        raise DataError(error.problem, line=rows.line_num) from None
    except csv.Error as error:
        raise DataError(f"not CSV ({error})", line=rows.line_num) from None


# --- writing


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _look_up(record: dict[str, Any], path: _Path) -> Any:
    value: Any = record
    for key in path:
        value = None if value is None else value.get(key)
    return value


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            text = escape(value, NOT_IN_CELLS)
            return f"'{text}" if _FORMULA.match(text) else text
        case {"document": document, "start": start, "end": end}:
            return _cell(f"{document} {start}-{end}")
        case [[int(), int()], *_]:
            return " ".join(f"{start}-{end}" for start, end in value)
        case list():
            return json.dumps(value, separators=(",", ":"))
        case _:
            return repr(value)


# --- reading


def _read_row(row: dict[str, str]) -> Quotation:
    record: dict[str, Any] = {"venue": {}, "version": SCHEMA_VERSION}
    for name, path in _COLUMNS.items():
        if row.get(name):
            _put(record, path, _value(name, row[name]))
    record.setdefault("text", "")
    record.setdefault("document", "")
    record.setdefault("id", "")
    return quotation_from_json(record)


def _put(record: dict[str, Any], path: _Path, value: Any) -> None:
    for key in path[:-1]:
        record = record.setdefault(key, {})
    record[path[-1]] = value


def _value(name: str, cell: str) -> Any:
    try:
        return _READERS.get(name.rpartition("_")[2], _plain)(cell)
    except (ValueError, TypeError, RecursionError):
        raise DataError(f"{name}: cannot be read: {cell[:60]!r}") from None


def _plain(cell: str) -> str:
    return unescape(cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell)


def _spans(cell: str) -> list[list[int]]:
    return [[int(offset) for offset in pair.split("-")] for pair in cell.split()]


def _lender(cell: str) -> dict[str, Any]:
    found = _LENT.fullmatch(_plain(cell))
    if found is None:
        raise ValueError(cell)
    return {"document": found[1], "start": int(found[2]), "end": int(found[3])}


_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "start": int,
    "end": int,
    "from": _lender,
    "segments": _spans,
    "confidence": float,
    "evidence": json.loads,
}
