"""Every address that names a record is shut to strangers: generated from the addresses, whatever comes to them."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from eorder.buying.orders.models import Order
from eorder.foundation.ids import new_command
from eorder.market.catalogue.models import Product
from eorder.parties.actors import load_actor
from eorder.parties.identity.models import Account
from eorder.parties.identity.policy import CURATOR, PUBLIC, VENDOR
from eorder.parties.tokens.actions.issue_token import issue_token
from eorder.records.documents.models import Document
from eorder.web.public.routes import routes
from tests.factories.accounts import proposed
from tests.factories.cast import Seller

pytestmark = pytest.mark.usefixtures("demo_city")
BACKEND = "eorder.parties.identity.sign_in.EmailOrNrkBackend"
OFFICES = ("pa", "kpa", "ppk", "pp", "pptk", "bendahara", "pembantu")
STRANGERS = (*(f"{office}.dpc" for office in OFFICES), "kertas", "kurator.gbr", "admin.gbr")
DOORS = [
    (route, method)
    for route in routes()
    for method in route.methods
    if re.search(r"<(?!sanction)\w+_id>", route.path) and route.policy not in {PUBLIC.name, CURATOR.name}
]
"""What curators check is open to them, who are strangers to the rest; the matrix asks for it, and for sanctions."""
BODIES = {"prices": '{"price": 1000}', "capacity": '{"per_day": 5}', "delisting": '{"reason": "Habis."}'}
"""What a system sends, by the end of the address."""


def seat(key):
    client = Client()
    client.force_login(Account.objects.get(email=f"{key}@contoh.example"), backend=BACKEND)
    return client


def ask(key, method, path):
    """Open an address, or send it a form that says nothing."""
    if path.startswith("/api/") and method == "POST":
        body, key_of_act = BODIES[path.rpartition("/")[2]], {"Idempotency-Key": str(new_command())}
        return seat(key).generic(method, path, body, "application/json", headers=key_of_act)
    form = f"command={new_command()}" if method == "POST" else ""
    return seat(key).generic(method, path, form, "application/x-www-form-urlencoded")


def address(route):
    """An address with records of the unit GBR and the seller Mawar; a new kind of record needs its row here."""
    order = Order.objects.filter(number__startswith="GBR", vendor__name="Dapur Contoh Mawar").latest("id")
    keys = {
        "order_id": order.id,
        "package_id": order.package_id,
        "meeting_id": order.meeting_id,
        "vendor_id": order.vendor_id,
        "product_id": Product.objects.filter(vendor=order.vendor).earliest("id").id,
    }
    if "<token_id>" in route.path:
        seller = load_actor(Account.objects.get(email="mawar@contoh.example").id)
        keys["token_id"] = issue_token(
            vendor_id=order.vendor_id, name="Kasir", scopes=["products:read"], days=30, by=seller, at=timezone.now(),
            command=new_command(),
        )  # fmt: skip
    if "<change_id>" in route.path:
        seller = Seller(order.vendor_id, load_actor(Account.objects.get(email="mawar@contoh.example").id), {})
        keys["change_id"] = proposed(seller, timezone.now())
    return re.sub(r"<(\w+)>", lambda found: str(keys[found[1]]), route.path)


def named(door):
    route, method = door
    return f"{method}-{route.name}"


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_record_when_strangers_ask_then_is_not_there(door):
    route, method = door
    path = address(route)
    answers = {key: ask(key, method, path).status_code for key in STRANGERS}
    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_record_when_nobody_is_signed_in_then_asks_to_sign_in(door):
    route, method = door
    path = address(route)
    answer = Client().generic(method, path)
    if path.startswith("/api/"):
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    else:
        assert (answer.status_code, answer["Location"]) == (302, f"/masuk?next={path}")


@pytest.mark.parametrize("door", DOORS, ids=named)
def test_record_when_its_own_people_ask_then_is_there(door):
    route, method = door
    answer = ask("mawar" if route.policy == VENDOR.name else "ppk.gbr", method, address(route))
    assert answer.status_code != 404


@pytest.mark.parametrize("key", [*STRANGERS, ""])
def test_private_document_when_strangers_ask_then_is_not_there(key):
    private = Document.objects.filter(is_public=False, subject_id__in=Order.objects.filter(
        number__startswith="GBR").values("meeting_id")).first()  # fmt: skip
    client = seat(key) if key else Client()
    assert client.get(f"/dokumen/{private.id}").status_code == 404
    assert seat("ppk.gbr").get(f"/dokumen/{private.id}").status_code == 200


@pytest.mark.parametrize("key", ["kurator.gbr", "admin.gbr"])
@pytest.mark.parametrize(
    "route", [each for each in routes() if each.path.startswith("/api/") and each.policy != PUBLIC.name],
    ids=lambda each: each.name,
)  # fmt: skip
def test_api_when_its_policy_does_not_admit_the_account_then_is_not_there(route, key):
    answers = [
        seat(key).generic(method, address(route), "{}", "application/json") for method in route.methods
    ]
    assert [answer.status_code for answer in answers] == [404] * len(route.methods)
    assert answers[0].json()["code"] == "not_found"
