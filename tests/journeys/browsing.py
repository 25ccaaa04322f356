"""People at a browser: they click, type and look, and whatever the browser complains about is kept."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from eorder.records.documents.intake import Upload
from eorder.simulator.cast import PASSWORD

PICTURES = os.environ.get("EORDER_PICTURES")  # a folder for pictures of the pages; without it none are taken
PATIENCE = 30_000  # milliseconds for a page on a busy machine
PHONE, DESK, NARROWEST = 360, 1280, 320  # CSS pixels
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = Axe()


@dataclass
class Watch:
    """What went wrong on the pages of one test, and what the pages weighed."""

    complaints: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Listen to a page: its console, its errors, and files that do not come."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._response)
        page.on("requestfailed", lambda request: self._lost(request.url, str(request.failure)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _response(self, response: Response) -> None:
        is_asked = response.request.resource_type in {"document", "fetch"}  # may be refused with a sentence
        if response.status >= (500 if is_asked else 400):
            self.complaints.append(f"{response.url} answered {response.status}")

    def _lost(self, url: str, failure: str) -> None:
        if "ERR_ABORTED" not in failure:  # a file still on its way when the person went on
            self.complaints.append(f"{url}: {failure}")


@dataclass
class Person:
    """Somebody with a browser of their own."""

    page: Page
    site: str
    album: str = ""
    twin: Page | None = None

    def open(self, path: str) -> Response:
        """Type an address."""
        response = self.page.goto(f"{self.site}{path}")
        assert response is not None
        return response

    def sign_in(self, email: str) -> Person:
        """Sign in with the demo's password, and see what waits."""
        self.open("/masuk")
        self.identify(email)
        self.page.wait_for_url("**/tugas")
        return self

    def identify(self, email: str, password: str = PASSWORD) -> Person:
        """Fill in the sign-in form and send it."""
        return self.fill("Surel atau NRK", email).fill("Kata sandi", password).press("Masuk")

    def follow(self, name: str, *, exact: bool = False) -> Person:
        """Click a link in the page's content; the first that is named so."""
        self.page.locator("main").get_by_role("link", name=name, exact=exact).first.click()
        return self

    def turn_to(self, name: str) -> Person:
        """Click an entry of the navigation."""
        self.page.get_by_role("navigation", name="Utama").get_by_role("link", name=name, exact=True).click()
        return self

    def press(self, name: str) -> Person:
        """Press a button in the page's content."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        return self

    def fill(self, label: str, text: str, nth: int = 0) -> Person:
        """Fill in the field that is labelled so."""
        self.page.locator("main").get_by_label(label).nth(nth).fill(text)
        return self

    def choose(self, label: str, text: str) -> Person:
        """Choose the entry of a list that contains a text."""
        field = self.page.get_by_label(label, exact=True)
        field.select_option(value=field.locator("option", has_text=text).first.get_attribute("value"))
        return self

    def mark(self, text: str) -> Person:
        """Mark the answer that contains a text."""
        self.page.locator("main label").filter(has_text=text).first.click()
        return self

    def upload(self, label: str, file: Upload, media_type: str = "application/pdf") -> Person:
        """Choose a file."""
        chosen = {"name": file.name, "mimeType": media_type, "buffer": file.content}
        self.page.get_by_label(label).and_(self.page.locator("input[type=file]")).set_input_files(chosen)
        return self

    def reads(self, text: str) -> Person:
        """See a text on the page."""
        self.page.locator("main").get_by_text(text).first.wait_for()
        return self

    def _checked(self) -> Page:
        """Give the page for axe, which needs scripts: where they are off, a twin that was sent its elements."""
        if self.twin is None:
            return self.page
        whole = self.page.content()
        self.twin.unroute_all()
        self.twin.route("**/*.js", lambda route: route.abort())
        self.twin.route(self.page.url, lambda route: route.fulfill(body=whole, content_type="text/html"))
        resize(self.twin, self.page.viewport_size["width"])
        self.twin.goto(self.page.url)
        return self.twin

    def look(self, name: str) -> Person:
        """Look at a page as on a phone and as at a desk, and find nothing that bars anybody."""
        if not self.album:
            return self
        for width in (PHONE, DESK):
            resize(self.page, width)
            take_picture(self.page, self.album, f"{name}-{width}")
            assert barriers(self._checked()) == []
        assert overflow(self.page) == 0
        resize(self.page, DESK)
        return self


def person(
    browser: Browser, site: str, watch: Watch, *, script: bool = True, album: str = "", **more
) -> Person:
    """Give somebody a browser of their own; with an `album` the pages they look at are checked."""
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": DESK, "height": 900}, locale="id-ID", **more
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch.follow(page)
    twin = None if script or not album else browser.new_context(locale="id-ID").new_page()
    return Person(page, site, album, twin)


def resize(page: Page, width: int) -> None:
    """Give the window a width in CSS pixels."""
    page.set_viewport_size({"width": width, "height": 900})


def take_picture(page: Page, album: str, name: str) -> None:
    """Keep a picture of a whole page, where pictures are wanted."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / album / f"{name}.png", full_page=True, animations="disabled")


def barriers(page: Page) -> list[str]:
    """List what keeps people out of a page at its present width, by WCAG 2.2 A and AA."""
    found = AXE.run(
        page, options={"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    )
    where = f"{urlsplit(page.url).path} at {page.viewport_size['width']}"
    return [
        f"{where}: {each['id']}: {each['help']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


def overflow(page: Page) -> int:
    """Tell by how many pixels a page is wider than the narrowest window."""
    resize(page, NARROWEST)
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def order_path(somebody):
    """The address of the order that a person looks at, without the act."""
    return re.search(r"/kerja/pesanan/[0-9a-f-]{36}", somebody.page.url).group()
