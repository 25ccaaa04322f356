"""Numbers of papers: gapless per unit and year, with the month in Roman numerals as offices write it."""

from __future__ import annotations

from datetime import datetime

from eorder.buying.orders.models import Order
from eorder.foundation.moments import day_in
from eorder.records.journal.counters import next_number

_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def paper_number(kind: str, order: Order, at: datetime) -> str:
    """Take the next number of a kind of paper, `015/BAST/GBR/VIII/2026`; 1 statement."""
    day = day_in(order.unit.government.time_zone, at)
    sequence = next_number(order.government_id, f"{kind}:{order.unit.short_code}", day.year)
    return f"{sequence:03d}/{kind}/{order.unit.short_code}/{_MONTHS[day.month - 1]}/{day.year}"
