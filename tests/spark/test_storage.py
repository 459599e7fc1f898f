"""Out to Parquet by day and back; into a quote index and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

from archives import LENDING, frame_of, seeds
from test_frames import quotations

from quotes.collection import attribute_all
from quotes.index import Index
from quotes.integrations.spark import attribute_frame, lend_frame, read_frame, read_index, write_days, write_index
from quotes.pipeline import attribute_each

DOCUMENTS = [*seeds(), *LENDING]


@pytest.fixture(scope="module")
def archive(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The readings of the documents, from Parquet."""
    path = str(tmp_path_factory.mktemp("archive") / "readings")
    write_days(read_frame(frame_of(spark, DOCUMENTS), every_kind=True), path)
    return spark.read.parquet(path)


def test_readings_come_back_from_parquet_as_they_were(archive: Any) -> None:
    alone = attribute_each(DOCUMENTS, every_kind=True)
    assert quotations(archive) == dict(zip((d.id for d in DOCUMENTS), alone, strict=True))


def test_a_day_is_a_folder_and_is_replaced_without_the_others(spark: Any, tmp_path: Path) -> None:
    path = tmp_path / "quotations"
    write_days(attribute_frame(frame_of(spark, LENDING)), str(path))
    assert {"day=2021-03-03", "day=2021-03-05"} <= {folder.name for folder in path.iterdir()}
    before = spark.read.parquet(str(path)).count()
    write_days(attribute_frame(frame_of(spark, LENDING[:1])), str(path), mode="overwrite")
    again = spark.read.parquet(str(path))
    assert again.count() == before
    assert dict(again.dtypes)["day"] == "date"


def test_a_part_of_the_archive_goes_into_an_index(spark: Any, archive: Any, tmp_path: Path) -> None:
    part = archive.where("day BETWEEN '2021-03-01' AND '2021-03-05'")
    assert write_index(frame_of(spark, DOCUMENTS), part, tmp_path / "index") == 3
    with Index.open(tmp_path / "index") as index:
        assert index.document_ids() == ["a-full-name", "b-family-name", "c-occasion"]
        assert [hit.quotation.document for hit in index.search("pumps")] == ["c-occasion"]
        assert index.document("c-occasion") == LENDING[2]


def test_an_index_goes_into_a_frame(spark: Any, archive: Any, tmp_path: Path) -> None:
    write_index(frame_of(spark, DOCUMENTS), archive, tmp_path / "index")
    assert quotations(read_index(spark, tmp_path / "index")) == quotations(archive)


def test_what_the_collection_lent_lies_over_the_documents_own_answers(spark: Any, archive: Any, tmp_path: Path) -> None:
    lent = lend_frame(archive, work=str(tmp_path / "work"))
    write_index(frame_of(spark, DOCUMENTS), archive, tmp_path / "index", lent=lent)
    with Index.open(tmp_path / "index") as index:
        together = attribute_all(DOCUMENTS, every_kind=True)
        assert {q.id: q for q in index.quotations(every=True)} == {q.id: q for found in together for q in found}
        assert {q.id: q for q in index.quotations(every=True, own=True)} == {
            q.id: q for found in attribute_each(DOCUMENTS, every_kind=True) for q in found
        }
