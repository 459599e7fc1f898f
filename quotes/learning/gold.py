"""Gold: what annotators say of the quoted spans of documents. One JSON object a document, in either of two forms.

rich      ``{"doc", "published"?, "quotes": [{"start", "end", "kind", "accept"?, "skip"?, "speaker"?, "cue"?, "venue"?, "venue_also"?,
          "date"?, "date_in_collection"?}]}``. `speaker` has a `name`, a `type` and a `mention`; mentions, cues and parts of the
          venue are spans ``[start, end]``. `accept` names other kinds that are right too, `venue_also` other spans that are, `skip`
          the fields on which careful readers differ; a span of kind ``other`` (a broken pair of marks) is not judged.
sources   ``{"doc", "published"?, "spans": [{"start", "end", "sources": [[start, end], …]}]}``: an empty list of sources means that
          the span reports nobody's words. This is what `quotes train` reads, too.

Offsets are code points. Raises `DataError` with file and line for what is neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import attrs

from quotes.errors import UsageError
from quotes.learning.lines import Record, open_records
from quotes.model import ATTRIBUTED
from quotes.resolve.edtf import parse
from quotes.span import Span

__all__ = ["PARTS", "GoldDocument", "GoldSpan", "gold_document", "read_gold"]

PARTS: Final = ("occasion", "place", "medium")
"""The parts of a venue."""


@attrs.frozen(slots=True)
class GoldSpan:
    """A quoted span (marks included) as annotated.

    `kinds` are the kinds that are right, the annotators' own first; `sources` the phrases that name the source, any of which is
    right; `venue` and `venue_also` hold spans by part; `date_together` is the date that the whole collection tells.
    """

    span: Span
    kinds: tuple[str, ...]
    sources: tuple[Span, ...] = ()
    name: str | None = None
    type: str | None = None
    cue: Span | None = None
    venue: Mapping[str, Span] = attrs.field(factory=dict)
    venue_also: Mapping[str, Span] = attrs.field(factory=dict)
    date: str | None = None
    date_together: str | None = None
    skip: frozenset[str] = frozenset()

    @property
    def reported(self) -> bool:
        """Whether it may be somebody's words."""
        return any(kind in ATTRIBUTED for kind in self.kinds)

    @property
    def optional(self) -> bool:
        """Whether careful readers differ over whether it is somebody's words."""
        return self.reported and any(kind not in ATTRIBUTED for kind in self.kinds)

    @property
    def broken(self) -> bool:
        """Whether it is a broken pair of marks, which is not judged."""
        return self.kinds[0] == "other"


class GoldDocument(NamedTuple):
    """A document's spans; `rich` tells the two forms apart."""

    name: str
    spans: tuple[GoldSpan, ...]
    rich: bool
    published: str | None = None


def read_gold(path: str) -> Iterator[GoldDocument]:
    """The documents of a gold file. Raises `DataError`, for a document that is annotated twice as well."""
    names: set[str] = set()
    for record in open_records(path):
        document = gold_document(record)
        if document.name in names:
            record.fault("doc", "a name that no line before has")
        names.add(document.name)
        yield document


def gold_document(record: Record) -> GoldDocument:
    """One line of a gold file. Raises `DataError`."""
    name, published = record.text("doc"), _published(record)
    if "quotes" in record:
        return GoldDocument(name, tuple(map(_rich, record.children("quotes"))), True, published)
    if "spans" in record:
        return GoldDocument(name, tuple(map(_with_sources, record.children("spans"))), False, published)
    return record.fault("quotes", "a list of quoted spans (or one called spans)")


def _published(record: Record) -> str | None:
    published = record.optional_text("published")
    if published:
        try:
            parse(published)
        except UsageError:
            record.fault("published", "a date in EDTF (2022-01-15)")
    return published or None


def _rich(record: Record) -> GoldSpan:
    speaker = record.child("speaker")
    mention = speaker.span("mention") if speaker else None
    date = record.optional_text("date")
    return GoldSpan(
        span=record.own_span(),
        kinds=(record.text("kind"), *record.texts("accept")),
        sources=(mention,) if mention else (),
        name=speaker.optional_text("name") if speaker else None,
        type=speaker.optional_text("type") if speaker else None,
        cue=record.span("cue"),
        venue=_venue(record.child("venue")),
        venue_also=_venue(record.child("venue_also")),
        date=date,
        date_together=record.optional_text("date_in_collection") if "date_in_collection" in record else date,
        skip=frozenset(record.texts("skip")),
    )


def _venue(record: Record | None) -> dict[str, Span]:
    return {part: span for part in PARTS if (span := record.span(part))} if record else {}


def _with_sources(record: Record) -> GoldSpan:
    sources = record.spans("sources")
    return GoldSpan(record.own_span(), ATTRIBUTED if sources else ("scare",), sources)
