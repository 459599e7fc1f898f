"""The same words reported twice, in another translation or another cut: quotations that echo each other are linked.

Two quotations of one speaker echo each other where most content words of the shorter stand in the longer. An echo lends its date and
venue where the quotation has none of its own. A block is a speaker and one of the rarest stems of a quotation; in it, each quotation
meets those next to it in time.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

import attrs
import regex

from quotes.collection.blocks import Counts, Loan, Note, Step
from quotes.collection.readings import Reading, fold, person_key
from quotes.model import Date, Evidence, Lender, Quotation
from quotes.resolve.edtf import compatible, parse
from quotes.span import Span

__all__ = ["ECHOES"]

_LEAST = 5  # content stems that a quotation needs to be known again
_SHARE = 0.6  # of the shorter one's stems
_CROWD = 30  # quotations compared under one stem
_STEM = 5


@attrs.frozen(slots=True)
class _Words:
    """What a quotation is known again by, and what it can lend."""

    document: str
    number: int
    id: str
    segments: tuple[Span, ...]
    stems: frozenset[str]
    rarest: tuple[str, ...]
    date: Date | None


def _stems(quotation: Quotation) -> frozenset[str]:
    """The stems of the content words, none where they are too few to tell or nobody is known to have said them."""
    if quotation.speaker is None or quotation.speaker.name is None:
        return frozenset()
    stems = frozenset(word[:_STEM] for word in regex.findall(r"\p{L}{4,}", fold(quotation.text)))
    return stems if len(stems) >= _LEAST else frozenset()


def _words(reading: Reading) -> Iterator[str]:
    for quotation in reading.quotations:
        yield from _stems(quotation)


def _wishes(reading: Reading, counts: Counts) -> Iterator[Note]:
    """Each quotation under half of its stems, the rarest."""
    for number, quotation in enumerate(reading.quotations):
        stems = _stems(quotation)
        if stems and quotation.speaker is not None and quotation.speaker.name is not None:
            date = _own_date(quotation)
            rarest = tuple(sorted(stems, key=lambda stem: (counts.get(stem, 0), stem))[: max(4, len(stems) // 2)])
            words = _Words(reading.document, number, quotation.id, quotation.segments, stems, rarest, date)
            order = f"{date.earliest if date is not None and date.earliest is not None else ''} {quotation.id}"
            speaker = person_key(quotation.speaker.name)
            for stem in rarest:
                yield Note(f"{speaker}\0{stem}", order, words)


def _meet(notes: Iterable[Note]) -> Iterator[Loan]:
    """Echoes tell each other; each quotation is compared with at most `_CROWD` before it."""
    before: deque[_Words] = deque(maxlen=_CROWD)
    for note in notes:
        words: _Words = note.body
        for other in before:
            if note.block.endswith(f"\0{_meeting(other, words)}") and _echo(other, words):
                yield Loan(words.document, words.number, other)
                yield Loan(other.document, other.number, words)
        before.append(words)


def _meeting(a: _Words, b: _Words) -> str:
    """The rarest of the stems under which both stand: they meet in several blocks, and speak in one, the least crowded."""
    return next(stem for stem in a.rarest if stem in b.rarest)


def _echo(a: _Words, b: _Words) -> bool:
    if a.document == b.document or len(a.stems & b.stems) < _SHARE * min(len(a.stems), len(b.stems)):
        return False
    return a.date is None or b.date is None or compatible(parse(a.date.edtf), parse(b.date.edtf))


def _own_date(quotation: Quotation) -> Date | None:
    return quotation.date if quotation.date is not None and quotation.date.basis != "published" else None


def _take(reading: Reading, loans: Sequence[Loan]) -> Reading:
    echoes: dict[int, dict[str, _Words]] = defaultdict(dict)
    for loan in loans:
        echoes[loan.number][loan.body.id] = loan.body
    linked = (_linked(quotation, echoes.get(n, {})) for n, quotation in enumerate(reading.quotations))
    return attrs.evolve(reading, quotations=tuple(linked))


def _linked(quotation: Quotation, echoes: dict[str, _Words]) -> Quotation:
    for _, echo in sorted(echoes.items()):
        evidence = Evidence("span", "echo", echo.segments, document=echo.document)
        quotation = attrs.evolve(quotation, evidence=(*quotation.evidence, evidence))
        date = echo.date
        if _own_date(quotation) is None and date is not None:
            first, last = echo.segments[0].start, echo.segments[-1].end
            lender = date.lender or Lender(echo.document, date.start or first, date.end or last)
            lent = Date(date.edtf, "collection", earliest=date.earliest, latest=date.latest, lender=lender)
            because = Evidence("date", "echo", (Span(lender.start, lender.end),), document=echo.document)
            quotation = attrs.evolve(quotation, date=lent, evidence=(*quotation.evidence, because))
    return quotation


ECHOES = Step("echoes", _wishes, _meet, _take, words=_words)
"""The same words in several documents."""
