"""The passes: each layer is made when it is asked for and once, an analysis is a value, and only the caller's mistakes raise."""

from __future__ import annotations

import gc
import pickle
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

from quotes import Analysis, Document, Quotation, UsageError, analyze, attribute, attribute_each
from quotes.errors import QuotesError
from quotes.learning.train import write_model
from quotes.pipeline import PASSES
from quotes.resolve.known import KnownPeople, load_people
from quotes.resolve.ranking import Model, Ranker, load_ranker
from quotes.resolve.templates import NOBODY, TEMPLATES

TEXT = (
    "“Rain is due,” Ann Lee said on Monday.\n\n“She told me: ‘Hail is due.’ I laughed,” said Bo Rana.\n\nThe “hotel” was a barn."
)


def made(analysis: Analysis) -> set[str]:
    """The layers that were made so far."""
    return set(analysis._layers)


def test_a_text_without_marks_makes_nothing() -> None:
    analysis = analyze("The mayor said that rain was due. " * 50)
    assert analysis.reported == ()
    assert made(analysis) == set()


def test_nothing_is_made_before_it_is_asked_for() -> None:
    analysis = analyze(TEXT)
    assert made(analysis) == set()
    assert len(analysis.blocks) == 3
    assert made(analysis) == {"blocks"}
    assert len(analysis.reported) == 2
    assert "tokens" not in made(analysis)
    assert "sentences" not in made(analysis)


def test_a_layer_is_made_once() -> None:
    analysis = analyze(TEXT)
    assert analysis.layer("outermost") is analysis.layer("outermost")


@pytest.mark.parametrize("row", PASSES, ids=lambda row: row.layer)
def test_a_pass_reads_only_layers_above_it(row: object) -> None:
    """As the table says, and no layer that it does not name but through those it names."""
    assert isinstance(row, type(PASSES[0]))
    order = [other.layer for other in PASSES]
    assert all(order.index(name) < order.index(row.layer) for name in row.reads)

    def below(name: str) -> set[str]:
        reads = PASSES[order.index(name)].reads
        return {name}.union(*(below(other) for other in reads))

    analysis = analyze(Document(TEXT, published="2022-01-19"))
    analysis.layer(row.layer)
    assert made(analysis) <= below(row.layer)


def test_every_layer_has_a_sentence_for_readers() -> None:
    assert all(row.about.endswith(".") for row in PASSES)
    assert len({row.layer for row in PASSES}) == len(PASSES)


def test_an_unknown_layer_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="colours"):
        analyze(TEXT).layer("colours")


# --- quotations


def test_reported_leaves_out_what_nobody_said_and_what_is_nested() -> None:
    analysis = analyze(TEXT)
    assert [quotation.kind for quotation in analysis.quotations] == ["direct", "direct", "direct", "scare"]
    assert list(analysis.reported) == [q for q in analysis.quotations if q.kind == "direct" and q.parent is None]


def test_a_nested_quotation_knows_its_parent_and_has_a_speaker_of_its_own() -> None:
    outer, inner = (q for q in analyze(TEXT).quotations if q.text.endswith(("laughed,", "due.")))
    assert inner.parent == outer.id
    assert inner.speaker is not None
    assert inner.speaker.text == "She"
    assert (outer.start < inner.start, inner.end < outer.end) == (True, True)


def test_a_quotation_in_a_quotation_in_a_quotation_is_found() -> None:
    text = "“He wrote: ‘She cried: “Rain!” and left.’ Nobody heard,” said Bo Rana."
    outer, middle, inner = analyze(text).quotations
    assert (middle.parent, inner.parent, inner.text) == (outer.id, middle.id, "Rain!")


def test_ids_are_made_of_the_document_and_the_span() -> None:
    first = attribute(Document(TEXT, id="a.txt"))[0]
    assert first.id == f"a.txt#0-{first.end}"
    ids = [quotation.id for quotation in analyze(Document(TEXT, id="a.txt")).quotations]
    assert len(set(ids)) == len(ids)


def test_text_leaves_the_marks_out_and_joins_segments_with_a_space() -> None:
    (quotation,) = attribute("“We wait,” Holm said, “for rain.”")
    assert quotation.text == "We wait, for rain."


def test_text_is_the_callers_own_untouched() -> None:
    text = "“Rain\u00a0is  due,”\r\nLee said. \ufeff"
    analysis = analyze(text)
    assert analysis.text == text
    assert [text[token.start : token.end] for token in analysis.tokens] == [token.text for token in analysis.tokens]


# --- values


def test_an_analysis_equals_another_of_the_same_document() -> None:
    one, two = analyze(TEXT), analyze(TEXT)
    assert one.quotations
    assert one == two
    assert hash(one) == hash(two)
    assert one != analyze(TEXT + " ")
    assert one != analyze(TEXT, published="2022-01-19")
    assert one != TEXT


