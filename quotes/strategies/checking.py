"""What was written held against what was read: every difference, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from quotes.model import Phrase, Quotation
from quotes.strategies.records import Written

__all__ = ["FIELDS", "differences"]


def _bare(name: str | None) -> str | None:
    """A name without its article, as *The council* at the head of a sentence and *the council* are the same."""
    if name is None:
        return None
    first, _, rest = name.partition(" ")
    return (rest if first.lower() in ("the", "a", "an") and rest else name).casefold()


def _phrase(phrase: Phrase | None) -> tuple[int | None, int | None] | None:
    return (phrase.start, phrase.end) if phrase else None


def _date(quotation: Quotation) -> object:
    date = quotation.date
    if date is None or date.basis == "published":
        return date and (date.edtf, date.basis)  # it needs no words: the caller may have given it
    return date.edtf, date.start, date.end, date.lender and date.lender.document


FIELDS: dict[str, Callable[[Quotation], Any]] = {
    "kind": lambda q: q.kind,
    "text": lambda q: q.text,
    "name": lambda q: q.speaker and (_bare(q.speaker.name), q.speaker.lender and q.speaker.lender.document),
    "type": lambda q: q.speaker and q.speaker.type,
    "mention": lambda q: q.speaker and (q.speaker.start, q.speaker.end),
    "cue": lambda q: q.cue and (q.cue.start, q.cue.end),
    "addressee": lambda q: _phrase(q.addressee),
    "occasion": lambda q: _phrase(q.venue.occasion),
    "place": lambda q: _phrase(q.venue.place),
    "medium": lambda q: _phrase(q.venue.medium),
    "date": _date,
}
"""What is compared, by name: spans for what stands in the text, words for names and kinds. Names are compared without their
article; confidence, evidence, ids, offices and the bounds of dates are not compared."""


def differences(written: Written, found: Iterable[Quotation], *, fields: Collection[str] = tuple(FIELDS)) -> list[str]:
    """What differs between the quotations of `written` and those that were `found` in it, one sentence each; [] where they agree.

    Arguments: `found`, the outermost attributed quotations of the document, in any order; `fields`, those to compare beside the
    spans (names of `FIELDS`). What the record leaves open (`Written.open`) is not compared.
    """
    expected = {quotation.segments: quotation for quotation in written.quotations}
    given = {quotation.segments: quotation for quotation in found}
    said = [f"not found: {_shown(written, q)}" for segments, q in expected.items() if segments not in given]
    said += [f"not written: {_shown(written, q)}" for segments, q in given.items() if segments not in expected]
    for segments, quotation in expected.items():
        if segments in given:
            said += _compare(written, quotation, given[segments], fields)
    return said


def _compare(written: Written, expected: Quotation, found: Quotation, fields: Collection[str]) -> list[str]:
    sides = [(field, FIELDS[field](expected), FIELDS[field](found)) for field in fields]
    return [
        f"{field} of {_shown(written, expected)}: wrote {_quote(written, wanted)}, read {_quote(written, got)}"
        for field, wanted, got in sides
        if wanted != got and (expected.id, field) not in written.open
    ]


def _shown(written: Written, quotation: Quotation) -> str:
    return f"{list(map(tuple, quotation.segments))} {quotation.text!r}"


def _quote(written: Written, value: Any) -> str:
    """A value in words: a span with the text it covers."""
    if isinstance(value, Sequence) and len(value) == 2 and all(isinstance(part, int) for part in value):
        return f"{tuple(value)} {written.text[value[0] : value[1]]!r}"
    return repr(value)
