"""The PPK closes a paid order whose papers are complete."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.stepping import author_of, lock_order, outline, subject_of
from eorder.buying.orders.queries.facts import facts_of
from eorder.buying.orders.releases import order_release
from eorder.buying.payments import rules
from eorder.buying.payments.models import Payment
from eorder.buying.payments.queries import complete_facts
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import record


@act("order.close", subject="order_id")
def close_order(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Close a paid order.

    Raises:
        NotAllowedError: The actor is not the PPK of the unit, or the proof of tax is missing.
    """
    order = lock_order(order_id, "close", by, at)
    payment = Payment.objects.select_related("tax_proof").get(order=order)
    rules.may_close(payment.withheld, has_tax_proof=hasattr(payment, "tax_proof")).require()
    order.take("close", due_at=None)
    facts = replace(complete_facts(facts_of(order)), closed_at=at)
    record(
        "order.closed",
        subject_of(order),
        by=author_of(by, order, "close", at),
        at=at,
        command=command,
        public=outline(order),
        release=order_release("order.closed", facts, at=at, command=command),
    )
    return order.id
