"""Plans to articles: the text, and every quotation that was written into it, as the library's own records."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from hypothesis import strategies as st

from quotes.model import Cue, Date, Document, Kind, Phrase, Quotation, Speaker, Venue
from quotes.span import Span
from quotes.strategies.page import Page, Report, Stretch
from quotes.strategies.plans import Passage, Plan, plans
from quotes.strategies.records import Written
from quotes.strategies.rendering import write_turn

__all__ = ["articles", "documents", "quotations", "write"]

PARTS = ("occasion", "place", "medium")


@attrs.define
class _Found:
    """What the page holds so far: reports of turns, and stretches that report nobody's words."""

    reports: list[Report] = attrs.Factory(list)
    others: list[tuple[Kind, Stretch]] = attrs.Factory(list)


def write(plan: Plan) -> Written:
    """Writes a plan: the article, and the quotations that it holds."""
    page, found = Page(plan.marks), _Found()
    if plan.headline:
        page.plain(plan.headline + "\n\n")
    if plan.dateline:
        page.plain(plan.dateline.text)
    for number, passage in enumerate(plan.passages):
        page.plain("\n\n" if number else "")
        _write_passage(page, found, passage, plan)
    published = plan.published.isoformat() if plan.published else None
    return _claim(Document(page.draft.text, id=plan.id, published=published), found, _known_day(plan))


def _known_day(plan: Plan) -> date | None:
    if plan.published:
        return plan.published
    return plan.dateline.day if plan.dateline and plan.dateline.year else None


def _write_passage(page: Page, found: _Found, passage: Passage, plan: Plan) -> None:
    if passage.turn:
        report = Report(passage.turn)
        write_turn(page, report)
        found.reports.append(report)
    elif passage.distractor:
        before, _, rest = passage.distractor.text.replace("{person}", plan.bystander).partition("⟨")
        page.last = plan.bystander if "{person}" in passage.distractor.text else page.last
        page.plain(before)
        if passage.distractor.kind:
            words, _, after = rest.partition("⟩")
            found.others.append((passage.distractor.kind, page.marked(words)))
            page.plain(after)
    else:
        page.plain(passage.filler)


def _claim(document: Document, found: _Found, day: date | None) -> Written:
    quotations: list[Quotation] = []
    nested: list[Quotation] = []
    unsure: set[tuple[str, str]] = set()
    names: list[str] = []
    seen: set[str] = set()
    for report in found.reports:
        for number, stretches in enumerate(report.quoted):
            quotation = _quotation(document, report, stretches, day)
            quotations.append(quotation)
            inside = [inner for stretch in stretches for depth, inner in stretch.nested if depth == 1]
            nested += [_nested(document, quotation, inner) for inner in inside]
            unsure |= {(quotation.id, field) for field in _unsure(report, number, seen)}
            names.append(report.turn.construction.name)
        seen |= {*report.venue, *({"date"} if report.when else ())}
    others = tuple(_record(document, (stretch,), kind=kind) for kind, stretch in found.others)
    return Written(document, tuple(quotations), tuple(nested), others, frozenset(unsure), tuple(names))


def _unsure(report: Report, number: int, seen: set[str]) -> set[str]:
    """Fields left open: what an earlier scene may have settled, and what the construction itself leaves open."""
    told = {*report.venue, *({"date"} if report.when else ())}
    row = report.turn.construction
    carried = "{again.}" in row.template
    unsure = set(row.open) if number or not carried else set()
    if carried and number:
        unsure |= told
    if seen & set(PARTS) and not told & set(PARTS):
        unsure |= set(PARTS)
    unsure |= {part for part in PARTS if part in seen and part not in told}
    return unsure | ({"date"} if "date" in seen and "date" not in told else set())


def _quotation(document: Document, report: Report, stretches: list[Stretch], day: date | None) -> Quotation:
    source, mention = report.turn.source, report.mention
    assert mention is not None
    return _record(
        document,
        tuple(stretches),
        kind=report.turn.construction.kind,
        speaker=Speaker(source.name, source.type, start=mention.start, end=mention.end, text=mention.of(document.text)),
        cue=_cue(document, report),
        addressee=_spanned(document, report.addressee),
        venue=Venue(**{part: _spanned(document, span) for part, span in report.venue.items()}),
        date=_date(document, report, day),
    )


def _record(document: Document, stretches: tuple[Stretch, ...], **fields: Any) -> Quotation:
    segments = tuple(stretch.span for stretch in stretches)
    text = " ".join(stretch.inner.of(document.text) for stretch in stretches)
    name = f"{document.id}#{segments[0].start}-{segments[-1].end}"
    return Quotation(name, document.id, segments, text, confidence=1.0, **fields)


def _nested(document: Document, around: Quotation, stretch: Stretch) -> Quotation:
    return _record(document, (stretch,), kind="mixed", parent=around.id)


def _spanned(document: Document, span: Span | None) -> Phrase | None:
    return Phrase(span.start, span.end, span.of(document.text)) if span else None


def _cue(document: Document, report: Report) -> Cue | None:
    return Cue(report.cue.start, report.cue.end, report.cue.of(document.text)) if report.cue else None


def _date(document: Document, report: Report, day: date | None) -> Date | None:
    when, span = report.turn.scene.when, report.when
    if when and span:
        return Date(when.edtf, when.basis, span.start, span.end, span.of(document.text))
    return Date(day.isoformat(), "published") if day else None


def articles(**choices: Any) -> st.SearchStrategy[Written]:
    """Draws an article together with its quotations.

    Keyword arguments: `marks`, names of conventions (see `CONVENTIONS`); `constructions`, names of constructions (see
    `CONSTRUCTIONS`), and `without`, those to leave out; `types` of sources; `traditions` of names; `roles`, whether
    people have offices (None: perhaps); `least` and `most` attributed passages; `nesting`, how deep quotations may lie in
    quotations (0 to 2); `distract`, names of distractors ([] for none); `timed` and `placed`, whether attributions may
    say when and where; `dated`, whether the document may know its own day; `references`, how known sources may be named
    again.
    """
    return plans(**choices).map(write)


def documents(**choices: Any) -> st.SearchStrategy[Document]:
    """Draws the document of an article alone; the arguments are those of `articles`."""
    return articles(**choices).map(lambda written: written.document)


def quotations(**choices: Any) -> st.SearchStrategy[Quotation]:
    """Draws one quotation, as the record that the library would give; the arguments are those of `articles`."""
    return articles(**choices).flatmap(lambda written: st.sampled_from(written.quotations))
