"""The same words reported twice, in another translation or another cut: quotations that echo each other are linked.

Two quotations of one speaker echo each other where most content words of the shorter stand in the longer. An echo lends its date and
venue where the quotation has none of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import attrs
import regex

from quotes.collection.readings import Reading, fold, person_key
from quotes.model import Date, Evidence, Lender, Quotation
from quotes.resolve.edtf import compatible, parse
from quotes.span import Span

__all__ = ["link_echoes"]

_LEAST = 5  # content stems that a quotation needs to be known again
_SHARE = 0.6  # of the shorter one's stems
_CROWD = 30  # quotations compared under one stem
_STEM = 5


@attrs.frozen(slots=True)
class _Words:
    reading: int
    number: int
    quotation: Quotation
    stems: frozenset[str]


def link_echoes(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with evidence that links each quotation to its echoes, in the order given."""
    words = [entry for n, reading in enumerate(readings) for entry in _words(n, reading)]
    words.sort(key=lambda entry: entry.quotation.id)
    echoes: dict[tuple[int, int], list[Quotation]] = defaultdict(list)
    for a, b in _pairs(words):
        echoes[a.reading, a.number].append(b.quotation)
        echoes[b.reading, b.number].append(a.quotation)
    return [
        attrs.evolve(reading, quotations=tuple(_linked(q, echoes.get((n, k), [])) for k, q in enumerate(reading.quotations)))
        for n, reading in enumerate(readings)
    ]


def _words(number: int, reading: Reading) -> Iterator[_Words]:
    for k, quotation in enumerate(reading.quotations):
        if quotation.speaker is not None and quotation.speaker.name is not None:
            found = regex.findall(r"\p{L}{4,}", fold(quotation.text))
            stems = frozenset(word[:_STEM] for word in found)
            if len(stems) >= _LEAST:
                yield _Words(number, k, quotation, stems)


def _pairs(words: Sequence[_Words]) -> Iterator[tuple[_Words, _Words]]:
    """Pairs of echoes in different documents, found through their rarest stems."""
    counts = Counter(stem for entry in words for stem in entry.stems)
    blocks: dict[tuple[str, str], list[_Words]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for entry in words:
        speaker = person_key(entry.quotation.speaker.name) if entry.quotation.speaker and entry.quotation.speaker.name else ""
        rarest = sorted(entry.stems, key=lambda stem: (counts[stem], stem))[: max(4, len(entry.stems) // 2)]
        for stem in rarest:
            block = blocks[speaker, stem]
            for other in block[-_CROWD:]:
                key = (other.quotation.id, entry.quotation.id)
                if key not in seen and _echo(other, entry):
                    seen.add(key)
                    yield other, entry
            block.append(entry)


def _echo(a: _Words, b: _Words) -> bool:
    if a.reading == b.reading or len(a.stems & b.stems) < _SHARE * min(len(a.stems), len(b.stems)):
        return False
    one, two = _own_date(a.quotation), _own_date(b.quotation)
    return one is None or two is None or compatible(parse(one.edtf), parse(two.edtf))


def _own_date(quotation: Quotation) -> Date | None:
    return quotation.date if quotation.date is not None and quotation.date.basis != "published" else None


def _linked(quotation: Quotation, echoes: Sequence[Quotation]) -> Quotation:
    for echo in sorted(echoes, key=lambda echo: echo.id):
        evidence = Evidence("span", "echo", echo.segments, document=echo.document)
        quotation = attrs.evolve(quotation, evidence=(*quotation.evidence, evidence))
        date = _own_date(echo)
        if _own_date(quotation) is None and date is not None:
            lender = date.lender or Lender(echo.document, date.start or echo.start, date.end or echo.end)
            lent = Date(date.edtf, "collection", earliest=date.earliest, latest=date.latest, lender=lender)
            because = Evidence("date", "echo", (Span(lender.start, lender.end),), document=echo.document)
            quotation = attrs.evolve(quotation, date=lent, evidence=(*quotation.evidence, because))
    return quotation
