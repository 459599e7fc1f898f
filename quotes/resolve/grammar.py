"""A closed-class tagger: what a word can be, and what it is between its neighbours.

The tagger knows the closed classes and the verbs of the lexicon; everything else is a noun, a name or an adjective, which is
all that finding a clause's subject asks for. Its tags are single letters:

=== ============================== === ============================== === ==============================
 D  determiner                      V  finite verb                     ,  comma
 G  possessive (his, their)         b  infinitive                      ;  semicolon
 S  's                              g  -ing form                       :  colon
 N  noun                            n  past participle                 .  end of a sentence
 P  name                            X  auxiliary                       -  dash
 J  adjective                       A  adverb                          (  opening bracket
 #  number                          I  preposition                     )  closing bracket
 H  subject pronoun                 T  to                              Q  a marked span, masked
 O  object pronoun                  C  coordinator                     ?  anything else
 W  relative pronoun                B  subordinator
 M  time word
=== ============================== === ============================== === ==============================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quotes.lexicon import table
from quotes.model import PlainToken

__all__ = ["Verb", "closed_class", "reporting_nouns", "tag_tokens", "verb_forms"]


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
def reporting_nouns() -> frozenset[str]:
    """Nouns that name an act of speech, in both numbers: claim, warnings."""
    lemmas = table("nouns")["reporting"]["lemmas"].split()
    return frozenset(lemmas) | frozenset(_plural(lemma) for lemma in lemmas)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "...": ".", "—": "-", "–": "-", "--": "-", "-": "-", "―": "-",
    "(": "(", "[": "(", ")": ")", "]": ")", "'s": "S", "’s": "S", "'": "S", "’": "S", "•": "-", "*": "-", "&": "C", "、": ",", "。": ".",
}  # fmt: skip
_NOMINAL_BEFORE = frozenset("DGSJ#")
_CLAUSE_AFTER = frozenset("DGHOWBTQIJ#A:,.")
_NOUN_SUFFIXES = ("tion", "ment", "ness", "ship", "ity", "ance", "ence", "ism")
_ADJECTIVE_SUFFIXES = ("al", "ous", "ive", "ful", "less", "ic", "able", "ible", "ish", "ary")


def tag_tokens(tokens: Sequence[PlainToken], lows: Sequence[str], titled: bool = False) -> list[str]:
    """One tag a token.

    Arguments: the tokens of a paragraph, marked spans masked (kind ``"quotation"``); their lower-case texts; whether the paragraph
    is in title case, where a capital says nothing.
    """
    closed, verbs, fixed = closed_class(), verb_forms(), _FIXED
    tags: list[str] = []
    before = "."
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        _, _, text, kind = token
        tag = fixed.get(text) if kind != "quotation" else _PUNCTUATION.get(text, "Q")
        if tag is None:
            if kind == "word":
                low = lows[i]
                capital = text != low
                tag = closed.get(low)
                if tag is None or (capital and before not in ".Q" and tag in "AJNX#" and not titled and not text.isupper()):
                    verb = verbs.get(low)
                    if verb is None and tag is None and not (capital and (titled or _may_be_name(low, lows, i))):
                        verb = _unknown_verb(low)
                    if capital and not titled and (before not in ".Q:" or verb is None or verb[2] not in "gd"):
                        tag = tag if tag in ("M", "H") else "M" if low in _MONTHS and _dated(tokens, lows, i) else "P"
                    elif verb is not None:
                        after = lows[i + 1] if i < last else "."
                        tag = _verb_tag(verb, low, tags, lows, i, after, closed, tokens[i + 1] if i < last else None)
                    elif tag is None:
                        tag = "P" if capital else _fix(low, _open_class(low))
                elif capital and low in ("may", "march", "will", "us", "it"):
                    tag = {"may": "M", "march": "M", "will": "P", "us": "P", "it": tag}[low] if before != "." else tag
                elif not capital:
                    _fix(low, tag)
            else:
                tag = "#" if kind == "number" else "?"
        if tag == "S" and before in "HW":  # “it’s raining”: no possessive follows a pronoun
            tag = "X"
        tags.append(tag)
        before = tag
    return tags


_FIXED = dict(_PUNCTUATION)
"""Punctuation and words in lower case whose tag hangs on nothing but themselves, as they are met: most of a text."""
_FIXED_LIMIT = 1 << 15


def _fix(low: str, tag: str) -> str:
    if len(_FIXED) >= _FIXED_LIMIT:
        _FIXED.clear()
        _FIXED.update(_PUNCTUATION)
    _FIXED[low] = tag
    return tag


_MONTHS = frozenset(["may", "march"])
_BEFORE_MONTHS = frozenset("in since until last next this early mid late".split())


def _dated(tokens: Sequence[PlainToken], lows: Sequence[str], i: int) -> bool:
    """Whether a word that may be a month is one: in May, May 3, 3 March; not “told May”."""
    numbers = (tokens[j][3] == "number" for j in (i - 1, i + 1) if 0 <= j < len(tokens))
    return (i > 0 and lows[i - 1] in _BEFORE_MONTHS) or any(numbers)


_UNKNOWN = {form: Verb("", "", form) for form in "dg"}


def _unknown_verb(low: str) -> Verb | None:
    """A word outside the lexicon that looks like a past or an -ing form: “the mayor poked at the plan”."""
    if low.endswith("ed") and len(low) > 4:
        return _UNKNOWN["d"]
    return _UNKNOWN["g"] if low.endswith("ing") and len(low) > 5 else None


def _may_be_name(low: str, lows: Sequence[str], i: int) -> bool:
    """Whether a word in -ed with a capital may be a name: Ahmed said; not “Bused in by friends, they …”."""
    following = lows[i + 1] if i + 1 < len(lows) else ""
    return low.endswith("ed") and closed_class().get(following) not in ("I", "T")


@cache
def gerund_nouns() -> frozenset[str]:
    """Forms in -ing that name a thing after another noun: a court filing."""
    return frozenset(table("nouns")["gerund"]["lemmas"].split())


def _open_class(low: str) -> str:
    """What an unknown lower-case word is by its ending."""
    if low.endswith("ly"):
        return "A"
    return "J" if low.endswith(_ADJECTIVE_SUFFIXES) else "N"


def _verb_tag(
    verb: Verb,
    low: str,
    tags: list[str],
    lows: Sequence[str],
    i: int,
    after: str,
    closed: dict[str, str],
    following: PlainToken | None,
) -> str:
    """Whether a form that can be a verb is one here, and which."""
    before = tags[-1] if tags else "."
    form = verb[2]
    j = i - 1
    while before == "A" and j > 0:  # “has repeatedly said”
        j -= 1
        before = tags[j]
    if form == "g":
        named = before in "NP" and low in gerund_nouns() and closed.get(after) not in ("D", "G", "H", "O", "W")
        return "N" if before in _NOMINAL_BEFORE or named else "g"
    if (
        form in "dsb"
        and before in ("D" if form == "b" else "J#D")
        and verb[1]
        and _closes_subject(verb, tags, lows, j, after, closed, following)
    ):
        tags[j] = "N"
        return "V"
    if form in "dn":
        if before == "X":
            return "n"
        if before == "T":
            return "b"
        if before == "#" and not _goes_on(after, closed, following):
            return "V"  # who in 2010 said | the plan, the mother of three replied | , “…”
        if before in "DGSJ#" or (not verb[0] and not (before in "NPHMWC),;:Q" or (tags and tags[-1] == "A"))):
            return "J"
        if before in "I" and j == i - 1:
            return "J"
        if form == "n":
            return "n"
        return "n" if after == "by" and before in "NP,)" else "V"
    if form in "bs" and after in ("of", "by") and before not in "HTX" and not _predicates(verb, low, before):
        return "N"
    if form == "s":
        if before in _NOMINAL_BEFORE or before == "I":
            return "N"
        if before == "N" and verb[1] not in ("say", "tell", "think", "add", "claim") and _closes_noun(after, closed, following):
            return "V" if verb[1] and _follows_quotation(tags, j) else "N"
        return "V"
    if before == "T" or before == "X":
        return "b"
    if before in "HW":
        return "V"
    if before in "NPC)" and _has_plural_predicate(verb, tags, lows, j, after, closed, following):
        return "V"
    quoted = before == "Q" or (before == "," and len(tags) > 1 and tags[-2] == "Q")
    if quoted and verb[1] in _SAID and following is not None and following[3] in ("word", "number"):
        return "V"  # “No!” say the farmers
    if before == "." and following is not None and following[3] == "word":
        return "P" if _opens_full_name(lows, i, following) else "b"
    return "N"


def _predicates(verb: Verb, low: str, before: str) -> bool:
    """Whether a form in -s behind a comma is the main verb, though “of” follows it: The report, published today, warns of rain."""
    return verb[2] == "s" and before == "," and bool(verb[1]) and low not in reporting_nouns()


def _goes_on(after: str, closed: dict[str, str], following: PlainToken | None) -> bool:
    """Whether the noun phrase can go on behind a word: with a noun, an adjective, a number."""
    if following is None or following[3] != "word":
        return following is not None and following[3] == "number"
    return closed.get(after, "N") in "JN#A"


def _opens_full_name(lows: Sequence[str], i: int, following: PlainToken) -> bool:
    """Whether a verb's base form with a capital is a given name: “Mark Moss said”, “Rob Okello: …”."""
    after = lows[i + 2] if i + 2 < len(lows) else ""
    form = verb_forms().get(after)
    return following[2][:1].isupper() and (after in (":", ",") or (form is not None and form.form in "ds"))


