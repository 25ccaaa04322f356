"""A business is suspended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import Vendor, VendorState
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Author, Subject, record


@act("vendor.suspend", subject="vendor_id")
def suspend_vendor(*, vendor_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Suspend a business: running orders end, new ones stop."""
    vendor = Vendor.objects.select_for_update(no_key=True).get(id=vendor_id)
    vendor.state = VendorState.SUSPENDED
    vendor.save(update_fields=["state"])
    record(
        "vendor.suspended",
        Subject(vendor.government_id, "vendor", vendor.id),
        by=Author(by.account_id, by.person_id, "installer"),
        at=at,
        command=command,
        public={"reason": reason},
    )
    return vendor.id
