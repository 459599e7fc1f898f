"""People: mentions lead to the fullest name, and nowhere where nothing supports it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from quotes import attribute
from quotes.errors import PeopleFileError
from quotes.model import Attribution, Block, Speaker
from quotes.resolve.known import KnownPeople, KnownPerson, KnownRole, load_people
from quotes.resolve.passages import Passages
from quotes.resolve.people import People
from quotes.span import Span
from quotes.text.blocks import split_blocks

KARPOVICH = KnownPerson(
    "Alexander Karpovich",
    aliases=("Aliaksandr Karpavich",),
    roles=(KnownRole("President", "Belarus", 1994, 2020),),
    id="Q1",
    gender="m",
)
MELNIK = KnownPerson("Eva Melnik", roles=(KnownRole("President", "Belarus", 2021),), id="Q2", gender="f")
KNOWN = KnownPeople([KARPOVICH, MELNIK])


def speaker(text: str, mention: str, known: KnownPeople | None = None, year: int | None = None) -> Speaker:
    """Whom the last occurrence of `mention` stands for."""
    start = text.rindex(mention)
    people = People.read(text, split_blocks(text), known, year=year)
    return people.speaker(Span(start, start + len(mention)))[0]


# -- what a speaker says of itself ----------------------------------------------------------------------------------------


def test_a_speaker_keeps_its_mention_and_the_best_role_of_the_person() -> None:
    text = "President of Belarus Ivan Karpovich met Gov. Ada Moss. “We wait,” Karpovich said."
    found = speaker(text, "Karpovich")
    assert (found.name, found.type, found.role) == ("Ivan Karpovich", "person", "President of Belarus")
    assert text[found.start : found.end] == found.text == "Karpovich"


def test_a_role_is_spelled_out() -> None:
    assert speaker("Sen. Ada Moss left. “We wait,” Moss said.", "Moss").role == "Senator"


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("“We wait,” said protesters.", "protesters", "group"),
        ("“We wait,” said the Ministry of Ports.", "the Ministry of Ports", "organization"),
        ("“We wait,” said NATO.", "NATO", "organization"),
        ("The report said “wait”.", "The report", "document"),
        ("“We wait,” said Ada Moss.", "Ada Moss", "person"),
        ("“We wait,” it said.", "it", "unknown"),
        ("“We wait,” said the Moss family.", "the Moss family", "group"),
        ("“We wait,” said Russia.", "Russia", "organization"),
    ],
)
def test_a_speaker_has_a_type(text: str, mention: str, kind: str) -> None:
    assert speaker(text, mention).type == kind


@pytest.mark.parametrize(
    "time",
    [
        "on Facebook",
        "in the Guardian",
        "on March 1, 2000",
        "on May 3",
        "in March",
        "on Sunday",
        "on Jan. 3",
        "in June",
        "on 1 March",
    ],
)
def test_the_time_behind_a_body_is_no_part_of_its_name(time: str) -> None:
    assert speaker(f"“We wait,” said the Ministry of Ports {time}.", "the Ministry of Ports").name == "Ministry of Ports"


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "»«", "„“", "„”", "””", "‹›"])
def test_the_words_quoted_before_a_title_are_no_part_of_the_role(marks: str) -> None:
    assert speaker(f"{marks[0]}We wait,{marks[1]} Mayor Ada Moss said.", "Mayor Ada Moss").role == "Mayor"


def test_a_body_may_be_named_after_a_month() -> None:
    assert speaker("“We wait,” said the Committee for March.", "the Committee").name == "Committee for March"


def test_every_answer_names_its_rule_and_its_words() -> None:
    text = "Ada Moss left. “We wait,” she said."
    start = text.index("she")
    _, evidence = People.read(text, split_blocks(text)).speaker(Span(start, start + 3))
    assert [(e.field, e.rule, [span.of(text) for span in e.spans]) for e in evidence] == [("name", "pronoun", ["Ada Moss"])]


def test_rivals_of_a_pronoun_are_kept_with_how_far_behind_they_are() -> None:
    text = "Hugh Oakes wrote to Carl Brown. “We wait,” he said."
    start = text.index(" he ") + 1
    _, (evidence,) = People.read(text, split_blocks(text)).speaker(Span(start, start + 2))
    assert [rival.text for rival in evidence.rivals] == ["Carl Brown"]
    assert evidence.rivals[0].score < 0


# -- persons ----------------------------------------------------------------------------------------------------------------


def test_persons_gather_mentions_roles_and_gender() -> None:
    text = "Mayor Ada Moss met Hugh Oakes. “We wait,” Moss said. “It rains,” she added."
    people = People.read(text, split_blocks(text))
    for mention in ("Moss said", "she"):
        start = text.index(mention)
        people.speaker(Span(start, start + len(mention.split()[0])))
    moss, oakes = people.persons
    assert (moss.name, moss.roles, moss.gender, [m.text for m in moss.mentions]) == (
        "Ada Moss",
        ("Mayor",),
        "f",
        ["Ada Moss", "Moss", "she"],
    )
    assert [m.kind for m in moss.mentions] == ["name", "name", "pronoun"]
    assert (oakes.name, oakes.gender) == ("Hugh Oakes", "m")


def test_a_text_without_names_has_no_persons() -> None:
    assert People.read("it rains.", split_blocks("it rains.")).persons == ()
    assert People.read("", ()).persons == ()


# -- first person -----------------------------------------------------------------------------------------------------------


def test_the_first_person_of_a_turn_is_its_speaker() -> None:
    text = "An interview with Ada Moss.\n\nHUGH OAKES: You wrote it?\n\nMOSS: I said “no” at once.\n\nHUGH OAKES: And then?\n"
    assert speaker(text, "I").name == "Ada Moss"


def test_who_answers_is_the_one_person_whom_the_introduction_names() -> None:
    text = (
        "The poet Ada Moss spoke to us in Hale.\n\nQ: You wrote it?\n\nA: I said “no” at once.\n\nQ: And then?\n\nA: It rained.\n"
    )
    assert speaker(text, "I").name == "Ada Moss"
    assert speaker(text.replace("to us", "to Hugh Oakes"), "I").name is None


def test_labels_in_capitals_are_read_as_names_with_titles() -> None:
    text = "Senator Hugh Oakes and Ada Moss met.\n\nSEN. OAKES: We met.\n\nMS. MOSS: We did.\n\nTHE PRESIDENT: Good.\n"
    assert speaker(text, "SEN. OAKES").name == "Hugh Oakes"
    assert speaker(text, "MS. MOSS").name == "Ada Moss"


def test_the_first_person_of_an_article_is_its_author() -> None:
    text = "A Year of Rain\n\nBy Ada Moss\n\nMy roof leaked. “Stop,” I said.\n"
    assert speaker(text, "I").name == "Ada Moss"


def test_the_first_person_without_turn_or_byline_is_nobody() -> None:
    assert speaker("My roof leaked. “Stop,” I said.", "I").name is None


# -- quotations -------------------------------------------------------------------------------------------------------------


def test_a_pronoun_looks_past_what_is_quoted() -> None:
    text = "Hugh Oakes spoke. “Yesterday Carl Brown came to the mill. Brown sang,” he said."
    quoted = Span(text.index("“"), text.index("”") + 1)
    blocks = (Block(0, len(text), "paragraph", 0),)
    start = text.index(" he ") + 1
    people = People.read(text, blocks, passages=Passages(text, blocks, (quoted,)))
    assert people.speaker(Span(start, start + 2))[0].name == "Hugh Oakes"


def test_the_last_speaker_is_likelier_than_whom_they_speak_of() -> None:
    text = "Hugh Oakes and Carl Brown met. “No,” Brown told Oakes. “Never,” he said."
    blocks = split_blocks(text)
    people = People.read(text, blocks)
    start = text.index("Brown told")
    first = Span(start, start + 5)
    said = Attribution((Span(text.index("“No"), text.index("”") + 1),), "direct", first, None, people.speaker(first)[0])
    start = text.index(" he ") + 1
    assert people.speaker(Span(start, start + 2), before=[said])[0].name == "Carl Brown"


# -- known people -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["Aliaksandr Karpavich", "Alexander Karpovich", "A. Karpovich"])
def test_a_known_name_or_alias_gives_the_canonical_name_and_the_id(form: str) -> None:
    found = speaker(f"{form} spoke. “We wait,” {form.split()[-1]} said.", form.split()[-1], KNOWN)
    assert (found.name, found.id) == ("Alexander Karpovich", "Q1")


def test_a_bare_family_name_is_the_only_known_bearer() -> None:
    assert speaker("“We wait,” Karpavich said.", "Karpavich", KNOWN).id == "Q1"
    assert speaker("“We wait,” Mr. Karpovich said.", "Mr. Karpovich", KNOWN).id == "Q1"


@pytest.mark.parametrize(
    "text",
    [
        "Igor Karpovich farms in Hale. “We wait,” Karpovich said.",  # another full name
        "“We wait,” Mrs. Karpovich said.",  # another gender
        "“We wait,” Judge Karpovich said.",  # an office that the known one never held
    ],
)
def test_what_the_text_says_of_another_bearer_is_never_overridden(text: str) -> None:
    start = text.rindex("Karpovich said")
    left = text[:start].split()[-1]
    mention = f"{left} Karpovich" if left in ("Mrs.", "Judge") else "Karpovich"
    found = speaker(text, mention, KNOWN)
    assert (found.id, found.name) != ("Q1", "Alexander Karpovich")
    assert found.id is None


def test_a_dated_role_counts_in_its_years() -> None:
    text = "“We wait,” the Belarusian president said."
    assert speaker(text, "the Belarusian president", KNOWN, 2019).id == "Q1"
    assert speaker(text, "the Belarusian president", KNOWN, 2023).id == "Q2"
    assert speaker(text, "the Belarusian president", KNOWN).id is None


def test_nobody_is_the_president_everywhere() -> None:
    assert speaker("“We wait,” the president said.", "the president", KNOWN, 2019).id is None


def test_the_role_that_the_text_gives_somebody_else_comes_first() -> None:
    text = "Belarusian President Ada Moss spoke. “We wait,” the Belarusian president said."
    assert speaker(text, "the Belarusian president", KNOWN, 2019).name == "Ada Moss"


def test_a_known_person_lends_gender_and_role() -> None:
    text = "Karpavich arrived. “We wait,” he said."
    found = speaker(text, "he", KNOWN, 2019)
    assert (found.name, found.role) == ("Alexander Karpovich", "President of Belarus")
    assert speaker(text.replace(" he ", " she "), "she", KNOWN, 2019).id is None


def test_people_without_a_file_are_the_same_where_it_knows_nobody() -> None:
    text = "Mayor Ada Moss met Hugh Oakes. “We wait,” she said."
    assert speaker(text, "she", KNOWN, 2019) == speaker(text, "she")


# -- the file ---------------------------------------------------------------------------------------------------------------


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "people.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_seeds_people_load() -> None:
    path = Path(__file__).parents[2] / "seeds" / "people.toml"
    people = load_people(path)
    lukashenko = people.named(("Aliaksandr", "Lukashenka"))
    assert lukashenko is not None
    assert (lukashenko.name, lukashenko.id, lukashenko.role_in(2022)) == ("Alexander Lukashenko", "Q2866", "President of Belarus")
    putin = people.named(("Vladimir", "Putin"))
    assert putin is not None
    held = [putin.role_in(year) for year in (2003, 2010, 2022)]
    assert held == ["President of Russia", "Prime Minister of Russia", "President of Russia"]


def test_years_may_be_dates(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[[person]]\nname = "Ada Moss"\nroles = [{ title = "Mayor", of = "Hale", from = 1994-07-20, until = "2001-03" }]\n',
    )
    assert load_people(path).people[0].roles == (KnownRole("Mayor", "Hale", 1994, 2001),)


def test_an_empty_file_knows_nobody(tmp_path: Path) -> None:
    assert len(load_people(write(tmp_path, ""))) == 0


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[person]\n", 1, "is no TOML"),
        ('[[person]]\nname = "Ada Moss"\n\n[[person]]\nid = "Q1"\n', 4, "person 2: has no name"),
        ('[[person]]\nname = "Ada Moss"\nalias = ["A"]\n', 1, "unknown key 'alias'; did you mean 'aliases'?"),
        ('[[person]]\nname = "Ada Moss"\naliases = "A"\n', 1, "person 1 (Ada Moss): aliases is no list of names"),
        ('[[person]]\nname = "Ada Moss"\ngender = "woman"\n', 1, 'neither "f" nor "m"'),
        ('[[person]]\nname = "Ada Moss"\ntype = "ship"\n', 1, "none of person, group"),
        ('[[person]]\nname = "Ada Moss"\nid = 1\n', 1, "id is no string"),
        ('[[person]]\nname = "Ada Moss"\nroles = "Mayor"\n', 1, "roles is no list"),
        ('[[person]]\nname = "Ada Moss"\nroles = ["Mayor"]\n', 1, "a role is no table"),
        ('[[person]]\nname = "Ada Moss"\nroles = [{ of = "Hale" }]\n', 1, "a role needs title"),
        ('[[person]]\nname = "Ada Moss"\nroles = [{ title = "Mayor", since = 1 }]\n', 1, "unknown key 'since'"),
        ('[[person]]\nname = "Ada Moss"\nroles = [{ title = "Mayor", from = "soon" }]\n', 1, "from = 'soon' is no year"),
        (
            '[[person]]\nname = "Ada Moss"\nroles = [{ title = "Mayor", from = 2001, until = 1999 }]\n',
            1,
            "ends (1999) before it begins",
        ),
        ('[person]\nname = "Ada Moss"\n', None, "write [[person]] with two brackets"),
        ('[[people]]\nname = "Ada Moss"\n', None, "unknown table 'people'"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line_and_how_to_mend_it(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(PeopleFileError) as caught:
        load_people(path)
    assert caught.value.line == line
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PeopleFileError, match="cannot be read"):
        load_people(tmp_path / "none.toml")
    path = tmp_path / "people.toml"
    path.write_bytes(b'[[person]]\nname = "\xff"\n')
    with pytest.raises(PeopleFileError, match="no UTF-8") as caught:
        load_people(path)
    assert caught.value.byte == 19


def test_known_people_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(KNOWN)) == KNOWN
    assert hash(pickle.loads(pickle.dumps(KNOWN))) == hash(KNOWN)


def test_a_family_name_behind_the_space_that_opens_a_text_is_read() -> None:
    """Found by fuzzing: what stands before the name is nothing but the space."""
    text = " Finch: jailed. Ann Lee met Carl Finch. In a joint note, Lee and Finch said the dam was “safe”."
    assert [str(quotation.speaker) for quotation in attribute(text)] == ["Ann Lee and Carl Finch"]
