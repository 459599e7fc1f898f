"""The pages of a quote index: static, opened from a file or served, nothing fetched, everything escaped.

`write_site` writes them. They need the extra ``index`` (Jinja2). Pages are written only where they changed, and pages that
nothing needs any more are taken away.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import attrs

from quotes.errors import MissingExtraError
from quotes.explanation import rules
from quotes.index.index import Index
from quotes.index.site.articles import article
from quotes.index.site.charts import bars
from quotes.index.site.data import scripts
from quotes.index.site.files import Folder
from quotes.index.site.links import Key, Links
from quotes.index.site.pages import first_groups, linked_data, speaker_page, speakers_by_letter, timeline
from quotes.index.site.views import View, title_of, view_quotation
from quotes.index.site.wording import count, date_words, span_words
from quotes.model import Document, Quotation

try:
    import jinja2
except ImportError:  # pragma: no cover
    jinja2 = None  # type: ignore[assignment]

__all__ = ["require_jinja", "write_site"]

ASSETS = ("style.css", "theme.js", "search.js", "index.js", "article.js", "icon.svg")


def require_jinja() -> None:
    """Raises `MissingExtraError` where the pages cannot be written."""
    _environment()


def write_site(index: Index, directory: str | os.PathLike[str], *, title: str = "Quotations") -> int:
    """Writes the pages of an index into a folder; open ``index.html`` in it.

    Arguments: `title`, what the pages are headed with. Result: how many files the site has.
    Errors: `MissingExtraError` without Jinja2, `OutputError` where a page cannot be written.
    """
    require_jinja()
    folder = Folder(Path(directory))
    for name, content in _Site(index, title).files():
        folder.write(name, content)
    return folder.finish()


@attrs.frozen(slots=True)
class _Row:
    """A line of the list of articles."""

    id: str
    title: str
    page: str
    source: str | None
    date: str | None
    quotations: int


class _Site:
    """The site of an index: what all its pages share, and the pages one after the other."""

    def __init__(self, index: Index, title: str) -> None:
        self._index = index
        self._documents, self._titles = [], {}
        for document in index.documents():
            self._titles[document.id] = title_of(document)
            self._documents.append(attrs.evolve(document, text=""))
        self._links = Links(self._documents, index.people())
        self._views: list[View] = []
        self._spoken: defaultdict[Key | None, list[View]] = defaultdict(list)
        self._environment = _environment()
        self._rules = rules()
        self._clocks = index.clocks()
        self._shared: dict[str, Any] = {"site": title, "root": "", "here": "", "titles": self._titles}

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file, by its name, with its content; the articles come first, and the others are made of what they hold."""
        self._collect()
        self._shared["tally"] = self._tally()
        for document in self._index.documents():
            yield self._article_page(document, list(self._index.quotations(document.id, every=True)))
        for key, entry in self._links.entries.items():
            yield self._speaker_page(key, speaker_page(entry, self._links.pages[key], self._spoken[key]))
        yield from self._front_pages()
        yield from scripts(self._documents, self._titles, self._links, self._views)
        for name in ASSETS:
            yield f"assets/{name}", _asset(name)

    def _collect(self) -> None:
        """Keeps what the lists need of every quotation: all but its evidence, which only its article shows."""
        for document in self._index.documents():
            for quotation in self._index.quotations(document.id):
                known = attrs.evolve(quotation, evidence=())
                view = view_quotation(known, self._links, self._titles, document.text)
                self._views.append(view)
                self._spoken[self._links.key(quotation.speaker, quotation.document)].append(view)

    def _tally(self) -> str:
        speakers, documents = len(self._links.entries), len(self._documents)
        return f"{count(len(self._views), 'quotation')} by {count(speakers, 'speaker')} in {count(documents, 'article')}"

    def _render(self, template: str, **values: Any) -> str:
        page: str = self._environment.get_template(template).render({**self._shared, **values})
        return page.replace("\0", "\ufffd")  # a NUL is no character of HTML

    def _article_page(self, document: Document, quotations: Sequence[Quotation]) -> tuple[str, str]:
        page = article(document, quotations, self._links, self._titles, self._rules)
        linked = linked_data(note.view for note in page.notes if note.view.attributed and not note.view.quotation.parent)
        date = self._published(document)
        return self._links.documents[document.id], self._render(
            "document.html", root="../", article=page, linked=linked, date=date
        )

    def _speaker_page(self, key: Key, page: Any) -> tuple[str, str]:
        name = self._links.pages[key]
        place = name.removeprefix("speakers/").removesuffix(".html")
        return name, self._render("speaker.html", root="../", page=page, place=place, linked=linked_data(self._spoken[key]))

    def _front_pages(self) -> Iterator[tuple[str, str]]:
        days = sorted(day for view in self._views if (date := view.quotation.date) for day in (date.earliest, date.latest) if day)
        span = span_words(days[0], days[-1]) if days else None
        groups = first_groups(self._links, self._spoken)
        yield "index.html", self._render("index.html", here="index.html", groups=groups, bars=bars(self._views), span=span)
        yield "speakers.html", self._render("speakers.html", here="speakers.html", letters=speakers_by_letter(self._links))
        yield "timeline.html", self._render("timeline.html", here="timeline.html", years=timeline(self._views))
        yield "documents.html", self._render("documents.html", here="documents.html", **self._register())

    def _register(self) -> dict[str, Any]:
        rows = list(self._rows())
        return {"rows": rows, "dated": any(row.date for row in rows), "sourced": any(row.source for row in rows)}

    def _published(self, document: Document) -> str | None:
        """When an article was published, as it was given or else as the article says itself."""
        date = document.published or self._clocks.get(document.id)
        return date_words(date) if date else None

    def _rows(self) -> Iterator[_Row]:
        counts: defaultdict[str, int] = defaultdict(int)
        for view in self._views:
            counts[view.quotation.document] += 1
        for document in self._documents:
            date = self._published(document)
            title, page = self._titles[document.id], self._links.documents[document.id]
            yield _Row(document.id, title, page, document.source, date, counts[document.id])


def _environment() -> Any:
    if jinja2 is None:
        raise MissingExtraError("writing the pages of an index", "index")
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["counted"] = count
    return environment


def _template(name: str) -> str:
    return resources.files(__name__).joinpath("templates", name).read_text(encoding="utf-8")


def _asset(name: str) -> str:
    return resources.files(__name__).joinpath("assets", name).read_text(encoding="utf-8")
