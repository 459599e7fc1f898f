"""Small archives for the tests: the seeds of this repository, and a collection in which every way of lending has work to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quotes.inputs import read_documents
from quotes.model import Document

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

PLANT = "The reporters were at the opening of the Varnholt pumping station near the old harbour."
WORDS = "Every family between the harbour and the northern bridges will drink clean water before winter"

LENDING = [
    Document(f"“{WORDS},” mayor Ann Varley said on Monday.", id="a-full-name", published="2021-03-03"),
    Document(f"Varley told the council: “{WORDS} begins.”", id="b-family-name", published="2021-03-05"),
    Document(
        "“The pumps run,” Bo Ekdal said on Tuesday at the opening of the Varnholt pumping station.",
        id="c-occasion",
        published="2021-03-04",
    ),
    Document(
        "“We are proud,” Bo Ekdal said at the opening of the Varnholt pumping station.", id="d-occasion", published="2021-03-06"
    ),
    Document(
        "GORKI, March 2. /News/. “It works,” Ann Varley said on Tuesday. Bo Ekdal and Carla Finch were there.", id="e-no-year"
    ),
    Document("Carla Finch met Ann Varley and Bo Ekdal. “Good,” Carla Finch said.", id="f-people", published="2021-03-08"),
    Document("Nobody speaks here.", id="g-silence", published="2021-03-08"),
]


def seeds() -> list[Document]:
    """The seed documents."""
    return list(read_documents([str(SEEDS)]))


def frame_of(spark: Any, documents: list[Document], partitions: int = 3) -> Any:
    """The documents as a frame of articles."""
    rows = [(document.id, document.text, document.published) for document in documents]
    return spark.createDataFrame(rows, "id string, text string, published string").repartition(partitions)
