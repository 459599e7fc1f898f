"""Show a text with its quotations marked, and why each answer is what it is.

Each quotation has a number; what names its speaker, cue, addressee, venue and date in the text is marked with it. Below the text
stand, for each quotation, the rules that fired, the words that they leaned on, and the candidates that lost.

  quotes explain article.txt --published 2022-01-15
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Final

from quotes.cli.arguments import add_inputs
from quotes.cli.output import open_file
from quotes.cli.reports import Tally
from quotes.cli.terminal import visible, wants_color
from quotes.explanation import explain
from quotes.formats.inline import Stretch, nest
from quotes.inputs import read_documents
from quotes.model import Document, Quotation
from quotes.pipeline import read_each
from quotes.resolve.known import load_people

__all__ = ["add_arguments", "render", "run"]

_COLORS: Final = {
    "quotation": "1",
    "speaker": "32",
    "cue": "33",
    "addressee": "36",
    "occasion": "35",
    "place": "35",
    "medium": "35",
    "date": "34",
}
"""What is marked, and the code of its colour in a terminal (SGR)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``quotes explain``."""
    add_inputs(parser)
    parser.add_argument("--all", action="store_true", help="every marked span: scare quotes, titles, quotations in quotations")
    parser.add_argument("--color", choices=["auto", "always", "never"], default="auto", help="colours (default: on a terminal)")


def run(arguments: argparse.Namespace) -> int:
    """Explains; gives the exit status."""
    people = load_people(arguments.people) if arguments.people else None
    tally = Tally()
    documents = read_documents(arguments.inputs, encoding=arguments.encoding, published=arguments.published, report=tally.report)
    with open_file(None) as write:
        for document, quotations in read_each(documents, tally.report, people=people, every_kind=arguments.all):
            tally.read(document.id, len(quotations))
            for part in render(document, quotations, color=wants_color(arguments.color)):
                write(part)
    tally.check()
    return tally.finish()


def render(document: Document, quotations: Sequence[Quotation], *, color: bool = False) -> Iterator[str]:
    """The text with the quotations marked, then the evidence for each, as parts of one string.

    Arguments: the document; its quotations; whether to colour the marks.
    """
    yield f"{visible(document.id)}\n\n" if document.id else ""
    yield from _marked(document.text, quotations, color)
    yield "\n\n" if quotations else "\n\nNo quotations were found.\n"
    for number, quotation in enumerate(quotations, 1):
        yield f"[{number}] {visible(explain(quotation, document.text))}\n\n"


def _marked(text: str, quotations: Sequence[Quotation], color: bool) -> Iterator[str]:
    labels = _labels(quotations)
    spans = list(labels)
    stretches = [Stretch(start, end, rank, number) for number, (start, end, rank, _) in enumerate(spans)]
    open_: list[str] = []
    for step in nest(stretches, 0, len(text)):
        if step.number is None:
            yield visible(text[step.start : step.end])
            continue
        name = spans[step.number][3]
        numbers = ", ".join(map(str, labels[spans[step.number]]))
        if step.opens:
            open_.append(_COLORS[name])
            yield _colored(f"[{numbers} " if name == "quotation" else f"[{name} {numbers}: ", open_, color)
        else:
            yield "]"
            open_.pop()
            yield _colored("", open_, color)


def _labels(quotations: Sequence[Quotation]) -> dict[tuple[int, int, int, str], list[int]]:
    """What is to be marked (span, rank, name), with the numbers of the quotations that it belongs to."""
    labels: dict[tuple[int, int, int, str], list[int]] = {}
    for number, quotation in enumerate(quotations, 1):
        for start, end in quotation.segments:
            labels.setdefault((start, end, 0, "quotation"), []).append(number)
        venue = quotation.venue
        for name, part in (
            ("speaker", quotation.speaker),
            ("cue", quotation.cue),
            ("addressee", quotation.addressee),
            ("occasion", venue.occasion),
            ("place", venue.place),
            ("medium", venue.medium),
            ("date", quotation.date),
        ):
            if part is not None and part.start is not None and part.end is not None:
                labels.setdefault((part.start, part.end, 1, name), []).append(number)
    return labels


def _colored(mark: str, open_: Sequence[str], color: bool) -> str:
    """A mark, and from it on the colours of all that is open."""
    return f"\x1b[0m\x1b[{';'.join(open_) or '0'}m{mark}" if color else mark
