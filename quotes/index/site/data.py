"""The quotations as scripts, for a page that is opened from a file and cannot fetch.

``data/catalog.js`` holds documents, people and dates; ``data/quotations-N.js`` a thousand quotations each, as rows of the
columns that the catalog names. A row refers to the catalog's lists by place. Nothing in a string can end the script around it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from quotes.index.people import Entry
from quotes.index.site.links import Key, Links
from quotes.index.site.views import View, when
from quotes.model import Document

__all__ = ["script_json", "scripts"]

CHUNK = 1000
COLUMNS = (
    *("document", "start", "end", "text", "kind", "person", "mention", "role", "before", "after"),
    *("occasion", "place", "medium", "date", "confidence"),
)
_RISKY = regex.compile("[<>&\u2028\u2029\x7f-\x9f\ud800-\udfff]")


def script_json(value: object) -> str:
    """The value as JSON that stands safely inside a script, whatever its strings hold.

    >>> script_json("</script>\\u2028")
    '"\\\\u003c/script\\\\u003e\\\\u2028"'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escaped: str = _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    return escaped


def scripts(
    documents: Sequence[Document], titles: Mapping[str, str], links: Links, views: Sequence[View]
) -> Iterator[tuple[str, str]]:
    """The data files of a site: names and contents."""
    places = {document.id: place for place, document in enumerate(documents)}
    people = {key: place for place, key in enumerate(links.entries)}
    dates: dict[tuple[str, str], int] = {}
    known: list[list[str | None]] = []
    for view in views:
        date = view.quotation.date
        if date and (date.edtf, when(date)) not in dates:
            dates[date.edtf, when(date)] = len(known)
            known.append([date.edtf, when(date), date.earliest, date.latest])
    chunks = [views[start : start + CHUNK] for start in range(0, len(views), CHUNK)]
    catalog = {
        "columns": COLUMNS,
        "chunks": len(chunks),
        "quotations": len(views),
        "documents": [[d.id, titles[d.id], d.source, d.published, links.documents[d.id]] for d in documents],
        "people": [_person(entry, links.pages[key]) for key, entry in links.entries.items()],
        "dates": known,
    }
    yield "data/catalog.js", f"quoteIndex.catalog({script_json(catalog)});\n"
    for number, chunk in enumerate(chunks):
        rows = ",\n".join(script_json(_row(view, places, people, dates, links)) for view in chunk)
        yield f"data/quotations-{number}.js", f"quoteIndex.chunk({number}, [\n{rows}\n]);\n"


def _person(entry: Entry, page: str) -> list[Any]:
    return [entry.name, entry.type, entry.roles[0] if entry.roles else None, page, " · ".join(entry.names[:8])]


def _row(
    view: View, places: Mapping[str, int], people: Mapping[Key, int], dates: Mapping[tuple[str, str], int], links: Links
) -> list[Any]:
    quotation = view.quotation
    key = links.key(quotation.speaker, quotation.document)
    venue, date = dict(view.venue), quotation.date
    return [
        *(places[quotation.document], quotation.start, quotation.end, quotation.text, quotation.kind),
        *(people[key] if key else -1, None if key else view.speaker, view.role, view.before or None, view.after or None),
        *(venue.get("occasion"), venue.get("place"), venue.get("medium")),
        *(dates[date.edtf, when(date)] if date else -1, view.percent),
    ]
