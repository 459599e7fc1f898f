"""A headless Chromium, and a site to look at in it. Where either cannot be had the tests are skipped, and say what is missing.

They need Chromium with its driver (Debian: chromium, chromium-driver) and, from PyPI, selenium and axe-core-python.
`QUOTES_CHROMIUM`, `QUOTES_CHROMEDRIVER` and `QUOTES_AXE` name other programs and another axe.min.js.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from browsing import Page
from sites import hostile, large, small

from quotes.index import Index, write_site

collect_ignore = ["conftest.py"]
"""Another folder has a module of this name; none of them holds examples to run."""

CHROMIUM = os.environ.get("QUOTES_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = os.environ.get("QUOTES_CHROMEDRIVER") or shutil.which("chromedriver")
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--window-size=1280,900"),
)


def missing() -> str | None:
    """What a browser test needs and this machine lacks."""
    if find_spec("selenium") is None:
        return "selenium is not installed"
    if find_spec("jinja2") is None:
        return "jinja2 is not installed"
    if not CHROMIUM or not DRIVER:
        return "no chromium and chromedriver"
    return None


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: looks at pages in headless Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lack = missing()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if lack:
                item.add_marker(pytest.mark.skip(reason=f"no browser test: {lack}"))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The browser, one for all tests."""
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def written(reports: list[Any], folder: Path) -> Path:
    """The site of some reports."""
    with Index.open(folder, create=True) as index:
        for document, quotations, people in reports:
            index.add(document, quotations, people)
        write_site(index, folder, title="The Harbour Papers")
    return folder


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(small(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written([*small(), hostile()], tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(large(10_000), tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="session")
def middling_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(large(2_000), tmp_path_factory.mktemp("middling"))


@pytest.fixture
def page(browser: Any, small_site: Path) -> Iterator[Page]:
    """The small site, in a wide window, in light colours, with nothing kept from another test."""
    page = Page(browser, small_site)
    page.size(1280, 900)
    page.media()
    yield page
    page.messages()
    page.run("try { localStorage.clear() } catch {}")
