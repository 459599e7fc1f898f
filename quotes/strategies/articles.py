"""Plans to articles: the text is written passage by passage, and every quotation in it is claimed."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quotes.model import Document, Kind, Quotation
from quotes.strategies.claims import Claims
from quotes.strategies.distractors import Distractor
from quotes.strategies.page import Page, Report, Stretch
from quotes.strategies.plans import Plan, plans
from quotes.strategies.records import Written
from quotes.strategies.rendering import write_turn

__all__ = ["articles", "documents", "quotations", "write"]


def write(plan: Plan) -> Written:
    """Writes a plan: the article, and the quotations that it holds."""
    page = Page(plan.marks, named=set(plan.known))
    page.plain(f"{plan.headline}\n\n" if plan.headline else "")
    page.plain(plan.dateline.text if plan.dateline else "")
    reports: list[Report] = []
    others: list[tuple[Kind, Stretch]] = []
    for number, passage in enumerate(plan.passages):
        page.plain("\n\n" if number else "")
        if passage.turn:
            reports.append(Report(passage.turn))
            write_turn(page, reports[-1])
        elif passage.distractor:
            others += _mislead(page, passage.distractor, plan.bystander)
        else:
            page.plain(passage.filler)
        if not passage.turn:
            page.last = None  # “Apples grow on the hills. They said …”: a pronoun would be taken for the apples
    published = plan.published.isoformat() if plan.published else None
    document = Document(page.draft.text, id=plan.id, published=published)
    return Claims(document, _known_day(plan), plan.known, plan.marks.apostrophe).written(reports, others)


def _mislead(page: Page, distractor: Distractor, bystander: str) -> list[tuple[Kind, Stretch]]:
    """Writes a distractor; gives its marked span, if it has one."""
    before, _, rest = distractor.text.replace("{person}", bystander).partition("⟨")
    page.plain(before)
    if distractor.kind is None:
        return []
    words, _, after = rest.partition("⟩")
    marked = page.marked(words)
    page.plain(after)
    return [(distractor.kind, marked)]


def _known_day(plan: Plan) -> str | None:
    """The day of the document as EDTF: given, or read from the dateline, whose year may be unknown."""
    if plan.published:
        return plan.published.isoformat()
    if plan.dateline is None or plan.dateline.day is None:
        return None
    return f"{plan.dateline.day:%Y-%m-%d}" if plan.dateline.year else f"XXXX-{plan.dateline.day:%m-%d}"


def articles(**choices: Any) -> st.SearchStrategy[Written]:
    """Draws an article together with its quotations.

    Keyword arguments: `marks`, names of conventions (see `CONVENTIONS`); `constructions`, names of constructions (see
    `CONSTRUCTIONS`), and `without`, those to leave out; `types` of sources; `traditions` of names; `roles`, whether people have
    offices (None: perhaps); `least` and `most` attributed passages; `nesting`, how deep quotations may lie in quotations (0 to 2);
    `distract`, names of distractors ([] for none); `timed` and `placed`, whether attributions may say when and where; `dated`,
    whether the document may know its own day; `references`, how known sources may be named again.
    """
    return plans(**choices).map(write)


def documents(**choices: Any) -> st.SearchStrategy[Document]:
    """Draws the document of an article alone; the arguments are those of `articles`."""
    return articles(**choices).map(lambda written: written.document)


def quotations(**choices: Any) -> st.SearchStrategy[Quotation]:
    """Draws one quotation, as the record that the library would give; the arguments are those of `articles`."""
    return articles(**choices).flatmap(lambda written: st.sampled_from(written.quotations))
