"""Where results go: standard output, or a file or folder that appears whole or not at all.

A file is written beside its place under another name and put there at the end, so that a run that fails or is killed leaves what
was there before. Text is UTF-8 on every system, with line ends as the formats write them.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from quotes.errors import OutputError, UsageError

__all__ = ["check_not_an_input", "open_file", "open_folder"]

STDOUT = "-"

_MENDS: Final = {
    errno.ENOENT: "make its folder first",
    errno.EISDIR: "name a file",
    errno.EACCES: "choose another place, or ask for the right to write there",
    errno.EROFS: "choose another place",
}
"""What to do where the system says no."""


@contextmanager
def open_file(name: str | None) -> Iterator[Callable[[str], None]]:
    """A function that writes text to the file of that name, or to standard output where it is None or ``-``.

    Raises `OutputError` where the file cannot be written: at once, before any work is done, if its place does not allow it.
    """
    if name is None or name == STDOUT:
        yield _to_stdout
        sys.stdout.flush()
    elif os.path.exists(name) and not os.path.isfile(name):
        with _told(name), open(name, "wb") as stream:  # a device or a pipe; of a folder, opening says that it is one
            yield _writer(stream, name)
    else:
        target = Path(os.path.realpath(name))  # a link stays, and what it points to is replaced
        part = _beside(target)
        try:
            with _told(name):
                stream = part.open("xb")
            with stream:
                yield _writer(stream, name)
                with _told(name):
                    stream.flush()
                    os.fsync(stream.fileno())
            with _told(name):
                if target.exists():
                    shutil.copymode(target, part)
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def open_folder(name: str) -> Iterator[Callable[[str, str], None]]:
    """A function that writes a text to a path below the folder of that name; what is in the folder already stays.

    Raises `OutputError` where the folder cannot be written.
    """
    target = Path(os.path.realpath(name))
    part = _beside(target)
    try:
        with _told(name):
            if target.exists() and not target.is_dir():
                raise OutputError(f"{name}: this is no folder")
            part.mkdir()

        def write(path: str, content: str) -> None:
            with _told(name):
                (part / path).parent.mkdir(parents=True, exist_ok=True)
                (part / path).write_bytes(content.encode())

        yield write
        with _told(name):
            _move(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check_not_an_input(output: str | None, inputs: Sequence[str]) -> None:
    """Raises `UsageError` where the output is one of the files to be read."""
    for name in inputs:
        if output and os.path.isfile(output) and os.path.isfile(name) and os.path.samefile(output, name):
            raise UsageError(f"{output} is an input; the output would take its place")


def _move(part: Path, target: Path) -> None:
    for path in sorted(part.rglob("*")):
        place = target / path.relative_to(part)
        if path.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)


def _beside(target: Path) -> Path:
    return target.with_name(f".quotes-{secrets.token_hex(6)}.part")


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Makes what the system says of an output an `OutputError` that names it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        mend = f"; {_MENDS[error.errno]}" if error.errno in _MENDS else ""
        raise OutputError(f"{name}: cannot be written ({error.strerror or error}){mend}") from None


def _writer(stream: BinaryIO, name: str) -> Callable[[str], None]:
    def write(text: str) -> None:
        with _told(name):
            stream.write(text.encode())

    return write


def _to_stdout(text: str) -> None:
    with _told("standard output"):
        sys.stdout.buffer.write(text.encode())
