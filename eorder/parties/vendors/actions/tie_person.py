"""A person works for a business or holds its bank account."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import Member, Tie, Vendor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Author, Subject, record


@act("vendor.tie", subject="vendor_id")
def tie_person(
    *, vendor_id: UUID, person_id: UUID, tie: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Note that a person works for a business or holds its bank account."""
    vendor = Vendor.objects.select_for_update(no_key=True).get(id=vendor_id)
    Member.objects.get_or_create(vendor=vendor, person_id=person_id, tie=Tie(tie))
    record(
        "vendor.person_tied",
        Subject(vendor.government_id, "vendor", vendor.id),
        by=Author(by.account_id, by.person_id, "installer"),
        at=at,
        command=command,
        private={"person": person_id, "tie": tie},
    )
    return vendor.id
