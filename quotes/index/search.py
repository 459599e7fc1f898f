"""Looking things up: words and phrases, ranked, within a speaker, a venue, a stretch of time, a kind or a document.

Words are whole words in any case and without regard to accents; all of them must occur. ``"two words"`` in quotation marks is a
phrase, ``word*`` the beginning of a word. Nothing that somebody types is an error of syntax.
"""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

import attrs
import regex

from quotes.errors import UsageError
from quotes.index.folding import fold
from quotes.model import ATTRIBUTED, Kind, Quotation
from quotes.resolve import edtf
from quotes.span import Span

__all__ = ["Filters", "Hit", "Term", "find", "find_matches", "parse_words", "people_called"]

_KINDS = ("direct", "mixed", "scare", "title", "other")
_TERM = regex.compile(r'["“”„«»]([^"“”„«»]*+)["“”„«»]?+|([^\s"“”„«»]++)')
_WORD = regex.compile(r"[\p{L}\p{N}\p{Co}]++(?:\p{M}++[\p{L}\p{N}\p{Co}]*+)*+")


class Term(NamedTuple):
    """Words that must stand in a row; `prefix` lets the last one go on."""

    words: tuple[str, ...]
    prefix: bool = False


def parse_words(words: str) -> tuple[Term, ...]:
    """What somebody asks for, term by term; punctuation alone asks for nothing.

    >>> parse_words('peace* "at the border" --')
    (Term(words=('peace',), prefix=True), Term(words=('at', 'the', 'border'), prefix=False))
    """
    terms = []
    for found in _TERM.finditer(words):
        phrase = found[1] if found[1] is not None else found[2]
        parts = tuple(_WORD.findall(phrase))
        if parts:
            terms.append(Term(parts, prefix=found[2] is not None and phrase.endswith("*")))
    return tuple(terms)


