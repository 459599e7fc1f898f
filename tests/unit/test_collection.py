"""What documents lend each other: a hit, a near miss and a contradiction for each way of lending, and who lent it."""

from __future__ import annotations

from itertools import permutations

import pytest

from quotes import Document, Quotation, attribute, attribute_all
from quotes.collection import RULES, lend, read_document
from quotes.collection.readings import Reading
from quotes.model import Lender


def read_together(*documents: tuple[str, str | None, str]) -> dict[str, Quotation]:
    """The first quotation of each document, by its id; a document is its id, its day and its text."""
    found = attribute_all([Document(text, id=name, published=day) for name, day, text in documents])
    return {quotations[0].document: quotations[0] for quotations in found if quotations}


def name_of(quotation: Quotation) -> str | None:
    return quotation.speaker.name if quotation.speaker else None


def loans(quotation: Quotation) -> set[tuple[str, str, str]]:
    return {(e.field, e.rule, e.document) for e in quotation.evidence if e.document is not None}


# --- names

FULL = ("a", None, "“Rain is due,” mayor Ann Lee said.")
SHORT = ("b", None, "“Hail is due,” Lee said.")


def test_a_family_name_takes_the_full_name_and_names_its_lender() -> None:
    quotation = read_together(FULL, SHORT)["b"]
    assert name_of(quotation) == "Ann Lee"
    assert loans(quotation) == {("name", "fuller-name", "a")}
    assert quotation.speaker is not None
    lender = quotation.speaker.lender
    assert lender is not None
    assert (lender.document, "Ann Lee" in FULL[2][lender.start : lender.end]) == ("a", True)
    assert quotation.speaker.text == "Lee"


@pytest.mark.parametrize(
    "other",
    [
        ("c", None, "“Snow is due,” said Bo Lee."),  # two bear the name
        ("c", None, "“Snow is due,” said Ann Leeds."),  # nobody bears it
    ],
)
def test_a_family_name_of_two_or_of_nobody_stays_as_it_is(other: tuple[str, None, str]) -> None:
    first = FULL if "Bo" in other[2] else ("a", None, "“Rain is due,” mayor Ann Oakes said.")
    quotation = read_together(first, SHORT, other)["b"]
    assert (name_of(quotation), loans(quotation)) == ("Lee", set())


def test_the_role_tells_two_bearers_apart() -> None:
    found = read_together(
        ("a", None, "“Rain is due,” Mayor Ann Lee said."),
        ("b", None, "“Hail is due,” Mayor Lee said."),
        ("c", None, "“Snow is due,” said Bo Lee, a baker."),
    )
    assert name_of(found["b"]) == "Ann Lee"


def test_a_full_name_of_its_own_is_never_overridden() -> None:
    quotation = read_together(FULL, ("b", None, "“Hail is due,” Amy Lee said."))["b"]
    assert (name_of(quotation), loans(quotation)) == ("Amy Lee", set())


# --- years

YEARLESS = "GORKI, January 15. /NORTH/. “The dam will hold,” Mayor Ann Lee said on {}. Governor Joe Okello agreed."
DATED = "“The dam is old,” Governor Joe Okello said at a meeting with Mayor Ann Lee."


def year_of(*documents: tuple[str, str | None, str]) -> str | None:
    quotation = read_together(*documents)["a"]
    return quotation.date.edtf if quotation.date else None


def test_a_day_without_a_year_takes_it_from_documents_about_the_same_people() -> None:
    quotation = read_together(("a", None, YEARLESS.format("Saturday")), ("b", "2022-01-11", DATED))["a"]
    assert quotation.date is not None
    assert (quotation.date.edtf, quotation.date.lender) == ("2022-01-15", Lender("b", 0, 0))
    assert ("date", "year-of-the-collection", "b") in loans(quotation)


@pytest.mark.parametrize(
    ("weekday", "others"),
    [
        ("Sunday", [("b", "2022-01-11", DATED)]),  # January 15, 2022 was no Sunday
        ("Saturday", [("b", "2022-06-11", DATED)]),  # months away
        ("Saturday", [("b", "2022-01-11", DATED.replace("Ann Lee", "Bo Rana"))]),  # one person in common
        ("Saturday", [("b", "2022-01-11", DATED), ("c", "2011-01-11", DATED)]),  # two years in which it fits
    ],
)
def test_a_year_that_does_not_fit_or_is_not_agreed_is_not_lent(weekday: str, others: list[tuple[str, str | None, str]]) -> None:
    alone = year_of(("a", None, YEARLESS.format(weekday)))
    assert year_of(("a", None, YEARLESS.format(weekday)), *others) == alone
    assert alone is not None
    assert alone.startswith("XXXX")


# --- occasions

MEETING = "“The dam will hold,” Mayor Ann Lee said on Saturday at a meeting with the river fishermen’s union in Oldport."
RETOLD = "“We shall rebuild,” Mayor Ann Lee said at a meeting with the fishermen’s union of the river."


