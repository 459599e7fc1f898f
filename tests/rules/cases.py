"""Reads plain-text case files: a title, a line with a full stop, the input, a full stop, what is expected, a full stop.

Lines that begin with ``#`` between two cases are comments. Anybody who can read the text can add a case.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """One case of a file: its title, the text to read, and the lines that must come out."""

    title: str
    text: str
    expected: list[str]


def read_cases(name: str) -> list[Case]:
    """The cases of ``tests/rules/<name>.txt``, in order."""
    path = Path(__file__).with_name(f"{name}.txt")
    cases: list[Case] = []
    parts: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line == ".":
            parts.append([])
        elif len(parts) > 1 or (line and not line.startswith("#")):
            parts[-1].append(line)
        if len(parts) == 4:
            title, text, expected = parts[:3]
            cases.append(Case(" ".join(title), "\n".join(text), expected))
            parts = [[]]
    assert parts == [[]], f"{path}: the last case has no end"
    return cases
