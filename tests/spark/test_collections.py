"""Documents read together on Spark: the answers of `quotes.attribute_all`, no step gathering the archive."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

from archives import LENDING, frame_of, seeds
from test_frames import quotations

from quotes.collection import STEPS, attribute_all
from quotes.integrations.spark import lend_frame, quotations_frame, read_frame
from quotes.model import Document

TOGETHER = [*seeds(), *LENDING]
TWICE = [Document("“No,” Varley said.", id="twice"), Document("“Yes,” Varley said.", id="twice")]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for what is between the steps, with what a broken run left there."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "1-names").mkdir()
    (folder / "1-names" / "part-0.parquet").write_bytes(b"half a file")
    return folder


@pytest.fixture(scope="module")
def lent(spark: Any, work: Path) -> Any:
    """The documents read together, with two that share an id, and one that cannot be read."""
    documents = random.Random(3).sample([*TOGETHER, *TWICE], k=len(TOGETHER) + 2)
    bad = spark.createDataFrame([("bad", None, None)], "id string, text string, published string")
    return lend_frame(read_frame(frame_of(spark, documents).unionByName(bad)), work=str(work)).cache()


def test_the_answers_are_those_of_one_process(lent: Any) -> None:
    together = dict(zip((d.id for d in TOGETHER), attribute_all(TOGETHER), strict=True))
    assert quotations(lent.where("document != 'twice'")) == together
    rules = {e.rule for answers in together.values() for q in answers for e in q.evidence if e.document is not None}
    assert {"fuller-name", "shared-occasion", "echo", "year-of-the-collection"} <= rules


def test_what_was_lent_names_its_lender_in_the_column_from(lent: Any) -> None:
    (row,) = [row for row in quotations_frame(lent).collect() if row["document"] == "b-family-name"]
    assert row["speaker"]["name"] == "Ann Varley"
    assert row["speaker"]["from"]["document"] == "a-full-name"


def test_documents_that_share_an_id_stand_apart(lent: Any) -> None:
    rows = quotations_frame(lent.where("document = 'twice'")).collect()
    assert sorted((row["text"], row["speaker"]["name"]) for row in rows) == [("No,", "Varley"), ("Yes,", "Varley")]
    alone, together = attribute_all(TWICE), attribute_all([*TWICE, *LENDING])[:2]
    assert alone == together


def test_rows_that_could_not_be_read_stay(lent: Any) -> None:
    assert [row["error"] for row in lent.where("document = 'bad'").collect()] == ["no text"]


def test_each_step_is_kept_in_the_place_of_what_a_broken_run_left(lent: Any, work: Path) -> None:
    assert lent.count() == len(TOGETHER) + 3
    assert sorted(path.name for path in work.iterdir()) == [
        "0-readings",
        *(f"{n}-{step.name}" for n, step in enumerate(STEPS, 1)),
    ]
