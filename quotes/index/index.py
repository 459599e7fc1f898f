"""The quote index as a value in Python: add, search, go through it, ask for its people and its timeline.

    with Index.open("my-index", create=True) as index:
        index.add(document, quotations, people)
        for hit in index.search('"at the border"', speaker="Okafor", since="2016"):
            print(hit.quotation)

One `Index` belongs to one thread; several may be open on the same folder. Writers take turns, readers never wait.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Literal

from quotes.collection import Reading
from quotes.errors import UsageError
from quotes.index.folding import fold, plain
from quotes.index.lent import clear_lent, write_aliases, write_lent
from quotes.index.people import SHOWN, Entry, Period, read_entries, read_periods
from quotes.index.reading import read_documents, read_numbers, read_people, read_quotations
from quotes.index.search import Filters, Hit, find, find_matches, parse_words
from quotes.index.store import FILE_NAME, connect, keep_log, reported, settle, snapshot, transaction
from quotes.index.writing import content_hash, delete_document, write_document
from quotes.model import Document, Kind, Person, Quotation
from quotes.resolve.known import KnownPeople

__all__ = ["Index"]


class Index:
    """A quote index in a folder. `Index.open` makes one; `close` it, or use it in a ``with`` statement."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path
        self._writes = False
        connection.create_function("fold", 1, fold, deterministic=True)

    @classmethod
    def open(cls, directory: str | os.PathLike[str], *, create: bool = False) -> Index:
        """The index of a folder; with `create`, an empty one where there is none.

        Errors: `InputError` where there is none, `DataError` where its file is foreign, damaged or of a newer version,
        `OutputError` where it cannot be made.
        """
        folder = Path(directory)
        return cls(connect(folder, create=create), folder / FILE_NAME)

    def close(self) -> None:
        """Closes the file; the `Index` is of no use afterwards."""
        if self._writes:
            settle(self._connection)
        self._connection.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Writing.

    def _write(self) -> sqlite3.Connection:
        if not self._writes:
            keep_log(self._connection)
            self._writes = True
        return self._connection

    def holds(self, document: Document, fingerprint: str) -> bool:
        """Whether this very document is there, analysed under this fingerprint."""
        with reported(self.path):
            return self._state(document.id) == (content_hash(document), fingerprint)

    def _state(self, document: str) -> tuple[str, str] | None:
        query = "SELECT content_hash, fingerprint FROM documents WHERE id = ?"
        found: tuple[str, str] | None = self._connection.execute(query, [plain(document)]).fetchone()
        return found

    def add(
        self,
        document: Document,
        quotations: Iterable[Quotation],
        people: Sequence[Person] = (),
        *,
        clock: str | None = None,
        fingerprint: str = "",
    ) -> Literal["added", "changed", "unchanged"]:
        """Writes a document with its quotations and people, in the place of what was known of it: all of it or nothing.

        Arguments: `quotations`, nested ones and other kinds too, if the index is to hold them; `people`, as the analysis found
        them; `clock`, when the document was published as far as it says itself (EDTF); `fingerprint`, which names the library
        and settings that analysed it: where it is given and the same document is there under the same one, nothing is written.
        Errors: `UsageError` for two quotations of one id, or a nested one whose parent is missing; `OutputError` where the
        disk is full or another program does not let go of the index.
        """
        with reported(self.path):
            connection = self._write()
            try:
                with transaction(connection):
                    state = self._state(document.id)
                    if fingerprint and state == (content_hash(document), fingerprint):
                        return "unchanged"
                    self._delete(document.id)
                    write_document(connection, document, quotations, people, clock, fingerprint)
            except sqlite3.IntegrityError as error:
                raise UsageError(
                    f"{document.id}: two quotations of one id, or a nested one without its parent ({error})"
                ) from error
        return "changed" if state else "added"

    def remove(self, document: str) -> bool:
        """Takes a document out, with all that was found in it and that it lent; whether it was there."""
        with reported(self.path), transaction(self._write()):
            return self._delete(document)

    def _delete(self, document: str) -> bool:
        found = self._connection.execute("SELECT number FROM documents WHERE id = ?", [plain(document)]).fetchone()
        if found:
            delete_document(self._connection, found[0])
        return found is not None

    def lend(
        self, quotations: Iterable[Quotation], *, people: KnownPeople | None = None, state: str | None = None, mark: str = ""
    ) -> bool:
        """Lays what the collection lent over the documents' own answers, in the place of what it lent before, in one transaction.

        Arguments: `quotations` of this index, with lenders where another document answered; `people`, whose other names are
        known, to search by; `state`, the state that they were made of: where the index has changed since, nothing is written;
        `mark`, what lent them. Result: whether it was written.
        """
        with reported(self.path), transaction(self._write()):
            if state is not None and state != self.state():
                return False
            clear_lent(self._connection)
            numbers: dict[str, int] = dict(self._connection.execute("SELECT id, number FROM quotations"))
            write_lent(self._connection, ((numbers[plain(q.id)], q) for q in quotations if plain(q.id) in numbers))
            write_aliases(self._connection, people)
            self._connection.execute("INSERT OR REPLACE INTO settings VALUES ('lent', ?)", [f"{mark} {self.state()}"])
        return True

    def setting(self, name: str) -> str | None:
        """A setting of the whole index."""
        found = self._connection.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
        return found[0] if found else None

    # Reading.

    def snapshot(self) -> AbstractContextManager[None]:
        """What is read inside the ``with`` belongs to one state of the index, whatever another program writes meanwhile."""
        return snapshot(self._connection)

    def state(self) -> str:
        """A hash of the documents and what analysed them: equal where nothing has changed."""
        digest = hashlib.sha256()
        for row in self._connection.execute("SELECT id, content_hash, fingerprint FROM documents ORDER BY id"):
            digest.update("\0".join((*row, "")).encode())
        return digest.hexdigest()

    def __len__(self) -> int:
        """How many quotations it shows: direct and mixed, outermost."""
        with reported(self.path):
            return int(self._connection.execute(f"SELECT count(*) FROM quotations AS q WHERE {SHOWN}").fetchone()[0])

    def __iter__(self) -> Iterator[Quotation]:
        return self.quotations()

    def quotations(self, document: str | None = None, *, every: bool = False, own: bool = False) -> Iterator[Quotation]:
        """The quotations by document and place in it.

        Arguments: the id of one `document`; `every`, for all kinds and nested ones too; `own`, without what was lent.
        """
        with reported(self.path):
            numbers = read_numbers(self._connection, "1" if every else SHOWN, None if document is None else plain(document))
            yield from read_quotations(self._connection, numbers, lent=not own)

    def quotation(self, id: str) -> Quotation:
        """The quotation of an id. Errors: `UsageError` where there is none."""
        with reported(self.path):
            found = self._connection.execute("SELECT number FROM quotations WHERE id = ?", [plain(id)]).fetchone()
            if found is None:
                raise UsageError(f"no quotation {id!r} in {self.path}")
            return next(read_quotations(self._connection, [found[0]]))

    def documents(self) -> Iterator[Document]:
        """The documents, by id, with their texts."""
        with reported(self.path):
            yield from read_documents(self._connection)

    def document(self, id: str) -> Document:
        """The document of an id. Errors: `UsageError` where there is none."""
        with reported(self.path):
            for document in read_documents(self._connection, "id = ?", [plain(id)]):
                return document
        raise UsageError(f"no document {id!r} in {self.path}")

    def clocks(self) -> dict[str, str | None]:
        """For each document, by id, when it was published as far as it says itself (EDTF)."""
        with reported(self.path):
            return dict(self._connection.execute("SELECT id, clock FROM documents"))

    def document_ids(self) -> list[str]:
        """The ids of all documents, sorted."""
        with reported(self.path):
            return [row[0] for row in self._connection.execute("SELECT id FROM documents ORDER BY id")]

    def persons(self, document: str) -> tuple[Person, ...]:
        """The people of one document as its own analysis found them."""
        with reported(self.path):
            return read_people(self._connection, plain(document))

    def readings(self) -> Iterator[Reading]:
        """What the collection reads of each document: its own answers, without what was lent."""
        for document, clock in self._connection.execute("SELECT id, clock FROM documents ORDER BY id").fetchall():
            yield Reading(document, clock, tuple(self.quotations(document, every=True, own=True)), self.persons(document))

    def people(self) -> tuple[Entry, ...]:
        """Everybody who is quoted, the most quoted first."""
        with reported(self.path):
            return read_entries(self._connection)

    def timeline(self, unit: Literal["day", "month", "year"] = "month", *, speaker: str | None = None) -> tuple[Period, ...]:
        """How much was said in each day, month or year, in order; a date that is known less exactly counts in a longer period."""
        with reported(self.path):
            return read_periods(self._connection, unit, speaker)

    def search(
        self,
        words: str = "",
        *,
        speaker: str | None = None,
        venue: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kind: Kind | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[Hit]:
        """The quotations that hold the words, best first; without words all that pass the filters, in order of time.

        Arguments: `words`, with ``"phrases"`` and ``beginnings*``; `speaker`, a name, part of a name, description or identifier;
        `venue`, words of an occasion, place or medium; `since` and `until`, EDTF dates, included: a date known to the month
        passes where any day of it does; `kind`; `document`, an id, or a pattern with ``*``; `limit`, how many at most.
        Errors: `UsageError` for an impossible date or kind.
        """
        filters = Filters(speaker=speaker, venue=venue, since=since, until=until, kind=kind, document=document)
        terms = parse_words(words)
        if words.strip() and not terms:
            return []
        with reported(self.path), snapshot(self._connection):
            found = find(self._connection, terms, filters, limit)
            quotations = read_quotations(self._connection, [number for number, _ in found])
            titles = dict(self._connection.execute("SELECT id, title FROM documents"))
            return [
                Hit(quotation, titles[quotation.document], score, find_matches(quotation.text, terms))
                for quotation, (_, score) in zip(quotations, found, strict=True)
            ]
