"""The vendor bills what was handed over; the system writes the invoice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.deliveries.numbers import paper_number
from eorder.buying.orders.actions.stepping import author_of, lock_order, outline, subject_of
from eorder.buying.orders.queries.facts import facts_of
from eorder.buying.orders.releases import order_release
from eorder.buying.payments.models import Invoice
from eorder.buying.payments.queries import complete_facts
from eorder.foundation.ids import CommandId, derive_id
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import record


@act("order.invoice", subject="order_id")
def send_invoice(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Bill the accepted value; the payment term runs from the BAST, not from here.

    Raises:
        NotAllowedError: The actor is not of this vendor, or there is no BAST yet.
    """
    order = lock_order(order_id, "invoice", by, at)
    invoice = Invoice.objects.create(
        id=derive_id(command, "invoice"),
        government_id=order.government_id,
        order=order,
        number=paper_number("INV", order, at),
        amount=order.accepted_value,
        issued_at=at,
    )
    order.take("invoice", due_at=order.due_at)
    record(
        "order.invoiced",
        subject_of(order),
        by=author_of(by, order, "invoice", at),
        at=at,
        command=command,
        public=outline(order, invoice=invoice.number, amount=invoice.amount),
        release=order_release("order.invoiced", complete_facts(facts_of(order)), at=at, command=command),
    )
    return order.id
