"""A seller's system over the API: by token, with few rights, for one business, until it ends."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eorder.foundation.errors import NotAllowedError
from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.follow_template import follow_template
from eorder.market.catalogue.models import PriceVersion, Product
from eorder.market.templates.actions.publish_template import publish_template
from eorder.market.templates.book import templates
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account
from eorder.parties.tokens.actions.issue_token import issue_token
from eorder.parties.tokens.actions.revoke_token import revoke_token
from eorder.parties.tokens.models import Token
from eorder.parties.tokens.scopes import Scope
from eorder.parties.tokens.secrets import digest_of, secret_for
from tests.web.buyer.conftest import signed_in

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")
PRODUCTS = "/api/v1/products"
ASKED = {"category": "alat-tulis", "name": "Pensil 2B", "unit": "lusin", "price": 24_000}


@pytest.fixture
def give(city):
    """Make a token of the shop with some rights; gives its secret."""

    def make(*scopes, days=30, at=None):
        command = new_command()
        seller = load_actor(city.shop.account_id)
        issue_token(
            vendor_id=city.shop.vendor_id, name="Kasir", scopes=[*scopes], days=days, by=seller,
            at=at or timezone.now(), command=command,
        )  # fmt: skip
        return secret_for(command)

    return make


def ask(secret, path=PRODUCTS, body=None, key=None, **headers):
    """Ask as a system does: no cookie, no CSRF token."""
    client = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {secret}", **headers}
    if body is None:
        return client.get(path, headers=headers)
    headers["Idempotency-Key"] = str(key or new_command())
    return client.post(path, body, content_type="application/json", headers=headers)


def test_products_when_read_by_token_then_the_own_ones_in_one_statement_more(city, give):
    secret = give(Scope.READ)
    with CaptureQueriesContext(connection) as captured:
        answer = ask(secret)
    assert (answer.status_code, len(captured)) == (200, 2)
    found = {each["id"]: each for each in answer.json()["products"]}
    assert set(found) == {str(each) for each in city.shop.products.values()}
    pen = found[str(city.shop.products["Pulpen gel hitam"])]
    assert (pen["price"], pen["price_version"], pen["state"]) == (38_000, 1, "listed")
    assert answer.json()["next"] is None


def test_products_when_there_are_more_than_a_page_then_the_next_goes_on(city, give, monkeypatch):
    monkeypatch.setattr("eorder.api.v1.products.PAGE", 2)
    monkeypatch.setattr("eorder.market.catalogue.own_queries.PAGE", 2)
    secret, found, after = give(Scope.READ), [], ""
    while after is not None:
        answer = ask(secret, f"{PRODUCTS}?after={after}" if after else PRODUCTS).json()
        found += [each["id"] for each in answer["products"]]
        after = answer["next"]
    assert found == sorted(str(each) for each in city.shop.products.values())


def test_product_when_unchanged_then_304_until_a_price_is_published(city, give):
    secret = give(Scope.READ, Scope.PRICES)
    path = f"{PRODUCTS}/{city.shop.products['Pulpen gel hitam']}"
    tag = ask(secret, path)["ETag"]
    assert (tag, ask(secret, path, **{"If-None-Match": tag}).status_code) == ('"1-listed-0"', 304)
    made = ask(secret, f"{path}/prices", {"price": 39_500}, **{"If-Match": tag})
    assert (made.status_code, made["ETag"], made.json()["price"]) == (201, '"2-listed-0"', 39_500)
    assert ask(secret, path, **{"If-None-Match": tag}).json()["price_version"] == 2
    stale = ask(secret, f"{path}/prices", {"price": 41_000}, **{"If-Match": tag})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    wrong = ask(secret, f"{path}/prices", {"price": 41_000}, **{"If-Match": "kemarin"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "bad_etag")
    product = Product.objects.get(id=city.shop.products["Pulpen gel hitam"])
    assert list(product.prices.order_by("seq").values_list("amount", flat=True)) == [38_000, 39_500]


def test_capacity_when_stated_and_taken_away_then_the_version_tells(city, give):
    secret, path = give(Scope.CAPACITY), f"{PRODUCTS}/{city.shop.products['Pulpen gel hitam']}"
    made = ask(secret, f"{path}/capacity", {"per_day": 40})
    assert (made.status_code, made["ETag"], made.json()["per_day"]) == (200, '"1-listed-40"', 40)
    for wrong in (0, -1, 1_000_001, 1.5, "40"):
        assert ask(secret, f"{path}/capacity", {"per_day": wrong}).status_code == 422
    assert ask(secret, f"{path}/capacity", {"per_day": None}).json()["per_day"] is None


def test_product_when_posted_twice_with_one_key_then_listed_once(city, give):
    secret, key = give(Scope.WRITE), new_command()
    first, second = (ask(secret, body=ASKED, key=key) for _ in range(2))
    assert (first.status_code, first.json()) == (201, second.json())
    assert Product.objects.filter(name="Pensil 2B", vendor=city.shop.vendor_id).count() == 1
    off = ask(secret, f"{PRODUCTS}/{first.json()['id']}/delisting", {"reason": "Stok habis."})
    assert (off.status_code, off.json()["state"]) == (200, "delisted")


def test_product_when_its_answers_are_wrong_then_named_as_they_were_sent(city, give):
    version = publish_template(
        government_id=city.government, template=templates()["nasi-kotak"], by=CLOCK, at=timezone.now(),
        command=new_command(),
    )  # fmt: skip
    follow_template(version_id=version)
    answers = {"isi": "Nasi", "kemasan": "tas", "vegetarian": True, "berat_porsi": 5}
    asked = {"category": "nasi-kotak", "name": "Nasi kuning", "unit": "kotak", "price": 20_000}
    answer = ask(give(Scope.WRITE), body={**asked, "attributes": answers})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_form")
    assert {"attributes.kemasan", "attributes.berat_porsi"} <= set(answer.json()["problems"])
    assert "attributes.vegetarian" not in answer.json()["problems"]
    assert not Product.objects.filter(name="Nasi kuning").exists()


@pytest.mark.parametrize(
    ("scopes", "path", "body"),
    [
        ([Scope.WRITE], "", None),
        ([Scope.READ, Scope.PRICES], "", ASKED),
        ([Scope.READ, Scope.WRITE], "/{pen}/prices", {"price": 40_000}),
        ([Scope.READ, Scope.PRICES], "/{pen}/delisting", {"reason": "Habis."}),
        ([Scope.READ, Scope.WRITE, Scope.PRICES], "/{pen}/capacity", {"per_day": 5}),
    ],
)
def test_token_when_it_lacks_the_right_then_refused_with_its_name(city, give, scopes, path, body):
    before = (Product.objects.count(), PriceVersion.objects.count())
    path = PRODUCTS + path.format(pen=city.shop.products["Pulpen gel hitam"])
    answer = ask(give(*scopes), path, body)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert (Product.objects.count(), PriceVersion.objects.count()) == before


def test_product_of_another_business_when_asked_for_then_not_there(city, give):
    secret = give(*Scope)
    strange = Product.objects.exclude(vendor=city.shop.vendor_id).earliest("id")
    answers = [
        ask(secret, f"{PRODUCTS}/{strange.id}"),
        ask(secret, f"{PRODUCTS}/{strange.id}/prices", {"price": 1_000}),
        ask(secret, f"{PRODUCTS}/{strange.id}/delisting", {"reason": "Iseng."}),
        ask(secret, f"{PRODUCTS}/{strange.id}/capacity", {"per_day": 1}),
    ]
    assert [each.status_code for each in answers] == [404, 404, 404, 404]
    assert (strange.prices.count(), Product.objects.get(id=strange.id).state) == (1, "listed")


def revoked(city):
    seller = load_actor(city.shop.account_id)
    revoke_token(token_id=Token.objects.get().id, by=seller, at=timezone.now(), command=new_command())


def closed(city):
    Account.objects.filter(id=city.shop.account_id).update(is_active=False)


def test_product_when_its_category_is_not_there_then_told_so(give):
    answer = ask(give(Scope.WRITE), body={**ASKED, "category": "tidak-ada"})
    assert (answer.status_code, set(answer.json()["problems"])) == (422, {"category"})


@pytest.mark.parametrize("change", [revoked, closed])
def test_token_when_it_or_its_maker_ended_then_opens_nothing(city, give, change):
    secret = give(Scope.READ)
    assert ask(secret).status_code == 200
    change(city)
    answer = ask(secret)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


def test_token_when_its_time_is_over_then_opens_nothing(give):
    now = timezone.now()
    assert ask(give(Scope.READ, at=now - timedelta(days=30, seconds=1))).status_code == 401
    assert ask(give(Scope.READ, at=now - timedelta(days=29, hours=23))).status_code == 200


def test_token_when_its_maker_is_no_member_of_the_business_then_opens_nothing(city):
    now, command = timezone.now(), new_command()
    Token.objects.create(
        government_id=city.government, vendor_id=city.kitchen.vendor_id, account_id=city.shop.account_id,
        name="Kasir", scopes=[*Scope], digest=digest_of(secret_for(command)), issued_at=now,
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    assert ask(secret_for(command)).status_code == 401


@pytest.mark.parametrize(
    "secret", ["", "eorder_", f"eorder_{'a' * 43}", "x" * 5_000, "eorder_'; DROP", "\u00e9"]
)
def test_token_when_made_up_then_opens_nothing(give, secret):
    give(Scope.READ)
    assert ask(secret).status_code == 401


def test_token_when_used_for_an_order_then_opens_nothing(give):
    answer = ask(give(*Scope), "/api/v1/orders/00000000-0000-7000-8000-000000000000")
    assert answer.status_code == 401


def test_cookie_when_it_comes_without_its_csrf_token_then_lists_nothing(city):
    client = signed_in(city.shop.account_id)
    client.handler.enforce_csrf_checks = True
    answer = client.post(
        PRODUCTS, ASKED, content_type="application/json", headers={"Idempotency-Key": str(new_command())}
    )
    assert answer.status_code == 403
    assert not Product.objects.filter(name="Pensil 2B").exists()


def test_token_when_the_business_has_very_many_then_another_is_refused(city, give):
    for _ in range(20):
        give(Scope.READ)
    with pytest.raises(NotAllowedError, match="sudah punya 20 token") as refused:
        give(Scope.READ)
    assert refused.value.code == "too_many_tokens"
    later = timezone.now() + timedelta(days=31)
    assert give(Scope.READ, at=later).startswith("eorder_")
