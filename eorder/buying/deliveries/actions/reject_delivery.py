"""The PPK sends everything back, or nothing came: the order ends and its budget is free again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.deliveries.rules import may_reject_delivery
from eorder.buying.orders.actions.ending import end_order
from eorder.buying.orders.actions.stepping import lock_order
from eorder.buying.orders.models import Line
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("order.reject_delivery", subject="order_id")
def reject_delivery(*, order_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """End an order of which nothing was accepted.

    Raises:
        NotAllowedError: The actor is not the PPK of the unit, something was accepted, or it may still come.
    """
    order = lock_order(order_id, "reject_delivery", by, at)
    accepted = Line.objects.filter(order=order, accepted__gt=0).exists()
    may_reject_delivery(order.state, order.window_end, at, is_anything_accepted=accepted).require()
    return end_order(order, "reject_delivery", reason, by=by, at=at, command=command)
