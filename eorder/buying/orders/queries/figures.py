"""The headline figures of all purchases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from statistics import median_low
from zoneinfo import ZoneInfo

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from eorder.buying.orders.deadlines import working_days_used
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.lists import VALUE
from eorder.buying.orders.states import OrderState

ENDED_EARLY = (OrderState.REFUSED, OrderState.LAPSED, OrderState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Headline:
    """How much is bought and how fast it is paid.

    Attributes:
        purchases: Number of purchases that stand or were paid.
        total: Their value in whole rupiah; of those handed over, what was accepted.
        paid: Number of purchases that were paid.
        days_to_pay: Median working days from BAST to payment, of two middle ones the lower; None before the
            first payment.
    """

    purchases: int
    total: int
    paid: int
    days_to_pay: int | None


def headline(time_zone: str) -> Headline:
    """Count the purchases, add up their value and find the median of the pay time; 2 statements."""
    standing = Order.objects.exclude(state__in=ENDED_EARLY)
    sums = standing.aggregate(purchases=Count("id"), total=Sum(VALUE))
    spans = _spans(time_zone)
    return Headline(
        sums["purchases"], int(sums["total"] or 0), len(spans), median_low(spans) if spans else None
    )


def _spans(time_zone: str) -> list[int]:
    """Working days of each payment; grouped by days in the database, so a year is some thousand rows."""
    zone = ZoneInfo(time_zone)
    days = (
        Order.objects.filter(paid_at__isnull=False, handed_over_at__isnull=False)
        .annotate(since=TruncDate("handed_over_at", tzinfo=zone), until=TruncDate("paid_at", tzinfo=zone))
        .values_list("since", "until")
        .annotate(count=Count("id"))
        .order_by("since", "until")
    )
    noon = time(12, tzinfo=zone)
    spans: list[int] = []
    for since, until, count in days:
        used = working_days_used(datetime.combine(since, noon), datetime.combine(until, noon), time_zone)
        spans += [used] * count
    return spans
