"""Hypothesis strategies that draw articles together with the quotations that they contain.

For the tests of programs that find quotations, and of programs that use them. Needs the extra ``strategies``; without it
the import raises `quotes.errors.MissingExtraError`.
"""

from quotes.errors import MissingExtraError

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError as _error:
    raise MissingExtraError("quotes.strategies", "strategies") from _error

from quotes.strategies.articles import articles, documents, quotations, write
from quotes.strategies.checking import differences
from quotes.strategies.constructions import CONSTRUCTIONS, Construction, constructions
from quotes.strategies.gatherings import collections
from quotes.strategies.hostile import HOSTILE, hostile_texts, prose
from quotes.strategies.marks import CONVENTIONS, Convention, conventions
from quotes.strategies.plans import Passage, Plan, plans
from quotes.strategies.records import Written, WrittenCollection
from quotes.strategies.scenes import addressees, scenes, venues
from quotes.strategies.soundness import faults
from quotes.strategies.sources import Source, people, sources, traditions
from quotes.strategies.times import datelines, days, times
from quotes.strategies.turns import cues, fragments, utterances

__all__ = [
    "CONSTRUCTIONS",
    "CONVENTIONS",
    "HOSTILE",
    "Construction",
    "Convention",
    "Passage",
    "Plan",
    "Source",
    "Written",
    "WrittenCollection",
    "addressees",
    "articles",
    "collections",
    "constructions",
    "conventions",
    "cues",
    "datelines",
    "days",
    "differences",
    "documents",
    "faults",
    "fragments",
    "hostile_texts",
    "people",
    "plans",
    "prose",
    "quotations",
    "scenes",
    "sources",
    "times",
    "traditions",
    "utterances",
    "venues",
    "write",
]
