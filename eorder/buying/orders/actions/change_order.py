"""Change an unanswered order: other quantities, window or reason, same vendor and package."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from eorder.buying.budgets.actions.hold_budget import replace_reservation
from eorder.buying.orders.actions.place_order import line_rows
from eorder.buying.orders.actions.stepping import holding_of, lock_order, move_order
from eorder.buying.orders.capacity import WITHIN_CAPACITY, over_capacity
from eorder.buying.orders.deadlines import answer_due
from eorder.buying.orders.models import Line, Order
from eorder.buying.orders.placement import Placement, Wanted
from eorder.buying.orders.placement_rules import may_place
from eorder.buying.orders.queries.placement import load_placement
from eorder.buying.packages.actions.count_order import count_order
from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId
from eorder.foundation.money import Rupiah
from eorder.parties.identity.actor import Actor
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.rows import update_row


@act("order.change", subject="order_id")
def change_order(
    *, order_id: UUID, version: int, wanted: Wanted, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Replace the lines, window and reason of a placed order at today's published prices.

    Args:
        order_id: The order to change.
        version: The version the officer looked at.
        wanted: What it should be; package and vendor stay those of the order.
        by: The Pejabat Pengadaan of the unit.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        ConflictError: The order changed since the officer looked at it.
        NotAllowedError: A check of placing refuses the changed order.
        OverCapacityError: Another order took the rest of a product's day meanwhile.
    """
    order = lock_order(order_id, "change", by, at)
    if order.version != version:
        raise ConflictError("Pesanan ini sudah diubah di halaman lain. Muat ulang lalu periksa kembali.")
    placement = load_changed(order, wanted, at)
    may_place(placement, by, at).require()
    before = Rupiah(order.total)
    count_order(order.package_id, placement.total - before)
    transfer = replace_reservation(holding_of(order), placement.total, command=command, at=at)
    order.priced_at = at
    update_row(order, "priced_at")  # before the lines, whose prices are held against it
    lines_before = _replace_lines(order, placement, at)
    move_order(
        order,
        "change",
        by=by,
        at=at,
        command=command,
        due_at=answer_due(at, placement.time_zone),
        public={"before": before.amount, **_emergency(placement, at)},
        lines_before=lines_before,
        subtotal=placement.subtotal.amount,
        ppn=placement.ppn.amount,
        total=placement.total.amount,
        window_start=wanted.window_start,
        window_end=wanted.window_end,
        reason=wanted.reason,
        reservation_id=transfer,
    )
    return order.id


def _emergency(placement: Placement, at: datetime) -> dict[str, str]:
    reason = next(filter(None, (placement.emergency_of(line, at) for line in placement.lines)), "")
    return {"emergency": reason} if reason else {}


def load_changed(order: Order, wanted: Wanted, at: datetime) -> Placement:
    """Load the placement of a changed order, with what the order itself holds as free; 1 statement."""
    same = replace(
        wanted, package_id=order.package_id, vendor_id=order.vendor_id, meeting_id=order.meeting_id
    )
    return load_placement(same, at, but=order.id).freed(Rupiah(order.total))


def _replace_lines(order: Order, placement: Placement, at: datetime) -> int:
    """Write the new lines; returns how many there were before."""
    before, _ = Line.objects.filter(order=order).delete()
    with refusing(**{WITHIN_CAPACITY: over_capacity()}):
        Line.objects.bulk_create(Line(order=order, **row) for row in line_rows(placement, at))
    return before
