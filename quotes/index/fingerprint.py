"""What a document was analysed with, as a hash: another version, word list, weight or file of people means another analysis."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from quotes.resolve.known import KnownPeople

__all__ = ["fingerprint"]

_PARTS = ("span.py", "model.py", "pipeline.py", "lexicon", "text", "detect", "resolve", "collection")
"""The part of the package that answers depend on."""


def fingerprint(people: KnownPeople | None) -> str:
    """The hash of the library's rules and data and of the known people."""
    known = "" if people is None else repr(people.people)
    return hashlib.sha256(f"{_library()}\n{known}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _library() -> str:
    digest = hashlib.sha256()
    package = resources.files("quotes")
    for part in _PARTS:
        for name, content in _files(package.joinpath(part), part):
            digest.update(f"{name}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _files(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if place.is_dir():
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
            if entry.name != "__pycache__":
                yield from _files(entry, f"{name}/{entry.name}")
    elif place.is_file():
        yield name, place.read_bytes()
