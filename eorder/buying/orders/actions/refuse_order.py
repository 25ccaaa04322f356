"""The vendor refuses an order, with a reason anyone may read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.ending import end_order
from eorder.buying.orders.actions.stepping import lock_order
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("order.refuse", subject="order_id")
def refuse_order(*, order_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Record the vendor's refusal and give the budget back.

    Raises:
        NotAllowedError: The actor is not of this vendor, the order was answered, or the reason is missing.
    """
    order = lock_order(order_id, "refuse", by, at)
    return end_order(order, "refuse", reason, by=by, at=at, command=command)
