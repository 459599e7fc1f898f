"""Where, or on what occasion, the words of each attribution were said or written: its venue.

`resolve_venues` reads the sentence of each attribution first, then the cue and the source themselves, then the sentence that sets the
scene for a run of quotations, and at last the one that tells the day of their occasion; what it cannot tie to an attribution it leaves
out. A dateline, an addressee and a place that belongs to the content or to somebody's role are no venues.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.detect.spans import find_spans
from quotes.model import Attribution, Block, Date, Evidence, Phrase, Venue
from quotes.resolve.passages import Passages
from quotes.resolve.venue_days import join_occasions
from quotes.resolve.venue_points import Points
from quotes.resolve.venue_runs import run_scenes
from quotes.resolve.venue_scenes import Scenes
from quotes.resolve.venue_words import Part
from quotes.span import Span
from quotes.text.datelines import place_length

__all__ = ["RULES", "resolve_venues"]

RULES: dict[str, str] = {
    "after-cue": "A phrase behind the reporting words names it: “…,” said Okello on Friday at a meeting of pilots.",
    "told-outlet": "The words were told to one that publishes, or to an occasion: Okello told Reuters; Okello told a rally in Arusha.",
    "sentence-head": "The sentence of the quotation opens with it: In an interview with Reuters, Okello said …",
    "took-part": "The source took part in it, or issued it: speaking at a rally, gave an interview, issued a statement.",
    "said-there": "Another reporting verb of the same source has it: Okello said at the forum that rain was due.",
    "clause-end": "The reporter's clause ends with it: Okello called the dam “a joke” in a radio interview.",
    "meanwhile": "A clause says what the source did at the time: …, Okello said as he entered the talks.",
    "source-is-medium": "The source is itself written or broadcast: “…,” the ministry's statement said.",
    "verb-names-medium": "The reporting verb names its own medium: Okello tweeted that …",
    "writer-at": "The writer is named with the paper: Dora Holm at the Arusha Courier wrote …",
    "in-which": "The words stand inside it: a letter in which Okello said …",
    "took-place": "Another sentence says where the occasion took place: The meeting was held at the naval base.",
    "same-source": "The source was last heard there, and nothing has moved the scene since.",
    "said-later": "The report quotes first and says where a little later, of the same source.",
    "same-words": "The same words of the same source are quoted again, with their venue.",
    "takes-part": "The source plainly takes part in the scene: answers in it, asks in it, speaks to somebody who is there.",
    "same-occasion": "An occasion told the day of the words; the sentence that tells the day names it, or one just behind it.",
}
"""What each rule says of the part that it gave, for `explain` and the documentation."""

_PARTS: tuple[Part, ...] = ("occasion", "place", "medium")


def resolve_venues(
    text: str,
    blocks: Sequence[Block],
    attributions: Sequence[Attribution],
    passages: Passages | None = None,
    dates: Sequence[tuple[Date | None, tuple[Evidence, ...]]] | None = None,
) -> list[tuple[Venue, tuple[Evidence, ...]]]:
    """The venue of each attribution, in order, with the evidence for each part.

    Arguments: the text; its blocks; the attributions in the order of the text; the document's passages where another pass has
    built them (else they are built here, around the attributions); the date of each attribution with its evidence, as `resolve_dates` gives
    them, where these are known. Spans are code points of `text`; a part that is not known is
    None, and nothing raises.

    >>> text = "“Rain is due,” Okello told a rally in Arusha."
    >>> said = Attribution((Span(0, 14),), "direct", mention=Span(15, 21), cue=Span(22, 26))
    >>> [(venue, evidence)] = resolve_venues(text, [Block(0, len(text), "paragraph", 0)], [said])
    >>> venue.occasion.text, venue.place.text, evidence[0].rule
    ('a rally', 'Arusha', 'told-outlet')
    """
    if not attributions or not blocks:
        return [(Venue(), ()) for _ in attributions]
    if passages is None:
        marked = {segment for span in find_spans(text, blocks) for segment in span.segments}
        passages = Passages(
            text, blocks, _apart(marked | {segment for attribution in attributions for segment in attribution.segments})
        )
    here = _here(text, blocks)
    scenes = Scenes(text, passages, attributions)
    points = run_scenes(scenes)
    return [_answer(text, parts, here) for parts in (points if dates is None else join_occasions(scenes, points, dates))]


def _here(text: str, blocks: Sequence[Block]) -> Span | None:
    """What the report means by *here*: the place of its dateline."""
    for block in blocks:
        if block.kind == "paragraph" and block.body > block.start:
            length = place_length(text[block.start : block.body])
            return Span(block.start, block.start + length) if length else None
    return None


def _apart(segments: set[Span]) -> list[Span]:
    """Segments in order, without those that overlap one before them."""
    apart: list[Span] = []
    for segment in sorted(segments):
        if not apart or segment.start >= apart[-1].end:
            apart.append(segment)
    return apart


def _answer(text: str, points: Points, here: Span | None) -> tuple[Venue, tuple[Evidence, ...]]:
    phrases: dict[str, Phrase] = {}
    evidence: list[Evidence] = []
    for part in _PARTS:
        point = points.get(part)
        if point is None:
            continue
        span = point.span
        if part == "place" and span.of(text).lower() == "here":
            if here is None:
                continue
            point, span = point._replace(leads=(span, *point.leads)), here
        phrases[part] = Phrase(span.start, span.end, span.of(text))
        evidence.append(Evidence(part, point.rule, (span, *point.leads)))
    return Venue(**phrases), tuple(evidence)
