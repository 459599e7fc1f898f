"""The extra `strategies`: what happens without Hypothesis, and what Hypothesis loads with it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"

WITHOUT = """
import sys
sys.modules["hypothesis"] = None
from quotes.errors import MissingExtraError
try:
    import quotes.strategies
except MissingExtraError as error:
    print(error)
"""

PLUGIN = """
import sys
from hypothesis import strategies as st
import {module}
{module}.{function}()
print("quotes.strategies" in sys.modules)
from quotes.model import Document
print(type(st.from_type(Document).example()).__name__, "quotes.strategies" in sys.modules)
"""


def run(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, check=True, encoding="utf-8")
    return done.stdout.splitlines()


def entry_point() -> tuple[str, str]:
    module, _, function = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["hypothesis"][
        "quotes"
    ].partition(":")
    return module, function


def test_without_hypothesis_the_import_says_which_extra_is_missing() -> None:
    assert run(WITHOUT) == ['quotes.strategies needs an extra: pip install "quotes-attribution[strategies]"']


def test_the_entry_point_names_a_function() -> None:
    module, function = entry_point()
    assert callable(getattr(import_module(module), function))


def test_hypothesis_loads_the_strategies_only_when_a_type_is_asked_for() -> None:
    module, function = entry_point()
    assert run(PLUGIN.format(module=module, function=function)) == ["False", "Document True"]
