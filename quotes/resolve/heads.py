"""Head nouns to what they name: people, an organisation, a document, an act of speech."""

from __future__ import annotations

from functools import cache, lru_cache

from quotes.lexicon import table

__all__ = ["head_class"]


@cache
def _head_classes() -> dict[str, str]:
    """Nouns by what they name: ``document``, ``people``, ``organization``, ``reporting``."""
    classes: dict[str, str] = {}
    for name in ("people", "organization", "document", "reporting"):
        for noun in table("nouns")[name]["lemmas"].split():
            classes.setdefault(noun, name)
    return classes


@lru_cache(maxsize=8192)
def head_class(low: str) -> str:
    """The class of a head noun, in either number; ``""`` for none."""
    classes = _head_classes()
    found = classes.get(low)
    if found is None and low.endswith("s"):
        found = classes.get(low[:-1])
        if found is None and low.endswith("ies"):
            found = classes.get(low[:-3] + "y")
        return (found or "other") + "s"
    if found is None:
        return (
            "men"
            if low.endswith(("men", "people", "police"))
            else "woman"
            if low.endswith(("man", "woman", "person", "ist", "er"))
            else ""
        )
    return found
