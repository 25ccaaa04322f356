"""Orders over the API: one effect for one key, one shape of errors, nothing for strangers."""

import pytest
from django.urls import reverse

from eorder.buying.orders.queries.lists import orders_of_package
from eorder.foundation.ids import new_command
from tests.web.buyer.conftest import STATIONERY, signed_in, tomorrow

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


def asked(city, package, **changed):
    return {
        "package_id": str(package.id),
        "vendor_id": str(city.shop.vendor_id),
        "lines": [{"product_id": str(city.shop.products["Pulpen gel hitam"]), "quantity": 10_000}],
        "window_start": tomorrow(9).isoformat(),
        "window_end": tomorrow(11).isoformat(),
        "reason": "Harga terendah dari dua penjual.",
        **changed,
    }


def post(client, body, key=None):
    headers = {"Idempotency-Key": str(key or new_command())}
    return client.post("/api/v1/orders", body, content_type="application/json", headers=headers)


@pytest.fixture
def package(city):
    return city.ready_package(STATIONERY, meets=False)[0]


def test_order_when_posted_then_stands_and_can_be_read_with_etag(city, package):
    officer = city.client("pp")
    made = post(officer, asked(city, package))
    assert made.status_code == 201
    assert (made.json()["total"], set(made.json())) == (380_000, {"id", "number", "total"})
    read = officer.get(f"/api/v1/orders/{made.json()['id']}")
    assert (read.status_code, read["ETag"], read.json()["state"]) == (200, '"1"', "placed")
    again = officer.get(f"/api/v1/orders/{made.json()['id']}", headers={"If-None-Match": '"1"'})
    assert (again.status_code, again.content) == (304, b"")


def test_order_when_posted_twice_with_one_key_then_exists_once(city, package):
    officer, key = city.client("pp"), new_command()
    first, second = (post(officer, asked(city, package), key) for _ in range(2))
    assert first.json() == second.json()
    assert len(orders_of_package(package.id)) == 1
    other = post(officer, asked(city, package, reason="Alasan yang lain sekali."), key)
    assert (other.status_code, other.json()["code"]) == (409, "command_reused")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"surprise": 1}, "surprise"),
        ({"reason": "a"}, "reason"),
        ({"lines": []}, "lines"),
        ({"window_start": "2026-02-31T09:00:00+07:00"}, "window_start"),
        ({"window_start": "2026-02-01T09:00:00"}, "window_start"),
    ],
)
def test_order_when_the_request_is_malformed_then_the_field_is_named(city, package, changed, field):
    answer = post(city.client("pp"), asked(city, package, **changed))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert any(field in name for name in answer.json()["problems"])
    assert orders_of_package(package.id) == []


def test_order_when_quantity_is_a_fraction_or_negative_then_is_refused(city, package):
    for quantity in (1.5, -1, 0, "10"):
        line = {"product_id": str(city.shop.products["Pulpen gel hitam"]), "quantity": quantity}
        assert post(city.client("pp"), asked(city, package, lines=[line])).status_code == 422


def test_order_when_asked_by_the_wrong_role_or_unit_then_is_refused_or_not_there(city, package):
    wrong_role = post(city.client("ppk"), asked(city, package))
    assert (wrong_role.status_code, wrong_role.json()["code"]) == (403, "wrong_role")
    assert set(wrong_role.json()) == {"code", "sentence", "problems"}
    assert post(city.client("pp", other=True), asked(city, package)).status_code == 404
    made = post(city.client("pp"), asked(city, package)).json()
    assert city.client("pp", other=True).get(f"/api/v1/orders/{made['id']}").status_code == 404
    assert signed_in(city.shop.account_id).get(f"/api/v1/orders/{made['id']}").status_code == 200
    assert signed_in(city.kitchen.account_id).get(f"/api/v1/orders/{made['id']}").status_code == 404


def test_order_when_nobody_is_signed_in_then_answers_401(client, city, package):
    answer = post(client, asked(city, package))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_order_when_the_key_is_no_uuid_then_is_refused(city, package):
    answer = post(city.client("pp"), asked(city, package), "kunci")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_command")


def test_order_when_csrf_is_checked_and_the_token_is_missing_then_is_refused(city, package):
    officer = city.client("pp")
    officer.handler.enforce_csrf_checks = True
    answer = post(officer, asked(city, package))
    assert (answer.status_code, answer.json()["code"]) == (403, "bad_request")


def test_description_when_asked_then_names_the_resource(client, db):
    assert "/api/v1/orders" in client.get("/api/v1/openapi.json").json()["paths"]
    assert reverse("home") == "/"
