"""Reads of a business's own products with the version of their price, for its systems."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.foundation.errors import NotFoundError

PAGE = 100
_COLUMNS = """
SELECT p.id, p.vendor_id, p.category_id, p.name, p.description, p.unit, p.minimum, p.lead_days, p.per_day, p.state,
    p.attributes::text, t.version AS template_version, price.seq AS price_version, price.amount AS price,
    price.published_at
FROM catalogue_product p
JOIN LATERAL (
    SELECT v.seq, v.amount, v.published_at FROM catalogue_priceversion v
    WHERE v.product_id = p.id ORDER BY v.seq DESC LIMIT 1) price ON true
LEFT JOIN templates_templateversion t ON t.id = p.template_id
"""


def own_products(vendor_id: UUID, *, after: UUID | None = None) -> list[dict[str, Any]]:
    """List a business's products in the order in which they were made, one page and one more; 1 statement."""
    where = "WHERE p.vendor_id = %s AND (%s::uuid IS NULL OR p.id > %s) ORDER BY p.id LIMIT %s"
    return _read(_COLUMNS + where, [vendor_id, after, after, PAGE + 1])


def own_product(product_id: UUID) -> dict[str, Any]:
    """Load one product; 1 statement.

    Raises:
        NotFoundError: There is no such product.
    """
    found = _read(f"{_COLUMNS} WHERE p.id = %s", [product_id])
    if not found:
        raise NotFoundError("Produk ini tidak ada.")
    return found[0]


def _read(sql: str, values: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["attributes"] = json.loads(row["attributes"])
    return rows
