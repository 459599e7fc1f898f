"""When the words of each attribution were said or written: its date, with what it rests on.

`resolve_dates` reads the clause of each attribution first, then the scene that it belongs to; what tells the time of the content,
of another clause or of another event is left out. Where nothing tells the day, the publication date stands in, marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.model import Attribution, Basis, Block, Date, Evidence
from quotes.resolve.clock import Clock
from quotes.resolve.edtf import Edtf
from quotes.resolve.passages import Passages
from quotes.resolve.temporal import basis_of
from quotes.resolve.time_scenes import TimeScenes
from quotes.resolve.time_settings import Dating
from quotes.span import Span

__all__ = ["RULES", "resolve_dates"]

RULES: dict[str, str] = {
    "clause": "The clause that reports the words says when: “…,” said Okello on Friday.",
    "relayed": "An agency reports it that day, and no other time is told: “…,” the agency reported on Saturday.",
    "same source": "The source was last heard then, and nothing has moved the scene since.",
    "occasion": (
        "The words were said on an occasion whose day the text tells, by one who takes part in it; a news conference or a meeting without "
        "a day of its own is of that on which the report opens."
    ),
    "same day": "The report tells of sides that spoke on its own day, and these words were given for it in a statement or interview.",
    "lead": "The report quotes first and says when a little later, of the same source.",
    "echo": "The same words of the same source are quoted again, with their day.",
    "published": "Nothing tells the day; only the publication date is known.",
}
"""What each rule says of the date that it gave, for `explain` and the documentation."""


def resolve_dates(
    text: str, blocks: Sequence[Block], attributions: Sequence[Attribution], clock: Clock, passages: Passages | None = None
) -> list[tuple[Date | None, tuple[Evidence, ...]]]:
    """The date of each attribution, in order, with its evidence.

    Arguments: the text; its blocks; the attributions in the order of the text; the day that the text tells from; the document's
    passages where another pass has built them.
    """
    if not attributions:
        return []
    if passages is None:
        passages = Passages(text, blocks, sorted(segment for attribution in attributions for segment in attribution.segments))
    return [_answer(text, dating, clock) for dating in TimeScenes(text, passages, attributions, clock.of_writing).datings()]


def _answer(text: str, dating: Dating | None, clock: Clock) -> tuple[Date | None, tuple[Evidence, ...]]:
    if dating is not None:
        date = _date(text, dating.date, _basis(dating), dating.span)
        return date, (Evidence("date", dating.rule, (dating.span,)),)
    if clock.edtf is None:
        return None, ()
    return _date(text, clock.edtf, "published", clock.span), (Evidence("date", "published", (clock.span,) if clock.span else ()),)


def _basis(dating: Dating) -> Basis:
    if dating.rule in ("occasion", "same day"):
        return "occasion"
    return "reported" if dating.act.relayed else basis_of(dating.act.phrase.reading)


def _date(text: str, edtf: Edtf, basis: Basis, span: Span | None) -> Date:
    earliest, latest = edtf.bounds
    first, last = (None if day is None else day.isoformat() for day in (earliest, latest))
    if span is None:
        return Date(str(edtf), basis, earliest=first, latest=last)
    return Date(str(edtf), basis, span.start, span.end, span.of(text), first, last)
