"""Reads of invoices, tax decisions and payments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from eorder.buying.deliveries.queries import DELIVERED, facts_of_delivered
from eorder.buying.orders.facts import InvoiceFacts, PaymentFacts, PurchaseFacts, WithholdingFacts
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.facts import find_order, gathered
from eorder.buying.orders.states import STEPS, OrderState
from eorder.buying.packages.rules import MEETING_KEEPERS
from eorder.buying.payments.models import Invoice, Payment, Verification, Withholding
from eorder.buying.payments.tax_facts import tax_facts_of
from eorder.foundation.moments import day_in
from eorder.law.taxes.decision import TaxDecision
from eorder.law.taxes.withholding import withhold
from eorder.parties.identity.actor import Actor

MOST_WAITING = 300
_TASK = ("id", "number", "package__name", "vendor__name", "due_at")


_OF_ORDER = {"order": OuterRef("pk")}
_WITHHOLDING = {name: F(name) for name in ("tax", "base", "rate", "amount", "rule")}
COMPLETE = DELIVERED | {
    "invoice_facts": Subquery(
        Invoice.objects.filter(**_OF_ORDER).values(
            fact=JSONObject(number="number", amount="amount", issued_at="issued_at")
        )
    ),
    "last_verified_at": Subquery(
        Verification.objects.filter(invoice__order=OuterRef("pk")).order_by("-seq").values("verified_at")[:1]
    ),
    "payment_facts": ArraySubquery(
        Payment.objects.filter(**_OF_ORDER)
        .order_by("seq")
        .values(
            fact=JSONObject(
                id="id",
                paid_at="paid_at",
                gross="gross",
                withheld="withheld",
                net="net",
                tax_receipt="tax_proof__receipt_number",
                withholdings=ArraySubquery(
                    Withholding.objects.filter(payment=OuterRef("pk"))
                    .order_by("tax")
                    .values(fact=JSONObject(**_WITHHOLDING))
                ),
            )
        )
    ),
}
"""Everything that happened to an order as values of its row."""


def complete_purchase(order_id: UUID) -> PurchaseFacts:
    """State everything known of one purchase; 2 statements.

    Raises:
        NotFoundError: There is no such order.
    """
    return complete_facts(find_order(order_id))


def complete_facts(order: Order) -> PurchaseFacts:
    """State the facts of an order with deliveries, invoice and payments; 1 statement."""
    row = gathered(order, COMPLETE)
    return replace(
        facts_of_delivered(order, row),
        invoice=_invoice_facts(row["invoice_facts"]) if row["invoice_facts"] else None,
        verified_at=row["last_verified_at"],
        payments=tuple(_payment_facts(each) for each in row["payment_facts"]),
    )


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
    found = Payment.objects.filter(order__unit_id__in=units, withheld__gt=0, tax_proof=None)
    fields = (*(f"order__{name}" for name in _TASK), "withheld", "paid_at")
    return list(found.order_by("paid_at", "id").values(*fields)[:MOST_WAITING])


def withheld_of(order_id: UUID) -> int:
    """Sum of the taxes kept back from the payments of an order, in whole rupiah; 1 statement."""
    return sum(Payment.objects.filter(order_id=order_id).values_list("withheld", flat=True))


def _invoice_facts(made: Mapping[str, Any]) -> InvoiceFacts:
    return InvoiceFacts(made["number"], made["amount"], datetime.fromisoformat(made["issued_at"]))


def _payment_facts(made: Mapping[str, Any]) -> PaymentFacts:
    return PaymentFacts(
        UUID(made["id"]),
        datetime.fromisoformat(made["paid_at"]),
        made["gross"],
        made["withheld"],
        made["net"],
        tuple(WithholdingFacts(**each) for each in made["withholdings"]),
        made["tax_receipt"] is not None,
    )
