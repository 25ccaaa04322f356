"""Texts that mean something to a browser, a database, a template, a log or a letter stay texts everywhere."""

import json
import re

import pytest
from django.core.mail import BadHeaderError, EmailMessage
from django.test import Client

from eorder.foundation.ids import new_command
from eorder.market.catalogue.models import Product
from eorder.parties.identity.letter_box import LetterBox
from eorder.parties.identity.session_store import SessionStore
from eorder.simulator.cast import PASSWORD

pytestmark = pytest.mark.usefixtures("demo_city")
HOSTILE = "\"'><script>alert(1)</script>{{7*7}}{% if 1 %}%(name)s {0.__class__} %s' OR '1'='1"
MAWAR = "mawar@contoh.example"


@pytest.fixture
def product(sign_in):
    form = {
        "category": "katering-rapat", "name": HOSTILE, "description": HOSTILE, "unit": "kotak", "price": "9000",
        "minimum": "1", "lead_days": "1", "command": str(new_command()),
    }  # fmt: skip
    answer = sign_in(MAWAR).post("/usaha/produk/baru", form)
    assert answer.status_code == 303, answer.content.decode()
    return Product.objects.get(name=HOSTILE)


@pytest.mark.parametrize("language", ["", "/en"])
def test_product_when_its_name_is_hostile_then_shown_as_text(product, sign_in, language):
    seller = sign_in(MAWAR)
    pages = [
        (Client(), f"/produk/{product.id}"),
        (Client(), "/katalog"),
        (seller, "/usaha/produk"),
        (seller, f"/usaha/produk/{product.id}/harga"),
    ]
    for client, path in pages:
        text = client.get(f"{language}{path}").content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in text, path
        assert [each for each in ("<script>alert", "49{%", "<class ") if each in text] == [], path


@pytest.mark.parametrize("language", ["", "/en"])
def test_answers_to_a_template_when_hostile_then_shown_as_text(sign_in, client, language):
    seller = sign_in(MAWAR)
    form = {
        "category": "makanan-siap-saji", "name": "Nasi contoh", "unit": "porsi", "price": "9000", "minimum": "1",
        "lead_days": "1", "attr_isi": HOSTILE, "attr_alergen": HOSTILE, "attr_kemasan": "daun",
    }  # fmt: skip
    refused = seller.post(f"{language}/usaha/produk/baru", {**form, "command": str(new_command())})
    assert refused.status_code == 422
    listed = {**form, "attr_status_halal": "dalam proses", "command": str(new_command())}
    assert seller.post(f"{language}/usaha/produk/baru", listed).status_code == 303
    product = Product.objects.get(name="Nasi contoh")
    for text in (refused.content.decode(), client.get(f"{language}/produk/{product.id}").content.decode()):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in text
        assert [each for each in ("<script>alert", "49{%", "<class ") if each in text] == []


@pytest.mark.parametrize("text", [HOSTILE, "%' OR 1=1 --", "_", "%", "\\", "'; DROP TABLE orders_order; --"])
def test_search_when_the_text_is_hostile_then_finds_what_holds_it_and_shows_it_as_text(client, text):
    for path in ("/katalog", "/pembelian"):
        answer = client.get(path, {"q": text})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_search_when_it_would_match_everything_as_sql_then_finds_nothing(client):
    assert 'href="/produk/' in client.get("/katalog").content.decode()
    assert 'href="/produk/' not in client.get("/katalog", {"q": "%' OR 'qq'='qq"}).content.decode()


def test_name_when_typed_again_at_the_sign_in_then_shown_as_text(client):
    text = client.post("/masuk", {"username": HOSTILE, "password": "x"}).content.decode()
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text


def test_file_when_its_name_is_hostile_then_said_as_it_is(rf):
    from eorder.records.documents.intake import InvalidFileError, Upload, check_file

    name = "%(name)s{name}{0.__class__}.pdf"
    for content in (b"bukan", b"%PDF-rusak", b"\xff\xd8\xffrusak"):
        with pytest.raises(InvalidFileError) as error:
            check_file(Upload(name, content))
        assert name in error.value.sentence


