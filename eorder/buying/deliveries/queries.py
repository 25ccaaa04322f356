"""Reads of shipments, receipts and hand-overs."""

from __future__ import annotations

from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.facts import FACTS, facts_statement, read_facts

DELIVERED = FACTS | {
    "shipments": """(SELECT coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'shipped_at', s.shipped_at)
            ORDER BY s.shipped_at, s.id), '[]') FROM deliveries_shipment s WHERE s.order_id = o.id)""",
    "received_at": "(SELECT max(received_at) FROM deliveries_receipt WHERE order_id = o.id)",
    "hand_over": """(SELECT jsonb_build_object('number', h.number, 'handed_over_at', h.handed_over_at,
            'accepted_value', h.accepted_value, 'payment_due_at', h.payment_due_at)
        FROM deliveries_handover h WHERE h.order_id = o.id)""",
}
"""The fields that deliveries add."""
_STATEMENT = facts_statement(DELIVERED)


def delivered_facts(order: Order) -> PurchaseFacts:
    """State the facts of an order with shipments, last receipt and hand-over; 1 statement."""
    return read_facts(order.id, _STATEMENT)
