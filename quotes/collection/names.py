"""Fuller names: a document that knows only “Tokayev” takes the full name from those that write it out.

Lent only where the family name has one bearer in the whole collection, or one whom the lender gives the same role. A block is a
family name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from quotes.collection.blocks import Counts, Loan, Note, Step
from quotes.collection.readings import Reading, fold
from quotes.lexicon import table
from quotes.model import Evidence, Lender, Person, Quotation
from quotes.span import Span

__all__ = ["NAMES"]


@attrs.frozen(slots=True)
class _Bearer:
    """Somebody whose name a document writes out: the folded name, the place where it does, and who it is."""

    full: str
    lender: Lender
    name: str
    id: str | None
    roles: tuple[str, ...]


@attrs.frozen(slots=True)
class _Nameless:
    """A quotation whose speaker has a family name alone."""

    document: str
    number: int
    role: str | None


def _offers(reading: Reading, counts: Counts) -> Iterator[Note]:
    for position, person in enumerate(reading.people):
        words = fold(person.name).split()
        if person.type == "person" and not _family_alone(person.name) and person.mentions:
            order = f"{reading.document}\0{position:06}"
            yield Note(words[-1], order, _bearer(reading.document, person, " ".join(words)))


def _family_alone(name: str) -> bool:
    """Whether a name has no given name: *Tokayev*, *de la Serna*, which opens a sentence as *De la Serna*."""
    particles = table("names")["particles"]["words"].split()
    return all(word.casefold() in particles for word in name.split()[:-1])


def _bearer(document: str, person: Person, full: str) -> _Bearer:
    mention = next((m for m in person.mentions if fold(person.name) in fold(m.text)), person.mentions[0])
    return _Bearer(full, Lender(document, mention.start, mention.end), person.name, person.id, person.roles)


def _wishes(reading: Reading, counts: Counts) -> Iterator[Note]:
    for number, quotation in enumerate(reading.quotations):
        speaker = quotation.speaker
        if speaker is not None and speaker.name is not None and speaker.type == "person" and _family_alone(speaker.name):
            yield Note(fold(speaker.name).split()[-1], quotation.id, _Nameless(reading.document, number, speaker.role))


def _meet(notes: Iterable[Note]) -> Iterator[Loan]:
    """The bearers of one family name, by the first document (by id) that writes each out; then those who want a name."""
    bearers: dict[str, _Bearer] = {}
    holders: dict[str, list[_Bearer]] = defaultdict(list)
    for note in notes:
        if isinstance(note.body, _Bearer):
            if bearers.setdefault(note.body.full, note.body) is note.body:
                for role in {fold(role) for role in note.body.roles}:
                    holders[role].append(note.body)
        else:
            wish: _Nameless = note.body
            chosen = _only(list(bearers.values())) if len(bearers) == 1 else _only(holders.get(fold(wish.role or ""), []))
            if chosen is not None and chosen.lender.document != wish.document:
                yield Loan(wish.document, wish.number, chosen)


def _only(bearers: Sequence[_Bearer]) -> _Bearer | None:
    return bearers[0] if len(bearers) == 1 else None


def _take(reading: Reading, loans: Sequence[Loan]) -> Reading:
    lent: dict[int, _Bearer] = {loan.number: loan.body for loan in loans}
    quotations = tuple(_named(q, lent[n]) if n in lent else q for n, q in enumerate(reading.quotations))
    return attrs.evolve(reading, quotations=quotations)


def _named(quotation: Quotation, bearer: _Bearer) -> Quotation:
    speaker = quotation.speaker
    assert speaker is not None
    role = speaker.role or (bearer.roles[0] if bearer.roles else None)
    lender = bearer.lender
    evidence = Evidence("name", "fuller-name", (Span(lender.start, lender.end),), document=lender.document)
    named = attrs.evolve(speaker, name=bearer.name, id=speaker.id or bearer.id, role=role, lender=lender)
    return attrs.evolve(quotation, speaker=named, evidence=(*quotation.evidence, evidence))


NAMES = Step("names", _wishes, _meet, _take, offers=_offers)
"""Full names where a document has the family name alone."""
