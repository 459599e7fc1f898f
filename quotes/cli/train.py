"""Learn the weights of the speaker ranking from an annotated corpus.

CORPUS is a .jsonl file, one article a line: {"doc": name, "spans": [{"start", "end", "sources": [[start, end], ...]}, ...]}, an
empty list of sources where nobody's words are reported; the texts lie in the folder beside it that bears its name (news.jsonl
and news/NAME.txt). The same corpus gives the same file, to the bit, where
linear algebra runs on as many threads (OMP_NUM_THREADS; the shipped weights were
learned on 2). Confidence is calibrated on newsrooms held out in turn (a document's newsroom is its name up to the first "_").

  quotes train news.jsonl -o weights.tsv --origin "200 articles of the Gorki Herald, 2019"
"""

from __future__ import annotations

import argparse
from pathlib import Path

from quotes.cli.output import open_file
from quotes.cli.reports import Tally
from quotes.errors import InputError
from quotes.learning.calibrate import curve, held_out_answers
from quotes.learning.corpus import read_corpus
from quotes.learning.train import train_weights, write_model

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``quotes train``."""
    parser.add_argument(
        "corpus", metavar="CORPUS", help="a .jsonl file of annotated articles, its texts in the folder of its name"
    )
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="where to write the weights")
    parser.add_argument(
        "--origin", metavar="WORDS", help="what they were learned from, for the head of the file (default: the corpus's name)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Learns; gives the exit status."""
    corpus, tally, failed = Path(arguments.corpus), Tally(), set[str | None]()

    def report(error: InputError) -> None:
        failed.add(error.path)
        tally.report(error)

    documents = list(read_corpus(corpus))
    weights = train_weights(documents, report=report)
    others = [document for document in documents if document.name not in failed]
    with open_file(arguments.output) as write:
        for line in write_model(weights, curve(held_out_answers(others, report=report)), arguments.origin or corpus.name):
            write(line)
    return tally.finish(summary=False)
