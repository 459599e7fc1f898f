"""Tokens: nothing is lost, and words, numbers, marks and stops are cut where a grammarian would cut them."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon import table
from quotes.model import Token
from quotes.text.tokens import _pieces_in_place, abbreviation_groups, abbreviations, tokenize, tokenize_folded


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def kinds(text: str) -> list[str]:
    return [token.kind for token in tokenize(text)]


def test_an_empty_text_has_no_tokens() -> None:
    assert tokenize("") == []


def test_a_token_is_a_tuple_of_offsets_text_and_kind() -> None:
    assert tokenize("Rain fell") == [Token(0, 4, "Rain", "word"), Token(5, 9, "fell", "word")]


def test_offsets_are_those_of_the_whole_text() -> None:
    assert tokenize("Rain fell on Hale", 5, 12) == [Token(5, 9, "fell", "word"), Token(10, 12, "on", "word")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamara's", ["Kamara", "'s"]),
        ("Kamara’s", ["Kamara", "’s"]),
        ("it’s", ["it", "’s"]),
        ("KAMARA'S", ["KAMARA", "'S"]),
        ("don't", ["don't"]),
        ("I’m", ["I’m"]),
        ("O’Hara", ["O’Hara"]),
        ("d’Arcy’s", ["d’Arcy", "’s"]),
        ("the presidents’ plan", ["the", "presidents", "’", "plan"]),
        ("’em", ["’em"]),
        ("'Twas", ["'Twas"]),
        ("the '60s", ["the", "'60s"]),
        ("the class of ’98", ["the", "class", "of", "’98"]),
        ("rock 'n' roll", ["rock", "'n'", "roll"]),
        ("don´t", ["don´t"]),
    ],
)
def test_apostrophes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lieutenant-General", ["Lieutenant-General"]),
        ("a 20-year-old", ["a", "20-year-old"]),
        ("1,000-strong", ["1,000-strong"]),
        ("al-Rashid", ["al-Rashid"]),
        ("Hale-", ["Hale", "-"]),
        ("the sea -- calm", ["the", "sea", "--", "calm"]),
        ("sea—calm", ["sea", "—", "calm"]),
        ("half-\nway", ["half", "-", "way"]),
    ],
)
def test_hyphens_and_dashes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. A. Kovalenko", ["Gen.", "A.", "Kovalenko"]),
        ("the U.S. Senate", ["the", "U.S.", "Senate"]),
        ("a U.N.-led force", ["a", "U.N.-led", "force"]),
        ("at 4 p.m.", ["at", "4", "p.m."]),
        ("a Ph.D. at Leeds", ["a", "Ph.D.", "at", "Leeds"]),
        ("J.R. Moss", ["J.R.", "Moss"]),
        ("Lt.-Gen. Moss", ["Lt.-Gen.", "Moss"]),
        ("an M.Sc. in law", ["an", "M.Sc.", "in", "law"]),
        ("A.Petrov", ["A.", "Petrov"]),
        ("No. 5", ["No.", "5"]),
        ("He said no.", ["He", "said", "no", "."]),
        ("He said no. She left", ["He", "said", "no", ".", "She", "left"]),
        ("Two were hurt.Petrov left.", ["Two", "were", "hurt", ".", "Petrov", "left", "."]),
        ("see hale.example.", ["see", "hale.example", "."]),
        ("https://hale.example/a?b=c", ["https://hale.example/a?b=c"]),
        ("Wait...", ["Wait", "..."]),
        ("Wait…", ["Wait", "…"]),
        ("@hale #rain", ["@hale", "#rain"]),
    ],
)
def test_stops(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,000", ["number"]),
        ("2.5", ["number"]),
        ("$2", ["symbol", "number"]),
        ("4:30", ["number"]),
        ("10.01.2022", ["number"]),
        ("2022-01-10", ["number"]),
        ("9/11", ["number"]),
        ("5th", ["number"]),
        ("1990s", ["number"]),
        ("½", ["number"]),
        ("50%", ["number", "symbol"]),
        ("G7", ["word"]),
        ("4x4", ["word"]),
        ("20-year-old", ["word"]),
        ("“ ” « » \" `` ''", ["mark"] * 7),
        ("(a)", ["punctuation", "word", "punctuation"]),
        ("R&B", ["word", "symbol", "word"]),
        ("6′ 3″", ["number", "symbol", "number", "symbol"]),
        ("\ud800", ["symbol"]),
        ("😀", ["symbol"]),
        ("дождь", ["word"]),
        ("雨", ["word"]),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_every_quotation_mark_is_a_token_of_its_own() -> None:
    assert words("“‘Go,’ he said.”") == ["“", "‘", "Go", ",", "’", "he", "said", ".", "”"]


def test_control_and_format_characters_lie_in_the_gaps() -> None:
    assert words("\ufeffRain\x00 \u200bfell\x07") == ["Rain", "fell"]


def test_a_soft_hyphen_does_not_cut_a_word() -> None:
    assert words("co\u00adoperate") == ["co\u00adoperate"]


@pytest.mark.parametrize("group", abbreviation_groups(), ids=lambda group: group["name"])
def test_abbreviations_of_the_lexicon_keep_their_stops(group: dict[str, Any]) -> None:
    seen = {form for example in group["examples"] for form in words(example)} & set(group["forms"])
    assert seen, "each group shows one of its forms"
    follower = {"any": "then", "capital": "Moss", "number": "5"}[group["next"]]
    for form in group["forms"]:
        if abbreviations()[form] == group["next"]:
            assert words(f"at {form} {follower}")[1] == form


def test_forms_are_abbreviations_and_stand_once_in_a_group() -> None:
    for group in abbreviation_groups():
        assert all(form.endswith(".") and not regex.search(r"\s", form) for form in group["forms"])
        assert len(set(group["forms"])) == len(group["forms"])


def test_elided_words_of_the_lexicon_are_words() -> None:
    for word in table("elisions")["open"]:
        assert words(f"give ’{word} room")[1] == f"’{word}"


def test_texts_in_lower_case_come_beside_the_tokens() -> None:
    tokens, lows = tokenize_folded("“Rain,” Ms. Lee’s aide said.")
    assert lows == [token[2].lower() for token in tokens]


@pytest.mark.parametrize(
    ("chunk", "before", "after"),
    [
        ("No.", ["No."], ["No", "."]),  # what is remembered of a chunk must not hang on what follows it
        ("presidents’", ["presidents", "’"], ["presidents", "’"]),
    ],
)
def test_a_chunk_is_cut_by_what_follows_wherever_it_was_met_first(chunk: str, before: list[str], after: list[str]) -> None:
    for first, second in (("5", "Rain"), ("Rain", "5")):
        for follower in (first, second):
            expected = before if follower == "5" else after
            assert words(f"{chunk} {follower}")[: len(expected)] == expected
    assert kinds("presidents’ plan")[1] == "punctuation"
    assert kinds("presidents’")[1] == "mark"


def test_a_part_of_a_text_is_cut_as_in_its_place() -> None:
    text = "the boss's plan"
    assert [token.text for token in tokenize(text, 8)] == ["'s", "plan"]
    assert [token.text for token in tokenize("pre-‘war’ years", 3, 9)] == ["-", "‘", "war", "’"]


@given(st.text(alphabet="aB sS.'’“”\",;:()-–5 \n", max_size=40), st.data())
def test_remembered_pieces_are_those_of_the_pattern(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = [(start + a, start + b, word, kind) for a, b, word, kind, _ in _pieces_in_place(text, start, end, end)]
    assert [tuple(token) for token in tokenize(text, start, end)] == whole
