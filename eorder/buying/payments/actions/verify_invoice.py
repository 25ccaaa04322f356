"""The treasurer checks an invoice: the tax is decided, explained and kept with everything it rests on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.orders.actions.stepping import lock_order, move_order
from eorder.buying.orders.models import Order
from eorder.buying.payments import rules
from eorder.buying.payments.attendance import attendance_of, may_count
from eorder.buying.payments.models import Invoice, Verification
from eorder.buying.payments.queries import complete_facts, last_verification
from eorder.buying.payments.tax_facts import tax_facts_of
from eorder.foundation.ids import CommandId, derive_id
from eorder.foundation.moments import day_in
from eorder.law.taxes.recomputation import decision_to_json, inputs_to_json
from eorder.law.taxes.withholding import withhold
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.commands import act
from eorder.records.rows import Reading, insert_row

_INVOICE = Reading(Invoice, where="this.order_id = %s")
_SELLER = Reading(Vendor, where="this.id = %s", locks=True)


@act("order.verify", subject="order_id")
def verify_invoice(*, order_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Verify the invoice of an order and decide what is kept back from its payment.

    A verified invoice that was not paid yet may be verified again: the law and the seller's papers of the day
    of payment count.

    Raises:
        NotAllowedError: The actor is not the unit's treasurer, did another duty, or a paper is missing
            (for consumption: the attendance list, or a word on why fewer came).
    """
    order = lock_order(order_id, "verify", by, at)
    day = day_in(order.unit.government.time_zone, at)
    may_count(attendance_of(order), day).require()
    invoice = _INVOICE.first(order.id)
    if invoice is None:
        raise AssertionError("the table of steps lets nothing through that was not billed")
    before = last_verification(order.id)
    _wait_for_other_verifications(order)
    facts = tax_facts_of(order, day)
    decision = withhold(facts)
    gross = decision.gross + decision.ppn
    rules.may_bill(gross.amount, invoice.amount).require()
    insert_row(
        Verification(
            id=derive_id(command, "verification"),
            invoice=invoice,
            seq=before.seq + 1 if before else 1,
            verified_at=at,
            inputs=inputs_to_json(facts),
            decision=decision_to_json(decision),
            gross=gross.amount,
            withheld=decision.withheld.amount,
            net=decision.net.amount,
        )
    )
    move_order(
        order,
        "verify",
        by=by,
        at=at,
        command=command,
        due_at=order.due_at,
        public={
            "gross": gross.amount,
            "withheld": decision.withheld.amount,
            "net": decision.net.amount,
            "rules": list(decision.rules),
        },
        private={"explanation": list(decision.explanation), "evidence": list(decision.evidence)},
        tell=complete_facts,
    )
    return order.id


def _wait_for_other_verifications(order: Order) -> None:
    """Decide the purchases from one seller one after another: those of a day count together."""
    _SELLER.first(order.vendor_id)
