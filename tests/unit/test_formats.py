"""What each format promises beyond being read back: JSON Lines, CSV, Web Annotation, brat, and the table of them all."""

from __future__ import annotations

import csv as stdlib_csv
import io
import json
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from made_quotations import calm, example, results, texts

from quotes.errors import DataError, UsageError
from quotes.formats import FORMATS, brat, csv, jsonl, named, webannotation
from quotes.formats.record import quotation_from_json, quotation_to_json
from quotes.model import Document, Quotation
from quotes.span import Span

Results = list[tuple[Document, tuple[Quotation, ...]]]


def one(**fields: Any) -> Results:
    """A single quotation, with the fields given."""
    quotation = Quotation(**{"id": "q", "document": "d", "segments": (Span(0, 5),), "text": "Yes", "kind": "direct"} | fields)
    return [(Document("“Yes”", id=quotation.document), (quotation,))]


# --- JSON Lines


@calm
@given(made=results())
def test_every_line_of_json_fits_the_schema_and_is_one_line_for_every_reader(made: Results) -> None:
    validator = Draft202012Validator(jsonl.schema())
    for line in jsonl.write(made):
        assert line.encode().decode() == line
        assert line.splitlines(keepends=True) == [line]
        assert next(validator.iter_errors(json.loads(line)), None) is None


def test_the_schema_is_a_schema_and_refuses_what_is_none_of_the_format() -> None:
    Draft202012Validator.check_schema(jsonl.schema())
    record = quotation_to_json(example()[1])
    validator = Draft202012Validator(jsonl.schema())
    assert validator.is_valid(record)
    changes: tuple[dict[str, Any], ...] = (
        {"kind": "said"},
        {"confidence": 2},
        {"segments": []},
        {"version": 2},
        {"speaker": {"name": "Ana Reyes"}},
    )
    for broken in changes:
        assert not validator.is_valid(record | broken)


def test_keys_stand_in_the_order_of_the_documentation() -> None:
    record = quotation_to_json(example()[1])
    assert list(record)[:8] == ["id", "document", "start", "end", "segments", "text", "kind", "speaker"]
    assert list(record)[8:] == ["cue", "addressee", "venue", "date", "confidence", "evidence", "parent", "version"]
    assert list(record["speaker"]) == ["name", "type", "id", "role", "start", "end", "text"]
    assert list(record["date"])[:5] == ["edtf", "basis", "start", "end", "text"]


