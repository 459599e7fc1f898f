"""A closed-class tagger: what a word is between its neighbours.

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

from collections.abc import Sequence

from quotes.detect.marks import EDGES
from quotes.model import PlainToken
from quotes.resolve.gazetteer import given_gender, place_of, words_of
from quotes.resolve.grammar import Verb, closed_class, verb_forms
from quotes.resolve.timewords import forms_of
from quotes.resolve.verb_tags import is_predicate, verb_tag

__all__ = ["tag_tokens"]

_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "...": ".", "—": "-", "–": "-", "--": "-", "-": "-", "―": "-",
    "(": "(", "[": "(", ")": ")", "]": ")", "'s": "S", "’s": "S", "'": "S", "’": "S", "•": "-", "*": "-", "&": "C", "、": ",", "。": ".",
}  # fmt: skip
_ADJECTIVE_SUFFIXES = ("al", "ous", "ive", "ful", "less", "ic", "able", "ible", "ish", "ary")


def tag_tokens(tokens: Sequence[PlainToken], lows: Sequence[str], titled: bool = False) -> list[str]:
    """One tag a token.

    Arguments: the tokens of a paragraph, marked spans masked (kind ``"quotation"``); their lower-case texts; whether the paragraph
    is in title case, where a capital says nothing.
    """
    closed, verbs, fixed = closed_class(), verb_forms(), _FIXED
    tags = [fixed.get(text, "") for _, _, text, _ in tokens]
    if "" in lows:
        _mask(tags, tokens, lows)
    last = len(tokens) - 1
    # Two of three tokens have their tag from the table; the others are gone through from left to right.
    for i in [i for i, tag in enumerate(tags) if not tag or tag in "SO"]:
        before = tags[i - 1] if i else "."
        tag: str | None = tags[i]
        if not tag:
            _, _, text, kind = tokens[i]
            if kind == "word":
                low = lows[i]
                capital = text != low
                tag = closed.get(low) if text != "PM" or before == "#" else "P"  # the prime minister, in headlines
                inside = capital and before != "." and (before != "Q" or _is_continued(tokens[i - 1]))
                if tag is None or (inside and tag in "AJNX#" and not titled and not text.isupper()):
                    verb = verbs.get(low)
                    if verb is None and tag is None and not (capital and (titled or _may_be_name(low, lows, i))):
                        verb = _unknown_verb(low)
                    opening = not inside or before == ":"
                    if capital and not titled and not (opening and verb and verb[2] in "gd" and not _opens_name(tokens, lows, i)):
                        tag = tag if tag in ("M", "H") else "M" if low in _MONTHS and _dated(tokens, lows, i) else "P"
                    elif verb is not None:
                        tag = verb_tag(verb, low, tags, lows, i, tokens[i + 1] if i < last else None)
                    elif tag is None:
                        tag = "P" if capital else _fix(low, _open_class(low))
                elif capital:
                    tag = _of_capital(tokens, lows, tags, i, tag, inside, titled)
                else:
                    _fix(low, tag)
                if i and text in _NOUNS_BEHIND and lows[i - 1] in _NOUNS_BEHIND[text][1]:
                    tag = _NOUNS_BEHIND[text][0]
            else:
                tag = "#" if kind == "number" else "?"
        if tag == "S" and before in "HW":  # “it’s raining”: no possessive follows a pronoun
            tag = "X"
        elif tag == "O" and before in "HXNP" and _is_emphatic(lows, i):
            tag = "A"
        tags[i] = tag
    return tags


def _mask(tags: list[str], tokens: Sequence[PlainToken], lows: Sequence[str]) -> None:
    """Sets the tags of marked spans: they alone have no text in lower case."""
    for i in [i for i, low in enumerate(lows) if not low]:
        tags[i] = _PUNCTUATION.get(tokens[i][2], "Q")


_CAPITALS = {"may": "M", "march": "M", "will": "P", "us": "P"}
"""What some words are inside a sentence, where they have a capital: *May*, *Will*."""


def _of_capital(
    tokens: Sequence[PlainToken], lows: Sequence[str], tags: Sequence[str], i: int, tag: str, inside: bool, titled: bool
) -> str:
    """The tag of a word of a closed class (`tag`) that has a capital: the *WHO* said; Frank *Weeks*; Doctors *Without* Borders."""
    text, low = tokens[i][2], lows[i]
    if text in words_of("names", "no-pronouns") and not titled:
        return "P"
    if low in _CAPITALS and i and tags[i - 1] != ".":
        return _CAPITALS[low]
    if titled:
        return tag
    if tag == "I" and text.isupper() and lows[i + 1 : i + 2] == ["&"]:
        return "P"  # AT&T
    if not inside or i + 1 >= len(lows):
        return tag
    joins = tag == "I" and tags[i - 1] in "NP" and tokens[i - 1][2][:1].isupper() and tokens[i + 1][2][:1].isupper()
    return "P" if joins or (tag == "M" and _is_surname(tokens, lows, tags, i)) else tag


def _opens_name(tokens: Sequence[PlainToken], lows: Sequence[str], i: int) -> bool:
    """Whether a participle with a capital opens the name of a subject: *Planned* Parenthood said; *Downing* Street has."""
    named = i + 2 < len(lows) and tokens[i + 1][2] != lows[i + 1] and lows[i + 1] not in closed_class()
    return named and (is_predicate(lows[i + 2]) or closed_class().get(lows[i + 2]) == "X")


def _is_continued(quotation: PlainToken) -> bool:
    """Whether the sentence goes on behind a marked span: “Rain is due,” | Long said; not “Rain is due.” | Long lines formed."""
    text = quotation[2]
    return text.endswith(",") or text.rstrip(EDGES).endswith(",")


def _is_surname(tokens: Sequence[PlainToken], lows: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """Whether a word for a time is a name: Mr. *Day*, Ann *Weeks*, “…,” *Day* said; not last *Monday*, Christmas *Day*."""
    if lows[i].rstrip(".") in forms_of("weekday") | forms_of("month"):
        return False
    before = tokens[i - 1][2]
    if before.rstrip(".") in words_of("names", "stops") or given_gender(before) is not None:
        return True
    return tags[i - 1] != "P" and i + 1 < len(lows) and is_predicate(lows[i + 1])


def _is_emphatic(lows: Sequence[str], i: int) -> bool:
    """Whether a reflexive only stresses the subject before it: he had *himself* told them; not “he hurt himself”."""
    if not lows[i].endswith(("self", "selves")) or i + 1 >= len(lows):
        return False
    verb = verb_forms().get(lows[i + 1])
    return closed_class().get(lows[i + 1]) == "X" or (verb is not None and verb.form in "dsn")


_ONES = frozenset("last next this".split())
_NOUNS_BEHIND: dict[str, tuple[str, frozenset[str]]] = {
    "fall": ("M", _ONES),  # a report by a firm *last fall* found
    "spring": ("M", _ONES),
    "summer": ("M", _ONES),
    "autumn": ("M", _ONES),
    "winter": ("M", _ONES),
    "back": ("N", frozenset(("the",))),  # a man in *the back* shouted
}
"""Words that are another tag behind some: the tag, and what stands before."""
_FIXED = dict(_PUNCTUATION)
"""Punctuation and words in lower case whose tag hangs on nothing but themselves, as they are met: most of a text."""
_FIXED_LIMIT = 1 << 15


def _fix(low: str, tag: str) -> str:
    if low in _NOUNS_BEHIND or not low[0].isalpha():  # the 8 of “8:58PM” is a word, and any other 8 a number
        return tag
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


_APPOSITION = 12
"""Tokens: no apposition behind a name in -ing is longer."""


def _may_be_name(low: str, lows: Sequence[str], i: int) -> bool:
    """Whether a word in -ed or -ing with a capital may be a name: Ahmed said, Dunning told them; not “Poked by reporters, she …”."""
    following = lows[i + 1] if i + 1 < len(lows) else ""
    if low.endswith("ing"):
        if place_of(low.capitalize()) is not None or following in (":", "'s", "’s") or closed_class().get(following) == "X":
            return True  # Beijing, Fleming’s, Fleming has
        behind = lows[i + 2] if i + 2 < len(lows) else ""
        if following == ",":  # Fleming, who left; Fleming, 34; Fleming, a baker
            return behind in ("who", "whose", "which") or behind.isdigit() or _is_apposed(lows, i + 2)
        timed = following == "on" and closed_class().get(behind) == "M"  # Fleming on Monday said
        return is_predicate(lows[i + 3] if timed and i + 3 < len(lows) else following)
    return low.endswith("ed") and closed_class().get(following) not in ("I", "T")


def _is_apposed(lows: Sequence[str], i: int) -> bool:
    """Whether an apposition stands between commas from `i` on: Fleming, *a baker*, said; not “Intervening, the Speaker said”."""
    end = next((j for j in range(i + 1, min(i + _APPOSITION, len(lows))) if lows[j] == ","), -1)
    if not 0 < end < len(lows) - 1 or lows[i] not in ("a", "an", "the"):
        return False
    return is_predicate(lows[end + 1]) and not any(is_predicate(low) for low in lows[i + 1 : end])


def _open_class(low: str) -> str:
    """What an unknown lower-case word is by its ending."""
    if low.endswith("ly"):
        return "A"
    return "J" if low.endswith(_ADJECTIVE_SUFFIXES) else "N"
