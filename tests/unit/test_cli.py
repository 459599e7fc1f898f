"""The command line: what each command writes where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from made_quotations import calm, results

import quotes.span
from quotes.cli import COMMANDS, main
from quotes.cli.explain import render
from quotes.formats import FORMATS, Format, quotation_from_json
from quotes.formats.escape import unescape
from quotes.model import Document, Quotation

RAIN = "“Rain is due,” Ann Lee said.\r\n\r\nIt was late. “Hail is due,” Bo Ray said.\n"
PACKAGE = Path(quotes.span.__file__).parent


class Captured:
    """Runs the program in this process and keeps what it wrote."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        try:
            status = main([str(word) for word in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        out, err = self._capture.readouterr()
        return status, out.decode(), err.decode()


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Captured:
    return Captured(capfdbinary)


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    (tmp_path / "rain.txt").write_bytes(RAIN.encode())
    return tmp_path / "rain.txt"


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def write_lines(path: Path, *documents: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    return path


# --- extract


def test_quotations_go_to_standard_output_as_json_lines_with_exact_offsets(run: Captured, rain: Path) -> None:
    status, out, err = run("extract", rain)
    assert (status, err) == (0, "")
    found = [quotation_from_json(record) for record in records(out)]
    assert [q.text for q in found] == ["Rain is due,", "Hail is due,"]
    assert [RAIN[q.start : q.end] for q in found] == ["“Rain is due,”", "“Hail is due,”"]
    assert {q.document for q in found} == {"rain.txt"}


def test_output_to_a_file_is_the_same_bytes(run: Captured, rain: Path, tmp_path: Path) -> None:
    _, out, _ = run("extract", rain)
    assert run("extract", rain, "-o", tmp_path / "out.jsonl") == (0, "", "")
    assert (tmp_path / "out.jsonl").read_bytes() == out.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "rain.txt"]


@pytest.mark.parametrize("name", [entry.name for entry in FORMATS.values() if isinstance(entry, Format)])
def test_every_format_can_be_asked_for(run: Captured, rain: Path, name: str) -> None:
    status, out, _ = run("extract", rain, "--format", name)
    entry = FORMATS[name]
    assert isinstance(entry, Format)
    assert status == 0
    assert [q.text for q in entry.read(io.StringIO(out, newline=""))] == ["Rain is due,", "Hail is due,"]


def test_brat_writes_a_folder_and_asks_for_its_name(run: Captured, rain: Path, tmp_path: Path) -> None:
    assert run("extract", rain, "--format", "brat")[0::2] == (2, "quotes: brat is a folder of files: say where with -o FOLDER\n")
    (tmp_path / "brat").mkdir()
    (tmp_path / "brat" / "own.txt").write_text("mine")
    assert run("extract", rain, "--format", "brat", "-o", tmp_path / "brat") == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "brat").iterdir()) == ["annotation.conf", "own.txt", "rain.ann", "rain.txt"]
    assert (tmp_path / "brat" / "rain.txt").read_bytes() == RAIN.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brat", "rain.txt"]


def test_jobs_do_not_change_the_result(run: Captured, tmp_path: Path) -> None:
    many = write_lines(tmp_path / "d.jsonl", *({"id": str(n), "text": f"“Rain {n} is due,” Ann Lee said."} for n in range(40)))
    alone = run("extract", many)
    assert run("extract", many, "--jobs", "2") == alone
    assert [record["document"] for record in records(alone[1])] == [str(n) for n in range(40)]


def test_a_collection_comes_out_in_the_order_of_its_documents(run: Captured, tmp_path: Path) -> None:
    first = {"id": "a", "text": "“Rain is due,” mayor Ann Lee said."}
    second = {"id": "b", "text": "“Hail is due,” Lee said."}
    status, out, err = run("extract", write_lines(tmp_path / "d.jsonl", first, second), "--collection")
    assert (status, err) == (0, "")
    assert [(r["document"], r["text"]) for r in records(out)] == [("a", "Rain is due,"), ("b", "Hail is due,")]


def test_the_least_confidence_leaves_out_what_is_less_sure(run: Captured, rain: Path) -> None:
    sure = records(run("extract", rain)[1])
    least = max(record["confidence"] for record in sure)
    kept = records(run("extract", rain, "--min-confidence", str(least))[1])
    assert kept == [record for record in sure if record["confidence"] >= least]
    assert records(run("extract", rain, "--min-confidence", "1")[1]) == [r for r in sure if r["confidence"] >= 1]


