"""From marked spans to sources: what is remembered from one to the next, mentions and cues in full, rivals, abstention."""

from __future__ import annotations

import pytest
from read_passages import passages_of, segments_of, sources_of

from quotes.detect.spans import find_spans
from quotes.resolve.ranking import Model, Ranker, default_ranker
from quotes.resolve.sources import CERTAIN, Source, SourceReader, cue_of, find_sources, mention_of, reported_segment
from quotes.resolve.templates import ATTRIBUTES, NOBODY, TEMPLATES
from quotes.text.blocks import split_blocks


def answer(text: str, source: Source) -> tuple[str, str | None]:
    cue = cue_of(source)
    return mention_of(source).of(text), cue.of(text) if cue else None


def only_answer(text: str) -> tuple[str, str | None]:
    (source,) = sources_of(text)
    assert source.chosen
    return answer(text, source)


@pytest.mark.parametrize(
    ("text", "mention", "cue"),
    [
        ("“Rain is due,” the governor of Ohio said.", "the governor of Ohio", "said"),
        ("“Rain is due,” the head of the union of bakers said.", "the head of the union of bakers", "said"),
        ("“Rain is due,” said Moss of the bakers’ union.", "Moss of the bakers’ union", "said"),
        ("“Rain is due,” said Moss in Ohio.", "Moss", "said"),
        ("According to the mayor, rain was “all but due”.", "the mayor", "According to"),
        ("Rain was “all but due”, per the mayor.", "the mayor", "per"),
        ("The mayor: “Rain is due this week.”", "The mayor", ":"),
        ("The mayor’s claim of “sabotage at the mill” was old.", "The mayor", "claim"),
    ],
)
def test_mention_and_cue_are_whole(text: str, mention: str, cue: str) -> None:
    assert only_answer(text) == (mention, cue)


def test_a_name_in_apposition_stands_for_the_description() -> None:
    mention, _ = only_answer("“We march at dawn,” the deputy minister, General Ann Lee, said.")
    assert mention == "General Ann Lee"


def test_the_source_before_is_a_candidate_of_the_next_quotation() -> None:
    text = (
        "“We waited for rain all summer,” Holm said.\n\nIt rained. It snowed. It hailed.\n\n“Then it came, and the river rose.”"
    )
    first, second = sources_of(text)
    assert first.candidate is not None
    carried = [candidate for candidate in second.look.candidates if candidate.where == "carry"]
    assert [candidate.chunk for candidate in carried] == [first.candidate.chunk]


def test_a_source_that_was_not_settled_is_not_remembered() -> None:
    text = "“We waited for rain all summer,” Holm said.\n\nIt rained. It snowed. It hailed.\n\n“Then it came.”"
    passages, segments = passages_of(text), segments_of(text)

    def places(choice: int | None) -> set[str]:
        reader = SourceReader(text, passages)
        reader.settle(reader.look(segments[0]), choice)
        return {candidate.where for candidate in reader.look(segments[1]).candidates}

    assert "carry" in places(0)
    assert "carry" not in places(None)
    assert "carry" not in places(99)  # nobody's number


def test_candidates_come_from_the_sentence_and_its_neighbours_each_phrase_once() -> None:
    text = "Tan left.\n\nThe mayor rose. “Rain is due!” Lee sat. Bello waited.\n\nRana sang."
    (source,) = sources_of(text)
    places = {candidate.span.of(text): candidate.where for candidate in source.look.candidates}
    assert places == {"The mayor": "before1", "Lee": "next"}
    assert len(places) == len(source.look.candidates)


def test_the_paragraph_above_has_candidates_only_where_the_own_one_tells_of_nobody_before() -> None:
    (source,) = sources_of("Tan left.\n\n“Rain is due!” Lee sat.\n\nRana sang.")
    assert "above1" in {candidate.where for candidate in source.look.candidates}


def test_where_somebody_speaks_in_the_sentence_no_other_sentence_has_candidates() -> None:
    (source,) = sources_of("Tan left.\n\nThe mayor rose. “Rain is due,” said Lee. Bello waited.")
    assert [candidate.where for candidate in source.look.candidates] == ["right"]


def test_who_is_said_to_have_stated_it_is_a_candidate_though_somebody_speaks_in_the_sentence() -> None:
    text = "The council has announced a “new phase” of the works. This was stated by Mayor Lee."
    (source,) = sources_of(text)
    assert [c.span.of(text) for c in source.look.candidates if c.where == "next"] == ["Mayor Lee"]


def test_the_rows_end_with_nobodys() -> None:
    (source,) = sources_of("“Rain is due,” said Lee.")
    assert [row[0] for row in source.look.rows] == ["right", NOBODY]


