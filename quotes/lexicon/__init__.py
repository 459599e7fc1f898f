"""Word lists as data: TOML tables under ``lexicon/en/``, one entry a lemma, read once and cached.

Another language is another folder. Each table opens with a comment that says what its entries mean; entries carry
``examples`` (where the entry must be recognised) and ``counterexamples`` (where it must not), and a test runs both.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["table"]


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """One table of the lexicon, as TOML gives it.

    Arguments: the table's `name` without ``.toml``; the `language` folder. Treat the result as read-only: it is shared.
    """
    path = resources.files(__name__).joinpath(language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
