"""Sixteen writers on the capacity of a day: never more than it holds, never a deadlock, whatever they cross with."""

from dataclasses import dataclass, replace
from itertools import cycle, islice

from django.db.models import Sum

from eorder.buying.orders.actions.cancel_order import cancel_order
from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import Line
from eorder.buying.packages.actions.import_packages import import_packages
from eorder.buying.packages.queries import find_package_by_rup
from eorder.foundation.errors import EorderError
from eorder.foundation.ids import new_command
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue.actions.set_capacity import set_capacity
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.actions.add_address import add_address
from eorder.parties.workunits.actions.set_up_government import add_unit
from eorder.simulator.demo_city import DemoUnit, fund
from eorder.simulator.purchase import Purchase
from tests.factories.cast import SINCE, YEAR, appoint, at, offer
from tests.factories.purchases import STATIONERY, Basket, package_row, wanted
from tests.factories.threads import at_once

WRITERS, RUP = 16, 58_500_000
DAY = at(13).date()
ENDED = ("refused", "lapsed", "cancelled")


@dataclass(frozen=True)
class Office:
    """A unit with its officers, its own numbers and budget, and a package to order in."""

    people: dict
    package: Purchase


def open_office(city, number):
    """Open one more unit: orders of one unit wait for each other at its number anyway, those of several do not."""
    short, code = f"K{number:02}", f"7.01.0.00.0.00.02.{number:04}"
    unit = add_unit(
        government_id=city.government, code=code, short_code=short, name=f"Kantor {number}", level="ukpd",
        region_code="31.71.01",
    )  # fmt: skip
    add_address(
        unit_id=unit, label="Aula", street="Jalan Contoh 2", region_code="31.71.01", by=CLOCK, at=SINCE,
        command=new_command(),
    )  # fmt: skip
    line = fund(city.government, unit, short, YEAR)[STATIONERY]
    for key in ("pa", "ppk", "pp"):
        appoint(unit, city.people[key].person_id, city.people[key].hats[0].role)
    people = {key: load_actor(each.account_id) for key, each in city.people.items()}
    people = {
        key: replace(each, hats=tuple(hat for hat in each.hats if hat.unit_id == unit))
        for key, each in people.items()
    }
    demo = DemoUnit(unit, short, code, f"Kantor {number}", {}, {})
    row = package_row(demo, RUP + number, f"Papan {number}", 50_000_000)
    import_packages(
        rows=[(2, row)], report=ImportReport("Paket"), by=CLOCK, at=at(5, month=1), command=new_command()
    )
    walk = Purchase(people, city.sellers["small"].actor, find_package_by_rup(RUP + number).id, at(3))
    walk.dispose(line)
    return Office(people, walk)


class Market:
    """One seller with products of a capacity, and sixteen units that order from it, each with a budget of its own."""

    def __init__(self, city, products=1, per_day=10):
        self.city, self.seller = city, city.sellers["small"]
        self.offices = [open_office(city, number) for number in range(WRITERS)]
        self.products = [
            offer(self.seller, "alat-tulis", 1_000, name=f"Papan {place}") for place in range(products)
        ]
        for product in self.products:
            self.state(product, per_day)

    def state(self, product, per_day):
        set_capacity(
            product_id=product, per_day=per_day, by=self.seller.actor, at=at(4), command=new_command()
        )

    def form(self, quantities, office=0):
        return wanted(self.offices[office].package, Basket(self.seller, quantities, STATIONERY))

    def place(self, *quantities, office=0):
        form = self.form(quantities, office)
        return place_order(
            wanted=form, by=self.offices[office].people["pp"], at=at(10), command=new_command()
        )

    def taken(self, product):
        found = Line.objects.filter(product_id=product, day=DAY).exclude(order__state__in=ENDED)
        return found.aggregate(sum=Sum("quantity"))["sum"] or 0


def refused(results):
    """The codes of refusals; a deadlock or any other fault fails the test by itself."""
    return [each.code for each in results if isinstance(each, EorderError)]


def test_sixteen_writers_when_a_day_has_room_for_ten_then_exactly_ten_are_placed(committed_world):
    market = Market(committed_world.city)
    (product,) = market.products
    results = at_once(
        *[lambda office=office: market.place((product, 1_000), office=office) for office in range(WRITERS)]
    )
    assert refused(results) == ["over_capacity"] * (WRITERS - 10)
    assert market.taken(product) == 10_000


def test_sixteen_writers_when_they_take_parts_of_units_then_the_day_is_filled_and_not_more(committed_world):
    market = Market(committed_world.city)
    (product,) = market.products
    results = at_once(
        *[lambda office=office: market.place((product, 1_500), office=office) for office in range(WRITERS)]
    )
    assert len(refused(results)) == WRITERS - 6
    assert market.taken(product) == 9_000


def test_sixteen_writers_when_their_products_cross_then_no_deadlock_and_every_day_holds(committed_world):
    market = Market(committed_world.city, products=4, per_day=12)

    def crossing(turn):
        mine = list(islice(cycle(market.products), turn, turn + 3))
        quantities = [(product, 1_000) for product in (mine if turn % 2 else reversed(mine))]
        return lambda: [outcome(market.place, *quantities, office=turn) for _ in range(3)]

    found = [each for part in at_once(*map(crossing, range(WRITERS))) for each in part]
    assert set(refused(found)) <= {"over_capacity"}
    placed = [each for each in found if not isinstance(each, EorderError)]
    assert [market.taken(product) <= 12_000 for product in market.products] == [True] * 4
    assert sum(market.taken(product) for product in market.products) == 3_000 * len(placed)
    assert len(placed) >= 12  # no order was refused while all three of its days had room


def test_placing_changing_and_cancelling_when_they_meet_then_the_day_holds(committed_world):
    market = Market(committed_world.city, products=2)
    first, second = market.products
    standing = [market.place((first, 1_000), (second, 1_000), office=turn) for turn in range(10)]

    def changing(office, order):
        form = market.form(((second, 2_000), (first, 2_000)), office)
        return lambda: change_order(
            order_id=order, version=1, wanted=form, by=market.offices[office].people["pp"], at=at(10, "10.00"),
            command=new_command(),
        )  # fmt: skip

    def cancelling(office, order):
        return lambda: cancel_order(
            order_id=order, reason="Ditunda dulu.", by=market.offices[office].people["pp"], at=at(10, "10.00"),
            command=new_command(),
        )  # fmt: skip

    acts = [(cancelling if place < 5 else changing)(place, order) for place, order in enumerate(standing)]
    acts += [lambda turn=turn: market.place((first, 1_000), office=turn) for turn in range(10, WRITERS)]
    results = at_once(*acts)
    assert set(refused(results)) <= {"over_capacity"}
    assert market.taken(first) <= 10_000
    assert market.taken(second) <= 10_000


def test_capacity_when_stated_among_orders_then_none_is_counted_against_what_was_taken_back(committed_world):
    market = Market(committed_world.city, per_day=None)
    (product,) = market.products
    writers = [
        lambda office=office: market.place((product, 1_000), office=office) for office in range(WRITERS - 1)
    ]
    at_once(*writers, lambda: market.state(product, 5))
    before = market.taken(product)
    results = at_once(
        *[lambda office=office: outcome(market.place, (product, 1_000), office=office) for office in range(8)]
    )
    assert market.taken(product) == max(before, 5_000)
    assert len(refused(results)) == 8 - (market.taken(product) - before) // 1_000


def outcome(act, *given, **more):
    """What an act gives, or the refusal it raises."""
    try:
        return act(*given, **more)
    except EorderError as error:
        return error
