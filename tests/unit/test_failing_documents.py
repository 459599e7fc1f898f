"""A document whose analysis fails costs itself alone: the others are read in order, it is told with what to do, the status is 1."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotes import Document, UsageError, analyze, attribute_all, attribute_each, pipeline, processes
from quotes.cli import main
from quotes.collection import readings
from quotes.errors import AnalysisError
from quotes.index import build_index

MANY = [f"d{number:02}" for number in range(50)]
BAD = "d20"
OTHERS = [name for name in MANY if name != BAD]
FAILED = (
    rf"quotes: {BAD}: its analysis failed \(RecursionError: too deep, {Path(__file__).name}:\d+\); "
    "a fault of quotes: please report this line with the document"
)
KILLED = (
    f"quotes: {BAD}: its analysis ended the process that did it, for want of memory perhaps; "
    "if not, a fault of quotes: please report this line with the document"
)

Happening = Callable[[Document], object]
Run = Callable[..., tuple[int, list[str], list[str]]]

READINGS = [
    ["extract"],
    ["extract", "--collection"],
    ["extract", "--jobs", "2"],
    ["extract", "--collection", "--jobs", "2"],
]


def text(name: str) -> str:
    return f"“Rain is due at {name},” Ann Lee said."


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": text(name)}) + "\n" for name in MANY), encoding="utf-8")
    return path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def program(*arguments: str | Path) -> tuple[int, list[str], list[str]]:
        status = main([str(word) for word in arguments])
        out, err = capfdbinary.readouterr()
        return status, out.decode().splitlines(), err.decode().splitlines()

    return program


@pytest.fixture
def happens(monkeypatch: pytest.MonkeyPatch) -> Callable[[Happening], None]:
    """Makes something happen whenever the bad document is analysed, in this process or in a copy of it."""
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("no other process would know of it")
    copied = multiprocessing.get_context("fork")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _=None: copied)

    def arrange(happening: Happening) -> None:
        def watched(document: Document, **options: Any) -> object:
            if document.id == BAD:
                happening(document)
            return analyze(document, **options)

        monkeypatch.setattr(pipeline, "analyze", watched)
        monkeypatch.setattr(readings, "analyze", watched)

    return arrange


def fail(_: Document) -> None:
    raise RecursionError("too\ndeep")


def die(_: Document) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def read(out: list[str]) -> list[str]:
    return [json.loads(line)["document"] for line in out]


@pytest.mark.parametrize("command", READINGS, ids=" ".join)
def test_the_others_are_all_read_in_order(happens: Any, run: Run, documents: Path, command: list[str]) -> None:
    happens(fail)
    status, out, (message, summary) = run(*command, documents)
    assert (status, read(out)) == (1, OTHERS)
    assert re.fullmatch(FAILED, message)
    assert summary == "quotes: 49 documents read, 49 quotations found; 1 document left out"


@pytest.mark.parametrize("command", [command for command in READINGS if "--jobs" in command], ids=" ".join)
def test_a_document_that_takes_its_process_along_is_left_out(happens: Any, run: Run, documents: Path, command: list[str]) -> None:
    happens(die)
    status, out, (message, _) = run(*command, documents)
    assert (status, read(out), message) == (1, OTHERS, KILLED)


def test_a_process_that_is_ended_once_costs_nothing(happens: Any, run: Run, documents: Path, tmp_path: Path) -> None:
    def die_once(document: Document) -> None:
        if not (tmp_path / "done").exists():
            (tmp_path / "done").touch()
            die(document)

    happens(die_once)
    assert run("extract", "--jobs", "2", documents, "-o", tmp_path / "out.jsonl") == (0, [], [])
    assert read((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == MANY
    assert (tmp_path / "done").exists()


@pytest.mark.parametrize(("jobs", "happening", "message"), [(1, fail, FAILED), (2, fail, FAILED), (2, die, re.escape(KILLED))])
def test_an_index_holds_the_others(
    happens: Any, run: Run, documents: Path, tmp_path: Path, jobs: int, happening: Happening, message: str
) -> None:
    happens(happening)
    status, out, (told, summary) = run("index", documents, "-o", tmp_path / "index", "--jobs", str(jobs), "--no-site")
    assert (status, summary) == (1, "quotes: 1 document left out")
    assert re.fullmatch(message, told)
    assert out == ["49 added; 1 left out: 49 quotations by 1 speaker in 49 documents"]
    assert read((tmp_path / "index" / "quotations.jsonl").read_text(encoding="utf-8").splitlines()) == OTHERS


def test_reading_goes_on_in_explain_and_score(happens: Any, run: Run, documents: Path, tmp_path: Path) -> None:
    happens(fail)
    status, out, (message, _) = run("explain", documents)
    assert (status, [line for line in out if line in MANY]) == (1, OTHERS)
    assert re.fullmatch(FAILED, message)
    gold = tmp_path / "gold.jsonl"
    quote = {"start": 0, "end": 22, "sources": [[23, 30]]}
    gold.write_text("".join(json.dumps({"doc": name, "spans": [quote]}) + "\n" for name in MANY), encoding="utf-8")
    for options in ([], ["--jobs", "2"], ["--collection"]):
        status, out, (message, summary) = run("score", gold, documents, *options, "--json")
        told = json.loads("".join(out))
        assert (status, told["detection"]["gold"], told["documents without predictions"]) == (1, 50, 1)
        assert re.fullmatch(FAILED, message)
        assert summary == "quotes: 1 document left out"


def test_where_every_analysis_fails_nothing_is_written(
    run: Run, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Document, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(pipeline, "analyze", failing)
    status, _, messages = run("extract", documents, "-o", tmp_path / "out.jsonl")
    assert (status, len(messages)) == (2, 51)
    assert "(MemoryError, " in messages[0]
    assert messages[-1] == "quotes: nothing could be read: 50 documents left out"
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("command", READINGS, ids=" ".join)
def test_what_ends_the_program_is_no_fault_of_a_document(
    happens: Any, run: Run, documents: Path, tmp_path: Path, command: list[str]
) -> None:
    def interrupt(_: Document) -> None:
        raise KeyboardInterrupt

    def leave(_: Document) -> None:
        raise SystemExit(7)

    happens(interrupt)
    assert run(*command, documents, "-o", tmp_path / "out") == (130, [], ["quotes: interrupted"])
    happens(leave)
    with pytest.raises(SystemExit, match="7"):
        run(*command, documents, "-o", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_where_no_process_can_be_had_no_document_is_blamed(
    happens: Any, run: Run, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happens(fail)  # and the processes are copies of this one
    monkeypatch.setattr(processes, "_follow_parent", lambda: os._exit(1))
    status, out, messages = run("extract", "--jobs", "2", documents)
    assert (status, out) == (2, [])
    assert messages[-1].startswith("quotes: reading processes end as soon as they begin: read in one")
    assert not any(name in message for message in messages for name in MANY)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("attribute", [attribute_each, attribute_all])
def test_a_program_is_told_which_document_failed_and_why(happens: Any, attribute: Any, jobs: int) -> None:
    happens(fail)
    with pytest.raises(AnalysisError, match=f"{BAD}: its analysis failed .RecursionError: too deep") as raised:
        list(attribute([Document(text(name), id=name) for name in MANY], jobs=jobs))
    assert raised.value.path == BAD
    assert jobs > 1 or isinstance(raised.value.__cause__, RecursionError)


def test_a_date_that_cannot_be_costs_its_document_in_an_index_and_is_the_callers_fault_elsewhere(tmp_path: Path) -> None:
    wrong = [Document(text("a"), id="a", published="soon"), Document(text("b"), id="b")]
    (left,) = build_index(wrong, tmp_path, site=False).left_out
    assert left.document == "a"
    assert "soon" in left.reason
    for jobs in (1, 2):
        with pytest.raises(UsageError, match="soon"):
            list(attribute_each(wrong, jobs=jobs))
