"""What standing orders take of products, by delivery day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Sum

from eorder.buying.orders.models import Line
from eorder.buying.orders.states import GIVEN_BACK


def taken_by_day(product_ids: Sequence[UUID], first: date, days: int) -> dict[UUID, dict[date, int]]:
    """Add up quantities in thousandths of a unit, by product and day; 1 statement, none without products.

    Args:
        product_ids: The products; those without an order on these days are left out.
        first: First delivery day (inclusive).
        days: How many days from it on.
    """
    found: dict[UUID, dict[date, int]] = {}
    if not product_ids:
        return found
    lines = Line.objects.filter(
        product_id__in=product_ids, day__gte=first, day__lt=first + timedelta(days=days)
    ).exclude(order__state__in=sorted(GIVEN_BACK))
    for product, day, quantity in lines.values_list("product_id", "day").annotate(Sum("quantity")):
        found.setdefault(product, {})[day] = int(quantity)
    return found


def left_of(per_day: int, taken: int) -> int:
    """What a capacity in whole units leaves beside what is taken in thousandths: thousandths, at least zero."""
    return max(0, per_day * 1000 - taken)
