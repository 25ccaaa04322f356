"""Move money between the guarded counters of a budget line, with the ledger transfer, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import OverBudgetError
from eorder.foundation.ids import new_id
from eorder.foundation.money import ZERO, Rupiah
from eorder.records.ledger import postings
from eorder.records.ledger.posting import TRANSFER, NewTransfer, post, transfer_values
from eorder.records.ledger.postings import Posting

_MOVE = """
guard AS (
    UPDATE budgets_budgetline SET reserved = reserved + %(reserved)s, committed = committed + %(committed)s,
        spent = spent + %(spent)s
    WHERE id = %(budget_line)s AND ceiling >= reserved + committed + spent + %(needed)s RETURNING 1)
"""
_RESERVE = """
guard AS (
    UPDATE budgets_budgetline SET reserved = reserved + %(amount)s
    WHERE id = %(budget_line)s AND ceiling >= reserved + committed + spent + %(amount)s
        AND (SELECT count(*) FROM {before}) > 0 RETURNING 1)
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """What an order holds of a budget line: the transfer to resolve next, and its amount in whole rupiah."""

    government_id: UUID
    budget_line_id: UUID
    order_id: UUID
    transfer_id: UUID
    amount: Rupiah


def reserved_after(*parts: str) -> str:
    """Give the part of a statement that holds budget for a placed order.

    The budget line is what orders wait for one another on, so it is taken after everything else was written.

    Args:
        parts: Parts of the statement that must have given a row before.
    """
    guard = _RESERVE.format(before=", ".join(parts))
    return f"{guard}, {TRANSFER.replace('%(resolves)s', 'NULL')}"


def reservation_values(holding: Holding, *, command: UUID, at: datetime) -> dict[str, Any]:
    """Give the values of `reserved_after` by name."""
    entries = postings.move("available", "reserved", holding.budget_line_id, holding.amount)
    transfer = _transfer("reserve", "pending", holding, entries, command, at)
    return {name: value for name, value in transfer_values(transfer).items() if name != "resolves"}


def replace_reservation(holding: Holding, amount: Rupiah, *, command: UUID, at: datetime) -> UUID:
    """Hold another amount for a changed order; returns the new transfer; 1 statement."""
    difference = amount - holding.amount
    line = holding.budget_line_id
    entries = (
        postings.move("available", "reserved", line, difference)
        if difference.amount >= 0
        else postings.move("reserved", "available", line, -difference)
    )
    new = _next(holding, amount)
    _book(
        "change", "pending", new, difference, entries, command, at, holding.transfer_id, reserved=difference
    )
    return new.transfer_id


def commit(holding: Holding, *, command: UUID, at: datetime) -> UUID:
    """Turn a reservation into a commitment when the vendor accepts; 1 statement."""
    entries = postings.move("reserved", "committed", holding.budget_line_id, holding.amount)
    new = _next(holding, holding.amount)
    _book(
        "commit", "pending", new, ZERO, entries, command, at, holding.transfer_id,
        reserved=-holding.amount, committed=holding.amount,
    )  # fmt: skip
    return new.transfer_id


def recognise(holding: Holding, vendor_id: UUID, accepted: Rupiah, *, command: UUID, at: datetime) -> UUID:
    """Owe the vendor what was handed over and give back the rest of the commitment; 1 statement."""
    rejected = holding.amount - accepted
    entries = postings.handed_over(holding.budget_line_id, vendor_id, accepted, rejected)
    new = _next(holding, accepted)
    phase = "pending" if accepted else "voided"
    _book("hand_over", phase, new, ZERO, entries, command, at, holding.transfer_id, committed=-rejected)
    return new.transfer_id


def release(holding: Holding, *, was: str, command: UUID, at: datetime) -> UUID:
    """Give the whole holding back from `was`, the counter `reserved` or `committed`; 1 statement."""
    entries = postings.move(was, "available", holding.budget_line_id, holding.amount)
    new = _next(holding, holding.amount)
    counters = {was: -holding.amount}
    _book("release", "voided", new, ZERO, entries, command, at, holding.transfer_id, **counters)
    return new.transfer_id


def spend(
    holding: Holding,
    vendor_id: UUID,
    unit_id: UUID,
    withheld: dict[str, Rupiah],
    *,
    command: UUID,
    at: datetime,
) -> UUID:
    """Spend the commitment when the vendor is paid; 1 statement."""
    entries = postings.paid(holding.budget_line_id, vendor_id, unit_id, holding.amount, withheld)
    new = _next(holding, holding.amount)
    _book(
        "pay", "posted", new, ZERO, entries, command, at, holding.transfer_id,
        committed=-holding.amount, spent=holding.amount,
    )  # fmt: skip
    return new.transfer_id


def _next(holding: Holding, amount: Rupiah) -> Holding:
    return Holding(holding.government_id, holding.budget_line_id, holding.order_id, new_id(), amount)


def _book(
    kind: str,
    phase: str,
    holding: Holding,
    needed: Rupiah,
    entries: Sequence[Posting],
    command: UUID,
    at: datetime,
    resolves: UUID,
    **moved: Rupiah,
) -> None:
    transfer = _transfer(kind, phase, holding, entries, command, at, resolves)
    if not post(transfer, _MOVE, _moved(needed, **moved)):
        raise not_enough(needed)


def _moved(
    needed: Rupiah, *, reserved: Rupiah = ZERO, committed: Rupiah = ZERO, spent: Rupiah = ZERO
) -> dict[str, int]:
    return {
        "reserved": reserved.amount,
        "committed": committed.amount,
        "spent": spent.amount,
        "needed": needed.amount,
    }


def _transfer(
    kind: str,
    phase: str,
    holding: Holding,
    entries: Sequence[Posting],
    command: UUID,
    at: datetime,
    resolves: UUID | None = None,
) -> NewTransfer:
    return NewTransfer(
        id=holding.transfer_id,
        government_id=holding.government_id,
        kind=kind,
        phase=phase,
        budget_line_id=holding.budget_line_id,
        order_id=holding.order_id,
        amount=holding.amount,
        entries=entries,
        resolves=resolves,
        command_id=command,
        at=at,
    )


def not_enough(needed: Rupiah) -> OverBudgetError:
    """Say that the budget line has less left than is needed."""
    return OverBudgetError(
        f"Sisa pagu tidak cukup untuk {needed}. Kurangi jumlah pesanan atau pilih baris anggaran lain."
    )
