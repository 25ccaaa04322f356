"""The PPK closes a paid order whose papers are complete."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.stepping import lock_order, move_order
from eorder.buying.payments import rules
from eorder.buying.payments.models import Payment
from eorder.buying.payments.queries import complete_facts
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("order.close", subject="order_id")
def close_order(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Close a paid order.

    Raises:
        NotAllowedError: The actor is not the PPK of the unit, or the proof of tax is missing.
    """
    order = lock_order(order_id, "close", by, at)
    payment = Payment.objects.select_related("tax_proof").get(order=order)
    rules.may_close(payment.withheld, has_tax_proof=hasattr(payment, "tax_proof")).require()
    move_order(
        order, "close", by=by, at=at, command=command, due_at=None,
        tell=lambda closed: replace(complete_facts(closed), closed_at=at),
    )  # fmt: skip
    return order.id
