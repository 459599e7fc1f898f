"""The formats in which quotations travel: one module a format, one table that names them.

A format is written from pairs of a `Document` and its quotations, as a stream of strings (or, brat, of files), so
that an archive need not fit in memory. Each is read back: JSON Lines, CSV, Web Annotation and TEI give what was
written, field by field; brat gives what an annotator left. What a format cannot carry is escaped as its module says;
no string makes a writer fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from quotes.errors import UsageError
from quotes.formats import brat, csv, jsonl, tei, webannotation
from quotes.formats.record import SCHEMA_VERSION, quotation_from_json, quotation_to_json
from quotes.model import Document, Quotation

__all__ = ["FORMATS", "SCHEMA_VERSION", "FolderFormat", "Format", "named", "quotation_from_json", "quotation_to_json"]

Results = Iterable[tuple[Document, Sequence[Quotation]]]


class Format(NamedTuple):
    """A format of one file: its name, a line for the help text, how it is written and read (lines keep their ends)."""

    name: str
    says: str
    write: Callable[[Results], Iterator[str]]
    read: Callable[[Iterable[str]], Iterator[Quotation]]


class FolderFormat(NamedTuple):
    """A format of many files, written and read as pairs of a relative path and a content."""

    name: str
    says: str
    write_files: Callable[[Results], Iterator[tuple[str, str]]]
    read_files: Callable[[Iterable[tuple[str, str]]], Iterator[Quotation]]


FORMATS: Final[dict[str, Format | FolderFormat]] = {
    entry.name: entry
    for entry in (
        Format("jsonl", "JSON Lines, one object a quotation; carries everything", jsonl.write, jsonl.read),
        Format("csv", "a table for spreadsheets, one row a quotation", csv.write, csv.read),
        Format("webannotation", "W3C Web Annotation, JSON-LD", webannotation.write, webannotation.read),
        Format("tei", "TEI P5 XML, the text with its quotations marked up", tei.write, tei.read),
        FolderFormat("brat", "brat stand-off: a folder of .txt and .ann files", brat.write_files, brat.read_files),
    )
}
"""Every format by its name; the first is the one that is written when nobody asks for another."""


def named(name: str) -> Format | FolderFormat:
    """The format of that name.

    Raises `quotes.errors.UsageError` where there is none, with the names that there are.

    >>> named("csv").name
    'csv'
    """
    if name not in FORMATS:
        raise UsageError(f"no format is called {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]