def test_unknown_keys_are_passed_over_and_a_newer_version_is_refused() -> None:
    record = quotation_to_json(example()[1])
    assert quotation_from_json(record | {"mood": "calm"}) == example()[1]
    with pytest.raises(DataError, match="written in version 2"):
        quotation_from_json(record | {"version": 2})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": 5}, "id: expected a string, found 5"),
        ({"kind": "said"}, "kind: expected one of direct, mixed, scare, title, other, found 'said'"),
        ({"segments": []}, r"segments: expected a list of \[start, end\]"),
        ({"segments": [[3, 1]]}, "segments: expected"),
        ({"speaker": "Ana"}, "speaker is no object"),
        ({"speaker": {"type": "person", "start": -1}}, "speaker.start: expected a whole number from 0, found -1"),
        ({"cue": {"start": True, "end": 1, "text": ""}}, "cue.start: expected a whole number"),
        ({"confidence": None}, "confidence: expected a number"),
        ({"evidence": [{"field": "speaker"}]}, r"evidence\[0\].rule: expected a string, found nothing"),
        ({"date": {"edtf": "2022", "basis": "guess"}}, "date.basis: expected one of explicit"),
        ({"venue": {"place": {"text": None}}}, "venue.place.text: expected a string"),
        ({"addressee": {"start": 1, "end": 2, "text": "x", "from": {"document": "d"}}}, "addressee.from.start: expected"),
    ],
)
def test_a_record_that_is_none_is_told_by_field(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        quotation_from_json(quotation_to_json(example()[1]) | change)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: the line is no object"),
        ("[" * 100_000, "line 2: not JSON"),
        ('{"version": 1}', "line 2: id"),
    ],
)
def test_a_broken_line_is_told_by_number(line: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        list(jsonl.read(["\n", line + "\n"]))


# --- CSV


def cells(made: Results) -> dict[str, str]:
    """The row of the one quotation, as a spreadsheet sees it."""
    return next(stdlib_csv.DictReader(io.StringIO("".join(csv.write(made)).lstrip("\ufeff"), newline="")))


@calm
@given(made=results())
def test_no_cell_is_a_formula_or_holds_a_control_character(made: Results) -> None:
    for row in stdlib_csv.reader(io.StringIO("".join(csv.write(made)), newline="")):
        for cell in row:
            assert cell[:1] not in set("=+-@＝＋－＠\t\r\n")
            assert not any(c < " " and c not in "\t\r\n" for c in cell)


@pytest.mark.parametrize(("text", "cell"), [("=1+1", "'=1+1"), ("-5", "'-5"), ("'=x", "''=x"), ("'tis", "'tis"), ("a=b", "a=b")])
def test_a_formula_gets_an_apostrophe_and_nothing_else_does(text: str, cell: str) -> None:
    assert cells(one(text=text))["text"] == cell


def test_the_columns_people_look_at_stand_left() -> None:
    row = cells([(example()[0], (example()[1],))])
    assert list(row)[:5] == ["id", "document", "speaker", "role", "text"]
    assert (row["speaker"], row["place"], row["date"], row["segments"]) == ("Ana Reyes", "Lund", "2021-03-01", "0-23 91-100")


def test_a_spreadsheet_is_told_that_it_is_utf_8() -> None:
    assert "".join(csv.write([])).startswith("\ufeffid,document,speaker,")


def test_columns_may_be_moved_and_added() -> None:
    rows = list(stdlib_csv.reader(io.StringIO("".join(csv.write([(example()[0], (example()[1],))])), newline="")))
    moved = io.StringIO()
    stdlib_csv.writer(moved).writerows([[*reversed(row), "note"] for row in rows])
    assert list(csv.read(io.StringIO(moved.getvalue(), newline=""))) == [example()[1]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("start", "begin"), "line 1: no column 'start'"),
        (("0-23 91-100", "0-x"), "line 2: segments: cannot be read: '0-x'"),
        (("0.97", "high"), "line 2: confidence: cannot be read: 'high'"),
        (("person", "robot"), "line 2: speaker.type: expected one of"),
        (('"[{', '"[{{'), "line 2: evidence: cannot be read"),
        (("\r\n", '\r\n"'), "line 2: "),
    ],
)
def test_a_broken_table_is_told_by_line(change: tuple[str, str], message: str) -> None:
    table = "".join(csv.write([(example()[0], (example()[1],))])).replace(*change, 1)
    with pytest.raises(DataError, match=message):
        list(csv.read(io.StringIO(table, newline="")))


# --- Web Annotation


@calm
@given(made=results())
def test_the_selectors_find_the_segments(made: Results) -> None:
    text_of = {document.id: document.text for document, _ in made}
    for item in json.loads("".join(webannotation.write(made)))["items"]:
        quotation = quotation_from_json(item["quotation"])
        text = text_of[quotation.document]
        for target, segment in zip(item["target"], quotation.segments, strict=True):
            position, quote = target["selector"]
            assert Span(position["start"], position["end"]) == segment
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert quote["exact"] == segment.of(text)


def test_the_bodies_say_who_where_and_when_in_words() -> None:
    item = json.loads("".join(webannotation.write([(example()[0], (example()[1],))])))["items"][0]
    assert [body.get("value") or body["source"] for body in item["body"]] == [
        "https://www.wikidata.org/entity/Q0",
        "Ana Reyes",
        "a rally, Lund",
        "2021-03-01",
        "direct",
    ]
    assert {target["source"] for target in item["target"]} == {"https://example.org/lund"}


def test_a_name_that_is_no_iri_is_made_one() -> None:
    item = json.loads("".join(webannotation.write(one(document="my “file”\ud800.txt"))))["items"][0]
    assert item["target"][0]["source"] == "my%20%E2%80%9Cfile%E2%80%9D%ED%A0%80.txt"


