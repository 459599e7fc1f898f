"""The tables of names, places, roles and groups: every example is read as its entry says, every counterexample is not."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from quotes.lexicon import table
from quotes.resolve.gazetteer import adjective_place, given_gender, given_variants, place_of, short_place
from quotes.resolve.names import Names, names_of
from quotes.resolve.phrases import read_phrase
from quotes.resolve.roles import fit, honorific_gender, read_role, title_length

TRADITIONS = table("given_names")["tradition"]
ROLES = table("roles")["role"]


@pytest.mark.parametrize("tradition", TRADITIONS, ids=lambda tradition: tradition["name"])
def test_full_names_of_a_tradition_are_persons(tradition: dict[str, Any]) -> None:
    for example in tradition["examples"]:
        (name,) = names_of(0, example)
        assert name.kind == "person", example
        assert given_gender(name.words[0]) in ("f", "m"), example
    for example in tradition.get("counterexamples", ()):
        assert "person" not in [name.kind for name in names_of(0, example)], example


@pytest.mark.parametrize("tradition", TRADITIONS, ids=lambda tradition: tradition["name"])
def test_no_given_name_of_a_tradition_stands_twice(tradition: dict[str, Any]) -> None:
    words = [word for key in ("female", "male", "either") for word in tradition[key].split()]
    assert [word for word, count in Counter(words).items() if count > 1] == []


def test_a_name_of_two_genders_in_two_traditions_shows_none() -> None:
    assert given_gender("Andrea") == given_gender("Jean") == "either"


def test_short_forms_stand_for_their_names_and_for_no_others() -> None:
    assert given_variants("bill", "william")
    assert given_variants("bob", "bobby")
    assert not given_variants("bill", "robert")
    assert not given_variants("ada", "eve")


def test_no_role_stands_twice_and_every_wider_word_says_something() -> None:
    words = [role["word"] for role in ROLES]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert all(wider and wider != role["word"] for role in ROLES for wider in role.get("is", ()))


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role["word"])
def test_a_role_is_read_where_its_examples_say(role: dict[str, Any]) -> None:
    for example in role["examples"]:
        read = read_role(example)
        assert read is not None, example
        assert role["word"] in read.heads, example
    for example in role.get("counterexamples", ()):
        read = read_role(example)
        assert read is None or role["word"] not in read.heads, example


@pytest.mark.parametrize("role", [role for role in ROLES if role.get("title")], ids=lambda role: role["word"])
def test_a_title_before_a_name_is_no_part_of_it(role: dict[str, Any]) -> None:
    for form in [role["word"].title().replace(" Of ", " of ").replace(" In ", " in "), *role.get("short", ())]:
        text = f"{form} Ada Quillow"
        assert Names(text).within(0, len(text))[-1].words == ("Ada", "Quillow"), form


def test_a_wider_word_fits_and_a_narrower_office_does_not() -> None:
    president = read_role("the President of Belarus")
    assert president is not None
    for description, fits in [
        ("the Belarusian leader", True),
        ("the head of state", True),
        ("the president", True),
        ("the Kazakh president", False),
        ("the vice president", False),
        ("the Belarusian minister", False),
    ]:
        read = read_role(description)
        assert read is not None
        assert (fit(read, president) > 0) is fits, description


def test_forms_of_address_tell_the_gender() -> None:
    assert [honorific_gender(word) for word in ("Mrs.", "Mr", "Dr.", "Brown")] == ["f", "m", "either", None]
    for example in table("roles")["honorifics"]["examples"]:
        assert title_length(example.split(), 0) == 1, example


def test_places_have_one_first_name_and_people() -> None:
    assert place_of("Great Britain") == place_of("UK") == adjective_place("British") == "United Kingdom"
    assert adjective_place("Kazakh") == adjective_place("Kazakhs") == place_of("Kazakhstan") == "Kazakhstan"
    assert short_place("Calif.") == short_place("CA") == place_of("California") == "California"
    assert place_of("Minsk") == "Minsk"
    assert place_of("Brown") is adjective_place("Brown") is short_place("Brown") is None


def test_no_country_or_state_stands_twice() -> None:
    data = table("places")
    names = [entry["name"] for entry in (*data["country"], *data["state"])]
    assert [name for name, count in Counter(names).items() if count > 1] == ["Georgia"] * names.count("Georgia") or not [
        name for name, count in Counter(names).items() if count > 1
    ]


@pytest.mark.parametrize("section", ["particles", "suffixes"])
def test_what_holds_a_name_together_does(section: str) -> None:
    for example in table("names")[section]["examples"]:
        (name,) = names_of(0, example)
        assert len(name.words) == len(example.split()), example


def test_words_for_bodies_make_an_organisation() -> None:
    organizations = table("names")["organizations"]
    for example in organizations["examples"]:
        kinds = [name.kind for name in Names(example).within(0, len(example))]
        assert "organization" in kinds, example
    for example in organizations["counterexamples"]:
        assert [name.kind for name in names_of(0, example)] == ["person"], example


@pytest.mark.parametrize("section", ["bodies", "crowds", "documents"])
def test_groups_head_the_phrases_that_their_examples_show(section: str) -> None:
    entry = table("groups")[section]
    words = entry["words"].split()
    assert [word for word, count in Counter(words).items() if count > 1] == []
    for example in entry["examples"]:
        phrase = read_phrase(example, Names(example), 0, len(example))
        assert phrase.head in words or (section == "crowds" and phrase.plural), example
    for example in entry["counterexamples"]:
        phrase = read_phrase(example, Names(example), 0, len(example))
        assert phrase.head not in words, example


def kinds_of(text: str) -> list[str]:
    return [name.kind for name in Names(text).within(0, len(text))]


@pytest.mark.parametrize(("table_name", "section", "kind"), [("names", "feasts", "role"), ("places", "landforms", "place")])
def test_words_in_a_name_tell_what_it_is(table_name: str, section: str, kind: str) -> None:
    entry = table(table_name)[section]
    assert [kinds_of(example) for example in entry["examples"]] == [[kind]] * len(entry["examples"])
    assert [kind in kinds_of(example) for example in entry["counterexamples"]] == [False] * len(entry["counterexamples"])


def test_a_prefix_joined_to_a_name_makes_no_firm_of_it() -> None:
    prefixes = table("names")["joined_prefixes"]
    assert [kinds_of(example) for example in prefixes["examples"]] == [["unknown"]] * len(prefixes["examples"])
    assert [kinds_of(example) for example in prefixes["counterexamples"]] == [["organization"]] * len(prefixes["counterexamples"])


def test_letters_behind_a_name_are_no_part_of_it() -> None:
    for example in table("names")["postnominals"]["examples"]:
        (name,) = Names(example).within(0, len(example))
        assert name.words[-1] == "Brown", example


@pytest.mark.parametrize("section", ["stopless", "stopless_given", "unmistakable"])
def test_a_title_without_its_stop_stands_before_a_name_alone(section: str) -> None:
    entry = table("roles")[section]
    for example in entry["examples"]:
        assert Names(example).within(0, len(example))[-1].words == ("Ada", "Brown"), example
    for example in entry["counterexamples"]:
        assert Names(example).within(0, len(example))[-1].words == tuple(example.split()), example


def test_the_field_of_an_office_is_no_part_of_the_name_behind_it() -> None:
    for example in table("roles")["fields"]["examples"]:
        assert Names(example).within(0, len(example))[-1].words == ("Ada", "Brown"), example


def test_an_office_behind_a_form_of_address_is_nobodys_name() -> None:
    addressed = table("roles")["addressed"]
    assert [kinds_of(example) for example in addressed["examples"]] == [["role"]] * len(addressed["examples"])
    assert [kinds_of(example) for example in addressed["counterexamples"]] == [["person"]] * len(addressed["counterexamples"])
