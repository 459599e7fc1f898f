"""The words that the strategies draw from: TOML tables under ``strategies/en/``, read once, on first use.

The order of a list is a promise to the reader of a failing test: examples shrink towards the first entry, so the
shortest and plainest words stand first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from hypothesis import strategies as st

__all__ = ["pick", "table"]

T = TypeVar("T")


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """One table of words, as TOML gives it; shared, so treat it as read-only.

    >>> table("scenes")["cities"][0]
    'Porto'
    """
    path = resources.files("quotes.strategies").joinpath(language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def pick(draw: st.DrawFn, items: Sequence[T]) -> T:
    """Draws one of `items`; shrinks towards the first. For use inside composites, where making a strategy for each draw is dear."""
    return items[draw(st.integers(0, len(items) - 1))]
