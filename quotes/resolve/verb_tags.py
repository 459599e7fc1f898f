"""Whether a form that can be a verb is one where it stands, and which: each form is asked of what stands beside it.

“The mayor **proposed** a dam” and “the **proposed** dam”, “officials **claim** it” and “the **claim** of officials”. The letters are
those of `quotes.resolve.tagger`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quotes.model import PlainToken
from quotes.resolve.gazetteer import adjective_place, words_of
from quotes.resolve.grammar import Verb, closed_class, control_verbs, gerund_nouns, reporting_nouns, verb_forms

__all__ = ["is_predicate", "verb_tag"]

_NOMINAL_BEFORE = frozenset("DGSJ#")
_ORDINAL = frozenset("first last next long".split())
"""Adjectives that are adverbs between a subject or an auxiliary and its verb."""


class _Form(NamedTuple):
    """A form that can be a verb, where it stands.

    `verb` is what it would be, `low` its text, `tags` are those before it and `before` is the last of them that is no adverb, at token
    `j`; `i` is its own token, `following` the one behind it and `after` that one's text, in lower case (``.`` at the end).
    """

    verb: Verb
    low: str
    tags: list[str]
    lows: Sequence[str]
    i: int
    j: int
    before: str
    following: PlainToken | None
    after: str


def verb_tag(verb: Verb, low: str, tags: list[str], lows: Sequence[str], i: int, following: PlainToken | None) -> str:
    """The tag of a form that can be a verb.

    Arguments: what it would be as a verb; its text in lower case; the tags, of which those before it are read and the last of them
    may be mended; all texts in lower case; its token; the token behind it, None at the end.
    """
    before = tags[i - 1] if i else "."
    j = i - 1
    while before == "A" and j > 0:  # “has repeatedly said”
        j -= 1
        before = tags[j]
    if before == "J" and j == i - 1 and j and lows[j] in _ORDINAL and tags[j - 1] in "HWNPX":
        tags[j] = "A"  # Lee first called it, has long called it
        return verb_tag(verb, low, tags, lows, i, following)
    place = _Form(verb, low, tags, lows, i, j, before, following, lows[i + 1] if following is not None else ".")
    kind = verb[2]
    if kind == "g":
        return _gerund(place)
    if verb[1] and before in ("D" if kind == "b" else "J#D") and kind in "dsb" and _closes_subject(place):
        tags[j] = "N"
        return "V"
    if kind in "dn":
        return _past(place)
    if place.after in ("of", "by") and before not in "HTX" and not _predicates(place):
        return "N"
    if before in "VX" and place.after == "from" and low in reporting_nouns():
        return "N"  # came cries from the benches
    return _third_person(place) if kind == "s" else _base(place)


def _gerund(form: _Form) -> str:
    named = form.before in "NP" and form.low in gerund_nouns() and closed_class().get(form.after) not in ("D", "G", "H", "O", "W")
    subject = form.before == "I" and closed_class().get(form.after) == "X"  # the delay in reporting was
    return "N" if form.before in _NOMINAL_BEFORE or named or subject else "g"


def _past(form: _Form) -> str:
    """A past form or participle: a verb, or the adjective that it looks like."""
    verb, before, tags = form.verb, form.before, form.tags
    if before == "X":
        return "n"
    if before == "T":
        return "b"
    if before == "G" and form.lows[form.j] == "her" and verb[0] in _NEVER_ADJECTIVES:
        tags[form.j] = "O"
        return "V"  # the man who hit her said
    if before == "J" and form.after in _OBJECTS and form.j == form.i - 1:
        tags[form.j] = "N"
        return "V"  # as the fire chief put | it
    if before == "#" and not _goes_on(form):
        return "V"  # who in May 1998 wrote | that, a father of four answered | , “…”
    if before in "DGSJ#" or (not verb[0] and not (before in "NPHMWC),;:Q" or (form.i and tags[form.i - 1] == "A"))):
        return "J"
    if before in "I" and form.j == form.i - 1:
        return "J"
    if verb[2] == "n":
        return "n"
    return "n" if form.after == "by" and before in "NP,)" else "V"


def _third_person(form: _Form) -> str:
    """A form in -s: a verb, or the plural that it looks like."""
    verb, before = form.verb, form.before
    if (
        before in _NOMINAL_BEFORE
        or before in "IX"
        or (before in "gV" and form.j == form.i - 1 and (form.low in reporting_nouns() or form.low in _PLANS))
    ):
        return "N"  # there were cries; answering questions; defended plans
    if before == "N" and form.after == "," and _opens_source(form):
        return "N"  # According to the release notes, it
    if before == "P" and form.low in reporting_nouns() and _names_a_side(form):
        return "N"  # denied Russian claims that it was
    if before in "WB" and closed_class().get(form.after) == "X" and form.lows[form.j] != "who":
        return "N"  # insisted that talks were
    if before == "N" and verb[1] not in ("say", "tell", "think", "add", "claim") and _closes_noun(form):
        return "V" if verb[1] and _follows_quotation(form) else "N"
    return "V"


def _names_a_side(form: _Form) -> bool:
    """Whether an adjective of a country, party or faith stands before a form: *Russian* claims; not “the Russian claims”."""
    j = form.j
    side = form.lows[j] in words_of("groups", "sides") or adjective_place(form.lows[j].capitalize()) is not None
    return side and j == form.i - 1 and (j == 0 or form.tags[j - 1] not in "DP")


def _opens_source(form: _Form) -> bool:
    """Whether the noun phrase that ends here stands behind “according to”."""
    k = form.j
    while k > 0 and form.tags[k] in "DGJNPS#":
        k -= 1
    return form.tags[k] == "T" and k > 0 and form.lows[k - 1] == "according"


def _base(form: _Form) -> str:
    """A base form: an infinitive, a plural verb, or the noun that it looks like."""
    before, tags, following = form.before, form.tags, form.following
    if before == "T" and form.j and form.lows[form.j - 1] in _GOVERN_TO:  # “According to Judge Ann Mary Cole, …”
        return "N"
    if before == "T" or before == "X":
        return "b"
    if before in "HW":
        return "V"
    if before in "NPC)" and _has_plural_predicate(form):
        return "V"
    if before in "NPO" and _is_overheard(form):
        return "b"
    quoted = before == "Q" or (before == "," and form.i > 1 and tags[form.i - 2] == "Q")
    if quoted and form.verb[1] in _SAID and following is not None and following[3] in ("word", "number"):
        return "V"  # “No!” say the farmers
    if before == "." and following is not None and following[3] == "word":
        return "P" if _opens_full_name(form, following) else "b"
    return "N"


_SPEAK_OF = frozenset("speak warn complain tell hear write think".split())
"""Verbs that tell “of” something, and whose forms are no nouns."""
_OBJECTS = frozenset("it them him us me".split())
_GOVERN_TO = frozenset(("according", "owing", "thanks"))
"""Words whose “to” is a preposition: no infinitive follows it."""


def _predicates(form: _Form) -> bool:
    """Whether a form is the main verb, though “of” follows it: The report, published today, warns of rain; insurers speak of rain."""
    verb = form.verb
    if verb[0] in _SPEAK_OF and form.before in "NP," and form.after == "of":  # The minister warns of rain
        return verb[2] == "s" or _is_plural(form.lows[form.j])
    return verb[2] == "s" and form.before == "," and bool(verb[1]) and form.low not in reporting_nouns()


def _goes_on(form: _Form) -> bool:
    """Whether the noun phrase can go on behind a word: with a noun, an adjective, a number."""
    following = form.following
    if following is None or following[3] != "word":
        return following is not None and following[3] == "number"
    return closed_class().get(form.after, "N") in "JN#A"


def _opens_full_name(form: _Form, following: PlainToken) -> bool:
    """Whether a verb's base form with a capital is a given name or a title: “Mark Moss said”, “Rob Okello: …”, “Judge Ann Okello said”."""
    rest = form.lows[form.i + 2 : form.i + 8]
    named = 0  # “Judge Mary Ann de la Okello said”: so many words can be of the name
    while named < len(rest) and rest[named].isalpha() and rest[named] not in closed_class() and not is_predicate(rest[named]):
        named += 1
    predicated = any(is_predicate(low) for low in rest[: max(2, named + 1)])
    return following[2][:1].isupper() and (rest[:1] in ([":"], [","]) or predicated)


