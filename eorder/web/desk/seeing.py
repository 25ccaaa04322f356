"""Load an order for somebody, or answer that it is not there; and say how long something may still take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from eorder.buying.orders import rules
from eorder.buying.orders.deadlines import working_days_used
from eorder.buying.orders.facts import LineFacts, PurchaseFacts
from eorder.buying.orders.queries.facts import find_order
from eorder.buying.payments.queries import complete_facts
from eorder.foundation.errors import NotFoundError
from eorder.parties.identity.actor import Actor
from eorder.web.formats import ZONE
from eorder.web.pages import PageRequest


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page about one order stands on: the record, its facts, who is asking and when.

    Attributes:
        order: The order's row as its query loads it; pages read it and hand it to the rules.
    """

    order: Any
    facts: PurchaseFacts
    actor: Actor
    at: datetime

    @property
    def zone(self) -> str:
        """Time zone of the buying unit."""
        return str(self.order.unit.government.time_zone)


def asker(request: PageRequest) -> Actor:
    """Give the person behind a page that asks for a sign-in.

    Raises:
        NotFoundError: Nobody is signed in.
    """
    if request.actor is None:
        raise NotFoundError(_("Halaman ini tidak ada."))
    return request.actor


def order_seen(request: PageRequest, order_id: UUID) -> Ground:
    """Load an order with its whole course for somebody who may see it; 2 statements.

    Raises:
        NotFoundError: There is no such order, or it is of another unit and another business.
    """
    actor = asker(request)
    order = find_order(order_id)
    if not rules.may_see(actor, order, request.at):
        raise NotFoundError(_("Pesanan ini tidak ada."))
    return Ground(order, complete_facts(order), actor, request.at)


def working_days_left(due_at: datetime, at: datetime) -> int:
    """Count the working days until a day: 0 on the day itself, at most -1 once it has passed."""
    if is_past(due_at, at):
        return min(-1, -working_days_used(due_at, at, ZONE.key))
    return working_days_used(at, due_at, ZONE.key)


def is_past(due_at: datetime, at: datetime) -> bool:
    """Tell whether the day of a term is over."""
    return due_at.astimezone(ZONE).date() < at.astimezone(ZONE).date()


def goods(lines: tuple[LineFacts, ...]) -> str:
    """Name what is bought: the first product and how many others."""
    if len(lines) == 1:
        return lines[0].name
    if len(lines) == 2:  # noqa: PLR2004 (two are both named)
        return _("%(first)s dan %(second)s") % {"first": lines[0].name, "second": lines[1].name}
    return _("%(first)s dan %(count)s produk lain") % {"first": lines[0].name, "count": len(lines) - 1}
