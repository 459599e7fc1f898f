"""What documents lend each other, on a cluster: the steps of `quotes.collection`, a block at a time.

Each step takes two turns over the archive. Documents leave notes; the notes of one block (a family name; a person and a month; a
speaker and a word) come together, sorted, and meet as a stream; the loans go back to their documents. No step gathers more than
one block, and of most blocks not even that. What is between two steps is kept in files, so that a lost worker costs its tasks alone.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

import pickle

from pyspark.sql import DataFrame, functions

from quotes.collection import COUNTED, STEPS, Step, commonest
from quotes.integrations.spark.columns import LOANS, NOTES, READINGS, WORDS, ddl
from quotes.integrations.spark.workers import Counting, Lending, Meeting, Noting

__all__ = ["lend_frame"]


def lend_frame(readings: DataFrame, *, work: str) -> DataFrame:
    """The readings of a collection with what its documents lend each other: `quotes.attribute_all` on Spark.

    Arguments: `readings`, as `read_frame` gives them; `work`, a folder that all workers reach, where they are written first and
    again after each step: what a run before left there is replaced. The frame that is given back reads from it, so that the
    folder is to be kept as long as the frame is.
    Result: as `read_frame`. Documents that share an id stand apart, as in `quotes.attribute_all`. Runs a job a step.
    """
    kept = _keep(readings.select(READINGS.names), f"{work.rstrip('/')}/0-readings")
    known = kept.where("error IS NULL")
    shared = known.groupBy("document").count().where("count > 1").select("document")
    apart = kept.where("error IS NOT NULL").unionByName(known.join(shared, "document", "left_semi"))
    together = known.join(shared, "document", "left_anti")
    for number, step in enumerate(STEPS, 1):
        together = _keep(run_step(step, together), f"{work.rstrip('/')}/{number}-{step.name}")
    return together.unionByName(apart)


def _keep(readings: DataFrame, place: str) -> DataFrame:
    readings.write.mode("overwrite").parquet(place)
    return readings.sparkSession.read.parquet(place)


def run_step(step: Step, readings: DataFrame) -> DataFrame:
    """The readings with what one step lends them."""
    notes = _notes(step, readings)
    sorted_notes = notes.repartition("block").sortWithinPartitions("block", "rank", "place")
    loans = sorted_notes.mapInArrow(Meeting(step.name), ddl(LOANS))
    lent = loans.groupBy("document").agg(functions.collect_list("loan").alias("loans"))
    return readings.join(lent, "document", "left").mapInArrow(Lending(step.name), ddl(READINGS))


def _notes(step: Step, readings: DataFrame) -> DataFrame:
    """The wishes, and of the offers those that somebody wishes."""
    slim = _without_evidence(readings)
    counts = pickle.dumps(_counts(step, slim))
    wishes = slim.mapInArrow(Noting(step.name, counts, wishes=True), ddl(NOTES))
    if step.offers is None:
        return wishes
    offers = slim.mapInArrow(Noting(step.name, counts, wishes=False), ddl(NOTES))
    return wishes.unionByName(offers.join(wishes.select("block").distinct(), "block", "left_semi"))


def _without_evidence(readings: DataFrame) -> DataFrame:
    """What notes are made of; evidence is half of a reading, and no note says anything of it."""
    evidence = readings.schema["quotations"].dataType.elementType["evidence"].dataType
    nothing = functions.array().cast(evidence)
    slim = functions.transform("quotations", lambda quotation: quotation.withField("evidence", nothing))
    return readings.withColumn("quotations", slim)


def _counts(step: Step, readings: DataFrame) -> dict[str, int]:
    if step.words is None:
        return {}
    counted = readings.mapInArrow(Counting(step.name), ddl(WORDS)).groupBy("word").agg(functions.sum("number").alias("number"))
    rows = counted.orderBy(functions.desc("number"), "word").limit(COUNTED).collect()
    return commonest({row["word"]: row["number"] for row in rows})