def test_all_writes_what_nobody_said_and_what_is_nested(run: Captured, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“I read ‘The Long Rain’ twice,” Ann Lee said.", encoding="utf-8")
    assert len(records(run("extract", tmp_path / "a.txt")[1])) == 1
    outer, inner = records(run("extract", tmp_path / "a.txt", "--all")[1])
    assert (inner["parent"], inner["text"]) == (outer["id"], "The Long Rain")


def test_verbose_names_each_document_and_otherwise_a_pipe_hears_nothing(run: Captured, rain: Path, tmp_path: Path) -> None:
    (tmp_path / "dry.txt").write_text("Nobody spoke.")
    assert run("extract", tmp_path)[2] == ""
    said = run("extract", tmp_path, "--verbose")[2]
    assert said == "dry.txt: 0 quotations\nrain.txt: 2 quotations\nquotes: 2 documents read, 2 quotations found\n"


def test_on_a_terminal_progress_and_a_summary_are_shown(run: Captured, rain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    said = run("extract", rain)[2]
    assert said == "\r1 document read, 2 quotations found …\r\x1b[Kquotes: 1 document read, 2 quotations found\n"


def test_standard_input_is_read_and_standard_output_can_be_named(run: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RAIN.encode())))
    status, out, _ = run("extract", "-", "-o", "-")
    assert (status, {record["document"] for record in records(out)}) == (0, {"-"})


