"""The garbage collector waits while a long document is read, and for no other; it is found as it was left."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from quotes.garbage import collector_waits
from quotes.pipeline import analyze

LONG = 500_000


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_waits_for_a_long_document_alone() -> None:
    with collector_waits(LONG - 1):
        assert gc.isenabled()
    with collector_waits(LONG):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="rain"), collector_waits(LONG):
        raise ValueError("rain")
    assert gc.isenabled()


def test_who_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with collector_waits(LONG), collector_waits(LONG):
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_reading_leaves_nothing_for_it() -> None:
    """What the reason given in the module says: no ring is made, so that nothing is lost by waiting."""
    text = "“Rain is due,” Ann Lee said on Monday. She told the council that it was “late”.\n\n" * 300
    gc.collect()
    gc.disable()
    assert len(analyze(text).quotations) == 600
    assert gc.collect() < 100
