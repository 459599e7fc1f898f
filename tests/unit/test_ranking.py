"""The ranker: its table of weights read and written, and the probabilities that it gives."""

from __future__ import annotations

import pickle
from math import exp
from pathlib import Path

import pytest

from quotes.errors import DataError
from quotes.learning.train import write_model
from quotes.resolve.ranking import Model, Ranker, default_ranker, load_ranker, prior_weights, read_model
from quotes.resolve.templates import ATTRIBUTES, NOBODY, TEMPLATES

WHERE = TEMPLATES.index(("where",))
WHERE_LINK = TEMPLATES.index(("where", "link"))


def row(**values: object) -> list[object]:
    """A candidate's row with these attributes, the others unset."""
    return [values.get(name, "-") for name in ATTRIBUTES]


SMALL = Model(
    ((WHERE, ("left",), 1.0), (WHERE, (NOBODY,), -1.0), (WHERE_LINK, ("left", "direct"), 0.5)), ((0.5, 0.4), (1.0, 0.9))
)


def test_a_score_is_the_sum_of_the_weights_of_its_features() -> None:
    """What has no weight adds nothing."""
    ranker = Ranker(SMALL)
    rows = [
        row(where="left", link="direct"),
        row(where="left", link="climb"),
        row(where="right", link="direct"),
        row(where=NOBODY),
    ]
    assert ranker.scores(rows) == [1.5, 1.0, 0.0, -1.0]


def test_probabilities_add_up_and_follow_the_scores() -> None:
    shares = Ranker(SMALL).probabilities([row(where="left", link="direct"), row(where=NOBODY)])
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] == pytest.approx(exp(1.5) / (exp(1.5) + exp(-1.0)))


def test_scores_of_any_size_give_probabilities() -> None:
    ranker = Ranker(Model(((WHERE, ("left",), 900.0), (WHERE, ("right",), -900.0)), ()))
    assert ranker.probabilities([row(where="left"), row(where="right")]) == [1.0, 0.0]


def test_what_training_writes_is_read_back() -> None:
    lines = list(write_model(SMALL.weights, SMALL.curve, "an invented corpus"))
    assert lines[1] == "# Origin: an invented corpus\n"
    assert read_model(lines) == SMALL


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("where+nothing\tleft\t1.0", "no such template"),
        ("where\tleft\tmuch", "template, values and weight are due"),
        ("where+link\tleft\t1.0", "template, values and weight are due"),
        ("where+prior+kind\tleft\tmany\tname\t1.0", "template, values and weight are due"),
        ("calibration\t0.5\tmuch", "template, values and weight are due"),
    ],
)
def test_a_line_that_is_none_is_told_with_file_and_line(line: str, message: str, tmp_path: Path) -> None:
    table = tmp_path / "weights.tsv"
    table.write_text(f"# Origin: nowhere\n\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_ranker(table)
    assert (caught.value.path, caught.value.line) == (str(table), 3)
    assert message in str(caught.value)


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_ranker(tmp_path / "nowhere.tsv")
    (tmp_path / "picture.tsv").write_bytes(b"\x89PNG\xff\xff")
    with pytest.raises(DataError, match=r"picture\.tsv, byte 0: no table of weights; quotes train writes one"):
        load_ranker(tmp_path / "picture.tsv")


def test_a_ranker_travels_to_other_processes() -> None:
    again = pickle.loads(pickle.dumps(Ranker(SMALL)))
    assert again.scores([row(where="left", link="direct")]) == [1.5]


def test_the_packages_own_table_is_whole() -> None:
    """Rising calibration, numbers in reach, priors among the templates."""
    model = default_ranker().model
    assert len(model.weights) > 500
    assert all(-20 < weight < 20 for _, _, weight in model.weights)
    assert list(model.curve) == sorted(model.curve)
    assert [right for _, right in model.curve] == sorted(right for _, right in model.curve)
    assert prior_weights()


def test_no_template_reads_an_attribute_that_is_not_there() -> None:
    assert {name for template in TEMPLATES for name in template} <= set(ATTRIBUTES)
    assert len(set(TEMPLATES)) == len(TEMPLATES)
