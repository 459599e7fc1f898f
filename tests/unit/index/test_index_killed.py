"""A run may be ended by ``kill -9`` at any moment: nothing that it finished is lost, and going on gives what one whole run gives.

The number of kills is small here; ``QUOTES_KILLS=200`` asks for as many as the continuous check makes.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from functools import partial
from pathlib import Path

import pytest
from builds import bridges, contents, dump, start_child

from quotes.index import Index, build_index

KILLS = int(os.environ.get("QUOTES_KILLS", "15"))
DOCUMENTS = bridges(14)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")


def finished(directory: Path) -> list[str]:
    """The documents that an index holds, each of them whole."""
    if not (directory / "quotes.sqlite").exists():
        return []
    connection = sqlite3.connect(directory / "quotes.sqlite")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("PRAGMA application_id").fetchone()[0]:
            return []
    finally:
        connection.close()
    with Index.open(directory) as index:
        for id in index.document_ids():
            assert len(list(index.quotations(id, own=True))) == 2, f"half of {id}"
        return index.document_ids()


def test_a_killed_run_loses_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    began = time.monotonic()
    build_index(DOCUMENTS, tmp_path / "whole")
    whole_run = time.monotonic() - began
    expected, pages = dump(tmp_path / "whole"), contents(tmp_path / "whole")
    chance = random.Random(KILLS)
    directory, kills, before = tmp_path / "killed", 0, set[str]()
    while kills < KILLS:
        jobs = 2 if chance.random() < 0.1 else 1
        child = start_child(partial(build_index, DOCUMENTS, directory, jobs=jobs))
        time.sleep(chance.uniform(0, whole_run * (1.1 if jobs == 1 else 2)))
        os.kill(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, -signal.SIGKILL)
        kills += status != 0
        after = set(finished(directory))
        assert before <= after
        before = after
        if status == 0:
            assert dump(directory) == expected
            assert contents(directory) == pages
            shutil.rmtree(directory)
            before = set()
    build_index(DOCUMENTS, directory)
    assert dump(directory) == expected
    assert contents(directory) == pages


def test_reading_processes_end_with_the_run(tmp_path: Path) -> None:
    def run() -> None:
        os.setpgid(0, 0)
        build_index(bridges(400), tmp_path / "index", jobs=2)

    child = start_child(run)
    deadline = time.monotonic() + 20
    while not (tmp_path / "index" / "quotes.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.8)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while time.monotonic() < deadline:
        try:
            os.killpg(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    pytest.fail("reading processes outlived the run")
