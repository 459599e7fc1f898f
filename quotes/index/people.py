"""Who is quoted in an index, how often and when: its entries and its timeline."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Literal

import attrs

from quotes.index.search import people_called
from quotes.model import SpeakerType

__all__ = ["SHOWN", "Entry", "Period", "read_entries", "read_periods"]

SHOWN = "q.parent IS NULL AND q.kind IN ('direct', 'mixed')"
"""What an index shows, as a condition on ``quotations AS q``: outermost quotations that report somebody's words."""


@attrs.frozen(slots=True)
class Entry:
    """Somebody who is quoted: canonical name, roles and other names (the most frequent first), how often, in how many documents.

    `earliest` and `latest` are ISO days around all that is dated. `document` is the only document that knows somebody unnamed
    (“a resident”), None for all others.
    """

    name: str
    type: SpeakerType
    id: str | None
    document: str | None
    quotations: int
    documents: int
    earliest: str | None
    latest: str | None
    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@attrs.frozen(slots=True)
class Period:
    """A day, month or year in EDTF, how many quotations are dated in it, and of how many people."""

    edtf: str
    quotations: int
    speakers: int


def read_entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Everybody who is quoted, the most quoted first, then by name."""
    roles = _most_frequent(connection, _ROLES)
    names = _most_frequent(connection, _NAMES)
    found = []
    for number, *counted in connection.execute(_ENTRIES):
        entry = Entry(*counted)
        found.append(attrs.evolve(entry, roles=roles[number], names=tuple(form for form in names[number] if form != entry.name)))
    return tuple(found)


_ENTRIES = f"""
SELECT p.number, p.name, p.type, p.identifier, d.id, count(*), count(DISTINCT q.document),
    min(answers.earliest), max(answers.latest)
FROM quotations AS q CROSS JOIN answers ON answers.number = q.number CROSS JOIN people AS p ON p.number = answers.person
LEFT JOIN documents AS d ON d.number = p.document
WHERE {SHOWN} GROUP BY p.number ORDER BY count(*) DESC, p.name, p.type, p.identifier, d.id
"""
_ROLES = """
SELECT a.person, r.role FROM roles AS r JOIN appearances AS a ON a.number = r.appearance
UNION ALL
SELECT answers.person, answers.role FROM answers WHERE answers.person IS NOT NULL AND answers.role IS NOT NULL
"""
_NAMES = """
SELECT a.person, m.text FROM mentions AS m JOIN appearances AS a ON a.number = m.appearance WHERE m.kind = 'name'
UNION ALL SELECT l.person, p.name FROM lent_speakers AS l JOIN quotations AS q ON q.number = l.quotation
    JOIN people AS p ON p.number = q.speaker
UNION ALL SELECT person, alias FROM aliases
"""


def _most_frequent(connection: sqlite3.Connection, query: str) -> dict[int, tuple[str, ...]]:
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for person, value in connection.execute(query):
        counts[person][value] += 1
    ranked = {person: sorted(counter, key=lambda value: (-counter[value], value)) for person, counter in counts.items()}
    return defaultdict(tuple, {person: tuple(values) for person, values in ranked.items()})


def read_periods(
    connection: sqlite3.Connection, unit: Literal["day", "month", "year"], speaker: str | None
) -> tuple[Period, ...]:
    """The timeline, of everybody or of those whom a name may mean."""
    people = None if speaker is None else set(people_called(connection, speaker))
    counts: Counter[str] = Counter()
    speakers: defaultdict[str, set[int | None]] = defaultdict(set)
    for period, person in _dated(connection, unit):
        if people is None or person in people:
            counts[period] += 1
            speakers[period] |= {person} - {None}
    return tuple(Period(period, counts[period], len(speakers[period])) for period in sorted(counts))


def _dated(connection: sqlite3.Connection, unit: str) -> Iterator[tuple[str, int | None]]:
    lengths = {"day": (10, 7, 4), "month": (7, 4), "year": (4,)}[unit]
    query = f"""
    SELECT answers.earliest, answers.latest, answers.person FROM answers JOIN quotations AS q ON q.number = answers.number
    WHERE answers.earliest IS NOT NULL AND answers.latest IS NOT NULL AND {SHOWN}
    """
    for earliest, latest, person in connection.execute(query):
        for length in lengths:
            if earliest[:length] == latest[:length]:
                yield earliest[:length], person
                break
