"""Words by what they can be: the closed classes, verbs in all their forms, nouns that report. `quotes.resolve.tagger` reads them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quotes.lexicon import table

__all__ = [
    "Verb",
    "asserted_nouns",
    "closed_class",
    "control_verbs",
    "gerund_nouns",
    "occasion_nouns",
    "portfolios",
    "reporting_nouns",
    "verb_forms",
    "work_nouns",
]


class Verb(NamedTuple):
    """What a word form is as a verb: its lemma, its reporting class (``""`` for none), its form, and the frames of a reporting verb.

    `form` is one of ``b`` (base), ``s`` (third person), ``d`` (past, or past and participle), ``n`` (participle only), ``g`` (-ing);
    `frames` are those that the head of ``verbs.toml`` lists.
    """

    lemma: str
    reporting: str
    form: str
    frames: frozenset[str] = frozenset()


@cache
def closed_class() -> dict[str, str]:
    """Each word of a closed class with its tag."""
    return {word: entry["tag"] for entry in table("words").values() for word in entry["words"].split()}


@cache
def verb_forms() -> dict[str, Verb]:
    """Every form of every verb of the lexicon; where two lemmas share a form the first one listed keeps it."""
    data = table("verbs")
    irregular = {lemma: (past, participle) for lemma, past, participle in _irregular(data["irregular"]["forms"])}
    forms: dict[str, Verb] = {}
    reporting = [
        (lemma, kind, frozenset(frames.split())) for kind, lemmas in data["reporting"].items() for lemma, frames in lemmas.items()
    ]
    other = [(lemma, "", frozenset[str]()) for lemma in data["other"]["lemmas"].split()]
    for lemma, kind, frames in (*reporting, *other):
        for form, word in _inflect(lemma, irregular.get(lemma)):
            if form == "d" and word == lemma:
                forms[word] = Verb(lemma, kind, "d", frames)  # read, put, hit: the past has no ending
            forms.setdefault(word, Verb(lemma, kind, form, frames))
    return forms


def _irregular(lines: str) -> Iterator[tuple[str, str, str]]:
    for entry in lines.replace("\n", " ").split(","):
        lemma, past, participle = entry.split()
        yield lemma, past, participle


def _inflect(lemma: str, irregular: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    """The forms of a verb: regular spelling rules, and the irregular past where there is one."""
    yield "b", lemma
    soft_y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    hiss = lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    yield "s", lemma[:-1] + "ies" if soft_y else lemma + ("es" if hiss else "s")
    silent_e = lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe"))
    # A doubled past shows the doubling of the -ing form too: *quipped*, *quipping*.
    doubled = bool(irregular) and irregular is not None and irregular[0] == lemma + lemma[-1] + "ed"
    short = lemma in {
        "win",
        "run",
        "sit",
        "get",
        "put",
        "cut",
        "hit",
        "let",
        "set",
        "shut",
        "begin",
        "swim",
        "dig",
        "bet",
        "quit",
        "split",
        "rid",
    }
    stem = (
        lemma[:-2] + "y" if lemma.endswith("ie") else lemma[:-1] if silent_e else lemma + lemma[-1] if doubled or short else lemma
    )
    yield "g", stem + "ing"
    if irregular:
        past, participle = irregular
        yield "d", past
        if participle != past:
            yield "n", participle
        if lemma.endswith("l") and past.endswith("led"):
            yield "d", lemma + "led"
            yield "g", lemma + "ling"
    else:
        yield "d", lemma[:-1] + "ied" if soft_y else lemma + ("d" if lemma.endswith("e") else "ed")


@cache
def own_participles() -> frozenset[str]:
    """Lemmas whose past is no participle: wrote, written; not arrested."""
    return frozenset(verb.lemma for verb in verb_forms().values() if verb.form == "n")


@cache
def reporting_nouns() -> frozenset[str]:
    """Nouns that name an act of speech, in both numbers: claim, warnings."""
    return _both_numbers("reporting")


@cache
def asserted_nouns() -> frozenset[str]:
    """Nouns that name their owner's words, in both numbers: statement, claims; not call."""
    return _both_numbers("asserted")


def _both_numbers(section: str) -> frozenset[str]:
    lemmas = table("nouns")[section]["lemmas"].split()
    return frozenset(lemmas) | frozenset(_plural(lemma) for lemma in lemmas)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def occasion_nouns() -> frozenset[str]:
    """Nouns that no name stands in apposition to, since they are no person's: in an *interview* | Lee said, in a *letter* | Lee said."""
    return frozenset(table("nouns")["occasion"]["lemmas"].split())


@cache
def work_nouns() -> frozenset[str]:
    """Nouns for works that bear a title: a *novel*, a *show*."""
    return frozenset(table("nouns")["work"]["lemmas"].split())


@cache
def portfolios() -> frozenset[str]:
    """What offices and bodies are over, in lower case: *trade*, *fisheries*."""
    return frozenset(table("roles")["fields"]["words"].lower().split())


@cache
def gerund_nouns() -> frozenset[str]:
    """Forms in -ing that name a thing after another noun: a court filing."""
    return frozenset(table("nouns")["gerund"]["lemmas"].split())


@cache
def control_verbs(complement: str) -> frozenset[str]:
    """Lemmas whose object is the subject of what follows: of ``to`` and its verb (prompted **Lee** to say), of a ``bare`` one (heard
    **Lee** say), of ``as`` and a participle (quoted **Lee** as saying)."""
    return frozenset(table("verbs")["control"][complement].split())
