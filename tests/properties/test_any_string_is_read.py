"""Law: any string returns without error, lone surrogates and NULs included, and every output can carry what was found in it."""

from __future__ import annotations

import io
import json

import pytest
from effort import small
from hypothesis import given

from quotes.collection import attribute_all
from quotes.explanation import explain
from quotes.formats import FORMATS, Format
from quotes.model import Document
from quotes.pipeline import analyze, attribute, attribute_each
from quotes.strategies import HOSTILE, hostile_texts


@small
@given(hostile_texts())
def test_every_layer_of_the_analysis_is_made(text: str) -> None:
    analysis = analyze(text)
    assert analysis.tokens is not None
    assert analysis.sentences is not None
    assert analysis.people is not None
    assert analysis.clock is not None
    assert analysis.quotations is not None


@given(hostile_texts())
def test_each_way_of_asking_gives_the_same(text: str) -> None:
    found = attribute(text)
    assert next(iter(attribute_each([text]))) == found
    assert [q for q in analyze(text).quotations if q in found] == list(found)


@given(hostile_texts())
def test_a_collection_of_such_strings_is_read(text: str) -> None:
    documents = [Document(text, id="a"), Document(text[::-1], id="b"), Document("“We agree,” Ann Cole said.", id="c")]
    assert [q.document for q in list(attribute_all(documents))[-1]] == ["c"]


@given(hostile_texts())
def test_what_was_found_can_be_explained_in_words(text: str) -> None:
    for quotation in analyze(text).quotations:
        assert explain(quotation, text).startswith(str(quotation)[:1])


@given(hostile_texts())
def test_every_format_writes_it_as_utf_8(text: str) -> None:
    analysis = analyze(Document(text, id="odd"))
    for entry in FORMATS.values():
        if isinstance(entry, Format):
            for line in entry.write([(analysis.document, analysis.quotations)]):
                io.BytesIO().write(line.encode("utf-8"))
                if entry.name == "jsonl":
                    json.loads(line)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", [1, 2, 3, 5_000])
def test_every_hostile_shape(name: str, size: int) -> None:
    analysis = analyze(HOSTILE[name](size))
    assert len(analysis.quotations) <= len(analysis.text)
