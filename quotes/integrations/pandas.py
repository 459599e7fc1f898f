"""Quotations as pandas data frames (extra ``pandas``).

`quotations_frame` turns quotations into one row each; `attribute_frame` reads the texts of a frame and gives the
quotations found in them. The columns are those of the CSV format, typed: text as ``string``, offsets as ``Int64``,
``earliest`` and ``latest`` as dates to sort and cut by, ``date`` as EDTF, ``kind`` as a category, ``segments`` as
tuples of spans. What is not known is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from quotes.errors import MissingExtraError, UsageError
from quotes.formats.csv import COLUMNS, row_values
from quotes.model import Document, Quotation
from quotes.pipeline import attribute_each
from quotes.resolve.known import KnownPeople

try:
    import numpy as np
    import pandas as pd
except ImportError:
    raise MissingExtraError("a data frame of quotations", "pandas") from None

__all__ = ["attribute_frame", "quotations_frame"]

_LEFT_OUT: Final = "evidence"


def quotations_frame(quotations: Iterable[Quotation]) -> pd.DataFrame:
    """One row a quotation.

    Arguments: quotations, of one or of many documents. Result: a frame with the same columns and types, rows or none.

    >>> from quotes.pipeline import attribute
    >>> quotations_frame(attribute("“Rain is due,” Ann Lee said."))[["speaker", "text", "cue"]].values.tolist()
    [['Ann Lee', 'Rain is due,', 'said']]
    """
    rows = [row_values(quotation) | {"segments": quotation.segments} for quotation in quotations]
    return pd.DataFrame({name: _column(name, [row[name] for row in rows]) for name in COLUMNS if name != _LEFT_OUT})


def attribute_frame(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    id: str | None = None,
    published: str | None = None,
    people: KnownPeople | None = None,
    jobs: int = 1,
) -> pd.DataFrame:
    """The quotations found in the texts of a frame, one row each.

    Arguments: the `frame`; the names of its columns with the texts, the ids (without it, the frame's index), the dates of
    publication (EDTF strings or dates); known people; how many processes work at once. Rows whose text is missing are
    passed over.
    Result: as `quotations_frame`; ``document`` says which row.
    Raises `UsageError` where a column is not there.

    >>> articles = pd.DataFrame({"text": ["“Rain is due,” Ann Lee said.", None]}, index=["a", "b"])
    >>> attribute_frame(articles)["document"].tolist()
    ['a']
    """
    for column in (text, id, published):
        if column is not None and column not in frame.columns:
            raise UsageError(f"the frame has no column {column!r}; it has {', '.join(map(repr, frame.columns))}")
    ids = frame.index if id is None else frame[id]
    dates = [None] * len(frame) if published is None else frame[published]
    documents = _documents(frame[text], ids, dates)
    return quotations_frame(q for found in attribute_each(documents, people=people, jobs=jobs) for q in found)


def _documents(texts: Iterable[Any], ids: Iterable[Any], dates: Iterable[Any]) -> Iterator[Document]:
    for text, id_, date in zip(texts, ids, dates, strict=True):
        if isinstance(text, str):
            yield Document(text, id=str(id_), published=_day(date))


def _day(value: Any) -> str | None:
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # NaN is the value that differs from itself
        return None
    return value if isinstance(value, str) else str(value.strftime("%Y-%m-%d"))


def _column(name: str, values: Sequence[Any]) -> Any:
    """The values with the column's type; strings are kept by Python, since Arrow's cannot hold a lone surrogate."""
    if name.endswith("_from"):
        values = [value and f"{value['document']} {value['start']}-{value['end']}" for value in values]
    if name == "segments":
        return pd.Series(list(values), dtype=object)
    if name == "confidence":
        return pd.Series(values, dtype="float64")
    if name in ("kind", "speaker_type", "date_basis"):
        return pd.Series(pd.Categorical(values))
    if name in ("earliest", "latest"):
        return pd.Series(np.array([value or "NaT" for value in values], dtype="datetime64[s]"))
    if name.rpartition("_")[2] in ("start", "end"):
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype="string[python]")
