"""What Hypothesis runs when it loads: `st.from_type(quotes.Document)` and `st.from_type(quotes.Quotation)` draw real articles.

Hypothesis imports this module by its entry point in every test run of every project that has the library installed, so it
loads the strategies (their tables, their rendering) only once one of the two types is asked for. It names Hypothesis only inside
`register`: imported before it, this module would start Hypothesis, which would look for `register` before it is there.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from quotes.model import Document, Quotation

__all__ = ["register"]


def _drawn(name: str) -> Any:
    return getattr(import_module("quotes.strategies"), name)()


def register() -> None:
    """Tells Hypothesis how to draw a `Document` and a `Quotation`."""
    strategies = import_module("hypothesis.strategies")
    strategies.register_type_strategy(Document, lambda _: _drawn("documents"))
    strategies.register_type_strategy(Quotation, lambda _: _drawn("quotations"))