def is_predicate(low: str) -> bool:
    """Whether a word can be the verb of a single person: *said*, *says*."""
    verb = verb_forms().get(low)
    return verb is not None and verb.form in "ds"


def _has_plural_predicate(form: _Form) -> bool:
    """Whether the noun before a base form can be its subject: “the farmers hope”, “the crew say it is”."""
    if not (_is_plural(form.lows[form.j]) or form.verb[0] == "say"):  # a body may take a plural verb
        return False
    return not _closes_noun(form) or (form.verb[1] in _SAID and _follows_quotation(form))


def _is_overheard(form: _Form) -> bool:
    """Whether a bare infinitive stands behind the object of a verb like “hear”: heard the mayor call it a gift."""
    k = form.j
    while k > 0 and form.tags[k] in "DGNPOJ#":
        k -= 1
    verb = verb_forms().get(form.lows[k]) if form.tags[k] in "Vbg" else None
    return verb is not None and verb.lemma in control_verbs("bare") and not _closes_noun(form)


def _closes_subject(form: _Form) -> bool:
    """Whether the adjective, number or quantifier before a form is the head of its subject.

    “the official said”, “the clinic advised patients”, “the two agreed that”, “many believe it”; not “the official proposed dam”,
    “some reported cases”, “some hope of rain”.
    """
    verb, tags, following = form.verb, form.tags, form.following
    k = form.j
    while k > 0 and tags[k] in "J#":
        k -= 1
    if verb[2] == "b" and (form.after == "of" or verb[1] not in ("say", "think", "claim")):
        return False
    if tags[k] in "NP":  # “the fire chief said”, “the Serbian official said”: no adjective follows a noun
        reports = verb[1] in _TOLD or "quotes" in verb[3]
        return tags[form.j] == "J" and reports and (verb[2] == "d" or verb[0] == "say") and form.after != "by"
    opener = k - (k > 0 and tags[k] == tags[k - 1] == "D")
    if verb[2] in "bs" and opener > 0 and tags[opener - 1] == "V":
        return False  # “…,” said several suspects, said a few suspects
    first = k if tags[k] in "J#" else k + 1
    one = first < form.j and form.lows[first] == "one"  # “one official said”
    if not one and (tags[k] not in "DGS" or (k == form.j and form.lows[k] not in _QUANTIFIERS)):
        return False
    if following is None or following[3] != "word" or following[2] != form.after:  # the clause ends, or a name follows
        return True
    tag = closed_class().get(form.after)
    if tag is None:
        return verb[0] == "say" or "hearer" in verb[3] or form.after.endswith("ly")
    return tag not in "JN#"


