r"""JSON Lines: one quotation a line, the format that carries everything.

``quotes/schema/quotation.schema.json`` describes a line. Text is written as it is, in UTF-8; lone surrogates, which
UTF-8 cannot carry, and characters that some readers take for the end of a line (U+0085, U+2028, U+2029, control
characters) are written as JSON's own ``\uXXXX``. One thing JSON cannot say: a high and a low surrogate that stand
side by side as two code points come back as the one character that they encode.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from typing import Any, Final

import regex

from quotes.errors import DataError
from quotes.formats.record import quotation_from_json, quotation_to_json
from quotes.model import Document, Quotation

__all__ = ["dump", "read", "schema", "write"]

_RISKY: Final = regex.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write(results: Iterable[tuple[Document, Sequence[Quotation]]]) -> Iterator[str]:
    """The quotations, one line each.

    >>> from quotes.span import Span
    >>> quotation = Quotation(id="q", document="a.txt", segments=(Span(0, 5),), text="Yes", kind="direct")
    >>> next(write([(Document("“Yes”", id="a.txt"), [quotation])]))[:60]
    '{"id": "q", "document": "a.txt", "start": 0, "end": 5, "segm'
    """
    for _, quotations in results:
        for quotation in quotations:
            yield dump(quotation_to_json(quotation)) + "\n"


def read(lines: Iterable[str]) -> Iterator[Quotation]:
    """The quotations of a stream of lines; blank ones are passed over.

    Raises `quotes.errors.DataError` with the line's number where a line is none of this format.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield quotation_from_json(json.loads(line))
            except DataError as error:
                raise DataError(error.problem, line=number) from None
            except (ValueError, RecursionError) as error:
                raise DataError(f"not JSON ({error})", line=number) from None


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line.

    >>> schema()["title"]
    'Quotation'
    """
    text = (resources.files("quotes") / "schema" / "quotation.schema.json").read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(text)
    return value


def dump(value: object) -> str:
    r"""The value as one line of JSON that UTF-8 can carry.

    >>> dump({"text": "é\ud800"})
    '{"text": "é\\ud800"}'
    """
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
