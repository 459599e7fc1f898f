"""The rules of `quotes.resolve.venues`, case by case, as ``venues.txt`` says."""

from __future__ import annotations

from collections import Counter

import pytest
import regex
from cases import Case, read_cases

from quotes.model import Attribution, Evidence, Speaker, Venue
from quotes.resolve.clock import read_clock
from quotes.resolve.dates import resolve_dates
from quotes.resolve.venues import RULES, resolve_venues
from quotes.span import Span
from quotes.text.blocks import split_blocks

_MARKUP = regex.compile(r"\{(?P<source>[^}|]*)(?:\|(?P<name>[^}]*))?\}|<(?P<cue>[^>]*)>|(?P<quote>“[^”]*”)(?P<same>\^)?")


def read_markup(markup: str) -> tuple[str, list[Attribution]]:
    """The plain text, and an attribution for each quotation with the source and cue of its paragraph that stand nearest."""
    text, quotes, sources, cues, last = "", [], [], [], 0
    for match in _MARKUP.finditer(markup):
        text += markup[last : match.start()]
        last = match.end()
        start = len(text)
        if match["quote"]:
            text += match["quote"]
            quotes.append((Span(start, len(text)), bool(match["same"])))
        else:
            text += match["source"] if match["source"] is not None else match["cue"]
            span = Span(start, len(text))
            if match["source"] is not None:
                sources.append((span, match["name"] or match["source"]))
            else:
                cues.append(span)
    text += markup[last:]
    attributions: list[Attribution] = []
    used = 0
    for span, same in quotes:
        if not same and used == len(sources):
            continue  # a title in marks: nobody's words
        if same or not _near(text, span, sources[used][0]):
            if not same:
                continue
            source, name, cue = *sources[used - 1], cues[used - 1]
        else:
            source, name, cue = *sources[used], cues[used]
            used += 1
        speaker = Speaker(name, "person", start=source.start, end=source.end, text=source.of(text))
        attributions.append(Attribution((span,), "direct", source, cue, speaker, carried=same))
    return text, attributions


def _near(text: str, quote: Span, source: Span) -> bool:
    between = text[min(quote.end, source.end) : max(quote.start, source.start)]
    return "\n" not in between


def answers_to(text: str, attributions: list[Attribution]) -> list[tuple[Venue, tuple[Evidence, ...]]]:
    """The venues of some attributions in a report of 19 January 2022."""
    blocks = split_blocks(text)
    dates = resolve_dates(text, blocks, attributions, read_clock(text, blocks, "2022-01-19"))
    return resolve_venues(text, blocks, attributions, dates=dates)


def as_line(venue: Venue) -> str:
    parts = [f"{part}: {phrase}" for part in ("occasion", "place", "medium") if (phrase := getattr(venue, part))]
    return " ; ".join(parts) or "-"


def case_id(case: Case) -> str:
    return case.title


@pytest.mark.parametrize("case", read_cases("venues"), ids=case_id)
def test_venues_are_as_the_case_file_says(case: Case) -> None:
    text, attributions = read_markup(case.text)
    assert len(attributions) == len(case.expected), "the case's own markup"
    answers = answers_to(text, attributions)
    assert [as_line(venue) for venue, _ in answers] == case.expected
    for venue, evidence in answers:
        assert [item.field for item in evidence] == [part for part in ("occasion", "place", "medium") if getattr(venue, part)]
        assert all(span.of(text).strip() for item in evidence for span in item.spans)


def test_every_rule_has_its_cases() -> None:
    fired: Counter[str] = Counter()
    for case in read_cases("venues"):
        text, attributions = read_markup(case.text)
        fired.update(item.rule for _, evidence in answers_to(text, attributions) for item in evidence)
    assert set(fired) == set(RULES)


def test_no_title_stands_twice() -> None:
    titles = Counter(case.title for case in read_cases("venues"))
    assert [title for title, count in titles.items() if count > 1] == []
