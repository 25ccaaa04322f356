"""The officer cancels an order that was not shipped yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.ending import end_order
from eorder.buying.orders.actions.stepping import lock_order
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("order.cancel", subject="order_id")
def cancel_order(*, order_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Cancel an order before shipping and give the budget back.

    Raises:
        NotAllowedError: The actor is not the unit's officer, the order was shipped, or no reason was given.
    """
    order = lock_order(order_id, "cancel", by, at)
    return end_order(order, "cancel", reason, by=by, at=at, command=command)
