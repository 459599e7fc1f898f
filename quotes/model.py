"""Every record that the library gives or passes on: frozen, hashable, picklable, equal by value.

Offsets are half-open spans of code points into the text exactly as given (see `quotes.span`). A field that is not known is
``None``: the library never writes "Unknown".
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import attrs

from quotes.span import Span

__all__ = [
    "ATTRIBUTED",
    "Attribution",
    "Basis",
    "Block",
    "BlockKind",
    "Cue",
    "Date",
    "Document",
    "Evidence",
    "Kind",
    "Lender",
    "MarkedSpan",
    "Mention",
    "MentionKind",
    "Person",
    "Phrase",
    "PlainToken",
    "Quotation",
    "Rival",
    "Speaker",
    "SpeakerType",
    "Token",
    "TokenKind",
    "Venue",
]

Kind = Literal["direct", "mixed", "scare", "title", "other"]
"""What a marked span is; `other` is a broken pair of marks or a measure."""

ATTRIBUTED: tuple[Kind, ...] = ("direct", "mixed")
"""The kinds that report somebody's words."""

SpeakerType = Literal["person", "group", "organization", "document", "unknown"]
MentionKind = Literal["name", "pronoun", "description"]
Basis = Literal["explicit", "weekday", "relative", "reported", "occasion", "collection", "published"]
TokenKind = Literal["word", "number", "mark", "punctuation", "symbol", "quotation"]
"""`quotation` is a whole marked span, masked while the words around it are read."""
BlockKind = Literal["headline", "standfirst", "byline", "date", "paragraph", "item", "caption", "turn", "furniture"]


class Token(NamedTuple):
    """A word, number, quotation mark or other sign; what lies between two tokens is white space or control characters."""

    start: int
    end: int
    text: str
    kind: TokenKind


PlainToken = tuple[int, int, str, TokenKind]
"""The same without names: what the passes read. It is made faster, and Python's garbage collector leaves plain tuples of such alone."""


@attrs.frozen(slots=True)
class Block:
    """A stretch of the text with one part in the layout: a line, or a paragraph.

    `start` and `end` leave out the white space around it; `body` is where its prose begins: after a dateline
    (“MINSK, January 15. /TASS/. ”), a bullet or a transcript's “SPEAKER: ”, else equal to `start`.
    """

    start: int
    end: int
    kind: BlockKind
    body: int

    @property
    def span(self) -> Span:
        """The block as a span."""
        return Span(self.start, self.end)


@attrs.frozen(slots=True)
class MarkedSpan:
    """What stands between an opening and a closing quotation mark, before anybody asks what it is.

    `segments` holds one span (marks included) for each paragraph that it runs over, `inner` the same without the marks.
    An unclosed span ends with its paragraph and has an empty `closing`. `children` are the spans nested inside it.
    """

    segments: tuple[Span, ...]
    inner: tuple[Span, ...]
    opening: str
    closing: str
    children: tuple[MarkedSpan, ...] = ()
    rule: str = "pair"

    @property
    def start(self) -> int:
        """Where the first segment begins, at its mark."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Where the last segment ends, after its mark."""
        return self.segments[-1].end

    @property
    def span(self) -> Span:
        """From the first segment's start to the last one's end."""
        return Span(self.start, self.end)


@attrs.frozen(slots=True)
class Lender:
    """The document of a collection that lent an answer, and where it says so."""

    document: str
    start: int
    end: int


@attrs.frozen(slots=True)
class Rival:
    """A candidate that lost: its text, its span, and its share of the probability."""

    text: str
    start: int
    end: int
    score: float


@attrs.frozen(slots=True)
class Evidence:
    """Why one field of an answer is what it is.

    `field` is what it speaks for (``"span"``, ``"speaker"``, ``"name"``, ``"kind"``, ``"occasion"``, ``"place"``, ``"medium"``,
    ``"date"``), `rule` the name of the rule that fired (each is described in the docs), `spans` the words that it leaned on,
    `rivals` the candidates that lost, `document` the one that lent the answer, where another did.
    """

    field: str
    rule: str
    spans: tuple[Span, ...] = ()
    rivals: tuple[Rival, ...] = ()
    document: str | None = None


@attrs.frozen(slots=True)
class Mention:
    """A noun phrase that names somebody."""

    start: int
    end: int
    text: str
    kind: MentionKind

    @property
    def span(self) -> Span:
        """The mention as a span."""
        return Span(self.start, self.end)


