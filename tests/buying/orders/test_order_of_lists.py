"""Lists come by the time of placing: whoever sends an order chooses its key, and cannot bury it with that."""

from uuid import UUID

from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.queries.lists import public_orders
from eorder.foundation.ids import CommandId
from tests.factories.cast import at
from tests.factories.purchases import ready, wanted


def placed(city, key, clock):
    walk, chosen = ready(city)
    return place_order(
        wanted=wanted(walk, chosen), by=walk.people["pp"], at=at(10, clock), command=CommandId(UUID(key))
    )


def test_orders_when_one_has_the_smallest_key_then_listed_by_the_time_of_placing(city):
    first = placed(city, "01a20000-0000-7000-8000-000000000001", "10.00")
    last = placed(city, "00000000-0000-7000-8000-000000000001", "10.01")
    assert [row["id"] for row in public_orders()[:2]] == [last, first]
    assert public_orders(before=last)[0]["id"] == first
