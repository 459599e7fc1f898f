"""A sentence says what was done when: each time goes with the verb of its own clause, and the lexicon's acts are known."""

from collections.abc import Callable

import pytest

from quotes import Document, attribute
from quotes.lexicon import table
from quotes.model import Attribution, Block, Speaker
from quotes.resolve.act_words import retold
from quotes.resolve.acts import Act, deed_of, files, read_acts
from quotes.resolve.cast import Cast
from quotes.resolve.gazetteer import words_of
from quotes.resolve.passages import Passage
from quotes.resolve.surroundings import Surroundings
from quotes.resolve.time_bonds import Home, answers, out_of_time, to_listeners
from quotes.resolve.time_floors import is_gathering, is_voiced
from quotes.span import Span

ROLES = {"presence": "presence", "occasion": "presence", "release": "release"}


def passage_of(text: str) -> Passage:
    return Passage(text, 0, Block(0, len(text), "paragraph", 0), [])


def cast_of(*names: str) -> Cast:
    speakers = [Speaker(name, "person") for name in names]
    return Cast("", [Attribution((Span(0, 0),), "direct", None, None, speaker) for speaker in speakers])


def home_of(verb: int) -> Home:
    return Home(0, 0, 0, frozenset({verb}), -1)


def acts_of(text: str, *names: str) -> list[Act]:
    return read_acts(passage_of(text), cast_of(*names))


@pytest.mark.parametrize("name", ROLES)
def test_the_lists_of_acts_hold_for_their_examples_and_not_for_their_counterexamples(name: str) -> None:
    for example in table("acts")[name]["examples"]:
        assert [act.role for act in acts_of(example)] == [ROLES[name]], example
    for counterexample in table("acts")[name]["counterexamples"]:
        assert all(act.role != ROLES[name] for act in acts_of(counterexample)), counterexample


def test_filings_are_known() -> None:
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in table("acts")["filing"][kind]:
            passage = passage_of(example)
            assert [files(passage, act) for act in read_acts(passage, cast_of())] == [expected], example


def test_a_document_is_of_the_body_that_it_names() -> None:
    cast = cast_of("National River Council", "the NRC report", "the ministry", "the ministry’s letter", "the letter")
    assert cast.issuer("the nrc report") == "national river council"
    assert cast.issuer("the ministry’s letter") == "the ministry"
    assert cast.issuer("the letter") == ""
    assert cast.head("the nrc report") == "report"


def test_an_agency_relays_and_a_mayor_does_not() -> None:
    relay = table("acts")["relay"]
    assert all(act.relayed for example in relay["examples"] for act in acts_of(example))
    assert not any(act.relayed for example in relay["counterexamples"] for act in acts_of(example))


@pytest.mark.parametrize("name", ["retelling", "retold"])
def test_what_the_lead_tells_is_told_again_with_its_noun(name: str) -> None:
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in table("acts")[name][kind]:
            assert (retold().search(example) is not None) is expected, example


def test_a_court_is_known_by_its_word() -> None:
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in table("acts")["courts"][kind]:
            assert (not words_of("acts", "courts").isdisjoint(passage_of(example).lows)) is expected, example


def test_who_answers_goes_by_the_list() -> None:
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in table("acts")["answering"][kind]:
            passage = passage_of(example)
            assert answers(home_of(1), passage) is expected, example


def test_adverbs_that_are_spent_take_the_report_out_of_time() -> None:
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in table("acts")["spent"][kind]:
            passage = passage_of(example)
            assert out_of_time(home_of(passage.lows.index("said")), passage) is expected, example


def cued(passage: Passage) -> Home:
    """The home of a quotation whose cue is the first verb of a sentence."""
    return home_of(passage.tags.index("V"))


@pytest.mark.parametrize("name", ["voices", "offices", "office-words"])
def test_who_speaks_for_a_body_is_of_the_day_on_which_it_was_heard(name: str) -> None:
    for kind, told in (("examples", True), ("counterexamples", False)):
        for example in table("acts")[name][kind]:
            *_, last = attribute(Document(example, published="2022-01-20"))
            assert last.date is not None, example
            assert (last.date.edtf == "2022-01-18") is told, example


