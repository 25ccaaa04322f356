"""What does not go straight: refused, cancelled, not theirs, locked out, by keyboard, in English, signed out."""

import re

from eorder.simulator.cast import PASSWORD
from tests.journeys.browsing import order_path

WRONG = "kata-sandi-yang-salah"
GUESSED = "kurator.dpc@contoh.example"
MOST_TRIES = 5


def test_order_when_seller_refuses_then_reason_is_public(people):
    seller = people("mawar", album="lain")
    seller.follow("Jawab pesanan").follow("Tolak pesanan").press("Tolak pesanan")
    seller.reads("Ada 1 hal yang perlu diperbaiki").fill("Alasan", "Dapur penuh pada hari itu.").look("tolak")
    seller.press("Tolak pesanan").reads("Pesanan Anda tolak").follow("Halaman umum pembelian ini")
    seller.reads("Dapur penuh pada hari itu.").look("cerita-ditolak")


def test_order_when_officer_cancels_then_it_says_so(people):
    officer = people("pp.gbr", album="lain").turn_to("Pesanan")
    officer.look("daftar-pesanan")
    officer.page.locator(".task-list li").filter(has_text="Sedap Malam").first.get_by_role("link").click()
    officer.follow("Batalkan pesanan").fill("Alasan", "Rapat ditunda ke bulan depan.").look("batal")
    officer.press("Batalkan pesanan").reads("Pesanan dibatalkan").reads("Rapat ditunda ke bulan depan.")


def test_order_when_another_unit_or_seller_asks_then_404_and_a_stranger_signs_in_first(people):
    treasurer = people("bendahara.gbr").turn_to("Pesanan")
    treasurer.page.locator(".task-list a").last.click()
    treasurer.reads("Jalannya pesanan")
    path = order_path(treasurer)
    for other in ("ppk.dpc", "bambu"):
        somebody = people(other, album="lain")
        assert somebody.open(path).status == 404
        somebody.reads("Halaman tidak ditemukan").look("404")
    stranger = people()
    assert stranger.open(path).status == 200
    stranger.reads("Surel atau NRK").identify("ppk.gbr@contoh.example").reads("Jalannya pesanan")
    assert order_path(stranger) == path


def test_account_when_password_is_wrong_five_times_then_rests_even_for_the_right_one(people):
    guesser = people(album="lain")
    guesser.open("/masuk")
    for _ in range(MOST_TRIES - 1):
        guesser.identify(GUESSED, WRONG).reads("tidak cocok")
    for password in (WRONG, PASSWORD):
        guesser.identify(GUESSED, password).reads("Terlalu banyak kata sandi salah")
    guesser.look("terkunci")


def test_sign_in_and_out_when_only_keys_are_used_then_both_work(people):
    somebody = people()
    page = somebody.page
    somebody.open("/masuk")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for text in ("auditor.gbr@contoh.example", PASSWORD):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tugas")
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in ("Ganti kata sandi", "Keluar"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Masuk", exact=True).wait_for()
    somebody.open("/tugas")
    assert page.url.endswith("/masuk?next=/tugas")


def test_sign_out_when_there_is_no_script_then_works(people):
    somebody = people("kpa.gbr", script=False)
    somebody.page.locator(".account summary").click()
    somebody.page.get_by_role("button", name="Keluar").click()
    somebody.page.get_by_role("link", name="Masuk", exact=True).wait_for()


def test_page_when_address_is_english_then_english_stays_and_leads_back(people):
    visitor = people(album="lain")
    visitor.open("/en/")
    html = visitor.page.locator("html")
    assert html.get_attribute("lang") == "en"
    visitor.look("english")
    visitor.page.locator(".task-list a").first.click()
    visitor.page.wait_for_url("**/en/pembelian/*")
    visitor.look("english-story")
    visitor.page.get_by_role("link", name="Bahasa Indonesia").click()
    visitor.page.wait_for_url(re.compile(r"\d/pembelian/"))
    assert html.get_attribute("lang") == "id"
