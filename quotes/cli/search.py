"""Look quotations up in an index, best first.

Words may be in any order; "a phrase" is searched as it stands (quote the quotation marks for the shell), and begin* finds what
begins so. Without words, all that pass the filters are listed in order of time. A speaker is found by any name they go by.

  quotes search quote-index peacekeepers --speaker Lukashenko --since 2022-01
  quotes search quote-index '"colour revolution"' --json
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Final

from quotes.cli.arguments import positive
from quotes.cli.output import open_file
from quotes.cli.terminal import BOLD, DIM, styled, visible, wants_color
from quotes.formats import quotation_to_json
from quotes.formats.jsonl import dump
from quotes.index import Hit, Index
from quotes.model import ATTRIBUTED

__all__ = ["add_arguments", "run"]

_SHOWN: Final = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``quotes search``."""
    parser.add_argument("index", metavar="DIR", help="the folder of the index")
    parser.add_argument("words", metavar="WORDS", nargs="*", help="what to look for")
    parser.add_argument(
        "--speaker", metavar="NAME", help="only what this person, group or organisation said; any name or part of one"
    )
    parser.add_argument("--venue", metavar="WORDS", help="only where the occasion, place or medium has these words")
    parser.add_argument("--since", metavar="DATE", help="only what may have been said on or after that day, month or year (EDTF)")
    parser.add_argument("--until", metavar="DATE", help="only what may have been said on or before it")
    parser.add_argument("--kind", choices=ATTRIBUTED, help="only whole utterances (direct) or fragments (mixed)")
    parser.add_argument("--document", metavar="ID", help="only from this document; * stands for anything")
    parser.add_argument("--limit", metavar="N", type=positive, help=f"how many at most (default: {_SHOWN}; with --json, all)")
    parser.add_argument("--json", action="store_true", help="JSON Lines, as quotes extract writes them, with title and score")


def run(arguments: argparse.Namespace) -> int:
    """Searches; gives the exit status."""
    limit = arguments.limit or (None if arguments.json else _SHOWN)
    with Index.open(arguments.index) as index:
        hits = index.search(
            " ".join(arguments.words),
            speaker=arguments.speaker,
            venue=arguments.venue,
            since=arguments.since,
            until=arguments.until,
            kind=arguments.kind,
            document=arguments.document,
            limit=limit,
        )
    with open_file(None) as write:
        for part in map(_line, hits) if arguments.json else _listing(hits, limit, wants_color()):
            write(part)
    return 0


def _line(hit: Hit) -> str:
    return dump(quotation_to_json(hit.quotation) | {"title": hit.title, "score": hit.score}) + "\n"


def _listing(hits: Sequence[Hit], limit: int | None, color: bool) -> Iterator[str]:
    for hit in hits:
        quotation = hit.quotation
        known = " · ".join(str(part) for part in (quotation.speaker, quotation.venue, quotation.date) if part)
        yield f"{styled(visible(known) or 'nobody named', BOLD, color)}\n  “{_snippet(hit, color)}”\n"
        yield f"  {styled(visible(quotation.id), DIM, color)}\n\n"
    if not hits:
        yield "Nothing was found.\n"
    elif len(hits) == limit:
        yield f"The first {limit}; there may be more (--limit N).\n"


def _snippet(hit: Hit, color: bool) -> str:
    """The words around the first match, each match in bold."""
    text, matches = hit.snippet()
    parts, at = [], 0
    for start, end in matches:
        parts += [visible(text[at:start]), styled(visible(text[start:end]), BOLD, color)]
        at = end
    return " ".join("".join([*parts, visible(text[at:])]).split())
