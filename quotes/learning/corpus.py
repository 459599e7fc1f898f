"""An annotated corpus as the trainer reads it: JSON Lines of quoted spans with their sources, and the articles' texts.

A line is one document: ``{"doc": name, "spans": [{"start", "end", "sources": [[start, end], …]}, …]}``; an empty list of sources means
that the span reports nobody's words. The text lies in a folder beside the file that bears its name: ``train.jsonl`` has its texts in
``train/``, as ``NAME.txt``. Offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quotes.errors import DataError
from quotes.span import Span

__all__ = ["AnnotatedDocument", "AnnotatedSpan", "read_corpus"]


class AnnotatedSpan(NamedTuple):
    """A quoted span (marks included) and the phrases that name its source; no sources where it reports nobody's words."""

    segment: Span
    sources: tuple[Span, ...]


class AnnotatedDocument(NamedTuple):
    """An article, the spans that its annotators marked, and the newsroom that it comes from (its name up to the first ``_``)."""

    name: str
    text: str
    spans: tuple[AnnotatedSpan, ...]

    @property
    def id(self) -> str:
        """The name, by which errors call a document."""
        return self.name

    @property
    def publisher(self) -> str:
        """The part of the name before its first underscore."""
        return self.name.partition("_")[0]


def read_corpus(path: Path) -> Iterator[AnnotatedDocument]:
    """The documents of the corpus at `path`, a ``.jsonl`` file with its texts beside it.

    Raises `DataError` with file and line where a line or a text is missing or malformed.
    """
    folder = path.with_suffix("")
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _document(line, number, path, folder)
    except OSError as problem:
        raise DataError(f"cannot be read ({problem.strerror or problem})", path=str(path)) from None
    except UnicodeDecodeError as problem:
        raise DataError("not utf-8; write it so", path=str(path), byte=problem.start) from None


def _document(line: str, number: int, path: Path, folder: Path) -> AnnotatedDocument:
    try:
        record = json.loads(line)
        name = str(record["doc"])
        file = folder / (name if name.endswith(".txt") else f"{name}.txt")
        with file.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        spans = sorted(_span(entry) for entry in record["spans"])
    except (ValueError, KeyError, TypeError, OSError, RecursionError) as problem:
        raise DataError(f"no annotated document: {_fault(problem)}", path=str(path), line=number) from None
    return AnnotatedDocument(name, text, tuple(_apart(spans)))


def _fault(problem: Exception) -> str:
    """What is wrong with a line, and how to mend it."""
    if isinstance(problem, KeyError):
        return f'"{problem.args[0]}" is missing; a line is {{"doc": NAME, "spans": […]}}'
    if isinstance(problem, OSError):
        return f"its text is not at {problem.filename}; texts lie in a folder beside the corpus, of the same name"
    if isinstance(problem, json.JSONDecodeError):
        return f"not JSON ({problem})"
    return str(problem)


def _span(entry: dict[str, object]) -> AnnotatedSpan:
    start, end, sources = entry["start"], entry["end"], entry["sources"]
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(sources, list)):
        raise TypeError("start, end and sources are due")
    return AnnotatedSpan(Span(start, end), tuple(Span(int(a), int(b)) for a, b in sources))


def _apart(spans: list[AnnotatedSpan]) -> Iterator[AnnotatedSpan]:
    """The spans without those that begin inside another."""
    end = -1
    for span in spans:
        if span.segment.start >= end:
            yield span
            end = span.segment.end
