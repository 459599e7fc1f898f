"""What a marked span is: for each rule a sentence where it decides, and one next to it where it does not."""

from __future__ import annotations

import pytest
from read_passages import sources_of

from quotes.detect.spans import find_spans
from quotes.lexicon import table
from quotes.model import Kind
from quotes.resolve.kinds import RULES, kind_of
from quotes.text.blocks import split_blocks

CASES = {
    "stray-mark": ("He left. ”", "other"),
    "measure": ("The winner jumped “6.25” at noon.", "other"),
    "unsourced-utterance": ("“Nobody here has seen the sun since the third of May.”", "direct"),
    "sentence-of-its-own": ("It grew dark. “You will see.”", "direct"),
    "title-after-work": ("Her novel “Rain on Tin” sold well.", "title"),
    "title-case": ("The stage was set for “Rain on Tin” again.", "title"),
    "nobody-said-it": ("The “hotel” turned out to be a barn.", "scare"),
    "known-as": ("Critics spoke of what is known as the “rain tax”.", "scare"),
    "name-of-a-thing": ("Moss praised the “clean quay” scheme.", "scare"),
    "word-mentioned": ("Moss said the word “dam” was banned.", "scare"),
    "title-as-subject": ("“Rain on Tin” is a success, Moss said.", "title"),
    "title-in-place": ("Moss said on “Morning Tide” that it was late.", "title"),
    "several-sentences": ("Moss said, “It is late. We must go.”", "direct"),
    "after-that": ("Moss said that “the dam is an old lady”.", "mixed"),
    "opens-its-sentence": ("“Rain is due,” Moss said.", "direct"),
    "opens-a-sentence-of-the-reporter": ("“A joke of a dam” was how Moss described it.", "mixed"),
    "after-comma-or-colon": ("Moss said: “Rain is due.”", "direct"),
    "goes-on-after-the-cue": ("“We wait,” Moss said, “for the rain”", "direct"),
    "after-cue-verb": ("Moss said “We are ready for the rain.”", "direct"),
    "clause-in-capitals": ("Moss told the council at noon “We are all ready for the rain”.", "direct"),
    "fragment": ("Moss called the dam “a joke”.", "mixed"),
}
"""Rule → a text whose last marked span it decides, and what it makes of it."""

MISSES = {
    "measure": "Moss called “6.25 metres” a joke.",
    "unsourced-utterance": "“Rain on Tin and Other Tales of the Old North Sea”",
    "sentence-of-its-own": "It grew dark in the “Old Mill.”",
    "title-after-work": "Moss called the novel “a heap of rain”.",
    "title-case": "The stage was set for “rain on tin” again.",
    "known-as": "Moss spoke of a man she knew as “honest and slow”.",
    "name-of-a-thing": "Moss praised the “bold” scheme.",
    "word-mentioned": "Moss gave her word: “The dam will hold for a hundred years.”",
    "title-as-subject": "“Rain is due,” said Moss.",
    "title-in-place": "Moss called the crowd “a morning tide”.",
    "several-sentences": "Moss said, “We met Mr. Oakes at the dam.”",
    "after-that": "Moss said, “That dam is an old lady.”",
    "opens-its-sentence": "“A joke of a dam” was how Moss described it.",
    "after-comma-or-colon": "Moss said she was “ready for rain”.",
    "after-cue-verb": "Moss said she was “ready”.",
    "clause-in-capitals": "Moss told the council at noon of “A Dam for All”.",
    "fragment": "Moss said: “A joke!”",
}


def last_span(text: str) -> tuple[Kind, str]:
    """The kind of the last marked span, and the rule that decided."""
    return kind_of(text, find_spans(text, split_blocks(text))[-1], sources_of(text)[-1])


@pytest.mark.parametrize("rule", list(CASES))
def test_a_rule_decides_its_sentence(rule: str) -> None:
    text, kind = CASES[rule]
    assert last_span(text) == (kind, rule)


@pytest.mark.parametrize("rule", list(MISSES))
def test_a_rule_leaves_the_sentence_next_to_it_alone(rule: str) -> None:
    assert last_span(MISSES[rule])[1] != rule


@pytest.mark.parametrize("section", ["named", "naming", "marked"])
def test_a_noun_that_takes_a_name_makes_marked_words_one_even_where_somebody_says_so(section: str) -> None:
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in table("nouns")[section][kind]:
            said = f"Moss said {example[0].lower()}{example[1:]}"
            assert (last_span(said)[1] == "name-of-a-thing") is expected, said


def test_every_rule_has_its_sentence() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“I am cold,” one woman said.", "direct"),
        ("“We agree,” according to the council.", "direct"),
        ("“Yes,” he said.", "direct"),
        ("“Stop the trains!” Moss shouted.", "direct"),
        ("Moss said the dam was “Late. Very late.”", "direct"),
        ("Moss was “happy to help”, she said.", "mixed"),
        ("Moss asked whether “the dam will hold”.", "mixed"),
        ("Hugo “the Kettle” Brand lost.", "scare"),
        ("She sang “Old Grey Harbour” twice.", "title"),
    ],
)
def test_kinds_follow_the_guidelines(text: str, kind: str) -> None:
    assert last_span(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("Moss told the council that the supposed “bargain” was none.", "scare", "known-as"),
        ("Moss said during a “Harbour Open Day” that it was late.", "title", "title-in-place"),
        ("Okello's column, “Shut the gate, Moss,” is fair, the council said.", "title", "title-after-work"),
        ("In his speech on Monday, the mayor promised “Calm at Sea.”", "mixed", "fragment"),
        ("Moss said in a column, “Shut the gate,” and left.", "direct", "after-comma-or-colon"),
    ],
)
def test_more_that_is_said_or_named(text: str, kind: Kind, rule: str) -> None:
    """Doubted words, events held under a name, works in apposition; what is proclaimed or written is said."""
    assert last_span(text) == (kind, rule)
