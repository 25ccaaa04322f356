"""Lists of orders: what waits for a person, and what a unit or a vendor has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, F, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Collate, Upper

from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OWNERS, OrderState
from eorder.buying.packages.models import Package
from eorder.foundation.errors import NotFoundError
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import Vendor

PAGE = 50
MOST_WAITING = 300
_FIELDS = (
    "id", "number", "state", "total", "due_at", "placed_at", "package__name", "package__rup_id", "unit__name",
    "vendor__name", "unit_id", "vendor_id",
)  # fmt: skip
_EARLIER = """
(orders_order.placed_at, orders_order.id)
    < (SELECT last.placed_at, last.id FROM orders_order last WHERE last.id = %s)"""
"""One range of the index order_by_time; as two comparisons it read all that is later."""
_NUMBER = re.compile(r"[^\s-]+-\d{4}(-\d*)?")
"""The beginning of an order's number, at least unit and year: nothing else is searched for it."""
_AFTER_DIGITS = "~"
VALUE = Case(When(handed_over_at=None, then=F("total")), default=F("accepted_value"))
"""What an order is worth: what was accepted once it was handed over, until then what was ordered."""


def orders_waiting_for(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the orders whose next act is the actor's, first due first; 1 statement."""
    mine = Q(pk__in=[])
    for state, roles in OWNERS.items():
        if "vendor" in roles and actor.vendor_ids:
            mine |= Q(vendor_id__in=actor.vendor_ids, state=state)
        units = actor.units(roles - {"vendor"}, at)
        if units:
            mine |= Q(unit_id__in=units, state=state)
    return list(
        Order.objects.filter(mine).order_by("due_at", "id").values(*_FIELDS, value=VALUE)[:MOST_WAITING]
    )


def orders_of(actor: Actor, at: datetime, *, before: UUID | None = None) -> list[dict[str, Any]]:
    """List the orders of the actor's units and businesses, latest first, a page and one more; 1 statement."""
    units = sorted({hat.unit_id for hat in actor.hats if hat.fits(at)})
    found = Order.objects.filter(Q(unit_id__in=units) | Q(vendor_id__in=actor.vendor_ids))
    return _page(found, before)


def public_orders(text: str = "", *, before: UUID | None = None) -> list[dict[str, Any]]:
    """List every order for the public, latest first, one page and one more; 1 statement."""
    found, words = Order.objects.all(), text.strip()[:100]
    if _NUMBER.fullmatch(words):
        found = found.alias(as_number=Collate(Upper("number"), "C")).filter(
            as_number__gte=words.upper(), as_number__lt=words.upper() + _AFTER_DIGITS
        )
    elif words:
        packages, sellers = (
            model.objects.filter(name__icontains=words).values("id") for model in (Package, Vendor)
        )
        found = found.filter(Q(package__in=packages) | Q(vendor__in=sellers) | Q(number__istartswith=words))
    return _page(found, before)


def orders_of_package(package_id: UUID) -> list[dict[str, Any]]:
    """List the orders placed within a package, latest first; 1 statement."""
    found = Order.objects.filter(package_id=package_id).order_by("-placed_at", "-id")
    return list(found.values(*_FIELDS, value=VALUE)[:MOST_WAITING])


@dataclass(slots=True)
class OrderBrief:
    """What programs ask first: number, value, state, and the version that grows with every step."""

    id: UUID
    number: str
    state: str
    version: int
    total: int
    unit_id: UUID
    government_id: UUID
    vendor_id: UUID


def order_brief(order_id: UUID) -> OrderBrief:
    """Load the few facts of an order that tell who may see it and whether it changed; 1 statement.

    Raises:
        NotFoundError: There is no such order.
    """
    fields = ("id", "number", "state", "version", "total", "unit_id", "government_id", "vendor_id")
    found = Order.objects.filter(id=order_id).values(*fields).first()
    if found is None:
        raise NotFoundError("Pesanan ini tidak ada.")
    return OrderBrief(**found)


def number_and_total(order_id: UUID) -> tuple[str, int]:
    """Give the public number and the total of an order that exists; 1 statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, total FROM orders_order WHERE id = %s", [order_id])
        row: tuple[str, int] = cursor.fetchone()
    return row


def _page(found: QuerySet[Order], before: UUID | None) -> list[dict[str, Any]]:
    """Give one page and one more, latest placed first; an order's key says nothing of its time: its sender made it."""
    if before:
        found = found.filter(RawSQL(_EARLIER, (before,), BooleanField()))  # noqa: S611 (a bound parameter)
    return list(found.order_by("-placed_at", "-id").values(*_FIELDS, value=VALUE)[: PAGE + 1])


def orders_to_lapse(at: datetime) -> list[UUID]:
    """List the placed orders whose answer term has ended; at most 300 at a time; 1 statement."""
    late = Order.objects.filter(state=OrderState.PLACED, due_at__lt=at).order_by("due_at")
    return list(late.values_list("id", flat=True)[:MOST_WAITING])
