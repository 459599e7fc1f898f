"""Passages: a paragraph with its quotations masked, its sentences, and its noun phrases."""

from __future__ import annotations

import pytest
from read_passages import passage_of, passages_of

from quotes.lexicon import table
from quotes.resolve.passages import Passage, Passages
from quotes.text.blocks import split_blocks


def sentences(text: str) -> list[str]:
    passage = passage_of(text)
    return [text[slice(*passage.span(first, last))] for first, last in passage.sentences]


def phrases(text: str) -> list[str]:
    return [f"{chunk.kind}: {text[chunk.start : chunk.end]}" for chunk in passage_of(text).chunks]


def test_a_quotation_is_one_token_and_the_words_around_it_read_on() -> None:
    passage = passage_of("“Rain,” the farmer said, “is due. Hail too.”")
    assert [token[2] for token in passage.tokens] == ["“Rain,”", "the", "farmer", "said", ",", "“is due. Hail too.”"]
    assert passage.quoted == [0, 5]
    assert passage.lows[0] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go home!” Smith said. He left.", ["“Go home!” Smith said.", "He left."]),
        ("He said “Go home.” Then he left.", ["He said “Go home.”", "Then he left."]),
        ("“Go home.” Then he left.", ["“Go home.”", "Then he left."]),
        ("“Really …” he said. She left.", ["“Really …” he said.", "She left."]),
        ("“Go home!” “No.” He left.", ["“Go home!” “No.”", "He left."]),
        ("“Go,” Smith said. “Now.” He left.", ["“Go,” Smith said.", "“Now.”", "He left."]),
        ("He called it “a joke”. She laughed.", ["He called it “a joke”.", "She laughed."]),
        ("He called it “a joke” and left.", ["He called it “a joke” and left."]),
        ("“Go home!” Reed told reporters on Monday.", ["“Go home!” Reed told reporters on Monday."]),
        ("“Go home!” Reed told them. He left.", ["“Go home!” Reed told them.", "He left."]),
        ("“Go home!” Reed told reporters of the dam.", ["“Go home!”", "Reed told reporters of the dam."]),
        ("“Go home!” Reed told them “no”.", ["“Go home!”", "Reed told them “no”."]),
    ],
)
def test_a_quotation_goes_with_the_clause_that_reports_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old mayor of Gorki left.", ["noun: The old mayor", "name: Gorki"]),
        ("Mayor Ann Lee left.", ["name: Mayor Ann Lee"]),
        ("Smith Tuesday said so.", ["name: Smith"]),
        ("On Tuesday the mayor said so.", ["time: Tuesday", "noun: the mayor"]),
        ("On Tuesday Smith said so.", ["time: Tuesday", "name: Smith"]),
        ("Last week residents said so.", ["time: Last week", "noun: residents"]),
        ("In 2012 Smith said so.", ["number: 2012", "name: Smith"]),
        ("The Sunday Times said so.", ["name: The Sunday Times"]),
        ("At Monday meetings he said so.", ["noun: Monday meetings", "pronoun: he"]),
        ("In 12 towns he said so.", ["noun: 12 towns", "pronoun: he"]),
        ("Tuesday’s notice vanished.", ["noun: Tuesday’s notice"]),
        ("The mayor’s claim vanished.", ["noun: The mayor", "noun: claim"]),
        ("The mayor’s house vanished.", ["noun: The mayor’s house"]),
        ("His claim vanished.", ["pronoun: His", "noun: claim"]),
        ("His house vanished.", ["noun: His house"]),
        ("She told him who left.", ["pronoun: She", "object: him", "relative: who"]),
        ("They told the Senate the plan.", ["pronoun: They", "name: the Senate", "noun: the plan"]),
        ("In 1912 it sank.", ["number: 1912", "pronoun: it"]),
    ],
)
def test_noun_phrases_end_where_another_begins(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


def test_every_token_knows_its_sentence_and_its_phrase() -> None:
    passage = passage_of("The mayor said so. “Rain,” he said.")
    assert passage.sentence_at == [0] * 5 + [1] * 4
    assert [passage.chunk_at[i] for i in range(3)] == [0, 0, -1]


def test_an_offset_leads_to_its_token_or_to_the_next_one() -> None:
    text = "He  said: “Rain.”"
    passage = passage_of(text)
    assert [passage.token_at(offset) for offset in (0, 2, 4, text.index("R"), len(text))] == [0, 1, 1, 3, 4]


def test_a_passage_is_built_when_somebody_asks_for_it_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    make = Passage.__init__

    def counting(self: Passage, text: str, index: int, *rest: object) -> None:
        built.append(index)
        make(self, text, index, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Passage, "__init__", counting)
    passages = passages_of("It rained.\n\nIt snowed.\n\nIt hailed.")
    assert built == []
    assert passages.at(14) is passages.passage(1)
    assert built == [1]


def test_an_offset_between_two_blocks_belongs_to_the_one_before() -> None:
    passages = passages_of("It rained.\n\n\nIt snowed.")
    assert [passages.block_at(offset) for offset in (0, 11, 13, 99)] == [0, 0, 1, 1]


def test_a_passage_begins_behind_its_dateline() -> None:
    assert passage_of("GORKI, January 15. /NORTH/. The dam broke.").tokens[0][2] == "The"


def test_segments_of_other_blocks_are_left_alone() -> None:
    text = "“Rain.”\n\n“Hail.”"
    assert [len(passages_of(text).passage(n).quoted) for n in (0, 1)] == [1, 1]
    assert Passages(text, split_blocks(text), []).passage(0).quoted == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Moss told journalists last week.", ["Moss", "journalists", "last week"]),
        ("“No,” says Rajesh Moss last month.", ["Rajesh Moss", "last month"]),
        ("It was stated by her last week.", ["It", "her", "last week"]),
        ("The mayor spoke of her last week in office.", ["The mayor", "her last week", "office"]),
    ],
)
def test_a_time_behind_a_phrase_is_a_phrase_of_its_own(text: str, phrases: list[str]) -> None:
    assert [text[chunk.start : chunk.end] for chunk in passage_of(text).chunks] == phrases


def test_a_comma_behind_the_marks_goes_with_the_quotation() -> None:
    """British papers write ‘It rains’, said Moss; American ones “It rains,” said Moss."""
    passage = passage_of("‘It rains’, said Moss.")
    assert [token[2] for token in passage.tokens] == ["‘It rains’,", "said", "Moss", "."]
    assert passage.tokens[0][1] == len("‘It rains’")


@pytest.mark.parametrize("section", ["occasion", "gerund"])
def test_a_class_of_nouns_heads_phrases_of_its_examples_and_none_of_its_counterexamples(section: str) -> None:
    nouns = table("nouns")[section]
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in nouns[kind]:
            passage = passage_of(example)
            heads = {passage.lows[chunk.head] for chunk in passage.chunks}
            assert (not heads.isdisjoint(nouns["lemmas"].split())) is expected, example


def test_two_fields_of_one_office_are_one_phrase_and_two_sources_are_two() -> None:
    for kind, count in (("examples", 1), ("counterexamples", 2)):
        for example in table("roles")["portfolio_heads"][kind]:
            assert len(phrases(example)) == count, example
