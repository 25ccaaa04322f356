"""Which accounts each movement debits and credits; pure, so that an accountant can read it alone.

Accounts of a budget line: `available`, `reserved` (order placed), `committed` (vendor accepted), `spent`
(paid), against `appropriation`. Accounts of the obligation: `goods_received` and `payable` to the vendor;
of the payment: `bank` of the unit and one `tax_*` account per tax withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from eorder.foundation.money import Rupiah


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry to be written: debit positive, credit negative, whole rupiah."""

    account: str
    owner_id: UUID
    amount: int


def move(source: str, target: str, line: UUID, amount: Rupiah) -> tuple[Posting, ...]:
    """Move an amount between two accounts of one budget line."""
    return between(source, line, target, line, amount)


def between(
    credit: str, credit_owner: UUID, debit: str, debit_owner: UUID, amount: Rupiah
) -> tuple[Posting, ...]:
    """Credit one account and debit another; a negative amount goes the other way, nothing gives no entry."""
    if not amount:
        return ()
    return (Posting(credit, credit_owner, -amount.amount), Posting(debit, debit_owner, amount.amount))


def ceiling_set(government: UUID, line: UUID, difference: Rupiah) -> tuple[Posting, ...]:
    """Appropriate (or take back) budget: the ceiling changes by the difference."""
    return between("appropriation", government, "available", line, difference)


def handed_over(line: UUID, vendor: UUID, accepted: Rupiah, rejected: Rupiah) -> tuple[Posting, ...]:
    """Owe the vendor what was accepted and give the budget back what was rejected or not delivered."""
    return between("payable", vendor, "goods_received", line, accepted) + move(
        "committed", "available", line, rejected
    )


def paid(
    line: UUID, vendor: UUID, unit: UUID, gross: Rupiah, withheld: dict[str, Rupiah]
) -> tuple[Posting, ...]:
    """Spend the budget, clear the payable, split the money between vendor and tax accounts (M10)."""
    net = gross - Rupiah.total(withheld.values())
    entries = move("committed", "spent", line, gross) + between("bank", unit, "payable", vendor, net)
    for tax, amount in sorted(withheld.items()):
        entries += between(f"tax_{tax}", unit, "payable", vendor, amount)
    return entries
