"""What every act on an existing order shares: lock it, ask the rule, name the duty, move it, record it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.buying.budgets.actions.hold_budget import Holding
from eorder.buying.orders import rules
from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.models import Duty, Order
from eorder.buying.orders.queries.facts import RELATED, facts_of
from eorder.buying.orders.releases import order_release
from eorder.buying.orders.states import STEPS
from eorder.foundation.errors import NotAllowedError, NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.money import Rupiah
from eorder.parties.identity.actor import Actor, clock_author
from eorder.parties.vendors.models import Member
from eorder.records.journal.recording import Author, Subject, record


def lock_order(order_id: UUID, step: str, by: Actor, at: datetime) -> Order:
    """Lock an order for a step that its rule allows; 1 statement.

    Raises:
        NotFoundError: There is no such order, or the actor never had to do with it.
        NotAllowedError: The rule refuses the step.
    """
    order = Order.objects.select_related(*RELATED).select_for_update(of=("self",)).filter(id=order_id).first()
    if order is None or not (by.kind == "system" or rules.may_know(by, order, at)):
        raise NotFoundError("Pesanan ini tidak ada.")
    rules.may_take_step(by, order, step, at).require()
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
    """Note that a person did a duty on the order; the database refuses a forbidden combination; 3 statements."""
    done = list(Duty.objects.filter(order=order, person_id=person_id).values_list("duty", flat=True))
    rules.may_add_duty(done, duty, at).require()
    if duty != "vendor":
        tied = Member.objects.filter(vendor_id=order.vendor_id, person_id=person_id).exists()
        rules.may_be_official(is_tied_to_vendor=tied).require()
    if duty not in done:
        Duty.objects.create(order=order, duty=duty, person_id=person_id)


def holding_of(order: Order) -> Holding:
    """State what the order holds of its budget line."""
    amount = order.accepted_value if order.handed_over_at else order.total
    return Holding(order.government_id, order.budget_line_id, order.id, order.reservation_id, Rupiah(amount))


def outline(order: Order, **more: Any) -> dict[str, Any]:
    """Public facts that every event of an order repeats."""
    return {"number": order.number, "state": order.state, "total": order.total, **more}
