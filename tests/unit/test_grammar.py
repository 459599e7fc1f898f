"""The tagger: what a word is between its neighbours, and which forms a verb has."""

from __future__ import annotations

import pytest
from read_passages import tagged

from quotes.lexicon import table
from quotes.resolve.grammar import closed_class, reporting_nouns, verb_forms
from quotes.resolve.tagger import tag_tokens
from quotes.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # A form that is verb and noun.
        ("The mayor claims that the dam is safe.", "claims/V"),
        ("The claims of the mayor are old.", "claims/N"),
        ("The mayor's claims are old.", "claims/N"),
        ("Claims by the mayor are old.", "Claims/P"),
        ("The peace talks were held in Gorki.", "talks/N"),
        ("He talks of peace.", "talks/V"),
        ("The farmers claim it.", "claim/V"),
        ("The farmers' claim was old.", "claim/N"),
        ("She wants to claim it.", "claim/b"),
        ("She may claim it.", "claim/b"),
        ("“Why?” the mayor asks.", "asks/V"),
        ("The mayor of the town asks.", "asks/N"),
        ("“No,” residents say.", "say/V"),
        ("“Yes,” the two brothers claim.", "claim/V"),
        ("The brothers have a claim.", "claim/N"),
        # Participles and adjectives.
        ("The plan was called “a gift”.", "called/n"),
        ("The mayor called the plan “a gift”.", "called/V"),
        ("A plan called Rain failed.", "called/V"),
        ("The alleged thief fled.", "alleged/J"),
        ("A statement released by the mayor was long.", "released/n"),
        ("He has repeatedly said so.", "said/n"),
        ("Calling it “a gift”, he left.", "Calling/g"),
        ("The meeting was long.", "meeting/N"),
        # The head of a subject that looks like an adjective, a number, an adverb.
        ("“Rain is due,” the official said.", "official/N said/V"),
        ("A prominent critic told reporters so.", "critic/N told/V"),
        ("The official proposed dam is mad.", "official/J proposed/J"),
        ("The general reported losses.", "general/J reported/J"),
        ("The two agreed that it was late.", "two/N agreed/V"),
        ("Both denied it.", "Both/N denied/V"),
        ("Many believe it is late.", "Many/N believe/V"),
        ("Some reported cases were odd.", "Some/D reported/J"),
        ("There is some talk about rain.", "some/D talk/N"),
        ("The family said so.", "family/N said/V"),
        ("The government say it is late.", "say/V"),
        ("He had the final say.", "say/N"),
        # Names and capitals.
        ("On Friday Moss spoke.", "Friday/M Moss/P spoke/V"),
        ("Banks said so.", "Banks/P said/V"),
        ("In May he left.", "May/M"),
        ("On 3 March he left.", "March/M"),
        ("He told May so.", "May/P"),
        ("He may leave.", "may/X"),
        ("The Rain and Snow Act passed.", "Rain/P and/C Snow/P Act/P"),
        # Possessives, contractions, unknown verbs.
        ("Moss’s claim is old.", "Moss/P ’s/S"),
        ("He's late.", "He/H 's/X"),
        ("He'll come.", "He'll/H"),
        ("The mayor poked at the plan.", "poked/V"),
        ("The unpoked plan failed.", "unpoked/J"),
        # Marked spans and signs.
        ("He said: “Rain.”", "said/V :/: Q/Q"),
        ("He said “rain” — twice.", "Q/Q —/-"),
    ],
)
def test_a_word_is_what_its_neighbours_make_it(text: str, words: str) -> None:
    assert f" {words} " in f" {tagged(text)} "


def test_capitals_say_nothing_in_title_case() -> None:
    """A headline: “claims” is a verb although it carries a capital."""
    assert "Claims/V" in tagged("Lund Claims That Dams Are Mad")
    assert "Xiaoling/P" in tagged("“No,” Prime Minister Qiu Xiaoling said.")
    assert "Claims/P" in tagged("Lund met Claims Moss about the dams near town")


