"""Where frames stay: Parquet with a folder a day, and quote indexes for the parts that somebody wants to read."""

# pyright: reportMissingImports=false
from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from pyspark.sql import DataFrame, SparkSession, functions

from quotes.index import Index
from quotes.integrations.spark.columns import READINGS, ddl
from quotes.integrations.spark.frames import column, published_column
from quotes.integrations.spark.rows import reading_from_row, reading_row
from quotes.model import Document, Quotation

__all__ = ["read_index", "write_days", "write_index"]

_FIELDS = ("id", "text", "published", "title", "source", "url")


def write_days(frame: DataFrame, path: str, *, mode: str = "errorifexists") -> None:
    """Writes readings or quotations as Parquet, one folder a day of publication (``day=2022-01-15``).

    Arguments: a `frame` with the column ``day``; the `path`; `mode`, as Spark has it: with ``overwrite`` only the days that the
    frame holds are replaced, so that a day can be read again without the others. The rows are shuffled once, by day.
    """
    writer = frame.repartition("day").write.mode(mode).option("partitionOverwriteMode", "dynamic")
    writer.partitionBy("day").parquet(path)


def write_index(
    articles: DataFrame,
    readings: DataFrame,
    directory: str | os.PathLike[str],
    *,
    lent: DataFrame | None = None,
    id: str = "id",
    text: str = "text",
    published: str | None = "published",
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> int:
    """Writes documents with their readings into the quote index of a folder of this machine, one after the other.

    Arguments: `articles` and `readings`, as far as they are to be in the index: a document is where both hold it; the
    `directory`, made where it is missing; `lent`, the readings with what the collection lent (`lend_frame`), which stays apart in
    the index; the names of the columns of `articles`. Result: how many documents were written.
    Errors: `UsageError` where a column is not there; `OutputError` where the index cannot be written.
    """
    names = {"id": id, "text": text, "title": title, "source": source, "url": url}
    texts = articles.select(
        *(
            (functions.lit(None) if name is None else column(articles, name)).cast("string").alias(f"_{field}")
            for field, name in names.items()
        ),
        published_column(articles, published).alias("_published"),
    )
    joined = texts.join(readings.where("error IS NULL"), texts["_id"] == readings["document"])
    with Index.open(directory, create=True) as index:
        written = 0
        for row in joined.toLocalIterator(prefetchPartitions=True):
            _add(index, row.asDict(recursive=True))
            written += 1
        if lent is not None:
            ids = texts.select(functions.col("_id").alias("document")).distinct()
            index.lend(_quotations(lent.where("error IS NULL").join(ids, "document", "left_semi")))
    return written


def _add(index: Index, row: Mapping[str, Any]) -> None:
    document = Document(**{field: row[f"_{field}"] for field in _FIELDS})
    reading = reading_from_row(row)
    index.add(document, reading.quotations, reading.people, clock=reading.clock)


def _quotations(readings: DataFrame) -> Iterator[Quotation]:
    for row in readings.toLocalIterator(prefetchPartitions=True):
        yield from reading_from_row(row.asDict(recursive=True)).quotations


def read_index(spark: SparkSession, directory: str | os.PathLike[str]) -> DataFrame:
    """The readings of a quote index as a frame, each document's own answers, without what was lent.

    Errors: `InputError` where there is no index.
    """
    with Index.open(directory) as index:
        rows = [reading_row(reading) for reading in index.readings()]
    return spark.createDataFrame(rows, ddl(READINGS))
