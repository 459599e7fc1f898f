"""What the lexicon knows about venues, in the shape that the rules look it up in.

Nouns and outlets are keyed by their last word, because that is where a noun phrase shows what it is: *a news conference*, *the
Arusha Courier*. Nothing is read before the first look-up.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal, NamedTuple

from quotes.lexicon import table
from quotes.resolve.grammar import verb_forms

__all__ = [
    "Noun",
    "Part",
    "call_sign",
    "lexis",
    "networks",
    "noun_at",
    "noun_heads",
    "outlet_at",
    "outlet_triggers",
    "plain_lemma",
    "presence",
    "press_name",
    "region_at",
    "sayings",
    "triggers",
]

Part = Literal["occasion", "place", "medium"]


class Noun(NamedTuple):
    """A head noun: the family it belongs to, the part of the venue it names, and whether it needs a place of its own to count."""

    family: str
    part: Part
    weak: bool


@cache
def lexis(name: str) -> frozenset[str]:
    """The words of one closed list of the table ``venues``."""
    return frozenset(next(entry["words"] for entry in table("venues")["lexis"] if entry["name"] == name).split())


@cache
def _nouns() -> dict[str, dict[tuple[str, ...], Noun]]:
    """Head nouns by their last word: for each the words that must stand before it, longest first."""
    nouns: dict[str, dict[tuple[str, ...], Noun]] = {}
    for entry in table("venues")["noun"]:
        noun = Noun(entry["name"], entry["part"], entry.get("weak", False))
        for head in _listed(entry["heads"]):
            *before, last = head.lower().split()
            for form in (last, _plural(last)):
                nouns.setdefault(form, {}).setdefault(tuple(before), noun)
    return {last: dict(sorted(found.items(), key=lambda item: -len(item[0]))) for last, found in nouns.items()}


def _listed(names: str) -> list[str]:
    return [name for entry in names.replace("\n", " ").split(",") if (name := entry.strip())]


def _plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s"


def noun_heads() -> Collection[str]:
    """The last words of the nouns that `noun_at` knows."""
    return _nouns().keys()


def noun_at(lows: Sequence[str], i: int) -> Noun | None:
    """What the word at `i` is as the head of a venue, with the words before it where those matter (*a conference call*)."""
    found = _nouns().get(lows[i])
    if found is None:
        return None
    for before, noun in found.items():
        if not before or tuple(lows[max(0, i - len(before)) : i]) == before:
            return noun
    return None


@cache
def presence() -> frozenset[str]:
    """Every form of a verb of being somewhere: stood, marching, waits."""
    return frozenset(form for form, verb in verb_forms().items() if verb.lemma in lexis("present"))


@cache
def tellings() -> frozenset[str]:
    """Every form of a verb that takes the one who is told as its object: told, informing."""
    return frozenset(form for form, verb in verb_forms().items() if verb.reporting == "tell")


@cache
def sayings() -> frozenset[str]:
    """Every form of a verb of saying: said, insisting."""
    return frozenset(
        form for form, verb in verb_forms().items() if verb.reporting in ("say", "claim", "commit", "add", "label", "judge")
    )


@cache
def triggers(weak: bool) -> frozenset[str]:
    """The last words of nouns one of which a sentence must hold to set a scene by a noun.

    `weak`: those that count only at the head of a sentence, or after a verb of being somewhere.
    """
    return frozenset(last for last, found in _nouns().items() if weak in {noun.weak for noun in found.values()})


@cache
def outlet_triggers() -> frozenset[str]:
    """Words as written one of which a sentence must hold to name an outlet: first words of those listed, last words of others."""
    return (frozenset(_outlets()) | {word.capitalize() for word in lexis("press-word")}) - {"The"}


def plain_lemma(form: str) -> str:
    """The lemma of a verb that the table of verbs does not hold, if the lists of this table do: tossed, strolling.

    >>> plain_lemma("strolling"), plain_lemma("harbour")
    ('stroll', '')
    """
    for ending in ("ing", "ed", "s"):
        stem = form.removesuffix(ending)
        if stem != form:
            return next((lemma for lemma in (stem, stem + "e", stem[:-1]) if lemma in lexis("attending")), "")
    return ""


@cache
def networks() -> frozenset[str]:
    """The first words of social networks: one writes on them and tells them nothing."""
    entry = next(entry for entry in table("venues")["outlet"] if entry["name"] == "networks")
    return frozenset(name.split()[0] for name in _listed(entry["names"]))


@cache
def _outlets() -> dict[str, list[tuple[str, ...]]]:
    """The names of outlets by their first word, longest first."""
    outlets: dict[str, list[tuple[str, ...]]] = {}
    for entry in table("venues")["outlet"]:
        for name in _listed(entry["names"]):
            words = tuple(name.split())
            outlets.setdefault(words[0], []).append(words)
    for names in outlets.values():
        names.sort(key=len, reverse=True)
    return outlets


def outlet_at(texts: Sequence[str], i: int) -> int:
    """How many words from `i` on are the name of an outlet that the lexicon lists; 0 where none is.

    >>> outlet_at(["told", "Le", "Monde", "that"], 1)
    2
    """
    for words in _outlets().get(texts[i], ()):
        if tuple(texts[i : i + len(words)]) == words:
            return len(words)
    return 0


@cache
def _regions() -> frozenset[tuple[str, ...]]:
    """Countries and states with all their names, as written: what may follow a town after a comma."""
    places = table("places")
    names = [name for country in places["country"] for name in (country["name"], *country.get("aliases", ()))]
    names += [name for state in places["state"] for name in (state["name"], *state.get("short", ()))]
    return frozenset(tuple(name.split()) for name in names)


def region_at(texts: Sequence[str], i: int) -> int:
    """How many words from `i` on are a country or state: Geneva, | Switzerland · Flint, | Mich."""
    return next((length for length in (3, 2, 1) if i + length <= len(texts) and tuple(texts[i : i + length]) in _regions()), 0)


def press_name(words: Sequence[str]) -> bool:
    """Whether a capitalised name ends like one that publishes or broadcasts: the Arusha Courier, Radio Tabora, KTVX, InsideTrack.

    >>> press_name(["Arusha", "Courier"]), press_name(["Courier"]), press_name(["Dora", "Holm"])
    (True, False, False)
    """
    last = words[-1]
    if len(words) > 1 and (last.lower() in lexis("press-word") or words[0] in ("Radio", "Radyo", "TV")):
        return True
    if "-" in last and not lexis("press-word").isdisjoint(part.lower() for part in last.split("-") if part[:1].isupper()):
        return True  # the Spokesman-Review, the Harbour Star-Tribune
    if last in ("Agency", "Network", "Service") and any(word.lower() in lexis("press-kind") for word in words[:-1]):
        return True
    if last.endswith((".com", ".org", ".net", "TV", "FM", "-TV", "News")) and len(last) > 4:
        return True
    return len(words) == 1 and (_camel(last) or call_sign(last))


def call_sign(word: str) -> bool:
    """Whether a word is what an American station is called by: KTVX, WBXR-FM.

    >>> call_sign("KTVX"), call_sign("WHO")
    (True, False)
    """
    letters, _, band = word.partition("-")
    return len(letters) == 4 and letters[0] in "KW" and letters.isalpha() and letters.isupper() and band in ("", "TV", "FM", "AM")


def _camel(word: str) -> bool:
    """A capital after a small letter, as brands write themselves (InsideTrack), not as families do (McAdam, O’Hara, DeLuca)."""
    humps = [i for i in range(1, len(word)) if word[i].isupper() and word[i - 1].islower()]
    return bool(humps) and humps[0] > 3 and word.isalpha()
