"""Place an order: two statements, whatever the number of lines (ADR 13)."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.buying.budgets.actions.hold_budget import Holding, not_enough, reservation_values, reserved_after
from eorder.buying.orders.capacity import WITHIN_CAPACITY, over_capacity
from eorder.buying.orders.deadlines import answer_due
from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.placement import Placement, Wanted
from eorder.buying.orders.placement_rules import ceiling_of, may_place, needs_meeting
from eorder.buying.orders.queries.facts import ocid_of
from eorder.buying.orders.queries.placement import load_placement
from eorder.buying.orders.releases import order_release
from eorder.buying.orders.states import STEPS, OrderState
from eorder.buying.orders.under_sanction import UNDER_SANCTION, under_sanction
from eorder.buying.packages.actions.count_order import COUNTED, count_values, not_counted
from eorder.foundation.errors import OverCapacityError, RepeatedError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.ids import new_id as make_id
from eorder.law.separation_of_duties import Duty
from eorder.parties.identity.actor import Actor
from eorder.records.at_once import refuse_without, statement, write_at_once
from eorder.records.journal.commands import CLAIM, Claim, act
from eorder.records.journal.counters import NUMBERED
from eorder.records.journal.recording import EVENT, JOB, RELEASE, Subject, event_values, is_told

_ORDER = """
placed AS (
    INSERT INTO orders_order (id, government_id, unit_id, package_id, budget_line_id, vendor_id, meeting_id,
        fiscal_year, number, state, version, subtotal, ppn, total, ceiling, ceiling_rule,
        ceiling_includes_ppn, accepted_value, paid, reservation_id, delivery_label, delivery_street,
        window_start, window_end, reason, refusal, due_at, placed_at, priced_at)
    SELECT %(subject)s, %(government)s, %(unit)s, %(package)s, %(budget_line)s, %(vendor)s, %(meeting)s,
        %(fiscal_year)s, number, 'placed', 1, %(subtotal)s, %(ppn)s, %(amount)s, %(ceiling)s, %(ceiling_rule)s,
        %(includes_ppn)s, 0, 0, %(transfer)s, %(label)s, %(street)s, %(window_start)s, %(window_end)s, %(reason)s,
        '', %(due)s, %(at)s, %(at)s
    FROM named RETURNING id),
lines AS (
    INSERT INTO orders_line (order_id, position, product_id, price_version_id, name, unit, tax_nature,
        quantity, unit_price, line_total, ppn, day, emergency, accepted, rejected, rejection)
    SELECT id, l.*, 0, 0, ''
    FROM placed, jsonb_to_recordset(%(lines)s::jsonb) AS l(position int, product_id uuid, price_version_id uuid,
        name text, unit text, tax_nature text, quantity bigint, unit_price bigint, line_total bigint, ppn bigint,
        day date, emergency text)
    RETURNING 1),
duties AS (
    INSERT INTO orders_duty (order_id, duty, person_id)
    SELECT id, d.* FROM placed, unnest(%(duties)s::text[], %(persons)s::uuid[]) AS d RETURNING 1)
