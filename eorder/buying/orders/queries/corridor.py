"""Accepted orders of the same thing, to compare a price with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.buying.orders.corridor import Corridor, Grade, Sample, TooFew, corridor_of

DAYS_BACK = 365
"""Orders for delivery within this many days before today are compared."""
MOST_PRODUCTS, MOST_LINES = 300, 1_000
"""Products of a category, and lines of orders, that are looked at for one product: the latest."""
_SAMPLES = """
SELECT p.id, p.minimum, coalesce(jsonb_agg(jsonb_build_array(
    l.alike, l.unit_price, l.quantity))
    FILTER (WHERE l.alike IS NOT NULL), '[]')
FROM catalogue_product p
LEFT JOIN LATERAL (
    SELECT CASE WHEN s.vendor_id = p.vendor_id AND s.is_same THEN 1 WHEN s.is_same THEN 2 ELSE 3 END AS alike,
        l.unit_price, l.quantity
    FROM (
        SELECT q.id, q.vendor_id, q.id = p.id OR CASE WHEN p.template_id IS NULL
            THEN q.sort_key = p.sort_key ELSE q.attributes = p.attributes END AS is_same
        FROM catalogue_product q
        WHERE q.category_id = p.category_id AND q.unit = p.unit AND q.government_id = p.government_id
        ORDER BY q.id = p.id DESC, q.id DESC LIMIT %(products)s) AS s
    JOIN orders_line l ON l.product_id = s.id AND l.day BETWEEN %(first)s AND %(last)s
    JOIN orders_order o ON o.id = l.order_id AND o.accepted_at IS NOT NULL AND o.state <> 'cancelled'
    ORDER BY l.day DESC, l.id DESC LIMIT %(lines)s) AS l ON true
WHERE p.id = ANY(%(asked)s) GROUP BY p.id, p.minimum
"""


def corridors(product_ids: Sequence[UUID], today: date) -> dict[UUID, Corridor | TooFew]:
    """Compute the corridor of each product from orders that their sellers accepted; 1 statement.

    Same are orders of the same seller for a product with the same answers to its template (without a template: the same
    name); of the same specification those of other sellers with the same answers; similar those of the same category,
    all of the same unit and government.

    Args:
        product_ids: The products.
        today: Orders of the `DAYS_BACK` days up to it are compared; also those to come, which were accepted already.
    """
    asked: dict[str, Any] = {
        "asked": list(product_ids),
        "first": today - timedelta(days=DAYS_BACK),
        "last": today + timedelta(days=DAYS_BACK),
        "products": MOST_PRODUCTS,
        "lines": MOST_LINES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLES, asked)
        return {key: corridor_of(_read(rows), minimum * 1000) for key, minimum, rows in cursor.fetchall()}


def _read(rows: str | Sequence[Sequence[int]]) -> list[Sample]:
    found = json.loads(rows) if isinstance(rows, str) else rows
    return [Sample(Grade(grade), price, quantity) for grade, price, quantity in found]
