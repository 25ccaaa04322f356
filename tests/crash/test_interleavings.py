"""Two commands on one order, line and package: however they are interleaved, it is as if one came after the other."""

from dataclasses import dataclass
from itertools import chain

import pytest
from psycopg.conninfo import make_conninfo

from eorder.buying.budgets.actions.set_ceiling import set_ceiling
from eorder.buying.orders.actions.change_order import change_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.states import STEPS, OrderState
from eorder.buying.packages.models import Package
from eorder.foundation.ids import new_command
from eorder.openness.consistency.runner import check_all
from eorder.parties.identity.actor import CLOCK
from tests.crash import schedules
from tests.crash.gates import build_gates
from tests.crash.world import make_world
from tests.databases import pointed_at
from tests.factories.cast import KEY_OF_ROLE, at
from tests.factories.purchases import basket, wanted
from tests.factories.steps import ORDER_STEPS, Try, moment_of

pytestmark = pytest.mark.slow
CEILING = "set_ceiling"
MONEY = frozenset({"place", "change", "accept", "refuse", "lapse", "cancel", "hand_over", "reject_delivery", "verify",
                   "pay", "close"})  # fmt: skip
"""Commands that move money, or decide whether it may move."""


@dataclass(frozen=True)
class Pair:
    """Two commands on an order in a state."""

    state: OrderState
    first: str
    second: str

    def __str__(self):
        return f"{self.state}-{self.first}-{self.second}"


def allowed_in(state):
    """The commands that the table of steps allows in a state, and placing another order, which it always does."""
    return [name for name, step in STEPS.items() if state in step.sources or name == "place"]


def pairs():
    """Each pair of commands of which the first is allowed, and the second too, or after the first."""
    for state in OrderState:
        for first in allowed_in(state):
            follows = allowed_in(STEPS[first].target) if first != "place" else []
            for second in dict.fromkeys(chain(allowed_in(state), follows)):
                touches = {first, second} & MONEY
                if touches and (touches == {first, second} or "place" not in touches):
                    yield Pair(state, first, second)
        yield from (Pair(state, first, CEILING) for first in allowed_in(state) if first in MONEY)


PAIRS = [
    pair for pair in pairs() if {pair.first, pair.second} != {"place"} or pair.state is OrderState.PLACED
]


@pytest.fixture(scope="module")
def world(database_server, template_database, django_db_blocker):
    """An order in every state, in a database with gates that each schedule gets a copy of."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        build_gates(make_conninfo(database_server.urls.owner_url, dbname=name))
        with pointed_at(name):
            made = make_world()
        yield made, name
        database_server.drop(name)


def order_of(pair, world):
    """The order that a pair is about."""
    spoilt = world.spoilt if pair.first == "reject_delivery" else {}
    return spoilt.get(pair.state) or world.orders[pair.state]


def command(name, pair, world):
    """One command with everything that its client knows beforehand."""
    walk = order_of(pair, world)
    if name == CEILING:
        return lower_ceiling(walk.order)
    role = STEPS[name].by
    by = (
        CLOCK if "clock" in role else walk.seller if "vendor" in role else walk.people[KEY_OF_ROLE[min(role)]]
    )
    if name == "place":
        form = wanted(walk, basket(world.city))
        return lambda: place_order(wanted=form, by=by, at=at(10, "10.00"), command=new_command())
    if name == "change":
        form, version = (
            wanted(walk, basket(world.city), quantities=walk.quantities),
            world.versions[pair.state],
        )
        act = lambda _, **sent: change_order(order_id=walk.order, version=version, wanted=form, **sent)  # noqa: E731
    else:
        act = ORDER_STEPS[name]
    return lambda: act(Try(walk, world.city), by=by, at=moment_of(name)(walk), command=new_command())


_STATE = """
SELECT
  (SELECT array_agg((state, version, total, accepted_value, paid) ORDER BY number)::text FROM orders_order),
  (SELECT array_agg((ceiling, reserved, committed, spent) ORDER BY id)::text FROM budgets_budgetline),
  (SELECT array_agg(ordered ORDER BY id)::text FROM packages_package),
  (SELECT array_agg((kind, phase, amount) ORDER BY kind, phase, amount)::text FROM ledger_transfer),
  (SELECT array_agg(e.name ORDER BY e.seq)::text FROM journal_event e WHERE subject_id = %s),
  (SELECT count(*) FROM payments_payment), (SELECT count(*) FROM payments_verification),
  (SELECT array_agg((accepted, rejected) ORDER BY order_id, position)::text FROM orders_line)
