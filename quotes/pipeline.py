"""The passes, as one ordered table: characters to quotations.

Each pass adds one layer and reads only layers above it in the table. A layer is computed when it is first asked for and kept:
`attribute` computes what lies around quotation marks, and a text without marks costs one scan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from threading import RLock
from typing import Any

import attrs

from quotes.detect.marks import has_marks
from quotes.detect.spans import find_spans
from quotes.errors import InputError, UsageError
from quotes.garbage import collector_waits
from quotes.model import (
    ATTRIBUTED,
    Attribution,
    Block,
    Cue,
    Date,
    Document,
    Evidence,
    MarkedSpan,
    Person,
    Phrase,
    Quotation,
    Token,
    Venue,
)
from quotes.processes import in_order, succeeded
from quotes.resolve.clock import Clock, read_clock
from quotes.resolve.dates import resolve_dates
from quotes.resolve.edtf import parse
from quotes.resolve.known import KnownPeople
from quotes.resolve.passages import Passages
from quotes.resolve.people import People
from quotes.resolve.ranking import Ranker, default_ranker
from quotes.resolve.sources import Source, find_sources, reported_segment
from quotes.resolve.speakers import attribute_spans
from quotes.resolve.venues import resolve_venues
from quotes.span import Span
from quotes.text.blocks import split_blocks
from quotes.text.sentences import split_sentences
from quotes.text.tokens import tokenize

__all__ = ["PASSES", "Analysis", "Pass", "analyze", "attribute", "attribute_each", "read_each"]


@attrs.frozen(slots=True)
class Pass:
    """One row of the table: the layer's name, the layers it reads, the function that makes it, and what it does in a sentence."""

    layer: str
    reads: tuple[str, ...]
    make: Callable[[Analysis], Any]
    about: str


