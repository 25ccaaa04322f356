"""Reads of shipments, receipts and hand-overs."""

from __future__ import annotations

from dataclasses import replace

from eorder.buying.deliveries.models import HandOver, Receipt, Shipment
from eorder.buying.orders.facts import HandOverFacts, PurchaseFacts, ShipmentFacts
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.facts import facts_of


def delivered_facts(order: Order) -> PurchaseFacts:
    """State the facts of an order with shipments, last receipt and hand-over; 4 statements."""
    facts = facts_of(order)
    shipments = Shipment.objects.filter(order_id=facts.order_id).order_by("shipped_at", "id")
    received = Receipt.objects.filter(order_id=facts.order_id).order_by("-received_at").first()
    hand_over = HandOver.objects.filter(order_id=facts.order_id).first()
    return replace(
        facts,
        shipments=tuple(ShipmentFacts(each.number, each.shipped_at) for each in shipments),
        received_at=received.received_at if received else None,
        hand_over=_hand_over_facts(hand_over) if hand_over else None,
    )


def _hand_over_facts(made: HandOver) -> HandOverFacts:
    return HandOverFacts(made.number, made.handed_over_at, made.accepted_value, made.payment_due_at)
