"""Articles to readings to quotations: what each document says by itself. Nothing is shuffled."""

# pyright: reportMissingImports=false
from __future__ import annotations

import pickle

from pyspark.sql import Column, DataFrame, functions
from pyspark.sql.types import DateType, TimestampNTZType, TimestampType

from quotes.errors import UsageError
from quotes.integrations.spark.columns import READINGS, ddl
from quotes.integrations.spark.workers import Reader
from quotes.resolve.known import KnownPeople

__all__ = ["attribute_frame", "column", "published_column", "quotations_frame", "read_frame"]


def attribute_frame(
    articles: DataFrame,
    *,
    id: str = "id",
    text: str = "text",
    published: str | None = "published",
    people: KnownPeople | None = None,
    every_kind: bool = False,
) -> DataFrame:
    """The quotations of a frame of articles, one row each: `quotes.attribute_each` on Spark.

    Arguments: `articles`; the names of its columns with the ids, the texts, the dates of publication (dates, timestamps or EDTF
    strings; None where there are none); known people; whether scare quotations, titles and nested quotations are given too.
    Result: the columns of JSON Lines; ``day``, on which the document was published as far as it is known; ``error``, null but for
    a row that stands for a document that could not be read. Lazy; nothing is shuffled.
    Raises `UsageError` where a column is not there.
    """
    readings = _read(articles, id, text, published, people, every_kind, with_people=False)
    return quotations_frame(readings)


def read_frame(
    articles: DataFrame,
    *,
    id: str = "id",
    text: str = "text",
    published: str | None = "published",
    people: KnownPeople | None = None,
    every_kind: bool = False,
) -> DataFrame:
    """The readings of a frame of articles, one row a document, with its quotations and people, to be kept and read together.

    Arguments and errors as for `attribute_frame`. Result: ``document``, ``clock`` (EDTF), ``day``, ``quotations``, ``people``,
    ``error``; of a document that could not be read the id and the error alone. Lazy; nothing is shuffled.
    """
    return _read(articles, id, text, published, people, every_kind, with_people=True)


def _read(
    articles: DataFrame,
    id: str,
    text: str,
    published: str | None,
    people: KnownPeople | None,
    every_kind: bool,
    *,
    with_people: bool,
) -> DataFrame:
    due = articles.select(
        column(articles, id).cast("string").alias("id"),
        column(articles, text).cast("string").alias("text"),
        published_column(articles, published).alias("published"),
    )
    reader = Reader(pickle.dumps(people) if people is not None else None, every_kind, with_people)
    return due.mapInArrow(reader, ddl(READINGS))


def column(frame: DataFrame, name: str) -> Column:
    """The column of that name, dots and all. Raises `UsageError` where there is none."""
    if name not in frame.columns:
        raise UsageError(f"the frame has no column {name!r}; it has {', '.join(map(repr, frame.columns))}")
    return functions.col(f"`{name}`")


def published_column(frame: DataFrame, name: str | None) -> Column:
    """The dates of publication as EDTF; null for all where no column has them."""
    if name is None:
        return functions.lit(None).cast("string")
    found = column(frame, name)
    days = isinstance(frame.schema[name].dataType, (DateType, TimestampType, TimestampNTZType))
    return functions.date_format(found, "yyyy-MM-dd") if days else found.cast("string")


def quotations_frame(readings: DataFrame) -> DataFrame:
    """The quotations of a frame of readings, one row each, as `attribute_frame` gives them. Lazy; nothing is shuffled."""
    nobody = functions.array(functions.lit(None).cast(readings.schema["quotations"].dataType.elementType))
    found = functions.when(functions.col("error").isNull(), functions.col("quotations")).otherwise(nobody)
    rows = readings.select("document", "day", "error", functions.explode(found).alias("quotation"))
    names = [field.name for field in READINGS.field("quotations").type.value_type]
    columns = [
        functions.col("document") if name == "document" else functions.col(f"quotation.{name}").alias(name) for name in names
    ]
    return rows.select(*columns, "day", "error")
