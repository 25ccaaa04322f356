"""An installed app shows the last inbox where there is no connection, says so, and forgets it at signing out."""

import pytest
from playwright.sync_api import Error

from tests.journeys.browsing import PHONE, Watch, barriers, person, resize

WAITS = "Tidak ada sambungan."
CONTROLLED = "navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)"


@pytest.fixture
def seller(browser, site):
    """A seller on a phone; what the browser complains about without a connection is expected."""
    seated = person(browser, site.url, Watch()).sign_in("mawar@contoh.example")
    resize(seated.page, PHONE)
    yield seated
    seated.page.context.close()


def test_inbox_when_the_app_has_no_connection_then_the_last_one_is_read_and_says_so(seller):
    page = seller.page
    seller.open("/tugas?dari=aplikasi")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    seller.open("/tugas")
    assert page.evaluate(CONTROLLED)
    assert not page.get_by_text(WAITS).is_visible()
    tasks = page.locator("main").inner_text()
    page.context.set_offline(True)
    seller.open("/tugas")
    assert page.get_by_text(WAITS).is_visible()
    assert tasks in page.locator("main").inner_text()
    assert barriers(page) == []
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        seller.open("/usaha/produk")


def test_inbox_when_signed_out_then_nothing_is_left_on_the_phone(seller):
    page = seller.page
    seller.open("/tugas?dari=aplikasi")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    seller.open("/tugas")
    assert page.evaluate("caches.keys()") == ["luring-1"]
    page.locator(".account summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_load_state("load")
    assert page.evaluate("caches.keys()") == []
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        seller.open("/tugas")


def test_inbox_when_it_is_read_in_a_browser_then_nothing_is_kept(seller):
    seller.open("/tugas")
    assert seller.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert seller.page.evaluate("caches.keys()") == []
