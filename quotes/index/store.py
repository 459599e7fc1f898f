"""The index's file: opened, checked, written in transactions that a killed run or a full disk cannot leave half done.

One SQLite file, ``quotes.sqlite``, in the index's folder; ``schema.sql`` beside this module documents its tables. While it is
written it keeps a write-ahead log beside it, so that readers go on reading; what was committed survives the end of the process at
any moment. Writers take turns: one waits up to `PATIENCE` seconds for another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path

from quotes.errors import DataError, InputError, OutputError, QuotesError

__all__ = [
    "FILE_NAME",
    "PATIENCE",
    "SCHEMA_VERSION",
    "connect",
    "insertion",
    "keep_log",
    "reported",
    "settle",
    "snapshot",
    "transaction",
]

FILE_NAME = "quotes.sqlite"
SCHEMA_VERSION = 1
APPLICATION_ID = 0x51554F54
"""“QUOT”, in the header of the file: what tells an index from another SQLite file."""

PATIENCE = 30.0
"""Seconds that a writer waits for another one."""

_PROBLEMS = {
    sqlite3.SQLITE_BUSY: "another program is writing this index; run again when it has finished",
    sqlite3.SQLITE_LOCKED: "another program is writing this index; run again when it has finished",
    sqlite3.SQLITE_FULL: "the disk is full; what was indexed before is safe: make room and run again",
    sqlite3.SQLITE_IOERR: "the disk is full or fails; what was indexed before is safe: make room and run again",
    sqlite3.SQLITE_READONLY: "cannot be written; check who may write to it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened or written; check who may write to its folder",
    sqlite3.SQLITE_PERM: "cannot be written; check who may write to it",
}
_DAMAGES = {
    sqlite3.SQLITE_CORRUPT: "the index is damaged; delete it and index again",
    sqlite3.SQLITE_NOTADB: "is not a quote index; name a folder of its own for the index",
}


def connect(directory: Path, *, create: bool = False) -> sqlite3.Connection:
    """Opens the index in a folder, and makes it first where `create` says so.

    Errors: `InputError` where there is none, `DataError` where the file is not an index or is of a newer version,
    `OutputError` where it cannot be made or opened.
    """
    path = directory / FILE_NAME
    if not create and not path.is_file():
        raise InputError("no quote index here; make one with `quotes index INPUT -o DIR`", path=str(directory))
    if create:
        _make_folder(directory)
    with reported(path):
        connection = _open(path)
        try:
            _check(connection, path, create=create)
        except BaseException:
            connection.close()
            raise
    return connection


def _make_folder(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OutputError(f"{directory}: this is a file; an index needs a folder") from error
    except OSError as error:
        raise OutputError(f"{directory}: the folder cannot be made: {error.strerror or error}") from error


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Lays the tables into an empty file; refuses another program's file and a later version's."""
    if create and _is_empty(connection):
        _lay_tables(connection)
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if application != APPLICATION_ID:
        raise DataError("is not a quote index; name a folder of its own for the index", path=str(path))
    if version > SCHEMA_VERSION:
        versions = f"schema {version}, this one reads {SCHEMA_VERSION}"
        raise DataError(f"was written by a newer version of quotes ({versions}); upgrade quotes-attribution", path=str(path))
    if version < SCHEMA_VERSION:
        raise DataError(
            f"was written by an older version of quotes (schema {version}); delete it and index again", path=str(path)
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _is_empty(connection: sqlite3.Connection) -> bool:
    return _pragma(connection, "application_id") == 0 and not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def _lay_tables(connection: sqlite3.Connection) -> None:
    """Makes every table in one transaction; of two programs that start at once, the second finds them made."""
    schema = resources.files("quotes.index").joinpath("schema.sql").read_text(encoding="utf-8")
    with transaction(connection):
        if _is_empty(connection):
            for statement in _statements(schema):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit the transaction around it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def insertion(table: str, columns: str) -> str:
    """The statement that inserts one row.

    >>> insertion("roles", "appearance, position, role")
    'INSERT INTO roles (appearance, position, role) VALUES (?, ?, ?)'
    """
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(',')))})"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: commits at the end, undoes everything where anything fails; waits its turn behind another writer."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Reads that belong together see one state of the index, whatever another program writes meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turns what SQLite and the file system complain of into the library's own errors, with the path and a remedy."""
    try:
        yield
    except QuotesError:
        raise
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error
    except OSError as error:
        raise OutputError(f"{error.filename or path}: cannot be written: {error.strerror or error}") from error


def _translated(error: sqlite3.DatabaseError, path: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _PROBLEMS:
        return OutputError(f"{path}: {_PROBLEMS[code]} ({error})")
    return DataError(f"{_DAMAGES.get(code, 'the index cannot be used')} ({error})", path=str(path))


def keep_log(connection: sqlite3.Connection) -> None:
    """Starts the write-ahead log: a commit then costs one write. Where another program holds the file, nothing changes."""
    with suppress(sqlite3.OperationalError):
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")


def settle(connection: sqlite3.Connection) -> None:
    """Folds the write-ahead log into the file, so that an index at rest is one file; left for later where others are reading."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA journal_mode = DELETE")
