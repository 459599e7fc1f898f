"""Fuller names: a document that knows only “Tokayev” takes the full name from those that write it out.

Lent only where the family name has one bearer in the whole collection, or one whom the lender gives the same role.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from quotes.collection.readings import Reading, fold
from quotes.model import Evidence, Lender, Person, Quotation
from quotes.span import Span

__all__ = ["lend_names"]


def lend_names(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with full names where a document had the family name alone, in the order given."""
    bearers = _bearers(readings)
    return [
        attrs.evolve(reading, quotations=tuple(_named(reading, q, bearers) for q in reading.quotations)) for reading in readings
    ]


def _bearers(readings: Iterable[Reading]) -> dict[str, dict[str, tuple[Lender, Person]]]:
    """For each family name its full names, each with the first document (by id) that writes it and the person there."""
    found: dict[str, dict[str, tuple[Lender, Person]]] = defaultdict(dict)
    for reading in sorted(readings, key=lambda reading: reading.document):
        for person in reading.people:
            words = fold(person.name).split()
            if person.type == "person" and len(words) > 1 and person.mentions:
                full = next((m for m in person.mentions if fold(person.name) in fold(m.text)), person.mentions[0])
                lender = Lender(reading.document, full.start, full.end)
                found[words[-1]].setdefault(" ".join(words), (lender, person))
    return found


def _named(reading: Reading, quotation: Quotation, bearers: dict[str, dict[str, tuple[Lender, Person]]]) -> Quotation:
    speaker = quotation.speaker
    if speaker is None or speaker.name is None or speaker.type != "person":
        return quotation
    words = fold(speaker.name).split()
    if len(words) != 1:
        return quotation
    chosen = _only(bearers.get(words[0], {}), speaker.role)
    if chosen is None or chosen[0].document == reading.document:
        return quotation
    lender, person = chosen
    role = speaker.role or (person.roles[0] if person.roles else None)
    evidence = Evidence("name", "fuller-name", (Span(lender.start, lender.end),), document=lender.document)
    named = attrs.evolve(speaker, name=person.name, id=speaker.id or person.id, role=role, lender=lender)
    return attrs.evolve(quotation, speaker=named, evidence=(*quotation.evidence, evidence))


def _only(bearers: dict[str, tuple[Lender, Person]], role: str | None) -> tuple[Lender, Person] | None:
    """The one bearer of a family name; of several, the one who holds the role."""
    if len(bearers) == 1:
        return next(iter(bearers.values()))
    same = [entry for entry in bearers.values() if role is not None and fold(role) in map(fold, entry[1].roles)]
    return same[0] if len(same) == 1 else None
