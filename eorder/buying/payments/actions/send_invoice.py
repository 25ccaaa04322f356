"""The vendor bills what was handed over; the system writes the invoice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.deliveries.numbers import paper_number
from eorder.buying.orders.actions.stepping import lock_order, move_order
from eorder.buying.payments.models import Invoice
from eorder.buying.payments.queries import complete_facts
from eorder.foundation.ids import CommandId, derive_id
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.rows import insert_row


@act("order.invoice", subject="order_id")
def send_invoice(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Bill the accepted value; the payment term runs from the BAST, not from here.

    Raises:
        NotAllowedError: The actor is not of this vendor, or there is no BAST yet.
    """
    order = lock_order(order_id, "invoice", by, at)
    invoice = insert_row(
        Invoice(
            id=derive_id(command, "invoice"),
            government_id=order.government_id,
            order=order,
            number=paper_number("INV", order, at),
            amount=order.accepted_value,
            issued_at=at,
        )
    )
    move_order(
        order, "invoice", by=by, at=at, command=command, due_at=order.due_at,
        public={"invoice": invoice.number, "amount": invoice.amount}, tell=complete_facts,
    )  # fmt: skip
    return order.id