def test_two_reports_of_one_occasion_share_its_day_and_place() -> None:
    quotation = read_together(("a", "2022-01-16", MEETING), ("b", None, RETOLD))["b"]
    assert quotation.date is not None
    assert (quotation.date.edtf, quotation.date.basis) == ("2022-01-15", "collection")
    assert quotation.venue.place is not None
    assert (quotation.venue.place.text, quotation.venue.place.start) == ("Oldport", None)
    assert {("date", "shared-occasion", "a"), ("place", "shared-occasion", "a")} <= loans(quotation)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (None, RETOLD.replace("Ann Lee", "Bo Rana")),  # another speaker
        (None, RETOLD.replace("fishermen’s union of the river", "bakers of the old town")),  # another meeting
        ("2022-01-18", RETOLD.replace("said", "said on Tuesday")),  # another day
        ("2022-04-18", RETOLD),  # months later
    ],
)
def test_another_speaker_meeting_or_day_is_another_occasion(day: str | None, text: str) -> None:
    quotation = read_together(("a", "2022-01-16", MEETING), ("b", day, text))["b"]
    assert not loans(quotation)


def test_reports_that_contradict_each_other_lend_nothing() -> None:
    other = MEETING.replace("Saturday", "Sunday").replace("Oldport", "Newport")
    quotation = read_together(("a", "2022-01-16", MEETING), ("b", None, RETOLD), ("c", "2022-01-16", other))["b"]
    assert {rule for field, rule, _ in loans(quotation) if field in ("date", "place")} == set()


def test_a_day_and_place_of_its_own_are_never_overridden() -> None:
    own = RETOLD.replace("said", "said on January 15, 2022").replace(".", " in Newport.")
    quotation = read_together(("a", "2022-01-16", MEETING), ("b", None, own))["b"]
    assert quotation.date is not None
    assert (quotation.date.edtf, quotation.date.basis) == ("2022-01-15", "explicit")
    assert str(quotation.venue.place) == "Newport"


# --- echoes

SAID = "“The fishermen of the river have waited thirty years for this bridge,” Mayor Ann Lee said on Saturday."
ECHO = "“River fishermen waited thirty long years for the bridge,” Mayor Ann Lee told the crowd."


def test_the_same_words_in_another_translation_are_linked_and_lend_their_day() -> None:
    found = read_together(("a", "2022-01-16", SAID), ("b", None, ECHO))
    assert loans(found["a"]) == {("span", "echo", "b")}
    assert loans(found["b"]) == {("span", "echo", "a"), ("date", "echo", "a")}
    assert found["b"].date is not None
    assert found["b"].date.edtf == "2022-01-15"


@pytest.mark.parametrize(
    "text",
    [
        ECHO.replace("Ann Lee", "Bo Rana"),
        "“Our bakers want cheaper flour before next winter comes,” Mayor Ann Lee told the crowd.",
        "“Thirty years,” Mayor Ann Lee told the crowd.",
        ECHO.replace("told the crowd", "told the crowd on January 3, 2021"),
    ],
)
def test_another_speaker_other_words_too_few_of_them_or_another_day_are_no_echo(text: str) -> None:
    found = read_together(("a", "2022-01-16", SAID), ("b", None, text))
    assert not loans(found["a"]) | loans(found["b"])


def test_a_document_does_not_echo_itself() -> None:
    (found,) = attribute_all([Document(f"{SAID}\n\n{ECHO}", id="a")])
    assert not any(loans(quotation) for quotation in found)


# --- the whole


COLLECTION = [
    Document(MEETING, id="m", published="2022-01-16"),
    Document(RETOLD, id="r"),
    Document(SAID, id="s", published="2022-01-16"),
    Document(ECHO.replace("Mayor Ann Lee", "Lee"), id="e"),
]


def test_the_order_of_the_documents_does_not_matter() -> None:
    expected = {q.id: q for found in attribute_all(COLLECTION) for q in found}
    assert any(loans(quotation) for quotation in expected.values())
    for order in permutations(COLLECTION):
        assert {q.id: q for found in attribute_all(order) for q in found} == expected


def test_a_document_alone_is_read_as_by_itself() -> None:
    for document in COLLECTION:
        assert attribute_all([document]) == [attribute(document)]


def test_every_loan_names_a_rule_that_is_explained() -> None:
    found = {rule for answers in attribute_all(COLLECTION) for q in answers for _, rule, _ in loans(q)}
    assert found == {"fuller-name", "shared-occasion", "echo"}
    assert found < set(RULES)


def test_answers_come_in_the_order_of_the_documents_with_their_kinds_on_request() -> None:
    documents = [Document("The “hotel” was a barn.", id="x"), *COLLECTION]
    assert [len(found) for found in attribute_all(documents)] == [0, 1, 1, 1, 1]
    assert [len(found) for found in attribute_all(documents, every_kind=True)] == [1, 1, 1, 1, 1]


def test_lending_again_changes_nothing() -> None:
    """The index lends anew what it has stored."""
    readings = [read_document(document) for document in COLLECTION]
    assert all(isinstance(reading, Reading) for reading in readings)
    assert lend(readings) == lend(list(readings))
