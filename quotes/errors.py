"""What can be wrong with a caller's request, and whose fault it is.

No text is to make the library raise. What raises is a mistake in the call: a wrong type, an unreadable file, an unknown name;
only `AnalysisError` tells of a fault of the library itself. Each message says where the fault lies and how to mend it;
``str(error)`` is fit to be shown to a user.
"""

from __future__ import annotations

import os

__all__ = [
    "AnalysisError",
    "DataError",
    "InputError",
    "MissingExtraError",
    "OutputError",
    "PeopleFileError",
    "QuotesError",
    "UsageError",
]


class QuotesError(Exception):
    """The base of every error that the library raises on purpose."""


class UsageError(QuotesError, ValueError):
    """An argument that cannot be meant: a wrong type, an unknown format or rule, an impossible date."""


class InputError(QuotesError):
    """A file, folder or line that cannot be read.

    Arguments: what is wrong and how to mend it; then, where known, the `path`, the 1-based `line`, the 0-based `byte`.

    >>> str(InputError("no JSON object; write one document a line", path="news.jsonl", line=3))
    'news.jsonl, line 3: no JSON object; write one document a line'
    """

    def __init__(self, problem: str, *, path: str | None = None, line: int | None = None, byte: int | None = None) -> None:
        self.problem, self.path, self.line, self.byte = problem, path, line, byte
        where = [str(path)] if path is not None else []
        where += [f"line {line}"] if line is not None else []
        where += [f"byte {byte}"] if byte is not None else []
        super().__init__(f"{', '.join(where)}: {problem}" if where else problem)

    def __reduce__(self) -> tuple[object, ...]:
        return (_input_error, (type(self), self.problem, self.path, self.line, self.byte))


def _input_error(kind: type[InputError], problem: str, path: str | None, line: int | None, byte: int | None) -> InputError:
    return kind(problem, path=path, line=line, byte=byte)


class AnalysisError(InputError):
    """A document whose analysis did not come to an end: a fault of the library, for which no other document is to suffer.

    `path` is the document's id.
    """

    @classmethod
    def after(cls, error: Exception, document: str | None = None) -> AnalysisError:
        """What an unexpected error in the analysis of a document comes to, in one line that says where it arose.

        >>> str(AnalysisError.after(RecursionError("too deep"), "a.txt"))
        'a.txt: its analysis failed (RecursionError: too deep); a fault of quotes: please report this line with the document'
        """
        words = "".join(c if c.isprintable() else " " for c in str(error))[:_WORDS]
        what = ": ".join(filter(None, (type(error).__name__, words)))
        return cls(f"its analysis failed ({what}{_place(error)}); {_REPORT}", path=document)

    @classmethod
    def killed(cls, document: str | None = None) -> AnalysisError:
        """For a document that nobody could read: whichever process did was ended from outside, or broke down."""
        return cls(f"its analysis ended the process that did it, for want of memory perhaps; if not, {_REPORT}", path=document)


_REPORT = "a fault of quotes: please report this line with the document"
_WORDS = 200
"""Characters of an error's own words: a few say what was wrong, and an error may quote the whole document."""


def _place(error: Exception) -> str:
    """The file and line of the code that an error arose in."""
    step = error.__traceback__
    if step is None:
        return ""
    while step.tb_next is not None:
        step = step.tb_next
    return f", {os.path.basename(step.tb_frame.f_code.co_filename)}:{step.tb_lineno}"


class PeopleFileError(InputError):
    """A file of known people that breaks its format."""


class DataError(InputError):
    """A data file (weights, gold, an index) that is not what it should be."""


class OutputError(QuotesError):
    """An output that cannot be written."""


class MissingExtraError(QuotesError, ImportError):
    """A feature whose optional packages are not installed.

    >>> str(MissingExtraError("reading HTML", "html"))
    'reading HTML needs an extra: pip install "quotes-attribution[html]"'
    """

    def __init__(self, feature: str, extra: str) -> None:
        self.feature, self.extra = feature, extra
        super().__init__(f'{feature} needs an extra: pip install "quotes-attribution[{extra}]"')

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.feature, self.extra))
