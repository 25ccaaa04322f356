"""How many SQL statements each act takes: few, and the same for one line and for a hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import Line
from eorder.buying.orders.states import OrderState
from eorder.foundation.ids import new_command
from tests.factories.cast import offer
from tests.factories.purchases import STATIONERY, Basket, open_package, wanted
from tests.factories.steps import ORDER_STEPS, Try, moment_of

NOT_COUNTED = (
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
    "ROLLBACK TO SAVEPOINT",
    "BEGIN",
    "COMMIT",
    "SET CONSTRAINTS",
)


def statements_of(act):
    """The SQL statements an act sends, without those that only open and close transactions."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [each["sql"] for each in captured if not each["sql"].startswith(NOT_COUNTED)]


@pytest.mark.parametrize("count", [1, 3, 100])
def test_place_order_when_it_has_any_number_of_lines_then_takes_two_statements(city, count):
    seller = city.sellers["small"]
    products = tuple((offer(seller, "alat-tulis", 1_000 + each), 1_000) for each in range(count))
    walk = open_package(city, account=STATIONERY)
    form = wanted(walk, Basket(seller, products, STATIONERY))
    found = statements_of(
        lambda: place_order(wanted=form, by=city.people["pp"], at=walk.at, command=new_command())
    )
    assert Line.objects.filter(order__package_id=walk.package_id).count() == count
    assert len(found) == 2, found


@pytest.mark.parametrize(
    ("step", "state", "by", "count"),
    [
        ("change", OrderState.PLACED, "pp", 15),  # one of them is the test reading the version
        ("accept", OrderState.PLACED, "vendor", 8),
        ("refuse", OrderState.PLACED, "vendor", 9),
        ("cancel", OrderState.ACCEPTED, "pp", 8),
        ("ship", OrderState.ACCEPTED, "vendor", 8),
        ("receive_fully", OrderState.SHIPPED, "ppk", 12),
        ("hand_over", OrderState.RECEIVED, "ppk", 11),
        ("reject_delivery", OrderState.RECEIVED, "ppk", 9),
        ("invoice", OrderState.HANDED_OVER, "vendor", 8),
        ("verify", OrderState.INVOICED, "bendahara", 16),
        ("pay", OrderState.VERIFIED, "bendahara", 15),  # two find the account of that day
        ("close", OrderState.PAID, "ppk", 7),
    ],
)
def test_act_when_done_once_then_takes_its_number_of_statements(undone, step, state, by, count):
    walk = (undone.spoilt if step == "reject_delivery" else undone.orders)[state]
    actor = walk.seller if by == "vendor" else walk.people[by]
    moment = moment_of(step)(walk)
    found = statements_of(
        lambda: ORDER_STEPS[step](Try(walk, undone.city), by=actor, at=moment, command=new_command())
    )
    assert len(found) == count, found
