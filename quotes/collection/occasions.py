"""One occasion in several reports: the same speaker at what is described as the same meeting lends its date and place.

Descriptions are compared by the stems of their content words. A block is a speaker and a stem; in it, each report meets those next
to it in time, so that the work grows with the number of reports and not with that of their pairs.
"""

from __future__ import annotations

import datetime
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

import attrs
import regex

from quotes.collection.blocks import Counts, Loan, Note, Step
from quotes.collection.readings import Reading, fold, person_key
from quotes.lexicon import table
from quotes.model import Date, Evidence, Lender, Phrase, Quotation, Venue
from quotes.resolve.edtf import compatible, more_exact, parse
from quotes.span import Span

__all__ = ["OCCASIONS"]

_STEM = 6  # letters: peacekeep|ers and peacekeep|ing meet
_CROWD = 40  # reports compared with one report under one stem
_APART = 10  # days between two reports of one occasion


@attrs.frozen(slots=True)
class _Report:
    """One speaker at one occasion in one document: what it is called, and what is known of its day and place."""

    document: str
    speaker: str
    phrase: Phrase
    stems: frozenset[str]
    clock: datetime.date | None
    date: Date | None
    place: Phrase | None


def _wishes(reading: Reading, counts: Counts) -> Iterator[Note]:
    for report in _reports(reading):
        order = f"{_day(report)} {report.document}\0{report.phrase.start or 0:012} {report.phrase.text}"
        for stem in sorted(report.stems):
            yield Note(f"{report.speaker}\0{stem}", order, report)


def _reports(reading: Reading) -> Iterator[_Report]:
    clock = parse(reading.clock).known_day if reading.clock else None
    seen: dict[tuple[str, Phrase], list[Quotation]] = defaultdict(list)
    for quotation in reading.quotations:
        key = _key(quotation)
        if key is not None:
            seen[key].append(quotation)
    for (speaker, phrase), quotations in seen.items():
        date = next((q.date for q in quotations if q.date is not None and q.date.basis != "published"), None)
        place = next((q.venue.place for q in quotations if q.venue.place is not None), None)
        yield _Report(reading.document, speaker, phrase, _stems(phrase.text), clock, date, place)


def _key(quotation: Quotation) -> tuple[str, Phrase] | None:
    speaker, occasion = quotation.speaker, quotation.venue.occasion
    if speaker is None or speaker.name is None or occasion is None:
        return None
    return person_key(speaker.name), occasion


def _stems(text: str) -> frozenset[str]:
    """The stems of the content words; what kind of gathering it was does not count: a session is a meeting."""
    words = regex.findall(r"\p{L}[\p{L}\p{N}]+", fold(text))
    return frozenset(word[:_STEM] for word in words if len(word) > 3 and word not in _generic())


def _generic() -> frozenset[str]:
    data = table("occasions")
    return frozenset(data["gathering"]["words"].split()) | frozenset(data["filler"]["words"].split())


def _meet(notes: Iterable[Note]) -> Iterator[Loan]:
    """Reports of one occasion tell each other; each is compared with at most `_CROWD` before it."""
    before: deque[_Report] = deque(maxlen=_CROWD)
    for note in notes:
        report: _Report = note.body
        for other in before:
            if other.document != report.document and _same(other, report):
                yield Loan(report.document, -1, (_key_of(report), other))
                yield Loan(other.document, -1, (_key_of(other), report))
        before.append(report)


def _key_of(report: _Report) -> tuple[str, Phrase]:
    return report.speaker, report.phrase


def _day(report: _Report) -> datetime.date:
    """The day to sort by; reports that know none come first."""
    if report.date is not None and report.date.earliest is not None:
        return datetime.date.fromisoformat(report.date.earliest[:10])
    return report.clock or datetime.date.min


def _same(a: _Report, b: _Report) -> bool:
    """Whether two reports describe one occasion and do not contradict each other."""
    shared = len(a.stems & b.stems)
    if shared < 2 or 2 * shared < min(len(a.stems), len(b.stems)):
        return False
    if a.date is not None and b.date is not None:
        return compatible(parse(a.date.edtf), parse(b.date.edtf))
    if a.clock is not None and b.clock is not None:
        return abs((a.clock - b.clock).days) <= _APART
    return True


def _take(reading: Reading, loans: Sequence[Loan]) -> Reading:
    others: dict[tuple[str, Phrase], set[_Report]] = defaultdict(set)
    for loan in loans:
        key, report = loan.body
        others[key].add(report)
    lent = {key: sorted(reports, key=_order) for key, reports in others.items()}
    return attrs.evolve(reading, quotations=tuple(_lent(quotation, lent) for quotation in reading.quotations))


def _order(report: _Report) -> tuple[str, str, int]:
    return report.document, report.speaker, report.phrase.start or 0


def _lent(quotation: Quotation, lent: dict[tuple[str, Phrase], list[_Report]]) -> Quotation:
    key = _key(quotation)
    others = lent.get(key, []) if key is not None else []
    return _with_place(_with_date(quotation, others), others)


def _with_date(quotation: Quotation, others: Sequence[_Report]) -> Quotation:
    dates = [(report, report.date) for report in others if report.date is not None]
    if not dates or any(not compatible(parse(a.edtf), parse(b.edtf)) for _, a in dates[:1] for _, b in dates[1:]):
        return quotation
    own = quotation.date if quotation.date is not None and quotation.date.basis != "published" else None
    report, best = min(dates, key=lambda entry: (_vague(entry[1]), _order(entry[0])))
    if own is not None:
        lent, mine = parse(best.edtf), parse(own.edtf)
        if not compatible(mine, lent) or more_exact(mine, lent) == mine:
            return quotation
    lender = best.lender or Lender(report.document, report.phrase.start or 0, report.phrase.end or 0)
    date = Date(best.edtf, "collection", earliest=best.earliest, latest=best.latest, lender=lender)
    evidence = Evidence("date", "shared-occasion", _spans(report.phrase), document=report.document)
    return attrs.evolve(quotation, date=date, evidence=(*quotation.evidence, evidence))


def _vague(date: Date) -> int:
    days = parse(date.edtf).days
    return days if days is not None else 10**6


def _with_place(quotation: Quotation, others: Sequence[_Report]) -> Quotation:
    if quotation.venue.place is not None:
        return quotation
    places = sorted(
        {(r.place.text, r.document, r.place) for r in others if r.place is not None and r.place.lender is None}, key=_text
    )
    if len({fold(text) for text, _, _ in places}) != 1:
        return quotation
    text, document, place = places[0]
    lender = Lender(document, place.start or 0, place.end or 0)
    venue: Venue = attrs.evolve(quotation.venue, place=Phrase(None, None, text, lender))
    evidence = Evidence("place", "shared-occasion", _spans(place), document=document)
    return attrs.evolve(quotation, venue=venue, evidence=(*quotation.evidence, evidence))


def _text(entry: tuple[str, str, Phrase]) -> tuple[str, str]:
    return entry[:2]


def _spans(phrase: Phrase) -> tuple[Span, ...]:
    return (Span(phrase.start, phrase.end),) if phrase.start is not None and phrase.end is not None else ()


OCCASIONS = Step("occasions", _wishes, _meet, _take)
"""The day and place of an occasion that several documents report."""
