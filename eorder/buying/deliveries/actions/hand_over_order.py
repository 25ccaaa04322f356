"""The PPK takes over what was accepted (BAST): the vendor is owed it and the payment clock starts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.budgets.actions.hold_budget import recognise
from eorder.buying.deliveries.counting import outstanding_of, value_of
from eorder.buying.deliveries.models import HandOver
from eorder.buying.deliveries.numbers import paper_number
from eorder.buying.deliveries.queries import delivered_facts
from eorder.buying.deliveries.rules import may_hand_over
from eorder.buying.orders.actions.stepping import holding_of, lock_order, move_order
from eorder.buying.orders.deadlines import payment_due
from eorder.buying.orders.queries.facts import LINES
from eorder.buying.packages.actions.count_order import count_order
from eorder.foundation.ids import CommandId, derive_id
from eorder.foundation.moments import day_in
from eorder.foundation.money import Rupiah
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.rows import insert_row


@act("order.hand_over", subject="order_id")
def hand_over_order(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Make the BAST over everything accepted so far; what was rejected or never came returns to the budget.

    Raises:
        NotAllowedError: The actor is not the PPK of the unit, or nothing was accepted.
    """
    order = lock_order(order_id, "hand_over", by, at)
    zone = order.unit.government.time_zone
    lines = [outstanding_of(line) for line in LINES.all(order.id)]
    accepted = value_of(lines, day_in(zone, order.priced_at), has_ppn=order.ppn > 0)
    may_hand_over(is_anything_accepted=bool(accepted)).require()
    due = payment_due(at, zone)
    count_order(order.package_id, accepted - Rupiah(order.total))
    transfer = recognise(holding_of(order), order.vendor_id, accepted, command=command, at=at)
    number = paper_number("BAST", order, at)
    insert_row(
        HandOver(
            id=derive_id(command, "hand_over"),
            order=order,
            government_id=order.government_id,
            number=number,
            handed_over_at=at,
            accepted_value=accepted.amount,
            payment_due_at=due,
        )
    )
    move_order(
        order,
        "hand_over",
        by=by,
        at=at,
        command=command,
        due_at=due,
        public={"bast": number, "accepted": accepted.amount, "payment_due_at": due},
        tell=delivered_facts,
        accepted_value=accepted.amount,
        handed_over_at=at,
        reservation_id=transfer,
    )
    return order.id
