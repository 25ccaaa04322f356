"""A running site and a real browser for the journeys; one worker drives them all."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.browsing import Watch, person
from tests.journeys.site import running_site

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site with the demo city, as `make run` starts it."""
    _require_browser()
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module")
def browser(site):
    """Debian's Chromium; for one module, because Django's database cannot be used in the meantime."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def watch():
    """Whatever any page of the test complains about fails it."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture
def people(browser, site, watch):
    """Seat people at browsers of their own: `people("ppk.gbr")` is signed in, `people()` is anybody."""
    seated = []

    def seat(key="", **how):
        somebody = person(browser, site.url, watch, **how)
        seated.append(somebody)
        return somebody.sign_in(f"{key}@contoh.example") if key else somebody

    yield seat
    for somebody in seated:
        for page in filter(None, (somebody.page, somebody.twin)):
            page.context.close()


def _require_browser():
    if shutil.which(CHROMIUM):
        return
    missing = f"{CHROMIUM} tidak ada (Debian: chromium)"
    if os.environ.get("EORDER_REQUIRE_BROWSER") == "1":
        pytest.fail(missing)
    pytest.skip(missing)
