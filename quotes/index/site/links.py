"""Where things are on a site: a page for each speaker and document, an anchor for each quotation, and which addresses are safe.

Names of files are lower-case ASCII, so that every file system takes them, and end in a hash of what they stand for, so that a
link lasts as long as the name or id behind it.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable

import regex

from quotes.index.people import Entry
from quotes.model import Document, Quotation, Speaker

__all__ = ["Links", "anchor", "safe_url"]

_NOT_SLUG = regex.compile(r"[^a-z0-9]++")
_SAFE_URL = regex.compile(r"https?://[^\s<>\"']++", regex.IGNORECASE)
_WIKIDATA = regex.compile(r"Q[1-9][0-9]*+")
_LONGEST = 48

Key = tuple[str | None, str, str | None, str | None]


def anchor(quotation: Quotation) -> str:
    """The fragment by which a page of an article is entered at a quotation."""
    return f"q-{quotation.start}-{quotation.end}"


def safe_url(url: str | None) -> str | None:
    """The address if it leads to the web; ``javascript:`` and its kin lead nowhere.

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    return url if url and _SAFE_URL.fullmatch(url) else None


def _slug(words: str, *identity: str | None) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    readable = _NOT_SLUG.sub("-", plain)[:_LONGEST].strip("-")
    mark = hashlib.sha256(json.dumps(identity).encode("ascii")).hexdigest()[:8]
    return f"{readable}-{mark}" if readable else mark


class Links:
    """The pages of a site's speakers and documents, as paths below its folder."""

    def __init__(self, documents: Iterable[Document], entries: Iterable[Entry]) -> None:
        self.documents = {document.id: f"documents/{_slug(document.id, document.id)}.html" for document in documents}
        self.entries: dict[Key, Entry] = {(entry.name, entry.type, entry.id, entry.document): entry for entry in entries}
        self.pages = {key: f"speakers/{_slug(key[0] or '', *key)}.html" for key in self.entries}

    def key(self, speaker: Speaker | None, document: str) -> Key | None:
        """Under what a speaker of a document is entered; None where nobody is named."""
        if speaker is None or speaker.name is None:
            return None
        unnamed: Key = (speaker.name, speaker.type, speaker.id, document)
        named: Key = (*unnamed[:3], None)
        return unnamed if unnamed in self.entries else named if named in self.entries else None

    def quotation(self, quotation: Quotation) -> str:
        """The address of a quotation in its article."""
        return f"{self.documents[quotation.document]}#{anchor(quotation)}"


def identity_url(identifier: str | None) -> str | None:
    """The web page of an identifier, where it is Wikidata's or an address."""
    if identifier and _WIKIDATA.fullmatch(identifier):
        return f"https://www.wikidata.org/wiki/{identifier}"
    return safe_url(identifier)
