"""The five seed documents, each alone and read together: every quotation with its speaker, venue and date.

They run always over ``seeds/``, and over the agencies' originals where the environment variable ``QUOTES_SEEDS`` names their
folder (their gold is the file that ``QUOTES_SEEDS_GOLD`` names, else ``../gold/seeds.jsonl`` beside that folder).
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

import attrs
import measure
import pytest

import quotes
from quotes.explain import rules
from quotes.model import Document, Quotation

ROOT = Path(__file__).resolve().parents[2]


class Corpus(NamedTuple):
    """A folder of documents with their gold."""

    folder: Path
    gold: Path

    @property
    def records(self) -> list[measure.Gold]:
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
def alone(corpus: Corpus) -> dict[str, tuple[Quotation, ...]]:
    """Document → its quotations, each document read by itself."""
    return {document.id: quotes.attribute(document) for document in corpus.documents()}


@pytest.fixture(scope="module")
def together(corpus: Corpus) -> dict[str, tuple[Quotation, ...]]:
    """Document → its quotations, all documents read as a collection."""
    found = [q for answer in quotes.attribute_all(corpus.documents()) for q in answer]
    return {gold["doc"]: tuple(q for q in found if q.document == gold["doc"]) for gold in corpus.records}


def all_faults(corpus: Corpus, answers: dict[str, tuple[Quotation, ...]], *, collection: bool = False) -> list[measure.Fault]:
    texts = {document.id: document.text for document in corpus.documents()}
    return [
        f
        for gold in corpus.records
        for f in measure.faults(gold, texts[gold["doc"]], answers[gold["doc"]], collection=collection)
    ]


def report(faults: list[measure.Fault]) -> None:
    """Fail with every fault on a line of its own."""
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)


def test_the_gold_belongs_to_these_very_texts(corpus: Corpus) -> None:
    digests = {gold["doc"]: hashlib.sha256((corpus.folder / gold["doc"]).read_bytes()).hexdigest() for gold in corpus.records}
    assert digests == {gold["doc"]: gold["sha256"] for gold in corpus.records}


def test_each_document_alone_gives_every_answer_of_the_gold(corpus: Corpus, alone: dict[str, tuple[Quotation, ...]]) -> None:
    report(all_faults(corpus, alone))


def test_the_collection_gives_every_answer_of_the_gold(corpus: Corpus, together: dict[str, tuple[Quotation, ...]]) -> None:
    report(all_faults(corpus, together, collection=True))


def test_what_a_collection_lends_is_said_to_be_lent(corpus: Corpus, together: dict[str, tuple[Quotation, ...]]) -> None:
    """A day that a document does not tell has no span in it, and names the document that told."""
    lent = [
        quotation.date
        for gold in corpus.records
        for wanted, quotation in measure.match(gold["quotes"], together[gold["doc"]])[0]
        if quotation
        and quotation.date
        and wanted.get("date") is None
        and wanted.get("date_in_collection")
        and not wanted.get("date_evidence")
    ]
    assert lent
    assert all(date.lender is not None and date.start is None for date in lent)


WRONG = {
    "kind": lambda q: attrs.evolve(q, kind="mixed" if q.kind == "direct" else "direct"),
    "mention": lambda q: attrs.evolve(q, speaker=attrs.evolve(q.speaker, start=0, end=1)),
    "speaker": lambda q: attrs.evolve(q, speaker=attrs.evolve(q.speaker, name="President " + q.speaker.name)),
    "cue": lambda q: attrs.evolve(q, cue=None),
    "venue": lambda q: attrs.evolve(q, venue=quotes.Venue()),
    "date": lambda q: attrs.evolve(q, date=None),
    "detection": lambda q: attrs.evolve(q, kind="scare"),
}


@pytest.mark.parametrize("field", WRONG)
def test_the_measure_sees_a_wrong_answer(field: str, corpus: Corpus, alone: dict[str, tuple[Quotation, ...]]) -> None:
    """One field of one quotation made wrong is one more fault, and of that field."""
    name = "003_6c590ffbf1b0351e.txt"
    spoilt = tuple(WRONG[field](q) if q.text.startswith("Terrorists") else q for q in alone[name])
    before, after = all_faults(corpus, alone), all_faults(corpus, {**alone, name: spoilt})
    assert [fault.field for fault in after if fault not in before] == [field]


def test_every_rule_that_an_answer_names_has_its_sentence(corpus: Corpus) -> None:
    analysed = [q for found in quotes.attribute_all(corpus.documents(), every_kind=True) for q in found]
    named = {(evidence.field, evidence.rule) for quotation in analysed for evidence in quotation.evidence}
    assert named - set(rules()) == set()


def test_every_answer_has_its_evidence(corpus: Corpus, together: dict[str, tuple[Quotation, ...]]) -> None:
    for quotation in (q for found in together.values() for q in found):
        fields = {"span", "kind"} | ({"speaker", "name"} if quotation.speaker and quotation.speaker.name else set())
        fields |= {part for part in measure.PARTS if getattr(quotation.venue, part)} | ({"date"} if quotation.date else set())
        assert fields <= {evidence.field for evidence in quotation.evidence}, quotation.id
