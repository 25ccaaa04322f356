"""A person works for a business or holds its bank account."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import admin_apart, may_install
from eorder.parties.vendors import rules
from eorder.parties.vendors.models import Member, Tie
from eorder.parties.vendors.queries import locked_vendor
from eorder.parties.workunits.queries import local_day
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("vendor.tie", subject="vendor_id")
def tie_person(
    *, vendor_id: UUID, person_id: UUID, tie: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Note that a person works for a business or holds its bank account.

    Raises:
        NotAllowedError: The actor does not set up the installation, or the person administers the system.
        NotFoundError: There is no such business.
    """
    may_install(by).require()
    vendor = locked_vendor(vendor_id)
    rules.may_join(person_id, at, local_day(vendor.government_id, at)).require()
    with refusing(admin_apart=admin_apart()):
        Member.objects.get_or_create(vendor=vendor, person_id=person_id, tie=Tie(tie), defaults={"since": at})
    record(
        "vendor.person_tied",
        Subject(vendor.government_id, "vendor", vendor.id),
        by=by.as_installer(),
        at=at,
        command=command,
        private={"person": person_id, "tie": tie},
    )
    return vendor.id
