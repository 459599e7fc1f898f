"""TEI: valid for any text, every character of it there, each element around exactly the words that it claims."""

from __future__ import annotations

from importlib import resources
from itertools import groupby
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_quotations import calm, example, results, texts

from quotes.errors import DataError
from quotes.formats import tei
from quotes.formats.escape import NOT_IN_CELLS, NOT_IN_XML, escape, escaped_characters, unescape
from quotes.formats.features import TEI
from quotes.formats.inline import Stretch, nest
from quotes.model import Date, Document, Quotation
from quotes.span import Span

ID = "{http://www.w3.org/XML/1998/namespace}id"
Results = list[tuple[Document, tuple[Quotation, ...]]]


def bodies(made: Results) -> list[ElementTree.Element]:
    root = ElementTree.fromstring("".join(tei.write(made)).encode())
    return list(root.iter(f"{TEI}body"))


def characters_of(element: ElementTree.Element) -> str:
    return unescape("".join(element.itertext()))


@calm
@given(made=results())
def test_every_character_is_there_and_the_elements_of_a_quotation_hold_its_segments(made: Results) -> None:
    for body, (document, quotations) in zip(bodies(made), made, strict=True):
        assert characters_of(body) == document.text
        outer = [e for e in body.iter() if e.get("ana")]
        for number, quotation in enumerate(quotations, 1):
            own = [e for e in outer if (e.get(ID) or "").split(".")[1] == f"q{number}"]
            marked = "".join("".join(e.itertext()) for e in own)
            claimed = sorted(i for start, end in set(quotation.segments) for i in range(start, end))
            if len(claimed) == len(set(claimed)):  # segments that overlap are marked once each
                whole = "".join(escaped_characters(document.text, NOT_IN_XML)[i] for i in claimed)
                assert without_space(marked) == without_space(whole)


def without_space(text: str) -> str:
    """White space between paragraphs stands outside every element."""
    return "".join(c for c in text if c not in " \t\r\n")


@calm
@given(made=results())
def test_what_is_written_is_valid_tei(made: Results) -> None:
    etree = pytest.importorskip("lxml.etree")
    grammar = (resources.files("quotes") / "schema" / "quotations-tei.rng").read_bytes()
    validator = etree.RelaxNG(etree.fromstring(grammar))
    validator.assertValid(etree.fromstring("".join(tei.write(made)).encode()))


def test_who_said_it_and_when_can_be_read_from_the_markup() -> None:
    document, quotation = example()
    root = ElementTree.fromstring("".join(tei.write([(document, [quotation])])))
    first, second = root.iter(f"{TEI}said")
    person = next(root.iter(f"{TEI}person"))
    event = next(root.iter(f"{TEI}event"))
    assert first.get("who") == f"#{person.get(ID)}"
    assert person.findtext(f"{TEI}persName") == "Ana Reyes"
    assert (first.get("next"), second.get("prev")) == (f"#{second.get(ID)}", f"#{first.get(ID)}")
    assert (event.get("when"), event.get("corresp")) == ("2021-03-01", f"#{first.get(ID)} #{second.get(ID)}")
    assert next(e for e in root.iter(f"{TEI}date") if e.get(ID)).get("when") == "2021-03-01"


@pytest.mark.parametrize(
    ("date", "attributes"),
    [
        (Date("2022-01", "explicit"), ' when="2022-01"'),
        (Date("XXXX-01", "explicit"), ' when="--01"'),
        (Date("../2016", "explicit"), ' to="2016"'),
        (Date("201X", "explicit", earliest="2010-01-01", latest="2019-12-31"), ' notBefore="2010-01-01" notAfter="2019-12-31"'),
        (Date("XXXX-XX-15", "explicit"), ""),
    ],
)
def test_dates_are_said_in_teis_terms_or_not_at_all(date: Date, attributes: str) -> None:
    assert tei.when(date) == attributes


def test_a_mixed_quotation_is_a_quote_inside_said_and_others_are_nobodys() -> None:
    document = Document("“a” “b” “c” “d” “e”", id="x")
    kinds = ("direct", "mixed", "scare", "title", "other")
    made = [Quotation(str(n), "x", (Span(4 * n, 4 * n + 3),), "a", kind) for n, kind in enumerate(kinds)]  # type: ignore[arg-type]
    body = bodies([(document, tuple(made))])[0]
    assert [e.tag.removeprefix(TEI) for e in body.iter() if e is not body] == [
        "p",
        "said",
        "said",
        "quote",
        "q",
        "title",
        "q",
    ]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<a>", "not XML"),
        (f'<fs xmlns="{TEI[1:-1]}" type="quotation"/>', "version: expected a whole number from 0, found nothing"),
        (f'<fs xmlns="{TEI[1:-1]}" type="quotation"><f name="id"><p/></f></fs>', "no feature value"),
        (f'<fs xmlns="{TEI[1:-1]}" type="quotation"><f name="version"><numeric value="x"/></f></fs>', "no number: 'x'"),
    ],
)
def test_what_is_none_of_ours_is_told(xml: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        list(tei.read([xml]))


# --- the parts that it stands on


@given(text=texts(most=20), uncarried=st.sampled_from([NOT_IN_XML, NOT_IN_CELLS]))
def test_escaping_is_undone(text: str, uncarried: str) -> None:
    assert unescape(escape(text, uncarried)) == text
    assert "".join(escaped_characters(text, uncarried)) == escape(text, uncarried)


@given(
    spans=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 1)), max_size=8),
    window=st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted),
)
def test_nested_pieces_cover_exactly_what_each_stretch_covers(spans: list[tuple[int, int, int]], window: list[int]) -> None:
    stretches = [Stretch(min(a, b), max(a, b), rank, n) for n, (a, b, rank) in enumerate(spans)]
    start, end = window
    covered: dict[int, list[int]] = {s.number: [] for s in stretches}
    open_: list[int] = []
    at = start
    for piece in nest(stretches, start, end):
        if piece.number is None:
            assert (piece.start, piece.start < piece.end) == (at, True)
            for number in open_:
                covered[number] += range(piece.start, piece.end)
            at = piece.end
        elif piece.opens:
            open_.append(piece.number)
        else:
            assert open_.pop() == piece.number
    assert (open_, at) == ([], end)
    assert covered == {s.number: list(range(max(s.start, start), min(s.end, end))) for s in stretches}


def test_a_quotation_is_never_cut_by_a_name_that_crosses_its_mark() -> None:
    steps = list(nest([Stretch(0, 6, 1, 1), Stretch(3, 9, 0, 0)], 0, 9))
    opened = [number for number, _ in groupby(step.number for step in steps if step.opens)]
    assert opened == [1, 0, 1]
