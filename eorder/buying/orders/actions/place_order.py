"""Place an order: at most eight statements, whatever the number of lines."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from eorder.buying.budgets.actions.hold_budget import Holding, reserve
from eorder.buying.orders.deadlines import answer_due
from eorder.buying.orders.facts import LineFacts, PurchaseFacts, SellerFacts
from eorder.buying.orders.placement import Placement, Wanted
from eorder.buying.orders.placement_rules import may_place, needs_meeting
from eorder.buying.orders.queries.placement import load_placement
from eorder.buying.orders.releases import order_release
from eorder.buying.orders.states import STEPS, OrderState
from eorder.buying.packages.actions.count_order import count_order
from eorder.buying.packages.facts import BudgetFacts, BuyerFacts, PackageFacts
from eorder.foundation.ids import CommandId
from eorder.foundation.ids import new_id as make_id
from eorder.law import book
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.counters import next_number
from eorder.records.journal.recording import Subject, record

_INSERT = """
WITH placed AS (
    INSERT INTO orders_order (id, government_id, unit_id, package_id, budget_line_id, vendor_id, meeting_id,
        fiscal_year, number, state, version, subtotal, ppn, total, ceiling, ceiling_rule, accepted_value,
        paid, reservation_id, delivery_label, delivery_street, window_start, window_end, reason, refusal,
        due_at, placed_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 1, %s, %s, %s, %s, %s, 0,
        0, %s, %s, %s, %s, %s, %s, '',
        %s, %s)),
lines AS (
    INSERT INTO orders_line (order_id, position, product_id, price_version_id, name, unit, tax_nature,
        quantity,
        unit_price, line_total, ppn, accepted, rejected, rejection)
    SELECT %s, l.position, l.product_id, l.price_version_id, l.name, l.unit, l.tax_nature, l.quantity,
        l.unit_price,
        l.line_total, l.ppn, 0, 0, ''
    FROM jsonb_to_recordset(%s::jsonb) AS l(position int, product_id uuid, price_version_id uuid, name text,
        unit text, tax_nature text, quantity bigint, unit_price bigint, line_total bigint, ppn bigint))
