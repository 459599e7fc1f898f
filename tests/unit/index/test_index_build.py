"""Building: only what is new is read, jobs and order do not show, what vanished goes when asked, nothing half done is left."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builds import FOLDERS, bridge, bridges, contents, dump, in_child, start_child

from quotes import collection
from quotes.collection import Reading, attribute_all, read_document
from quotes.errors import InputError, OutputError, QuotesError
from quotes.formats import jsonl
from quotes.index import Index, build, build_index
from quotes.model import Document
from quotes.resolve.known import KnownPeople, KnownPerson

MIXED = [
    Document(
        "“The bridge stays shut,” Mayor Ngozi Okafor told a meeting of the harbour board on Monday.",
        id="a",
        published="2021-03-02",
    ),
    Document("“Nobody asked us,” Okafor said.", id="b"),
    Document("Nobody is quoted here.", id="c"),
    Document("", id="d"),
]


def test_the_summary_says_what_was_done(tmp_path: Path) -> None:
    summary = build_index(MIXED, tmp_path)
    assert (summary.added, summary.changed, summary.unchanged, summary.removed, summary.left_out) == (4, 0, 0, 0, ())
    assert (summary.documents, summary.quotations, summary.speakers) == (4, 2, 1)
    assert str(summary) == "4 added: 2 quotations by 1 speaker in 4 documents"


def test_indexing_twice_changes_nothing(tmp_path: Path) -> None:
    build_index(MIXED, tmp_path)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}
    summary = build_index(MIXED, tmp_path)
    assert (summary.added, summary.unchanged) == (0, 4)
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(MIXED, tmp_path)
    read: list[str] = []

    def counting(document: Document, *rest: Any, **more: Any) -> Reading:
        read.append(document.id)
        return read_document(document, *rest, **more)

    monkeypatch.setattr(collection, "read_document", counting)
    changed = Document("“Ask us,” Okafor said.", id="b")
    summary = build_index([MIXED[0], changed, *MIXED[2:], bridge(1)], tmp_path)
    assert read == ["b", "bridge-001"]
    assert (summary.added, summary.changed, summary.unchanged) == (1, 1, 3)


def test_other_rules_or_known_people_are_a_reason_to_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(MIXED, tmp_path)
    monkeypatch.setattr(build, "fingerprint", lambda people: "another")
    assert build_index(MIXED, tmp_path).changed == 4


def test_what_vanished_goes_only_when_asked(tmp_path: Path) -> None:
    build_index(MIXED, tmp_path / "pruned")
    assert build_index(MIXED[:2], tmp_path / "pruned").documents == 4
    summary = build_index(MIXED[:2], tmp_path / "pruned", prune=True)
    assert (summary.removed, summary.documents) == (2, 2)
    build_index(MIXED[:2], tmp_path / "fresh")
    assert contents(tmp_path / "pruned") == contents(tmp_path / "fresh")
    assert dump(tmp_path / "pruned") == dump(tmp_path / "fresh")


def test_jobs_and_order_do_not_show(tmp_path: Path) -> None:
    documents = [*MIXED, *bridges(12)]
    build_index(documents, tmp_path / "one")
    build_index(documents[::-1], tmp_path / "two", jobs=2)
    assert dump(tmp_path / "one") == dump(tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_json_lines_hold_what_the_index_shows(tmp_path: Path) -> None:
    build_index(MIXED, tmp_path, site=False)
    with (tmp_path / build.JSON_LINES).open(encoding="utf-8") as lines, Index.open(tmp_path) as index:
        assert list(jsonl.read(lines)) == list(index)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quotations.jsonl", "quotes.sqlite"]


def test_documents_lend_each_other_names_unless_told_not_to(tmp_path: Path) -> None:
    build_index(MIXED, tmp_path, site=False)
    with Index.open(tmp_path) as index:
        (lent,) = index.quotations("b")
        (own,) = index.quotations("b", own=True)
        assert lent.speaker
        assert lent.speaker.lender
        assert own.speaker
        assert (lent.speaker.name, lent.speaker.lender.document) == ("Ngozi Okafor", "a")
        assert (own.speaker.name, own.speaker.lender) == ("Okafor", None)
        assert [entry.name for entry in index.people()] == ["Ngozi Okafor"]
        assert [hit.quotation.document for hit in index.search(speaker="Ngozi Okafor")] == ["a", "b"]
    build_index(MIXED, tmp_path, site=False, collection=False)
    with Index.open(tmp_path) as index:
        assert list(index) == list(index.quotations(own=True))
    build_index(MIXED, tmp_path, site=False)
    with Index.open(tmp_path) as index:
        assert next(index.quotations("b")) == lent


def test_an_index_answers_as_the_collection_does(tmp_path: Path) -> None:
    documents = [*MIXED, *bridges(4)]
    build_index(documents, tmp_path, site=False)
    with Index.open(tmp_path) as index:
        for document, quotations in zip(documents, attribute_all(documents, every_kind=True), strict=True):
            assert sorted(index.quotations(document.id, every=True), key=lambda q: q.id) == sorted(quotations, key=lambda q: q.id)


def test_known_people_are_found_under_names_that_no_document_uses(tmp_path: Path) -> None:
    known = KnownPeople([KnownPerson("Ngozi Okafor", aliases=("Madam Bridge",), id="Q7")])
    build_index(MIXED, tmp_path, site=False, people=known)
    with Index.open(tmp_path) as index:
        assert [hit.quotation.document for hit in index.search(speaker="madam bridge")] == ["a", "b"]
        assert index.people()[0].id == "Q7"
        assert "Madam Bridge" in index.people()[0].names
    build_index(MIXED, tmp_path, site=False)
    with Index.open(tmp_path) as index:
        assert index.search(speaker="madam bridge") == []


def test_what_was_lent_goes_with_the_lender(tmp_path: Path) -> None:
    build_index(MIXED, tmp_path, site=False)
    build_index(MIXED[1:], tmp_path, site=False, prune=True)
    with Index.open(tmp_path) as index:
        (alone,) = index
        assert alone.speaker
        assert alone.speaker.name == "Okafor"


def test_an_id_that_comes_twice_and_a_failing_analysis_are_left_out_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(document: Document, *rest: Any, **more: Any) -> Reading:
        if document.id == "c":
            raise RecursionError("too deep")
        return read_document(document, *rest, **more)

    monkeypatch.setattr(collection, "read_document", failing)
    told: list[QuotesError] = []
    done: list[tuple[str, int]] = []
    summary = build_index(
        [*MIXED[:3], Document("again", id="a")],
        tmp_path,
        site=False,
        report=told.append,
        progress=lambda *args: done.append(args),
    )
    assert [left.document for left in summary.left_out] == ["c", "a"]
    assert [str(error) for error in told] == [f"{left.document}: {left.reason}" for left in summary.left_out]
    assert str(told[0]).startswith("c: its analysis failed (RecursionError: too deep, ")
    assert str(told[1]) == "a: another document has the same id"
    assert done == [("a", 1), ("b", 1)]
    assert str(summary) == "2 added; 2 left out: 2 quotations by 1 speaker in 2 documents"


def test_an_error_of_the_stream_keeps_what_came_before(tmp_path: Path) -> None:
    def stream() -> Iterator[Document]:
        yield MIXED[0]
        raise InputError("unreadable", path="x")

    with pytest.raises(InputError, match="unreadable"):
        build_index(stream(), tmp_path)
    with Index.open(tmp_path) as index:
        assert index.document_ids() == ["a"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("limit", [60_000, 200_000])
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, limit: int) -> None:
    """A limit on the size of files stands in for a full disk; afterwards the run goes on as if nothing had been."""
    import resource

    def run() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        with pytest.raises(OutputError, match=r"make room and run again|cannot be written"):
            build_index(bridges(16), tmp_path / "full")

    assert in_child(run) == 0
    if (tmp_path / "full" / "quotes.sqlite").exists() and limit > 100_000:
        with Index.open(tmp_path / "full") as index:
            assert index.document_ids() == [document.id for document in bridges(len(index.document_ids()))]
            assert index.document_ids()
    build_index(bridges(16), tmp_path / "full")
    build_index(bridges(16), tmp_path / "fresh")
    assert dump(tmp_path / "full") == dump(tmp_path / "fresh")
    assert contents(tmp_path / "full") == contents(tmp_path / "fresh")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_runs_at_once_give_what_one_gives(tmp_path: Path) -> None:
    children = [start_child(lambda: build_index(bridges(20), tmp_path / "both")) for _ in range(2)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    build_index(bridges(20), tmp_path / "one")
    assert dump(tmp_path / "both") == dump(tmp_path / "one")
    assert contents(tmp_path / "both") == contents(tmp_path / "one")


def test_every_line_of_the_json_lines_is_json(tmp_path: Path) -> None:
    text = "“A\ud800 is not a letter,” Ann Lee said."
    build_index([Document(text, id="odd\udcff")], tmp_path)
    lines = (tmp_path / build.JSON_LINES).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["odd\ufffd"] * len(lines)
    assert lines
    assert set(FOLDERS) <= {path.name for path in tmp_path.iterdir()}