def test_a_link_stays_a_link_and_a_file_keeps_its_mode(run: Captured, rain: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.jsonl"
    real.write_text("old")
    real.chmod(0o640)
    (tmp_path / "link.jsonl").symlink_to(real)
    assert run("extract", rain, "-o", tmp_path / "link.jsonl")[0] == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len(records(real.read_text(encoding="utf-8"))) == 2
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_device_can_be_written_to(run: Captured, rain: Path) -> None:
    assert run("extract", rain, "-o", os.devnull) == (0, "", "")
    assert not Path(os.devnull).is_file()


def test_csv_is_what_a_spreadsheet_opens(run: Captured, rain: Path, tmp_path: Path) -> None:
    run("extract", rain, "--format", "csv", "-o", tmp_path / "q.csv")
    with (tmp_path / "q.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["text"] for row in csv.DictReader(stream)] == ["Rain is due,", "Hail is due,"]


# --- explain


def test_explain_marks_the_text_and_gives_the_evidence(run: Captured, rain: Path) -> None:
    status, out, err = run("explain", rain)
    assert (status, err) == (0, "")
    assert "[1 “Rain is due,”] [speaker 1: Ann Lee] [cue 1: said]." in out
    assert "[2] " in out
    assert "speaker: " in out.partition("[2] ")[0]
    assert "\x1b" not in out


def test_explain_colours_only_where_asked_or_on_a_terminal(run: Captured, rain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1m[1 “Rain" in run("explain", rain, "--color", "always")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\x1b" in run("explain", rain)[1]
    assert "\x1b" not in run("explain", rain, "--color", "never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("explain", rain)[1]


def test_explain_says_so_where_nothing_was_found(run: Captured, tmp_path: Path) -> None:
    (tmp_path / "dry.txt").write_text("Nobody spoke.")
    assert run("explain", tmp_path / "dry.txt")[:2] == (0, "dry.txt\n\nNobody spoke.\n\nNo quotations were found.\n")


@calm
@given(made=results())
def test_no_text_acts_on_the_terminal(made: list[tuple[Document, tuple[Quotation, ...]]]) -> None:
    for document, quotations in made:
        out = "".join(render(document, quotations))
        assert not set(out) & {chr(c) for c in range(32) if chr(c) not in "\t\n"} - {"\n"}
        assert not set(out) & set("\x7f\x85\x9b\u202e\u2066\ud800")


def test_a_text_without_quotations_is_shown_as_it_is() -> None:
    text = "A\\u0041\ttab\nand \x1b[2Jan escape\r"
    assert unescape("".join(render(Document(text), ()))) == text.replace("\r", "\n") + "\n\nNo quotations were found.\n"


# --- index, search, site


@pytest.fixture
def index(run: Captured, tmp_path: Path) -> Path:
    pytest.importorskip("jinja2")
    first = {"id": "a", "text": "“Rain is due,” mayor Ann Lee said.", "title": "Weather"}
    second = {"id": "b", "text": "“Hail is due,” Bo Ray said.\n\nIt was “a long\x1b night”, he added."}
    status, out, err = run("index", write_lines(tmp_path / "d.jsonl", first, second), "-o", tmp_path / "index")
    assert (status, err) == (0, "")
    assert f"Open {tmp_path / 'index' / 'index.html'}" in out
    return tmp_path / "index"


def test_index_says_what_it_did_and_where_to_look(run: Captured, index: Path, tmp_path: Path) -> None:
    assert {"quotes.sqlite", "quotations.jsonl", "index.html"} <= {path.name for path in index.iterdir()}
    again = run("index", tmp_path / "d.jsonl", "-o", index, "--verbose")
    assert again[0] == 0
    assert "2 unchanged" in again[1]
    pruned = run(
        "index",
        write_lines(tmp_path / "e.jsonl", {"id": "c", "text": ""}),
        "-o",
        index,
        "--prune",
        "--no-site",
        "--no-collection",
    )
    assert "1 added, 2 removed" in pruned[1]
    assert "Open" not in pruned[1]


def test_index_goes_on_and_tells_what_it_left_out(run: Captured, index: Path, tmp_path: Path) -> None:
    (tmp_path / "e.jsonl").write_text('{"id": "c", "text": ""}\n{\n')
    status, out, err = run("index", tmp_path / "e.jsonl", "-o", index, "--no-site")
    assert (status, len(err.splitlines())) == (1, 2)
    assert err.splitlines()[0].startswith(f"quotes: {tmp_path / 'e.jsonl'}, line 2: not JSON")
    assert err.splitlines()[1] == "quotes: 1 document left out"
    assert "1 added" in out


def test_no_index_is_made_where_nothing_can_be_read(run: Captured, tmp_path: Path) -> None:
    (tmp_path / "e.jsonl").write_text("{\n")
    assert run("index", tmp_path / "e.jsonl", "-o", tmp_path / "new")[0] == 2
    assert not (tmp_path / "new").exists()


def test_search_shows_who_where_when_and_the_words(run: Captured, index: Path) -> None:
    status, out, err = run("search", index, "due", "--speaker", "Lee")
    assert (status, err) == (0, "")
    assert "Ann Lee" in out.splitlines()[0]
    assert out.splitlines()[1:3] == ["  “Rain is due,”", "  a#0-14"]
    assert run("search", index, "sunshine")[1] == "Nothing was found.\n"
    assert run("search", index, "--limit", "1")[1].endswith("The first 1; there may be more (--limit N).\n")


def test_search_gives_the_records_of_extract_as_json(run: Captured, index: Path) -> None:
    (hit,) = records(run("search", index, "rain", "--json")[1])
    assert (hit["title"], quotation_from_json(hit).text) == ("Weather", "Rain is due,")
    assert run("search", index, "sunshine", "--json")[1] == ""


def test_search_shows_no_character_that_acts_on_the_terminal(run: Captured, index: Path) -> None:
    out = run("search", index, "night")[1]
    assert "a long\\u001b night" in out
    assert "\x1b" not in out


def test_site_writes_the_pages_again(run: Captured, index: Path) -> None:
    (index / "index.html").unlink()
    assert run("site", index, "--title", "Wetter <heute>")[0] == 0
    assert "Wetter &lt;heute&gt;" in (index / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["search", "DIR", "x"], ["site", "DIR"], ["train", "DIR/c.jsonl", "-o", "DIR/w.tsv"]])
def test_what_is_not_there_is_told(run: Captured, tmp_path: Path, arguments: list[str]) -> None:
    status, out, err = run(*(word.replace("DIR", str(tmp_path)) for word in arguments))
    assert (status, out) == (2, "")
    assert err.startswith("quotes: ")
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


# --- the program


def test_help_names_every_command_and_each_helps(run: Captured) -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert all(f"    {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_has_help_with_an_example(run: Captured, name: str) -> None:
    status, out, _ = run(name, "--help")
    assert status == 0
    assert f"\n  quotes {name} " in out


def test_the_version_is_the_distributions(run: Captured) -> None:
    assert run("--version") == (0, f"quotes {metadata.version('quotes-attribution')}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "quotes: the following arguments are required: COMMAND"),
        (["speak"], "invalid choice: 'speak'"),
        (["extract"], "quotes extract: the following arguments are required: INPUT"),
        (["extract", "x", "--format", "xml"], "invalid choice: 'xml'"),
        (["extract", "x", "--jobs", "0"], "argument --jobs: a whole number from 1 is due, not 0"),
        (["extract", "x", "--min-confidence", "2"], "argument --min-confidence: a number from 0 to 1 is due, not 2"),
        (["extract", "x", "--min-confidence", "nan"], "argument --min-confidence: a number from 0 to 1 is due, not nan"),
    ],
)
def test_a_mistake_in_the_arguments_is_one_line_and_a_hint(run: Captured, arguments: list[str], message: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err.splitlines()[0]
    assert len(err.splitlines()) == 2


def in_a_process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    return subprocess.run([sys.executable, *arguments], capture_output=True, env=environment, timeout=60, **options)


def test_python_m_quotes_is_the_same_program(run: Captured, rain: Path) -> None:
    done = in_a_process("-m", "quotes", "extract", str(rain))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == run("extract", rain)[1]


def test_a_reader_that_leaves_early_ends_the_program_quietly(tmp_path: Path) -> None:
    write_lines(tmp_path / "d.jsonl", {"id": "a", "text": "“Rain is due,” Ann Lee said.\n\n" * 400})
    program = f"{sys.executable} -m quotes extract {tmp_path / 'd.jsonl'} | head -c 10"
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(program, shell=True, capture_output=True, env=environment, timeout=60)
    assert (done.stdout, done.stderr) == (b'{"id": "a#', b"")


def test_a_command_loads_only_what_it_needs() -> None:
    program = (
        "import sys; from quotes.cli import main\n"
        "try: main(['extract', '--help'])\n"
        "except SystemExit: print([name for name in sys.modules if name.startswith('quotes.')], file=sys.stderr)"
    )
    done = in_a_process("-c", program)
    assert b"'quotes.cli.extract'" in done.stderr
    assert not any(layer in done.stderr for layer in (b"quotes.index", b"quotes.learning", b"quotes.cli.index"))
