"""Words, phrases, speakers by any name, venues, stretches of time, kinds, documents: and no input is an error of syntax."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.index import Index
from quotes.index.search import find_matches, parse_words
from quotes.model import Document, Quotation
from quotes.span import Span


def found(folder: Path, words: str = "", **filters: str) -> list[str]:
    with Index.open(folder) as index:
        return [hit.quotation.text for hit in index.search(words, **filters)]  # type: ignore[arg-type]


SHUT = "The bridge stays shut, Nobody crosses."
PRICES = "Prices ‘will fall’ by café-season,"
PEACEFUL = "The bridge is a bridge, and peaceful too."
OPEN = "Open the bridge!"
NEVER = "In XXXX-05-01 terms, never,"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("nobody", [SHUT]),
        ("BRIDGE nobody", [SHUT]),
        ("cafe", [PRICES]),
        ("season", [PRICES]),
        ("bridge", [OPEN, PEACEFUL, SHUT]),
        ('"bridge stays"', [SHUT]),
        ("“stays bridge”", []),
        ("peac*", [PEACEFUL]),
        ("peac", []),
        ('"the bridge', [OPEN, SHUT, PEACEFUL]),
        ("Iron", []),
        ("?!", []),
        ("bridge AND NOT shut", []),
    ],
)
def test_words_and_phrases(folder: Path, words: str, expected: list[str]) -> None:
    assert found(folder, words) == expected


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Ngozi Okafor", [SHUT, "a scandal"]),
        ("okafor", [SHUT, "a scandal", OPEN]),
        ("Mayor Ngozi Okafor", [SHUT, "a scandal"]),
        ("the aide", ["We wait,"]),
        ("aide", []),
        ("Lindqvist", [PRICES, PEACEFUL]),
        ("Q99", [PRICES, PEACEFUL]),
        ("nobody at all", []),
        ("", []),
        ("' OR 1 --", []),
    ],
)
def test_a_speaker_is_found_by_any_name_and_not_by_the_names_of_others(folder: Path, speaker: str, expected: list[str]) -> None:
    assert found(folder, speaker=speaker) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2021-03-01", "2021-03-01", [SHUT]),
        ("2021", None, [SHUT, PRICES]),
        ("2021-04-10", None, [PRICES]),
        (None, "2021-03", [SHUT]),
        (None, "2021-04-02", [SHUT, PRICES]),
        ("2021-05", None, []),
        (None, "2020", []),
    ],
)
def test_a_date_passes_where_any_day_of_it_does(folder: Path, since: str | None, until: str | None, expected: list[str]) -> None:
    with Index.open(folder) as index:
        assert [hit.quotation.text for hit in index.search(since=since, until=until)] == expected


def test_venue_kind_and_document(folder: Path) -> None:
    assert found(folder, venue="harbour board") == [SHUT]
    assert found(folder, venue="port elm") == [PRICES]
    assert found(folder, venue="harb") == []
    assert found(folder, kind="mixed") == ["a scandal"]
    assert found(folder, kind="scare") == ["the Iron Lady"]
    assert found(folder, document="letter.txt") == [OPEN, NEVER]
    assert found(folder, document="news/*") == [PRICES, PEACEFUL]
    assert found(folder, "bridge", document="letter.txt", speaker="Okafor") == [OPEN]


def test_without_words_the_order_is_that_of_time(folder: Path) -> None:
    assert found(folder)[:2] == [SHUT, PRICES]
    assert len(found(folder)) == 7


def test_a_limit_takes_the_best(folder: Path) -> None:
    with Index.open(folder) as index:
        hits = index.search("bridge", limit=2)
    assert [hit.quotation.text for hit in hits] == [OPEN, PEACEFUL]
    assert hits[0].score > hits[1].score > 0


def test_impossible_filters_are_usage_errors(folder: Path) -> None:
    with Index.open(folder) as index:
        with pytest.raises(UsageError, match="no kind 'loud'"):
            index.search(kind="loud")  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="since: 'XXXX-01-15' has no year"):
            index.search(since="XXXX-01-15")
        with pytest.raises(UsageError):
            index.search(until="yesterday")


def test_matches_are_spans_of_the_quotation(folder: Path) -> None:
    with Index.open(folder) as index:
        hit = index.search('"is a bridge" peac*')[0]
    assert [span.of(hit.quotation.text) for span in hit.matches] == ["is a bridge", "peaceful"]
    assert hit.title == "Prices"


def test_a_snippet_is_cut_between_words_around_the_first_match() -> None:
    from quotes.index import Hit

    text = " ".join(f"word{number}" for number in range(100))
    hit = Hit(Quotation("q", "d", (Span(0, 1),), text, "direct"), None, 1.0, find_matches(text, parse_words("word50 word90")))
    snippet, matches = hit.snippet(60)
    assert snippet.startswith("… word4")
    assert snippet.endswith(" …")
    assert len(snippet) < 75
    assert [span.of(snippet) for span in matches] == ["word50"]
    assert hit.snippet(10_000) == (text, hit.matches)


@given(st.text(max_size=40) | st.text(alphabet='"*()^:-+{}ANDORNOTEaé. \x00', max_size=20))
def test_no_words_are_an_error_of_syntax(words: str) -> None:
    with Index.open(SHARED) as index:
        index.search(words, speaker=words, venue=words, document=words)


def test_the_timeline_counts_by_period_and_a_vague_date_in_a_longer_one(folder: Path) -> None:
    with Index.open(folder) as index:
        assert [(p.edtf, p.quotations, p.speakers) for p in index.timeline()] == [("2021-03", 1, 1), ("2021-04", 1, 1)]
        assert [p.edtf for p in index.timeline("day")] == ["2021-03-01", "2021-04"]
        assert [(p.edtf, p.quotations) for p in index.timeline("year")] == [("2021", 2)]
        assert [p.edtf for p in index.timeline(speaker="Okafor")] == ["2021-03"]


def test_people_are_those_quoted_with_roles_and_other_names(folder: Path) -> None:
    with Index.open(folder) as index:
        people = {entry.name: entry for entry in index.people()}
    okafor = people["Ngozi Okafor"]
    assert (okafor.quotations, okafor.documents, okafor.earliest, okafor.latest) == (2, 1, "2021-03-01", "2021-03-01")
    assert okafor.roles == ("Mayor", "mayor of Port Elm")
    assert okafor.names == ("Mayor Ngozi Okafor", "Okafor")
    assert people["Teodor Lindqvist"].id == "Q99"
    assert people["An aide to Okafor"].document == "harbour.txt"


SHARED = Path()


@pytest.fixture(scope="module", autouse=True)
def _shared_index(tmp_path_factory: pytest.TempPathFactory) -> None:
    global SHARED
    SHARED = tmp_path_factory.mktemp("shared")
    with Index.open(SHARED, create=True) as index:
        index.add(Document("“Yes.”", id="a"), [Quotation("a:0-6", "a", (Span(0, 6),), "Yes.", "direct")])
