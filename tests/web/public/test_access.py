"""The public table shows every address; what is not there or breaks says so."""

import pytest
from django.test import Client

from eorder.web.public.routes import routes

pytestmark = pytest.mark.usefixtures("demo_city")


def test_access_shows_every_address(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        text = client.get("/akses").content.decode()

    assert all(route.path.replace("<", "&lt;").replace(">", "&gt;") in text for route in routes())


@pytest.mark.parametrize("path", ["/tidak-ada", "/en/tidak-ada"])
def test_unknown_address_gives_a_page_with_404(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "e-Order" in answer.content.decode()


def test_unknown_address_for_programs_gives_json(client):
    answer = client.get("/ocds/tidak-ada")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_page_when_the_method_is_not_allowed_gives_405(client):
    assert client.post("/pembelian").status_code == 405


def test_page_when_the_program_breaks_says_so_calmly(monkeypatch):
    monkeypatch.setattr("eorder.web.public.views.purchases.public_orders", None)

    answer = Client(raise_request_exception=False).get("/pembelian")

    assert answer.status_code == 500
    assert "kesalahan di pihak kami" in answer.content.decode()


def test_components_when_not_switched_on_give_404(client, monkeypatch):
    monkeypatch.delenv("EORDER_COMPONENTS", raising=False)
    assert client.get("/komponen").status_code == 404
    monkeypatch.setenv("EORDER_COMPONENTS", "1")
    assert client.get("/komponen").status_code == 200


@pytest.mark.parametrize("path", ["/", "/pembelian", "/katalog", "/data-terbuka", "/akses", "/masuk"])
def test_page_in_english_has_its_own_address(client, path):
    answer = client.get(f"/en{path}")

    assert answer.status_code == 200
    assert '<html lang="en">' in answer.content.decode()
