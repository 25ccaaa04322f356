"""An order that the vendor did not answer in time lapses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.ending import end_order
from eorder.buying.orders.actions.stepping import lock_order
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("order.lapse", subject="order_id")
def lapse_order(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Let an unanswered order lapse after its term and give the budget back.

    Raises:
        NotAllowedError: The order was answered, or its term has not ended.
    """
    order = lock_order(order_id, "lapse", by, at)
    return end_order(order, "lapse", "Tidak dijawab dalam tenggat.", by=by, at=at, command=command)
