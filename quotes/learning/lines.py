"""Objects of a JSON Lines file, each with the place that a message names: what gold and predictions are read from.

Raises `DataError` with file and line for whatever is not as the format says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from quotes.errors import DataError
from quotes.span import Span

__all__ = ["Record", "open_records", "records"]


class Record:
    """One object of a file, whose fields are checked as they are read.

    >>> record = Record({"doc": "a.txt", "spans": [[0, 4]]}, "gold.jsonl", 1)
    >>> record.text("doc"), record.spans("spans")
    ('a.txt', (Span(start=0, end=4),))
    >>> record.text("date")
    Traceback (most recent call last):
    quotes.errors.DataError: gold.jsonl, line 1: "date": a string is due, not nothing
    """

    def __init__(self, fields: object, path: str, line: int, within: str = "") -> None:
        self.path, self.line, self._within = path, line, within
        if not isinstance(fields, Mapping):
            raise DataError(f"{within.rstrip('.') or 'the line'} is no object", path=path, line=line)
        self._fields: Mapping[str, Any] = fields

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def fault(self, key: str, due: str) -> NoReturn:
        """Raises the `DataError` that says what was due under `key`."""
        value = self._fields.get(key)
        found = "nothing" if value is None else repr(value)[:60]
        raise DataError(f'"{self._within}{key}": {due} is due, not {found}', path=self.path, line=self.line)

    def optional_text(self, key: str) -> str | None:
        """A string, or None where there is none."""
        value = self._fields.get(key)
        if value is not None and not isinstance(value, str):
            self.fault(key, "a string")
        return value

    def text(self, key: str) -> str:
        """A string."""
        value = self.optional_text(key)
        return self.fault(key, "a string") if value is None else value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty where there is none."""
        value = self._list(key)
        return tuple(value) if all(isinstance(item, str) for item in value) else self.fault(key, "a list of strings")

    def number(self, key: str) -> float | None:
        """A number, or None where there is none."""
        value = self._fields.get(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def child(self, key: str) -> Record | None:
        """An object, or None where there is none."""
        value = self._fields.get(key)
        return None if value is None else Record(value, self.path, self.line, f"{self._within}{key}.")

    def children(self, key: str) -> list[Record]:
        """A list of objects, empty where there is none."""
        return [Record(item, self.path, self.line, f"{self._within}{key}[{n}].") for n, item in enumerate(self._list(key))]

    def span(self, key: str) -> Span | None:
        """A span, written as a pair or as an object with ``start`` and ``end``; None where there is none."""
        value = self._fields.get(key)
        if isinstance(value, Mapping):
            child = Record(value, self.path, self.line, f"{self._within}{key}.")
            return None if value.get("start") is None else child.own_span()
        return None if value is None else self._pair(key, value)

    def spans(self, key: str) -> tuple[Span, ...]:
        """A list of pairs, empty where there is none."""
        return tuple(self._pair(key, item) for item in self._list(key))

    def own_span(self) -> Span:
        """The span that the object's own ``start`` and ``end`` say."""
        return self._pair("start", [self._fields.get("start"), self._fields.get("end")])

    def _list(self, key: str) -> list[Any]:
        value = self._fields.get(key) or []
        return value if isinstance(value, list) else self.fault(key, "a list")

    def _pair(self, key: str, value: object) -> Span:
        if isinstance(value, list) and len(value) == 2 and all(map(_is_offset, value)) and value[0] <= value[1]:
            return Span(*value)
        return self.fault(key, "a span (start and end, whole numbers in order)")


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def open_records(path: str) -> Iterator[Record]:
    """The objects of the JSON Lines file at `path`; blank lines are passed over."""
    try:
        with Path(path).open(encoding="utf-8") as lines:
            yield from records(lines, path)
    except OSError as problem:
        raise DataError(f"cannot be read ({problem.strerror or problem})", path=path) from None
    except UnicodeDecodeError as problem:
        raise DataError("not utf-8; write it so", path=path, byte=problem.start) from None


def records(lines: Iterable[str], path: str) -> Iterator[Record]:
    """The objects of `lines`, which come from `path`."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                fields = json.loads(line)
            except (ValueError, RecursionError) as problem:
                raise DataError(f"not JSON ({problem})", path=path, line=number) from None
            yield Record(fields, path, number)
