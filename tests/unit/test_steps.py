"""Steps: a paragraph that tells of nobody and no time moves nothing on."""

from __future__ import annotations

import pytest

from quotes.resolve.steps import steps
from quotes.text.blocks import split_blocks


def steps_over(paragraph: str) -> int:
    text = f"Rain fell on the quay.\n\n{paragraph}\n\nThe sun shone."
    found = steps(text, split_blocks(text), {0, 2})
    return found[2] - found[1]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The river runs through the town.",
        "The harbour has two cranes and a long quay.",
        "Most of the houses are made of stone.",
        "Some of the boats have three masts.",
    ],
)
def test_a_paragraph_about_things_is_no_step(paragraph: str) -> None:
    assert steps_over(paragraph) == 0


@pytest.mark.parametrize(
    "paragraph",
    [
        "Two were hurt.",
        "The boats were late, and many said so.",
        "Then it was the turn of Moss.",
        "It rained for a week.",
        "She was there.",
        "Residents of the town were there.",
        "It cost 300 dollars.",
    ],
)
def test_a_paragraph_about_people_or_times_is_one(paragraph: str) -> None:
    assert steps_over(paragraph) == 1
