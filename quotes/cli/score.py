"""Score answers against gold: detection, kind, mention, speaker, cue, venue, date, and how well confidence is calibrated.

INPUT is what quotes extract wrote (JSON Lines, one object a quotation; those of another program will do if they have the same
fields), or the documents themselves, as for quotes extract: they are read then, with the publication dates of the gold where they
bring none, and their words are known, so that pronouns are told apart and faults are shown in words. For predictions, --texts
names the documents to the same end.

GOLD is a .jsonl file, one annotated document a line: {"doc": name, "quotes": [{"start", "end", "kind", "speaker", "cue", "venue",
"date", ...}, ...]}, or, for speakers alone, {"doc": name, "spans": [{"start", "end", "sources": [[start, end], ...]}, ...]}. A
document is found by its name, with or without .txt; others are passed over.

  quotes score gold.jsonl articles/
  quotes extract articles/ | quotes score gold.jsonl - --texts articles/ --errors 20
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import attrs

from quotes.cli.arguments import positive
from quotes.cli.output import open_file
from quotes.cli.reports import Tally, counted
from quotes.cli.terminal import visible
from quotes.collection import read_all
from quotes.errors import DataError, UsageError
from quotes.inputs import STDIN, read_documents
from quotes.learning.gold import GoldDocument, read_gold
from quotes.learning.lines import Record, open_records, records
from quotes.learning.predictions import Answer, answer_of, is_prediction, read_answer
from quotes.learning.score import Score, score
from quotes.model import Document
from quotes.pipeline import read_each
from quotes.resolve.known import load_people
from quotes.resolve.ranking import Ranker, load_ranker

__all__ = ["add_arguments", "run"]

_SUFFIXES: Final = (".txt", ".html", ".htm")

Gold = Mapping[str, GoldDocument]
"""The annotated documents by name."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``quotes score``."""
    parser.add_argument("gold", metavar="GOLD", help="a .jsonl file of annotated documents")
    parser.add_argument(
        "input", metavar="INPUT", help="predictions (.jsonl), or documents: a file, a folder, or - for standard input"
    )
    parser.add_argument("--texts", metavar="INPUT", help="the documents that the predictions are of: a file or folder")
    parser.add_argument(
        "--collection", action="store_true", help="read the documents together, and hold dates against what the collection tells"
    )
    parser.add_argument("--people", metavar="FILE", help="a TOML file of people to know while documents are read")
    parser.add_argument("--weights", metavar="FILE", help="read the documents with weights that quotes train wrote")
    parser.add_argument("--encoding", metavar="E", default="utf-8", help="the encoding of the documents (default: utf-8)")
    parser.add_argument("--jobs", metavar="N", type=positive, default=1, help="how many processes read at once (default: 1)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--errors", metavar="N", type=positive, default=0, help="tell up to N faults of each figure, too")


def run(arguments: argparse.Namespace) -> int:
    """Scores; gives the exit status."""
    gold = {document.name: document for document in read_gold(arguments.gold)}
    if not gold:
        raise DataError("no annotated document", path=arguments.gold)
    tally = Tally()
    if arguments.weights and arguments.collection:
        raise UsageError("--weights reads documents one by one; leave --collection out")
    predictions, stdin = _open(arguments.input)
    if predictions is None:
        answers, texts = _read(arguments, gold, tally, stdin)
    else:
        answers = [_named(answer, gold) for answer in map(read_answer, predictions)]
        texts = _texts(arguments, gold, tally)
    _compare_names(gold, {answer.document for answer in answers} | set(texts), arguments.input)
    result = score(gold.values(), answers, texts=texts, together=arguments.collection)
    with open_file(None) as write:
        for part in _as_json(result, arguments.errors) if arguments.json else _table(result, arguments.errors):
            write(part)
    return tally.finish(summary=False)


# --- what is scored


def _open(name: str) -> tuple[Iterable[Record] | None, BinaryIO | None]:
    """The predictions of INPUT, if it holds some, and what stands for standard input, if that holds documents.

    Predictions are told by their first line. An empty file of lines predicts nothing.
    """
    if name == STDIN:
        data = sys.stdin.buffer.read()
        lines = data.decode(errors="replace").splitlines()
        return (records(lines, "standard input"), None) if _predicts(lines) else (None, io.BytesIO(data))
    if not name.lower().endswith(".jsonl") or not Path(name).is_file():
        return None, None
    with Path(name).open(encoding="utf-8", errors="replace") as stream:
        predicts = _predicts(stream)
    return open_records(name) if predicts else None, None


