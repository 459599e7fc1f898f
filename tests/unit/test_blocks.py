"""Blocks: they cover the text, whatever ends its lines; the lexicon's lines are known and its counterexamples are not."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.lexicon import table
from quotes.model import Block
from quotes.text.blocks import RULES, split_blocks
from quotes.text.datelines import body_start
from quotes.text.furniture import is_furniture
from quotes.text.lines import split_paragraphs

LINE_ENDS = ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"]
ENTRIES = table("furniture")["entry"]


def kinds(text: str) -> list[str]:
    return [block.kind for block in split_blocks(text)]


def test_an_empty_text_has_no_blocks() -> None:
    assert split_blocks("") == ()
    assert split_blocks(" \n\t\r\n \x00\ufeff") == ()


def test_a_block_leaves_out_the_white_space_around_it() -> None:
    assert split_blocks("\ufeff  Rain fell.\u00a0 \n") == (Block(3, 13, "paragraph", 3),)


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_line_end_parts_paragraphs(end: str) -> None:
    text = end.join(["Rain fell on the quay at Hale.", "It stopped.", "", "The sun came out."])
    assert [text[b.start : b.end] for b in split_blocks(text)] == [
        "Rain fell on the quay at Hale.",
        "It stopped.",
        "The sun came out.",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85"])
def test_wrapped_lines_are_joined_whatever_ends_them(end: str) -> None:
    lines = [
        "A ferry hit the pier on Monday morning, and nobody knows why, since",
        "the sea was calm and the light was good.",
        "",
    ]
    text = end.join([*lines, *lines])
    assert len(split_paragraphs(text)) == 2


def test_an_indented_passage_is_joined_as_a_whole() -> None:
    text = (
        "    A ferry hit the pier on Monday morning, and nobody knows\n    why, since the sea was calm and the light was good.\n"
    )
    assert len(split_paragraphs(text)) == 1


def test_a_sentence_broken_by_a_line_end_is_mended_at_any_width() -> None:
    assert len(split_paragraphs(f"{'rain and hail ' * 20}and\nsnow fell.")) == 1
    assert len(split_paragraphs(f"{'rain and hail ' * 20}fell.\nSnow fell.")) == 2
    assert len(split_paragraphs("rope and tar\nnails")) == 2


def test_a_dateline_stands_before_the_body() -> None:
    text = "HALE (AP) — Rain fell."
    assert split_blocks(text)[0].body == text.index("Rain")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("WASHINGTON (AP) — Rain", "Rain"),
        ("WINSTON-SALEM, N.C. -- Rain", "Rain"),
        ("ST. LOUIS — Rain", "Rain"),
        ("FT. MYERS, Fla. (AP) _ Rain", "Rain"),
        ("BAKU, Azerbaijan, Jan. 10 (Turan) - Rain", "Rain"),
        ("PARIS, Tuesday, Jan. 4 — Rain", "Rain"),
        ("KIEV. Dec 3 (Interfax-Ukraine) - Rain", "Rain"),
        ("MINSK, January 15. /TASS/. Rain", "Rain"),
        ("Accra, Jan. 3, GNA – Rain", "Rain"),
        ("(CNN)Rain", "Rain"),
        ("LONDON/PARIS, Jan 3 (Reuters) - Rain", "Rain"),
        ("Smith (R-Ohio) - who", "Smith (R-Ohio) - who"),
        ("Hale (CNN) said", "Hale (CNN) said"),
        ("U.S. AP said", "U.S. AP said"),
        ("A crowd — large — came", "A crowd — large — came"),
        ("HALE (AP) — ", "HALE (AP) — "),
    ],
)
def test_datelines(text: str, prose: str) -> None:
    assert text[body_start(text, 0, len(text), True) :] == prose


def test_a_place_in_capitals_signs_only_the_first_paragraph() -> None:
    text = "KARACHI: Rain"
    assert body_start(text, 0, len(text), True) == 9
    assert body_start(text, 0, len(text), False) == 0


@pytest.mark.parametrize("line", [line for entry in ENTRIES for line in entry["examples"]])
def test_examples_of_furniture_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", [line for entry in ENTRIES for line in entry["counterexamples"]])
def test_counterexamples_of_furniture_are_prose(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_every_phrase_of_furniture_is_written_as_the_lookup_needs_it(entry: dict[str, Any]) -> None:
    phrases = [*entry["whole"], *entry["opens"], *entry["holds"], *(word for pair in entry.get("pairs", ()) for word in pair)]
    assert phrases == [phrase.casefold() for phrase in phrases]
    assert entry["examples"]
    for line in entry["whole"]:
        assert is_furniture(line.upper() + ":")
    for opening in entry["opens"]:
        assert is_furniture(opening + "x")


def test_a_line_in_another_script_is_the_page_s() -> None:
    assert is_furniture("Источник hale.example")
    assert not is_furniture("Pravda (Правда) means truth.")


def test_every_rule_has_a_sentence() -> None:
    assert all(sentence.endswith(".") for sentence in RULES.values())


@pytest.mark.parametrize("end", LINE_ENDS)
@pytest.mark.parametrize("line", ["0.’", "12.”"])
def test_a_first_line_without_a_word_is_no_headline(line: str, end: str) -> None:
    assert kinds(f"{line}{end}Rain fell.") == ["paragraph", "paragraph"]


MARKS = ["“”", '""', "«»", "»«", "„“", "„”", "””"]


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ada Moss insisted on Monday: <Go home!>", "paragraph"),
        ("<Rain Is Due,> Ada Moss Said", "paragraph"),
        ("Rain was due, she said: <Bring the hay in.>", "paragraph"),
        ("<Who will pay?>", "paragraph"),
        ("Moss on Rain: <Bring Hay In>", "headline"),
        ("Mayor Ana dos Anjos Asked, <Nobody told us.>", "paragraph"),
        ("Mayor Ana dos Anjos Asks, <Who Told You?>", "headline"),
        ("As Folake Adeyinka put it, <Who will pay?>", "paragraph"),
        ("As Rain Falls, Hale Waits", "headline"),
        ("By Ada <Gull> Moss", "headline"),
        ("Photo: <Rain is due>", "headline"),
    ],
)
def test_the_first_line_is_what_it_is_in_any_marks(line: str, kind: str, marks: str) -> None:
    assert kinds(f"{line.replace('<', marks[0]).replace('>', marks[1])}\n\nRain fell on Hale.")[0] == kind


@pytest.mark.parametrize("marks", [*MARKS, "‘’", "''"])
def test_what_the_next_paragraph_goes_on_with_is_prose_in_any_marks(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    text = f"{opening}Who’ll pay for it?\n\n{opening}We agree,{closing} Ann Cole said."
    assert kinds(text) == ["paragraph", "paragraph"]
    assert kinds(f"Moss: {opening}Who Will Pay{closing}\n\n{opening}We agree,{closing} Ann Cole said.")[0] == "headline"


def test_the_space_inside_guillemets_makes_no_headline() -> None:
    assert kinds("Ada Moss said: «\u00a0We agree.\u00a0»\n\nRain fell.") == ["paragraph", "paragraph"]


def test_the_headline_is_found_again_further_down() -> None:
    text = "Ferry Hits Pier\n\nRain fell on Hale.\n\nIt rained on.\n\nferry hits pier\n\nIt stopped."
    assert kinds(text) == ["headline", "standfirst", "standfirst", "headline", "paragraph"]


def test_a_paragraph_put_into_the_body_changes_no_other_block() -> None:
    parts = ["Ferry Hits Pier", "By Ada Moss", "HALE (AP) — A ferry hit the pier.", "“Rain,” she said.", "Video", "It sank."]
    before = kinds("\n\n".join(parts))
    parts.insert(3, "The pier was built of oak in the year of the great storm, and it has been mended twice since.")
    after = kinds("\n\n".join(parts))
    assert after[:3] + after[4:] == before
