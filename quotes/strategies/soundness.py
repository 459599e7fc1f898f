"""Whether answers can be true of a document at all, whoever gave them: spans in order that slice to what they claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from quotes.model import Document, Quotation

__all__ = ["faults"]

MARK = 4
"""No quotation mark is longer than this."""


class _Claim(NamedTuple):
    """That the words `text` stand from `start` to `end`."""

    field: str
    start: int | None
    end: int | None
    text: str | None


def faults(document: Document, quotations: Iterable[Quotation]) -> list[str]:
    """What cannot be true of the quotations of a document, one sentence each; [] for a sound answer.

    Arguments: the document; its quotations as a tool gave them: outermost ones, or nested and unattributed ones as well.
    Checked are spans (in range, in order, apart, slicing to the words that they claim), ids, parents and confidences.
    Whether the answers are right is another question: see `differences`.

    >>> faults(Document("“Yes.”"), [Quotation("#0-9", "", ((0, 9),), "Yes.", "direct")])
    ['#0-9: the segment (0, 9) lies outside the text of 6 characters']
    """
    given = list(quotations)
    alone = chain.from_iterable(_alone(document, quotation) for quotation in given)
    return [*(f"{name}: {said}" for name, said in alone), *_together(given)]


def _alone(document: Document, quotation: Quotation) -> Iterator[tuple[str, str]]:
    text = document.text
    wrong = [
        *_document(document, quotation),
        *_segments(text, quotation),
        *(said for claim in _claims(quotation) for said in _claim(text, claim)),
        *_evidence(text, quotation),
    ]
    yield from ((quotation.id, said) for said in wrong)


def _document(document: Document, quotation: Quotation) -> Iterator[str]:
    if quotation.document != document.id:
        yield f"it names the document {quotation.document!r}, not {document.id!r}"
    if not 0.0 <= quotation.confidence <= 1.0:
        yield f"a confidence of {quotation.confidence} is no probability"


def _segments(text: str, quotation: Quotation) -> Iterator[str]:
    for start, end in quotation.segments:
        if not 0 <= start < end <= len(text):
            yield f"the segment {(start, end)} lies outside the text of {len(text)} characters"
            return
    if any(after[0] < before[1] for before, after in pairwise(quotation.segments)):
        yield "its segments overlap, or are out of order"
    elif not _joins(quotation.text, [text[start:end] for start, end in quotation.segments]):
        yield f"its text {quotation.text!r} is not what its segments hold"


def _joins(words: str, shown: Sequence[str]) -> bool:
    """Whether `words` is the inside of each stretch in turn (a mark and white space off either end), joined with one space."""
    reached = {0}
    for number, stretch in enumerate(shown):
        cut = {
            stretch[first : len(stretch) - last]
            for first in range(min(MARK, len(stretch)) + 1)
            for last in range(min(MARK, len(stretch) - first) + 1)
        }
        insides = cut | {inside.strip() for inside in cut}
        glue = " " if number else ""
        reached = {
            place + len(glue + inside) for place in reached for inside in insides if words.startswith(glue + inside, place)
        }
    return len(words) in reached


def _claims(quotation: Quotation) -> Iterator[_Claim]:
    for field, answer in (("mention", quotation.speaker), ("cue", quotation.cue), ("date", quotation.date)):
        if answer is not None:
            yield _Claim(field, answer.start, answer.end, answer.text)
    venue = quotation.venue
    for field, phrase in (
        ("addressee", quotation.addressee),
        ("occasion", venue.occasion),
        ("place", venue.place),
        ("medium", venue.medium),
    ):
        if phrase is not None and (phrase.lender is None or phrase.start is not None):
            yield _Claim(field, phrase.start, phrase.end, phrase.text)


def _claim(text: str, claim: _Claim) -> Iterator[str]:
    if claim.start is None or claim.end is None:
        if claim.start is not claim.end:
            yield f"its {claim.field} has half a span"
        elif claim.field not in ("mention", "date"):
            yield f"its {claim.field} has no span, though this document gave it"
    elif not 0 <= claim.start < claim.end <= len(text):
        yield f"its {claim.field} lies outside the text, at {(claim.start, claim.end)}"
    elif text[claim.start : claim.end] != claim.text:
        yield f"its {claim.field} claims {claim.text!r}, the text has {text[claim.start : claim.end]!r}"


def _evidence(text: str, quotation: Quotation) -> Iterator[str]:
    for evidence in quotation.evidence:
        if evidence.document in (None, quotation.document):
            for start, end in evidence.spans:
                if not 0 <= start <= end <= len(text):
                    yield f"the evidence {evidence.rule!r} for its {evidence.field} leans on {(start, end)}, outside the text"
            for rival in evidence.rivals:
                # A rival for a name is called by that name, wherever the text calls them she.
                words = text[rival.start : rival.end] if evidence.field == "name" else rival.text
                yield from _claim(text, _Claim(f"rival for {evidence.field}", rival.start, rival.end, words))


def _together(given: list[Quotation]) -> Iterator[str]:
    names = {quotation.id: quotation for quotation in given}
    if len(names) < len(given):
        yield "two quotations share one id"
    outermost = [quotation for quotation in given if quotation.parent is None]
    if any(after.start < before.start for before, after in pairwise(outermost)):
        yield "the quotations are out of order"
    segments = sorted(segment for quotation in outermost for segment in quotation.segments)
    yield from (f"two quotations overlap at {after[0]}" for before, after in pairwise(segments) if after[0] < before[1])
    for quotation in given:
        around = names.get(quotation.parent or "")
        if quotation.parent is not None and around is None:
            yield f"{quotation.id}: its parent {quotation.parent!r} is not there"
        elif around is not None and not (around.start <= quotation.start and quotation.end <= around.end):
            yield f"{quotation.id}: it does not lie inside its parent {quotation.parent!r}"
