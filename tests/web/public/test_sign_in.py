"""Sign in, be refused, be locked out for a while, sign out."""

import re

import pytest
from django.test import Client

from eorder.simulator.cast import PASSWORD

pytestmark = pytest.mark.usefixtures("demo_city")

PPK = "ppk.gbr@contoh.example"


def attempt(client, username=PPK, password=PASSWORD, **more):
    return client.post("/masuk", {"username": username, "password": password, **more})


@pytest.mark.parametrize("name", [PPK, " PPK.GBR@Contoh.Example ", "000003"])
def test_sign_in_by_email_or_nrk_goes_on_to_the_wanted_page(client, name):
    answer = attempt(client, name, next="/pembelian?q=a")

    assert answer.status_code == 303
    assert answer["Location"] == "/pembelian?q=a"
    assert "Melati Contoh GBR" in client.get("/pembelian").content.decode()


def test_sign_in_when_there_was_a_session_gets_a_new_one(client):
    attempt(client, next="/")
    before = client.cookies["sid"].value

    attempt(client, "mawar@contoh.example", next="/")

    assert client.cookies["sid"].value != before


@pytest.mark.parametrize(
    "wanted", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "/\\jahat.example", ""]
)
def test_sign_in_when_the_wanted_page_is_elsewhere_goes_to_the_inbox(client, wanted):
    assert attempt(client, next=wanted)["Location"] == "/tugas"


@pytest.mark.parametrize(("name", "password"), [(PPK, "salah-sekali"), ("siapa@contoh.example", PASSWORD)])
def test_sign_in_when_name_or_password_is_wrong_says_the_same(client, name, password):
    answer = attempt(client, name, password)

    assert answer.status_code == 422
    assert "tidak cocok" in answer.content.decode()
    assert "sid" not in client.cookies
    assert password not in answer.content.decode()


def test_sign_in_when_a_field_is_empty_says_which(client):
    text = attempt(client, "", "").content.decode()

    assert "Isi surel atau NRK Anda." in text
    assert "Isi kata sandi Anda." in text


def test_sign_in_after_five_wrong_passwords_is_closed_for_a_while(client):
    answers = [attempt(client, password=f"salah-{number}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert "15 menit" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "900"

    right = attempt(client)

    assert right.status_code == 429
    assert "sid" not in client.cookies


def test_sign_in_of_others_when_one_is_locked_out_works(client):
    for number in range(5):
        attempt(client, password=f"salah-{number}")

    assert attempt(Client(), "pp.gbr@contoh.example", next="/").status_code == 303
    assert attempt(Client(REMOTE_ADDR="192.0.2.7"), next="/").status_code == 303


def test_sign_out_ends_the_session_on_the_server(client):
    attempt(client, next="/")
    stolen = client.cookies["sid"].value

    answer = client.post("/keluar")

    assert answer.status_code == 303
    thief = Client()
    thief.cookies["sid"] = stolen
    assert "Melati" not in thief.get("/pembelian").content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_sign_out_by_a_link_changes_nothing(client, method):
    attempt(client, next="/")

    getattr(client, method)("/keluar")

    assert "Melati Contoh GBR" in client.get("/pembelian").content.decode()


@pytest.mark.parametrize("path", ["/masuk", "/keluar"])
def test_post_without_the_forms_secret_is_refused(path):
    answer = Client(enforce_csrf_checks=True).post(path, {"username": PPK})

    assert answer.status_code == 403
    assert "terlalu lama terbuka" in answer.content.decode()


def test_sign_in_page_is_never_stored_and_shows_no_password(client):
    answer = client.get("/masuk")

    assert "no-store" in answer["Cache-Control"]
    assert PASSWORD not in answer.content.decode()


def test_password_field_when_shown_then_masked_and_open_to_password_managers(client):
    (field,) = re.findall(r"<input[^>]*name=\"password\"[^>]*>", client.get("/masuk").content.decode())

    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "paste" not in field


def test_sign_out_tells_the_browser_to_forget_what_it_showed(client):
    attempt(client, next="/")

    assert client.post("/keluar")["Clear-Site-Data"] == '"cache", "storage"'
