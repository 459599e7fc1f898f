"""The command line: one module a command, one table that names them, and what becomes of errors.

Exit status: 0; 1 where something was left out and the rest was done (each with a message); 2 where nothing was done (one
message); 130 after an interrupt; 141 where the reader of the output has gone. Messages and progress go to standard error,
results to standard output or to the file of ``-o``. A caller's mistake never shows a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module, metadata
from typing import Any, Final, NoReturn

from quotes.errors import QuotesError

__all__ = ["COMMANDS", "main"]

COMMANDS: Final[dict[str, str]] = {
    "extract": "find the quotations of files and folders, each with its speaker, venue and date",
    "index": "make a searchable index of quotations, with pages to read it",
    "search": "look quotations up in an index",
    "site": "write the pages of an index again",
    "explain": "show a text with its quotations marked, and why each answer is what it is",
    "train": "learn the weights of the speaker ranking from an annotated corpus",
    "score": "score answers against gold, field by field",
}
"""Each command, in the order of the help text, with what it does; its module is ``quotes.cli.NAME``."""

_INTERRUPTED: Final = 130
_READER_GONE: Final = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program.

    Arguments: the command line without the program's name; the process's own where it is None. Result: the exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        chosen = _parser(words).parse_args(words)
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except QuotesError as error:
        status = _told(str(error), 2)
    except KeyboardInterrupt:
        status = _told("interrupted", _INTERRUPTED)
    except BrokenPipeError:
        status = _READER_GONE
    except OSError as error:
        status = _told(error.strerror or str(error), 2)
    _settle_output()
    return status


def _told(message: str, status: int) -> int:
    print(f"quotes: {message}", file=sys.stderr)
    return status


def _settle_output() -> None:
    """Writes what is left; where that fails it has been told, and the interpreter is not to fail over it again on its way out."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):  # standard output may be no real file
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and a hint, not a page of usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\nTry {self.prog} --help.\n")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command that the words name; the others have their line in the help text.

    The one place that imports by name: a command's module is loaded only when it is chosen, because the index, its pages and the
    learning code are not to be waited for by someone who extracts one file.
    """
    parser = _Parser(prog="quotes", description="Who said what, where and when: every direct quotation, with the evidence.")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands")
    chosen = next((word for word in words if not word.startswith("-")), None)
    for name, says in COMMANDS.items():
        command = commands.add_parser(name, help=says, formatter_class=argparse.RawDescriptionHelpFormatter)
        if name == chosen:
            module = import_module(f"quotes.cli.{name}")
            command.description = module.__doc__
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


class _Version(argparse.Action):
    """Prints the version of the installed distribution."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> NoReturn:
        print(f"quotes {_version()}")
        parser.exit()


def _version() -> str:
    try:
        return metadata.version("quotes-attribution")
    except metadata.PackageNotFoundError:
        return "(not installed)"
