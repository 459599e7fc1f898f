"""Venues: what the entries of the lexicon's table ``venues`` promise, and what holds for every text."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.detect.spans import find_spans
from quotes.lexicon import table
from quotes.model import Attribution, Block, Speaker, Venue
from quotes.resolve.passages import Passages
from quotes.resolve.venue_clauses import find_venues
from quotes.resolve.venue_reader import Reader
from quotes.resolve.venue_words import noun_at, outlet_at, press_name
from quotes.resolve.venues import RULES, resolve_venues
from quotes.span import Span
from quotes.text.blocks import split_blocks


def venues_in(text: str) -> list[tuple[str, str]]:
    """The parts and phrases that the first sentence of `text` names."""
    block = Block(0, len(text), "paragraph", 0)
    segments = [segment for span in find_spans(text, [block]) for segment in span.segments]
    passage = Passages(text, [block], segments).passage(0)
    quoted = frozenset(i for i in passage.quoted if "," in passage.tokens[i][2])
    first, last = passage.sentences[0]
    found = find_venues(Reader(passage, quoted), first, last, []).found
    return [(item.part, passage.span(item.first, item.last).of(text)) for item in found]


def unbracket(example: str) -> tuple[str, str]:
    """An example without its brackets, and the phrase inside them."""
    before, bracket, rest = example.partition("[")
    phrase, _, after = rest.partition("]")
    return before + phrase + after, phrase if bracket else ""


def heads(entry: dict[str, Any], key: str) -> list[str]:
    return [head.strip() for head in entry[key].replace("\n", " ").split(",") if head.strip()]


NOUNS = table("venues")["noun"]
OUTLETS = table("venues")["outlet"]
LEXIS = table("venues")["lexis"]


@pytest.mark.parametrize("entry", NOUNS, ids=lambda entry: entry["name"])
def test_every_head_is_found_in_the_frames_of_its_family(entry: dict[str, Any]) -> None:
    lost = []
    for head in heads(entry, "heads"):
        for frame in entry["frames"]:
            text, phrase = unbracket(frame.replace("@", head))
            if (entry["part"], phrase) not in venues_in(text):
                lost.append((text, venues_in(text)))
    assert lost == []


@pytest.mark.parametrize("entry", [*NOUNS, *OUTLETS, *LEXIS], ids=lambda entry: entry["name"])
def test_examples_are_found_as_bracketed_and_counterexamples_not(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        text, phrase = unbracket(example)
        if phrase:
            assert phrase in [found for _, found in venues_in(text)], text
        else:
            assert venues_in(text) == [], text
    for example in entry.get("counterexamples", ()):
        assert venues_in(example) == [], example


@pytest.mark.parametrize("entry", [entry for entry in OUTLETS if entry["name"] != "networks"], ids=lambda entry: entry["name"])
def test_what_is_told_an_outlet_is_told_that_medium(entry: dict[str, Any]) -> None:
    for name in heads(entry, "names"):
        assert ("medium", name) in venues_in(f"Okello told {name} on Friday."), name


def test_a_word_stands_in_one_family_only() -> None:
    seen: dict[str, str] = {}
    twice = []
    for entry in NOUNS:
        for head in heads(entry, "heads"):
            if head in seen:
                twice.append((head, seen[head], entry["name"]))
            seen[head] = entry["name"]
    assert twice == []


def test_the_longest_head_decides() -> None:
    assert noun_at(["a", "conference", "call"], 2) == noun_at(["interview"], 0)
    assert noun_at(["a", "news", "conference"], 2) == noun_at(["presser"], 0)
    assert noun_at(["a", "harbour"], 1) != noun_at(["interview"], 0)


def test_an_outlet_needs_all_its_words() -> None:
    assert outlet_at(["Le", "Monde"], 0) == 2
    assert outlet_at(["Le", "Havre"], 0) == 0


@pytest.mark.parametrize(
    ("name", "is_press"), [("Arusha Courier", True), ("Radio Tabora", True), ("InsideTrack", True), ("Dora Holm", False)]
)
def test_a_name_shows_that_it_publishes(name: str, is_press: bool) -> None:
    assert press_name(name.split()) is is_press


TEXT = "“Rain is due,” Okello told Reuters at a rally in Arusha."


def attribution(**fields: Any) -> Attribution:
    given: dict[str, Any] = {
        "kind": "direct",
        "mention": Span(15, 21),
        "cue": Span(22, 26),
        "speaker": Speaker("Ada Okello", "person"),
    }
    return Attribution((Span(0, 14),), **(given | fields))


def answer(*attributions: Attribution, text: str = TEXT) -> list[tuple[Venue, tuple[Any, ...]]]:
    return resolve_venues(text, [Block(0, len(text), "paragraph", 0)], attributions)


def test_no_attribution_no_answer() -> None:
    assert resolve_venues(TEXT, [], []) == []
    assert resolve_venues("", [], []) == []


def test_an_answer_points_into_the_text_and_says_why() -> None:
    [(venue, evidence)] = answer(attribution())
    assert (str(venue.occasion), str(venue.place), str(venue.medium)) == ("a rally", "Arusha", "Reuters")
    assert [(item.field, item.spans[0].of(TEXT)) for item in evidence] == [
        ("occasion", "a rally"),
        ("place", "Arusha"),
        ("medium", "Reuters"),
    ]
    assert all(item.rule in RULES for item in evidence)
    assert pickle.loads(pickle.dumps(venue)) == venue


@pytest.mark.parametrize("fields", [{"cue": None}, {"mention": None}, {"mention": None, "cue": None}, {"speaker": None}])
def test_a_missing_source_or_cue_does_no_harm(fields: dict[str, Any]) -> None:
    [(venue, _)] = answer(attribution(**fields))
    assert str(venue.medium) == "Reuters"


def test_every_attribution_has_an_answer_in_order() -> None:
    answers = answer(attribution(), attribution(kind="mixed"), attribution(speaker=Speaker(None, "unknown")))
    assert len(answers) == 3


@pytest.mark.parametrize(
    "text", ["“”", "“a” told", "at at at “x” in in", "On “", "“x” said on X.", "told\x00 the “y” of", "\ud800“z” in ,"]
)
def test_odd_texts_have_answers(text: str) -> None:
    span = Span(0, len(text))
    whole = Attribution((span,), "direct", span, span)
    assert len(resolve_venues(text, [Block(0, len(text), "paragraph", 0)], [whole])) == 1


WORDS = (
    '“x y”|"Rain"|(|)|,|.|;|:|Okello|he|told|said|at|in|on|during|the|a|meeting|rally|of|CNN|Times|Reuters|Monday|2009|\n\n|—|that|who|'
    "as|speaking|wrote|tweet|Arusha|Mich.|X.|/|&|’s|statement|from|by|was|to|will|not|Kamara's|episode|broadcast|carried|ahead|“"
).split("|")


@st.composite
def attributed_texts(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    """A text of words that the rules know, with attributions anywhere in it."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40)))
    span = st.builds(
        lambda start, length: Span(min(start, len(text) - 1), min(start + length, len(text))),
        st.integers(0, len(text) - 1),
        st.integers(1, 20),
    )
    maybe = st.none() | span
    speaker = st.none() | st.builds(Speaker, st.sampled_from([None, "Ada Okello", " ", "x"]), st.just("person"))
    built = st.builds(lambda s, m, c, who: Attribution((s,), "direct", m, c, who), span, maybe, maybe, speaker)
    return text, sorted(draw(st.lists(built, min_size=1, max_size=4)), key=lambda attribution: attribution.start)


@settings(max_examples=150, deadline=None)
@given(attributed_texts())
def test_every_part_of_every_answer_is_a_stretch_of_the_text(drawn: tuple[str, list[Attribution]]) -> None:
    text, attributions = drawn
    answers = resolve_venues(text, split_blocks(text), attributions)
    assert len(answers) == len(attributions)
    for venue, evidence in answers:
        parts = [part for part in (venue.occasion, venue.place, venue.medium) if part]
        assert all(part.text and text[part.start : part.end] == part.text for part in parts)
        assert len(evidence) == len(parts)
