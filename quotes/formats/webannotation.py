"""W3C Web Annotation: one annotation page of JSON-LD, an annotation a quotation.

Each segment is a target with two selectors: a text position (which the recommendation counts in code points, as this
package does; a page that works in JavaScript strings converts with `quotes.span.Offsets`) and a text quote with the
words before and after, which finds the place again after the text has changed. The bodies say who, where and when in
words that any annotation client shows; a speaker whose identifier is an IRI is named by it. ``quotation`` carries the
record of the JSON Lines format as a JSON literal, and reading takes it from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

import regex

from quotes.errors import DataError
from quotes.formats.jsonl import dump
from quotes.formats.record import quotation_from_json, quotation_to_json
from quotes.model import Document, Quotation
from quotes.span import Span

__all__ = ["CONTEXT", "read", "write"]

CONTEXT: Final[list[Any]] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"@version": 1.1, "quotation": {"@id": "urn:quotes-attribution:quotation", "@type": "@json"}},
]
"""The JSON-LD context: the recommendation's, and one term for the whole record."""

_AROUND: Final = 32
_IRI: Final = regex.compile(r"(?i)(?:https?://|urn:)[^\s<>\"{}|\\^`\p{C}]+")


def write(results: Iterable[tuple[Document, Sequence[Quotation]]]) -> Iterator[str]:
    """One JSON-LD document, an annotation a line."""
    yield f'{{"@context": {dump(CONTEXT)}, "id": "urn:quotes-attribution:page", "type": "AnnotationPage", "items": ['
    before = "\n"
    for document, quotations in results:
        for quotation in quotations:
            yield before + dump(_annotation(document, quotation))
            before = ",\n"
    yield "\n]}\n"


def read(lines: Iterable[str]) -> Iterator[Quotation]:
    """The quotations of an annotation page that `write` made.

    Raises `quotes.errors.DataError` where it is no JSON, no annotation page, or an annotation lacks the record.
    """
    try:
        page = json.loads("".join(lines))
    except (ValueError, RecursionError) as error:
        raise DataError(f"not JSON ({error})") from None
    items = page.get("items") if isinstance(page, dict) else None
    if not isinstance(items, list):
        raise DataError("no annotation page: it has no list of items")
    for number, item in enumerate(items, 1):
        try:
            yield quotation_from_json(item.get("quotation") if isinstance(item, dict) else None)
        except DataError as error:
            raise DataError(f"annotation {number}: {error.problem}") from None


def _annotation(document: Document, quotation: Quotation) -> dict[str, Any]:
    return {
        "id": f"urn:quotes-attribution:quotation:{_iri_part(quotation.id)}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": _bodies(quotation),
        "target": [_target(document, segment) for segment in quotation.segments],
        "quotation": quotation_to_json(quotation),
    }


def _target(document: Document, segment: Span) -> dict[str, Any]:
    text, (start, end) = document.text, segment
    return {
        "type": "SpecificResource",
        "source": document.url if document.url and _IRI.fullmatch(document.url) else _iri_part(document.id),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }


def _bodies(quotation: Quotation) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    speaker = quotation.speaker
    if speaker is not None:
        if speaker.id and _IRI.fullmatch(speaker.id):
            bodies.append({"type": "SpecificResource", "source": speaker.id, "purpose": "identifying"})
        bodies.append(_words(str(speaker), "identifying"))
    bodies += [_words(str(part), "describing") for part in (quotation.venue, quotation.date) if part]
    return [*bodies, _words(quotation.kind, "classifying")]


def _words(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _iri_part(name: str) -> str:
    return quote(name.encode("utf-8", "surrogatepass"), safe="/")
