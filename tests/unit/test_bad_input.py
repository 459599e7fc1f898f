"""Bad input at the command line: one clear message, the right exit status, never a traceback, never a half-written file."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quotes.span
from quotes.cli import main, output
from quotes.errors import OutputError, UsageError

PACKAGE = Path(quotes.span.__file__).parent
GOOD = {"id": "good", "text": "“Rain is due,” Ann Lee said."}


class Outcome:
    """What a run left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err
        self.messages = err.splitlines()


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    def program(*arguments: str | Path) -> Outcome:
        try:
            status = main([str(word) for word in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, err = capfdbinary.readouterr()
        return Outcome(status, out.decode(), err.decode())

    return program


def lines(path: Path, *entries: object) -> Path:
    """A file of JSON Lines; a string is written as it is."""
    path.write_text("".join((e if isinstance(e, str) else json.dumps(e)) + "\n" for e in entries), encoding="utf-8")
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return lines(tmp_path / "good.jsonl", GOOD)


# --- nothing can be done: status 2, one message, no output


@pytest.fixture
def hopeless(tmp_path: Path) -> dict[str, tuple[list[str], str]]:
    """Each hopeless call with what it is told."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "wide.txt").write_bytes(b"\xff\xfe" + "Rain.".encode("utf-16-le"))
    (tmp_path / "notes.md").write_text("")
    lines(tmp_path / "broken.jsonl", "{")
    lines(tmp_path / "textless.jsonl", {"id": "x"})
    lines(tmp_path / "people.toml", "person = 5")
    lines(tmp_path / "good.jsonl", GOOD)
    good = str(tmp_path / "good.jsonl")
    return {
        "missing file": ([str(tmp_path / "nowhere.txt")], "nowhere.txt: there is no such file or folder"),
        "empty folder": ([str(tmp_path / "empty")], "empty: this folder holds no documents"),
        "unknown kind": ([str(tmp_path / "notes.md")], "notes.md: .txt, .html, .htm, .jsonl and folders are read"),
        "not UTF-8": (
            [str(tmp_path / "latin.txt")],
            "latin.txt, byte 3: not utf-8 (0xe9); say which encoding it has: --encoding cp1252",
        ),
        "binary": ([str(tmp_path / "picture.txt")], "picture.txt, byte 0: not utf-8 (0x89); it holds zero bytes"),
        "UTF-16": (
            [str(tmp_path / "wide.txt")],
            "wide.txt, byte 0: not utf-8 (0xff); say which encoding it has: --encoding utf-16",
        ),
        "broken line": ([str(tmp_path / "broken.jsonl")], "broken.jsonl, line 1: not JSON"),
        "no text": ([str(tmp_path / "textless.jsonl")], 'textless.jsonl, line 1: no "text"'),
        "impossible date": ([good, "--published", "2022-02-30"], 'published="2022-02-30" is no date'),
        "unknown encoding": ([good, "--encoding", "klingon"], "no text encoding is called 'klingon'"),
        "no people file": ([good, "--people", str(tmp_path / "nobody.toml")], "nobody.toml"),
        "broken people file": ([good, "--people", str(tmp_path / "people.toml")], "people.toml"),
        "output folder missing": (
            [good, "-o", str(tmp_path / "no" / "out")],
            f"{tmp_path / 'no' / 'out'}: cannot be written (No such file or directory); make its folder first",
        ),
        "output is a folder": ([good, "-o", str(tmp_path)], f"{tmp_path}: cannot be written (Is a directory); name a file"),
        "output is an input": ([good, "-o", good], "good.jsonl is an input; the output would take its place"),
        "brat into a file": ([good, "--format", "brat", "-o", good + "/x"], "cannot be written (Not a directory)"),
        "brat over a file": ([good, "--format", "brat", "-o", str(tmp_path / "notes.md")], "notes.md: this is no folder"),
    }


@pytest.mark.parametrize(
    "case",
    [
        "missing file",
        "empty folder",
        "unknown kind",
        "not UTF-8",
        "binary",
        "UTF-16",
        "broken line",
        "no text",
        "impossible date",
        "unknown encoding",
        "no people file",
        "broken people file",
        "output folder missing",
        "output is a folder",
        "output is an input",
        "brat into a file",
        "brat over a file",
    ],
)
def test_a_hopeless_call_is_told_and_writes_nothing(
    run: Any, hopeless: dict[str, tuple[list[str], str]], case: str, tmp_path: Path
) -> None:
    arguments, message = hopeless[case]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    outcome = run("extract", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert message in outcome.messages[0]
    assert outcome.messages[0].startswith("quotes: ")
    assert "Traceback" not in outcome.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("case", ["missing file", "not UTF-8", "impossible date"])
def test_explain_tells_the_same(run: Any, hopeless: dict[str, tuple[list[str], str]], case: str) -> None:
    outcome = run("explain", *hopeless[case][0])
    assert (outcome.status, outcome.out) == (2, "")
    assert hopeless[case][1] in outcome.messages[0]


def test_where_all_is_left_out_an_old_output_stays(run: Any, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    outcome = run("extract", lines(tmp_path / "d.jsonl", "{", "["), "--format", "csv", "-o", tmp_path / "out.csv")
    assert outcome.status == 2
    assert outcome.messages[2:] == ["quotes: nothing could be read: 2 documents left out"]
    assert (tmp_path / "out.csv").read_text() == "old"


# --- the batch goes on: status 1, a message for each fault, a summary that counts them


def test_a_batch_goes_on_and_counts_what_it_left_out(run: Any, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", GOOD, "{", {"id": "x"}, GOOD, {"id": "late", "text": "“Hail is due,” Bo Ray said."})
    (tmp_path / "b.txt").write_bytes(b"\xff")
    outcome = run("extract", tmp_path, "-o", tmp_path / "out.json")
    assert outcome.status == 1
    assert [message.rpartition(os.sep)[2].partition(": ")[0] for message in outcome.messages[:4]] == [
        "a.jsonl, line 2",
        "a.jsonl, line 3",
        "a.jsonl, line 4",
        "b.txt, byte 0",
    ]
    assert outcome.messages[4:] == ["quotes: 2 documents read, 2 quotations found; 4 documents left out"]
    written = (tmp_path / "out.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"] for line in written] == ["good", "late"]


def test_a_collection_and_several_jobs_go_on_too(run: Any, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", GOOD, "{")
    for options in (["--collection"], ["--jobs", "2"], ["--collection", "--jobs", "2", "--all"]):
        outcome = run("extract", path, *options)
        assert (outcome.status, len(outcome.out.splitlines()), len(outcome.messages)) == (1, 1, 2)


# --- strange text is no bad input


@pytest.mark.parametrize("name", ["jsonl", "csv", "webannotation", "tei", "brat"])
def test_lone_surrogates_and_nuls_pass_through_every_format(run: Any, tmp_path: Path, name: str) -> None:
    text = "“Rain\ud800 is\0 due,” Ann Lee\udfff said.\u2028"
    path = lines(tmp_path / "a.jsonl", {"id": "a\ud800\0", "text": text, "title": "\ud800"})
    outcome = run("extract", path, "--format", name, "-o", tmp_path / "out")
    assert (outcome.status, outcome.err) == (0, "")
    assert (tmp_path / "out").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=60)
    | st.text(st.characters() | st.sampled_from("“”\"'{}[]:,\n"), max_size=60).map(repr).map(str.encode)
)
@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_no_file_makes_it_crash(run: Any, tmp_path: Path, suffix: str, data: bytes) -> None:
    (tmp_path / f"a{suffix}").write_bytes(data)
    outcome = run("extract", tmp_path / f"a{suffix}", "--all")
    assert outcome.status in (0, 1, 2)
    assert "Traceback" not in outcome.err
    assert bool(outcome.status) == bool(outcome.err)


# --- the output


def test_a_full_disk_is_told_and_leaves_what_was_there(
    run: Any, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.jsonl").write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    outcome = run("extract", good, "-o", tmp_path / "out.jsonl")
    assert outcome.messages == [f"quotes: {tmp_path / 'out.jsonl'}: cannot be written (No space left on device)"]
    assert outcome.status == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.jsonl", "out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_standard_output_is_told(good: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
        command = [sys.executable, "-m", "quotes", "extract", str(good)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60)
    assert (done.returncode, done.stderr) == (2, b"quotes: standard output: cannot be written (No space left on device)\n")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Children can be interrupted though the tests themselves run in the background, where a shell has interrupts ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_ends_without_a_trace_or_a_file(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-m", "quotes", "extract", "-", "-o", str(tmp_path / "out.jsonl")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        try:
            deadline = time.monotonic() + 30
            while not list(tmp_path.iterdir()) and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, said) == (130, b"quotes: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_half_a_file(str(tmp_path / "a"))
    with pytest.raises(UsageError):
        write_half_a_folder(str(tmp_path / "b"))
    assert list(tmp_path.iterdir()) == []


def write_half_a_file(name: str) -> None:
    with output.open_file(name) as write:
        write("half")
        raise UsageError("no more")


def write_half_a_folder(name: str) -> None:
    with output.open_folder(name) as write:
        write("a.txt", "whole")
        raise UsageError("no more")


def test_a_folder_whose_place_is_taken_by_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").write_text("a file where a folder is due")
    with pytest.raises(OutputError, match="cannot be written"), output.open_folder(str(tmp_path / "b")) as write_file:
        write_file("x/y.txt", "")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize(
    ("option", "value", "due"),
    [
        ("--jobs", "0", "a whole number from 1"),
        ("--jobs", "many", "a whole number from 1"),
        ("--min-confidence", "90", "a number from 0 to 1"),
        ("--min-confidence", "high", "a number from 0 to 1"),
    ],
)
def test_an_impossible_number_is_told_with_what_is_due(run: Any, good: Path, option: str, value: str, due: str) -> None:
    outcome = run("extract", good, option, value)
    assert (outcome.status, outcome.messages[0]) == (2, f"quotes extract: argument {option}: {due} is due, not {value}")


def test_an_index_is_not_made_over_a_file(run: Any, good: Path) -> None:
    pytest.importorskip("jinja2")
    outcome = run("index", good, "-o", good)
    assert outcome.status == 2
    assert outcome.messages[-1].endswith("this is a file; an index needs a folder")
