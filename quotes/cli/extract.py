"""Find the quotations of files and folders: who said what, where and when.

Quotations go to standard output or to the file of -o, by default as JSON Lines, one object a quotation. Only words that somebody
is reported to have said are written (kinds "direct" and "mixed"), unless --all asks for every marked span.

  quotes extract news/ -o quotations.jsonl
  quotes extract article.txt --published 2022-01-15 --format csv -o quotations.csv
  curl -s https://example.org/articles.jsonl | quotes extract - --jobs 4
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from quotes.cli.arguments import add_inputs, positive, share
from quotes.cli.output import check_not_an_input, open_file, open_folder
from quotes.cli.reports import Tally
from quotes.collection import read_all
from quotes.errors import UsageError
from quotes.formats import FORMATS, FolderFormat, Format
from quotes.inputs import read_documents
from quotes.model import Document, Quotation
from quotes.pipeline import read_each
from quotes.resolve.known import load_people

__all__ = ["add_arguments", "run"]

_Results = Iterator[tuple[Document, Sequence[Quotation]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``quotes extract``."""
    add_inputs(parser)
    formats = "; ".join(f"{entry.name}: {entry.says}" for entry in FORMATS.values())
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write (default: standard output)")
    parser.add_argument("--format", choices=list(FORMATS), default=next(iter(FORMATS)), help=f"{formats} (default: %(default)s)")
    parser.add_argument(
        "--collection", action="store_true", help="read the documents together: they lend each other names, dates, places"
    )
    parser.add_argument(
        "--all", action="store_true", help="write every marked span: scare quotes, titles, quotations in quotations"
    )
    parser.add_argument(
        "--min-confidence", metavar="P", type=share, default=0.0, help="leave out quotations less sure than P (0 to 1)"
    )
    parser.add_argument("--jobs", metavar="N", type=positive, default=1, help="how many processes work at once (default: 1)")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="name each document that was read, with its number of quotations"
    )


def run(arguments: argparse.Namespace) -> int:
    """Extracts; gives the exit status."""
    entry = FORMATS[arguments.format]
    if isinstance(entry, FolderFormat) and arguments.output in (None, "-"):
        raise UsageError(f"{entry.name} is a folder of files: say where with -o FOLDER")
    check_not_an_input(arguments.output, arguments.inputs)
    tally = Tally(verbose=arguments.verbose)
    results = _results(arguments, tally)
    if isinstance(entry, Format):
        with open_file(arguments.output) as write:
            for chunk in entry.write(_checked(results, tally)):
                write(chunk)
    else:
        with open_folder(arguments.output) as write_file:
            for path, content in entry.write_files(_checked(results, tally)):
                write_file(path, content)
    return tally.finish()


def _results(arguments: argparse.Namespace, tally: Tally) -> _Results:
    people = load_people(arguments.people) if arguments.people else None
    documents = read_documents(arguments.inputs, encoding=arguments.encoding, published=arguments.published, report=tally.report)
    read = read_all if arguments.collection else read_each
    for document, found in read(documents, tally.report, people=people, jobs=arguments.jobs, every_kind=arguments.all):
        kept = [quotation for quotation in found if quotation.confidence >= arguments.min_confidence]
        tally.read(document.id, len(kept))
        yield document, kept


def _checked(results: _Results, tally: Tally) -> _Results:
    """The results, once it is known that there are some: where all was left out nothing is written, not even a header."""
    first = list(islice(results, 1))
    tally.check()
    return chain(first, results)
