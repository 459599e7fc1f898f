"""People: mentions lead to the fullest name, and nowhere where nothing supports it."""

from __future__ import annotations

from quotes.model import Block
from quotes.resolve.people import People
from quotes.span import Span


def who(text: str, mention: str, last: bool = True) -> str | None:
    blocks = (Block(0, len(text), "paragraph", 0),)
    start = text.rindex(mention) if last else text.index(mention)
    speaker, _ = People.read(text, blocks).speaker(Span(start, start + len(mention)))
    return speaker.name


def test_a_family_name_leads_to_the_full_name():
    assert who("Minister Ada Brown arrived. The plan is ready, Brown said.", "Brown") == "Ada Brown"
