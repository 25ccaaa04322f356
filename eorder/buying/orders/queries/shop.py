"""What a business looks at every morning: what to deliver, what is owed to it, what came in, what sells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from eorder.buying.orders.models import Line, Order
from eorder.buying.orders.queries.lists import VALUE
from eorder.buying.orders.states import OrderState as S

MOST_RUNNING, MOST_SELLING = 300, 5
SELLING_DAYS, PAID_DAYS = 90, 30
TO_DELIVER = (S.ACCEPTED, S.SHIPPED, S.PARTLY_RECEIVED)
"""States in which goods are still to come to the buyer."""
OWED = (S.HANDED_OVER, S.INVOICED, S.VERIFIED)
"""States in which what was accepted is still to be paid."""


@dataclass(frozen=True, slots=True)
class Running:
    """The running orders of a business.

    Attributes:
        to_deliver: Still to be delivered, the earliest window first.
        owed: Accepted and still to be paid, the earliest hand-over first; each with `value` in whole rupiah.
    """

    to_deliver: list[dict[str, Any]]
    owed: list[dict[str, Any]]


def running_orders(vendor_id: UUID) -> Running:
    """List what a business has to deliver and what it waits to be paid for; at most 300 orders; 1 statement."""
    found = Order.objects.filter(vendor_id=vendor_id, state__in=[*TO_DELIVER, *OWED]).order_by(
        "window_start", "id"
    )
    rows = [
        dict(row)
        for row in found.values(
            "id", "number", "state", "total", "window_start", "window_end", "handed_over_at", "delivery_label",
            "package__name", "unit__name", value=VALUE,
        )[:MOST_RUNNING]
    ]  # fmt: skip
    owed = [row for row in rows if row["state"] in OWED]
    return Running(
        [row for row in rows if row["state"] in TO_DELIVER],
        sorted(owed, key=lambda row: row["handed_over_at"]),
    )


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
