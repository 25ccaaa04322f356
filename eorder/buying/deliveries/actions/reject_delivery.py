"""The PPK sends everything back: nothing was accepted, so the order ends and its budget is free again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.ending import end_order
from eorder.buying.orders.actions.stepping import lock_order
from eorder.buying.orders.models import Line
from eorder.foundation.errors import NotAllowedError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("order.reject_delivery", subject="order_id")
def reject_delivery(*, order_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """End an order of which nothing was accepted.

    Raises:
        NotAllowedError: The actor is not the PPK of the unit, or something was accepted.
    """
    order = lock_order(order_id, "reject_delivery", by, at)
    if Line.objects.filter(order=order, accepted__gt=0).exists():
        raise NotAllowedError(
            "Sebagian barang sudah diterima; buat BAST atas yang diterima.", code="partly_accepted"
        )
    return end_order(order, "reject_delivery", reason, by=by, at=at, command=command)
