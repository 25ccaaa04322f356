"""A business is suspended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.parties.vendors.models import VendorState
from eorder.parties.vendors.queries import locked_vendor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("vendor.suspend", subject="vendor_id")
def suspend_vendor(*, vendor_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Suspend a business: it gets and accepts no new order; what it accepted before runs to its payment.

    Raises:
        NotAllowedError: The actor does not set up the installation.
        NotFoundError: There is no such business.
        InvalidFormError: The reason, which everybody reads, is missing.
    """
    may_install(by).require()
    if not reason.strip():
        raise InvalidFormError({"reason": "Tulis alasan; alasan ini dibaca umum."})
    vendor = locked_vendor(vendor_id)
    vendor.state = VendorState.SUSPENDED
    vendor.save(update_fields=["state"])
    record(
        "vendor.suspended",
        Subject(vendor.government_id, "vendor", vendor.id),
        by=by.as_installer(),
        at=at,
        command=command,
        public={"reason": reason.strip()},
    )
    return vendor.id