@pytest.mark.parametrize("wanted", ["/tugas%0d%0aX-Jahat: ya", "/tugas\r\nX-Jahat: ya", "/tugas?a=\nb"])
def test_redirect_when_the_wanted_page_holds_line_ends_then_they_start_no_header(client, wanted):
    answer = client.post(
        "/masuk", {"username": "ppk.gbr@contoh.example", "password": PASSWORD, "next": wanted}
    )
    assert answer.status_code == 303
    assert "X-Jahat" not in answer.headers
    assert not re.search(r"[\r\n]", answer["Location"])


def test_address_when_encoded_twice_then_decoded_once(client):
    assert client.get("/katalog?q=%2500").status_code == 200  # the text %00, not the character
    assert client.get("/katalog?q=%00").status_code == 400
    form = {"username": "ppk.gbr@contoh.example", "password": PASSWORD, "next": "%2F%2Fjahat.example"}
    assert client.post("/masuk", form)["Location"] == "/tugas"


def test_parameter_when_sent_twice_then_the_last_counts_everywhere(client):
    body = f"username=x&username=ppk.gbr@contoh.example&password=x&password={PASSWORD}"
    answer = client.generic("POST", "/masuk?username=x&password=x", body, "application/x-www-form-urlencoded")
    assert answer.status_code == 303
    assert client.get("/katalog?q=a&q=%00").status_code == 400  # looked at, although another one counts


def test_sign_in_when_asked_in_the_address_then_only_the_form_is_shown(client):
    answer = client.get("/masuk", {"username": "ppk.gbr@contoh.example", "password": PASSWORD})
    assert (answer.status_code, "sid" in client.cookies) == (200, False)
    assert re.search(r"<form[^>]*method=\"post\"[^>]*>", answer.content.decode())


def test_letter_when_its_subject_holds_a_line_end_then_not_sent(tmp_path):
    (tmp_path / "mail").mkdir()
    for given in (
        {"subject": "Satu\nBcc: jahat@contoh.example"},
        {"to": ["a@contoh.example\nBcc: b@contoh.example"]},
    ):
        letter = EmailMessage(**{"subject": "Satu", "body": "Isi", "to": ["a@contoh.example"], **given})
        box = LetterBox(file_path=tmp_path / "mail")
        with pytest.raises(BadHeaderError):
            box.send_messages([letter])
        box.close()


def test_session_key_when_made_then_long_random_and_never_the_same():
    keys = {SessionStore()._get_new_session_key() for _ in range(2_000)}
    assert len(keys) == 2_000
    assert {len(each) for each in keys} == {32}
    assert len(set("".join(keys))) == 36  # 36 signs, 32 places: 165 bits


def test_refusal_when_somebody_may_not_then_the_log_says_who_and_what_but_not_what_was_typed(sign_in, caplog):
    client = sign_in(MAWAR)
    caplog.clear()
    client.post("/kerja/pesanan/00000000-0000-7000-8000-000000000000", {"reason": "rahasia-diketik"})
    client.get("/kerja/paket")
    client.get("/api/v1/orders/00000000-0000-7000-8000-000000000000")
    lines = [each for each in caplog.records if each.getMessage() == "refused"]
    assert [(each.status, each.method, each.path) for each in lines] == [
        (404, "GET", "/kerja/paket"),
        (404, "GET", "/api/v1/orders/00000000-0000-7000-8000-000000000000"),
    ]
    assert {len(each.account) for each in lines} == {36}
    assert "rahasia-diketik" not in json.dumps([vars(each) for each in lines], default=str)


def test_passwords_when_right_or_wrong_then_each_try_is_kept_with_name_address_and_moment(client):
    from axes.models import AccessFailureLog, AccessLog

    for password in ("salah-sekali", PASSWORD):
        client.post("/masuk", {"username": "ppk.gbr@contoh.example", "password": password})
    (wrong,), (right,) = (
        AccessFailureLog.objects.all(),
        AccessLog.objects.filter(username="ppk.gbr@contoh.example"),
    )
    for each in (wrong, right):
        assert (each.username, each.ip_address, bool(each.attempt_time)) == (
            "ppk.gbr@contoh.example", "127.0.0.1", True,
        )  # fmt: skip
        assert "salah-sekali" not in repr(vars(each))
