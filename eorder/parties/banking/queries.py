"""Reads of bank accounts and of their changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from eorder.foundation.errors import NotFoundError
from eorder.parties.banking.models import AccountChange
from eorder.parties.banking.states import ChangeState
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import BankAccount, Member, Tie, Vendor
from eorder.parties.workunits.models import Role

MOST = 300


@dataclass(frozen=True, slots=True)
class Payee:
    """An account that a business is paid to.

    Attributes:
        since: When it was verified, or registered with the business.
        payable_from: Since when payments may go to it.
        verified_by: Person who verified it; None for the account that a business was registered with.
    """

    id: UUID
    bank_name: str
    number: str
    holder: str
    since: datetime
    payable_from: datetime
    verified_by: UUID | None


_PAYEES = """
SELECT a.id, a.bank_name, a.number, a.holder, a.since, a.payable_from, c.decided_by_id
FROM unnest(%s::timestamptz[]) WITH ORDINALITY AS asked(moment, place)
JOIN vendors_bankaccount a ON a.id = banking_account_at(%s, asked.moment)
LEFT JOIN banking_accountchange c ON c.id = a.id
ORDER BY asked.place
"""


def accounts_at(vendor_id: UUID, *moments: datetime) -> list[Payee]:
    """Give the account that a business is paid to at each moment, in order and without repeats; 1 statement.

    Before a business was registered it has none, so that there may be fewer accounts than moments.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAYEES, [list(moments), vendor_id])
        found = {row[0]: Payee(*row) for row in cursor.fetchall()}
    return list(found.values())


def payees(vendor_id: UUID, at: datetime, waiting: timedelta) -> list[Payee]:
    """Give the accounts that a payment recorded now may have gone to; 1 statement.

    The first is the one in force. Another one follows where it was in force a waiting time ago: money may have been
    sent there before the accounts changed.
    """
    return accounts_at(vendor_id, at, at - waiting)


def coming_account(vendor_id: UUID, at: datetime) -> Payee | None:
    """Give the verified account that still waits; None without one; 1 statement."""
    stopped = AccountChange.objects.filter(vendor_id=vendor_id, state=ChangeState.STOPPED).values("id")
    found = BankAccount.objects.filter(vendor_id=vendor_id, payable_from__gt=at).exclude(id__in=stopped)
    row = found.order_by("-seq").first()
    if row is None:
        return None
    return Payee(row.id, row.bank_name, row.number, row.holder, row.since, row.payable_from, None)


def last_seq(vendor_id: UUID) -> int:
    """Give the number of a business's latest account; 1 statement."""
    found = BankAccount.objects.filter(vendor_id=vendor_id).aggregate(last=Max("seq"))
    return int(found["last"] or 0)


def accounts_of(vendor_id: UUID) -> list[dict[str, Any]]:
    """List every account of a business, the latest first, and whether its change was stopped; 2 statements."""
    stopped = set(
        AccountChange.objects.filter(vendor_id=vendor_id, state=ChangeState.STOPPED).values_list(
            "id", flat=True
        )
    )
    rows = BankAccount.objects.filter(vendor_id=vendor_id).order_by("-seq")
    fields = ("id", "seq", "bank_name", "number", "holder", "since", "payable_from")
    return [{**row, "is_stopped": row["id"] in stopped} for row in rows.values(*fields)]


def changes_of(vendor_id: UUID) -> list[dict[str, Any]]:
    """List the changes that were proposed for a business, latest first, at most `MOST`; 1 statement."""
    rows = AccountChange.objects.filter(vendor_id=vendor_id).order_by("-proposed_at", "-id")
    fields = (
        "id", "state", "bank_name", "number", "holder", "reason", "proposed_by__name", "proposed_at", "due_at",
        "decided_at", "finding", "remedy", "stopped_at",
    )  # fmt: skip
    return [dict(row) for row in rows.values(*fields)[:MOST]]


def open_change(vendor_id: UUID) -> UUID | None:
    """Find the proposal of a business that waits for its check; None without one; 1 statement."""
    found = AccountChange.objects.filter(vendor_id=vendor_id, state=ChangeState.PROPOSED)
    return found.values_list("id", flat=True).first()


def change_of(change_id: UUID) -> AccountChange:
    """Load a change with its business and who proposed it; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    found = AccountChange.objects.select_related("vendor", "proposed_by").filter(id=change_id).first()
    if found is None:
        raise NotFoundError("Usulan rekening ini tidak ada.")
    return found


def find_change(change_id: UUID) -> AccountChange | None:
    """Find a change by the key that a document names; None where it belongs to something else; 1 statement."""
    return AccountChange.objects.filter(id=change_id).first()


def payable_from(change_id: UUID) -> datetime | None:
    """Say since when the account of a verified change may be paid to; None before; 1 statement."""
    return BankAccount.objects.filter(id=change_id).values_list("payable_from", flat=True).first()


def holder_names(vendor_id: UUID) -> list[str]:
    """List the names that an account of a business may be in: its own and those of its owners; 2 statements."""
    own = Vendor.objects.filter(id=vendor_id).values_list("name", flat=True)
    owners = Member.objects.filter(vendor_id=vendor_id, tie=Tie.OWNER).order_by("person__sort_key", "id")
    return [*own, *owners.values_list("person__name", flat=True)]


def others_paid_to(number: str, vendor_id: UUID) -> list[str]:
    """List the other businesses that ever had an account of this number, by name; 1 statement."""
    found = BankAccount.objects.filter(number=number).exclude(vendor_id=vendor_id)
    return list(
        found.order_by("vendor__sort_key", "vendor_id")
        .values_list("vendor__name", flat=True)
        .distinct()[:MOST]
    )


def waiting_changes(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """List the proposals that wait for a curator's check, first due first, at most `MOST`; 1 statement."""
    held = {hat.government_id for hat in actor.hats if hat.role == Role.CURATOR and hat.fits(at)}
    found = AccountChange.objects.filter(state=ChangeState.PROPOSED, government_id__in=held)
    rows = found.exclude(proposed_by_id=actor.person_id).exclude(vendor_id__in=list(actor.vendor_ids))
    fields = ("id", "vendor__name", "proposed_by__name", "due_at")
    return [dict(row) for row in rows.order_by("due_at", "id").values(*fields)[:MOST]]