@pytest.mark.parametrize(
    ("lemma", "past", "gerund", "third"),
    [
        ("say", "said", "saying", "says"),
        ("reply", "replied", "replying", "replies"),
        ("quip", "quipped", "quipping", "quips"),
        ("aver", "averred", "averring", "avers"),
        ("declare", "declared", "declaring", "declares"),
        ("agree", "agreed", "agreeing", "agrees"),
        ("confess", "confessed", "confessing", "confesses"),
        ("foretell", "foretold", "foretelling", "foretells"),
        ("marvel", "marvelled", "marvelling", "marvels"),
        ("marvel", "marveled", "marveling", "marvels"),
        ("read", "read", "reading", "reads"),
        ("quoth", "quoth", "quothing", "quoths"),
    ],
)
def test_a_verb_is_known_in_all_its_forms(lemma: str, past: str, gerund: str, third: str) -> None:
    forms = verb_forms()
    assert [(forms[word].lemma, forms[word].form) for word in (past, gerund, third)] == [(lemma, "d"), (lemma, "g"), (lemma, "s")]


def test_a_reporting_verb_carries_its_class_and_frames_in_every_form() -> None:
    for word in ("tell", "tells", "told", "telling"):
        assert verb_forms()[word].reporting == "tell"
        assert "hearer" in verb_forms()[word].frames
    assert (verb_forms()["walked"].reporting, verb_forms()["walked"].frames) == ("", frozenset())


def test_the_form_that_two_verbs_share_belongs_to_the_one_that_reports() -> None:
    """“found” is the past of find, which reports; the verb found does not."""
    assert verb_forms()["found"].lemma == "find"


def test_reporting_nouns_are_known_in_both_numbers() -> None:
    assert {"claim", "claims", "plea", "pleas", "story", "stories", "speech", "speeches"} - reporting_nouns() == {
        "story",
        "stories",
    }


def test_every_tag_of_a_closed_class_is_one_that_the_tagger_explains() -> None:
    assert set(closed_class().values()) <= set("DGSNPJ#HOWMVbgnXAITCB")
    assert len(closed_class()) == sum(len(entry["words"].split()) for entry in table("words").values())


def test_tags_run_parallel_to_tokens() -> None:
    assert tag_tokens([], []) == []
    tokens = tokenize("…,,''“” 12 % — ?!")
    assert len(tag_tokens(tokens, [token.text.lower() for token in tokens])) == len(tokens)


@pytest.mark.parametrize("word", ["claim", "tweet", "say", "said", "saying", "talks", "of"])
def test_a_word_may_stand_alone(word: str) -> None:
    """The first word of a text has no subject to look back to: a headline of “Claim” once failed."""
    assert len(tagged(word).split()) == 1
    assert len(tagged(f"{word} \n\n").split()) == 1


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Okello, who in 1998 wrote that the dam was old, left.", "wrote/V"),
        ("A father of four answered, “No.”", "answered/V"),
        ("Police found three abandoned cars.", "abandoned/J"),
        ("“No,” Ahmed said.", "Ahmed/P"),
        ("“No!” say the farmers.", "say/V"),
        ("“No”, say two farmers.", "say/V"),
        ("The report, out on Thursday, warns of rain.", "warns/V"),
        ("Another called the view “wishful”.", "called/V"),
        ("Mark Okello said so.", "Mark/P"),
        ("According to Judge Mary Okello, “No.”", "Judge/N"),
        ("Judge Mary Okello said in Gorki: “No.”", "Judge/P"),
        ("Judge Mary Ann Okello said in Gorki: “No.”", "Judge/P"),
        ("Judge Mary de la Cruz said in Gorki: “No.”", "Judge/P"),
        ("“No,” the fire chief said.", "said/V"),
        ("the fire official proposed dam", "proposed/J"),
        ("She wants to judge Mary Okello.", "judge/b"),
        ("Moss on Friday jazzed up the plan.", "jazzed/V"),
    ],
)
def test_a_verb_is_told_from_a_name_and_an_adjective(text: str, tag: str) -> None:
    assert tag in tagged(text).split()


def test_a_number_is_one_whatever_was_read_before() -> None:
    assert "8/N" in tagged("It was 8:58PM when they left.")
    assert "8/#" in tagged("On Monday 8 boats sank.")


def test_what_a_side_says_is_a_noun_and_what_one_of_it_says_a_verb() -> None:
    sides = table("groups")["sides"]
    for kind, tag in (("examples", "N"), ("counterexamples", "V")):
        for example in sides[kind]:
            assert [word[-1] for word in tagged(example).split() if word[:-2] in reporting_nouns()] == [tag], example


@pytest.mark.parametrize("text", ["Fleming,", "Fleming, the", "Fleming, a baker,"])
def test_a_name_in_ing_at_the_end_of_a_paragraph_is_read(text: str) -> None:
    """Found by fuzzing: nothing stands where the apposition would."""
    assert tagged(text).startswith("Fleming/")
