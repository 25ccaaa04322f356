"""The facts of one purchase as its order knows them; deliveries and payments add theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from pydantic import TypeAdapter

from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.models import Line, Order
from eorder.buying.packages.queries import package_ocid
from eorder.foundation.errors import NotFoundError
from eorder.records.rows import Reading

LOCKED = ("unit__government", "vendor", "meeting")
"""What the acts on an order look at besides the order itself."""
RELATED = (
    "unit__government",
    "package__unit__government",
    "package__budget_line__account",
    "vendor__region",
    "meeting",
)


FACTS = {
    "order_id": "o.id",
    "ocid": "''",
    "number": "o.number",
    "state": "o.state",
    "buyer": """jsonb_build_object('government_code', g.code, 'government_name', g.name, 'unit_id', u.id,
        'unit_code', u.code, 'unit_name', u.name)""",
    "package": """jsonb_build_object('id', k.id, 'ocid', '', 'rup_id', k.rup_id, 'fiscal_year', k.fiscal_year,
        'name', k.name, 'ceiling', k.ceiling, 'method', k.method, 'kind', k.kind, 'state', k.state,
        'announced_at', k.announced_at,
        'buyer', jsonb_build_object('government_code', g.code, 'government_name', g.name, 'unit_id', u.id,
            'unit_code', u.code, 'unit_name', u.name),
        'budget', CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('line_id', b.id, 'fiscal_year', b.fiscal_year,
            'sub_activity_code', b.sub_activity_code, 'sub_activity_name', b.sub_activity_name,
            'account_code', b.account_id, 'account_name', a.name, 'ceiling', b.ceiling) END)""",
    "seller": """jsonb_build_object('id', v.id, 'name', v.name, 'scale', v.scale, 'legal_form', v.legal_form,
        'region_code', r.code, 'region_name', r.name)""",
    "lines": """(SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'name', l.name, 'unit', l.unit,
            'tax_nature', l.tax_nature, 'quantity', l.quantity, 'unit_price', l.unit_price,
            'line_total', l.line_total, 'ppn', l.ppn, 'accepted', l.accepted, 'rejected', l.rejected,
            'rejection', l.rejection, 'emergency', l.emergency,
            'category_code', c.code, 'category_name', c.name, 'unspsc', c.unspsc)
            ORDER BY l.position), '[]')
        FROM orders_line l JOIN catalogue_product p ON p.id = l.product_id
        JOIN catalogue_category c ON c.code = p.category_id WHERE l.order_id = o.id)""",
    **{
        name: f"o.{name}"
        for name in (
            "subtotal", "ppn", "total", "reason", "delivery_label", "window_start", "window_end", "placed_at",
            "priced_at", "refusal", "accepted_at",
        )
    },
    "answer_due_at": "CASE WHEN o.state = 'placed' THEN o.due_at END",
    "meeting_title": "coalesce(m.title, '')",
}  # fmt: skip
"""Fields of `PurchaseFacts` as SQL over the joins below; floors above add theirs, so that all comes in 1 statement."""
_FROM = """
FROM orders_order o JOIN packages_package k ON k.id = o.package_id
JOIN workunits_unit u ON u.id = k.unit_id JOIN workunits_government g ON g.id = u.government_id
LEFT JOIN budgets_budgetline b ON b.id = k.budget_line_id
LEFT JOIN budgets_budgetaccount a ON a.code = b.account_id
JOIN vendors_vendor v ON v.id = o.vendor_id JOIN regions_region r ON r.code = v.region_id
LEFT JOIN packages_meeting m ON m.id = o.meeting_id
WHERE o.id = %s
"""
LINES = Reading(Line, where="this.order_id = %s", order="this.position")
"""The lines of an order, as rows."""
_READER = TypeAdapter(PurchaseFacts)


def facts_statement(fields: Mapping[str, str]) -> str:
    """Write the statement that reads fields of `PurchaseFacts`, `FACTS` among them, as one JSON text."""
    pairs = ", ".join(f"'{name}', {sql}" for name, sql in fields.items())
    return f"SELECT jsonb_build_object({pairs})::text {_FROM}"


_STATEMENT = facts_statement(FACTS)


def read_facts(order_id: UUID, statement: str = _STATEMENT) -> PurchaseFacts:
    """State the facts of one order by a statement of `facts_statement`; 1 statement.

    Raises:
        NotFoundError: There is no such order.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [order_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError("Pesanan ini tidak ada.")
    facts = _READER.validate_json(row[0])
    package = replace(facts.package, ocid=package_ocid(facts.package.rup_id))
    return replace(facts, ocid=ocid_of(facts.number), package=package)


def find_order(order_id: UUID) -> Order:
    """Load an order with everything its rules and facts need; 1 statement.

    Raises:
        NotFoundError: There is no such order.
    """
    order = Order.objects.select_related(*RELATED).filter(id=order_id).first()
    if order is None:
        raise NotFoundError("Pesanan ini tidak ada.")
    return order


def purchase_facts(order_id: UUID) -> PurchaseFacts:
    """State the facts of one order; 1 statement.

    Raises:
        NotFoundError: There is no such order.
    """
    return read_facts(order_id)


def facts_of(order: Order) -> PurchaseFacts:
    """State the facts of an order as it stands in the database; 1 statement."""
    return read_facts(order.id)


def ocid_of(number: str) -> str:
    """Name the OCDS process of an order."""
    return f"{settings.EORDER_OCID_PREFIX}-{number}"


def lines_of(order_id: UUID) -> list[dict[str, Any]]:
    """List the lines of an order with their categories; 1 statement."""
    rows = (
        Line.objects.filter(order_id=order_id)
        .order_by("position")
        .values(
            "id",
            "position",
            "product_id",
            "name",
            "unit",
            "tax_nature",
            "quantity",
            "unit_price",
            "line_total",
            "ppn",
            "accepted",
            "rejected",
            "rejection",
            "product__category_id",
            "product__category__name",
            "product__category__unspsc",
        )
    )
    return [dict(row) for row in rows]
