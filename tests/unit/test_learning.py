"""Training: corpora read and refused, weights learned twice alike, written, read back and used; newsrooms held out whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
import regex
from read_passages import sources_of

from quotes import attribute, load_ranker
from quotes.cli import main
from quotes.errors import DataError, MissingExtraError
from quotes.learning import calibrate, train
from quotes.learning.calibrate import Answer, answers, curve, folds_by_publisher, held_out_answers
from quotes.learning.corpus import AnnotatedDocument, AnnotatedSpan, read_corpus
from quotes.learning.evaluation import by_rule
from quotes.learning.train import examples, gold_choices, train_weights, write_model
from quotes.model import Block
from quotes.resolve.ranking import Model, Ranker, default_ranker, read_model
from quotes.resolve.templates import NOBODY
from quotes.span import Span
from quotes.text.blocks import split_blocks

NAMES = ["Lund", "Tan", "Rana", "Holm", "Okello", "Quill", "Moss", "Bello"]
FRAMES = [
    ("“{words},” {name} said.", True),
    ("“{words},” said {name}.", True),
    ("{name} told reporters: “{words}.”", True),
    ("{name} stood beside the “{words}”.", False),
]
WORDS = ["the dam will hold", "we wait for rain", "nobody came home", "the mill must close"]


def invented(newsrooms: str = "abc") -> Iterator[AnnotatedDocument]:
    """A small corpus: each document has one quotation of each frame."""
    for newsroom in newsrooms:
        for number, words in enumerate(WORDS):
            yield document(f"{newsroom}_{number}", words, NAMES[number::-1] + NAMES[number:])


def document(name: str, words: str, names: list[str]) -> AnnotatedDocument:
    text, spans = "", []
    for (frame, sourced), who in zip(FRAMES, names, strict=False):
        sentence = frame.format(words=words, name=who)
        start, end = sentence.index("“"), sentence.index("”") + 1
        source = Span(sentence.index(who), sentence.index(who) + len(who)).shift(len(text))
        spans.append(AnnotatedSpan(Span(start, end).shift(len(text)), (source,) if sourced else ()))
        text += sentence + "\n\n"
    return AnnotatedDocument(name, text, tuple(spans))


def write_corpus(folder: Path, documents: list[AnnotatedDocument]) -> Path:
    (folder / "news").mkdir()
    lines = []
    for one in documents:
        (folder / "news" / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
        spans = [{"start": s.segment.start, "end": s.segment.end, "sources": [list(x) for x in s.sources]} for s in one.spans]
        lines.append(json.dumps({"doc": one.name, "spans": spans}))
    (folder / "news.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return folder / "news.jsonl"


# --- corpora


def test_a_corpus_is_read_as_it_was_written(tmp_path: Path) -> None:
    documents = list(invented("a"))
    assert list(read_corpus(write_corpus(tmp_path, documents))) == documents
    assert documents[0].publisher == "a"


def test_spans_come_in_order_and_those_inside_another_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("“Rain,” he said. “Hail.”", encoding="utf-8")
    spans = [
        {"start": 17, "end": 24, "sources": []},
        {"start": 0, "end": 7, "sources": []},
        {"start": 2, "end": 5, "sources": []},
    ]
    (tmp_path / "news.jsonl").write_text(json.dumps({"doc": "a", "spans": spans}), encoding="utf-8")
    (found,) = read_corpus(tmp_path / "news.jsonl")
    assert [span.segment for span in found.spans] == [(0, 7), (17, 24)]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"spans": []}',
        '{"doc": "a"}',
        '{"doc": "nowhere", "spans": []}',
        '{"doc": "a", "spans": [{"start": 0, "end": 4}]}',
        '{"doc": "a", "spans": [{"start": "0", "end": 4, "sources": []}]}',
        '{"doc": "a", "spans": [{"start": 0, "end": 4, "sources": [[1]]}]}',
    ],
)
def test_a_line_that_is_no_document_is_told_with_file_and_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Rain.", encoding="utf-8")
    path = tmp_path / "news.jsonl"
    path.write_text('{"doc": "a", "spans": []}\n' + line, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        list(read_corpus(path))
    assert (caught.value.path, caught.value.line) == (str(path), 2)


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("{", "not JSON"),
        ('{"doc": "a"}', '"spans" is missing; a line is'),
        ('{"doc": "b", "spans": []}', "its text is not at .*b.txt; texts lie in a folder beside the corpus"),
    ],
)
def test_a_line_that_is_no_document_is_told_with_the_mend(line: str, mend: str, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Rain.", encoding="utf-8")
    (tmp_path / "news.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(DataError, match=mend):
        list(read_corpus(tmp_path / "news.jsonl"))


def test_a_corpus_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be read \(No such file or directory\)"):
        list(read_corpus(tmp_path / "nowhere.jsonl"))


# --- examples


def test_the_right_candidate_is_the_one_that_the_annotators_chose() -> None:
    one = document("a_1", "the dam will hold", NAMES)
    found = list(examples([one]))
    assert len(found) == len(one.spans)
    assert all(example.rows[-1][0] == NOBODY for example in found)
    assert [example.right == (len(example.rows) - 1,) for example in found] == [False, False, False, True]


def test_a_source_that_no_candidate_covers_gives_no_example() -> None:
    one = document("a_1", "the dam will hold", NAMES)
    lost = one._replace(spans=tuple(span._replace(sources=(Span(0, 1),)) for span in one.spans[1:2]))
    assert list(examples([lost])) == []


def test_of_several_phrases_inside_a_source_the_first_names_it() -> None:
    text = "“Rain is due,” Ann Lee, the mayor of Gorki, said."
    (source,) = sources_of(text)
    choices = gold_choices(source.look, [(text.index("Ann"), text.index(", said"))])
    assert source.look.candidates[choices[0]].span.of(text) == "Ann Lee"
    assert {source.look.candidates[n].span.of(text) for n in choices} <= {"Ann Lee", "the mayor"}
    assert gold_choices(source.look, []) == (len(source.look.candidates),)
    assert gold_choices(source.look, [(0, 1)]) == ()


# --- weights


def test_training_without_its_packages_says_which_extra_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "np", None)
    with pytest.raises(MissingExtraError, match=r"quotes-attribution\[train\]"):
        train_weights(invented())


@pytest.fixture(scope="module")
def learned() -> Model:
    pytest.importorskip("numpy")
    pytest.importorskip("scipy")
    return Model(tuple(train_weights(invented(), least=2)), ((0.5, 0.5), (1.0, 1.0)))


def test_the_same_corpus_gives_the_same_table(learned: Model) -> None:
    assert tuple(train_weights(invented(), least=2)) == learned.weights
    assert list(learned.weights) == sorted(learned.weights, key=lambda weight: (weight[0], [str(value) for value in weight[1]]))


def test_weights_are_rounded_and_none_is_zero(learned: Model) -> None:
    assert all(weight == round(weight, 2) != 0 for _, _, weight in learned.weights)


def test_the_table_reads_back(learned: Model) -> None:
    assert read_model(write_model(learned.weights, learned.curve, "an invented corpus")) == learned


def test_what_was_learned_holds_on_sentences_that_were_not_seen(learned: Model) -> None:
    """Frames, not words: other names and other words in the same frames."""
    unseen = document("z_1", "the boats are late", ["Fenwick", "Ngata", "Sato", "Diallo"])
    found = list(examples([unseen]))
    ranker = Ranker(learned)
    shares = [ranker.probabilities(example.rows) for example in found]
    assert [share.index(max(share)) for share in shares] == [example.right[0] for example in found]


def test_features_seen_too_seldom_are_not_learned(learned: Model) -> None:
    assert len(train_weights(invented(), least=40)) < len(learned.weights)


# --- calibration


def test_folds_keep_newsrooms_whole() -> None:
    parts = folds_by_publisher(list(invented("abcde")), folds=3)
    publishers = [{document.publisher for document in part} for part in parts]
    assert len(parts) == 3
    assert sum(len(names) for names in publishers) == len(set().union(*publishers)) == 5


def test_held_out_answers_are_given_for_every_newsroom() -> None:
    pytest.importorskip("scipy")
    found = list(held_out_answers(list(invented()), folds=3))
    assert len(found) >= 3 * len(WORDS)
    assert all(0 <= answer.share <= 1 for answer in found)
    assert list(held_out_answers(list(invented("a")))) == []


def test_answers_tell_whether_the_source_was_hit() -> None:
    one = document("a_1", "the dam will hold", NAMES)
    wrong = one._replace(spans=tuple(span._replace(sources=(Span(0, 1),)) for span in one.spans[:3]))
    assert [answer.right for answer in answers([one._replace(spans=one.spans[:3])], default_ranker())] == [True] * 3
    assert not any(answer.right for answer in answers([wrong], default_ranker()))


def test_the_curve_rises_whatever_the_answers_are() -> None:
    found = [Answer(share / 100, share % 3 == 0) for share in range(100)]
    points = curve(found, points=10)
    assert [right for _, right in points] == sorted(right for _, right in points)
    assert [share for share, _ in points] == sorted(share for share, _ in points)
    assert curve([]) == []


# --- the command


def test_quotes_train_writes_a_file_that_attribute_uses(tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    documents = list(invented("ab"))
    corpus, output = write_corpus(tmp_path, documents), tmp_path / "own.tsv"
    assert main(["train", str(corpus), "-o", str(output), "--origin", "eight invented articles"]) == 0
    assert "# Origin: eight invented articles\n" in output.read_text(encoding="utf-8")
    own = load_ranker(output)
    assert list(own.model.weights) == train_weights(documents)
    (quotation,) = attribute("“The boats are late,” Fenwick said.", ranker=own)
    assert quotation.speaker is not None
    assert quotation.speaker.text == "Fenwick"


def test_quotes_train_refuses_a_corpus_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news.jsonl").write_text("{", encoding="utf-8")
    assert main(["train", str(tmp_path / "news.jsonl"), "-o", str(tmp_path / "out.tsv")]) == 2
    assert "news.jsonl, line 1" in capsys.readouterr().err
    assert not (tmp_path / "out.tsv").exists()


def test_a_corpus_that_holds_nothing_to_learn_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("scipy")
    assert main(["train", str(write_corpus(tmp_path, [])), "-o", str(tmp_path / "out.tsv")]) == 2
    assert capsys.readouterr().err.startswith("quotes: too little to learn from: nothing occurs 4 times")
    assert not (tmp_path / "out.tsv").exists()


@pytest.mark.parametrize("failing", [train, calibrate])
def test_a_document_whose_analysis_fails_is_told_once_and_the_others_teach(
    failing: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("scipy")
    first, *others = invented("abc")
    bad = first._replace(text=first.text + "Here is more.\n")

    def split(text: str) -> Sequence[Block]:
        if text == bad.text:
            raise RecursionError("too deep")
        return split_blocks(text)

    monkeypatch.setattr(failing, "split_blocks", split)
    output = tmp_path / "own.tsv"
    assert main(["train", str(write_corpus(tmp_path, [bad, *others])), "-o", str(output)]) == 1
    message, summary = capsys.readouterr().err.splitlines()
    assert message.startswith("quotes: a_0: its analysis failed (RecursionError: too deep, test_learning.py:")
    assert summary == "quotes: 1 document left out"
    if failing is train:
        assert list(load_ranker(output).model.weights) == train_weights(others)


def test_answers_are_counted_by_the_rule_that_they_rest_on() -> None:
    text = "“Rain is due,” Moss said. “Snow is due,” said Lee. The “hotel” was a barn."
    rain, snow, hotel = (Span(*match.span()) for match in regex.finditer("“[^”]+”", text))
    moss = Span(15, 19)
    spans = (AnnotatedSpan(rain, (moss,)), AnnotatedSpan(snow, (moss,)), AnnotatedSpan(hotel, ()))
    found = by_rule([AnnotatedDocument("gazette_1", text, spans)], default_ranker())
    assert {rule: (figures.right, figures.sourced) for rule, figures in found.items()} == {"direct": (1, 1), "inverted": (0, 1)}
