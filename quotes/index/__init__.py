"""The quote index: a SQLite store with full-text search, and pages to read it.

`Index` is the store in Python; `build_index` makes one from documents, or brings it up to date; `write_site` writes its pages.
"""

from quotes.index.build import LeftOut, Summary, build_index
from quotes.index.index import Index
from quotes.index.people import Entry, Period
from quotes.index.search import Hit
from quotes.index.site import write_site

__all__ = ["Entry", "Hit", "Index", "LeftOut", "Period", "Summary", "build_index", "write_site"]