INSERT INTO orders_duty (order_id, duty, person_id)
SELECT %s, d.duty, d.person_id FROM unnest(%s::text[], %s::uuid[]) AS d(duty, person_id)
"""


@act("order.place")
def place_order(*, wanted: Wanted, by: Actor, at: datetime, command: CommandId, new_id: UUID) -> UUID:
    """Place an order within a package: checked, numbered, reserved, recorded and published at once.

    Args:
        wanted: Package, vendor, products with quantities, delivery window, meeting and reason.
        by: The Pejabat Pengadaan of the package's unit.
        at: Business time of the act.
        command: Makes a repeat harmless.
        new_id: Key of the new order, derived from the command.

    Returns:
        The order's id.

    Raises:
        NotAllowedError: A check refuses; its sentence says which and how to mend it.
        OverBudgetError: Another order took the rest of the budget line meanwhile.
    """
    placement = load_placement(wanted, at)
    may_place(placement, by, at).require()
    hat = by.hat(STEPS["place"].by, placement.unit_id, at)
    if hat is None or placement.budget is None or placement.address is None:
        raise AssertionError("the rule lets none of these through")
    year: int = placement.package["fiscal_year"]
    sequence = next_number(placement.government_id, f"order:{placement.unit_short}", year)
    number = f"{placement.unit_short}-{year}-{sequence:05d}"
    due = answer_due(at, placement.time_zone)
    transfer = _insert(placement, by, new_id, number, due, at)
    count_order(wanted.package_id, placement.total)
    left = reserve(
        Holding(placement.government_id, UUID(placement.budget["id"]), new_id, transfer, placement.total),
        command=command,
        at=at,
    )
    facts = placed_facts(placement, new_id, number, at, due)
    record(
        "order.placed",
        Subject(placement.government_id, "order", new_id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public=_public(facts, left.amount),
        release=order_release("order.placed", facts, at=at, command=command),
    )
    return new_id


def _insert(
    placement: Placement, by: Actor, order_id: UUID, number: str, due: datetime, at: datetime
) -> UUID:
    ceiling = book.parameter("order_ceiling").on(placement.day(at))
    transfer = make_id()
    wanted, address, budget = placement.wanted, placement.address or {}, placement.budget or {}
    duties = duties_of(placement, by)
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                order_id,
                placement.government_id,
                placement.unit_id,
                wanted.package_id,
                budget["id"],
                wanted.vendor_id,
                wanted.meeting_id if needs_meeting(placement) else None,
                placement.package["fiscal_year"],
                number,
                OrderState.PLACED.value,
                placement.subtotal.amount,
                placement.ppn.amount,
                placement.total.amount,
                ceiling.rupiah.amount,
                ceiling.version,
                transfer,
                address["label"],
                address["street"],
                wanted.window_start,
                wanted.window_end,
                wanted.reason,
                due,
                at,
                order_id,
                json.dumps(line_rows(placement)),
                order_id,
                [duty for duty, _ in duties],
                [person for _, person in duties],
            ],
        )
    return transfer


def line_rows(placement: Placement) -> list[dict[str, Any]]:
    """Write the lines as rows for the database."""
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
        }
        for position, line in enumerate(placement.lines, 1)
    ]


def duties_of(placement: Placement, by: Actor) -> list[tuple[str, UUID]]:
    """List who has done what on the order so far: the disposer, the PPK and the officer who places it."""
    persons = placement.persons
    disposer = persons.get("pa") or persons.get("kpa")
    duties = [("pa_kpa", disposer), ("ppk", persons.get("ppk")), ("pejabat_pengadaan", by.person_id)]
    return [(duty, person) for duty, person in duties if person is not None]


def placed_facts(
    placement: Placement, order_id: UUID, number: str, at: datetime, due: datetime
) -> PurchaseFacts:
    """State the facts of an order as it was placed."""
    package, vendor = placement.package, placement.vendor or {}
    buyer = BuyerFacts(
        placement.government_code,
        placement.government_name,
        placement.unit_id,
        placement.unit_code,
        placement.unit_name,
    )
    return PurchaseFacts(
        order_id=order_id,
        ocid=f"{settings.EORDER_OCID_PREFIX}-{number}",
        number=number,
        state=OrderState.PLACED,
        buyer=buyer,
        package=PackageFacts(
            id=UUID(package["id"]),
            ocid=f"{settings.EORDER_OCID_PREFIX}-RUP-{package['rup_id']}",
            rup_id=package["rup_id"],
            fiscal_year=package["fiscal_year"],
            name=package["name"],
            ceiling=package["ceiling"],
            method=package["method"],
            kind=package["kind"],
            state=package["state"],
            buyer=buyer,
            budget=_budget_facts(placement),
        ),
        seller=SellerFacts(
            UUID(vendor["id"]),
            vendor["name"],
            vendor["scale"],
            vendor["legal_form"],
            vendor["region_code"],
            vendor["region"],
        ),
        lines=tuple(
            LineFacts(
                position,
                line.name,
                line.unit,
                line.tax_nature,
                line.category,
                line.category_name,
                line.unspsc,
                line.quantity,
                line.unit_price.amount,
                line.line_total.amount,
                line.ppn.amount,
            )
            for position, line in enumerate(placement.lines, 1)
        ),
        subtotal=placement.subtotal.amount,
        ppn=placement.ppn.amount,
        total=placement.total.amount,
        reason=placement.wanted.reason,
        delivery_label=(placement.address or {})["label"],
        window_start=placement.wanted.window_start,
        window_end=placement.wanted.window_end,
        placed_at=at,
        answer_due_at=due,
        meeting_title=(placement.meeting or {}).get("title", ""),
    )


def _budget_facts(placement: Placement) -> BudgetFacts:
    budget = placement.budget or {}
    return BudgetFacts(
        UUID(budget["id"]),
        budget["fiscal_year"],
        budget["sub_activity"],
        budget["sub_activity_name"],
        budget["account"],
        budget["account_name"],
        budget["ceiling"],
    )


def _public(facts: PurchaseFacts, left: int) -> dict[str, Any]:
    return {
        "number": facts.number,
        "state": OrderState.PLACED,
        "seller": facts.seller.name,
        "total": facts.total,
        "budget_left": left,
        "lines": [
            [line.name, line.quantity, line.unit_price, line.line_total, line.ppn] for line in facts.lines
        ],
        "reason": facts.reason,
    }
