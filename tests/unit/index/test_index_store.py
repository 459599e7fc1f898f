"""What is written is read back; what breaks is said, and nothing that was there is lost."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import attrs
import pytest
from reports import Report

from quotes.errors import DataError, InputError, OutputError, UsageError
from quotes.index import Index, store
from quotes.model import Document, Quotation, Speaker
from quotes.span import Span


def test_every_record_comes_back_equal(folder: Path, reports: list[Report]) -> None:
    with Index.open(folder) as index:
        for report in reports:
            assert index.document(report.document.id) == report.document
            assert index.persons(report.document.id) == tuple(report.people)
            assert list(index.quotations(report.document.id, every=True)) == sorted(report.quotations, key=lambda q: q.start)
            for quotation in report.quotations:
                assert index.quotation(quotation.id) == quotation


def test_an_index_shows_the_outermost_direct_and_mixed_quotations(folder: Path, reports: list[Report]) -> None:
    shown = [q.id for r in reports for q in r.quotations if q.parent is None and q.kind in ("direct", "mixed")]
    with Index.open(folder) as index:
        assert sorted(q.id for q in index) == sorted(shown)
        assert len(index) == len(shown)


def test_the_order_of_writing_does_not_show(tmp_path: Path, folder: Path, reports: list[Report]) -> None:
    with Index.open(tmp_path / "other", create=True) as other, Index.open(folder) as index:
        for report in reversed(reports):
            other.add(report.document, report.quotations, report.people)
        assert list(other.quotations(every=True)) == list(index.quotations(every=True))
        assert list(other.documents()) == list(index.documents())
        assert other.people() == index.people()


def test_a_document_under_the_same_fingerprint_is_left_alone_and_a_changed_one_replaced(
    tmp_path: Path, reports: list[Report]
) -> None:
    report = reports[0]
    with Index.open(tmp_path, create=True) as index:
        assert index.add(report.document, report.quotations, fingerprint="1") == "added"
        assert index.holds(report.document, "1")
        assert index.add(report.document, [], fingerprint="1") == "unchanged"
        assert len(list(index)) == 3
        assert index.add(attrs.evolve(report.document, title="Anew"), report.quotations[:1], fingerprint="1") == "changed"
        assert [q.id for q in index] == [report.quotations[0].id]
        assert not index.holds(report.document, "1")
        assert index.add(report.document, [], fingerprint="2") == "changed"
        assert len(index) == 0


def test_a_removed_document_leaves_nothing_behind(folder: Path, reports: list[Report]) -> None:
    with Index.open(folder) as index:
        assert [index.remove(report.document.id) for report in reports] == [True, True, True]
        assert not index.remove("harbour.txt")
        assert index.people() == ()
        assert index.search("bridge") == []
    connection = sqlite3.connect(folder / store.FILE_NAME)
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search_%'")
    ]
    assert {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables} == dict.fromkeys(
        tables, 0
    )
    connection.close()


def test_foreign_keys_and_the_search_table_hold_together(folder: Path) -> None:
    connection = sqlite3.connect(folder / store.FILE_NAME)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.execute("INSERT INTO quotations_search (quotations_search) VALUES ('integrity-check')")
    connection.close()


def test_somebody_unnamed_is_nobody_in_the_next_document(tmp_path: Path) -> None:
    def report(name: str) -> tuple[Document, list[Quotation]]:
        from_ = Document("“No,” a guard said.", id=name)
        speaker = attrs.evolve(SPEAKER, name="a guard", start=6, end=13, text="a guard")
        return from_, [Quotation(f"{name}:0-5", name, (Span(0, 5),), "No,", "direct", speaker)]

    with Index.open(tmp_path, create=True) as index:
        index.add(*report("a"))
        index.add(*report("b"))
        assert [(entry.name, entry.document) for entry in index.people()] == [("a guard", "a"), ("a guard", "b")]


def test_plain_sql_reads_the_answers(folder: Path) -> None:
    connection = sqlite3.connect(folder / store.FILE_NAME)
    query = "SELECT speaker, role, occasion, date, kind FROM quotes WHERE text LIKE 'The bridge stays%'"
    assert connection.execute(query).fetchall() == [
        ("Ngozi Okafor", "Mayor", "a meeting of the harbour board", "2021-03-01", "direct")
    ]
    assert connection.execute("SELECT name, quotations FROM speakers ORDER BY 2 DESC, 1 LIMIT 1").fetchall() == [
        ("Ngozi Okafor", 2)
    ]
    assert connection.execute("SELECT * FROM days").fetchall() == [("2021-03-01", 1, 1)]
    connection.close()


def test_texts_that_sqlite_cannot_hold_are_kept_in_length(tmp_path: Path) -> None:
    text = "“a\ud800\x00b” – \U0001f600"
    quotation = Quotation("x\udcff:0-6", "x\udcff", (Span(0, 6),), text[1:5], "direct")
    with Index.open(tmp_path, create=True) as index:
        index.add(Document(text, id="x\udcff"), [quotation])
        assert index.quotation("x\udcff:0-6").text == "a\ufffd\x00b"
        assert index.document("x\udcff").text == text.replace("\ud800", "\ufffd")
        assert [hit.quotation.text for hit in index.search("b")] == ["a\ufffd\x00b"]


def test_there_must_be_an_index_to_open(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="quotes index INPUT -o DIR"):
        Index.open(tmp_path)


def test_a_folder_in_the_way_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be made"):
        Index.open(tmp_path / "file" / "index", create=True)


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_file_is_refused_and_not_touched(tmp_path: Path, create: bool) -> None:
    path = tmp_path / store.FILE_NAME
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DataError, match="is not a quote index"):
        Index.open(tmp_path, create=create)
    path.write_bytes(b"not SQLite at all" * 100)
    with pytest.raises(DataError, match="is not a quote index"):
        Index.open(tmp_path, create=create)
    assert before.startswith(b"SQLite")


def test_a_newer_and_an_older_version_are_refused_by_name(folder: Path) -> None:
    for version, wanted in ((store.SCHEMA_VERSION + 1, "newer version of quotes"), (0, "older version of quotes")):
        connection = sqlite3.connect(folder / store.FILE_NAME)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.close()
        with pytest.raises(DataError, match=wanted):
            Index.open(folder)


def test_what_is_not_there_is_said(folder: Path) -> None:
    with Index.open(folder) as index:
        with pytest.raises(UsageError, match="no quotation 'x'"):
            index.quotation("x")
        with pytest.raises(UsageError, match="no document 'x'"):
            index.document("x")


def test_quotations_that_contradict_each_other_are_the_callers_mistake_and_change_nothing(
    folder: Path, reports: list[Report]
) -> None:
    first = reports[0].quotations[0]
    orphan = attrs.evolve(first, id="orphan", parent="nowhere")
    with Index.open(folder) as index:
        for wrong in ([first, first], [orphan]):
            with pytest.raises(UsageError, match="two quotations of one id, or a nested one without its parent"):
                index.add(reports[0].document, wrong)
        assert len(list(index.quotations("harbour.txt", every=True))) == 4


def test_an_index_at_rest_is_one_file(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == [store.FILE_NAME]


def test_readers_go_on_while_another_writes(folder: Path, reports: list[Report]) -> None:
    with Index.open(folder) as writer, Index.open(folder) as reader:
        going = reader.quotations(every=True)
        next(going)
        writer.add(attrs.evolve(reports[0].document, title="Anew"), reports[0].quotations)
        assert writer.remove("letter.txt")
        list(going)
        assert len(list(reader.quotations(every=True))) == 7


def test_two_writers_take_turns(tmp_path: Path, reports: list[Report]) -> None:
    failures = []

    def write(own: int) -> None:
        try:
            with Index.open(tmp_path, create=True) as index:
                for turn in range(20):
                    index.add(Document(f"text {turn}", id=f"{own}-{turn}"), [])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=[own]) for own in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Index.open(tmp_path) as index:
        assert len(index.document_ids()) == 60


def test_a_writer_that_waits_in_vain_says_who_is_in_the_way(
    folder: Path, reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    other = sqlite3.connect(folder / store.FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Index.open(folder) as index, pytest.raises(OutputError, match="another program is writing this index"):
        index.remove("letter.txt")
    other.execute("ROLLBACK")
    other.close()
    with Index.open(folder) as index:
        assert index.remove("letter.txt")


def test_a_full_disk_loses_nothing(folder: Path, reports: list[Report]) -> None:
    with Index.open(folder) as index:
        index._connection.execute("PRAGMA max_page_count = 60")
        with pytest.raises(OutputError, match="the disk is full; what was indexed before is safe"):
            index.add(Document("long " * 200_000, id="long"), [])
    with Index.open(folder) as index:
        assert index.document_ids() == ["harbour.txt", "letter.txt", "news/market.txt"]
        assert index.add(Document("short", id="short"), []) == "added"


SPEAKER = Speaker(None, "person")
