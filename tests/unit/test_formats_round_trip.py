"""Every format read back gives what was written, for any quotation of the model and any text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from made_quotations import calm, example, results

from quotes.formats import FORMATS, FolderFormat, Format
from quotes.model import Document, Quotation

Results = list[tuple[Document, tuple[Quotation, ...]]]
FILES = [entry for entry in FORMATS.values() if isinstance(entry, Format)]


def through_a_file(entry: Format, made: Results) -> list[Quotation]:
    """Written as UTF-8 bytes, and read again line by line."""
    data = "".join(entry.write(made)).encode("utf-8")
    return list(entry.read(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")))


def through_a_folder(entry: FolderFormat, made: Results) -> list[Quotation]:
    """Written as UTF-8 bytes, and read again."""
    files = [(path, content.encode("utf-8")) for path, content in entry.write_files(made)]
    return list(entry.read_files((path, content.decode("utf-8")) for path, content in files))


@calm
@given(made=results())
def test_every_format_read_back_gives_what_was_written(made: Results) -> None:
    for entry in FORMATS.values():
        read = through_a_file(entry, made) if isinstance(entry, Format) else through_a_folder(entry, made)
        assert (entry.name, read) == (entry.name, [quotation for _, quotations in made for quotation in quotations])


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry.name)
def test_an_ordinary_quotation_survives(entry: Format) -> None:
    document, quotation = example()
    assert through_a_file(entry, [(document, (quotation,))]) == [quotation]


def test_the_first_format_is_json_lines_and_brat_is_the_one_of_many_files() -> None:
    assert next(iter(FORMATS)) == "jsonl"
    assert [entry.name for entry in FORMATS.values() if isinstance(entry, FolderFormat)] == ["brat"]
