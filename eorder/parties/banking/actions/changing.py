"""What every act on a change of account shares: lock the business and read the change, and record the step."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.parties.banking.models import AccountChange
from eorder.parties.banking.queries import change_of
from eorder.parties.banking.states import STEPS
from eorder.parties.vendors.queries import locked_vendor
from eorder.records.journal.recording import Author, Subject, record


def locked_change(change_id: UUID) -> AccountChange:
    """Load a change while no other act on the business's accounts, and no payment to it, is under way; 3 statements.

    Acts and payments wait for one another at the business, before they read its accounts.

    Raises:
        NotFoundError: There is no such change.
    """
    locked_vendor(change_of(change_id).vendor_id)
    return change_of(change_id)


def record_change(
    change: AccountChange,
    step: str,
    *,
    by: Author,
    at: datetime,
    command: UUID,
    public: dict[str, Any] | None = None,
    private: dict[str, Any] | None = None,
) -> None:
    """Record a step of a change; 1 statement."""
    record(
        STEPS[step].event,
        Subject(change.government_id, "account_change", change.id),
        by=by,
        at=at,
        command=command,
        public={"state": change.state, "vendor": change.vendor_id, **(public or {})},
        private={"told": change.contacts, **(private or {})},
    )