def test_an_analysis_goes_with_its_last_reference() -> None:
    analysis = analyze(TEXT)
    people = weakref.ref(analysis.layer("people"))
    assert analysis.quotations
    gc.disable()
    try:
        del analysis
        assert people() is None
    finally:
        gc.enable()


def test_pickling_keeps_the_document_and_makes_the_layers_anew() -> None:
    analysis = analyze(Document(TEXT, id="a", published="2022-01-19"))
    quotations = analysis.quotations
    again: Analysis = pickle.loads(pickle.dumps(analysis))
    assert made(again) == set()
    assert (again, again.quotations) == (analysis, quotations)


def test_answers_are_frozen_and_hashable() -> None:
    (first, _) = attribute(TEXT)
    assert isinstance(first, Quotation)
    assert len({first, attribute(TEXT)[0]}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        first.kind = "mixed"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        analyze(TEXT).document = Document("")  # type: ignore[misc]


def test_threads_that_ask_at_once_get_one_answer() -> None:
    analysis = analyze(TEXT)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: analysis.layer("outermost"), range(32)))
    assert all(answer is answers[0] for answer in answers)


# --- calls


@pytest.mark.parametrize("document", [None, 7, b"bytes", ["a text"], Path("a.txt")])
def test_what_is_no_document_is_a_mistake_of_the_call(document: object) -> None:
    with pytest.raises(UsageError, match=f"not {type(document).__name__}"):
        attribute(document)  # type: ignore[arg-type]


@pytest.mark.parametrize("call", [lambda day: attribute("", published=day), lambda day: attribute(Document("", published=day))])
def test_an_impossible_day_is_told_before_anything_is_read(call: object) -> None:
    assert callable(call)
    with pytest.raises(UsageError, match="no month 13"):
        call("2022-13-01")


def test_the_callers_day_overrides_the_documents_own() -> None:
    document = Document("“Rain is due,” Ann Lee said on Monday.", published="2010-01-01")
    (quotation,) = attribute(document, published="2022-01-19")
    assert quotation.date is not None
    assert quotation.date.edtf == "2022-01-17"


def test_known_people_are_honoured(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    file.write_text('[[person]]\nname = "Annabel Lee"\nid = "Q1"\naliases = ["Ann Lee"]\n', encoding="utf-8")
    known: KnownPeople = load_people(file)
    (quotation,) = attribute("“Rain is due,” Ann Lee said.", people=known)
    assert quotation.speaker is not None
    assert (quotation.speaker.name, quotation.speaker.id) == ("Annabel Lee", "Q1")
    assert analyze("", people=known) != analyze("")


def test_a_ranker_of_ones_own_is_used_and_nothing_else_changes(tmp_path: Path) -> None:
    """One that takes nobody for a speaker: the marked spans are the same, their kinds are not."""
    file = tmp_path / "weights.tsv"
    lines = write_model([(TEMPLATES.index(("where",)), (NOBODY,), 9.0)], [], "a test")
    file.write_text("".join(lines), encoding="utf-8")
    own: Ranker = load_ranker(file)
    text = "Ann Lee said “rain is due”.\n\nThe “hotel” was a barn."
    quotations = analyze(text, ranker=own).quotations
    assert [q.segments for q in quotations] == [q.segments for q in analyze(text).quotations]
    assert [bool(q.speaker) for q in analyze(text).quotations] == [True, False]
    assert not any(q.speaker for q in quotations)
    assert analyze(text, ranker=own) != analyze(text)


def test_what_leaves_no_doubt_is_not_asked_of_a_ranker() -> None:
    """“…,” Ann Lee said: whatever the weights are."""
    deaf = Ranker(Model(((TEMPLATES.index(("where",)), (NOBODY,), 9.0),), ()))
    quotations = analyze(TEXT, ranker=deaf).quotations
    assert [q.speaker.text for q in quotations if q.speaker] == ["Ann Lee", "Bo Rana"]


def test_a_stream_is_read_as_it_is_asked_for() -> None:
    asked: list[int] = []

    def documents() -> object:
        for number in range(3):
            asked.append(number)
            yield Document(TEXT, id=str(number))

    answers = attribute_each(documents())  # type: ignore[arg-type]
    assert asked == []
    assert next(answers)[0].document == "0"
    assert asked == [0]


def test_a_document_that_is_none_stops_the_stream_with_a_message() -> None:
    with pytest.raises(QuotesError, match="not int"):
        list(attribute_each([TEXT, 7]))  # type: ignore[list-item]


def test_every_kind_on_request() -> None:
    (few,), (all_,) = attribute_each([TEXT]), attribute_each([TEXT], every_kind=True)
    assert (len(few), len(all_)) == (2, 4)
