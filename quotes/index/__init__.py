"""The quote index: a SQLite store with full-text search, and pages to read it.

`Index` is the store in Python; `build_index` makes one from documents, a bit at a time; `write_site` writes its pages.
"""

from quotes.index.index import Index
from quotes.index.people import Entry, Period
from quotes.index.search import Hit

__all__ = ["Entry", "Hit", "Index", "Period"]
