"""Write one transfer with its entries, optionally behind a guard that must hold first; 1 statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.foundation.ids import new_id
from eorder.foundation.money import Rupiah
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


@dataclass(frozen=True, slots=True)
class Guard:
    """SQL that changes guarded counters and returns one row if, and only if, the transfer may be written."""

    sql: str
    params: Sequence[Any]


_ALWAYS = Guard("SELECT 1", ())

_SQL = """
WITH guard AS ({guard}),
transfer AS (
    INSERT INTO ledger_transfer (id, government_id, kind, phase, budget_line_id, order_id, amount,
        resolves_id,
        command_id, at)
    SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM guard RETURNING id),
entries AS (
    INSERT INTO ledger_entry (transfer_id, account, owner_id, amount)
    SELECT transfer.id, e.account, e.owner_id, e.amount
    FROM transfer, unnest(%s::text[], %s::uuid[], %s::bigint[]) AS e(account, owner_id, amount))
SELECT guard.* FROM guard
"""


def post(transfer: NewTransfer, guard: Guard = _ALWAYS) -> tuple[Any, ...] | None:
    """Write the transfer and its entries if the guard returns a row.

    Returns:
        The guard's row, or None when it refused; nothing was written then.
    """
    entries = transfer.entries
    with connection.cursor() as cursor:
        cursor.execute(
            _SQL.format(guard=guard.sql),
            [
                *guard.params,
                transfer.id,
                transfer.government_id,
                transfer.kind,
                transfer.phase,
                transfer.budget_line_id,
                transfer.order_id,
                transfer.amount.amount,
                transfer.resolves,
                transfer.command_id,
                transfer.at,
                [each.account for each in entries],
                [each.owner_id for each in entries],
                [each.amount for each in entries],
            ],
        )
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
