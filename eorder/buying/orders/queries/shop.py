"""What a business looks at every morning: what to deliver, what is owed to it, what came in, what sells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum, Window

from eorder.buying.orders.models import Line, Order
from eorder.buying.orders.queries.lists import VALUE
from eorder.buying.orders.states import OrderState as S

MOST_SHOWN, MOST_SELLING = 20, 5
SELLING_DAYS, PAID_DAYS = 90, 30
TO_DELIVER = (S.ACCEPTED, S.SHIPPED, S.PARTLY_RECEIVED)
"""States in which goods are still to come to the buyer."""
OWED = (S.HANDED_OVER, S.INVOICED, S.VERIFIED)
"""States in which what was accepted is still to be paid."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Orders of a business that stand alike.

    Attributes:
        first: At most `MOST_SHOWN` of them, each with `value` in whole rupiah.
        count: How many there are.
        total: Their value in whole rupiah, all of them.
    """

    first: list[dict[str, Any]]
    count: int
    total: int


def to_deliver(vendor_id: UUID) -> Standing:
    """Say what a business has still to deliver, the earliest window first; 1 statement."""
    return _standing(Order.objects.filter(vendor_id=vendor_id, state__in=TO_DELIVER), "window_start")


def owed(vendor_id: UUID) -> Standing:
    """Say what a business waits to be paid for, the earliest hand-over first; 1 statement."""
    return _standing(Order.objects.filter(vendor_id=vendor_id, state__in=OWED), "handed_over_at")


def _standing(orders: QuerySet[Order], first: str) -> Standing:
    rows: list[dict[str, Any]] = [
        dict(row)
        for row in orders.order_by(first, "id").values(
            "id", "number", "state", "total", "window_start", "window_end", "handed_over_at", "delivery_label",
            "package__name", "unit__name", value=VALUE, count=Window(Count("*")), sum=Window(Sum(VALUE)),
        )[:MOST_SHOWN]
    ]  # fmt: skip
    return Standing(rows, rows[0]["count"], int(rows[0]["sum"])) if rows else Standing([], 0, 0)


def paid_lately(vendor_id: UUID, at: datetime) -> tuple[int, int]:
    """Count what a business was paid for in the last 30 days, and add it up in whole rupiah; 1 statement."""
    found = Order.objects.filter(
        vendor_id=vendor_id, state__in=[S.PAID, S.CLOSED], paid_at__gte=at - timedelta(days=PAID_DAYS)
    ).aggregate(Count("id"), Sum("paid"))
    return found["id__count"], int(found["paid__sum"] or 0)


def best_selling(vendor_id: UUID, at: datetime) -> list[dict[str, Any]]:
    """List what was accepted most often of a business in the last 90 days; 1 statement.

    Each has `name`, `unit`, `orders`, and `quantity` in thousandths of the unit.
    """
    accepted = Line.objects.filter(
        order__vendor_id=vendor_id, order__placed_at__gte=at - timedelta(days=SELLING_DAYS), accepted__gt=0
    )
    found = accepted.values("product_id", "name", "unit").annotate(
        orders=Count("order"), quantity=Sum("accepted")
    )
    return [dict(row) for row in found.order_by("-orders", "-quantity", "product_id")[:MOST_SELLING]]