"""
_PLACE = {
    told: statement(
        CLAIM,
        NUMBERED,
        COUNTED,
        _ORDER,
        EVENT,
        JOB[told],
        RELEASE,
        reserved_after("counted", "lines", "duties", "outbox", "job"),
        result=f"SELECT number, {refuse_without(counted='over_package', guard='over_budget')} FROM named",
    )
    for told in (False, True)
}


@dataclass(slots=True)
class Receipt:
    """What placing an order tells beside its id, in whole rupiah; empty after a repeat."""

    number: str = ""
    total: int = 0


@act("order.place", writes_at_once=True)
def place_order(
    *, wanted: Wanted, by: Actor, at: datetime, command: CommandId, receipt: Receipt | None = None
) -> UUID:
    """Place an order within a package: checked, numbered, reserved, recorded and published at once.

    Args:
        wanted: Package, vendor, products with quantities, delivery window, meeting and reason.
        by: The Pejabat Pengadaan of the package.
        at: Business time of the act.
        command: Makes a repeat harmless.
        receipt: Is given number and total, unless this is a repeat.

    Returns:
        The order's id.

    Raises:
        NotAllowedError: A check refuses; its sentence says which and how to mend it.
        OverBudgetError: Another order took the rest of the budget line meanwhile.
        OverCapacityError: Another order took the rest of a product's day meanwhile.
    """
    placement = load_placement(wanted, at)
    may_place(placement, by, at).require()
    hat = by.hat(STEPS["place"].by, placement.unit_id, at)
    budget = placement.package.budget
    if hat is None or budget is None:
        raise AssertionError("the rule lets nobody through without these")
    new_id, mark = key_of(command), secrets.token_hex(16)
    facts = placed_facts(placement, new_id, mark, at)
    holding = Holding(placement.government_id, budget.line_id, new_id, make_id(), placement.total)
    event = event_values(
        STEPS["place"].event,
        Subject(placement.government_id, "order", new_id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public=_public(facts),
        release=order_release(STEPS["place"].event, facts, at=at, command=command),
        mark=mark,
    )
    try:
        written = write_at_once(
            _PLACE[is_told()],
            {
                **Claim.of("order.place", command, by.account_id, new_id, {"wanted": wanted}).values(),
                **event,
                **count_values(wanted.package_id, placement.total),
                **reservation_values(holding, command=command, at=at),
                **_order_values(placement, facts, by),
            },
            {
                "over_package": not_counted(placement.total),
                "over_budget": not_enough(placement.total),
                WITHIN_CAPACITY: over_capacity(),
                UNDER_SANCTION: under_sanction(),
            },
        )
    except OverCapacityError:
        may_place(load_placement(wanted, at), by, at).require()  # says what is left, and when there is room
        raise
    if written is None:
        raise RepeatedError("Pesanan ini sudah dibuat.")
    if receipt is not None:
        receipt.number, receipt.total = written[0], placement.total.amount
    return new_id


def placed_facts(placement: Placement, order_id: UUID, number: str, at: datetime) -> PurchaseFacts:
    """State the facts of an order as it was placed."""
    vendor, address, wanted = placement.vendor, placement.address, placement.wanted
    if vendor is None or address is None:
        raise AssertionError("the rule lets no order through without these")
    return PurchaseFacts(
        order_id=order_id,
        ocid=ocid_of(number),
        number=number,
        state=OrderState.PLACED,
        buyer=placement.package.buyer,
        package=placement.package,
        seller=vendor.facts,
        lines=tuple(
            line.facts(position, placement.emergency_of(line, at))
            for position, line in enumerate(placement.lines, 1)
        ),
        subtotal=placement.subtotal.amount,
        ppn=placement.ppn.amount,
        total=placement.total.amount,
        reason=wanted.reason,
        delivery_label=address.label,
        window_start=wanted.window_start,
        window_end=wanted.window_end,
        placed_at=at,
        priced_at=at,
        answer_due_at=answer_due(at, placement.time_zone),
        meeting_title=placement.meeting.title if placement.meeting else "",
    )


def _order_values(placement: Placement, facts: PurchaseFacts, by: Actor) -> dict[str, Any]:
    ceiling, includes_ppn = ceiling_of(placement, facts.placed_at)
    duties = duties_of(placement, by)
    year = facts.package.fiscal_year
    return {
        "series": f"order:{placement.unit_short}",
        "number_begins": f"{placement.unit_short}-{year}-",
        "unit": placement.unit_id,
        "vendor": facts.seller.id,
        "meeting": placement.wanted.meeting_id if needs_meeting(placement) else None,
        "fiscal_year": year,
        "subtotal": facts.subtotal,
        "ppn": facts.ppn,
        "ceiling": ceiling.rupiah.amount,
        "ceiling_rule": ceiling.version,
        "includes_ppn": includes_ppn,
        "label": facts.delivery_label,
        "street": placement.address.street if placement.address else "",
        "window_start": facts.window_start,
        "window_end": facts.window_end,
        "reason": facts.reason,
        "due": facts.answer_due_at,
        "lines": json.dumps(line_rows(placement, facts.placed_at)),
        "duties": [duty for duty, _ in duties],
        "persons": [person for _, person in duties],
    }


def line_rows(placement: Placement, at: datetime) -> list[dict[str, Any]]:
    """Write the lines as rows for the database, priced at a moment."""
    return [
        {
            "position": position,
            "product_id": str(line.product_id),
            "price_version_id": str(line.price_version_id),
            "name": line.name,
            "unit": line.unit,
            "tax_nature": line.tax_nature,
            "quantity": line.quantity,
            "unit_price": line.unit_price.amount,
            "line_total": line.line_total.amount,
            "ppn": line.ppn.amount,
            "day": placement.delivery_day.isoformat(),
            "emergency": placement.emergency_of(line, at),
        }
        for position, line in enumerate(placement.lines, 1)
    ]


def duties_of(placement: Placement, by: Actor) -> list[tuple[str, UUID]]:
    """List who has done what on the order so far: the disposer, the PPK and the officer who places it."""
    duties = [
        (Duty.PA_KPA, placement.disposer_id),
        (Duty.PPK, placement.ppk_id),
        (Duty.PEJABAT_PENGADAAN, by.person_id),
    ]
    return [(duty, person) for duty, person in duties if person is not None]


def _public(facts: PurchaseFacts) -> dict[str, Any]:
    return {
        "number": facts.number,
        "state": OrderState.PLACED,
        "seller": facts.seller.name,
        "total": facts.total,
        "lines": [
            [line.name, line.quantity, line.unit_price, line.line_total, line.ppn] for line in facts.lines
        ],
        "reason": facts.reason,
        **({"emergency": facts.emergency} if facts.emergency else {}),
    }