def _predicts(lines: Iterable[str]) -> bool:
    first = next((line for line in lines if line.strip()), None)
    return first is None or is_prediction(first)


def _ranker(arguments: argparse.Namespace) -> Ranker | None:
    return load_ranker(arguments.weights) if arguments.weights else None


def _read(arguments: argparse.Namespace, gold: Gold, tally: Tally, stdin: BinaryIO | None) -> tuple[list[Answer], dict[str, str]]:
    """What the library says of the documents of INPUT, and the texts of the annotated ones.

    Of a collection all documents are read, since each may lend something to the others.
    """
    if arguments.texts:
        raise UsageError(f"--texts goes with predictions; {arguments.input} brings its own")
    people = load_people(arguments.people) if arguments.people else None
    texts: dict[str, str] = {}
    documents = _documents(arguments, arguments.input, gold, tally, stdin)
    if arguments.collection:
        found = read_all(_remembered(documents, gold, texts), tally.report, people=people, jobs=arguments.jobs)
    else:
        annotated = _remembered((document for document in documents if document.id in gold), gold, texts)
        found = read_each(annotated, tally.report, people=people, jobs=arguments.jobs, ranker=_ranker(arguments))
    answers: list[Answer] = []
    for document, quotations in found:
        tally.read(document.id, len(quotations))
        answers += map(answer_of, quotations)
    tally.check()
    return answers, texts


def _texts(arguments: argparse.Namespace, gold: Gold, tally: Tally) -> dict[str, str]:
    """The texts that the predictions are of, as far as they are annotated."""
    if not arguments.texts:
        return {}
    found = _documents(arguments, arguments.texts, gold, tally)
    return {document.id: _checked(document, gold[document.id]) for document in found if document.id in gold}


def _documents(
    arguments: argparse.Namespace, name: str, gold: Gold, tally: Tally, stdin: BinaryIO | None = None
) -> Iterator[Document]:
    """The documents of an input under the names that the gold gives them, with its dates where they bring none."""
    for document in read_documents([name], encoding=arguments.encoding, report=tally.report, stdin=stdin):
        known = _gold_name(document.id, gold)
        yield attrs.evolve(document, id=known, published=document.published or _published(gold.get(known)))


def _published(gold: GoldDocument | None) -> str | None:
    """When an annotated document was published, as far as it is known for certain."""
    return gold.published if gold and gold.published and "X" not in gold.published else None


def _gold_name(document: str, gold: Collection[str]) -> str:
    """What the gold calls a document: with its suffix, or without."""
    stem, dot, suffix = document.rpartition(".")
    return stem if document not in gold and stem in gold and dot + suffix.lower() in _SUFFIXES else document


def _named(answer: Answer, gold: Gold) -> Answer:
    return attrs.evolve(answer, document=_gold_name(answer.document, gold))


def _remembered(documents: Iterable[Document], gold: Gold, texts: dict[str, str]) -> Iterator[Document]:
    """The documents as they pass by; the texts of the annotated ones are kept."""
    for document in documents:
        if document.id in gold:
            texts[document.id] = _checked(document, gold[document.id])
        yield document


def _checked(document: Document, gold: GoldDocument) -> str:
    """The text of an annotated document. Raises `DataError` where it cannot be the one that was annotated."""
    end = max((span.span.end for span in gold.spans), default=0)
    if end > len(document.text):
        raise DataError(f"its gold has a span that ends at {end}, its text ends at {len(document.text)}", path=document.id)
    return document.text


def _compare_names(gold: Gold, found: set[str], name: str) -> None:
    """Tells of documents that only one side has. Raises `UsageError` where they have none in common."""
    strange = sorted(found - set(gold))
    if found and len(strange) == len(found):
        raise UsageError(f"{name}: none of its documents ({strange[0]!r}) is in the gold ({min(gold)!r})")
    if strange:
        print(f"quotes: {counted(len(strange), 'document')} without gold, such as {visible(strange[0])}", file=sys.stderr)


# --- what is told


def _as_json(result: Score, errors: int) -> Iterator[str]:
    told = {"errors": [fault._asdict() for faults in result.faults.values() for fault in faults[:errors]]} if errors else {}
    yield json.dumps(result.as_json() | told, indent=1) + "\n"


def _table(result: Score, errors: int) -> Iterator[str]:
    for name, figure in result.as_json().items():
        cells = "  ".join(f"{key} {value}" for key, value in figure.items()) if isinstance(figure, dict) else figure
        yield f"{name:32} {cells}\n"
    for faults in result.faults.values():
        yield from (f"{visible(str(fault))}\n" for fault in islice(faults, errors))
