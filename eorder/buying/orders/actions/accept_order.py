"""The vendor accepts an order: the reservation becomes a commitment and the surat pesanan holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.budgets.actions.hold_budget import commit
from eorder.buying.orders import rules
from eorder.buying.orders.actions.stepping import holding_of, lock_order, move_order
from eorder.buying.orders.under_sanction import UNDER_SANCTION, under_sanction
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act


@act("order.accept", subject="order_id")
def accept_order(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Record the vendor's acceptance and commit the budget.

    Raises:
        NotAllowedError: The actor is not of this vendor, the order was answered before or its term has ended,
            or the vendor is not active or under a sanction.
    """
    order = lock_order(order_id, "accept", by, at)
    rules.may_accept(order, at).require()
    transfer = commit(holding_of(order), command=command, at=at)
    with refusing(**{UNDER_SANCTION: under_sanction()}):
        move_order(
            order, "accept", by=by, at=at, command=command,
            due_at=order.window_end, accepted_at=at, reservation_id=transfer,
        )  # fmt: skip
    return order.id
