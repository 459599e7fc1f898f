"""The five seed documents, each alone and read together: every quotation with its speaker, venue and date.

They run always over ``seeds/``, and over the agencies' originals where the environment variable ``QUOTES_SEEDS`` names their
folder (their gold is the file that ``QUOTES_SEEDS_GOLD`` names, else ``../gold/seeds.jsonl`` beside that folder).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest

import quotes
from quotes.explanation import rules
from quotes.learning.gold import PARTS, read_gold
from quotes.learning.predictions import answer_of
from quotes.learning.score import score
from quotes.model import ATTRIBUTED, Document, Quotation

ROOT = Path(__file__).resolve().parents[2]
Answers = dict[str, tuple[Quotation, ...]]


class Corpus(NamedTuple):
    """A folder of documents with their gold."""

    folder: Path
    gold: Path

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.gold.read_text(encoding="utf-8").splitlines()]

    def documents(self) -> list[Document]:
        return [Document((self.folder / gold["doc"]).read_bytes().decode(), id=gold["doc"]) for gold in self.records]


def corpora() -> list[object]:
    """The project's own seeds, and the originals where they are."""
    found: list[object] = [pytest.param(Corpus(ROOT / "seeds", ROOT / "tests/corpus/seeds.jsonl"), id="own")]
    if folder := os.environ.get("QUOTES_SEEDS"):
        gold = os.environ.get("QUOTES_SEEDS_GOLD") or Path(folder).parent / "gold" / "seeds.jsonl"
        found.append(pytest.param(Corpus(Path(folder), Path(gold)), id="originals"))
    return found


@pytest.fixture(scope="module", params=corpora())
def corpus(request: pytest.FixtureRequest) -> Corpus:
    chosen: Corpus = request.param
    return chosen


@pytest.fixture(scope="module")
def alone(corpus: Corpus) -> Answers:
    """Document → its quotations, each document read by itself."""
    return {document.id: quotes.attribute(document) for document in corpus.documents()}


@pytest.fixture(scope="module")
def together(corpus: Corpus) -> Answers:
    """Document → its quotations, all documents read as a collection."""
    documents = corpus.documents()
    return {document.id: found for document, found in zip(documents, quotes.attribute_all(documents), strict=True)}


def faults(corpus: Corpus, answers: Answers, *, collection: bool = False) -> list[str]:
    """Everything that differs from the gold, in words."""
    texts = {document.id: document.text for document in corpus.documents()}
    found = (answer_of(quotation) for quotations in answers.values() for quotation in quotations)
    compared = score(read_gold(str(corpus.gold)), found, texts=texts, together=collection)
    return [str(fault) for figure in compared.faults.values() for fault in figure]


def report(found: list[str]) -> None:
    """Fail with every fault on a line of its own."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def pairs(corpus: Corpus, answers: Answers) -> Iterator[tuple[dict[str, Any], Quotation]]:
    """Each attributed span of the gold with the quotation that has it as a segment."""
    for record in corpus.records:
        found = {segment.start: q for q in answers[record["doc"]] for segment in q.segments}
        yield from ((gold, found[gold["start"]]) for gold in record["quotes"] if gold["kind"] in ATTRIBUTED)


def test_the_gold_belongs_to_these_very_texts(corpus: Corpus) -> None:
    digests = {gold["doc"]: hashlib.sha256((corpus.folder / gold["doc"]).read_bytes()).hexdigest() for gold in corpus.records}
    assert digests == {gold["doc"]: gold["sha256"] for gold in corpus.records}


def test_each_document_alone_gives_every_answer_of_the_gold(corpus: Corpus, alone: Answers) -> None:
    report(faults(corpus, alone))


def test_the_collection_gives_every_answer_of_the_gold(corpus: Corpus, together: Answers) -> None:
    report(faults(corpus, together, collection=True))


def test_names_are_written_as_the_gold_has_them(corpus: Corpus, together: Answers) -> None:
    """In full and without a title, to the letter."""
    for gold, quotation in pairs(corpus, together):
        assert quotation.speaker is not None
        assert quotation.speaker.name == gold["speaker"]["name"]


def test_what_a_collection_lends_is_said_to_be_lent(corpus: Corpus, together: Answers) -> None:
    """A day that a document does not tell has no span in it, and names the document that told."""
    lent = [
        quotation.date
        for gold, quotation in pairs(corpus, together)
        if quotation.date and gold["date_in_collection"] and not gold["date"] and not gold["date_evidence"]
    ]
    assert lent
    assert all(date.lender is not None and date.start is None for date in lent)


def test_every_rule_that_an_answer_names_has_its_sentence(corpus: Corpus) -> None:
    analysed = [q for found in quotes.attribute_all(corpus.documents(), every_kind=True) for q in found]
    named = {(evidence.field, evidence.rule) for quotation in analysed for evidence in quotation.evidence}
    assert named - set(rules()) == set()


def test_every_answer_has_its_evidence(corpus: Corpus, together: Answers) -> None:
    for quotation in (q for found in together.values() for q in found):
        fields = {"span", "kind"} | ({"speaker", "name"} if quotation.speaker and quotation.speaker.name else set())
        fields |= {part for part in PARTS if getattr(quotation.venue, part)} | ({"date"} if quotation.date else set())
        assert fields <= {evidence.field for evidence in quotation.evidence}, quotation.id


WRONG: dict[str, dict[str, Any]] = {
    "kind": {"kind": "mixed"},
    "mention": {"speaker": quotes.Speaker("Kassym-Jomart Tokayev", "person", start=0, end=1, text="!")},
    "speaker": {"speaker": None},
    "cue": {"cue": None},
    "venue": {"venue": quotes.Venue()},
    "date": {"date": None},
    "missed": {"kind": "scare"},
}


@pytest.mark.parametrize("figure", WRONG)
def test_one_wrong_answer_is_seen(figure: str, corpus: Corpus, alone: Answers) -> None:
    """One field of one quotation made wrong is a fault of that figure."""
    name = "003_6c590ffbf1b0351e.txt"
    spoilt = tuple(attrs.evolve(q, **WRONG[figure]) if q.text.startswith("Terrorists") else q for q in alone[name])
    new = set(faults(corpus, {**alone, name: spoilt})) - set(faults(corpus, alone))
    assert any(fault.startswith(figure) and name in fault for fault in new)