@attrs.frozen(slots=True, eq=False)
class Analysis:
    """All that is known about one document: tokens, sentences, blocks, quotations of every kind, people, clock.

    Two analyses are equal where their documents, known people and rankers are; pickling keeps those and computes the layers anew.

    >>> analysis = analyze("“Rain is due,” the farmer said.")
    >>> [quotation.kind for quotation in analysis.quotations]
    ['direct']
    """

    document: Document
    known: KnownPeople | None = None
    ranker: Ranker | None = None
    _layers: dict[str, Any] = attrs.field(factory=dict, repr=False)
    _making: AbstractContextManager[Any] = attrs.field(factory=RLock, repr=False, init=False)

    def layer(self, name: str) -> Any:
        """One layer by the name that the table `PASSES` gives it."""
        try:
            return self._layers[name]
        except KeyError:
            # One thread at a time: the layer of people remembers who was named last, and two that ask it at once confuse it.
            with self._making, collector_waits(len(self.text)):
                if name not in self._layers:
                    self._layers[name] = _BY_NAME[name].make(self)
                return self._layers[name]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Analysis):
            return NotImplemented
        return (self.document, self.known, self.ranker) == (other.document, other.known, other.ranker)

    def __hash__(self) -> int:
        return hash(self.document)

    def __reduce__(self) -> tuple[Any, ...]:
        return Analysis, (self.document, self.known, self.ranker)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the whole text."""
        return tuple(self.layer("tokens"))

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the whole text."""
        return tuple(self.layer("sentences"))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Headline, paragraphs, captions, page furniture."""
        return tuple(self.layer("blocks"))

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every marked span, whatever its kind, the nested ones too, in order."""
        return tuple(self.layer("quotations"))

    @property
    def reported(self) -> tuple[Quotation, ...]:
        """The direct and mixed quotations, outermost only: what `attribute` gives."""
        if not has_marks(self.text):
            return ()
        return tuple(quotation for quotation in self.layer("outermost") if quotation.kind in ATTRIBUTED)

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is named in the document."""
        people: People = self.layer("people")
        return people.persons

    @property
    def clock(self) -> Clock:
        """When the document was published, as far as it is known."""
        clock: Clock = self.layer("clock")
        return clock


def _sentences(analysis: Analysis) -> list[Span]:
    found: list[Span] = []
    text = analysis.text
    quoted = [segment for span in analysis.layer("marked") for segment in span.segments]
    for block in analysis.layer("blocks"):
        inside = [segment for segment in quoted if block.start <= segment.start < block.end]
        found += split_sentences(text, tokenize(text, block.start, block.end), inside)
    return found


def _passages(analysis: Analysis) -> Passages:
    # A caption in quotation marks may stand between two paragraphs of one quotation.
    segments = sorted(segment for span in analysis.layer("marked") for segment in span.segments)
    return Passages(analysis.text, analysis.layer("blocks"), segments)


def _people(analysis: Analysis) -> People:
    clock: Clock = analysis.layer("clock")
    year = clock.edtf.first.year if clock.edtf is not None and clock.edtf.first is not None else ""
    return People.read(
        analysis.text,
        analysis.layer("blocks"),
        analysis.known,
        passages=analysis.layer("passages"),
        year=int(year) if year.isdecimal() else None,
    )


def _ranker(analysis: Analysis) -> Ranker:
    return analysis.ranker or default_ranker()


def _sources(analysis: Analysis) -> list[Source]:
    passages = analysis.layer("passages")
    segments = [reported_segment(passages, span) for span in analysis.layer("marked")]
    return find_sources(analysis.text, passages, segments, _ranker(analysis))


def _attributions(analysis: Analysis) -> list[Attribution]:
    return attribute_spans(
        analysis.text,
        analysis.layer("marked"),
        analysis.layer("sources"),
        analysis.layer("people"),
        _ranker(analysis).model.curve,
    )


def _attributed(analysis: Analysis) -> list[Attribution]:
    return [attribution for attribution in analysis.layer("attributions") if attribution.kind in ATTRIBUTED]


def _outermost(analysis: Analysis) -> list[Quotation]:
    reported = iter(zip(analysis.layer("venues"), analysis.layer("dates"), strict=True))
    inner = _inner_spans(analysis.layer("marked"))
    found = []
    for attribution in analysis.layer("attributions"):
        venue, date = next(reported) if attribution.kind in ATTRIBUTED else _NOWHERE
        found.append(_quotation(analysis.document, attribution, inner, venue, date))
    return found


def _all_quotations(analysis: Analysis) -> list[Quotation]:
    """The outermost quotations and those nested in them, level by level."""
    found: list[Quotation] = list(analysis.layer("outermost"))
    owners = {segment.start: quotation.id for quotation in found for segment in quotation.segments}
    level = [(span, span) for span in analysis.layer("marked")]
    while level:
        nested = [(child, outermost, owners[span.start]) for span, outermost in level for child in span.children]
        quotations = [_nested(analysis, child, outermost, parent) for child, outermost, parent in nested]
        owners = {quotation.start: quotation.id for quotation in quotations}
        found += quotations
        level = [(child, outermost) for child, outermost, _ in nested]
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def _nested(analysis: Analysis, span: MarkedSpan, outermost: MarkedSpan, parent: str) -> Quotation:
    """A quotation inside a quotation, read as if the words around it were a paragraph of their own."""
    text = analysis.text
    start, end = _surroundings(outermost, span)
    block = Block(start, end, "paragraph", start)
    sources = find_sources(text, Passages(text, [block], span.segments[:1]), span.segments[:1], _ranker(analysis))
    (attribution,) = attribute_spans(text, [span], sources, analysis.layer("people"), _ranker(analysis).model.curve)
    quotation = _quotation(analysis.document, attribution, _inner_spans([span]), *_NOWHERE)
    return attrs.evolve(quotation, parent=parent)


def _surroundings(outermost: MarkedSpan, span: MarkedSpan) -> Span:
    """The words of the enclosing quotation on either side of a nested one, as far as a sentence may reach."""
    for inner in outermost.inner:
        if inner.holds(span.segments[0]):
            return Span(max(inner.start, span.start - 300), min(inner.end, span.end + 300))
    return Span(span.start, span.end)


def _inner_spans(marked: Sequence[MarkedSpan]) -> dict[int, Span]:
    """What stands inside the marks, by where the segment begins."""
    return {segment.start: inner for span in marked for segment, inner in zip(span.segments, span.inner, strict=True)}


def _quotation(
    document: Document,
    attribution: Attribution,
    inner: dict[int, Span],
    venue: tuple[Venue, tuple[Evidence, ...]],
    date: tuple[Date | None, tuple[Evidence, ...]],
) -> Quotation:
    text, cue, addressee = document.text, attribution.cue, attribution.addressee
    return Quotation(
        id=f"{document.id}#{attribution.start}-{attribution.end}",
        document=document.id,
        segments=attribution.segments,
        text=" ".join(inner[segment.start].of(text).strip() for segment in attribution.segments),
        kind=attribution.kind,
        speaker=attribution.speaker,
        cue=Cue(*cue, cue.of(text)) if cue else None,
        addressee=Phrase(*addressee, addressee.of(text)) if addressee else None,
        venue=venue[0],
        date=date[0],
        confidence=attribution.confidence,
        evidence=(*attribution.evidence, *venue[1], *date[1]),
    )


_NOWHERE: tuple[tuple[Venue, tuple[Evidence, ...]], tuple[None, tuple[Evidence, ...]]] = ((Venue(), ()), (None, ()))


PASSES: tuple[Pass, ...] = (
    Pass("blocks", (), lambda a: split_blocks(a.text), "Lines and paragraphs, and the part each has in the layout."),
    Pass(
        "marked",
        ("blocks",),
        lambda a: find_spans(a.text, a.layer("blocks")),
        "Which marks open and close, and what stands between them.",
    ),
    Pass("tokens", (), lambda a: tokenize(a.text), "Words, numbers, marks and punctuation."),
    Pass("sentences", ("blocks", "marked"), _sentences, "Sentences that a quotation does not cut."),
    Pass(
        "clock",
        ("blocks",),
        lambda a: read_clock(a.text, a.layer("blocks"), a.document.published),
        "When the document was published.",
    ),
    Pass("passages", ("blocks", "marked"), _passages, "Paragraphs around quotations: words tagged, quotations masked."),
    Pass("sources", ("passages",), _sources, "For each marked span the phrases that may name its source, ranked."),
    Pass(
        "people",
        ("blocks", "passages", "clock"),
        _people,
        "Who is named in the document, under which forms.",
    ),
    Pass("attributions", ("marked", "sources", "people"), _attributions, "Kind, mention, cue and speaker of each marked span."),
    Pass("attributed", ("attributions",), _attributed, "The spans that report somebody's words."),
    Pass(
        "dates",
        ("attributed", "clock"),
        lambda a: resolve_dates(a.text, a.layer("blocks"), a.layer("attributed"), a.layer("clock"), a.layer("passages")),
        "The day the words were said.",
    ),
    Pass(
        "venues",
        ("attributed", "dates"),
        lambda a: resolve_venues(a.text, a.layer("blocks"), a.layer("attributed"), a.layer("passages"), a.layer("dates")),
        "Occasion, place and medium.",
    ),
    Pass("outermost", ("attributions", "venues", "dates"), _outermost, "One record a marked span, with its evidence."),
    Pass("quotations", ("outermost", "marked", "people"), _all_quotations, "The same, with the quotations inside quotations."),
)
"""The passes in their order."""

_BY_NAME = {row.layer: row for row in PASSES}


def analyze(
    document: Document | str, *, published: str | None = None, people: KnownPeople | None = None, ranker: Ranker | None = None
) -> Analysis:
    """The analysis of one document, its layers computed as they are asked for.

    Arguments: a `Document`, or its text; the EDTF day of publication, which overrides the document's own; known people;
    a ranker trained on a corpus of one's own (see `load_ranker`).
    Raises `UsageError` where `document` is neither, or the date is impossible.

    >>> analyze("“Rain is due,” the farmer said.").quotations[0].speaker.name
    'the farmer'
    """
    if isinstance(document, str):
        document = Document(document)
    if not isinstance(document, Document):
        raise UsageError(f"a text or a quotes.Document is due, not {type(document).__name__}")
    if published is not None:
        document = attrs.evolve(document, published=published)
    if document.published is not None:
        parse(document.published, name="published")
    return Analysis(document, people, ranker)


def attribute(
    document: Document | str, *, published: str | None = None, people: KnownPeople | None = None, ranker: Ranker | None = None
) -> tuple[Quotation, ...]:
    """The direct and mixed quotations of one document, outermost only, in order.

    Arguments and errors as for `analyze`.

    >>> for quotation in attribute("“Rain is due,” Ann Lee said on Monday.", published="2022-01-19"):
    ...     print(quotation)
    Ann Lee · 2022-01-17: “Rain is due,”
    """
    return analyze(document, published=published, people=people, ranker=ranker).reported


def attribute_each(
    documents: Iterable[Document | str],
    *,
    people: KnownPeople | None = None,
    jobs: int = 1,
    every_kind: bool = False,
    ranker: Ranker | None = None,
) -> Iterator[tuple[Quotation, ...]]:
    """The quotations of each document by itself, one tuple a document, in the order given.

    Arguments: documents, read as a stream; known people; how many processes work at once; whether scare quotations, titles and
    nested quotations are given too; a ranker of one's own. At most a few hundred documents are in memory at a time.
    Raises `UsageError` as `analyze` does, and `AnalysisError` where the analysis of a document fails.
    """
    work = partial(_quotations_of, people=people, every_kind=every_kind, ranker=ranker)
    return (quotations for _, quotations in succeeded(in_order(work, documents, jobs)))


def read_each(
    documents: Iterable[Document],
    report: Callable[[InputError], object],
    *,
    people: KnownPeople | None = None,
    jobs: int = 1,
    every_kind: bool = False,
    ranker: Ranker | None = None,
) -> Iterator[tuple[Document, tuple[Quotation, ...]]]:
    """Each document with its quotations, in the order given, but for those whose analysis fails: these are reported and left out.

    Arguments as for `attribute_each`, and what takes the error of each document that is left out.
    """
    work = partial(_quotations_of, people=people, every_kind=every_kind, ranker=ranker)
    return succeeded(in_order(work, documents, jobs), report)


def _quotations_of(
    document: Document | str, people: KnownPeople | None, every_kind: bool, ranker: Ranker | None
) -> tuple[Quotation, ...]:
    analysis = analyze(document, people=people, ranker=ranker)
    return analysis.quotations if every_kind else analysis.reported