@attrs.frozen(slots=True)
class Person:
    """Somebody (or a group, organisation, document) that mentions of one document stand for.

    `name` is the fullest form in the document, without title; `roles` the titles and roles that the text gives them;
    `mentions` every phrase that stands for them, in order.
    """

    name: str
    type: SpeakerType
    roles: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    id: str | None = None
    gender: Literal["f", "m", None] = None


@attrs.frozen(slots=True)
class Speaker:
    """Who said it: the person under the canonical name, and the mention that names them here.

    `name` is None where a mention's person is unknown; `start`, `end` and `text` are None where nothing names them here.
    """

    name: str | None
    type: SpeakerType
    id: str | None = None
    role: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    lender: Lender | None = None

    def __str__(self) -> str:
        return self.name or self.text or ""


@attrs.frozen(slots=True)
class Cue:
    """The reporting words: *said*, *according to*, a colon."""

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


@attrs.frozen(slots=True)
class Phrase:
    """Words of the text that answer a question: an addressee, a part of a venue. Without a span where another document lent it."""

    start: int | None
    end: int | None
    text: str
    lender: Lender | None = None

    def __str__(self) -> str:
        return self.text


@attrs.frozen(slots=True)
class Venue:
    """Where, or on what occasion, the words were said: each part is a `Phrase` or None. False where nothing is known."""

    occasion: Phrase | None = None
    place: Phrase | None = None
    medium: Phrase | None = None

    def __bool__(self) -> bool:
        return bool(self.occasion or self.place or self.medium)

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.occasion, self.place, self.medium) if part)


@attrs.frozen(slots=True)
class Date:
    """The day the words were said, in EDTF (ISO 8601-2), with what it rests on.

    `earliest` and `latest` are ISO days for sorting, None where the year is unknown. `start`, `end`, `text` are the words
    that gave it, None where no words of this document did.
    """

    edtf: str
    basis: Basis
    start: int | None = None
    end: int | None = None
    text: str | None = None
    earliest: str | None = None
    latest: str | None = None
    lender: Lender | None = None

    def __str__(self) -> str:
        return self.edtf


@attrs.frozen(slots=True)
class Quotation:
    """One quotation, who said it, where and when, and why the library thinks so.

    `start`, `end` and `segments` include the quotation marks; `text` does not, and joins segments with one space. `id` is
    made of the document's id and the span: the same input gives the same id. `parent` is the id of the quotation around
    a nested one. `confidence` is the probability that the span is a quotation and its speaker is right.
    """

    id: str
    document: str
    segments: tuple[Span, ...]
    text: str
    kind: Kind
    speaker: Speaker | None = None
    cue: Cue | None = None
    addressee: Phrase | None = None
    venue: Venue = Venue()
    date: Date | None = None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    parent: str | None = None

    @property
    def start(self) -> int:
        """Where the first segment begins, at its mark."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Where the last segment ends, after its mark."""
        return self.segments[-1].end

    def __str__(self) -> str:
        known = [str(part) for part in (self.speaker, self.venue, self.date) if part]
        return f"{' · '.join(known) or 'nobody named'}: “{self.text}”"


@attrs.frozen(slots=True)
class Document:
    """A text to read, and what is known about it.

    Arguments: `text`, exactly as offsets will count it; `id`, its name in every answer; `published`, an EDTF date
    (``2022-01-15``) or None; `title`, `source` and `url`, kept for the index.

    >>> Document("He said: “Yes.”", id="a.txt", published="2022-01-15").published
    '2022-01-15'
    """

    text: str
    id: str = ""
    published: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None


@attrs.frozen(slots=True)
class Attribution:
    """A quotation with its source and cue, as in PARC and PolNeAR: what the speaker pass hands to those that ask when and where.

    `segments` include the marks. `mention` and `cue` are spans of the text, None where the article names none; `carried` says that
    mention and cue belong to another quotation (the segment, sentence or paragraph before) that this one continues.
    """

    segments: tuple[Span, ...]
    kind: Kind
    mention: Span | None
    cue: Span | None
    speaker: Speaker | None = None
    addressee: Span | None = None
    carried: bool = False
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def start(self) -> int:
        """Where the first segment begins."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Where the last segment ends."""
        return self.segments[-1].end