def test_shares_add_up_and_rivals_are_told_in_order() -> None:
    text = "The mayor met Tan and Rana. “Rain is due,” Tan’s aide told Bello, the baker."
    (source,) = sources_of(text)
    assert 0 <= source.nobody < 1
    assert source.probability + source.nobody + sum(rival.score for rival in source.rivals) <= 1.01
    scores = [rival.score for rival in source.rivals]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= 0.02 for score in scores)
    assert all(text[rival.start : rival.end] == rival.text for rival in source.rivals)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “rain tax” was dropped.",
        "The “hotel” turned out to be a barn.",
        "It was “sad”.",
        "“Rain”",
    ],
)
def test_where_nothing_supports_an_answer_none_is_chosen(text: str) -> None:
    assert not sources_of(text)[0].chosen


def test_a_single_word_must_be_surer_than_a_sentence() -> None:
    """The same share of nobody's, on both sides of its limit."""
    even = Ranker(Model(((TEMPLATES.index(("where",)), (NOBODY,), -0.5),), ()))

    def chosen(text: str) -> bool:
        (source,) = find_sources(text, passages_of(text), segments_of(text), even)
        assert 0.25 < source.nobody < 0.5
        return source.chosen

    assert chosen("Lee said “rain is due this week”.")
    assert not chosen("Lee said “rain”.")


def test_what_is_written_like_a_name_must_be_surer_too() -> None:
    """It may be a title; not so behind a comma, where it is an utterance."""
    doubtful = Ranker(Model(((TEMPLATES.index(("where",)), (NOBODY,), -0.3),), ()))

    def chosen(text: str) -> bool:
        (source,) = find_sources(text, passages_of(text), segments_of(text), doubtful)
        assert 0.35 < source.nobody < 0.5
        return source.chosen

    assert chosen("Lee said “rain on tin” again.")
    assert chosen("Lee said “Rain on Tin!” again.")
    assert not chosen("Lee said “Rain on Tin” again.")


def test_a_label_inside_the_marks_leaves_no_doubt() -> None:
    text = "“LEE: Rain is due this week.”"
    (source,) = sources_of(text)
    assert source.candidate is not None
    assert (source.candidate.where, answer(text, source)) == ("label", ("LEE", ":"))


def test_the_sentence_after_that_says_who_said_it_leaves_no_doubt() -> None:
    text = "“The guards leave by noon.” This was stated by the minister, Hugo Brand."
    (source,) = sources_of(text)
    assert source.probability > 0.9
    assert answer(text, source)[1] == "stated"


@pytest.mark.parametrize(
    "above",
    [
        "Ada Lee warned on Saturday:",
        "The Ministry of Ports said:",
        "Ada Lee rose and said:",
        "Ada Lee reports:",
        "Rain fell. Ada Lee, a baker, told us:",
    ],
)
def test_the_colon_that_closes_the_paragraph_above_leaves_no_doubt(above: str) -> None:
    (source,) = sources_of(f"{above}\n\n“We agree.”")
    assert (source.probability, source.nobody) == (CERTAIN, 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "Carl Moss quotes Ada Lee:\n\n“We agree.”",
        "Ada Lee, who said it rained, told us:\n\n“We agree.”",
        "Ada Lee told us how the plan was seen:\n\n“We agree.”",
        "Ada Lee warned on Saturday:\n\n“We agree”, as Carl Moss had hoped.",
        "Ada Lee warned on Saturday:\n\nThe plan was “unfair”.",
        "Ada Lee warned on Saturday.\n\n“We agree.”",
    ],
)
def test_other_paragraphs_above_leave_some_doubt(text: str) -> None:
    assert sources_of(text)[-1].probability != CERTAIN


def test_a_few_words_are_not_known_again() -> None:
    def echoed(words: str) -> bool:
        text = f"“{words},” said Moss. “{words},” she said."
        first, second = segments_of(text)
        reader = SourceReader(text, passages_of(text))
        reader.settle(reader.look(first), 0)
        return any(row[ATTRIBUTES.index("echo")] for row in reader.look(second).rows)

    assert echoed("We wait for rain")
    assert not echoed("We wait")


def test_a_quotation_over_paragraphs_is_read_where_its_attribution_stands() -> None:
    behind = "“We wait.\n\n“We wait for rain,” Lee said."
    before = "Lee said: “We wait.\n\n“We wait for rain.”"
    for text, expected in ((behind, 1), (before, 0)):
        (span,) = find_spans(text, split_blocks(text))
        assert reported_segment(passages_of(text), span) == span.segments[expected]


def test_the_packages_ranker_is_the_one_that_is_used() -> None:
    text = "Lee said “rain is due”."
    (source,) = sources_of(text)
    assert [source.probability, source.nobody] == default_ranker().probabilities(source.look.rows)
