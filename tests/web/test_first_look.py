"""What no page can use is refused in one place each: sizes, the NUL character, far moments, a busy database."""

import json
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection
from django.test import Client

from eorder.foundation.canonical import utc_text
from eorder.foundation.errors import InvalidValueError
from eorder.foundation.ids import new_command
from eorder.foundation.sizes import LARGEST_BODY, LARGEST_UNSIGNED
from eorder.web.middleware import ErrorPages
from eorder.web.reading import moment_of

JSON = {"content_type": "application/json"}


@pytest.fixture
def client(demo_city):
    return Client()


def code_of(answer):
    return json.loads(answer.content)["code"] if answer["Content-Type"].startswith("application/json") else ""


@pytest.mark.parametrize(
    ("size", "cookie", "status"),
    [
        (LARGEST_UNSIGNED + 1, "", 413),
        (LARGEST_UNSIGNED + 1, "sid=tidak-ada", 403),  # goes on to the check of forms
        (LARGEST_BODY + 1, "sid=tidak-ada", 413),
    ],
)
def test_body_when_larger_than_any_form_then_413(demo_city, size, cookie, status):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/masuk", b"", content_type="text/plain", headers={"Cookie": cookie}, CONTENT_LENGTH=str(size)
    )
    assert answer.status_code == status
    assert ("Setiap berkas paling besar 5 MB" in answer.content.decode()) == (status == 413)
    assert "default-src" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_body_when_its_size_is_not_told_then_413(client):
    answer = client.post("/masuk", {}, headers={"Transfer-Encoding": "chunked"})
    assert answer.status_code == 413
    assert "tidak menyebut ukurannya" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/ocds/releases/a%00b", "/ocds/records/a%00b", "/pembelian/%00", "/katalog?q=%00a", "/katalog?%00=a"],
)
def test_address_when_it_holds_nul_then_400(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer["Cache-Control"] == "no-store, private"
    assert code_of(answer) == ("bad_request" if address.startswith("/ocds") else "")


def test_form_when_it_holds_nul_then_400_in_the_language_of_the_page(client):
    answer = client.post("/en/masuk", {"username": "a\x00b", "password": "c"})
    assert answer.status_code == 400
    assert "character" in answer.content.decode()


def test_json_when_it_holds_nul_then_400(client, sign_in):
    signed_in = sign_in("pp.gbr@contoh.example")
    answer = signed_in.post("/api/v1/orders", json.dumps({"reason": "a\x00b"}), **JSON)
    assert (answer.status_code, code_of(answer)) == (400, "bad_request")


def test_api_when_sent_a_form_with_files_then_refused_in_its_shape(client, sign_in):
    signed_in = sign_in("pp.gbr@contoh.example")
    answer = signed_in.post("/api/v1/orders", {"a": "b"}, headers={"Idempotency-Key": str(new_command())})
    assert answer.status_code in {400, 422}
    assert set(answer.json()) == {"code", "sentence", "problems"}


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1899-01-01T00:00:00+00:00"]
)
def test_moment_when_no_purchase_could_mean_it_then_refused(moment):
    with pytest.raises(InvalidValueError, match="di luar jangkauan"):
        utc_text(datetime.fromisoformat(moment))
    assert utc_text(datetime(2026, 8, 13, tzinfo=UTC)).startswith("2026-08-13T00:00:00")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_typed_day_when_its_year_cannot_be_meant_then_refused(day):
    with pytest.raises(ValueError, match=day):
        moment_of(day, "10:00")


def test_place_in_a_list_when_endless_then_from_the_beginning(client, sign_in):
    assert sign_in("ppk.gbr@contoh.example").get("/kerja/paket?setelah=" + "0" * 4400).status_code == 200


def test_error_page_when_signed_in_then_nobody_keeps_it(client, sign_in):
    answer = sign_in("ppk.gbr@contoh.example").get("/kerja/pesanan/00000000-0000-7000-8000-000000000000")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store, private")


@pytest.mark.parametrize("address", ["/kerja", "/en/kerja", "/api/v1/orders"])
def test_database_when_busy_then_503_with_a_time_to_try_again(client, rf, address):
    with pytest.raises(OperationalError) as error, connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'uji' USING ERRCODE = '55P03'; END $$")
    answer = ErrorPages(None).process_exception(rf.get(address), error.value)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (
        503,
        "10",
        "no-store, private",
    )
    assert code_of(answer) == ("busy" if address.startswith("/api") else "")


def test_database_when_something_else_is_wrong_then_it_surfaces(rf):
    assert ErrorPages(None).process_exception(rf.get("/"), OperationalError("hilang")) is None
