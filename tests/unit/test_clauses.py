"""Links between a noun phrase and its verb or cue: one claim a kind, with the sentence next to it that has no such link."""

from __future__ import annotations

import pytest
import regex
from read_passages import linked

from quotes.resolve import clauses
from quotes.resolve.speakers import RULES

HITS = {
    "direct": ("The mayor said that rain was due.", "The mayor | said"),
    "patient": ("The plan was called “a gift”.", "The plan | called"),
    "climb": ("The mayor of the town said that rain was due.", "The mayor | said"),
    "inner": ("The mayor of the town said that rain was due.", "the town | said"),
    "apposition": ("Ann Lee, the mayor, said that rain was due.", "Ann Lee | said"),
    "within": ("Ann Lee, the mayor, said that rain was due.", "the mayor | said"),
    "relative": ("She met the mayor, who called it “a gift”.", "the mayor | called"),
    "pronoun": ("She met the mayor, who called it “a gift”.", "who | called"),
    "inverted": ("“Rain is due,” said the mayor.", "the mayor | said"),
    "shared": ("The mayor rose and said that rain was due.", "The mayor | said"),
    "participle": ("The mayor spoke at noon, calling it “a gift”.", "The mayor | calling"),
    "infinitive": ("The mayor refused to call it “a gift”.", "The mayor | call"),
    "embedded": ("Lee said the mayor rose, calling it “a gift”.", "the mayor | calling"),
    "agent": ("The plan was called “a gift” by the mayor.", "the mayor | called"),
    "source": ("According to the mayor, rain was “due”.", "the mayor | According"),
    "possessor": ("The mayor’s claim of “a gift” was old.", "The mayor | claim"),
    "author": ("A claim by the mayor of “a gift” was old.", "the mayor | claim"),
    "colon": ("The mayor: “Rain is due.”", "The mayor | :"),
    "byline": ("“Rain is due.” — Ann Lee", "Ann Lee | —"),
    "statement": ("This was stated by the mayor.", "the mayor | stated"),
    "control": ("The Herald quoted Lee as saying that rain was “due”.", "Lee | saying"),
    "gapped": ("Lee called it “a gift”, the mayor “a curse”.", "the mayor | called"),
    "viewpoint": ("For the mayor, it was “a gift”.", "the mayor | For"),
}

MISSES = {
    "direct": "The mayor, it was said, left.",
    "patient": "The mayor called the plan “a gift”.",
    "climb": "The mayor on Tuesday said that rain was due.",
    "inner": "The old mayor said that rain was due.",
    "apposition": "Lee said that rain was due, and hail.",
    "within": "The mayor said that rain was due.",
    "relative": "She met the mayor, and he called it “a gift”.",
    "pronoun": "She met the mayor, and he called it “a gift”.",
    "inverted": "“Rain is due,” the mayor said.",
    "shared": "The mayor rose, and Lee said that rain was due.",
    "participle": "The mayor called it “a gift”.",
    "infinitive": "The mayor called it “a gift to all”.",
    "embedded": "The mayor rose at noon, calling it “a gift”.",
    "agent": "The plan was called “a gift” by noon.",
    "source": "In accord with the mayor, rain was “due”.",
    "possessor": "The mayor’s house was “a gift”.",
    "author": "A house by the river was “a gift”.",
    "colon": "The mayor spoke. “Rain is due.”",
    "byline": "“Rain is due.” Ann Lee left.",
    "statement": "The price was stated by the mayor.",
    "control": "The Herald met Lee, saying that rain was “due”.",
    "gapped": "Lee called it “a gift” and a “joy”.",
    "viewpoint": "For the mayor and Lee it was “a gift”.",
}


def kinds(text: str) -> set[str]:
    return {link.partition(" ")[0] for link in linked(text)}


@pytest.mark.parametrize("kind", list(HITS))
def test_a_phrase_hangs_together_with_its_verb(kind: str) -> None:
    text, expected = HITS[kind]
    assert f"{kind} {expected}" in linked(text)


@pytest.mark.parametrize("kind", list(MISSES))
def test_the_sentence_next_to_it_has_no_such_link(kind: str) -> None:
    assert kind not in kinds(MISSES[kind])


def test_every_kind_has_its_claim_and_its_sentence_for_readers() -> None:
    table = regex.findall(r"^(\w+) {2,}(?:the|…)", clauses.__doc__ or "", flags=regex.MULTILINE)
    assert set(table) <= set(HITS)
    assert set(HITS) == set(MISSES)
    assert set(HITS) <= set(RULES)


def test_times_and_numbers_are_no_subjects() -> None:
    assert "direct Tuesday | said" not in linked("Lee Tuesday said that rain was due.")
    assert "direct Lee | said" in linked("Lee Tuesday said that rain was due.")


def test_adverbs_and_brackets_stand_between_subject_and_verb() -> None:
    assert "direct Lee | said" in linked("Lee (a baker) also said that rain was due.")


def test_a_participle_before_the_subject_waits_for_it() -> None:
    assert "participle Lee | Praising" in linked("Praising the “gift”, Lee left.")


def test_links_stay_inside_their_sentence() -> None:
    text = "The mayor left. Calling it “a gift” was wrong."
    assert all("The mayor" not in link for link in linked(text, 1))


def test_a_participle_behind_with_has_a_subject_of_its_own() -> None:
    assert "direct the judge | saying" in linked("The court freed him, with the judge saying that it was “late”.")
    assert "direct his posters | asking" in linked("They fought over the dam, with one of his posters asking, “Is it safe?”")
    assert "participle The court | saying" in linked("The court freed him with a smile, saying that it was “late”.")


def test_an_apposition_that_is_no_noun_names_nobody() -> None:
    """“The letter, seen by the Gazette, adds …”: the paper has seen it, and adds nothing."""
    found = linked("The letter, seen by the Gazette, adds that it was “late”.")
    assert "apposition The letter | adds" in found
    assert "within the Gazette | adds" not in found


def test_the_head_of_an_apposition_speaks() -> None:
    assert "within the mayor | said" in linked("Lee, the mayor of Gorki, said that it was “late”.")


def test_a_phrase_inside_a_phrase_with_an_owner_leads_to_the_subject() -> None:
    assert "climb Lee | called" in linked("Lee in his speech called it “a gift”.")
