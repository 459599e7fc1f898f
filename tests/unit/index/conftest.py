"""The index that most tests look into."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import Report, harbour, letter, market

from quotes.index import Index

collect_ignore = ["conftest.py"]
"""Another folder has a module of this name; none of them holds examples to run."""


@pytest.fixture
def reports() -> list[Report]:
    return [harbour(), market(), letter()]


@pytest.fixture
def folder(tmp_path: Path, reports: list[Report]) -> Path:
    """The folder of an index that holds the three reports."""
    with Index.open(tmp_path / "index", create=True) as index:
        for report in reports:
            index.add(report.document, report.quotations, report.people)
    return tmp_path / "index"
