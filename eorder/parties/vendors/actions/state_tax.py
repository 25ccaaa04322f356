"""A business hands in a dated tax paper."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors import rules
from eorder.parties.vendors.models import StatementKind, TaxStatement
from eorder.parties.vendors.queries import locked_vendor
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


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
        NotFoundError: There is no such business.
        NotAllowedError: The actor is not of this business.
        ConflictError: The paper was handed in before.
    """
    rules.may_state_tax(by, vendor_id).require()
    vendor = locked_vendor(vendor_id)
    known = ConflictError(
        f"Surat nomor {number.strip()} sudah tercatat untuk usaha ini.", code="statement_known"
    )
    with refusing(statement_once=known):
        TaxStatement.objects.create(
            vendor=vendor, kind=StatementKind(kind), number=number.strip(), since=since, until=until
        )
    record(
        "vendor.tax_stated",
        Subject(vendor.government_id, "vendor", vendor.id),
        by=by.as_vendor() if vendor_id in by.vendor_ids else by.as_installer(),
        at=at,
        command=command,
        public={"kind": kind},
        private={"number": number, "since": since, "until": until},
    )
    return vendor.id
