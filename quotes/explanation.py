"""Evidence to words: why an answer is what it is, as a person would say it.

Every rule has its sentence in the `RULES` table of the module that applies it; `rules` gathers them, for `explain` and for the docs.
"""

from __future__ import annotations

from functools import cache

from quotes import collection as _collection
from quotes.detect import spans as _spans
from quotes.model import Evidence, Quotation
from quotes.resolve import dates as _dates
from quotes.resolve import kinds as _kinds
from quotes.resolve import people as _people
from quotes.resolve import speakers as _speakers
from quotes.resolve import venues as _venues
from quotes.span import Span

__all__ = ["explain", "rules"]

_TABLES = {
    "span": (_spans.RULES, _speakers.RULES),
    "kind": (_kinds.RULES,),
    "speaker": (_speakers.RULES,),
    "name": (_people.RULES,),
    "occasion": (_venues.RULES,),
    "place": (_venues.RULES,),
    "medium": (_venues.RULES,),
    "date": (_dates.RULES,),
}
_LENT = ("span", "name", "place", "date")
"""The fields that another document of a collection can lend, or speak for."""


@cache
def rules() -> dict[tuple[str, str], str]:
    """Each rule's sentence, by the field that it speaks for and its name."""
    own = {(field, name): says for field, tables in _TABLES.items() for table in tables for name, says in table.items()}
    return {(field, name): says for field in _LENT for name, says in _collection.RULES.items()} | own


def explain(quotation: Quotation, text: str | None = None) -> str:
    """A readable paragraph: what the quotation is, and for each answer the rule, the words that it leaned on, and the rivals.

    Arguments: the quotation; the document's text, to quote the words of the evidence (without it their offsets are given).

    >>> from quotes.pipeline import attribute
    >>> text = "“Rain is due,” the farmer said."
    >>> print(explain(attribute(text)[0], text).splitlines()[0])
    the farmer: “Rain is due,” (direct)
    """
    lines = [f"{quotation} ({quotation.kind})", f"  confidence: {quotation.confidence:.2f}"]
    lines += [_line(evidence, text) for evidence in quotation.evidence]
    return "\n".join(lines)


def _line(evidence: Evidence, text: str | None) -> str:
    says = rules().get((evidence.field, evidence.rule), "")
    parts = [f"  {evidence.field}: {evidence.rule}."]
    if says:
        parts.append(says)
    lent = evidence.document is not None  # then the spans are the lender's, whose text is not at hand
    if evidence.spans:
        parts.append(f"[{'; '.join(_words(span, None if lent else text) for span in evidence.spans)}]")
    if lent:
        parts.append(f"Lent by {evidence.document}.")
    if evidence.rivals:
        parts.append("Rivals: " + ", ".join(f"{rival.text} ({rival.score:.2f})" for rival in evidence.rivals) + ".")
    return " ".join(parts)


def _words(span: Span, text: str | None) -> str:
    if text is None:
        return f"{span[0]}–{span[1]}"
    words = " ".join(text[span[0] : span[1]].split())
    return words if len(words) <= 60 else f"{words[:40]} … {words[-15:]}"
