"""The vendor sends goods on their way, with a numbered delivery note (surat jalan)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.deliveries.models import Shipment
from eorder.buying.deliveries.queries import delivered_facts
from eorder.buying.orders.actions.stepping import lock_order, move_order
from eorder.foundation.ids import CommandId, derive_id
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.rows import Reading, insert_row

_SHIPPED = Reading(Shipment, where="this.order_id = %s")


@act("order.ship", subject="order_id")
def ship_order(*, order_id: UUID, note: str = "", by: Actor, at: datetime, command: CommandId) -> UUID:
    """Record that the goods left; the delivery note's number counts shipments of the order.

    Raises:
        NotAllowedError: The actor is not of this vendor, or the order is not ready to be shipped.
    """
    order = lock_order(order_id, "ship", by, at)
    count = len(_SHIPPED.all(order.id)) + 1
    shipment = insert_row(Shipment(
        id=derive_id(command, "shipment"), order=order, number=f"SJ/{order.number}/{count}", shipped_at=at,
        note=note.strip()[:300],
    ))  # fmt: skip
    move_order(
        order, "ship", by=by, at=at, command=command, due_at=order.window_end,
        public={"note": shipment.number}, tell=delivered_facts,
    )  # fmt: skip
    return order.id
