"""Two hundred and fifty-six invented articles in the styles of other outlets, countries and decades, with every field annotated.

The articles are the project's own, people and sentences alike: agency copy of Minsk, Astana, Patna and Nairobi, papers of 1905 and 1938,
court and parliament reports, a war, a match, an earnings call, an obituary, an interview in questions and answers, low and angular
quotation marks. They were written, and annotated by the guidelines, before anybody looked at what the library makes of them; then
rules were mended with them in sight. So the floors below claim no accuracy on unseen articles: they claim that what was understood once
of these styles stays understood. A line of a file is a document and its gold at once:

    quotes score tests/corpus/outlets.jsonl tests/corpus/outlets.jsonl --errors 20
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quotes
from quotes.learning.gold import PARTS, read_gold
from quotes.learning.predictions import Answer, answer_of
from quotes.learning.score import Score, score
from quotes.model import ATTRIBUTED, Document

FOLDER = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
"""For each file its figures, with what they may not fall below: a quotation or two less than was reached."""


def records(corpus: str) -> list[dict[str, Any]]:
    """The articles of a file with their gold."""
    return [json.loads(line) for line in (FOLDER / corpus).read_text(encoding="utf-8").splitlines()]


RECORDS = [record for corpus in FLOORS for record in records(corpus)]
FIGURES = [(corpus, figure) for corpus, floors in FLOORS.items() for figure in floors]


def scored(corpus: str, answers: list[Answer]) -> Score:
    """The figures of some answers."""
    texts = {record["doc"]: record["text"] for record in records(corpus)}
    return score(read_gold(str(FOLDER / corpus)), iter(answers), texts=texts)


@cache
def reached(corpus: str) -> Score:
    """What the library says of every article, each read by itself."""
    documents = (Document(record["text"], id=record["doc"], published=record["published"]) for record in records(corpus))
    return scored(corpus, [answer_of(quotation) for document in documents for quotation in quotes.attribute(document)])


def value(result: Score, figure: str) -> float:
    """One figure as a number: the share of right answers, or F1."""
    found = result.figures[figure].as_json()
    return float(found.get("f1", found.get("accuracy")) or 0.0)


@pytest.mark.parametrize(("corpus", "figure"), FIGURES)
def test_no_figure_falls_below_its_floor(corpus: str, figure: str) -> None:
    faults = "\n".join(str(fault) for fault in reached(corpus).faults.get(figure, ()))
    assert value(reached(corpus), figure) >= FLOORS[corpus][figure], faults


@pytest.mark.parametrize(("corpus", "figure"), [row for row in FIGURES if not row[1].startswith(("no ", "scare", "right"))])
def test_saying_nothing_reaches_no_floor(corpus: str, figure: str) -> None:
    """What is missed counts: a library that abstains fails."""
    assert value(scored(corpus, []), figure) < FLOORS[corpus][figure]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["doc"])
def test_the_gold_points_into_its_text(record: dict[str, Any]) -> None:
    """A mark opens each span, a mark or the paragraph's end closes it, and no phrase has a space at its ends or one end in a quotation."""
    text = record["text"]
    assert record["id"] == record["doc"]
    for gold in record["quotes"]:
        assert text[gold["start"]] in "\"“„‘'«`"
        assert text[gold["end"] - 1] in "\"”“’'»" or text[gold["end"] :].lstrip(" ").startswith("\n")
        phrases = [(gold.get("speaker") or {}).get("mention"), gold.get("cue"), gold.get("date_evidence")]
        phrases += [
            part[name] for part in (gold.get("venue") or {}, gold.get("venue_also") or {}) for name in PARTS if name in part
        ]
        for start, end in (phrase for phrase in phrases if phrase):
            assert text[start:end] == text[start:end].strip()
            spoken = [other for other in record["quotes"] if other["kind"] in ATTRIBUTED]
            assert not [other for other in spoken if other["start"] < start < other["end"] or other["start"] < end < other["end"]]


def test_the_articles_are_of_many_styles_and_years() -> None:
    assert len({record["style"] for record in RECORDS}) >= 80
    assert len({record["doc"] for record in RECORDS}) == len(RECORDS)
    years = {int(record["published"][:4]) for record in RECORDS}
    assert (min(years), max(years)) == (1905, 2025)
    kinds = [gold["kind"] for record in RECORDS for gold in record["quotes"]]
    assert sum(kind in ATTRIBUTED for kind in kinds) >= 900
    assert sum(kind not in ATTRIBUTED for kind in kinds) >= 90
