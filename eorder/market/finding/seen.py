"""How often a product stood on the first page of its category, by the published rule and today's products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from eorder.market.finding.asking import tag
from eorder.market.finding.queries import MOST_COUNTED, PAGE
from eorder.market.finding.turns import hour_of, turn_of

DAYS = 7
"""Days that are looked back on, an hour each time."""


@dataclass(frozen=True, slots=True)
class Rival:
    """One orderable product of a category, as every list shows it."""

    product: UUID
    vendor: UUID
    region: str
    lead_days: int


_OF_CATEGORY = """
    SELECT l.product_id, l.vendor_id, l.region_id, l.lead_days FROM finding_listing l
    WHERE l.words @@ %(tag)s::tsquery AND l.vendor_id NOT IN (
        SELECT s.vendor_id FROM sanctions_sanction s WHERE s.starts_at <= %(at)s AND %(at)s < s.ends_at)
    ORDER BY l.product_id LIMIT %(most)s"""


def of_category(category: str, at: datetime) -> list[Rival] | None:
    """List the orderable products of a category; None where there are more than are compared; 1 statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_CATEGORY, {"tag": tag("k", category), "at": at, "most": MOST_COUNTED + 1})
        rows = [Rival(*row) for row in cursor.fetchall()]
    return rows if len(rows) <= MOST_COUNTED else None


def hours_before(at: datetime) -> range:
    """Give the full hours of the last `DAYS` days, the one that runs included."""
    last = hour_of(at)
    return range(hour_of(at - timedelta(days=DAYS)) + 1, last + 1)


def hours_on_first_page(product: UUID, rivals: Sequence[Rival], hours: range, shown: int = PAGE) -> int:
    """Count in how many hours a product stood on the first page of its category, sorted by the fair order.

    Nobody searched for words there, so all are equally relevant: the first product of each seller stands before any
    second, and whose turn it is decides among them.

    Args:
        product: One of the rivals; of one that is not, 0.
        rivals: All orderable products of the category, in order of their ids.
        hours: Hours since the beginning of 1970.
        shown: How many a page shows.
    """
    round_of, so_many = {}, Counter[UUID]()
    for each in sorted(rivals, key=lambda rival: rival.product):
        so_many[each.vendor] += 1
        round_of[each.product] = (each.vendor, so_many[each.vendor])
    if product not in round_of:
        return 0
    vendor, own_round = round_of[product]
    before = sum(min(count, own_round - 1) for count in so_many.values())
    if before >= shown:
        return 0
    beside = [each for each, count in so_many.items() if count >= own_round and each != vendor]
    if before + len(beside) < shown:
        return len(hours)
    return sum(_ahead(vendor, beside, hour) + before < shown for hour in hours)


def _ahead(vendor: UUID, others: Sequence[UUID], hour: int) -> int:
    mine = turn_of(vendor, hour)
    return sum(turn_of(each, hour) < mine for each in others)
