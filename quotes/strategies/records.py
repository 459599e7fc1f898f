"""What the strategies give: a document, and the quotations that were written into it."""

from __future__ import annotations

import attrs

from quotes.model import Document, Quotation

__all__ = ["Written", "WrittenCollection"]


@attrs.frozen(slots=True)
class Written:
    """An article and what it holds.

    `quotations` are the outermost attributed ones in order, with kind, speaker, mention, cue, venue, date and spans;
    `nested` those inside them (only span, text and `parent` are claimed); `others` the marked spans that report nobody's
    words. `open` holds pairs of a quotation's id and a field (``"mention"``, ``"name"``, ``"cue"``, ``"occasion"``,
    ``"place"``, ``"medium"``, ``"addressee"``, ``"date"``) on which careful readers may differ: there the record claims
    nothing. `constructions` names the construction of each quotation.
    """

    document: Document
    quotations: tuple[Quotation, ...]
    nested: tuple[Quotation, ...] = ()
    others: tuple[Quotation, ...] = ()
    open: frozenset[tuple[str, str]] = frozenset()
    constructions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.document.text


@attrs.frozen(slots=True)
class WrittenCollection:
    """Several articles, some of which can lend others an answer.

    `articles` say what is known of each by itself, `together` what is known once all are read, in the same order: there what was
    lent names its lender.
    """

    articles: tuple[Written, ...]
    together: tuple[Written, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents alone, in order."""
        return tuple(article.document for article in self.articles)