def _has_plural_predicate(
    verb: Verb, tags: list[str], lows: Sequence[str], j: int, after: str, closed: dict[str, str], following: PlainToken | None
) -> bool:
    """Whether the noun at `j` can be the subject of a plural verb behind it: “the farmers hope”, “the crew say it is”."""
    if not (_is_plural(lows[j]) or verb[0] == "say"):  # a body may take a plural verb
        return False
    return not _closes_noun(after, closed, following) or (verb[1] in _SAID and _follows_quotation(tags, j))


def _closes_subject(
    verb: Verb, tags: list[str], lows: Sequence[str], j: int, after: str, closed: dict[str, str], following: PlainToken | None
) -> bool:
    """Whether the adjective, number or quantifier at `j` is the head of the verb's subject.

    “the official said”, “the clinic advised patients”, “the two agreed that”, “many believe it”; not “the official proposed dam”,
    “some reported cases”, “some hope of rain”.
    """
    k = j
    while k > 0 and tags[k] in "J#":
        k -= 1
    if verb[2] == "b" and (after == "of" or verb[1] not in ("say", "think", "claim")):
        return False
    if tags[k] not in "DGS" or (k == j and lows[k] not in _QUANTIFIERS):
        return False
    if following is None or following[3] != "word" or following[2] != after:  # the clause ends, or a name follows
        return True
    tag = closed.get(after)
    if tag is None:
        return verb[0] == "say" or "hearer" in verb[3] or after.endswith("ly")
    return tag not in "JN#"


_SAID = frozenset("say ask add manner write claim".split())


def _follows_quotation(tags: Sequence[str], j: int) -> bool:
    """Whether the noun phrase that ends at `j` stands right behind a quotation: “Why?” the mayor asks, “No,” residents say."""
    k = j
    while k > 0 and tags[k] in "NJSP#":
        k -= 1
    return tags[k] == "Q" or (tags[k] in "DG" and k > 0 and tags[k - 1] == "Q")


_QUANTIFIERS = frozenset("all another both each either few many most neither several some".split())


def _is_plural(low: str) -> bool:
    return (low.endswith("s") and not low.endswith("ss")) or low in (
        "people",
        "police",
        "men",
        "women",
        "children",
        "many",
        "others",
    )


def _closes_noun(after: str, closed: dict[str, str], following: PlainToken | None) -> bool:
    """Whether the word after says that the one before it was a noun: “the peace talks were”, “claims by”."""
    if following is None:
        return True
    if following[3] == "quotation":
        return False
    tag = closed.get(after)
    if tag is None:
        return following[3] != "word" and after not in (",", ":")
    return tag == "X" or after in ("of", "by", "and", "or")
