"""The capacity of a day: stated by the seller, taken by standing orders, given back by those that ended."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from eorder.buying.orders.actions import place_order as placing
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.actions.refuse_order import refuse_order
from eorder.buying.orders.models import Line, Order
from eorder.buying.orders.queries.placement import CONTEXT
from eorder.foundation.errors import InvalidFormError, NotAllowedError, NotFoundError, OverCapacityError
from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.set_capacity import set_capacity
from eorder.market.catalogue.models import Product
from eorder.records.at_once import LONGEST
from eorder.records.journal.models import Event
from tests.factories.cast import at, offer
from tests.factories.purchases import STATIONERY, Basket, open_package, wanted

DAY = timedelta(days=1)


class Shop:
    """A seller with two products that 10 and 100 units a day can be delivered of, and a package to order in."""

    def __init__(self, city):
        self.city, self.seller = city, city.sellers["small"]
        self.walk = open_package(city, account=STATIONERY)
        self.product = offer(self.seller, "alat-tulis", 10_000, name="Papan nama")
        self.other = offer(self.seller, "alat-tulis", 5_000, name="Plakat")
        self.state(10)
        self.state(100, self.other)

    def state(self, per_day, product=None):
        return set_capacity(
            product_id=product or self.product,
            per_day=per_day,
            by=self.seller.actor,
            at=at(4),
            command=new_command(),
        )

    def form(self, count, *, days=0, product=None, more=()):
        given = ((product or self.product, count * 1000), *more)
        form = wanted(self.walk, Basket(self.seller, given, STATIONERY))
        shift = days * DAY
        return replace(form, window_start=form.window_start + shift, window_end=form.window_end + shift)

    def place(self, count, **more):
        form = self.form(count, **more)
        return place_order(wanted=form, by=self.city.people["pp"], at=at(10), command=new_command())

    def change(self, order, count, **more):
        found = Order.objects.get(id=order)
        return change_order(
            order_id=order, version=found.version, wanted=self.form(count, **more), by=self.city.people["pp"],
            at=at(10, "10.00"), command=new_command(),
        )  # fmt: skip

    def end(self, order, act, by):
        act(order_id=order, reason="Tidak jadi.", by=by, at=at(10, "11.00"), command=new_command())

    def refusal(self, count, **more):
        with pytest.raises(NotAllowedError) as error:
            self.place(count, **more)
        assert error.value.code == "over_capacity"
        return error.value.sentence


@pytest.fixture
def shop(city):
    return Shop(city)


def test_order_when_it_takes_the_last_of_a_day_then_the_next_is_told_the_day_with_room(shop):
    shop.place(7)
    shop.place(9, days=1)
    assert shop.refusal(4) == (
        "Sisa kapasitas Papan nama pada Kamis, 13 Agustus 2026: 3 buah. Kurangi jumlahnya, atau pilih "
        "Sabtu, 15 Agustus 2026: hari itu masih cukup."
    )
    shop.place(3)
    assert "Kamis, 13 Agustus 2026: 0 buah" in shop.refusal(1)


def test_order_when_larger_than_any_day_then_told_what_a_day_holds(shop):
    assert shop.refusal(11) == (
        "Penjual menyanggupi paling banyak 10 buah Papan nama sehari. Kurangi jumlahnya, atau bagi pesanan ke "
        "beberapa hari."
    )


def test_order_when_every_day_ahead_is_full_then_told_to_order_less(shop):
    for days in range(32):
        shop.place(10, days=days)
    assert "Dalam 31 hari sesudahnya juga tidak cukup" in shop.refusal(1)


def test_order_when_the_second_of_two_products_has_no_room_then_nothing_of_it_is_placed(shop):
    shop.place(100, product=shop.other)
    before = Order.objects.count()
    assert "Plakat" in shop.refusal(1, more=((shop.other, 1_000),))
    assert Order.objects.count() == before


@pytest.mark.parametrize(("act", "who"), [(refuse_order, "seller"), (cancel_order, "pp")])
def test_order_when_it_ends_early_then_its_day_has_room_again(shop, act, who):
    order = shop.place(10)
    shop.refusal(1)
    shop.end(order, act, shop.seller.actor if who == "seller" else shop.city.people["pp"])
    assert shop.place(10)


def test_change_when_it_stays_within_the_day_with_its_own_share_then_goes_through(shop):
    order = shop.place(6)
    shop.place(3)
    shop.change(order, 7)
    assert shop.refusal(1)
    with pytest.raises(NotAllowedError) as refusal:
        shop.change(order, 8)
    assert refusal.value.code == "over_capacity"
    shop.change(order, 7, days=2)
    assert set(Line.objects.filter(order=order).values_list("day", flat=True)) == {at(15).date()}
    assert shop.place(7)


def test_capacity_when_lowered_below_what_stands_then_orders_stay_and_no_more_come(shop):
    order = shop.place(8)
    shop.state(5)
    assert "Sisa kapasitas Papan nama pada Kamis, 13 Agustus 2026: 0 buah" in shop.refusal(1)
    assert Order.objects.get(id=order).state == "placed"
    shop.state(None)
    assert shop.place(50)


def test_capacity_when_stated_then_the_event_says_what_it_was_before(shop):
    shop.state(None)
    told = Event.objects.filter(subject_id=shop.product, name="product.capacity_set").order_by("seq")
    assert [each.public for each in told] == ['{"before":null,"per_day":10}', '{"before":10,"per_day":null}']


@pytest.mark.parametrize("per_day", [0, -1, 1_000_001])
def test_capacity_when_out_of_range_then_refused(shop, per_day):
    with pytest.raises(InvalidFormError) as refusal:
        shop.state(per_day)
    assert set(refusal.value.problems) == {"per_day"}
    assert Product.objects.get(id=shop.product).per_day == 10


def test_capacity_when_a_stranger_states_it_then_there_is_no_such_product(shop):
    shop.seller = shop.city.sellers["other"]
    with pytest.raises(NotFoundError):
        shop.state(3)


def test_statement_when_the_room_goes_after_the_rules_then_the_sentence_says_what_is_left(shop, monkeypatch):
    asked = placing.may_place
    orders = iter([lambda: shop.place(9)])

    def ask(*given):
        verdict = asked(*given)
        next(orders, lambda: None)()
        return verdict

    monkeypatch.setattr(placing, "may_place", ask)
    before = Order.objects.count()
    with pytest.raises(NotAllowedError) as refusal:
        shop.place(2)
    assert (refusal.value.code, refusal.value.status) == ("over_capacity", 409)
    assert "13 Agustus 2026: 1 buah" in refusal.value.sentence
    assert Order.objects.count() == before + 1


def test_change_when_the_room_goes_after_the_rules_then_refused_and_nothing_changed(shop, monkeypatch):
    order = shop.place(1)
    shop.place(9)
    monkeypatch.setattr(
        "eorder.buying.orders.actions.change_order.may_place",
        lambda *_: placing.may_place.__globals__["may_give_reason"]("Alasan yang cukup."),
    )
    with pytest.raises(OverCapacityError), transaction.atomic():
        shop.change(order, 2)
    assert Line.objects.get(order=order).quantity == 1_000


def test_lines_when_the_runtime_role_writes_them_past_the_rules_then_the_trigger_refuses(shop):
    order = shop.place(10)
    with pytest.raises(IntegrityError, match="sudah habis dipesan"), transaction.atomic():
        again(order, shop.other, shop.product)


def again(order, beside, product):
    """Write the line of an order once more, as an order of its own for another product would."""
    found = Line.objects.get(order=order)
    price = Product.objects.get(id=product).prices.get().id
    copy = Order.objects.get(id=order)
    copy.id, copy.number, copy.reservation_id = beside, f"{copy.number}-9", beside
    copy.save(force_insert=True)
    found.id, found.order_id, found.quantity = None, copy.id, 1_000
    found.line_total, found.price_version_id = found.unit_price, price
    found.save(force_insert=True)


def test_context_when_sent_then_short_enough_for_the_driver_to_remember():
    assert len(CONTEXT) <= LONGEST


def test_count_when_asked_in_a_transaction_that_sees_an_old_state_then_refused(committed_world):
    shop = Shop(committed_world.city)
    order = shop.place(1)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(DatabaseError, match="repeatable read"), transaction.atomic():
            again(order, shop.other, shop.product)
