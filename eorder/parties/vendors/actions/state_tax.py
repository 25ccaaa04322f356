"""A business hands in a dated tax paper."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import StatementKind, TaxStatement, Vendor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Author, Subject, record


@act("vendor.state_tax", subject="vendor_id")
def state_tax(
    *,
    vendor_id: UUID,
    kind: str,
    number: str,
    since: date,
    until: date | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Hand in a dated tax paper of a business; `since` and `until` inclusive.

    Raises:
        ConflictError: The paper was handed in before.
    """
    vendor = Vendor.objects.select_for_update(no_key=True).get(id=vendor_id)
    if TaxStatement.objects.filter(vendor=vendor, kind=kind, number=number.strip()).exists():
        raise ConflictError(
            f"Surat nomor {number.strip()} sudah tercatat untuk usaha ini.", code="statement_known"
        )
    TaxStatement.objects.create(
        vendor=vendor, kind=StatementKind(kind), number=number.strip(), since=since, until=until
    )
    record(
        "vendor.tax_stated",
        Subject(vendor.government_id, "vendor", vendor.id),
        by=Author(by.account_id, by.person_id, "vendor" if vendor_id in by.vendor_ids else "installer"),
        at=at,
        command=command,
        public={"kind": kind},
        private={"number": number, "since": since, "until": until},
    )
    return vendor.id
