"""The vendor sends goods on their way, with a numbered delivery note (surat jalan)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.deliveries.models import Shipment
from eorder.buying.deliveries.queries import with_deliveries
from eorder.buying.orders.actions.stepping import author_of, lock_order, outline, subject_of
from eorder.buying.orders.queries.facts import facts_of
from eorder.buying.orders.releases import order_release
from eorder.foundation.ids import CommandId, derive_id
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import record


@act("order.ship", subject="order_id")
def ship_order(*, order_id: UUID, note: str = "", by: Actor, at: datetime, command: CommandId) -> UUID:
    """Record that the goods left; the delivery note's number counts shipments of the order.

    Raises:
        NotAllowedError: The actor is not of this vendor, or the order is not ready to be shipped.
    """
    order = lock_order(order_id, "ship", by, at)
    count = Shipment.objects.filter(order=order).count() + 1
    shipment = Shipment.objects.create(
        id=derive_id(command, "shipment"), order=order, number=f"SJ/{order.number}/{count}", shipped_at=at,
        note=note.strip()[:300],
    )  # fmt: skip
    order.take("ship", due_at=order.window_end)
    record(
        "order.shipped",
        subject_of(order),
        by=author_of(by, order, "ship", at),
        at=at,
        command=command,
        public=outline(order, note=shipment.number),
        release=order_release("order.shipped", with_deliveries(facts_of(order)), at=at, command=command),
    )
    return order.id
