"""Reporting verbs and nouns: every entry is read where its examples say, and nowhere in its counterexamples; every frame is walked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from quotes import Quotation, analyze, attribute
from quotes.lexicon import table
from quotes.resolve.clauses import links
from quotes.resolve.features import head_class
from quotes.resolve.grammar import reporting_nouns, verb_forms
from quotes.resolve.passages import Passage, Passages
from quotes.text.blocks import split_blocks

VERBS: dict[str, dict[str, str]] = table("verbs")["reporting"]
EXAMPLES = table("verbs.examples")
NOUNS = table("nouns")

FRAMES = {
    "quotes": "“The road is shut,” the mayor {}.",
    "inverts": "“The road is shut,” {} the mayor.",
    "that": "The mayor {} that the road was “all but shut”.",
    "part": "The mayor {} “the slow pace” of the works.",
    "names": "The mayor {} the plan “a slow recovery”.",
    "as": "The mayor {} the plan as “a slow recovery”.",
    "of": "The mayor {} against “a slow recovery”.",
    "to": "“The road is shut,” the mayor {} to the farmers.",
    "hearer": "The mayor {} the farmers that the road was “all but shut”.",
}
"""A sentence for each frame, the verb left out."""


def forms_of(lemma: str, *forms: str) -> list[str]:
    """The forms of a verb, in the order asked for; a form that two lemmas share belongs to the one listed first."""
    found = {verb.form: word for word, verb in verb_forms().items() if verb.lemma == lemma}
    return [found[form] for form in forms if form in found]


def passage_of(text: str) -> Passage:
    segments = [span.segments[0] for span in analyze(text).layer("marked")]
    return Passages(text, split_blocks(text), segments).passage(0)


def cues(text: str) -> Iterator[tuple[str, Quotation]]:
    """The lemma of each quotation's cue, if it is a verb."""
    for quotation in attribute(text):
        verb = verb_forms().get(quotation.cue.text.lower()) if quotation.cue else None
        if verb is not None:
            yield verb.lemma, quotation


def test_a_verb_is_one_entry_with_frames_that_the_table_explains() -> None:
    lemmas = Counter(lemma for entries in VERBS.values() for lemma in entries)
    assert [lemma for lemma, count in lemmas.items() if count > 1] == []
    frames = [frame for entries in VERBS.values() for entry in entries.values() for frame in entry.split()]
    assert set(frames) == set(FRAMES)
    assert not set(lemmas) & set(table("verbs")["other"]["lemmas"].split())


def test_every_reporting_verb_has_its_examples() -> None:
    assert set(EXAMPLES) == {lemma for entries in VERBS.values() for lemma in entries}
    assert all(entry["examples"] and entry["counterexamples"] for entry in EXAMPLES.values())


@pytest.mark.parametrize("kind", list(VERBS))
def test_a_reporting_verb_is_the_cue_of_its_examples(kind: str) -> None:
    for lemma in VERBS[kind]:
        for example in EXAMPLES[lemma]["examples"]:
            assert lemma in [found for found, _ in cues(example)], example


@pytest.mark.parametrize("kind", list(VERBS))
def test_the_same_word_as_another_part_of_speech_or_in_another_sense_is_no_cue(kind: str) -> None:
    for lemma in VERBS[kind]:
        for example in EXAMPLES[lemma]["counterexamples"]:
            assert attribute(example), f"somebody else speaks here: {example}"
            assert lemma not in [found for found, _ in cues(example)], example


@pytest.mark.parametrize("kind", list(VERBS))
def test_each_frame_of_a_verb_leads_to_its_subject(kind: str) -> None:
    """In the past and the present: the mayor is linked to the verb wherever the frame puts it."""
    for lemma, frames in VERBS[kind].items():
        for frame in frames.split():
            for form in forms_of(lemma, "d", "s"):
                text = FRAMES[frame].format(form)
                passage = passage_of(text)
                found = {
                    link.kind
                    for link in links(passage, 0)
                    if passage.lows[link.cue] == form and "mayor" in text[slice(*passage.chunks[link.chunk][3:5])]
                }
                assert ("inverted" if frame == "inverts" else "direct") in found, text


@pytest.mark.parametrize("section", ["reporting", "document", "people", "organization"])
def test_no_noun_stands_twice_in_its_list(section: str) -> None:
    counts = Counter(NOUNS[section]["lemmas"].split())
    assert [noun for noun, count in counts.items() if count > 1] == []


def test_a_reporting_noun_is_the_cue_of_its_examples_and_no_other_word_of_them() -> None:
    for example in NOUNS["reporting"]["examples"]:
        assert any(q.cue and q.cue.text in reporting_nouns() for q in attribute(example)), example
    for example in NOUNS["reporting"]["counterexamples"]:
        assert not any(q.cue and q.cue.text in reporting_nouns() for q in attribute(example)), example


@pytest.mark.parametrize("section", ["document", "people", "organization"])
def test_a_class_of_nouns_heads_the_sources_of_its_examples(section: str) -> None:
    def heads(text: str) -> list[str]:
        words = [q.speaker.text.split() for q in attribute(text) if q.speaker and q.speaker.text]
        return [head_class(word[-1].lower()).removesuffix("s") for word in words]

    for example in NOUNS[section]["examples"]:
        assert section in heads(example), example
    for example in NOUNS[section]["counterexamples"]:
        assert heads(example), example
        assert section not in heads(example), example


def test_what_follows_a_work_is_its_title_and_what_is_said_of_it_is_not() -> None:
    for example in NOUNS["work"]["examples"]:
        assert [q.kind for q in analyze(example).quotations] == ["title"], example
    for example in NOUNS["work"]["counterexamples"]:
        assert "title" not in [q.kind for q in analyze(example).quotations], example


def test_a_statement_is_its_owners_words_and_a_call_may_be_the_tellers() -> None:
    for kind, expected in (("examples", ["Weir"]), ("counterexamples", ["The mayor"])):
        for example in NOUNS["asserted"][kind]:
            assert [q.speaker.text for q in attribute(example) if q.speaker] == expected, example
