"""Marked spans: what a record says of itself, and that a hostile text costs no more than any other."""

from __future__ import annotations

import pickle

import pytest
from counted_calls import calls_of

from quotes.detect.marks import find_marks
from quotes.detect.pairs import pair_marks
from quotes.detect.spans import BROKEN, RULES, find_spans
from quotes.model import Block, MarkedSpan
from quotes.span import Span
from quotes.text.blocks import split_blocks


def spans(text: str) -> tuple[MarkedSpan, ...]:
    return find_spans(text, [Block(0, len(text), "paragraph", 0)])


def depth(span: MarkedSpan) -> int:
    return 1 + max(map(depth, span.children), default=0)


def test_a_text_without_marks_has_no_spans() -> None:
    assert spans("Rain fell; it doesn’t matter.") == ()


def test_segments_include_the_marks_and_inner_does_not() -> None:
    text = "She said: ``Rain.''"
    (span,) = spans(text)
    assert span.segments == (Span(10, 19),)
    assert span.inner == (Span(12, 17),)
    assert (span.opening, span.closing) == ("``", "''")


def test_a_quotation_over_paragraphs_has_a_segment_in_each() -> None:
    text = "She said: “Rain.\n\n“Hail,” he said.”"
    span = find_spans(text, split_blocks(text))[0]
    assert [segment.of(text) for segment in span.segments] == ["“Rain.", "“Hail,”"]
    assert [inner.of(text) for inner in span.inner] == ["Rain.", "Hail,"]
    assert (span.opening, span.closing) == ("“", "”")


def test_an_unclosed_span_has_an_empty_closing() -> None:
    (span,) = spans("She said: “Rain.")
    assert (span.rule, span.closing) == ("unclosed", "")
    assert span.inner == (Span(11, 16),)


def test_a_stray_mark_is_a_span_of_its_own_width() -> None:
    (span,) = spans("Rain,” she said.")
    assert (span.rule, span.opening, span.closing) == ("stray", "", "”")
    assert span.segments == (Span(5, 6),)
    assert span.inner == (Span(5, 5),)


def test_broken_rules_are_rules() -> None:
    assert set(RULES) >= BROKEN
    assert all(sentence.endswith(".") for sentence in RULES.values())


def test_a_stray_mark_does_not_mispair_later_ones() -> None:
    text = "He said “rain.\n\nThe next one. “Hail,” she said. ‘Snow,’ he said.\n\nThen it’s” over, “Sleet,” they said."
    found = [span.segments[0].of(text) for span in find_spans(text, split_blocks(text)) if span.rule not in BROKEN]
    assert found == ["“Hail,”", "‘Snow,’", "“Sleet,”"]


def test_a_headline_s_open_mark_does_not_reach_the_body() -> None:
    text = "Pier ‘shut for good\n\nBy Ada Moss\n\nThe pier’s ‘shut’, she said. “Rain,” he said."
    found = [span.segments[0].of(text) for span in find_spans(text, split_blocks(text))]
    assert found == ["‘shut’", "“Rain,”"]


def test_a_caption_in_the_middle_of_a_quotation_stands_aside() -> None:
    text = "She looked up and said: “Rain.\n\nPicture: Hale Press\n\n“Hail,” she said."
    assert [span.rule for span in find_spans(text, split_blocks(text))] == ["over-paragraphs"]


def test_what_stands_aside_keeps_its_own_marks() -> None:
    text = "She looked up and said: “Rain.\n\nPicture: the “Gull” at Hale\n\n“Hail,” she said."
    found = find_spans(text, split_blocks(text))
    assert [[segment.of(text) for segment in span.segments] for span in found] == [["“Rain.", "“Hail,”"], ["“Gull”"]]


@pytest.mark.parametrize("opening", ["<rain", "<a href='x'", "Rain <b", "Hale </p"])
def test_a_tag_that_nothing_closes_ends_with_its_block(opening: str) -> None:
    text = f"{opening}\n\n“Rain,” she said. 5 > 4."
    found = [span.segments[0].of(text) for span in find_spans(text, split_blocks(text))]
    assert found[-1] == "“Rain,”"


def test_wrapped_lines_hold_one_quotation() -> None:
    lines = [
        "“A ferry hit the pier on Monday morning, and nobody knows why,",
        "since the sea was calm and the light was good,” said Moss.",
    ]
    text = "\n".join(lines)
    (span,) = find_spans(text, split_blocks(text))
    assert span.segments[0].of(text).endswith("good,”")


def test_nobody_quotes_a_thousand_deep() -> None:
    found = spans("“a " * 1000 + "b” " * 1000)
    assert max(map(depth, found)) <= 20
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(spans("“a " * 1000 + "b” " * 1000))


def test_pairs_come_in_the_order_in_which_they_open() -> None:
    text = "“One ‘two’” and “three”"
    assert [pair.open.start for pair in pair_marks(text, find_marks(text))[0]] == [0, 5, 16]


HOSTILE = {
    "opening marks": " “a",
    "closing marks": "a” ",
    "straight marks": ' "',
    "single marks": " 'a",
    "possessives": "s' a ",
    "inches": '“a 12" ',
    "guillemets": " «a",
    "backward guillemets": " »a",
    "crossed": "“a ‘b ”c ’d ",
    "tags": '<a "',
    "a run of marks": "'\"",
    "paragraphs": "“a\n\n",
    "elisions": " ’em",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_cost_in_proportion(name: str) -> None:
    def calls(times: int) -> int:
        text = HOSTILE[name] * times
        blocks = split_blocks(text)
        return calls_of(lambda: find_spans(text, blocks))

    calls(3_200)  # what is remembered is read before
    assert calls(3_200) < 12 * (calls(400) + 50)


def test_a_stray_mark_inside_a_quotation_that_goes_on_is_no_span_of_its_own() -> None:
    """Found by fuzzing: the second paragraph of an unclosed quotation holds a closing mark of another kind."""
    text = "“e.\n“e»"
    (span,) = find_spans(text, split_blocks(text))
    assert span.segments == (Span(0, 3), Span(4, 7))
