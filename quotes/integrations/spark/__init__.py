"""Quotations of an archive on Apache Spark (extra ``spark``: PySpark 3.5 or 4).

    readings = read_frame(articles)                        # one row a document: its quotations and people; nothing is shuffled
    attribute_frame(articles)                              # one row a quotation, each document by itself
    quotations_frame(lend_frame(readings, work="…"))       # one row a quotation, the documents read together
    write_days(readings, "…")                              # Parquet, a folder a day
    write_index(articles, readings, "index")               # the part that somebody wants to read, as a quote index

Whatever runs on the workers is what `quotes.attribute_each` and `quotes.attribute_all` run: the answers are the same. The frames
are lazy, and deterministic: a task that is run again gives the same rows. A row that cannot be read says why in ``error`` and
fails no job. The columns are those of JSON Lines (`quotes.formats`), as structs; ``earliest`` and ``latest`` are dates.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

from quotes.errors import MissingExtraError

try:
    import pyarrow  # noqa: F401
    import pyspark  # noqa: F401
except ImportError:
    raise MissingExtraError("reading on Spark", "spark") from None

from quotes.integrations.spark.frames import attribute_frame, quotations_frame, read_frame
from quotes.integrations.spark.lending import lend_frame
from quotes.integrations.spark.storage import read_index, write_days, write_index

__all__ = ["attribute_frame", "lend_frame", "quotations_frame", "read_frame", "read_index", "write_days", "write_index"]
