"""Thirty-eight invented articles in the styles of other outlets, countries and decades, with every field annotated.

The articles of ``styles.jsonl`` are the project's own, people and sentences alike: agency copy of Minsk, Astana, Patna and Nairobi, papers
of 1905 and 1938, court and parliament reports, a match, an earnings call, an obituary, an interview in questions and answers, low and
angular quotation marks. They were written, and annotated by the guidelines, before anybody looked at what the library makes of
them; then rules were mended with them in sight. So the floors below claim no accuracy on unseen articles: they claim that what was
understood once of these styles stays understood. A line of the file is a document and its gold at once:

    quotes score tests/corpus/styles.jsonl tests/corpus/styles.jsonl --errors 20
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import quotes
from quotes.learning.gold import PARTS, read_gold
from quotes.learning.predictions import Answer, answer_of
from quotes.learning.score import Score, score
from quotes.model import ATTRIBUTED, Document

CORPUS = Path(__file__).with_name("styles.jsonl")
RECORDS: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]

FLOORS = {
    "detection": 0.98,
    "scare, title rejected": 0.84,
    "kind": 0.985,
    "mention": 0.945,
    "cue": 0.925,
    "speaker": 0.90,
    "speaker, pronoun": 0.94,
    "venue, any part": 0.80,
    "venue.occasion": 0.90,
    "venue.place": 0.75,
    "venue.medium": 0.90,
    "no venue where none": 0.92,
    "date": 0.79,
    "no date where none": 0.91,
    "right where confidence >= 0.9": 0.96,
}
"""Each figure, with what it may not fall below: a quotation or two less than was reached."""


def scored(answers: list[Answer]) -> Score:
    """The figures of some answers."""
    return score(read_gold(str(CORPUS)), iter(answers), texts={record["doc"]: record["text"] for record in RECORDS})


def reached(result: Score, figure: str) -> float:
    """One figure as a number: the share of right answers, or F1."""
    value = result.figures[figure].as_json()
    return float(value.get("f1", value.get("accuracy")) or 0.0)


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    """What the library says of every article, each read by itself."""
    documents = (Document(record["text"], id=record["doc"], published=record["published"]) for record in RECORDS)
    return [answer_of(quotation) for document in documents for quotation in quotes.attribute(document)]


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls_below_its_floor(figure: str, answers: list[Answer]) -> None:
    result = scored(answers)
    faults = "\n".join(str(fault) for fault in result.faults.get(figure, ()))
    assert reached(result, figure) >= FLOORS[figure], faults


@pytest.mark.parametrize("figure", [figure for figure in FLOORS if not figure.startswith(("no ", "scare", "right"))])
def test_saying_nothing_reaches_no_floor(figure: str) -> None:
    """What is missed counts: a library that abstains fails."""
    assert reached(scored([]), figure) < FLOORS[figure]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["doc"])
def test_the_gold_points_into_its_text(record: dict[str, Any]) -> None:
    """Marks open and close each span, and no phrase begins or ends with a space or lies in a quotation."""
    text = record["text"]
    assert record["id"] == record["doc"]
    for gold in record["quotes"]:
        assert text[gold["start"]] in "\"“„‘'«`"
        assert text[gold["end"] - 1] in "\"”“’'»"
        phrases = [(gold.get("speaker") or {}).get("mention"), gold.get("cue"), gold.get("date_evidence")]
        phrases += [
            part[name] for part in (gold.get("venue") or {}, gold.get("venue_also") or {}) for name in PARTS if name in part
        ]
        for start, end in (phrase for phrase in phrases if phrase):
            assert text[start:end] == text[start:end].strip()
            assert not any(start < other["end"] and other["start"] < end for other in record["quotes"])


def test_the_articles_are_of_many_styles_and_years() -> None:
    assert len({record["style"] for record in RECORDS}) >= 30
    years = {int(record["published"][:4]) for record in RECORDS}
    assert (min(years), max(years)) == (1905, 2025)
    kinds = [gold["kind"] for record in RECORDS for gold in record["quotes"]]
    assert sum(kind in ATTRIBUTED for kind in kinds) >= 240
    assert sum(kind not in ATTRIBUTED for kind in kinds) >= 35
