"""Law: no text makes the analysis hang: its cost grows with the length, and every pattern survives pumped strings."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, NamedTuple

import pytest
import regex
from counted_calls import calls_of

from quotes.pipeline import analyze
from quotes.strategies import HOSTILE

SMALL, FACTOR = 3_000, 4
LISTENER = """
import json, regex, sys
seen, compile_ = {}, regex.compile
def listening(pattern, flags=0, *rest, **named):
    caller = sys._getframe(1).f_globals.get("__name__", "")
    if caller.startswith("quotes") and isinstance(pattern, str):
        seen[pattern, int(flags)] = (caller, {key: sorted(value) for key, value in named.items() if key != "timeout"})
    return compile_(pattern, flags, *rest, **named)
regex.compile = listening
import quotes, quotes.pipeline, quotes.collection, quotes.inputs, quotes.formats
from quotes.strategies import HOSTILE, prose
for text in (prose(500), *(make(200) for make in HOSTILE.values())):
    analysis = quotes.pipeline.analyze(text)
    analysis.tokens, analysis.sentences, analysis.people, analysis.clock, analysis.quotations
list(quotes.collection.attribute_all(["“We agree,” Ann Cole said on Saturday.", "Ann Cole, the mayor, spoke."]))
json.dump([[pattern, flags, *rest] for (pattern, flags), rest in seen.items()], sys.stdout)
"""


class Compiled(NamedTuple):
    """A pattern as the package compiles it."""

    pattern: str
    flags: int
    module: str
    lists: dict[str, Any]


@pytest.fixture(scope="module")
def patterns() -> list[Compiled]:
    """Every pattern that the package compiles, at import or on first use, caught where it is compiled."""
    run = subprocess.run([sys.executable, "-c", LISTENER], capture_output=True, check=True, encoding="utf-8")
    return [Compiled(*row) for row in json.loads(run.stdout)]


def pumped(size: int) -> list[str]:
    """Long repetitions, each also with a last character that lets no match succeed."""
    return [text + end for make in HOSTILE.values() for text in [make(size)] for end in ("", "\x00!")]


def test_every_pattern_survives_pumped_strings(patterns: list[Compiled]) -> None:
    assert len(patterns) > 10
    texts = pumped(1_000)
    slow = []
    for row in patterns:
        compiled = regex.compile(row.pattern, row.flags, **row.lists)
        for text in texts:
            try:
                sum(1 for _ in zip(compiled.finditer(text, timeout=0.5), range(2_000), strict=False))
            except TimeoutError:
                slow.append(f"{row.module}: {row.pattern[:120]!r} on {text[:40]!r}…")
                break
    assert slow == []


def calls(text: str) -> int:
    """How many functions the analysis of a text calls."""

    def read() -> None:
        analysis = analyze(text)
        assert analysis.tokens is not None
        assert analysis.quotations is not None

    return calls_of(read)


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_grows_with_the_length_and_not_with_its_square(name: str) -> None:
    small, large = HOSTILE[name](SMALL), HOSTILE[name](SMALL * FACTOR)
    longer = len(large) / len(small)
    for text in (small, large):  # what is remembered, the lexicon and the words, is read before
        calls(text)
    assert calls(large) < 1.5 * longer * (calls(small) + 500)


def test_a_hundred_thousand_opening_marks_are_read() -> None:
    assert len(analyze("“" * 100_000).quotations) <= 100_000


def test_marks_nested_ten_thousand_deep_are_read() -> None:
    text = HOSTILE["nested marks"](20_000)
    assert all(quotation.end <= len(text) for quotation in analyze(text).quotations)


def test_a_line_of_three_hundred_thousand_characters_is_read() -> None:
    text = HOSTILE["one line"](300_000)
    assert text.count("\n") == 0
    assert len(analyze(text).quotations) > 300
