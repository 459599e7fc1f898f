"""Every input that fuzzing kept, and every one that once broke a promise, is read without a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_quotes import examine, text_of

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_kept_input_is_read(path: Path) -> None:
    examine(text_of(path.read_bytes()))
