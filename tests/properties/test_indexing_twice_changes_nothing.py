"""Law: indexing the same documents twice, or in another order, changes nothing that can be read from the index."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.index import Index
from quotes.index.build import build_index
from quotes.model import Document
from quotes.strategies import articles, collections, hostile_texts

FEWER = settings(max_examples=max(20, settings().max_examples // 10))
"""An index is some fifty milliseconds of disk for each example."""

odd = hostile_texts().map(lambda text: Document(text, id="odd"))
shelves = st.one_of(
    collections().map(lambda written: list(written.documents)),
    st.tuples(articles(), odd).map(lambda drawn: [drawn[0].document, drawn[1]]),
)


def contents(folder: Path) -> Any:
    with Index.open(folder) as index:
        every = list(index.quotations(every=True))
        return every, list(index.documents()), index.people(), [index.persons(name) for name in index.document_ids()]


@FEWER
@given(shelves, st.booleans())
def test_twice(documents: list[Document], turned: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = build_index(documents, folder, site=False)
        before, lines = contents(folder), (folder / "quotations.jsonl").read_bytes()
        again = build_index(documents[::-1] if turned else documents, folder, site=False)
        assert (first.added, again.added, again.changed) == (len(documents), 0, 0)
        assert contents(folder) == before
        assert (folder / "quotations.jsonl").read_bytes() == lines
