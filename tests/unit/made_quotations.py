"""Hypothesis strategies for any quotation that the model allows, with a document that its spans lie in.

Texts are drawn with the characters that formats stumble over: lone surrogates, NULs, control characters, line separators,
markup, formulas, what looks like an escape. A high surrogate is never followed by a low one: JSON reads the pair as one.
"""

from __future__ import annotations

from typing import get_args

import regex
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from quotes.model import (
    Basis,
    Cue,
    Date,
    Document,
    Evidence,
    Kind,
    Lender,
    Phrase,
    Quotation,
    Rival,
    Speaker,
    SpeakerType,
    Venue,
)
from quotes.span import Span

calm = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For tests that draw whole results: no clock, which only measures how busy the machine is."""

_NASTY = "\ud800\udc00\ud83d\0\x01\x1b\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\r\n\t\v\f <>&\"'“”\\u00e9ab=+-@,;{}]|%~😀é"
_ALPHABET = "".join(dict.fromkeys(_NASTY + "abcxyz. ’éß中א\U0001f600\U0010ffff\xa0\xad\u200b\u202e\ud800\udfff\x80"))
_APART = regex.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")
_PIECES = ["", "", "", "]]>", "\\u0041", "\r\n", "\n\n", "'=1+1", "&amp;", "<said>", "T1\t", "“Yes,” she said.", "\u0301"]


def texts(*, least: int = 0, most: int = 12) -> st.SearchStrategy[str]:
    """Strings of ordinary and of nasty characters, with a nasty piece at the end now and then."""
    drawn = st.text(_ALPHABET, min_size=least, max_size=most)
    return st.tuples(drawn, st.sampled_from(_PIECES)).map(lambda pair: _APART.sub("-", "".join(pair)))


def spans(size: int) -> st.SearchStrategy[Span]:
    """Spans of at least one character in a text of that size."""
    starts = st.integers(0, size - 1)
    return starts.flatmap(lambda start: st.integers(start + 1, size).map(lambda end: Span(start, end)))


_offsets = st.integers(0, 10**6)
_shares = st.floats(0, 1)
_lenders = st.builds(Lender, texts(least=1), _offsets, _offsets)
_rivals = st.builds(Rival, texts(), _offsets, _offsets, _shares)
_dates = st.sampled_from(["2022-01-15", "2022-01", "XXXX-01-15", "2016-10-03/2016-10-05", "../2016", "201X", "2016-10/.."])


def _phrases(text: str) -> st.SearchStrategy[Phrase]:
    own = spans(len(text)).map(lambda span: Phrase(*span, span.of(text)))
    return st.one_of(own, st.builds(Phrase, st.none(), st.none(), texts(least=1), _lenders))


def _speakers(text: str) -> st.SearchStrategy[Speaker]:
    named = st.builds(
        Speaker,
        name=st.none() | texts(least=1),
        type=st.sampled_from(get_args(SpeakerType)),
        id=st.none() | texts(least=1) | st.just("https://www.wikidata.org/entity/Q1"),
        role=st.none() | texts(least=1),
        lender=st.none() | _lenders,
    )

    def at(speaker: Speaker, span: Span) -> Speaker:
        return Speaker(speaker.name, speaker.type, speaker.id, speaker.role, *span, span.of(text), speaker.lender)

    return st.one_of(named, st.builds(at, named, spans(len(text))))


def _when(text: str) -> st.SearchStrategy[Date]:
    bare = st.builds(
        Date,
        edtf=_dates,
        basis=st.sampled_from(get_args(Basis)),
        earliest=st.none() | st.just("2022-01-01"),
        latest=st.none() | st.just("2022-12-31"),
        lender=st.none() | _lenders,
    )

    def at(date: Date, span: Span) -> Date:
        return Date(date.edtf, date.basis, *span, span.of(text), date.earliest, date.latest, date.lender)

    return st.one_of(bare, st.builds(at, bare, spans(len(text))))


@st.composite
def _quotations(draw: st.DrawFn, document: Document, number: int) -> Quotation:
    text = document.text
    some = spans(len(text))
    evidence = st.builds(
        Evidence,
        field=st.sampled_from(["speaker", "date", "place"]),
        rule=texts(),
        spans=st.lists(some, max_size=2).map(tuple),
        rivals=st.lists(_rivals, max_size=2).map(tuple),
        document=st.none() | texts(),
    )
    parts = st.none() | _phrases(text)
    return Quotation(
        id=f"{number}{draw(texts())}",
        document=document.id,
        segments=tuple(draw(st.lists(some, min_size=1, max_size=3, unique=True).map(sorted))),
        text=draw(texts(least=1)),
        kind=draw(st.sampled_from(get_args(Kind))),
        speaker=draw(st.none() | _speakers(text)),
        cue=draw(st.none() | some.map(lambda span: Cue(*span, span.of(text)))),
        addressee=draw(parts),
        venue=Venue(draw(parts), draw(parts), draw(parts)),
        date=draw(st.none() | _when(text)),
        confidence=draw(_shares),
        evidence=tuple(draw(st.lists(evidence, max_size=2))),
        parent=draw(st.none() | texts(least=1)),
    )


@st.composite
def results(draw: st.DrawFn) -> list[tuple[Document, tuple[Quotation, ...]]]:
    """A few documents, each with quotations whose spans lie in its text."""
    found = []
    for number in range(draw(st.integers(1, 2))):
        document = Document(draw(texts(least=3, most=30)), id=f"{draw(texts())}{number}", title=draw(st.none() | texts()))
        count = draw(st.integers(0, 2))
        found.append((document, tuple(draw(_quotations(document, n)) for n in range(count))))
    return found


def example() -> tuple[Document, Quotation]:
    """One ordinary quotation, written out."""
    text = "“The bridge will open,” Ana Reyes, the mayor, told reporters at a rally in Lund on Monday, “in May.”"

    def phrase(words: str) -> Phrase:
        start = text.index(words)
        return Phrase(start, start + len(words), words)

    mention, date = phrase("Ana Reyes"), phrase("on Monday")
    document = Document(text, id="news/lund.txt", published="2021-03-02", title="A bridge", url="https://example.org/lund")
    return document, Quotation(
        id="news/lund.txt#0-100",
        document=document.id,
        segments=(Span(0, 23), Span(text.index("“in"), len(text))),
        text="The bridge will open, in May.",
        kind="direct",
        speaker=Speaker(
            "Ana Reyes", "person", "https://www.wikidata.org/entity/Q0", "mayor", mention.start, mention.end, "Ana Reyes"
        ),
        cue=Cue(text.index("told"), text.index("told") + 4, "told"),
        addressee=phrase("reporters"),
        venue=Venue(occasion=phrase("a rally"), place=phrase("Lund")),
        date=Date("2021-03-01", "weekday", date.start, date.end, "on Monday", "2021-03-01", "2021-03-01"),
        confidence=0.97,
        evidence=(Evidence("speaker", "inverted subject", (Span(24, 33),), (Rival("the mayor", 35, 44, 0.02),)),),
    )