"""


@dataclass(frozen=True)
class Ended:
    """What came of a schedule, without keys and times."""

    results: tuple[str, str]
    records: tuple


def play(pair, point, world, database_server, prepare=lambda _: None):
    """Run one schedule on a copy of the world, prepared for it."""
    made, template = world
    name = database_server.create(template)
    owner_url = make_conninfo(database_server.urls.owner_url, dbname=name)
    try:
        with pointed_at(name):
            prepare(order_of(pair, made).order)
            first, second = (command(each, pair, made) for each in (pair.first, pair.second))
            results = schedules.run(first, second, point, owner_url)
            records = _records(order_of(pair, made).order)
            broken = [] if point in schedules.SERIAL else [each for each in check_all() if not each.holds]
    finally:
        database_server.drop(name)
    assert broken == [], (pair, point)
    return Ended(results, records)


def _records(order):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_STATE, [order])
        return cursor.fetchone()


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_two_commands_when_interleaved_then_it_is_as_if_one_came_after_the_other(
    pair, world, database_server, django_db_blocker
):
    with django_db_blocker.unblock():
        ends = {point: play(pair, point, world, database_server) for point in schedules.POINTS}
    assert_serial(ends)


def assert_serial(ends):
    """Every schedule ended as one of the two that are no mixture did."""
    serial = [ends[point] for point in schedules.SERIAL]
    assert serial[1].results[0] == "done"
    assert {point: end for point, end in ends.items() if end not in serial} == {}


def leave_room_for_one(order):
    """Lower the ceiling of the order's line, by the act that does so, to what one more such order needs."""
    lower_ceiling(order, Order.objects.get(id=order).total)()


def lower_ceiling(order, room=0):
    """The act that lowers the ceiling of the order's line to what is used of it now, and some room."""
    line = Order.objects.select_related("budget_line").get(id=order).budget_line
    return lambda: set_ceiling(
        government_id=line.government_id, fiscal_year=line.fiscal_year, unit_id=line.unit_id,
        sub_activity_code=line.sub_activity_code, sub_activity_name=line.sub_activity_name,
        account_id=line.account_id, ceiling=line.reserved + line.committed + line.spent + room,
        reason="Uji", by=CLOCK, at=at(9), command=new_command(),
    )  # fmt: skip


def test_two_orders_when_interleaved_on_a_line_with_room_for_one_then_one_is_placed(
    world, database_server, django_db_blocker
):
    pair = Pair(OrderState.PLACED, "place", "place")
    with django_db_blocker.unblock():
        ends = {
            point: play(pair, point, world, database_server, leave_room_for_one) for point in schedules.POINTS
        }
    assert_serial(ends)
    assert {tuple(sorted(end.results)) for end in ends.values()} == {("done", "over_budget")}


def test_schedules_when_a_command_reads_before_it_locks_then_the_lost_change_is_seen(
    world, database_server, django_db_blocker
):
    """A planted fault: add to what was read a moment ago."""

    def careless():
        package = Package.objects.order_by("id").first()
        Package.objects.filter(id=package.id).update(ordered=package.ordered + 1)

    with django_db_blocker.unblock():
        name = database_server.create(world[1])
        with pointed_at(name):
            before = Package.objects.order_by("id").first().ordered
            owner_url = make_conninfo(database_server.urls.owner_url, dbname=name)
            schedules.run(careless, careless, schedules.AFTER_COMMIT, owner_url)
            serial = Package.objects.order_by("id").first().ordered
            schedules.run(careless, careless, schedules.AFTER_FIRST, owner_url)
            mixed = Package.objects.order_by("id").first().ordered
        database_server.drop(name)
    assert (serial - before, mixed - serial) == (2, 1)
