"""Articles to quotations on Spark: the answers of one process, with bad rows kept apart."""

from __future__ import annotations

import datetime
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

from archives import LENDING, frame_of, seeds

from quotes.errors import UsageError
from quotes.integrations.spark import attribute_frame, quotations_frame, read_frame
from quotes.integrations.spark.rows import reading_from_row
from quotes.model import Document, Quotation
from quotes.pipeline import attribute_each
from quotes.resolve.known import load_people

KNOWN = Path(__file__).resolve().parents[2] / "seeds" / "people.toml"


def quotations(readings: Any) -> dict[str, tuple[Quotation, ...]]:
    """What a frame of readings holds, by document."""
    rows = [row.asDict(recursive=True) for row in readings.collect()]
    return {row["document"]: reading_from_row(row).quotations for row in rows if row["error"] is None}


@pytest.mark.parametrize("every_kind", [False, True])
def test_the_answers_are_those_of_one_process(spark: Any, every_kind: bool) -> None:
    documents = [*seeds(), *LENDING]
    found = quotations(read_frame(frame_of(spark, documents), every_kind=every_kind))
    alone = attribute_each(documents, every_kind=every_kind)
    assert found == {document.id: answers for document, answers in zip(documents, alone, strict=True)}
    assert sum(map(len, found.values())) > 20


def test_known_people_reach_the_workers(spark: Any) -> None:
    people = load_people(KNOWN)
    documents = seeds()
    found = quotations(read_frame(frame_of(spark, documents), people=people))
    assert found == dict(zip((d.id for d in documents), attribute_each(documents, people=people), strict=True))
    assert any(q.speaker is not None and q.speaker.id for answers in found.values() for q in answers)


def test_a_quotation_is_a_row_of_typed_columns(spark: Any) -> None:
    frame = attribute_frame(frame_of(spark, LENDING[:1]))
    (row,) = frame.collect()
    assert row["document"] == "a-full-name"
    assert (row["speaker"]["name"], row["kind"]) == ("Ann Varley", "direct")
    assert row["date"]["earliest"] == row["date"]["latest"] == datetime.date(2021, 3, 1)
    assert row["day"] == datetime.date(2021, 3, 3)
    assert (row["start"], row["segments"][0]["end"], row["version"]) == (0, row["end"], 1)
    assert row["error"] is None
    assert dict(frame.dtypes)["segments"] == "array<struct<start:int,end:int>>"


def test_rows_that_cannot_be_read_say_why_and_fail_no_job(spark: Any) -> None:
    rows = [("a", None, None), (None, "“No,” Ann Lee said.", None), ("c", "“No,” Ann Lee said.", "the ides of March")]
    rows += [("d", "“No,” Ann Lee said.", "2021-03-03"), ("e", "Nothing.", None), ("f", "", None)]
    frame = attribute_frame(spark.createDataFrame(rows, "id string, text string, published string"))
    found = [(row["document"], row["text"], row["error"]) for row in frame.collect()]
    assert [entry[:2] for entry in found] == [("a", None), (None, None), ("c", None), ("d", "No,")]
    assert found[0][2] == "no text"
    assert found[1][2] == "no id"
    assert "published" in found[2][2]
    assert found[3][2] is None


def test_columns_go_by_the_names_that_the_caller_gives(spark: Any) -> None:
    rows = [(7, "“No,” Ann Lee said on Monday.", datetime.date(2021, 3, 3))]
    articles = spark.createDataFrame(rows, "`the.key` long, body string, day date")
    (row,) = attribute_frame(articles, id="the.key", text="body", published="day").collect()
    assert (row["document"], row["date"]["edtf"]) == ("7", "2021-03-01")
    (row,) = attribute_frame(articles, id="the.key", text="body", published=None).collect()
    assert (row["document"], row["day"]) == ("7", None)
    with pytest.raises(UsageError, match=r"no column 'text'; it has 'the\.key', 'body', 'day'"):
        attribute_frame(articles, id="the.key")


def test_nothing_is_shuffled(spark: Any) -> None:
    articles = spark.createDataFrame([("a", "x", None)], "id string, text string, published string")
    plan = attribute_frame(articles)._jdf.queryExecution().executedPlan().toString()
    assert "MapInArrow" in plan
    assert "Exchange" not in plan


def test_run_twice_it_gives_the_same_rows_in_the_same_order(spark: Any) -> None:
    articles = frame_of(spark, seeds())
    assert attribute_frame(articles).collect() == attribute_frame(articles).collect()


def test_word_lists_and_people_are_read_once_a_worker(spark: Any) -> None:
    documents = [Document(d.text, id=f"{n}-{d.id}") for n in range(8) for d in LENDING]
    read = read_frame(frame_of(spark, documents, 8), people=load_people(KNOWN)).select("document")

    def report(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        from quotes.integrations.spark.workers import kept
        from quotes.lexicon import table

        for _ in batches:
            pass
        lists = table.cache_info()
        row = {"worker": os.getpid(), "sent": kept.cache_info().misses, "lists": lists.currsize, "read": lists.misses}
        yield pa.RecordBatch.from_pylist([row])

    def workers() -> dict[int, Any]:
        ids = spark.range(8).repartition(8)
        rows = ids.mapInArrow(report, "worker long, sent long, lists long, read long").collect()
        return {row["worker"]: row for row in rows}

    before = workers()
    assert read.count() == len(documents)
    after = workers()
    assert all(row["lists"] == row["read"] for row in after.values())
    assert any(row["lists"] > 0 for row in after.values())
    assert all(row["sent"] - (before[worker]["sent"] if worker in before else 0) <= 1 for worker, row in after.items())


def test_a_worker_killed_in_mid_job_loses_nothing(spark: Any, tmp_path: Path) -> None:
    """The first task that comes half way kills every worker of Spark's, itself last; the tasks are run again."""
    documents = [Document(d.text, id=f"{n}-{d.id}", published=d.published) for n in range(20) for d in LENDING]
    killed = tmp_path / "killed"

    def kill_once(batches: Iterator[Any]) -> Iterator[Any]:
        for number, batch in enumerate(batches):
            yield batch
            if number == 1 and not killed.exists():
                killed.touch()
                for process in siblings():
                    os.kill(process, signal.SIGKILL)
                os.kill(os.getpid(), signal.SIGKILL)

    def siblings() -> list[int]:
        """The other processes of the parent of this one."""
        parent = os.getppid()
        stats = [path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")]
        pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
        return [pid for pid, stat in zip(pids, stats, strict=False) if int(stat[1]) == parent and pid != os.getpid()]

    articles = frame_of(spark, documents, 4)
    found = quotations(read_frame(articles.mapInArrow(kill_once, articles.schema)))
    assert killed.exists()
    assert found == dict(zip((d.id for d in documents), attribute_each(documents), strict=True))


def test_quotations_of_readings_are_those_of_the_articles(spark: Any) -> None:
    articles = frame_of(spark, [*seeds(), *LENDING])
    one = sorted(attribute_frame(articles).collect(), key=lambda row: row["id"])
    two = sorted(quotations_frame(read_frame(articles)).collect(), key=lambda row: row["id"])
    assert one == two
