"""Scores: figures worked out by hand on invented documents, and what the command says of gold and predictions that are malformed."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from quotes import attribute
from quotes.cli import main
from quotes.errors import DataError
from quotes.learning.figures import Detection, Share
from quotes.learning.gold import GoldDocument, GoldSpan, gold_document, read_gold
from quotes.learning.lines import Record, records
from quotes.learning.predictions import Answer, Part, answer_of, read_answer
from quotes.learning.score import Score, score
from quotes.span import Span

TEXT = (
    "“Rain is due this week, we fear,” Ann Lee said on Monday at a rally in Gorki.\n\nHe called the forecast a “joke”. "
    "The “rain tax” fell. “Hail,” she said. He is 6' 3\" tall.\n"
)


def at(words: str, within: str | None = None) -> Span:
    """The span of words that stand once in the text, or once in other words that do."""
    start = 0 if within is None else at(within).start
    text = TEXT if within is None else within
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words)).shift(start)


RAIN = GoldSpan(
    at("“Rain is due this week, we fear,”"),
    ("direct",),
    sources=(at("Ann Lee"),),
    name="Ann Lee",
    type="person",
    cue=at("said", within="Lee said"),
    venue={"occasion": at("a rally in Gorki")},
    date="2022-01-17",
    date_together="2022-01-17",
)
JOKE = GoldSpan(at("“joke”"), ("mixed",), sources=(at("He", within="He called"),), name="Bo Ray")
TAX = GoldSpan(at("“rain tax”"), ("scare",))
HAIL = GoldSpan(at("“Hail,”"), ("direct",), sources=(at("she"),), name="Ann Lee", cue=at("said", within="she said"))
TALL = GoldSpan(at("' 3\""), ("other",))
GOLD = GoldDocument("a", (RAIN, JOKE, TAX, HAIL, TALL), rich=True)

ANSWERS = (
    Answer(
        "a",
        (RAIN.span,),
        "direct",
        name="Ms. Ann Lee",
        mention=at("Lee said"),
        cue=RAIN.cue,
        venue={"occasion": Part(at("a rally"), "a rally")},
        date="2022-01-17",
        confidence=0.95,
    ),
    Answer(
        "a",
        (JOKE.span,),
        "direct",
        name="Ann Lee",
        mention=JOKE.sources[0],
        venue={"occasion": Part(at("a rally"), "a rally")},
        date="2022-01-17",
        confidence=0.95,
    ),
    Answer("a", (TAX.span,), "mixed", confidence=0.55),
    Answer("a", (TALL.span,), "direct", confidence=0.5),
    Answer("a", (at("fell"),), "direct", confidence=0.5),
)


def scored(*answers: Answer, gold: GoldDocument = GOLD, text: str | None = TEXT, together: bool = False) -> Score:
    return score([gold], answers, texts={"a": text} if text is not None else None, together=together)


# --- figures


def test_figures_are_those_worked_out_by_hand() -> None:
    """Two of three found, one scare span and one that nobody marked made up; a broken pair of marks counts for nothing."""
    result = scored(*ANSWERS)
    assert result.as_json() == {
        "documents": 1,
        "documents without predictions": 0,
        "detection": {"p": 0.5, "r": 0.6667, "f1": 0.5714, "gold": 3},
        "cue": {"accuracy": 0.5, "of": 2},  # the joke's gold has none
        "date": {"accuracy": 1.0, "of": 1},
        "kind": {"accuracy": 0.3333, "of": 3},
        "mention": {"accuracy": 0.6667, "of": 3},
        "mention precision": {"accuracy": 1.0, "of": 2},
        "mention, long": {"accuracy": 1.0, "of": 1},
        "mention, short": {"accuracy": 0.5, "of": 2},
        "no date where none": {"accuracy": 0.0, "of": 1},  # of the span that was found
        "no venue where none": {"accuracy": 0.0, "of": 1},
        "scare, title rejected": {"accuracy": 0.0, "of": 1},
        "speaker": {"accuracy": 0.3333, "of": 3},
        "speaker, direct": {"accuracy": 0.5, "of": 2},
        "speaker, mixed": {"accuracy": 0.0, "of": 1},
        "speaker, named or described": {"accuracy": 1.0, "of": 1},
        "speaker, pronoun": {"accuracy": 0.0, "of": 2},
        "venue, any part": {"accuracy": 1.0, "of": 1},
        "venue.occasion": {"p": 0.5, "r": 1.0, "f1": 0.6667, "gold": 1},
        "venue.place": {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0},
        "venue.medium": {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0},
        # Bins: 0.95 right, 0.95 wrong; 0.55 wrong and 0.5 wrong: (0.9 + 1.05) / 4.
        "calibration error": {"accuracy": 0.4875, "of": 4},
        "right where confidence >= 0.9": {"accuracy": 0.5, "of": 2},
    }


def test_faults_tell_both_sides_in_words() -> None:
    told = {name: list(map(str, faults)) for name, faults in scored(*ANSWERS).faults.items()}
    assert told["missed"] == [f"missed: a at {HAIL.span.start}: “Hail,”"]
    assert told["speaker"][0].endswith("expected Bo Ray, found Ann Lee")
    assert told["speaker"][1].endswith("expected Ann Lee, found nothing")
    assert told["not in gold"] == [f"not in gold: a at {at('fell').start}: fell"]
    assert set(told) >= {"kind", "mention", "cue", "venue.occasion", "no venue where none", "no date where none"}


def test_without_the_text_faults_tell_offsets_and_pronouns_are_not_told_apart() -> None:
    result = scored(*ANSWERS, text=None)
    assert str(result.faults["missed"][0]).endswith(f"{HAIL.span.start}–{HAIL.span.end}")
    assert [name for name in result.figures if "pronoun" in name or "described" in name] == []
    assert result.figures["mention"] == Share(2, 3)


def test_nothing_predicted_is_all_missed_and_nothing_made_up() -> None:
    result = scored()
    assert result.figures["detection"] == Detection(0, 3, 0)
    assert (result.silent, result.figures["speaker"], result.figures["scare, title rejected"]) == (1, Share(0, 3), Share(1, 1))
    assert "calibration error" not in result.figures


def test_answers_equal_to_the_gold_score_one_everywhere() -> None:
    """The near miss of every other case: no figure is below 1 where nothing is wrong."""
    right = [
        Answer("a", (g.span,), g.kinds[0], g.name, g.sources[0], g.cue, {k: Part(v, "") for k, v in g.venue.items()}, g.date, 1.0)
        for g in (RAIN, JOKE, HAIL)
    ]
    result = scored(*right)
    figures = [f for name, f in result.figures.items() if name not in ("venue.place", "venue.medium", "calibration error")]
    assert all(f.as_json().get("accuracy", f.as_json().get("f1")) == 1.0 for f in figures)
    assert result.figures["calibration error"].as_json()["accuracy"] == 0.0
    assert not result.faults


def test_a_kind_that_careful_readers_accept_is_right_and_may_be_left_out() -> None:
    either = attrs.evolve(TAX, kinds=("scare", "mixed"))
    gold = GOLD._replace(spans=(either,))
    assert scored(gold=gold).figures["detection"] == Detection(0, 0, 0)
    found = scored(ANSWERS[2], gold=gold)
    assert (found.figures["detection"], found.figures["kind"]) == (Detection(1, 0, 0), Share(1, 1))


@pytest.mark.parametrize("field", ["mention", "speaker", "cue", "venue", "date"])
def test_a_field_on_which_careful_readers_differ_is_not_judged(field: str) -> None:
    gold = GOLD._replace(spans=(attrs.evolve(RAIN, skip=frozenset([field])),))
    names = {"venue": ("venue, any part",), "mention": ("mention", "mention, long", "mention precision")}.get(field, (field,))
    assert not set(names) & set(scored(ANSWERS[0], gold=gold).figures)
    assert set(names) <= set(scored(ANSWERS[0], gold=GOLD).figures)


def test_another_span_of_the_venue_that_is_right_too_counts() -> None:
    gold = GOLD._replace(
        spans=(attrs.evolve(RAIN, venue={"place": at("Gorki")}, venue_also={"occasion": at("a rally in Gorki")}),)
    )
    figures = scored(ANSWERS[0], gold=gold).figures
    assert (figures["venue.occasion"], figures["venue.place"]) == (Detection(1, 0, 0), Detection(0, 1, 0))


def test_a_wrong_part_of_the_venue_is_both_missed_and_made_up() -> None:
    wrong = attrs.evolve(ANSWERS[0], venue={"occasion": Part(at("the forecast"), "the forecast")})
    assert scored(wrong).figures["venue.occasion"] == Detection(0, 1, 1)


def test_each_gold_span_takes_the_answer_that_fits_best_and_each_answer_counts_once() -> None:
    """Two answers lie over one span: the tighter one is it, the other is made up."""
    loose = attrs.evolve(ANSWERS[0], segments=(Span(RAIN.span.start, RAIN.span.end + 4),), name="Bo Ray")
    result = scored(loose, ANSWERS[0], gold=GOLD._replace(spans=(RAIN,)))
    assert (result.figures["detection"], result.figures["speaker"]) == (Detection(1, 0, 1), Share(1, 1))


def test_each_segment_of_a_quotation_is_judged_by_itself() -> None:
    both = attrs.evolve(ANSWERS[0], segments=(RAIN.span, HAIL.span))
    figures = scored(both, gold=GOLD._replace(spans=(RAIN, HAIL))).figures
    assert (figures["detection"], figures["speaker"]) == (Detection(2, 0, 0), Share(2, 2))


def test_the_date_of_the_collection_counts_only_where_documents_were_read_together() -> None:
    gold = GOLD._replace(spans=(attrs.evolve(RAIN, date=None),))
    vague = attrs.evolve(ANSWERS[0], date="XXXX-01-17")
    alone = scored(vague, gold=gold).figures
    assert (alone.get("date"), alone["no date where none"]) == (None, Share(1, 1))
    assert scored(ANSWERS[0], gold=gold).figures["no date where none"] == Share(0, 1)
    assert scored(ANSWERS[0], gold=gold, together=True).figures["date"] == Share(1, 1)
    assert scored(vague, gold=gold, together=True).figures["date"] == Share(0, 1)


def test_gold_of_sources_alone_judges_mentions_and_leaves_unmarked_quotations_out() -> None:
    """It does not mark every quotation: an answer that touches no span of it is not held to be wrong."""
    gold = GoldDocument(
        "a", (GoldSpan(RAIN.span, ("direct", "mixed"), (at("Ann Lee"),)), GoldSpan(TAX.span, ("scare",))), rich=False
    )
    result = scored(ANSWERS[0], Answer("a", (HAIL.span,), "direct", confidence=0.9), gold=gold)
    assert result.figures["detection"] == Detection(1, 0, 0)
    assert set(result.figures) == {
        "detection",
        "mention",
        "mention precision",
        "mention, long",
        "scare, title rejected",
        "calibration error",
        "right where confidence >= 0.9",
    }
    assert result.figures["calibration error"].as_json()["of"] == 1


# --- reading


def record(**fields: Any) -> Record:
    return Record(fields, "x.jsonl", 7)


def test_an_answer_of_the_library_is_what_its_json_says() -> None:
    (quotation,) = attribute("“Rain is due,” Ann Lee said on Monday.", published="2022-01-19")
    answer = answer_of(quotation)
    assert (answer.segments, answer.kind, answer.name, answer.date) == (quotation.segments, "direct", "Ann Lee", "2022-01-17")


def test_what_another_document_lent_and_a_publication_date_alone_are_no_answers() -> None:
    lent = {"text": "a rally", "start": None, "end": None, "from": {"document": "b", "start": 0, "end": 7}}
    found = read_answer(
        record(
            document="a",
            start=0,
            end=9,
            venue={"occasion": lent, "place": None},
            date={"edtf": "2022-01-19", "basis": "published"},
        )
    )
    assert (found.venue, found.date, found.kind, found.confidence) == ({}, None, "direct", None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"start": 0, "end": 9}, '"document": a string is due, not nothing'),
        ({"document": "a"}, '"start": a span'),
        ({"document": "a", "start": 9, "end": 0}, '"start": a span'),
        ({"document": "a", "start": True, "end": 4}, '"start": a span'),
        ({"document": "a", "segments": {"a": 1}}, '"segments": a list is due'),
        ({"document": "a", "start": 0, "end": 9, "speaker": "Lee"}, "speaker is no object"),
        ({"document": "a", "start": 0, "end": 9, "speaker": {"name": 3}}, '"speaker.name": a string is due, not 3'),
        ({"document": "a", "start": 0, "end": 9, "cue": [1]}, '"cue": a span'),
        ({"document": "a", "start": 0, "end": 9, "venue": {"place": "Gorki"}}, "venue.place is no object"),
        ({"document": "a", "start": 0, "end": 9, "date": {"edtf": 2022}}, '"date.edtf": a string is due'),
    ],
)
def test_a_malformed_prediction_is_told_with_its_line(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_answer(record(**fields))
    assert str(caught.value).startswith(f"x.jsonl, line 7: {message}")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quotes": []}, '"doc": a string is due'),
        ({"doc": "a"}, '"quotes": a list of quoted spans'),
        ({"doc": "a", "quotes": {"start": 0}}, '"quotes": a list is due'),
        ({"doc": "a", "quotes": [{"start": 0, "end": 4}]}, '"quotes[0].kind": a string is due'),
        (
            {"doc": "a", "quotes": [{"start": 0, "end": 4, "kind": "direct", "accept": [1]}]},
            '"quotes[0].accept": a list of strings',
        ),
        ({"doc": "a", "spans": [{"start": 0, "end": 4, "sources": [[1, 2, 3]]}]}, '"spans[0].sources": a span'),
        ({"doc": "a", "spans": [], "published": "the other day"}, '"published": a date in EDTF'),
    ],
)
def test_malformed_gold_is_told_with_its_line(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError) as caught:
        gold_document(record(**fields))
    assert str(caught.value).startswith(f"x.jsonl, line 7: {message}")


def test_a_line_that_is_no_json_and_a_document_annotated_twice_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"g\.jsonl, line 2: not JSON"):
        list(records(['{"doc": "a"}', "{"], "g.jsonl"))
    twice = tmp_path / "gold.jsonl"
    twice.write_text('{"doc": "a", "spans": []}\n\n{"doc": "a", "spans": []}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"gold\.jsonl, line 3: \"doc\": a name that no line before has"):
        list(read_gold(str(twice)))


# --- the command


GOLD_LINE = {
    "doc": "rain",
    "published": "2022-01-19",
    "quotes": [
        {
            "start": 0,
            "end": 14,
            "kind": "direct",
            "speaker": {"name": "Ann Lee", "type": "person", "mention": [15, 22]},
            "cue": [23, 27],
            "venue": {},
            "date": "2022-01-17",
        }
    ],
}
ARTICLE = "“Rain is due,” Ann Lee said on Monday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "rain.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD_LINE) + "\n", encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> int:
    return main(["score", *map(str, arguments)])


def test_documents_are_read_with_the_golds_dates_and_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "gold.jsonl", folder / "articles", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["detection"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1}
    assert told["date"] == told["speaker"] == told["speaker, named or described"] == {"accuracy": 1.0, "of": 1}


def test_predictions_give_the_figures_of_the_documents_that_they_are_of(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["extract", str(folder / "articles"), "--published", "2022-01-19"])
    lines = capsys.readouterr().out
    (folder / "found.jsonl").write_text(lines, encoding="utf-8")
    assert run(folder / "gold.jsonl", folder / "articles") == 0
    read = capsys.readouterr().out
    assert run(folder / "gold.jsonl", folder / "found.jsonl", "--texts", folder / "articles") == 0
    assert capsys.readouterr().out == read
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))
    assert run(folder / "gold.jsonl", "-", "--texts", folder / "articles") == 0
    assert capsys.readouterr().out == read


def test_faults_are_told_on_request_and_no_more_than_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "found.jsonl").write_text("", encoding="utf-8")
    assert run(folder / "gold.jsonl", folder / "found.jsonl", "--errors", "1") == 0
    assert "missed: rain at 0: 0–14" in capsys.readouterr().out
    assert run(folder / "gold.jsonl", folder / "found.jsonl", "--errors", "1", "--json") == 0
    assert {fault["figure"] for fault in json.loads(capsys.readouterr().out)["errors"]} >= {"missed", "mention", "speaker"}
    assert run(folder / "gold.jsonl", folder / "found.jsonl", "--json") == 0
    assert "errors" not in json.loads(capsys.readouterr().out)


def test_documents_read_together_are_held_against_the_date_of_the_collection(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = json.loads(json.dumps(GOLD_LINE))
    gold["quotes"][0] |= {"date": None, "date_in_collection": "2022-01-17"}
    (folder / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    assert run(folder / "gold.jsonl", folder / "articles", "--collection", "--json") == 0
    assert json.loads(capsys.readouterr().out)["date"] == {"accuracy": 1.0, "of": 1}


@pytest.mark.parametrize(
    ("gold", "found", "message"),
    [
        ("", "", "no annotated document"),
        ("{", "", "line 1: not JSON"),
        (None, '{"document": "rain", "start": 0, "end": -1}', 'line 1: "start": a span'),
        (None, '{"document": "hail", "start": 0, "end": 3}', "none of its documents ('hail') is in the gold ('rain')"),
        (None, '{"id": "rain", "text": "Rain."}', "its gold has a span that ends at 14, its text ends at 5"),
    ],
)
def test_what_cannot_be_scored_is_told_and_nothing_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str], gold: str | None, found: str, message: str
) -> None:
    if gold is not None:
        (folder / "gold.jsonl").write_text(gold, encoding="utf-8")
    (folder / "found.jsonl").write_text(found, encoding="utf-8")
    assert run(folder / "gold.jsonl", folder / "found.jsonl") == 2
    out, err = capsys.readouterr()
    assert (out, message in err) == ("", True), err


def test_documents_that_nobody_annotated_are_passed_over_and_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [{"document": name, "start": 0, "end": 14, "kind": "direct"} for name in ("rain.txt", "hail", "snow")]
    (folder / "found.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert run(folder / "gold.jsonl", folder / "found.jsonl", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["detection"]["gold"] == 1
    assert err == "quotes: 2 documents without gold, such as hail\n"


def test_texts_beside_documents_are_a_mistake_of_the_call(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "gold.jsonl", folder / "articles", "--texts", folder / "articles") == 2
    assert "--texts goes with predictions" in capsys.readouterr().err


def test_weights_of_ones_own_are_read_with_and_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Weights that take nobody for a speaker find nothing where there is a choice."""
    (folder / "articles" / "rain.txt").write_text("Ann Lee said he was “late”.", encoding="utf-8")
    quote = {"start": 19, "end": 25, "kind": "mixed", "speaker": {"name": "Ann Lee", "type": "person"}}
    (folder / "gold.jsonl").write_text(json.dumps({"doc": "rain", "quotes": [quote]}) + "\n", encoding="utf-8")
    (folder / "own.tsv").write_text("where\tnobody\t9.0\n", encoding="utf-8")
    assert run(folder / "gold.jsonl", folder / "articles", "--weights", folder / "own.tsv", "--json") == 0
    assert json.loads(capsys.readouterr().out)["detection"]["r"] == 0.0
    assert run(folder / "gold.jsonl", folder / "articles", "--weights", folder / "own.tsv", "--collection") == 2
    assert "leave --collection out" in capsys.readouterr().err
