"""From sources to attributions: evidence, joined segments, what is carried over, and how sure an answer is."""

from __future__ import annotations

import pytest

from quotes import Quotation, Span, analyze, attribute
from quotes.model import ATTRIBUTED, Attribution
from quotes.resolve.calibration import confidence
from quotes.resolve.speakers import RULES

SENTENCES = {
    "direct": "“Rain is due,” Lee said.",
    "climb": "“Rain is due,” the head of the union said.",
    "apposition": "“Rain is due,” Ann Lee, the mayor, said.",
    "relative": "Ann Lee, who called the dam “a gift to the river”, was absent.",
    "inverted": "“Rain is due,” said Lee.",
    "shared": "Lee rose from her chair and said: “Rain is due.”",
    "participle": "Lee visited the dam on Friday, calling it “only the start”.",
    "infinitive": "Lee refused to call the dam “a gift to the river”.",
    "agent": "The dam was called “a gift to the river” by Lee.",
    "source": "According to Lee, the dam was “a gift to the river”.",
    "possessor": "Lee’s claim of “sabotage at the mill” was old.",
    "colon": "Lee: “Rain is due this week, and so is hail.”",
    "label": "“LEE: Rain is due this week.”",
    "control": "The minister was quoted as saying that the dam was “a gift”.",
    "gapped": "Lee called the dam “a gift to the river”, the mayor “a curse on it”.",
    "viewpoint": "For Lee, the dam is “a gift to the river”.",
    "nobody": "The “hotel” turned out to be a barn.",
}
"""Rule → a text whose last quotation it decides."""


def rules_of(quotation: Quotation, field: str) -> list[str]:
    return [evidence.rule for evidence in quotation.evidence if evidence.field == field]


def attributions(text: str) -> list[Attribution]:
    found: list[Attribution] = analyze(text).layer("attributions")
    return found


@pytest.mark.parametrize("rule", list(SENTENCES))
def test_the_evidence_names_how_source_and_cue_hang_together(rule: str) -> None:
    *_, quotation = analyze(SENTENCES[rule]).quotations
    assert rules_of(quotation, "speaker") == [rule]
    assert rule in RULES


def test_evidence_leans_on_the_mention_and_the_cue() -> None:
    text = SENTENCES["inverted"]
    (quotation,) = attribute(text)
    (speaker,) = [evidence for evidence in quotation.evidence if evidence.field == "speaker"]
    assert [span.of(text) for span in speaker.spans] == ["Lee", "said"]


def test_every_answer_has_evidence_for_span_kind_and_speaker() -> None:
    for text in SENTENCES.values():
        for quotation in analyze(text).quotations:
            assert [len(rules_of(quotation, field)) for field in ("kind", "speaker")] == [1, 1]
            assert rules_of(quotation, "span")
            assert len(rules_of(quotation, "name")) == (quotation.speaker is not None)


@pytest.mark.parametrize(
    "text",
    [
        "“We wait,” Holm said, “for rain.”",
        "“We wait for rain,” Holm said. “Nothing else is left to do.”",
        "“We wait for rain,” said Holm. “Nothing else is left to do.”",
    ],
)
def test_two_segments_around_one_cue_are_one_quotation(text: str) -> None:
    (quotation,) = attribute(text)
    assert len(quotation.segments) == 2
    assert rules_of(quotation, "span")[-1] == "joined"
    assert "”" not in quotation.text


@pytest.mark.parametrize(
    "text",
    [
        "“We wait,” Holm said. Tan left. “Nothing else is left to do,” Rana said.",
        "“We wait for rain,” Holm said, adding: “It will come.”",
        "Holm called it “a gift” and “a curse”.",
        "“We wait for rain,” Holm said.\n\n“Nothing else is left to do.”",
    ],
)
def test_what_has_another_source_cue_or_paragraph_is_a_quotation_of_its_own(text: str) -> None:
    assert [len(quotation.segments) for quotation in attribute(text)] == [1, 1]


def test_what_goes_on_with_the_quotation_before_is_carried() -> None:
    first, second = attributions("“We wait for rain,” Holm said.\n\n“Nothing else is left to do.”")
    assert (first.carried, second.carried) == (False, True)
    assert second.mention == first.mention


def test_a_span_that_reports_nobodys_words_has_no_speaker_and_no_confidence() -> None:
    (attribution,) = attributions(SENTENCES["nobody"])
    assert attribution.kind not in ATTRIBUTED
    assert (attribution.mention, attribution.cue, attribution.speaker, attribution.confidence) == (None, None, None, 0.0)


def test_an_utterance_without_a_source_is_kept_and_its_speaker_is_none() -> None:
    (quotation,) = attribute("“Nobody here has seen the sun since the third of May.”")
    assert (quotation.kind, quotation.speaker, quotation.cue) == ("direct", None, None)
    assert 0 < quotation.confidence < 0.5


def test_a_pronoun_that_stands_for_nobody_known_keeps_its_span_and_has_no_name() -> None:
    (unknown,) = attribute("“Rain is due,” she said.")
    assert unknown.speaker is not None
    assert (unknown.speaker.text, unknown.speaker.name) == ("she", None)
    (known,) = attribute("Ada Moss rose. “Rain is due,” she said.")
    assert known.speaker is not None
    assert known.speaker.name == "Ada Moss"
    assert known.confidence > 0.5 > unknown.confidence


CURVE = [(0.5, 0.4), (0.9, 0.8), (1.0, 0.99)]


def test_confidence_rises_with_the_share_along_the_curve() -> None:
    values = [confidence(share / 20, CURVE, "name", True) for share in range(21)]
    assert values == sorted(values)
    assert values[0] == confidence(0.5, CURVE, "name", True)


def test_a_pronoun_is_less_sure_than_a_name_and_an_unknown_person_least() -> None:
    name, pronoun = (confidence(0.9, CURVE, mention, True) for mention in ("name", "pronoun"))
    assert name > pronoun > confidence(0.9, CURVE, "pronoun", False)


def test_without_a_curve_the_share_itself_counts() -> None:
    assert confidence(0.2, [], "name", True) < confidence(0.8, [], "name", True)


def test_segments_of_one_quotation_stand_in_order() -> None:
    (quotation,) = attribute("“We wait,” Holm said, “for rain.”")
    assert list(quotation.segments) == sorted(quotation.segments)
    assert Span(quotation.start, quotation.end).holds(quotation.segments[1])
