"""Reads of invoices, tax decisions and payments."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.buying.deliveries.queries import DELIVERED
from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.facts import facts_statement, find_order, read_facts
from eorder.buying.orders.states import STEPS, OrderState
from eorder.buying.packages.rules import MEETING_KEEPERS
from eorder.buying.payments.models import Invoice, Payment, Verification
from eorder.buying.payments.tax_facts import tax_facts_of
from eorder.foundation.moments import day_in
from eorder.law.taxes.decision import TaxDecision
from eorder.law.taxes.withholding import withhold
from eorder.parties.identity.actor import Actor
from eorder.records.rows import Reading

MOST_WAITING = 300
_TASK = ("id", "number", "package__name", "vendor__name", "due_at")


COMPLETE = DELIVERED | {
    "invoice": """(SELECT jsonb_build_object('number', i.number, 'amount', i.amount, 'issued_at', i.issued_at)
        FROM payments_invoice i WHERE i.order_id = o.id)""",
    "verified_at": """(SELECT c.verified_at FROM payments_verification c JOIN payments_invoice i ON i.id = c.invoice_id
        WHERE i.order_id = o.id ORDER BY c.seq DESC LIMIT 1)""",
    "payments": """(SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'paid_at', p.paid_at, 'gross', p.gross,
            'withheld', p.withheld, 'net', p.net, 'is_deposited', t.payment_id IS NOT NULL,
            'withholdings', (SELECT coalesce(jsonb_agg(jsonb_build_object('tax', w.tax, 'base', w.base,
                    'rate', w.rate, 'amount', w.amount, 'rule', w.rule) ORDER BY w.tax), '[]')
                FROM payments_withholding w WHERE w.payment_id = p.id)) ORDER BY p.seq), '[]')
        FROM payments_payment p LEFT JOIN payments_taxproof t ON t.payment_id = p.id WHERE p.order_id = o.id)""",
}
"""Everything that happened to an order."""
_STATEMENT = facts_statement(COMPLETE)
_PAYMENTS = Reading(Payment, where="this.order_id = %s")
_VERIFICATIONS = Reading(
    Verification,
    where="this.invoice_id = (SELECT id FROM payments_invoice WHERE order_id = %s)",
    order="this.seq DESC",
)


def complete_purchase(order_id: UUID) -> PurchaseFacts:
    """State everything known of one purchase; 1 statement.

    Raises:
        NotFoundError: There is no such order.
    """
    return read_facts(order_id, _STATEMENT)


def complete_facts(order: Order) -> PurchaseFacts:
    """State the facts of an order with deliveries, invoice and payments; 1 statement."""
    return read_facts(order.id, _STATEMENT)


def verification_of(order_id: UUID) -> dict[str, Any] | None:
    """Load the last tax decision of an order's invoice with its payment state; 1 statement."""
    row = (
        Invoice.objects.filter(order_id=order_id)
        .order_by("-verification__seq")
        .values(
            "number",
            "amount",
            "issued_at",
            "verification__id",
            "verification__verified_at",
            "verification__decision",
            "verification__gross",
            "verification__withheld",
            "verification__net",
            "order__payments__id",
            "order__payments__external_ref",
            "order__payments__tax_proof__receipt_number",
        )
        .first()
    )
    return dict(row) if row else None


def last_verification(order_id: UUID) -> Verification | None:
    """Load the check of an order's invoice that counts, None before there is one; 1 statement."""
    return _VERIFICATIONS.first(order_id)


def preview_decision(order_id: UUID, at: datetime) -> TaxDecision:
    """Decide the taxes of an order as if its invoice were verified now, without recording anything; 5 statements.

    Raises:
        NotFoundError: There is no such order.
        NoLawError: A rule it needs is not recorded for the day.
    """
    order = find_order(order_id)
    return withhold(tax_facts_of(order, day_in(order.unit.government.time_zone, at)))


def attendance_missing_for(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List orders whose meeting is over but has no attendance list, for those who keep it; 1 statement."""
    units = actor.units(MEETING_KEEPERS, at)
    found = Order.objects.filter(
        unit_id__in=units,
        meeting__attended=None,
        meeting__ends_at__lt=at,
        state__in=(OrderState.RECEIVED, OrderState.HANDED_OVER, OrderState.INVOICED),
    )
    return list(
        found.order_by("meeting__ends_at", "id").values(*_TASK, "meeting_id", "meeting__title")[:MOST_WAITING]
    )


def tax_proof_missing_for(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List paid orders of the treasurer's units whose withheld tax has no proof of deposit yet; 1 statement."""
    units = actor.units(STEPS["pay"].by, at)
    found = Payment.objects.filter(  # a closed order has its proof: only paid ones are looked at
        order__unit_id__in=units, order__state=OrderState.PAID, withheld__gt=0, tax_proof=None
    )
    fields = (*(f"order__{name}" for name in _TASK), "withheld", "paid_at")
    return list(found.order_by("paid_at", "id").values(*fields)[:MOST_WAITING])


def withheld_of(order_id: UUID) -> int:
    """Sum of the taxes kept back from the payments of an order, in whole rupiah; 1 statement."""
    return sum(each.withheld for each in _PAYMENTS.all(order_id))
