"""Law: every format read back gives what was written, for the analysis of any article and of any string."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from quotes.formats import FORMATS, Format
from quotes.model import Document, Quotation
from quotes.pipeline import analyze
from quotes.strategies import documents, hostile_texts

anything = documents(nesting=2) | hostile_texts().map(lambda text: Document(text, id="odd.txt", published="2022-01-15"))


def read_back(entry: Format, document: Document, quotations: tuple[Quotation, ...]) -> list[Quotation]:
    data = "".join(entry.write([(document, quotations)])).encode("utf-8")
    return list(entry.read(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")))


@given(anything, st.sampled_from([entry for entry in FORMATS.values() if isinstance(entry, Format)]))
def test_through_a_file(document: Document, entry: Format) -> None:
    quotations = analyze(document).quotations
    assert read_back(entry, document, quotations) == list(quotations)


@given(anything)
def test_through_a_folder_of_brat(document: Document) -> None:
    quotations = analyze(document).quotations
    entry = FORMATS["brat"]
    assert not isinstance(entry, Format)
    files = [(path, content.encode("utf-8").decode("utf-8")) for path, content in entry.write_files([(document, quotations)])]
    assert list(entry.read_files(files)) == list(quotations)
