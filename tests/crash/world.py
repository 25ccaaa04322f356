"""An order in every state, as the pairs of commands want it."""

from dataclasses import dataclass

from django.db import transaction

from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.simulator.purchase import Purchase
from tests.factories.cast import City, open_city
from tests.factories.purchases import order_in


@dataclass(frozen=True)
class World:
    """A city, an order in every state, and the version that its parties have seen.

    Nothing of the orders in `spoilt` was accepted at receipt, so that the delivery can be rejected.
    """

    city: City
    orders: dict[OrderState, Purchase]
    spoilt: dict[OrderState, Purchase]
    versions: dict[OrderState, int]


def make_world():
    """Walk the real acts."""
    with transaction.atomic():
        city = open_city()
        orders = {state: order_in(state, city) for state in OrderState}
        received = (OrderState.PARTLY_RECEIVED, OrderState.RECEIVED)
        spoilt = {state: order_in(state, city, rejected=True) for state in received}
        versions = dict(Order.objects.values_list("id", "version"))
    return World(city, orders, spoilt, {state: versions[walk.order] for state, walk in orders.items()})