WORD_TESTS: dict[str, Callable[[Passage], bool]] = {
    "voiced": lambda passage: is_voiced(cued(passage), passage),
    "airing": lambda passage: read_acts(passage, cast_of())[0].role == "report",
    "met": lambda passage: read_acts(passage, cast_of())[0].role == "presence",
    "chambers": lambda passage: is_gathering(passage, read_acts(passage, cast_of())[0]),
    "opening": lambda passage: deed_of(passage, read_acts(passage, cast_of())[0]) == "ceremony",
    "hearers": lambda passage: Surroundings(passage, 0).abroad,
    "outcomes": lambda passage: Surroundings(passage, 0).outcome != "",
    "listeners": lambda passage: to_listeners(cued(passage), passage),
    "elsewhere": lambda passage: Surroundings(passage, 0).elsewhere,
}
"""For each list of words, what a sentence with one of them is read to be."""


@pytest.mark.parametrize("name", WORD_TESTS)
def test_a_list_of_words_holds_for_its_examples_and_not_for_its_counterexamples(name: str) -> None:
    for kind, expected in (("examples", True), ("counterexamples", False)):
        for example in table("acts")[name][kind]:
            assert WORD_TESTS[name](passage_of(example)) is expected, example


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("Moss, who was freed on Sunday, told reporters on Tuesday that he would leave on Friday.", ["freed", "told", "leave"]),
        ("On Monday, Moss said so.", ["said"]),
        ("Moss on Monday called for calm.", ["called"]),
        ("Officials Monday said that it was over.", ["said"]),
        ("Moss rose on Sunday; on Monday he fell.", ["rose", "fell"]),
        ("Asked on Monday about it, Moss laughed.", ["asked"]),
        ("They held talks on Monday.", ["held"]),
        ("Okello poked at Moss's persistent sniffing on Monday.", ["poked"]),
    ],
)
def test_a_time_goes_with_the_verb_of_its_clause(sentence: str, verbs: list[str]) -> None:
    passage = passage_of(sentence)
    assert [passage.lows[act.verb] for act in read_acts(passage, cast_of())] == verbs


@pytest.mark.parametrize(
    ("sentence", "void"),
    [
        ("Moss resigned on Monday.", False),
        ("Moss will resign on Monday.", True),
        ("Moss ruled until Monday.", True),
        ("Moss has ruled since Monday.", True),
        ("Moss spoke ahead of Monday's debate.", True),
        ("Moss spoke at Monday's debate.", False),
        ("Moss praised Monday's debate.", True),
        ("Moss turns 70 on Monday.", True),
        ("Moss spoke on the morning of January 5.", False),
        ("“Yes,” said Moss, a minister in 2012.", True),
        ("“Yes,” said Moss, the minister, on Monday.", False),
    ],
)
def test_a_time_that_gives_its_clause_no_day_is_void(sentence: str, void: bool) -> None:
    assert [act.void for act in acts_of(sentence, "Hugh Moss")] == [void]


@pytest.mark.parametrize(
    ("sentence", "doers", "doer"),
    [
        ("Moss left on Monday.", {"hugh moss"}, "name"),
        ("Mr. Moss and Ms. Okello met on Monday.", {"hugh moss", "ama okello"}, "name"),
        ("He left on Monday.", set(), "pronoun"),
        ("The mayor left on Monday.", set(), "definite"),
        ("Villagers left on Monday.", set(), "crowd"),
        ("Weir left on Monday.", set(), "stranger"),
        ("Moss's aides left on Monday.", set(), "crowd"),
    ],
)
def test_the_doer_is_the_subject_of_the_verb(sentence: str, doers: set[str], doer: str) -> None:
    (act,) = acts_of(sentence, "Hugh Moss", "Ama Okello")
    assert (act.doers, act.doer) == (frozenset(doers), doer)


def test_names_of_one_family_are_told_apart_by_given_names() -> None:
    cast = cast_of("Hugh Moss", "Ann Moss")
    passage = passage_of("Then Hugh Moss rose, and Ann Moss sat, and Robert Moss left, and the Moss plan failed.")
    assert [key for _, key in cast.named(passage, 0, len(passage.tokens))] == ["hugh moss", "ann moss"]
