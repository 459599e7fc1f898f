"""Arguments that several commands share."""

from __future__ import annotations

import argparse

__all__ = ["add_inputs", "positive", "share"]

_INPUTS = (
    "a .txt, .html or .jsonl file, a folder (searched for those, recursively), or - for standard input; "
    'a .jsonl line is a document: {"id", "text", "published"?, "title"?, "source"?, "url"?}'
)


def add_inputs(parser: argparse.ArgumentParser, *, many: bool = True) -> None:
    """The documents to read, and how."""
    parser.add_argument("inputs", metavar="INPUT", nargs="+" if many else 1, help=_INPUTS)
    parser.add_argument(
        "--published", metavar="DATE", help="when the documents were published that do not say so themselves (EDTF: 2022-01-15)"
    )
    parser.add_argument("--people", metavar="FILE", help="a TOML file of people to know: names, aliases, roles, identifiers")
    parser.add_argument("--encoding", metavar="E", default="utf-8", help="the encoding of the inputs (default: utf-8)")


def share(text: str) -> float:
    """A number from 0 to 1."""
    due = argparse.ArgumentTypeError(f"a number from 0 to 1 is due, not {text}")
    try:
        value = float(text)
    except ValueError:
        raise due from None
    if not 0 <= value <= 1:
        raise due
    return value


def positive(text: str) -> int:
    """A whole number from 1."""
    due = argparse.ArgumentTypeError(f"a whole number from 1 is due, not {text}")
    try:
        value = int(text)
    except ValueError:
        raise due from None
    if value < 1:
        raise due
    return value
