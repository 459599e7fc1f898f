"""Pages without a browser: marks nest, links lead somewhere, nothing stale stays, nothing of a text becomes markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import Report

import quotes.index.site as site
from quotes.errors import MissingExtraError, OutputError
from quotes.index import Index, write_site
from quotes.index.site.charts import bars
from quotes.index.site.data import script_json
from quotes.index.site.files import Folder
from quotes.index.site.links import safe_url
from quotes.index.site.marks import Mark, cut
from quotes.index.site.views import View
from quotes.model import Date, Document, Quotation, Speaker
from quotes.span import Span


class Page(HTMLParser):
    """The parts of a page that tests ask for; complains of tags that do not nest."""

    VOID = frozenset(("meta", "link", "input", "br", "img"))

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.tags = path, set[str]()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[tuple[str, str | None]] = []
        self.data: list[Any] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert self.open == [], path

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.add(tag)
        assert not any(name.startswith("on") or name == "style" for name in known), known
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag not in self.VOID:
            self.open.append((tag, known.get("type")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, self.path
        assert self.open.pop()[0] == tag, self.path

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == ("script", "application/ld+json"):
            self.data.append(json.loads(data))


@pytest.fixture
def root(folder: Path) -> Path:
    with Index.open(folder) as index:
        write_site(index, folder)
    return folder


def test_every_link_leads_somewhere(root: Path) -> None:
    pages = {path: Page(path) for path in root.rglob("*.html")}
    assert len(pages) >= 4 + 3 + 3
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link.startswith(("https:", "http:")):
                continue
            address, fragment = urldefrag(link)
            target = (path.parent / unquote(address)).resolve() if address else path
            assert target.is_file(), (path, link)
            if fragment and "=" not in fragment:
                assert fragment in pages[target].ids, (path, link)


def test_every_quotation_has_an_anchor_in_its_article(root: Path, reports: list[Report]) -> None:
    ids = {id for path in (root / "documents").iterdir() for id in Page(path).ids}
    wanted = {f"q-{q.start}-{q.end}" for report in reports for q in report.quotations}
    assert wanted <= ids


def test_linked_data_says_who_said_what_where_and_when(root: Path) -> None:
    (path,) = (root / "speakers").glob("ngozi-okafor-*.html")
    (graph,) = Page(path).data
    first = next(record for record in graph["@graph"] if record["text"].startswith("The bridge"))
    assert first["@type"] == "Quotation"
    assert first["creator"] == {"@type": "Person", "name": "Ngozi Okafor"}
    assert first["dateCreated"] == "2021-03-01"
    assert first["recordedAt"] == {"@type": "Event", "name": "a meeting of the harbour board"}
    assert first["isBasedOn"] == {"@type": "Article", "headline": "Bridge stays shut"}


def test_writing_twice_changes_nothing_and_stale_pages_go(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.html")}
    with Index.open(root) as index:
        write_site(index, root)
        assert {path: path.stat().st_mtime_ns for path in root.rglob("*.html")} == before
        index.remove("news/market.txt")
        write_site(index, root)
    left = {path.name for path in root.rglob("*.html")}
    assert not any("market" in name or "lindqvist" in name for name in left)
    assert any("okafor" in name for name in left)


def test_only_what_an_earlier_run_wrote_is_taken_away(root: Path) -> None:
    kept = [root / "documents" / "mine.html", root / "notes.html"]
    for path in kept:
        path.write_text("mine")
    (root / "data" / "files.txt").write_text("../notes.html\n/etc/passwd\ndocuments/../notes.html\n")
    with Index.open(root) as index:
        write_site(index, root)
    assert all(path.read_text() == "mine" for path in kept)


def test_an_empty_index_has_pages_too(tmp_path: Path) -> None:
    with Index.open(tmp_path, create=True) as index:
        write_site(index, tmp_path)
    assert [path.name for path in sorted(tmp_path.glob("*.html"))] == [
        "documents.html",
        "index.html",
        "speakers.html",
        "timeline.html",
    ]
    for path in tmp_path.glob("*.html"):
        Page(path)


def test_without_jinja_the_extra_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "jinja2", None)
    with Index.open(folder) as index, pytest.raises(MissingExtraError, match=r"quotes-attribution\[index\]"):
        write_site(index, tmp_path)


def test_a_page_that_cannot_be_written_is_an_output_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("in the way")
    with Index.open(folder) as index, pytest.raises(OutputError, match="cannot be written"):
        write_site(index, tmp_path)


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    written = script_json({"text": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"text": text} or any(0xD800 <= ord(c) < 0xE000 for c in text)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " https://a", "data:text/html,x", "https://a\nb", "//a", "", None, 'https://a"b']
)
def test_only_addresses_of_the_web_are_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    attack = "</script><script>x</script><img src=x onerror=y>"
    text = f"“{attack}” Eve {attack} said."
    quotation = Quotation("q", "d", (Span(0, len(attack) + 2),), attack, "direct", Speaker(f"Eve {attack}", "person"))
    with Index.open(tmp_path, create=True) as index:
        index.add(Document(text, id="d", title=attack, url="javascript:x", source=attack), [quotation])
        write_site(index, tmp_path, title=attack)
    for path in tmp_path.rglob("*.html"):
        assert "img" not in Page(path).tags
    for path in tmp_path.rglob("data/*.js"):
        assert "<" not in path.read_text(encoding="utf-8")


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).filter(lambda pair: pair[0] < pair[1])


@given(st.text(min_size=30, max_size=30), st.lists(spans, max_size=8), spans)
def test_pieces_nest_and_join_to_the_text(text: str, found: list[list[int]], stretch: list[int]) -> None:
    marks = sorted((Mark(start, end, "cue", (n,)) for n, (start, end) in enumerate(found)), key=lambda m: (m.start, -m.end))
    start, end = stretch
    position, stack = start, list[Mark]()
    covered: dict[int, set[int]] = {}
    for piece in cut(text, start, end, marks):
        if piece.text is not None:
            for offset in range(position, position + len(piece.text)):
                covered[offset] = {mark.quotations[0] for mark in stack}
            assert text[position : position + len(piece.text)] == piece.text
            position += len(piece.text)
        elif piece.opens:
            stack.append(piece.opens)
        else:
            stack.pop()
    assert position == end
    assert stack == []
    expected = {at: {m.quotations[0] for m in marks if m.start <= at < m.end} for at in range(start, end)}
    assert covered == expected


def view(earliest: str | None, latest: str | None) -> View:
    date = Date("x", "explicit", earliest=earliest, latest=latest)
    quotation = Quotation("q", "d", (Span(0, 1),), "", "direct", date=date)
    return View(quotation, "", "", "", None, None, None, None, (), {})


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([("2021-03-01", "2021-03-01"), ("2021-03-03", "2021-03-03")], ["2021-03-01 1", "2021-03-02 0", "2021-03-03 1"]),
        (
            [("2020-12-30", "2020-12-30"), ("2021-03-01", "2021-03-31")],
            ["2020-12-01 1", "2021-01-01 0", "2021-02-01 0", "2021-03-01 1"],
        ),
        (
            [("1999-05-05", "1999-05-05"), ("2021-01-01", "2021-12-31")],
            [f"{y}-01-01 {int(y in (1999, 2021))}" for y in range(1999, 2022)],
        ),
        (
            [("1805-05-05", "1805-05-05"), ("1999-01-01", "1999-12-31")],
            [f"{y}-01-01 {int(y in (1800, 1990))}" for y in range(1800, 2000, 10)],
        ),
        ([("0001-01-01", "0001-01-01"), ("9999-12-31", "9999-12-31")], None),
        ([(None, None), ("2010-01-01", "2019-12-31")], []),
    ],
)
def test_bars_fit_the_stretch_of_time(days: list[tuple[str | None, str | None]], expected: list[str] | None) -> None:
    found = bars(view(*day) for day in days)
    if expected is None:
        assert sum(bar.quotations for bar in found) == 2
        assert len(found) < 2000
    else:
        assert [f"{bar.since} {bar.quotations}" for bar in found] == expected
    assert all(0 <= bar.height <= 20 for bar in found)
    assert all(bar.until < later.since for bar, later in pairwise(found))


def test_a_file_that_is_written_is_the_old_or_the_new_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)
    folder.write("index.html", "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        folder.write("index.html", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text() == "old"
