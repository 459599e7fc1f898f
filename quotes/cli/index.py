"""Make a searchable index of quotations, with pages to read it.

The index is a folder: quotes.sqlite (SQLite with full-text search), quotations.jsonl, and pages that open from the file
index.html. Run again, it reads only what is new or has changed. The documents are read together, so that they lend each other
names, dates and places, unless --no-collection.

  quotes index news/ -o quote-index --jobs 4
"""

from __future__ import annotations

import argparse
from itertools import chain, islice
from pathlib import Path

from quotes.cli.arguments import add_inputs, positive
from quotes.cli.reports import Tally
from quotes.index import build_index
from quotes.inputs import read_documents
from quotes.resolve.known import load_people

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``quotes index``."""
    add_inputs(parser)
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder of the index; made where it is missing")
    parser.add_argument("--jobs", metavar="N", type=positive, default=1, help="how many processes read at once (default: 1)")
    parser.add_argument("--no-collection", action="store_true", help="each document by itself: they lend each other nothing")
    parser.add_argument("--no-site", action="store_true", help="no pages")
    parser.add_argument("--prune", action="store_true", help="remove the documents of the index that are not among the inputs")
    parser.add_argument("--title", default="Quotations", help="what the pages are headed with (default: %(default)s)")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="name each document that was read, with its number of quotations"
    )


def run(arguments: argparse.Namespace) -> int:
    """Indexes; gives the exit status."""
    tally = Tally(verbose=arguments.verbose)
    people = load_people(arguments.people) if arguments.people else None
    documents = read_documents(arguments.inputs, encoding=arguments.encoding, published=arguments.published, report=tally.report)
    first = list(islice(documents, 1))
    tally.check()  # where all was left out no index is made
    summary = build_index(
        chain(first, documents),
        arguments.output,
        jobs=arguments.jobs,
        people=people,
        collection=not arguments.no_collection,
        site=not arguments.no_site,
        prune=arguments.prune,
        title=arguments.title,
        progress=tally.read,
        report=tally.report,
    )
    status = tally.finish(summary=False)
    print(summary)
    if not arguments.no_site:
        print(f"Open {Path(arguments.output, 'index.html')}, or look things up with: quotes search {arguments.output} WORDS")
    return status
