"""What a reader does with the pages, in a real browser, from files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browsing import Page
from sites import ATTACK


def article(page: Page, words: str) -> str:
    """The page of the article whose name holds some words."""
    return next(str(path.relative_to(page.root)) for path in (page.root / "documents").iterdir() if words in path.name)


def type_in(page: Page, words: str) -> None:
    field = page.one("#words")
    field.clear()
    field.send_keys(words)


def choose(page: Page, facet: str, label: str) -> None:
    details = page.one(f'.facet[data-facet="{facet}"]')
    if details.get_attribute("open") is None:
        details.find_element("css selector", "summary").click()
    page.wait("return document.querySelectorAll('.facet[open] label').length > 0")
    page.run(
        "[...document.querySelectorAll('.facet[open] label')].find(l => l.innerText.includes(arguments[0])).querySelector('input').click()",
        label,
    )


def test_the_front_page_shows_speakers_with_words_venue_and_date_at_first_sight(page: Page) -> None:
    page.open("index.html")
    assert page.texts(".entry h3") == ["Ngozi Okafor", "Amara Sissoko", "Teodor Lindqvist"]
    first = page.one(".entry .quote").text
    assert "“The bridge stays shut,”" in first
    assert "1 March 2021" in first
    assert "a meeting of the harbour board · Port Elm" in first
    assert page.one(".entry .role").text == "mayor of Port Elm"
    assert page.one(".entry").rect["y"] < 600


def test_the_front_page_reads_without_javascript(page: Page) -> None:
    page.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.browser.get(f"{page.root.as_uri()}/index.html")
        assert page.one(".entry h3").text == "Ngozi Okafor"
    finally:
        page.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_search_as_you_type(page: Page) -> None:
    page.open("index.html")
    type_in(page, "bridge")
    page.status("2 quotations by 2 speakers")
    page.shows(".quote mark", ["bridge", "bridge"])
    type_in(page, "BRID peace")
    page.shows(".quote mark", ["bridge", "peaceful"])
    type_in(page, '"the bridge')
    page.shows(".quote mark", ["The bridge"])
    type_in(page, "cafe")
    page.shows(".quote mark", ["café"])
    type_in(page, "okafor")
    page.status("3 quotations by 1 speaker")
    type_in(page, "zebra")
    page.status("No quotation matches.")
    page.one("#clear").click()
    page.wait("return document.querySelectorAll('.entry').length === 3")


def test_facets_narrow_and_chips_take_back(page: Page) -> None:
    page.open("index.html")
    choose(page, "person", "Amara Sissoko")
    page.status("2 quotations by 1 speaker")
    choose(page, "person", "Teodor Lindqvist")
    page.status("3 quotations by 2 speakers")
    choose(page, "document", "Bridge stays shut")
    page.status("1 quotation by 1 speaker")
    assert page.texts("#chips button") == ["Amara Sissoko", "Teodor Lindqvist", "Bridge stays shut"]
    for _ in range(3):
        page.one("#chips button").click()
    page.status("")
    choose(page, "kind", "mixed")
    page.shows(".quote blockquote", ["Okafor called the delay “a scandal”."])
    page.one("#clear").click()
    choose(page, "venue", "Port Elm")
    page.status("1 quotation by 1 speaker")


def test_dates_and_the_bars_of_the_timeline(page: Page) -> None:
    page.open("index.html")
    page.run("arguments[0].value = '2021-04-01'; arguments[0].dispatchEvent(new Event('change'))", page.one("#since"))
    page.shows(".entry h3", ["Amara Sissoko"])
    page.one("#clear").click()
    bar = page.one(".chart li[data-since='2021-03-01'] a")
    bar.click()
    page.shows(".entry h3", ["Ngozi Okafor"])
    page.one(".chart li[data-since='2021-03-01'] a").click()
    page.status("")


def test_the_order_of_time(page: Page) -> None:
    page.open("index.html#order=newest")
    assert page.texts(".entry h3")[:2] == ["9 April 2021", "1 March 2021"]
    page.open("index.html#order=oldest")
    assert page.texts(".entry h3") == ["1 March 2021", "9 April 2021", "Not dated"]


def test_the_address_keeps_what_was_asked(page: Page) -> None:
    page.open("index.html")
    type_in(page, "bridge")
    page.status("2 quotations by 2 speakers")
    choose(page, "person", "Ngozi Okafor")
    page.status("1 quotation by 1 speaker")
    address = page.browser.current_url
    page.open("speakers.html")
    page.browser.get(address)
    page.status("1 quotation by 1 speaker")
    assert page.one("#words").get_attribute("value") == "bridge"


def test_a_quotation_leads_to_its_place_in_the_article_and_its_speaker(page: Page) -> None:
    page.open("index.html")
    page.one(".quote .source a").click()
    page.wait("return location.hash.startsWith('#q-')")
    assert page.run("return document.querySelector(':target').innerText").startswith("“The bridge stays shut,”")
    page.one(".note .speaker a:not(.reference)").click()
    page.wait("return document.querySelector('h1').innerText === 'Ngozi Okafor'")
    assert page.texts(".sections h2") == ["March 2021", "Not dated"]
    assert page.texts(".about li") == ["Okafor", "Mayor Ngozi Okafor", "a meeting of the harbour board", "Port Elm"]


def test_evidence_opens_on_focus_and_closes_on_escape(page: Page) -> None:
    page.open(article(page, "bridge"))
    for role in ("quotation", "mention", "cue", "occasion", "date"):
        page.run("document.querySelector(arguments[0]).focus()", f".text .mark.{role}")
        page.wait("return document.querySelector('#note-0 details').open")
        assert page.one("#why-0").is_displayed()
        assert "Mayor Ngozi Okafor" in page.one("#why-0").text
        assert "the harbour master" in page.one("#why-0 .rivals").text
        lit = page.texts(".mark.lit")
        assert {"told", "Mayor Ngozi Okafor", "on Monday", "Port Elm"} <= set(lit)
        page.browser.switch_to.active_element.send_keys("\ue00c")
        page.wait("return !document.querySelector('#note-0 details').open && !document.querySelector('.lit')")
        page.run("document.activeElement.blur()")


def test_evidence_opens_under_the_pointer(page: Page) -> None:
    actions = pytest.importorskip("selenium.webdriver").ActionChains
    page.open(article(page, "bridge"))
    actions(page.browser).move_to_element(page.browser.find_elements("css selector", ".text .mark.quotation")[1]).perform()
    page.wait("return document.querySelector('#note-1 details').open")
    actions(page.browser).move_to_element(page.one("h1, .masthead")).perform()
    page.wait("return !document.querySelector('#note-1 details').open")


def test_every_mark_can_be_reached_by_the_keyboard(page: Page) -> None:
    page.open(article(page, "ferry"))
    page.browser.execute_script("document.querySelector('.text').focus(); document.querySelector('.brand').focus()")
    reached = set()
    for _ in range(40):
        page.browser.switch_to.active_element.send_keys("\ue004")
        reached.add(page.run("return document.activeElement.className + ' ' + document.activeElement.innerText"))
    marks = page.run(
        "return [...document.querySelectorAll('.text .mark')].map(e => e.className.replace(' lit', '') + ' ' + e.innerText)"
    )
    assert set(marks) <= {entry.replace(" lit", "") for entry in reached}


def test_the_reader_chooses_light_or_dark(page: Page) -> None:
    page.media(scheme="dark")
    page.open("index.html")
    dark = page.run("return getComputedStyle(document.body).backgroundColor")
    page.one("#theme").click()
    light = page.run("return getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.open("speakers.html")
    assert page.run("return getComputedStyle(document.body).backgroundColor") == light


def every_page(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.html"))


def test_no_page_complains(page: Page) -> None:
    for name in every_page(page.root):
        page.open(name)
        assert page.messages() == [], name


def test_nothing_of_a_hostile_document_is_executed(page: Page, hostile_site: Path) -> None:
    page = Page(page.browser, hostile_site)
    names = every_page(hostile_site)
    for name in [
        *names,
        "index.html#q=harmed",
        "index.html#q=%3Cscript%3E&order=newest&speaker=%3Cimg%20src%3Dx%20onerror%3Dwindow.harmed%3D8%3E",
    ]:
        page.open(name)
        page.run("document.querySelectorAll('.facet').forEach(f => { f.open = true })")
        assert page.run("return window.harmed") is None, name
        assert (
            page.run("return document.querySelectorAll('.text img, .text svg, .text b, main img, main svg, main script').length")
            == 0
        )
        assert (
            page.run("return [...document.links].filter(a => !['file:', 'https:'].includes(a.protocol)).map(a => a.href)") == []
        )
        assert page.messages() == [], name
    page.open("index.html")
    type_in(page, "script")
    page.status("1 quotation by 1 speaker")
    shown = page.one(".quote blockquote").text
    assert ATTACK in shown
    assert "{{7*7}}" in shown


def test_inline_script_is_forbidden_in_any_case(page: Page) -> None:
    page.open("index.html")
    page.run("const s = document.createElement('script'); s.textContent = 'window.harmed = 9'; document.body.append(s)")
    assert page.run("return window.harmed") is None
    assert any("Content Security Policy" in message for message in page.messages())


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_page_scrolls_sideways(page: Page, width: int) -> None:
    page.size(width, 800)
    for name in every_page(page.root):
        page.open(name)
        assert page.run("return document.documentElement.scrollWidth <= window.innerWidth"), name


def test_print_leaves_the_tools_out_and_the_words_in(page: Page) -> None:
    page.open("index.html")
    page.media(medium="print")
    assert not page.one("#finder").is_displayed()
    assert page.one(".quote blockquote").is_displayed()


COUNTING = """
    window.done = {createElement: 0, normalize: 0, includes: 0};
    for (const [owner, name] of [[Document.prototype, "createElement"], [String.prototype, "normalize"], [String.prototype, "includes"]]) {
      const own = owner[name];
      owner[name] = function (...rest) { window.done[name] += 1; return own.apply(this, rest); };
    }
