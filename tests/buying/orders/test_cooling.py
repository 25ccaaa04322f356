"""A new product or a raised price can be ordered after its cooling time, or at once with a reason anyone may read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import CoolingTime, Line, Order
from eorder.foundation.errors import NotAllowedError
from eorder.foundation.ids import new_command
from eorder.law import book
from eorder.market.catalogue.actions.change_price import change_price
from eorder.market.catalogue.cooling import risen_at
from eorder.market.catalogue.models import PriceVersion
from eorder.market.catalogue.queries import prices_of
from eorder.records.journal.models import Event, Release
from tests.factories.cast import at, offer
from tests.factories.purchases import STATIONERY, Basket, open_package, wanted

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
NOW = at(10)
WHY = "Banjir: papan nama posko habis."


class Shop:
    """A seller whose prices rise and fall, and an officer who orders on 10 August at 09.00."""

    def __init__(self, city):
        self.city, self.seller = city, city.sellers["small"]
        self.walk = open_package(city, account=STATIONERY)

    def offer(self, ago, price=10_000):
        self.product = offer(self.seller, "alat-tulis", price, name="Papan nama", when=NOW - ago)

    def reprice(self, price, ago):
        change_price(
            product_id=self.product, price=price, by=self.seller.actor, at=NOW - ago, command=new_command()
        )

    def form(self, count=1, **more):
        basket = Basket(self.seller, ((self.product, count * 1000),), STATIONERY)
        return replace(wanted(self.walk, basket), **more)

    def place(self, **more):
        form = self.form(**more)
        return place_order(wanted=form, by=self.city.people["pp"], at=NOW, command=new_command())

    def refusal(self, **more):
        with pytest.raises(NotAllowedError) as error:
            self.place(**more)
        assert (error.value.code, error.value.status) == ("price_cooling", 409)
        return error.value.sentence

    def change(self, order, moment, count=2, **more):
        version = Order.objects.get(id=order).version
        return change_order(
            order_id=order, version=version, wanted=self.form(count, **more), by=self.city.people["pp"], at=moment,
            command=new_command(),
        )  # fmt: skip


@pytest.fixture
def shop(city):
    return Shop(city)


def test_product_when_new_then_can_be_ordered_from_the_last_second_of_its_cooling_time(shop):
    shop.offer(72 * HOUR - SECOND)
    assert shop.refusal() == (
        "Papan nama baru dijual atau harganya baru naik: dapat dipesan mulai 10 Agustus 2026, 09.00 WIB. "
        "Tunggu sampai saat itu, atau tulis alasan darurat, yang terbuka untuk umum."
    )
    shop.offer(72 * HOUR)
    assert shop.place()


@pytest.mark.parametrize(
    ("changes", "is_cooling"),
    [
        (((12_000, 71),), True),
        (((12_000, 72),), False),
        (((8_000, 1),), False),
        (((10_000, 1),), False),  # the same price again
        (((8_000, 100), (9_000, 1)), True),  # rose again after it fell
        (((20_000, 2), (12_000, 1)), True),  # fell, but not below what it was before it rose
        (((20_000, 2), (10_000, 1)), False),  # rose and fell back
        (((20_000, 2), (9_000, 1)), False),
        (((20_000, 80), (12_000, 1)), False),
        (((5_000, 90), (10_000, 80), (12_000, 60), (10_000, 1)), False),
    ],
)
def test_price_when_it_rose_or_fell_then_waits_only_since_it_was_last_lower(shop, changes, is_cooling):
    shop.offer(1_000 * HOUR)
    for price, hours in changes:
        shop.reprice(price, hours * HOUR)
    version = PriceVersion.objects.filter(product_id=shop.product).latest("seq")
    with connection.cursor() as cursor:
        cursor.execute("SELECT catalogue_risen_at(%s)", [version.id])
        assert cursor.fetchone() == (risen_at(prices_of(shop.product)),)
    if is_cooling:
        shop.refusal()
    else:
        assert shop.place()


def test_order_when_it_is_an_emergency_then_line_event_and_release_say_why(shop):
    shop.offer(HOUR)
    order = shop.place(emergency=f"  {WHY} ")
    assert Line.objects.get(order=order).emergency == WHY
    event = Event.objects.get(subject_id=order)
    assert f'"emergency":"{WHY}"' in event.public
    told = f"Dipesan dalam masa tunggu harga, alasan darurat: {WHY}"
    assert told in Release.objects.get(event=event).body


def test_order_when_the_reason_of_an_emergency_is_too_short_then_refused(shop):
    shop.offer(HOUR)
    assert "paling sedikit 5 huruf" in shop.refusal(emergency="Ya.")


def test_order_when_nothing_is_cooling_then_no_emergency_is_told(shop):
    shop.offer(100 * HOUR)
    order = shop.place(emergency=WHY)
    assert Line.objects.get(order=order).emergency == ""
    assert "emergency" not in Event.objects.get(subject_id=order).public


def test_change_when_the_price_fell_since_then_goes_through_at_the_lower_price(shop):
    shop.offer(100 * HOUR)
    order = shop.place()
    shop.reprice(9_000, -HOUR)
    shop.change(order, NOW + 2 * HOUR)
    assert Line.objects.get(order=order).unit_price == 9_000


def test_change_when_the_price_rose_since_then_needs_its_cooling_time_or_a_reason(shop):
    shop.offer(100 * HOUR)
    order = shop.place()
    shop.reprice(11_000, -HOUR)
    with pytest.raises(NotAllowedError) as refusal:
        shop.change(order, NOW + 2 * HOUR)
    assert refusal.value.code == "price_cooling"
    shop.change(order, NOW + 2 * HOUR, emergency=WHY)
    assert Line.objects.get(order=order).emergency == WHY
    shop.change(order, NOW + 3 * HOUR, count=3, emergency=WHY)
    body = Release.objects.filter(event__subject_id=order).latest("date").body
    assert WHY in body


def test_line_when_the_runtime_role_writes_it_past_the_rules_then_the_trigger_refuses(shop):
    shop.offer(HOUR)
    order = shop.place(emergency=WHY)
    line = Line.objects.get(order=order)
    Line.objects.filter(id=line.id).delete()
    line.id, line.emergency = None, ""
    with pytest.raises(IntegrityError, match="masih dalam masa tunggu"), transaction.atomic():
        line.save(force_insert=True)


def test_cooling_time_when_the_database_refuses_by_it_then_it_is_that_of_the_book(city):
    values = book.parameter("new_price_cooling_time").values
    rows = CoolingTime.objects.order_by("since").values_list("since", "until", "hours")
    assert list(rows) == [(each.since, each.until, each.amount) for each in values]
