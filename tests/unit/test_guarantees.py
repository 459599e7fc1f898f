"""The page of guarantees names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = sorted(set(re.findall(r"`(tests/[\w/.*]+)`", (ROOT / "docs" / "guarantees.md").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", NAMED)
def test_each_guarantee_names_a_test_that_is_there(name: str) -> None:
    assert list(ROOT.glob(name))


def test_every_law_is_promised() -> None:
    laws = {path.name for path in (ROOT / "tests" / "properties").glob("test_*.py")}
    unnamed = {law for law in laws if not any(path.name == law for name in NAMED for path in ROOT.glob(name))}
    assert unnamed == set()
