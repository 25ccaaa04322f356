"""Reads of shipments, receipts and hand-overs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from eorder.buying.deliveries.models import HandOver, Receipt, Shipment
from eorder.buying.orders.facts import HandOverFacts, PurchaseFacts, ShipmentFacts
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.facts import LINES, facts_of, gathered

_OF_ORDER = {"order": OuterRef("pk")}
DELIVERED = LINES | {
    "shipment_facts": ArraySubquery(
        Shipment.objects.filter(**_OF_ORDER)
        .order_by("shipped_at", "id")
        .values(fact=JSONObject(number="number", shipped_at="shipped_at"))
    ),
    "last_received_at": Subquery(
        Receipt.objects.filter(**_OF_ORDER).order_by("-received_at").values("received_at")[:1]
    ),
    "hand_over_facts": Subquery(
        HandOver.objects.filter(**_OF_ORDER).values(
            fact=JSONObject(
                number="number",
                handed_over_at="handed_over_at",
                accepted_value="accepted_value",
                payment_due_at="payment_due_at",
            )
        )
    ),
}
"""Lines and deliveries as values of their order's row."""


def delivered_facts(order: Order) -> PurchaseFacts:
    """State the facts of an order with shipments, last receipt and hand-over; 1 statement."""
    return facts_of_delivered(order, gathered(order, DELIVERED))


def facts_of_delivered(order: Order, row: Mapping[str, Any]) -> PurchaseFacts:
    """State the same facts from a row that holds `DELIVERED`; no statement."""
    return replace(
        facts_of(order, row),
        shipments=tuple(
            ShipmentFacts(each["number"], datetime.fromisoformat(each["shipped_at"]))
            for each in row["shipment_facts"]
        ),
        received_at=row["last_received_at"],
        hand_over=_hand_over_facts(row["hand_over_facts"]) if row["hand_over_facts"] else None,
    )


def _hand_over_facts(made: Mapping[str, Any]) -> HandOverFacts:
    return HandOverFacts(
        made["number"],
        datetime.fromisoformat(made["handed_over_at"]),
        made["accepted_value"],
        datetime.fromisoformat(made["payment_due_at"]),
    )
