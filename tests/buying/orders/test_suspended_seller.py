"""A suspended seller gets nothing new, and what it accepted runs to its end."""

from eorder.buying.orders.states import OrderState
from eorder.foundation.ids import new_command
from eorder.parties.identity.actor import CLOCK
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from tests.factories.cast import at
from tests.factories.purchases import full_count, order_in, state_of


def test_order_when_accepted_before_its_seller_was_suspended_then_it_runs_to_its_payment(city):
    walk = order_in(OrderState.ACCEPTED, city)
    suspend_vendor(
        vendor_id=city.sellers["A"].id, ground="evidence_void", reason="Izin habis.", by=CLOCK, at=walk.at,
        command=new_command(),
    )  # fmt: skip
    walk.at = at(13, "10.50")
    walk.ship().receive(full_count(walk)).hand_over().attend(20).invoice()
    walk.at = at(18, "10.00")
    walk.verify().wait(hours=1).pay().close_with_proof()
    assert state_of(walk) == OrderState.CLOSED
