"""Evidence in words: every rule has its sentence, words come from the text, loans and rivals are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes import Document, Quotation, analyze, attribute, attribute_all, explain
from quotes.explanation import rules
from quotes.model import Evidence, Rival
from quotes.span import Span

ROOT = Path(__file__).resolve().parents[2]

TEXT = "“Rain is due,” Ann Lee, the mayor, said on Monday at a rally in Gorki. She called the forecast “a joke”."


def seeds() -> list[Document]:
    return [Document(path.read_bytes().decode(), id=path.name) for path in sorted((ROOT / "seeds").glob("*.txt"))]


def test_the_first_line_is_the_answer_and_each_field_has_its_line() -> None:
    (first, _) = attribute(TEXT, published="2022-01-19")
    head, confidence, *lines = explain(first, TEXT).splitlines()
    assert head == "Ann Lee · a rally, Gorki · 2022-01-17: “Rain is due,” (direct)"
    assert confidence == f"  confidence: {first.confidence:.2f}"
    assert [line.split(":")[0].strip() for line in lines] == [evidence.field for evidence in first.evidence]


def test_words_are_quoted_from_the_text_and_offsets_stand_for_them_without_it() -> None:
    (first, _) = attribute(TEXT)
    assert "[Ann Lee; said]" in explain(first, TEXT)
    assert f"[{TEXT.index('Ann')}–{TEXT.index(', the')};" in explain(first)


def test_what_nobody_said_is_explained_too() -> None:
    (quotation,) = analyze("The “hotel” was a barn.").quotations
    told = explain(quotation, "The “hotel” was a barn.")
    assert told.startswith("nobody named: “hotel” (scare)")
    assert "irony, a nickname, a term" in told


def test_rivals_are_told_with_their_share() -> None:
    quotation = Quotation(
        "q",
        "a",
        (Span(0, 6),),
        "Rain",
        "direct",
        evidence=(Evidence("speaker", "direct", (), (Rival("Bo Rana", 9, 16, 0.257),)),),
    )
    assert "Rivals: Bo Rana (0.26)." in explain(quotation)


def test_a_loan_names_its_lender_and_quotes_nothing_from_the_wrong_text() -> None:
    lender = Document("“Rain is due,” mayor Ann Lee said.", id="first.txt")
    ((_,), (quotation,)) = attribute_all([lender, Document("“Hail is due,” Lee said.", id="b")])
    (line,) = [line for line in explain(quotation, "“Hail is due,” Lee said.").splitlines() if "fuller-name" in line]
    assert line.endswith("Lent by first.txt.")
    assert "[15–28]" in line


def test_long_words_are_cut_and_white_space_is_one_space() -> None:
    text = "“" + "rain and hail " * 20 + "\nfall,” Lee said."
    (quotation,) = attribute(text)
    (line,) = [line for line in explain(quotation, text).splitlines() if " span: " in line]
    assert "… and hail fall,”]" in line
    assert len(line) < 200


def test_a_rule_that_nobody_knows_is_named_all_the_same() -> None:
    quotation = Quotation("q", "a", (Span(0, 6),), "Rain", "direct", evidence=(Evidence("speaker", "somebody's-own"),))
    assert "speaker: somebody's-own." in explain(quotation)


@pytest.mark.parametrize("together", [False, True])
def test_every_rule_that_fires_has_its_sentence(together: bool) -> None:
    documents = seeds()
    found = attribute_all(documents, every_kind=True) if together else [analyze(document).quotations for document in documents]
    fired = {(evidence.field, evidence.rule) for answers in found for q in answers for evidence in q.evidence}
    assert fired - set(rules()) == set()
    assert len(fired) > 15


def test_every_sentence_is_one() -> None:
    assert all(says[0].isupper() or says[0] in "“X" for says in rules().values())
    assert all(says.endswith((".", "?", "…")) for says in rules().values())
