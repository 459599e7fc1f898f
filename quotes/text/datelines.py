"""The place-and-date line that opens an agency report, and where the prose after it begins.

MINSK, January 15. /TASS/. · WASHINGTON (AP) — · LONDON, Jan 3 (Xinhua) -- · Jan 3 (Reuters) - · KARACHI: · ASTANA. KAZINFORM –
"""

from __future__ import annotations

import re
from functools import cache

import regex

from quotes.lexicon import table

__all__ = ["body_start", "month_names", "place_length", "signers"]

_LONGEST = 120

_CAPITALS = r"\p{Lu}[\p{Lu}.'’-]*+(?!\p{Ll})(?:[ ]\p{Lu}[\p{Lu}.'’-]*+(?!\p{Ll})){0,3}"
_MIXED = r"\p{Lu}[\p{L}.'’-]*+(?:[ ]\p{Lu}[\p{L}.'’-]*+){0,2}+"
_DASH = r"(?:[ ]*+(?:--++|[—–―‒])|[ ]++[-_])[ ]*+"
_AGENCY = r"(?:\((?!(?:R|D|I|L|C)[)-])(?P<signed>\p{L}[^()\n]{1,40}+)\)|/(?P<slashed>\p{L}[^/\n]{1,30}+)/)"


@cache
def month_names() -> frozenset[str]:
    """The months and their short forms, lower case, without a full stop."""
    return frozenset(table("layout")["months"])


@cache
def _date() -> str:
    months, days = "|".join(sorted(month_names())), "|".join(table("layout")["weekdays"])
    month = rf"(?i:{months})\b\.?"
    weekday = rf"(?:(?i:{days})\b\.?,?[ ])?+"
    day = r"\d{1,2}(?:st|nd|rd|th)?\b"
    return rf"{weekday}(?:{month}[ ]{day}|{day}[ ](?:of[ ])?{month})(?:,?[ ]\d{{4}})?|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?"


@cache
def _place(head: str) -> str:
    """A place: its `head`, and up to two wider places after commas or a slash, none of which is a month with its day; or its region
    in letters: Hale (N/R)."""
    months, days = "|".join(sorted(month_names())), "|".join(table("layout")["weekdays"])
    return rf"(?:{head})(?:[ ]\((?:\p{{Lu}}\.?/?){{2,4}}\)(?=,))?(?:(?:,[ ]|/)(?!(?i:{months})\b\.?[ ]\d|(?i:{days})\b){_MIXED}){{0,2}}"


@cache
def _signed() -> regex.Pattern[str]:
    """LONDON, Jan 3 (Xinhua) --"""
    place = _place(f"{_CAPITALS}|{_MIXED}")
    seam = rf"\.?{_DASH}|[.:]?[ ]+|:?(?=\p{{Lu}})"
    return regex.compile(rf"(?P<place>{place})?[,.]?[ ]*+(?P<date>{_date()})?[,.]?[ ]*+{_AGENCY}(?P<seam>{seam})")


@cache
def _named() -> regex.Pattern[str]:
    """ASTANA. January 3. KAZINFORM –"""
    place = _place(f"{_CAPITALS}|{_MIXED}")
    return regex.compile(
        rf"(?P<place>{place})[,.]?[ ](?:(?P<date>{_date()})[,.]?[ ])?(?P<signed>[\p{{Lu}}.-]{{3,20}}+)(?P<seam>{_DASH}|[ ])"
    )


@cache
def _bare() -> regex.Pattern[str]:
    """PARIS, Jan. 3 —"""
    days = "|".join(table("layout")["weekdays"])
    date = rf"{_date()}|(?i:{days})\b(?:[ ](?:morning|evening|night|afternoon))?"
    return regex.compile(rf"(?P<place>{_place(_CAPITALS)})(?:,[ ](?P<date>{date}))?(?P<seam>[.]?{_DASH}|[.:][ ]+)")


@cache
def _dashed() -> regex.Pattern[str]:
    """Geneva, 12 October –"""
    return regex.compile(rf"(?P<place>{_place(_MIXED)}),[ ](?P<date>{_date()})(?P<seam>[.]?{_DASH})")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(table("layout")["agencies"])


# What a dateline that an agency signs and one that a dash closes cannot do without, for the standard library's engine.
_SIGNABLE = re.compile(r"[A-Z.\-\u0080-\U0010FFFF]{3}")
_SEAM = re.compile(r"[-_—–―‒]")


