"""Quotations as data frames: one row each, typed columns, any text."""

from __future__ import annotations

import datetime
import importlib
import sys

import pytest
from hypothesis import given
from made_quotations import calm, example, results

from quotes.errors import MissingExtraError, UsageError
from quotes.model import Document, Quotation
from quotes.pipeline import attribute

pd = pytest.importorskip("pandas")

from quotes.integrations.pandas import attribute_frame, quotations_frame  # noqa: E402


def test_a_quotation_is_a_row_of_typed_cells() -> None:
    row = quotations_frame([example()[1]]).iloc[0]
    assert (row["speaker"], row["place"], row["date"], row["kind"]) == ("Ana Reyes", "Lund", "2021-03-01", "direct")
    assert (row["start"], row["end"], row["segments"]) == (0, 100, ((0, 23), (91, 100)))
    assert row["earliest"] == datetime.datetime(2021, 3, 1)
    assert pd.isna(row["medium"])


def test_no_rows_have_the_same_columns_and_types() -> None:
    full, empty = quotations_frame([example()[1]]), quotations_frame([])
    assert len(empty) == 0
    assert [str(t) for t in empty.dtypes] == [str(t) for t in full.dtypes]
    assert list(empty.columns) == list(full.columns)


@calm
@given(made=results())
def test_any_quotation_has_its_row(made: list[tuple[Document, tuple[Quotation, ...]]]) -> None:
    quotations = [quotation for _, found in made for quotation in found]
    frame = quotations_frame(quotations)
    assert frame["text"].tolist() == [quotation.text for quotation in quotations]
    assert frame["segments"].tolist() == [quotation.segments for quotation in quotations]
    assert frame["start"].tolist() == [quotation.start for quotation in quotations]


def test_a_frame_of_articles_gives_a_frame_of_quotations() -> None:
    articles = pd.DataFrame(
        {
            "body": ["“Rain is due,” Ann Lee said on Monday.", None, "Nobody spoke.", "“Hail is due,” Bo Ray said on Monday."],
            "key": ["a", "b", "c", 4],
            "day": [datetime.date(2022, 1, 19), None, None, float("nan")],
        }
    )
    frame = attribute_frame(articles, text="body", id="key", published="day")
    assert frame["document"].tolist() == ["a", "4"]
    assert frame["text"].tolist() == ["Rain is due,", "Hail is due,"]
    (first,) = attribute(articles["body"][0], published="2022-01-19")
    assert frame["date"].iloc[:1].equals(quotations_frame([first])["date"])
    assert attribute_frame(articles, text="body")["document"].tolist() == ["0", "3"]


def test_a_column_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="the frame has no column 'text'; it has 'body'"):
        attribute_frame(pd.DataFrame({"body": []}))


def test_without_pandas_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.delitem(sys.modules, "quotes.integrations.pandas")
    with pytest.raises(MissingExtraError, match=r'pip install "quotes-attribution\[pandas\]"'):
        importlib.import_module("quotes.integrations.pandas")
