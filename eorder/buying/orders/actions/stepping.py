"""What every act on an existing order shares: lock it, ask the rule, name the duty, move it, record it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.buying.budgets.actions.hold_budget import Holding
from eorder.buying.orders import rules
from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.models import Duty, Order
from eorder.buying.orders.queries.facts import LOCKED, facts_of
from eorder.buying.orders.releases import order_release
from eorder.buying.orders.states import STEPS
from eorder.foundation.errors import NotAllowedError, NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.moments import day_in
from eorder.foundation.money import Rupiah
from eorder.law.separation_of_duties import Duty as DutyName
from eorder.parties.identity.actor import Actor, clock_author
from eorder.records.journal.recording import Author, Subject, record
from eorder.records.rows import Reading, insert_row

ORDER = Reading(Order, *LOCKED, where="this.id = %s", locks=True)
"""One order, locked until the act ends."""


def lock_order(order_id: UUID, step: str, by: Actor, at: datetime) -> Order:
    """Lock an order for a step that its rule allows, and note the duty it means; 2 or 3 statements.

    Raises:
        NotFoundError: There is no such order, or the actor never had to do with it.
        NotAllowedError: The rule refuses the step, or the person did a duty that the law keeps apart from it.
    """
    order = ORDER.first(order_id)
    if order is None or not (by.kind == "system" or rules.may_know(by, order, at)):
        raise NotFoundError("Pesanan ini tidak ada.")
    rules.may_take_step(by, order, step, at).require()
    if STEPS[step].duty:
        add_duty(order, STEPS[step].duty, by.person_id, at)
    return order


def move_order(
    order: Order,
    step: str,
    *,
    by: Actor,
    at: datetime,
    command: CommandId,
    due_at: datetime | None,
    public: dict[str, Any] | None = None,
    private: dict[str, Any] | None = None,
    tell: Callable[[Order], PurchaseFacts] = facts_of,
    lines_before: int = 0,
    **changed: object,
) -> None:
    """Take a step, save the named fields, record it and publish it; 2 statements and those of `tell`.

    Args:
        order: The order, locked for this step.
        step: Row of the table of steps; it names the event.
        by: Who takes the step.
        at: Business time of the act.
        command: The command that caused it.
        due_at: When the next act is due.
        public: Facts anyone may read, beside those that every event of an order repeats.
        private: Facts only the parties may read.
        tell: States the facts of the purchase after the step, for its release.
        lines_before: For a changed order, how many lines it had before.
        changed: Fields of the order that the step changes.
    """
    order.take(step, due_at=due_at, **changed)
    event = STEPS[step].event
    record(
        event,
        subject_of(order),
        by=author_of(by, order, step, at),
        at=at,
        command=command,
        public=outline(order, **(public or {})),
        private=private,
        release=order_release(event, tell(order), at=at, command=command, lines_before=lines_before),
    )


def author_of(by: Actor, order: Order, step: str, at: datetime) -> Author:
    """Sign a step in the capacity that its table row asks for."""
    roles = STEPS[step].by
    if "clock" in roles:
        return clock_author()
    if "vendor" in roles:
        return by.as_vendor()
    hat = by.hat(roles, order.unit_id, at)
    if hat is None:
        raise NotAllowedError("Surat tugas Anda tidak berlaku sekarang.", code="appointment_expired")
    return by.wearing(hat)


def subject_of(order: Order) -> Subject:
    """Name the order as the subject of an event."""
    return Subject(order.government_id, "order", order.id)


def add_duty(order: Order, duty: str, person_id: UUID, at: datetime) -> None:
    """Note that a person does a duty on the order; the database refuses a forbidden combination; 2 statements.

    Raises:
        NotAllowedError: The person did another duty that the law keeps apart, or has to do with the seller.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [order.id, person_id, order.vendor_id, person_id])
        done, is_tied = cursor.fetchone()
    rules.may_add_duty(done, duty, day_in(order.unit.government.time_zone, at)).require()
    if duty != DutyName.VENDOR:
        rules.may_be_official(is_tied_to_vendor=is_tied).require()
    if duty not in done:
        insert_row(Duty(order=order, duty=duty, person_id=person_id))


_DONE = """
SELECT ARRAY(SELECT duty FROM orders_duty WHERE order_id = %s AND person_id = %s),
    EXISTS (SELECT FROM vendors_member WHERE vendor_id = %s AND person_id = %s)
"""


def holding_of(order: Order) -> Holding:
    """State what the order holds of its budget line."""
    amount = order.accepted_value if order.handed_over_at else order.total
    return Holding(order.government_id, order.budget_line_id, order.id, order.reservation_id, Rupiah(amount))


def outline(order: Order, **more: Any) -> dict[str, Any]:
    """Public facts that every event of an order repeats."""
    return {"number": order.number, "state": order.state, "total": order.total, **more}