_TOLD = frozenset("label judge tell".split())
_NEVER_ADJECTIVES = frozenset("say tell ask reply".split())
_SAID = frozenset("say ask add manner write claim".split())


def _follows_quotation(form: _Form) -> bool:
    """Whether the noun phrase before a form stands right behind a quotation: “Why?” the mayor asks, “No,” residents say."""
    tags, k = form.tags, form.j
    while k > 0 and tags[k] in "NJSP#":
        k -= 1
    return tags[k] == "Q" or (tags[k] in "DG" and k > 0 and tags[k - 1] == "Q")


_PLANS = frozenset("plans hopes calls demands bids moves attempts".split())
"""Plurals behind the verb whose object they are: defended *plans*, answering *calls*."""
_QUANTIFIERS = frozenset("all another both each either few many most neither several some".split())
_PLURALS = frozenset("people police men women children many others".split())


def _is_plural(low: str) -> bool:
    return (low.endswith("s") and not low.endswith("ss") and low != "us") or low in _PLURALS  # a US judge


def _closes_noun(form: _Form) -> bool:
    """Whether the word after says that the form was a noun: “the peace talks were”, “claims by”."""
    following = form.following
    if following is None:
        return True
    if following[3] == "quotation":
        return False
    tag = closed_class().get(form.after)
    if tag is None:
        return following[3] != "word" and form.after not in (",", ":")
    return tag == "X" or form.after in ("of", "by", "and", "or")
