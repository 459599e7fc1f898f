"""Every example in README.md and docs/ runs and prints what the page says it prints.

In a page, read from top to bottom in one folder that holds nothing but ``seeds/`` and its gold:

- a ``python`` block with prompts is a doctest, one without is run; a page's blocks share their names;
- a ``console`` block holds commands (after ``$ ``) and what they print, where ``...`` stands for anything;
- a ``{code-block}`` with a ``:caption:`` is a file of that name in the folder;
- a line ``% needs: NAME…`` leaves the page's examples out where one of those packages is not installed.

What installs packages or starts the tests is not run here: ``.ci/run`` does that.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

import quotes
from quotes import errors

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    page for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if "_build" not in page.parts and page.exists()
]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
ELSEWHERE = re.compile(r"^(?:python -m pip|pip|git|cd|datasette|python -m pytest)\b")
"""Commands that fetch something, or run these very tests."""


class Example(NamedTuple):
    """One fenced block: its language, its caption, the line on which it opens, its text."""

    language: str
    caption: str | None
    line: int
    text: str


def examples(page: str) -> Iterator[Example]:
    """The fenced blocks of a page of Markdown, in order."""
    lines = iter(enumerate(page.splitlines(), 1))
    for number, line in lines:
        if opening := re.match(r"(`{3,}|:{3,})(?:\{code-block\} *)?([\w-]+)$", line.strip()):
            body: list[str] = []
            for _, inner in lines:
                if inner.strip() == opening[1]:
                    break
                body.append(inner)
            options = [match for inner in body if (match := re.fullmatch(r":(\w+): *(.*)", inner))]
            caption = next((option[2] for option in options if option[1] == "caption"), None)
            yield Example(opening[2], caption, number, "\n".join(body[len(options) :]).strip("\n") + "\n")


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output that the page shows for it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command = command[:-1] + more.removeprefix("> ")
        yield command, output


def run_command(command: str, folder: Path) -> str:
    """What a command prints, run by a shell in which ``quotes`` and ``python`` are the ones under test."""
    environment = {
        **os.environ,
        "PATH": f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(quotes.__file__).parents[1]),
    }
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


def check(example: Example, page: Path, folder: Path, names: dict[str, object]) -> None:
    """Run one block; the assertion says where the page and the library differ."""
    where = f"{page.relative_to(ROOT)}, line {example.line}"
    if example.caption:
        (folder / example.caption).parent.mkdir(parents=True, exist_ok=True)
        (folder / example.caption).write_text(example.text, encoding="utf-8")
    elif example.language == "console":
        for command, expected in commands(example.text):
            wanted = [part for part in re.split(r" && ", command) if not ELSEWHERE.match(part)]
            printed = run_command(" && ".join(wanted), folder) if wanted else expected
            assert doctest.OutputChecker().check_output(expected, printed, FLAGS), f"{where}: $ {command}\nprints\n{printed}"
    elif example.language == "python" and ">>>" in example.text:
        test = doctest.DocTestParser().get_doctest(example.text, names, where, str(page), example.line)
        report: list[str] = []
        result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
        names.update(test.globs)
        assert not result.failed, "".join(report)
    elif example.language == "python":
        exec(compile(example.text, where, "exec"), names)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a page's examples run: ``seeds/`` beside them, and the two programs on the path."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "tests" / "corpus").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "corpus" / "seeds.jsonl", tmp_path / "tests" / "corpus")
    (tmp_path / ".bin").mkdir()
    for name, arguments in (("python", ""), ("quotes", " -m quotes")):
        program = tmp_path / ".bin" / name
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)}{arguments} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="the examples are written for a POSIX shell")
@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_example_prints_what_the_page_says(page: Path, folder: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(r"^% needs: (.*)$", text, flags=re.MULTILINE):
        absent = [package for package in name.split() if find_spec(package) is None]
        if absent:
            pytest.skip(f"{', '.join(absent)} not installed")
    names: dict[str, object] = {"__name__": "__main__"}
    for example in examples(text):
        check(example, page, folder, names)


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_reference_has_every_public_name() -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\.\. auto(?:class|function):: (\w+)$", reference, flags=re.MULTILINE)) | set(errors.__all__)
    assert set(quotes.__all__) - documented == set()


def test_a_page_that_prints_something_else_is_caught(folder: Path) -> None:
    wrong = Example("python", None, 1, ">>> 1 + 1\n3\n")
    with pytest.raises(AssertionError, match="Expected"):
        check(wrong, ROOT / "README.md", folder, {})
    with pytest.raises(AssertionError, match="prints"):
        check(Example("console", None, 1, "$ echo a\nb\n"), ROOT / "README.md", folder, {})


def test_a_caption_names_a_file_that_later_commands_see(folder: Path) -> None:
    page = "```{code-block} toml\n:caption: a.toml\n\nx = 1\n```\n\n```console\n$ cat a.toml\nx = 1\n```\n"
    found = list(examples(page))
    assert [(example.language, example.caption) for example in found] == [("toml", "a.toml"), ("console", None)]
    for example in found:
        check(example, ROOT / "README.md", folder, {})
