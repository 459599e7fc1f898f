"""Documents by the dozen, processes to be ended, and what an index holds, for comparison."""

from __future__ import annotations

import os
import sqlite3
import traceback
from collections.abc import Callable
from pathlib import Path

from quotes.index import Index
from quotes.model import Document

FOLDERS = ("assets", "data", "documents", "speakers")
_SPEAKERS = ("Ngozi Okafor", "Teodor Lindqvist", "Amara Sissoko", "Pilar Etxeberria")
_PLACES = ("Port Elm", "Sandwick", "the old customs house")


def bridge(number: int, version: int = 0) -> Document:
    """A report about a bridge; another version is another text."""
    speaker, place = _SPEAKERS[number % len(_SPEAKERS)], _PLACES[number % len(_PLACES)]
    text = (
        f"Bridge {number} stays shut\n\n“Bridge number {number} stays shut until week {version + 4},” harbour master {speaker} "
        f"told a meeting in {place} on Monday. “Nobody crosses it, and nobody should.”\n\n"
        f"{speaker.split()[-1]} called the delay “a scandal of {number} years”."
    )
    return Document(text, id=f"bridge-{number:03}", published="2021-03-02", title=f"Bridge {number} stays shut")


def bridges(count: int) -> list[Document]:
    """The first so many reports."""
    return [bridge(number) for number in range(count)]


def dump(directory: Path) -> dict[str, object]:
    """All that an index holds, whatever the order it was written in; and whether its file is sound."""
    with Index.open(directory) as index:
        connection = sqlite3.connect(directory / "quotes.sqlite")
        connection.execute("INSERT INTO quotations_search (quotations_search) VALUES ('integrity-check')")
        sound = connection.execute("PRAGMA integrity_check").fetchall(), connection.execute("PRAGMA foreign_key_check").fetchall()
        connection.rollback()
        connection.close()
        return {
            "sound": sound,
            "documents": list(index.documents()),
            "quotations": list(index.quotations(every=True)),
            "own": list(index.readings()),
            "people": index.people(),
            "state": index.state(),
            "lent": index.setting("lent"),
        }


def contents(directory: Path) -> dict[str, bytes]:
    """The pages and other files beside the index."""
    files = [path for path in directory.rglob("*") if path.is_file()]
    ours = [path for path in files if not path.name.startswith((".quotes-", "quotes.sqlite"))]
    return {str(path.relative_to(directory)): path.read_bytes() for path in ours}


def start_child(run: Callable[[], object]) -> int:
    """Runs a function in a process of its own, which ends with 0 if it returns; gives the process's id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        run()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def in_child(run: Callable[[], object]) -> int:
    """Runs a function in a process of its own; gives its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(start_child(run), 0)[1])
