"""What the words of a name tell by themselves: a person, an organisation, a place, only a role, or nothing."""

from __future__ import annotations

from typing import Literal

import regex

from quotes.resolve.gazetteer import adjective_place, given_gender, place_of, words_of

__all__ = ["NameKind", "kind_of_name"]

NameKind = Literal["person", "organization", "place", "role", "unknown"]

_INITIALS = regex.compile(r"(?:\p{Lu}\.)+")
# BuzzFeed, AgroBank: a brand; but McGrath, DeLuca, JoAnn.
_BRAND = regex.compile(r"(\p{Lu}\p{Ll}{2,})\p{Lu}\p{Ll}+")


def kind_of_name(texts: list[str], titled: bool) -> NameKind:
    """What the words of a name are, with a title before them or without.

    >>> kind_of_name(["Ada", "Brown"], False), kind_of_name(["Hale", "City", "Council"], False), kind_of_name(["N.", "Y."], False)
    ('person', 'organization', 'role')
    """
    organizations = words_of("names", "organizations")
    whole = " ".join(texts)
    if not titled and (place_of(whole) or whole in words_of("places", "metonyms")):
        return "place"
    if not titled and len(texts) == 2 and texts[0] in words_of("places", "landforms"):
        return "place"
    if len(texts) > 1 and len(texts[0]) in (3, 4, 5, 6) and texts[0].isupper() and not texts[-1].isupper() and not titled:
        return "organization"  # “CPS Africa”: no initials
    if any(text.rstrip(".") in organizations for text in texts) and not (titled and len(texts) <= 2):
        surname = texts[-1] in words_of("names", "bodily_surnames") and given_gender(texts[0]) is not None
        if not surname or len(texts) > 2:
            return "organization"
    if not titled and len(texts) == 1 and _is_brand(texts[0]):
        return "organization"
    if len(texts) > 1 and all(_INITIALS.fullmatch(text) for text in texts):
        return "role"  # “HALE, N. Y.”, “the U. S. envoy”: a state, and nobody
    if titled:
        return "person"
    if len(texts) > 2 and all(text.isupper() for text in texts) and given_gender(texts[0]) is None:
        return "role"  # “COUNCIL HAS A NEW PLAN”
    if texts[-1] in words_of("names", "kinds") or (len(texts) == 1 and adjective_place(texts[0])):
        return "role"  # “Muslims said”, “the Saudi”: people, and nobody's name
    if len(texts) > 1:
        if texts[-1] in words_of("names", "suffixes") or given_gender(texts[0]) is not None:
            return "person"
        if any(len(text) == 2 and text[1] == "." for text in texts[:-1]):
            return "person"
        if texts[-1] in words_of("names", "feasts"):
            return "role"  # “Last Christmas she sang”
    return "unknown"


def _is_brand(word: str) -> bool:
    """Whether a capital stands inside a word as in the names of firms and agencies: *AgroBank*; not *MacBride*, *LeAnn*."""
    match = _BRAND.fullmatch(word)
    return (
        match is not None and match.group(1) not in words_of("names", "joined_prefixes") and given_gender(match.group(1)) is None
    )
