"""Quotations as the pages show them: words for dates, links for people and articles, reasons for evidence."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import regex

from quotes.index.site.links import Links, anchor
from quotes.index.site.wording import date_words
from quotes.model import ATTRIBUTED, Date, Document, Evidence, Lender, Phrase, Quotation, Speaker
from quotes.text.blocks import split_blocks

__all__ = ["Lent", "Reason", "View", "describe", "title_of", "view_quotation", "when"]

_FIELDS = {"span": "Quotation", "speaker": "Speaker", "name": "Name", "kind": "Kind", "date": "Date"}
_LAST = ("kind", "span")
_KINDS = {"scare": "a term, nobody’s words", "title": "a title, nobody’s words", "other": "marks that quote nobody"}


CONTEXT = 90
"""Characters around a mixed quotation that are looked at for the rest of its sentence."""

_HEAD = 3000
"""Characters of a text in which its headline is looked for."""

_STOP = regex.compile(r"(?<=[.!?…]['\"”’»]*+)\s+(?=[\p{Lu}“\"‘'«])")


@attrs.frozen(slots=True)
class Lent:
    """The article that lent an answer."""

    title: str
    page: str


@attrs.frozen(slots=True)
class Reason:
    """Why one field is what it is: a sentence, the words that it leans on, the candidates that lost with their share."""

    field: str
    sentence: str
    words: tuple[str, ...]
    rivals: tuple[tuple[str, int], ...]
    lent: Lent | None


@attrs.frozen(slots=True)
class View:
    """One quotation, ready for a template. Addresses are paths below the site's folder.

    `before` and `after` are the reporter's words around a mixed quotation, which says little without them.
    """

    quotation: Quotation
    page: str
    anchor: str
    title: str
    speaker: str | None
    speaker_page: str | None
    role: str | None
    date: str | None
    venue: tuple[tuple[str, str], ...]
    lent: Mapping[str, Lent]
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The words said."""
        return self.quotation.text

    @property
    def attributed(self) -> bool:
        """Whether somebody is reported to have said it."""
        return self.quotation.kind in ATTRIBUTED

    @property
    def kind(self) -> str:
        """The kind, in words where it is no quotation."""
        return _KINDS.get(self.quotation.kind, self.quotation.kind)

    @property
    def percent(self) -> int:
        """The confidence in percent."""
        return round(100 * self.quotation.confidence)

    @property
    def time(self) -> tuple[bool, str, str, str, int]:
        """What to sort by for the order of time; undated ones come last."""
        date = self.quotation.date
        earliest = date.earliest if date else None
        latest = (date.latest if date else None) or ""
        return earliest is None, earliest or "", latest, self.quotation.document, self.quotation.start


def title_of(document: Document) -> str:
    """What to call an article: its title, else the headline of its text, else its id."""
    return document.title or _headline(document.text) or document.id or "untitled"


def _headline(text: str) -> str | None:
    head = text[:_HEAD]
    first = next(iter(split_blocks(head)), None)
    return " ".join(text[first.start : first.end].split()) if first and first.kind == "headline" else None


def when(date: Date) -> str:
    """The date in words; the day of publication, where nothing says when the words were said, is called that."""
    return f"published {date_words(date.edtf)}" if date.basis == "published" else date_words(date.edtf)


def view_quotation(quotation: Quotation, links: Links, titles: Mapping[str, str], text: str | None = None) -> View:
    """A quotation with everything that a page says about it; `text` is the article's, for the words around a mixed one."""
    key = links.key(quotation.speaker, quotation.document)
    speaker, date, venue = quotation.speaker, quotation.date, quotation.venue
    parts = [(part, getattr(venue, part)) for part in ("occasion", "place", "medium")]
    answers: dict[str, Speaker | Date | Phrase | None] = {"speaker": speaker, "date": date, **dict(parts)}
    return View(
        quotation,
        links.documents[quotation.document],
        anchor(quotation),
        titles[quotation.document],
        (speaker.name or speaker.text) if speaker else None,
        links.pages.get(key) if key else None,
        speaker.role if speaker else None,
        when(date) if date else None,
        tuple((part, phrase.text) for part, phrase in parts if phrase),
        {field: lent for field, part in answers.items() if part and (lent := _lent(part.lender, links, titles))},
        *(_context(quotation, text) if text and quotation.kind == "mixed" and len(quotation.segments) == 1 else ()),
    )


def _context(quotation: Quotation, text: str) -> tuple[str, str]:
    """The rest of the sentence, about: “… said the vote was” | “a farce” | “and left.”"""
    return _before(text, quotation.start), _after(text, quotation.end)


def _before(text: str, start: int) -> str:
    window = text[max(0, start - CONTEXT) : start]
    sentence = _STOP.split(window.rpartition("\n")[2])[-1]
    whole = len(sentence) < len(window) or start <= CONTEXT
    return sentence if whole else f"… {sentence.partition(' ')[2]}"


def _after(text: str, end: int) -> str:
    line = text[end : end + CONTEXT].partition("\n")[0]
    stop = _STOP.search(line)
    if stop:
        return line[: stop.start()]
    return line if len(line) < CONTEXT else f"{line.rpartition(' ')[0]} …"


def _lent(lender: Lender | None, links: Links, titles: Mapping[str, str]) -> Lent | None:
    if lender is None or lender.document not in links.documents:
        return None
    return Lent(titles[lender.document], links.documents[lender.document])


def describe(
    quotation: Quotation, text: str, rules: Mapping[tuple[str, str], str], links: Links, titles: Mapping[str, str]
) -> tuple[Reason, ...]:
    """The evidence in words, who and where and when before the marks; `rules` explains each rule in a sentence."""
    ordered = sorted(quotation.evidence, key=lambda evidence: (evidence.field in _LAST, evidence.field == "span"))
    return tuple(_reason(evidence, quotation, text, rules, links, titles) for evidence in ordered)


def _reason(
    evidence: Evidence,
    quotation: Quotation,
    text: str,
    rules: Mapping[tuple[str, str], str],
    links: Links,
    titles: Mapping[str, str],
) -> Reason:
    spans = [] if evidence.document else [span for span in evidence.spans if span not in quotation.segments]
    lender = Lender(evidence.document, 0, 0) if evidence.document else None
    return Reason(
        _FIELDS.get(evidence.field, evidence.field.capitalize()),
        rules.get((evidence.field, evidence.rule), evidence.rule.replace("-", " ").replace("_", " ")),
        tuple(words for span in spans if (words := _cut_short(span.of(text)))),
        tuple((_cut_short(rival.text), round(100 * rival.score)) for rival in evidence.rivals),
        _lent(lender, links, titles),
    )


def _cut_short(words: str, longest: int = 80) -> str:
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    start, end = words[: longest // 2].rpartition(" ")[0], words[-longest // 2 :].partition(" ")[2]
    return f"{start or words[: longest // 2]} … {end or words[-longest // 2 :]}"
