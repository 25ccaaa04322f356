"""What the catalogue shows to whom, and in which order."""

from dataclasses import replace

import pytest

from eorder.market.catalogue.queries import products_of_vendor
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.simulator.demo_city import load_tables
from eorder.simulator.sellers import SHOPS
from tests.factories.cast import offer, open_seller

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def sellers():
    """The same kind of shop in two governments."""
    load_tables()
    shop = next(shop for shop in SHOPS if shop.key == "pena")
    found = {}
    for place, code in enumerate(("KOTA-CONTOH", "KOTA-LAIN")):
        government = set_up_government(code=code, name=code)
        found[code] = government, open_seller(government, replace(shop, key=code), 601 + place)
    return found


def test_products_when_listed_for_their_seller_then_by_plain_letters(sellers):
    _, seller = sellers["KOTA-CONTOH"]
    for price, name in enumerate(("Zebra", "Élan", "apel", "elan 2"), 1_000):
        offer(seller, "alat-tulis", price, name=name)
    names = [row["name"] for row in products_of_vendor(seller.id)]
    assert names == ["apel", "Buku tulis 58 lembar", "Élan", "elan 2", "Pulpen gel hitam", "Zebra"]
