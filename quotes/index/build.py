"""Documents into an index: only what is new or has changed is read, each document is written at once or not at all.

A run that is ended at any moment leaves every document that it finished; the next run goes on from there. What the collection
lends is made anew, in one transaction, whenever any document has changed since it was made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from quotes.collection import lend, read_documents_with
from quotes.errors import InputError, QuotesError
from quotes.formats import jsonl
from quotes.index.fingerprint import fingerprint
from quotes.index.index import Index
from quotes.index.site import require_jinja, write_site
from quotes.index.site.files import write_lines
from quotes.index.site.wording import count
from quotes.model import ATTRIBUTED, Document
from quotes.resolve.known import KnownPeople

__all__ = ["JSON_LINES", "LeftOut", "Summary", "build_index"]

_START = "spawn"
"""How reading processes start: never as a copy of this one, which holds an open database."""

JSON_LINES = "quotations.jsonl"
"""The file beside the index that holds its quotations in the format of ``quotes extract``."""

Progress = Callable[[str, int], None]
Report = Callable[[QuotesError], None]


@attrs.frozen(slots=True)
class LeftOut:
    """A document that is not in the index, and why."""

    document: str
    reason: str


@attrs.frozen(slots=True)
class Summary:
    """What a run did, and what the index holds after it."""

    added: int
    changed: int
    unchanged: int
    removed: int
    left_out: tuple[LeftOut, ...]
    documents: int
    quotations: int
    speakers: int

    def __str__(self) -> str:
        done = [("added", self.added), ("changed", self.changed), ("unchanged", self.unchanged), ("removed", self.removed)]
        did = ", ".join(f"{number:,} {word}" for word, number in done if number) or "nothing to do"
        left = f"; {len(self.left_out):,} left out" if self.left_out else ""
        found = f"{count(self.quotations, 'quotation')} by {count(self.speakers, 'speaker')}"
        return f"{did}{left}: {found} in {count(self.documents, 'document')}"


def build_index(
    documents: Iterable[Document],
    directory: str | os.PathLike[str],
    *,
    jobs: int = 1,
    people: KnownPeople | None = None,
    collection: bool = True,
    site: bool = True,
    prune: bool = False,
    title: str = "Quotations",
    progress: Progress | None = None,
    report: Report | None = None,
) -> Summary:
    """Brings the index in a folder up to date with some documents, and writes ``quotations.jsonl`` and the pages beside it.

    Arguments: `documents`, in any number, each id once; `directory`, made where it is missing; `jobs`, how many processes read at
    once, with the same result as one; `people`, known people; `collection`, whether documents lend each other answers; `site`,
    whether pages are written, headed with `title` (they need the extra ``index``); `prune`, whether documents of the index that
    are not among these are removed; `progress`, called with the id and the number of quotations of each document that is done;
    `report`, called with an error for each that is left out.
    Errors: `OutputError` where the index cannot be written: what was finished before is kept; `MissingExtraError`; `DataError`
    for a folder that holds another program's ``quotes.sqlite``.
    """
    if site:
        require_jinja()
    with Index.open(directory, create=True) as index:
        run = _Run(index, fingerprint(people), progress, report)
        run.read(documents, people, jobs)
        removed = run.prune() if prune else 0
        _lend(index, collection, people)
        _publish(index, Path(directory), site, title)
        return Summary(
            run.counts["added"],
            run.counts["changed"],
            run.counts["unchanged"],
            removed,
            tuple(run.left_out),
            len(index.document_ids()),
            len(index),
            len(index.people()),
        )


class _Run:
    """One pass over the documents: which are due, which are done, which are left out."""

    def __init__(self, index: Index, mark: str, progress: Progress | None, report: Report | None) -> None:
        self._index, self._mark, self._progress, self._report = index, mark, progress, report
        self._seen: set[str] = set()
        self.counts = {"added": 0, "changed": 0, "unchanged": 0}
        self.left_out: list[LeftOut] = []

    def read(self, documents: Iterable[Document], people: KnownPeople | None, jobs: int) -> None:
        """Reads what is due and writes it, document by document, in the order given."""
        mark, due = self._mark, self._due(documents)
        for document, reading in read_documents_with(
            due, self._leave_out, people=people, jobs=jobs, every_kind=True, start=_START
        ):
            done = self._index.add(document, reading.quotations, reading.people, clock=reading.clock, fingerprint=mark)
            self._done(document.id, done, sum(q.kind in ATTRIBUTED and q.parent is None for q in reading.quotations))

    def _due(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            if document.id in self._seen:
                self._leave_out(InputError("another document has the same id", path=document.id))
                continue
            self._seen.add(document.id)
            if self._index.holds(document, self._mark):
                self._done(document.id, "unchanged", 0)
            else:
                yield document

    def _done(self, document: str, how: str, quotations: int) -> None:
        self.counts[how] += 1
        if self._progress:
            self._progress(document, quotations)

    def _leave_out(self, error: InputError) -> None:
        self.left_out.append(LeftOut(error.path or "", error.problem))
        if self._report:
            self._report(error)

    def prune(self) -> int:
        """Removes the documents that this run did not meet; returns how many."""
        return sum(self._index.remove(document) for document in self._index.document_ids() if document not in self._seen)


def _lend(index: Index, collection: bool, people: KnownPeople | None) -> None:
    """Brings what the collection lends up to date; where another program wrote meanwhile, once more."""
    mark = f"{'lent' if collection else 'alone'} {fingerprint(people)}"
    while index.setting("lent") != f"{mark} {index.state()}":
        with index.snapshot():
            state = index.state()
            readings = list(index.readings()) if collection else []
        lent = (quotation for reading in lend(readings) for quotation in reading.quotations)
        index.lend(lent, people=people, state=state, mark=mark)


def _publish(index: Index, directory: Path, site: bool, title: str) -> None:
    """Writes what is read without the library; once more where another program wrote meanwhile, so that the last state stays."""
    state = None
    while state != index.state():
        with index.snapshot():
            state = index.state()
            results = ((document, list(index.quotations(document.id))) for document in _ids(index.document_ids()))
            write_lines(directory / JSON_LINES, jsonl.write(results))
            if site:
                write_site(index, directory, title=title)


def _ids(documents: Sequence[str]) -> Iterator[Document]:
    return (Document("", id=document) for document in documents)
