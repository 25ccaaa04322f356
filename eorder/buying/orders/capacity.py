"""The capacity of a delivery day: what is left of it, and what to say when an order does not fit (ADR 19)."""

from __future__ import annotations

from datetime import date, timedelta

from eorder.buying.orders.placement import DAYS_AHEAD, Check, Placement, PricedLine
from eorder.foundation.errors import OverCapacityError
from eorder.foundation.quantities import quantity_text
from eorder.foundation.wording import weekday_text

WITHIN_CAPACITY = "line_within_capacity"
"""The trigger that counts again, under a lock, when the lines are written."""


def has_capacity(placement: Placement) -> bool:
    """Whether a seller of the order states a capacity at all."""
    return any(line.per_day is not None for line in placement.lines)


def check_capacity(placement: Placement) -> Check:
    """Check that every product has room on the delivery day; the first without is named."""
    day = placement.delivery_day
    for line in placement.lines:
        left = line.left(day)
        if left is not None and line.quantity > left:
            return Check("refused", "Kapasitas penjual cukup", _refusal(line, day, left), "over_capacity")
    return Check("ok", "Kapasitas penjual cukup", f"Masih ada tempat pada {weekday_text(day)}.", "capacity")


def _refusal(line: PricedLine, day: date, left: int) -> str:
    if line.per_day is not None and line.quantity > line.per_day * 1000:
        return (
            f"Penjual menyanggupi paling banyak {quantity_text(line.per_day * 1000)} {line.unit} {line.name} sehari. "
            "Kurangi jumlahnya, atau bagi pesanan ke beberapa hari."
        )
    room = f"Sisa kapasitas {line.name} pada {weekday_text(day)}: {quantity_text(left)} {line.unit}"
    later = next_day_with_room(line, day)
    if later is None:
        return f"{room}. Dalam {DAYS_AHEAD} hari sesudahnya juga tidak cukup; kurangi jumlahnya."
    return f"{room}. Kurangi jumlahnya, atau pilih {weekday_text(later)}: hari itu masih cukup."


def next_day_with_room(line: PricedLine, day: date) -> date | None:
    """Find the first of the `DAYS_AHEAD` days after a day (exclusive) on which the line fits."""
    for ahead in range(1, DAYS_AHEAD + 1):
        later = day + timedelta(days=ahead)
        left = line.left(later)
        if left is None or line.quantity <= left:
            return later
    return None


def over_capacity() -> OverCapacityError:
    """Say that another order took the room in the same moment."""
    return OverCapacityError(
        "Kapasitas penjual pada hari itu baru saja diambil pesanan lain. Periksa kembali lalu pilih hari lain."
    )
