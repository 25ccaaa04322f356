"""Reads of a business's own products with the version of their price, for its systems and its pages."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.foundation.errors import NotFoundError
from eorder.foundation.sorting import sort_key
from eorder.market.catalogue.models import Product, ProductSheet, ProductState
from eorder.records.documents.cells import MOST_ROWS

PAGE = 100
PAGE_BY_NAME = 50
MOST_LIMITED = 20
_COLUMNS = """
SELECT p.id, p.vendor_id, p.category_id, c.name AS category_name,
    p.name, p.description, p.unit, p.minimum, p.lead_days, p.per_day, p.state,
    p.attributes::text, t.version AS template_version, price.seq AS price_version, price.amount AS price,
    price.published_at
FROM catalogue_product p
JOIN catalogue_category c ON c.code = p.category_id
JOIN LATERAL (
    SELECT v.seq, v.amount, v.published_at FROM catalogue_priceversion v
    WHERE v.product_id = p.id ORDER BY v.seq DESC LIMIT 1) price ON true
LEFT JOIN templates_templateversion t ON t.id = p.template_id
"""


def own_products(vendor_id: UUID, *, after: UUID | None = None) -> list[dict[str, Any]]:
    """List a business's products in the order in which they were made, one page and one more; 1 statement."""
    where = "WHERE p.vendor_id = %s AND (%s::uuid IS NULL OR p.id > %s) ORDER BY p.id LIMIT %s"
    return _read(_COLUMNS + where, [vendor_id, after, after, PAGE + 1])


def listed_products(vendor_id: UUID, category: str = "") -> list[dict[str, Any]]:
    """List what a business sells, of one category or all, by name, for its sheet; 1 statement."""
    where = "WHERE p.vendor_id = %s AND p.state = 'listed' AND (%s = '' OR p.category_id = %s)"
    return _read(
        f"{_COLUMNS} {where} ORDER BY p.sort_key, p.id LIMIT %s", [vendor_id, category, category, MOST_ROWS]
    )


def products_by_name(vendor_id: UUID, *, named: str = "", after: UUID | None = None) -> list[dict[str, Any]]:
    """List a business's products by name, also those off sale, one page and one more; 1 statement.

    Args:
        vendor_id: The business.
        named: Only those whose name holds this, however it is written.
        after: The last product of the page before.
    """
    place = "(SELECT a.sort_key, a.id FROM catalogue_product a WHERE a.id = %s)"
    where = f"""WHERE p.vendor_id = %s AND strpos(p.sort_key, %s) > 0
    AND (%s::uuid IS NULL OR (p.sort_key, p.id) > {place}) ORDER BY p.sort_key, p.id LIMIT %s"""
    return _read(_COLUMNS + where, [vendor_id, sort_key(named), after, after, PAGE_BY_NAME + 1])


def limited_products(vendor_id: UUID) -> list[dict[str, Any]]:
    """List what a business sells with a capacity of the day, by name, at most `MOST_LIMITED`; 1 statement.

    Each has `id`, `name`, `unit` and `per_day` in whole units.
    """
    found = Product.objects.filter(vendor_id=vendor_id, state=ProductState.LISTED, per_day__isnull=False)
    rows = found.order_by("sort_key", "id").values("id", "name", "unit", "per_day")[:MOST_LIMITED]
    return [dict(row) for row in rows]


def sheet_of(vendor_id: UUID) -> dict[str, Any] | None:
    """Give the sheet that a business had checked last, without its cells; None if there was none; 1 statement."""
    fields = ("name", "sha256", "report", "checked_at", "taken_at")
    found = ProductSheet.objects.filter(vendor_id=vendor_id).values(*fields).first()
    return dict(found) if found else None


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
