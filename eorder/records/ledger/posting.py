"""Write one transfer with its entries, optionally behind a guard that must hold first; 1 statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.ids import new_id
from eorder.foundation.money import Rupiah
from eorder.records.at_once import statement, write
from eorder.records.ledger.postings import Posting


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """A transfer to be written; see `Transfer` for the meaning of the fields."""

    government_id: UUID
    kind: str
    phase: str
    budget_line_id: UUID
    amount: Rupiah
    entries: Sequence[Posting]
    command_id: UUID
    at: datetime
    order_id: UUID | None = None
    resolves: UUID | None = None
    id: UUID = field(default_factory=new_id)


_ALWAYS = "guard AS (SELECT)"
TRANSFER = """
transfer AS (
    INSERT INTO ledger_transfer (id, government_id, kind, phase, budget_line_id, order_id, amount, resolves_id,
        command_id, at)
    SELECT %(transfer)s, %(government)s, %(kind)s, %(phase)s, %(budget_line)s, %(subject)s, %(amount)s, %(resolves)s,
        %(command)s, %(at)s
    FROM guard RETURNING id),
entries AS (
    INSERT INTO ledger_entry (transfer_id, account, owner_id, amount)
    SELECT id, e.account, e.owner_id, e.amount FROM transfer,
        unnest(%(accounts)s::text[], %(owners)s::uuid[], %(amounts)s::bigint[]) AS e(account, owner_id, amount))
"""
"""The transfer and its entries, if the part `guard` gave a row."""


def post(transfer: NewTransfer, guard: str = _ALWAYS, values: Mapping[str, Any] | None = None) -> bool:
    """Write the transfer and its entries if the guard gives a row.

    Args:
        transfer: What to write.
        guard: The part `guard`: it changes guarded counters and gives one row if the transfer may be written.
        values: Values that the guard reads.

    Returns:
        Whether it was written.
    """
    sql = statement(guard, TRANSFER, result="SELECT FROM guard")
    return write(sql, {**(values or {}), **transfer_values(transfer)}) is not None


def transfer_values(transfer: NewTransfer) -> dict[str, Any]:
    """Give the values of `TRANSFER` by name."""
    entries = transfer.entries
    return {
        "transfer": transfer.id,
        "government": transfer.government_id,
        "kind": transfer.kind,
        "phase": transfer.phase,
        "budget_line": transfer.budget_line_id,
        "subject": transfer.order_id,
        "amount": transfer.amount.amount,
        "resolves": transfer.resolves,
        "command": transfer.command_id,
        "at": transfer.at,
        "accounts": [each.account for each in entries],
        "owners": [each.owner_id for each in entries],
        "amounts": [each.amount for each in entries],
    }
