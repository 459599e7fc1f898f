"""The texts that the benchmarks run on: those of a folder, or the five of `seeds` and articles that `quotes.strategies` draws."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
from hypothesis import HealthCheck, Phase, given, settings

from quotes.inputs import read_documents
from quotes.model import Document
from quotes.strategies import articles

__all__ = ["documents_of", "joined", "unmarked"]

SEEDS = Path(__file__).parents[2] / "seeds"
DRAWN = 150
MARKS = re.compile("[\"'“”„‟«»‹›‘’‚‛`´「」『』〝〞〟＂]")


def documents_of(folder: str | None) -> list[Document]:
    """The documents of a folder, or those that the project brings along."""
    if folder is not None:
        return list(read_documents([folder]))
    return [*read_documents([str(path) for path in sorted(SEEDS.glob("*.txt"))]), *_drawn()]


def _drawn() -> list[Document]:
    """Articles from the strategies, the same ones in each run."""
    found: list[Document] = []

    @settings(
        max_examples=DRAWN,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(articles())
    def collect(written) -> None:  # type: ignore[no-untyped-def]
        found.append(attrs.evolve(written.document, id=f"drawn-{len(found)}"))

    collect()
    return found


def joined(documents: list[Document], size: int) -> str:
    """The texts one behind the other, again and again, cut at `size` characters."""
    once = "\n\n".join(document.text for document in documents)
    return (f"{once}\n\n" * (size // (len(once) + 2) + 1))[:size]


def unmarked(documents: list[Document]) -> list[str]:
    """The texts without anything that may be a quotation mark."""
    return [MARKS.sub("", document.text) for document in documents]
