"""The corridor of accepted prices: robust, matched in quantity, graded, and silent when there is too little."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.corridor import LEAST, Corridor, Grade, Sample, TooFew, corridor_of
from eorder.buying.orders.queries.corridor import corridors
from eorder.foundation.ids import new_command
from eorder.foundation.money import Rupiah
from eorder.market.catalogue.models import Product
from tests.factories.cast import at, offer
from tests.factories.purchases import STATIONERY, Basket, open_package, wanted

S, B, C = Grade.SAME, Grade.SAME_SPECIFICATION, Grade.SIMILAR
TODAY = at(20).date()


def samples(*prices, grade=S, quantity=10_000):
    return [Sample(grade, price, quantity) for price in prices]


def test_corridor_when_one_price_is_absurd_then_median_and_width_stay():
    found = corridor_of(samples(100, 102, 98, 101, 99, 9_999), 1_000)
    assert found == Corridor(S, 6, Rupiah(100), Rupiah(98), Rupiah(102), 10_000)


def test_corridor_when_there_is_one_order_too_few_then_says_how_many():
    assert corridor_of(samples(*[100] * (LEAST - 1)), 1_000) == TooFew(LEAST - 1)
    assert corridor_of([], 1_000) == TooFew(0)


def test_corridor_when_the_closest_grade_is_thin_then_the_next_speaks_with_it():
    mixed = [*samples(100, 100), *samples(110, 110, 110, grade=B), *samples(*[900] * 9, grade=C)]
    found = corridor_of(mixed, 1_000)
    assert (found.grade, found.count, found.median) == (B, 5, Rupiah(110))
    assert corridor_of(mixed[1:], 1_000).grade == C


def test_corridor_when_orders_are_much_larger_or_smaller_then_they_are_not_compared():
    near = [Sample(S, 100, each) for each in (10_000, 10_000, 10_000, 30_000, 3_334)]
    far = [Sample(S, 50, 30_001), Sample(S, 500, 3_333)]
    assert corridor_of([*near, *far], 1_000) == Corridor(S, 5, Rupiah(100), Rupiah(100), Rupiah(100), 10_000)


@pytest.mark.parametrize(("price", "place"), [(97, "below"), (98, "inside"), (102, "inside"), (103, "above")])
def test_price_when_placed_then_both_ends_are_inside(price, place):
    assert corridor_of(samples(100, 102, 98, 101, 99), 1_000).place_of(price) == place


@given(
    st.lists(st.tuples(st.sampled_from(Grade), st.integers(1, 10**12), st.integers(1, 10**9)), max_size=40),
    st.integers(1, 10**6),
)
def test_corridor_when_computed_then_holds_its_median_and_never_falls_to_nothing(rows, least):
    found = corridor_of([Sample(*row) for row in rows], least)
    if isinstance(found, Corridor):
        assert found.count >= LEAST
        assert 1 <= found.low.amount <= found.median.amount <= found.high.amount
    else:
        assert found.count <= len(rows)


class Market:
    """Sellers of one category and an officer who buys from them in August."""

    def __init__(self, city):
        self.city = city
        self.walk = open_package(city, account=STATIONERY)

    def offer(self, price, *, seller="small", name="Papan nama"):
        return offer(self.city.sellers[seller], "alat-tulis", price, name=name)

    def buy(self, product, count=10, *, accepted=True, seller="small"):
        shop = self.city.sellers[seller]
        form = wanted(self.walk, Basket(shop, ((product, count * 1000),), STATIONERY))
        order = place_order(wanted=form, by=self.city.people["pp"], at=at(10), command=new_command())
        if accepted:
            accept_order(order_id=order, by=shop.actor, at=at(10, "10.00"), command=new_command())
        return order

    def cancel(self, order):
        cancel_order(
            order_id=order, reason="Tidak jadi.", by=self.city.people["pp"], at=at(10, "11.00"),
            command=new_command(),
        )  # fmt: skip


@pytest.fixture
def market(city):
    return Market(city)


def test_corridor_when_orders_were_not_accepted_or_cancelled_then_they_do_not_count(
    market, django_assert_num_queries
):
    product, other = market.offer(10_000), market.offer(12_000, name="Lainnya")
    for _ in range(LEAST):
        market.buy(product)
    market.buy(product, accepted=False)
    market.cancel(market.buy(product))
    with django_assert_num_queries(1):
        found = corridors([product, other], TODAY)
    assert found[product] == Corridor(S, LEAST, *[Rupiah(10_000)] * 3, 10_000)
    assert found[other] == replace(found[product], grade=C)  # of another name: only similar
    assert corridors([product], TODAY + timedelta(days=366))[product] == TooFew(0)


def test_corridor_when_another_seller_sells_the_same_then_of_the_same_specification(market):
    mine, theirs = market.offer(10_000), market.offer(11_000, seller="goods_suket")
    for _ in range(LEAST):
        market.buy(theirs, seller="goods_suket")
    found = corridors([mine, theirs], TODAY)
    assert (found[mine].grade, found[mine].median) == (B, Rupiah(11_000))
    assert found[theirs].grade == S


def test_corridor_when_another_unit_of_measure_is_sold_then_it_is_not_compared(market):
    product = market.offer(10_000)
    for _ in range(LEAST):
        market.buy(product)
    Product.objects.filter(id=product).update(state="delisted")
    assert corridors([product], TODAY)[product].grade == S
    pens = market.city.sellers["small"].products["Pulpen gel hitam"]  # sold by the dozen
    assert corridors([pens], TODAY)[pens] == TooFew(0)
