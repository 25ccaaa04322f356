"""The seller's morning page tells the truth of the orders: to deliver, owed, paid, room left, what sells."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eorder.buying.orders.models import Line, Order
from eorder.buying.orders.queries.shop import (
    MOST_SHOWN,
    OWED,
    TO_DELIVER,
    best_selling,
    owed,
    paid_lately,
    to_deliver,
)
from eorder.buying.orders.states import OrderState as S
from eorder.market.catalogue.models import Product
from eorder.parties.vendors.models import Vendor
from eorder.web.formats import rupiah

SELLERS = {
    "mawar": "Dapur Contoh Mawar",
    "sedap": "Katering Contoh Sedap Malam",
    "lestari": "CV Boga Contoh Lestari",
}


def vendor(key="mawar"):
    return Vendor.objects.get(name=SELLERS[key])


def copies_of_an_accepted_order(count):
    """So many orders of the seller like one that was accepted; the last of them."""
    model = Order.objects.filter(state=S.ACCEPTED).first()
    model.vendor = vendor()
    for number in range(count):
        model.id, model.number = Order._meta.pk.get_default(), f"GBR-2026-9{number:04}"
        model.placed_at = timezone.now()
        model.save(force_insert=True)
    return model


def page(signed_in, key="mawar"):
    return signed_in(key).get("/usaha").content.decode()


def test_orders_when_of_the_demo_city_then_some_stand_in_each_list(city):
    assert any(to_deliver(vendor(key).id).first for key in SELLERS)
    assert any(owed(vendor(key).id).first for key in SELLERS)


@pytest.mark.parametrize("key", SELLERS)
def test_page_when_read_then_each_running_order_stands_in_its_place_with_its_amount(signed_in, key):
    coming, unpaid = to_deliver(vendor(key).id), owed(vendor(key).id)
    mine = Order.objects.filter(vendor=vendor(key))
    for found, states in ((coming, TO_DELIVER), (unpaid, OWED)):
        orders = mine.filter(state__in=states)
        assert {row["id"] for row in found.first} == set(orders.values_list("id", flat=True))
        assert found.count == orders.count()
    assert unpaid.total == sum(mine.filter(state__in=OWED).values_list("accepted_value", flat=True))
    deliveries, money = re.split('<h2 id="uang">', page(signed_in, key))
    assert all(f">{row['number']}<" in deliveries for row in coming.first)
    assert all(f">{row['number']}<" in money for row in unpaid.first)
    assert rupiah(unpaid.total) in deliveries


def test_orders_when_more_than_are_shown_then_all_are_counted_and_added_up(signed_in):
    before = to_deliver(vendor().id)
    model = copies_of_an_accepted_order(MOST_SHOWN + 5)
    after = to_deliver(vendor().id)
    assert (len(after.first), after.count) == (MOST_SHOWN, before.count + MOST_SHOWN + 5)
    assert after.total == before.total + model.total * (MOST_SHOWN + 5)
    assert "Dan " in page(signed_in)


def test_money_when_paid_long_ago_then_not_counted(signed_in):
    paid = Order.objects.filter(vendor=vendor(), state__in=[S.PAID, S.CLOSED])
    last = paid.latest("paid_at")
    count, received = paid_lately(vendor().id, last.paid_at)
    assert (count, received) == (paid.count(), sum(paid.values_list("paid", flat=True)))
    assert count
    assert paid_lately(vendor().id, last.paid_at + timedelta(days=31)) == (0, 0)


def test_selling_when_asked_then_what_was_accepted_most_often_first(signed_in):
    latest = Order.objects.filter(vendor=vendor()).latest("placed_at").placed_at
    rows = best_selling(vendor().id, latest)
    lines = Line.objects.filter(order__vendor=vendor(), accepted__gt=0)
    assert {row["name"]: row["quantity"] for row in rows} == {
        name: sum(line.accepted for line in lines if line.name == name)
        for name in set(lines.values_list("name", flat=True))
    }
    assert [row["orders"] for row in rows] == sorted((row["orders"] for row in rows), reverse=True)
    assert best_selling(vendor().id, latest + timedelta(days=200)) == []


def test_room_when_a_product_has_a_capacity_then_told_for_three_days(signed_in):
    limited = Product.objects.filter(vendor=vendor(), per_day__isnull=False, state="listed")
    text = page(signed_in)
    room = text[text.index('<h2 id="sisa">') : text.index('<h2 id="laku">')]
    assert room.count(" dari ") == 3 * limited.count() > 0
    assert all(each.name in room for each in limited)
    limited.update(per_day=None)
    assert "Sisa kapasitas" not in page(signed_in)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_page_when_there_are_many_orders_then_as_many_statements(signed_in, session_statements, count):
    client = signed_in("mawar")
    copies_of_an_accepted_order(count)
    with CaptureQueriesContext(connection) as captured:
        client.get("/usaha")
    assert len(captured) - session_statements == 6


def test_page_when_opened_by_an_official_then_not_there(signed_in):
    assert signed_in("ppk.gbr").get("/usaha").status_code == 404


def test_navigation_when_deeper_then_only_the_nearest_entry_is_marked(signed_in):
    text = signed_in("mawar").get("/usaha/produk/baru").content.decode()
    assert re.findall(r'<a href="([^"]+)" aria-current="true">', text) == ["/usaha/produk"]
