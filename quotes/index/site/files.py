"""The files of a site: written one by one as a whole, left alone where nothing changed, taken away when nothing needs them.

What the pages are made of is remembered in ``data/files.txt``, so that only what an earlier run wrote is ever taken away.
"""

from __future__ import annotations

import filecmp
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import regex

from quotes.errors import OutputError

__all__ = ["Folder", "write_lines"]

_LIST = "data/files.txt"
_UNFINISHED = ".quotes-"
_OURS = regex.compile(r"(?:(?:data|assets|documents|speakers)/)?+[a-z0-9][a-z0-9.-]*+")


class Folder:
    """A folder that a site is written into. Call `finish` when all is written."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._written: set[str] = set()
        self._before = self._listed()

    def _listed(self) -> set[str]:
        with suppress(OSError, UnicodeDecodeError):
            return {name for name in (self._root / _LIST).read_text(encoding="utf-8").split("\n") if _OURS.fullmatch(name)}
        return set()

    def write(self, name: str, content: str) -> None:
        """Writes a file as a whole, by its path below the folder with ``/``. Errors: `OutputError`."""
        path = self._root / name
        data = content.encode("utf-8", "replace")
        self._written.add(name)
        try:
            if not _same(path, data):
                path.parent.mkdir(parents=True, exist_ok=True)
                with _replacement(path) as file:
                    file.write(data)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error

    def finish(self) -> int:
        """Takes away what an earlier run wrote and this one did not; returns how many files the site has."""
        self.write(_LIST, "\n".join(sorted(self._written | {_LIST})) + "\n")
        for name in self._before - self._written:
            with suppress(OSError):
                (self._root / name).unlink()
        for folder in {(self._root / name).parent for name in self._written}:
            _clear_remains(folder)
        return len(self._written)


def _clear_remains(folder: Path) -> None:
    """Takes away what a killed run left half written; what is younger than an hour may be another run's work."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - 3600:
                path.unlink()


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Writes a long file line by line and puts it in its place in one step, if it differs. Errors: `OutputError`."""
    try:
        with _replacement(path) as file:
            file.writelines(line.encode("utf-8", "replace") for line in lines)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def _replacement(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of another in one step: a reader sees the old one or the new one, whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        if not path.is_file() or not filecmp.cmp(name, path, shallow=False):
            os.chmod(name, 0o644)
            os.replace(name, path)
    finally:
        with suppress(OSError):
            os.unlink(name)