"""
TYPING = """
    const [keys, told] = arguments, field = document.getElementById("words");
    window.done = {createElement: 0, normalize: 0, includes: 0};
    function next() {
      if (!keys.length) return told();
      field.value = keys.shift();
      field.dispatchEvent(new Event("input"));
      requestAnimationFrame(() => setTimeout(next));
    }
    next();
"""


class Work(NamedTuple):
    """What a page has done: the elements that it holds and has made, the texts that it has folded and those it has looked through."""

    elements: int
    made: int
    folded: int
    searched: int


def work_done(page: Page) -> Work:
    done = page.run("return window.done")
    elements = page.run("return document.querySelectorAll('*').length")
    return Work(elements, done["createElement"], done["normalize"], done["includes"])


def work_of(page: Page, keys: list[str]) -> tuple[Work, Work]:
    """What the front page does while it opens, and while the field of words takes one value after the other."""
    counting = page.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": COUNTING})
    try:
        page.open("index.html")
    finally:
        page.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", counting)
    opening = work_done(page)
    page.browser.execute_async_script(TYPING, keys)
    return opening, work_done(page)


def test_a_page_of_many_quotations_opens_and_is_searched_with_one_look_at_each(
    page: Page, large_site: Path, middling_site: Path
) -> None:
    """Ten thousand quotations and two thousand: what is shown costs the same, what is looked through grows as they do."""
    keys = ["h", "he", "her", "herring", "herring week 17"]
    words = sum(len(key.split()) for key in keys)
    (few_opened, few_typed), (opened, typed) = (work_of(Page(page.browser, site), keys) for site in (middling_site, large_site))
    assert opened.elements < 1.25 * few_opened.elements
    assert opened.made == 10, "one script for each thousand quotations, and no element else"
    assert opened.folded <= 5 * few_opened.folded
    assert (few_typed.searched, typed.searched) == (2_000 * words, 10_000 * words)
    assert typed.made < 1.25 * few_typed.made
    assert typed.folded < 1.25 * few_typed.folded


def test_ten_thousand_quotations_are_searched_while_typing(page: Page, large_site: Path) -> None:
    page = Page(page.browser, large_site)
    page.open("index.html")
    type_in(page, "utterance 4711")
    page.status("1 quotation by 1 speaker")
    type_in(page, '"in week 17"')
    page.wait("return document.getElementById('status').innerText.startsWith('192 quotations')")
    assert page.messages() == []


def axe() -> str:
    import os

    named = os.environ.get("QUOTES_AXE")
    if named:
        return Path(named).read_text(encoding="utf-8")
    package = pytest.importorskip("axe_core_python", reason="no check of accessibility: axe-core-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_barrier(page: Page, scheme: str, width: int) -> None:
    script = axe()
    page.size(width, 900)
    page.media(scheme=scheme)
    for name in [*every_page(page.root), "index.html#q=bridge", "index.html#order=newest&speaker=x"]:
        page.open(name)
        page.run("for (const first of document.querySelectorAll('.facet:first-child')) first.open = true")
        page.run("for (const mark of document.querySelectorAll('.text .mark:first-child')) mark.focus()")
        page.browser.execute_script(script)
        found: list[Any] = page.browser.execute_async_script("const done = arguments[0]; axe.run().then(r => done(r.violations))")
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], name
