"""A page of a site, as a test sees it in the browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any


class Page:
    """A page of a site in the browser."""

    def __init__(self, browser: Any, root: Path) -> None:
        self.browser, self.root = browser, root

    def open(self, name: str) -> Page:
        """Opens a page by its path below the site, as a reader does: from the file."""
        self.browser.get("about:blank")
        self.browser.get(f"{self.root.as_uri()}/{name}")
        if name.startswith("index.html"):
            self.wait("return document.querySelector('#finder.ready') !== null")
        return self

    def run(self, script: str, *arguments: object) -> Any:
        """What a script returns in the page."""
        return self.browser.execute_script(script, *arguments)

    def wait(self, condition: str, seconds: float = 10, arguments: tuple[object, ...] = ()) -> None:
        """Waits until a script returns something true."""
        deadline = time.monotonic() + seconds
        while not self.run(condition, *arguments):
            assert time.monotonic() < deadline, f"not within {seconds} s: {condition} {arguments}"
            time.sleep(0.02)

    def one(self, selector: str) -> Any:
        """The first element that a selector picks."""
        return self.browser.find_element("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        """The text of all that a selector picks."""
        found: list[str] = self.run("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())", selector)
        return found

    def shows(self, selector: str, wanted: list[str]) -> None:
        """Waits until what a selector picks has these texts."""
        found = "[...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())"
        script = f"return JSON.stringify({found}) === JSON.stringify(arguments[1])"
        self.wait(script, arguments=(selector, wanted))

    def status(self, wanted: str) -> None:
        """Waits until the page says how many it found."""
        self.wait(f"return document.getElementById('status').innerText === {wanted!r}")

    def messages(self) -> list[str]:
        """What the browser's console complained of since it was last asked."""
        return [entry["message"] for entry in self.browser.get_log("browser")]

    def size(self, width: int, height: int) -> None:
        """Makes the window that large, as a phone's where it is narrow."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def media(self, **features: str) -> None:
        """Sets what the page learns of its medium: ``scheme="dark"``, ``medium="print"``."""
        scheme = [{"name": "prefers-color-scheme", "value": features.get("scheme", "light")}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": features.get("medium", ""), "features": scheme})
