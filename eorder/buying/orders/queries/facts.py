"""The facts of one purchase as its order knows them; deliveries and payments add theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from eorder.buying.orders.facts import LineFacts, PurchaseFacts, SellerFacts
from eorder.buying.orders.models import Line, Order
from eorder.buying.packages.queries import package_facts
from eorder.foundation.errors import NotFoundError

RELATED = (
    "unit__government",
    "package__unit__government",
    "package__budget_line__account",
    "vendor__region",
    "meeting",
)


_LINE = {
    name: F(name)
    for name in (
        "position", "name", "unit", "tax_nature", "quantity", "unit_price", "line_total", "ppn", "accepted",
        "rejected", "rejection",
    )
} | {
    "category_code": F("product__category_id"),
    "category_name": F("product__category__name"),
    "unspsc": F("product__category__unspsc"),
}  # fmt: skip
LINES = {
    "line_facts": ArraySubquery(
        Line.objects.filter(order=OuterRef("pk")).order_by("position").values(fact=JSONObject(**_LINE))
    )
}
"""The lines as one value of their order's row; floors above add theirs to it, so that all comes in 1 statement."""


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
    """State the facts of one order; 2 statements.

    Raises:
        NotFoundError: There is no such order.
    """
    return facts_of(find_order(order_id))


def gathered(order: Order, values: Mapping[str, Any]) -> dict[str, Any]:
    """Read further values of an order that exists, such as `LINES`; 1 statement."""
    return dict(Order.objects.values(**values).get(id=order.id))


def facts_of(order: Order, row: Mapping[str, Any] | None = None) -> PurchaseFacts:
    """State the facts of an order that was loaded with `RELATED`; 1 statement unless a row holds its lines."""
    package = package_facts(order.package)
    vendor = order.vendor
    return PurchaseFacts(
        order_id=order.id,
        ocid=ocid_of(order.number),
        number=order.number,
        state=order.state,
        buyer=package.buyer,
        package=package,
        seller=SellerFacts(
            vendor.id, vendor.name, vendor.scale, vendor.legal_form, vendor.region_id, vendor.region.name
        ),
        lines=tuple(LineFacts(**line) for line in (row or gathered(order, LINES))["line_facts"]),
        subtotal=order.subtotal,
        ppn=order.ppn,
        total=order.total,
        reason=order.reason,
        delivery_label=order.delivery_label,
        window_start=order.window_start,
        window_end=order.window_end,
        placed_at=order.placed_at,
        priced_at=order.priced_at,
        answer_due_at=order.due_at if order.state == "placed" else None,
        meeting_title=order.meeting.title if order.meeting else "",
        refusal=order.refusal,
        accepted_at=order.accepted_at,
    )


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
