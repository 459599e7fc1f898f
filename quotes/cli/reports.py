"""What a run says on standard error: faults as they come, progress on a terminal, a summary at the end.

Progress and the summary of a run without faults are for people: in a pipe or a log they are not written, unless ``--verbose``
asks for a line a document.
"""

from __future__ import annotations

import sys
from time import monotonic
from typing import Final

from quotes.errors import InputError, QuotesError

__all__ = ["Tally", "counted"]

_EVERY: Final = 0.1


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "document"), counted(1200, "quotation")
    ('1 document', '1,200 quotations')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Tally:
    """Counts what was read, found and left out, and says so."""

    def __init__(self, *, verbose: bool = False) -> None:
        self.documents = self.quotations = self.left_out = 0
        self._verbose, self._live = verbose, sys.stderr.isatty()
        self._drawn, self._next = False, 0.0

    def report(self, error: QuotesError) -> None:
        """Tells of a document that is left out."""
        self.left_out += 1
        self._say(f"quotes: {error}")

    def read(self, document: str, quotations: int) -> None:
        """Counts a document that was read."""
        self.documents += 1
        self.quotations += quotations
        if self._verbose:
            self._say(f"{document}: {counted(quotations, 'quotation')}")
        if self._live and monotonic() >= self._next:
            self._clear()
            print(f"\r{self._found()} …", end="", file=sys.stderr, flush=True)
            self._drawn, self._next = True, monotonic() + _EVERY

    def check(self) -> None:
        """Raises `InputError` where all was left out: then nothing is to be written."""
        if self.left_out and not self.documents:
            raise InputError(f"nothing could be read: {counted(self.left_out, 'document')} left out")

    def finish(self, *, summary: bool = True) -> int:
        """Says what was left out and, with `summary` and somebody there to read it, what was done; gives the exit status."""
        self._clear()
        parts = [self._found()] if summary else []
        parts += [f"{counted(self.left_out, 'document')} left out"] if self.left_out else []
        if self.left_out or (summary and (self._live or self._verbose)):
            self._say(f"quotes: {'; '.join(parts)}")
        return 1 if self.left_out else 0

    def _found(self) -> str:
        return f"{counted(self.documents, 'document')} read, {counted(self.quotations, 'quotation')} found"

    def _say(self, line: str) -> None:
        self._clear()
        print(line, file=sys.stderr)

    def _clear(self) -> None:
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr)
            self._drawn = False