def _match_expression(terms: tuple[Term, ...]) -> str:
    """The terms in FTS5's own language, every word quoted, so that none of it is an operator."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)


def find_matches(text: str, terms: tuple[Term, ...]) -> tuple[Span, ...]:
    """Where the terms occur in a text, in order, none twice.

    >>> find_matches("Peace, and peaceful borders", parse_words("peace*"))
    (Span(start=0, end=5), Span(start=11, end=19))
    """
    words = [(fold(found[0]), Span(*found.span())) for found in _WORD.finditer(text)]
    asked = [(tuple(fold(word) for word in term.words), term.prefix) for term in terms]
    spans: list[Span] = []
    position = 0
    while position < len(words):
        length = max((_match_length(words, position, *term) for term in asked), default=0)
        if length:
            spans.append(Span(words[position][1].start, words[position + length - 1][1].end))
        position += length or 1
    return tuple(spans)


def _match_length(words: list[tuple[str, Span]], position: int, asked: tuple[str, ...], prefix: bool) -> int:
    run = tuple(word for word, _ in words[position : position + len(asked)])
    same = run == asked or (prefix and len(run) == len(asked) and run[:-1] == asked[:-1] and run[-1].startswith(asked[-1]))
    return len(asked) if same else 0


@attrs.frozen(slots=True)
class Hit:
    """A quotation that was found: `matches` are spans of its `text`; a higher `score` is a better match, 0 without words."""

    quotation: Quotation
    title: str | None
    score: float
    matches: tuple[Span, ...] = ()

    def snippet(self, width: int = 160) -> tuple[str, tuple[Span, ...]]:
        """About `width` characters of the quotation around the first match, cut between words, and the matches in them."""
        text = self.quotation.text
        if len(text) <= width:
            return text, self.matches
        middle = self.matches[0].start if self.matches else 0
        start = max(0, min(middle - width // 3, len(text) - width))
        start = text.rfind(" ", 0, start + 1) + 1 if start else 0
        end = text.find(" ", min(start + width, len(text)))
        end = len(text) if end < 0 else end
        opening = "… " if start else ""
        inside = (span.shift(len(opening) - start) for span in self.matches if start <= span.start and span.end <= end)
        return f"{opening}{text[start:end]}{' …' if end < len(text) else ''}", tuple(inside)


@attrs.frozen(slots=True, kw_only=True)
class Filters:
    """What narrows a search; None leaves that side open. `since` and `until` are EDTF dates, both included."""

    speaker: str | None = None
    venue: str | None = None
    since: str | None = None
    until: str | None = None
    kind: Kind | None = None
    document: str | None = None


def find(connection: sqlite3.Connection, terms: tuple[Term, ...], filters: Filters, limit: int | None) -> list[tuple[int, float]]:
    """The row numbers of the quotations that match, best first, with their scores; without terms in order of time."""
    conditions, parameters = ["q.parent IS NULL"], []
    for condition, values in _conditions(connection, filters):
        conditions.append(condition)
        parameters += values
    source, score, order = _QUOTATIONS, "0.0", "answers.earliest IS NULL, answers.earliest, d.id, q.span_start"
    if terms:
        source = f"quotations_search JOIN {_QUOTATIONS}"
        score, order = "-bm25(quotations_search)", "2 DESC, d.id, q.span_start"
        conditions += ["q.number = quotations_search.rowid", "quotations_search MATCH ?"]
        parameters.append(_match_expression(terms))
    query = f"SELECT q.number, {score} FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ?"
    return connection.execute(query, [*parameters, -1 if limit is None else limit]).fetchall()


_QUOTATIONS = "quotations AS q JOIN answers ON answers.number = q.number JOIN documents AS d ON d.number = q.document"


def _conditions(connection: sqlite3.Connection, filters: Filters) -> list[tuple[str, list[Any]]]:
    found: list[tuple[str, list[Any]]] = [_kind_condition(filters.kind)]
    if filters.speaker is not None:
        found.append(_speaker_condition(connection, filters.speaker))
    if filters.venue is not None:
        found.append(_venue_condition(filters.venue))
    if filters.since is not None:
        since = _bound(filters.since, "since", 0)
        found.append(("(answers.latest >= ? OR (answers.latest IS NULL AND answers.earliest IS NOT NULL))", [since]))
    if filters.until is not None:
        until = _bound(filters.until, "until", 1)
        found.append(("(answers.earliest <= ? OR (answers.earliest IS NULL AND answers.latest IS NOT NULL))", [until]))
    if filters.document is not None:
        found.append(("(d.id = ? OR d.id GLOB ?)", [filters.document, filters.document]))
    return found


def _kind_condition(kind: str | None) -> tuple[str, list[Any]]:
    if kind is not None and kind not in _KINDS:
        raise UsageError(f"no kind {kind!r}; the kinds are {', '.join(_KINDS)}")
    kinds = ATTRIBUTED if kind is None else (kind,)
    return f"q.kind IN ({', '.join('?' * len(kinds))})", list(kinds)


def _bound(date: str, name: str, side: int) -> str:
    day = edtf.parse(date, name=name).bounds[side]
    if day is None:
        raise UsageError(f"{name}: {date!r} has no year to compare by; write a date such as 2016-10-07, 2016-10 or 2016")
    return day.isoformat()


def _speaker_condition(connection: sqlite3.Connection, speaker: str) -> tuple[str, list[Any]]:
    people = people_called(connection, speaker)
    nobody_else = "answers.person IS NULL AND q.mention_text IS NOT NULL AND fold(q.mention_text) = ?"
    numbers = ",".join(map(str, people))
    return f"(answers.person IN ({numbers}) OR q.speaker IN ({numbers}) OR ({nobody_else}))", [fold(speaker)]


def people_called(connection: sqlite3.Connection, name: str) -> list[int]:
    """The people (row numbers) that a name, a part of a name, a description (“the mayor”) or an identifier may mean.

    A description must be given whole; of a name, some of the words are enough: “Okafor” means every Okafor, and nobody who is
    described as “an aide to Okafor”.
    """
    folded = fold(name)
    words = folded.split()
    holds = " AND ".join(["instr(' ' || {column} || ' ', ' ' || ? || ' ') > 0"] * len(words)) or "0"
    query = f"""
    SELECT number FROM people WHERE identifier = ? OR folded = ? OR (document IS NULL AND {holds.format(column="folded")})
    UNION SELECT person FROM aliases WHERE folded = ? OR {holds.format(column="folded")}
    UNION SELECT a.person FROM mentions AS m JOIN appearances AS a ON a.number = m.appearance
    WHERE m.kind <> 'pronoun' AND (m.folded = ? OR (m.kind = 'name' AND {holds.format(column="m.folded")}))
    """
    return [row[0] for row in connection.execute(query, [name, *[folded, *words] * 3])]


def _venue_condition(venue: str) -> tuple[str, list[Any]]:
    words = fold(venue).split()
    holds = " AND ".join(["instr(' ' || folded || ' ', ' ' || ? || ' ') > 0"] * len(words)) or "0"
    return f"EXISTS (SELECT 1 FROM places WHERE places.quotation = q.number AND {holds})", words
