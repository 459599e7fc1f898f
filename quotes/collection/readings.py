"""One document's own answers, as the collection reads them: what is kept of a document once it has been analysed."""

from __future__ import annotations

import unicodedata

import attrs

from quotes.model import Document, Person, Quotation
from quotes.pipeline import analyze
from quotes.resolve.known import KnownPeople

__all__ = ["Reading", "fold", "person_key", "read_document"]


@attrs.frozen(slots=True)
class Reading:
    """A document without its text: its id, when it was published (EDTF, None where unknown), its quotations and its people."""

    document: str
    clock: str | None
    quotations: tuple[Quotation, ...]
    people: tuple[Person, ...]


def read_document(document: Document | str, people: KnownPeople | None = None, *, every_kind: bool = False) -> Reading:
    """The reading of one document.

    Arguments: the document; known people; whether scare quotations, titles and nested quotations are kept too.
    """
    analysis = analyze(document, people=people)
    quotations = analysis.quotations if every_kind else analysis.reported
    clock = analysis.clock.edtf
    return Reading(
        analysis.document.id, str(clock) if clock is not None else None, quotations, analysis.people if quotations else ()
    )


def fold(word: str) -> str:
    """A word without case and accents.

    >>> fold("Müller’s")
    "muller's"
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold().replace("’", "'")


def person_key(name: str) -> str:
    """The family name and the first initial: what two spellings of one full name share.

    >>> person_key("Ann Lee") == person_key("A. Lee"), person_key("Ann Lee") == person_key("Bo Lee")
    (True, False)
    """
    words = fold(name).replace("-", " ").split()
    return f"{words[-1]} {words[0][0]}" if len(words) > 1 else name and fold(name)
