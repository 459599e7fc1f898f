"""What Hypothesis runs when it loads: `st.from_type(quotes.Document)` and `st.from_type(quotes.Quotation)` draw real articles.

Hypothesis imports this module by its entry point in every test run of every project that has the library installed, so it
loads the strategies (their tables, their rendering) only once one of the two types is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from hypothesis import strategies as st

from quotes.model import Document, Quotation

__all__ = ["register"]


def _drawn(name: str) -> st.SearchStrategy[Any]:
    strategy: st.SearchStrategy[Any] = getattr(import_module("quotes.strategies"), name)()
    return strategy


def register() -> None:
    """Tells Hypothesis how to draw a `Document` and a `Quotation`."""
    st.register_type_strategy(Document, lambda _: _drawn("documents"))
    st.register_type_strategy(Quotation, lambda _: _drawn("quotations"))