def body_start(text: str, start: int, end: int, first: bool) -> int:
    """Where the prose of the paragraph at `start` begins: after its dateline, or at `start` where it has none.

    Arguments: the `text`; the paragraph's `start` and `end`; whether it is the `first` of the article's body, the only one where
    a place in capitals and a dash or colon are enough (“PARIS — ”): later it may be an acronym or a speaker.

    >>> body_start("MINSK, January 15. /TASS/. Rain fell.", 0, 37, True)
    27
    """
    stop = min(end, start + _LONGEST)
    opening = text[start:stop]
    shouted = opening[:3].isupper()
    placed = opening[:1].isupper() and (shouted or "," in opening[:40])
    for pattern, signs, possible in (
        (_signed(), _is_signature, "(" in opening or "/" in opening),
        (_named(), _is_named, placed and _SIGNABLE.search(opening) is not None),
        (_bare(), _is_bare if first else _is_dated, shouted),
        (_dashed(), _is_first if first else _is_dated, placed and _SEAM.search(opening) is not None),
    ):
        match = pattern.match(text, start, stop) if possible else None
        if match is not None and signs(match):
            return _prose(text, match.end(), end, start)
    return start


_SIGNED = regex.compile(r"[(/](?P<name>\p{L}[^()/\s]{1,30}+)[)/]|(?P<name>\p{Lu}[\p{Lu}.-]{2,20}+)(?=[ ]*+[—–-])")
_PLACED = regex.compile(r"\p{Lu}[\p{L}'’-]*+(?:[ ]\p{Lu}[\p{L}'’-]*+)*+(?=[,.:]|[ ]*+[(/—–-])")


def signers(dateline: str) -> frozenset[str]:
    """The agencies of one word that sign a dateline, in lower case.

    >>> sorted(signers("ASTANA. KAZINFORM – ")), sorted(signers("Patna, Jul 19 (HNA) "))
    (['kazinform'], ['hna'])
    """
    return frozenset(match["name"].lower() for match in _SIGNED.finditer(dateline))


def place_length(dateline: str) -> int:
    """How many characters of a dateline its place takes, from the start; 0 where it names none.

    >>> place_length("NEW DELHI, Jan 3: ")
    9
    """
    match = _PLACED.match(dateline)
    return match.end() if match else 0


def _is_signature(match: regex.Match[str]) -> bool:
    """Whether an agency signs: “LONDON (Hale News) –”, “Kabul (AP) –”, “(Reuters) –”; not “The Rail Union (RU) –”."""
    place, signer, seam = match["place"] or "", (match["signed"] or match["slashed"]).lower(), match["seam"]
    known = any(part.strip() in _agencies() for part in signer.replace(",", "/").split("/")) or signer in _agencies()
    dashed = bool(seam.strip(" ."))
    if known:
        return dashed or bool(match["date"]) or not place or _is_shouted(place) or bool(match["slashed"])
    if match["date"] and (_is_shouted(place) or (match["signed"] or "").isupper()):
        return True
    abroad = ", " in place and (match["signed"] or "").isupper()  # Hale, Lusania (HNA) –
    return (dashed or match["slashed"] is not None) and (bool(match["date"]) or _is_shouted(place) or abroad)


def _is_named(match: regex.Match[str]) -> bool:
    """Whether an agency signs without brackets: “ASTANA. KAZINFORM –”, “Accra, Jan. 3, GNA –”."""
    signer = match["signed"].strip(".")
    dated = bool(match["date"]) and match["seam"].strip() != "" and signer.isupper()  # Hale (N/R), Feb. 12, HNA -
    known = (
        dated
        or signer.lower() in _agencies()
        or (len(signer) > 4 and _is_shouted(match["place"]) and bool(match["seam"].strip()))
    )
    return known and (_is_shouted(match["place"]) or bool(match["date"] and match["seam"].strip()))


def _is_bare(match: regex.Match[str]) -> bool:
    return _is_shouted(match["place"]) and match["place"].split()[0] not in _addresses()


@cache
def _addresses() -> frozenset[str]:
    """Forms of address in capitals: they open a speaker's label (“MR. LINDSAY:”), and no place."""
    forms = table("roles")["honorifics"]
    return frozenset(word.upper() for key in ("m", "f", "either") for word in forms[key].split())


def _is_first(match: regex.Match[str]) -> bool:
    return match["date"] is not None


def _is_dated(match: regex.Match[str]) -> bool:
    return match["date"] is not None and _is_shouted(match["place"])


def _is_shouted(place: str) -> bool:
    """Whether the place stands in capitals, and is more than an acronym's length."""
    head = place.partition(",")[0]
    return head.isupper() and sum(map(str.isalpha, head)) > 3


def _prose(text: str, at: int, end: int, start: int) -> int:
    """The offset where the prose begins, or `start` where nothing is left for it."""
    while at < end and text[at].isspace():
        at += 1
    return at if at < end else start
