"""To whom the words were said: hearers behind the cue, and objects that are none."""

from __future__ import annotations

import pytest

from quotes import attribute


@pytest.mark.parametrize(
    ("text", "hearers"),
    [
        ("“Rain is due,” Moss told reporters.", "reporters"),
        ("“Rain is due,” Moss told the old council of Gorki.", "the old council"),
        ("“Rain is due,” said Moss to the crowd.", "the crowd"),
        ("“Rain is due,” she said to him.", "him"),
        ("Moss told voters that the dam was “late again”.", "voters"),
        ("Moss warned voters that the dam was “late again”.", "voters"),
        ("The captain ordered his men to “hold fast”.", "his men"),
        ("“Is it far?” Moss asked Okello.", "Okello"),
        ("He addressed the servicemen: “You did your duty.”", "the servicemen"),
    ],
)
def test_who_was_spoken_to_is_told_and_is_not_the_speaker(text: str, hearers: str) -> None:
    (quotation,) = attribute(text)
    assert quotation.addressee is not None
    assert quotation.addressee.text == hearers
    assert text[quotation.addressee.start : quotation.addressee.end] == hearers
    assert quotation.speaker is not None
    assert quotation.speaker.text != hearers


@pytest.mark.parametrize(
    "text",
    [
        "“Rain is due,” Moss said.",
        "“Rain is due,” said Moss.",
        "“Rain is due,” Moss said on Monday.",
        "“Rain is due,” Moss told on Monday.",
        "The captain ordered a retreat “at dawn, not noon”.",
        "The council called the plan “a gift to the river”.",
        "According to Moss, voters were “late again”.",
        "Moss: “Rain is due this week.”",
        "Moss said that to reporters the dam was “late again”.",
    ],
)
def test_what_is_no_hearer_is_none(text: str) -> None:
    (quotation,) = attribute(text)
    assert quotation.addressee is None
