"""What a link's cue is: its class, how often it reports, how well.

The cue is the token that a phrase is linked to: a verb, a reporting noun, “according to”, a colon, a dash.
"""

from __future__ import annotations

from functools import cache

from quotes.lexicon import table
from quotes.resolve.grammar import verb_forms
from quotes.resolve.nominal_links import Link
from quotes.resolve.passages import Passage

__all__ = ["STRENGTH", "cue_class", "cue_rate", "cue_strength", "reports"]

STRENGTH = {
    "say": 3, "tell": 3, "write": 3, "ask": 3, "add": 3, "manner": 3, "claim": 3, "source": 3, ":": 2,
    "label": 2, "judge": 2, "commit": 2, "think": 2, "speak": 2, "noun": 2,
}  # fmt: skip
"""How well a cue of each class reports words: 3 for said, 2 for called; 1 for other verbs."""

_NAMED = {"source": "source", "colon": ":", "byline": "byline", "possessor": "noun", "author": "noun"}
"""Links whose kind says what the cue is."""


def cue_class(passage: Passage, link: Link) -> str:
    """The class of a link's verb or cue; ``"other"`` for verbs that report nothing, ``""`` for what is no verb."""
    named = _NAMED.get(link.kind)
    if named is not None:
        return named
    verb = verb_forms().get(passage.lows[link.cue])
    return _no_verb(passage, link) if verb is None else verb.reporting or "other"


def cue_rate(passage: Passage, link: Link) -> str:
    """A bucket of how often a link's verb is a cue, 9 always, 0 never; the kind of cue where it is no verb."""
    if link.kind in _NAMED:
        return "noun" if _NAMED[link.kind] == "noun" else link.kind
    verb = verb_forms().get(passage.lows[link.cue])
    return _no_verb(passage, link) if verb is None else _cue_rates().get(verb.lemma, "0")


def _no_verb(passage: Passage, link: Link) -> str:
    """*was* and the like are a class of their own; what else is no verb has none."""
    return "be" if passage.tags[link.cue] == "X" else ""


def cue_strength(passage: Passage, link: Link) -> int:
    """How well a link's cue reports words: 3 for said, 2 for called, 1 for other verbs."""
    return STRENGTH.get(cue_class(passage, link), 1)


def reports(passage: Passage, link: Link) -> bool:
    """Whether a link's cue reports words: said, not called."""
    return cue_strength(passage, link) == 3


@cache
def _cue_rates() -> dict[str, str]:
    """Verbs by how often they are a cue in annotated news, in buckets of the rate."""
    rates = table("cue_rates")["bucket"]
    return {lemma: bucket for bucket, lemmas in rates.items() for lemma in lemmas.split()}
