"""What a rule needs to know to decide whether somebody may see an order."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from eorder.buying.orders.models import Order


@dataclass(slots=True)
class Belonging:
    """Which unit bought and which business sells."""

    unit_id: UUID
    government_id: UUID
    vendor_id: UUID


def order_belonging(order_id: UUID) -> Belonging | None:
    """Tell whom an order belongs to; None when there is no such order; 1 statement."""
    found = Order.objects.filter(id=order_id).values_list("unit_id", "government_id", "vendor_id").first()
    return found and Belonging(*found)