@pytest.mark.parametrize(
    ("page", "message"),
    [("{", "not JSON"), ("[]", "no annotation page"), ('{"items": [3]}', "annotation 1: the line is no object")],
)
def test_what_is_no_annotation_page_is_told(page: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        list(webannotation.read([page]))


# --- brat


def files(made: Results) -> dict[str, str]:
    return dict(brat.write_files(made))


@given(ids=st.lists(texts(most=6) | st.sampled_from(["a.txt", "A.txt", "a", "con", "../a", "x/../y", ""]), max_size=6))
def test_every_document_gets_files_of_its_own_that_any_file_system_takes(ids: list[str]) -> None:
    paths = [path for path, _ in brat.write_files((Document("", id=name), ()) for name in ids)][1:]
    assert len({path.casefold() for path in paths}) == 2 * len(ids)
    for path in paths:
        parts = PurePosixPath(path).parts
        assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in path)
        assert not path.startswith("/")
        assert not {".", ".."} & set(parts)
        assert not set('<>:"|?*\\') & set(path)
        assert PureWindowsPath(path).parts == parts
        assert not any(part.split(".")[0].lower() in {"con", "nul", "aux"} or len(part.encode()) > 255 for part in parts)


def test_the_text_beside_the_annotations_keeps_its_offsets() -> None:
    assert files([(Document("a\ud800“b”", id="x"), ())])["x.txt"] == "a\ufffd“b”"


def test_an_annotator_may_move_a_span_drop_a_relation_and_change_a_kind() -> None:
    made = files([(example()[0], (example()[1],))])
    notes = made["news/lund.ann"].replace("Speaker 24 33", "Speaker 35 44").replace("T1\tDirect", "T1\tMixed")
    notes = "".join(line for line in notes.splitlines(keepends=True) if not line.startswith("R2\t"))
    (read,) = brat.read_files([("news/lund.txt", made["news/lund.txt"]), ("news/lund.ann", notes)])
    assert read.speaker is not None
    assert (read.speaker.text, read.speaker.name, read.kind, read.cue) == ("the mayor", "Ana Reyes", "mixed", None)
    assert read.venue == example()[1].venue


def test_an_annotator_may_add_a_quotation() -> None:
    notes = "T1\tDirect 0 5\t“Yes”\nT2\tSpeaker 7 10\tLin\nR1\tspeaker Arg1:T1 Arg2:T2\n"
    (read,) = brat.read_files([("a.ann", notes), ("a.txt", "“Yes”, Lin said.")])
    assert (read.id, read.text, read.speaker and read.speaker.text) == ("a.txt#0-5", "Yes", "Lin")


@pytest.mark.parametrize(
    ("notes", "message"),
    [
        ("T1\tDirect x y\t", "a.ann, line 1: no annotation that brat writes"),
        ("T1\tDirect\t", "a.ann, line 1: no annotation"),
        ("\nR1\tspeaker Arg1:T1", "a.ann, line 2: no annotation"),
        ("#1\tAnnotatorNotes T1\t{", "a.ann, line 1: no annotation"),
        ('T1\tDirect 0 5\t“Yes”\n#1\tAnnotatorNotes T1\t{"a": 1}', "a.ann: T1: its note is no record"),
        ("T1\tDirect 5 0\t“Yes”", r"a.ann: T1: segments: expected"),
    ],
)
def test_annotations_that_cannot_be_read_are_told_by_line(notes: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        list(brat.read_files([("a.txt", "“Yes”"), ("a.ann", notes)]))


def test_annotations_without_their_text_are_told() -> None:
    with pytest.raises(DataError, match=r"a.ann: there is no a.txt beside it"):
        list(brat.read_files([("a.ann", "")]))


# --- the table


def test_an_unknown_format_is_told_with_the_ones_there_are() -> None:
    with pytest.raises(UsageError, match="'xml'; there are jsonl, csv, webannotation, tei, brat"):
        named("xml")
    assert all(named(name).name == name for name in FORMATS)
