"""A name in the national blacklist is like a seller's: noted for the keeper to look at, without any effect."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.parties.sanctions.import_rows import ListedRow
from eorder.parties.sanctions.models import Likeness
from eorder.parties.sanctions.queries import vendor_and_zone
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("sanction.note_likeness")
def note_likeness(
    *, vendor_id: UUID, row: ListedRow, source: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Note that a row of the national list names somebody like a seller; only the curators read it.

    Raises:
        NotAllowedError: The actor does not set up the installation.
        NotFoundError: There is no such business.
    """
    may_install(by).require()
    vendor, _zone = vendor_and_zone(vendor_id)
    likeness = Likeness.objects.create(
        id=key_of(command), government_id=vendor.government_id, vendor=vendor, listed_name=row.name,
        decree_number=row.decree_number, province=row.province, since=row.since, until=row.until, source=source,
        noted_at=at,
    )  # fmt: skip
    record(
        "likeness.noted",
        Subject(vendor.government_id, "likeness", likeness.id),
        by=by.as_installer(),
        at=at,
        command=command,
        private={"vendor": vendor_id, "name": row.name, "decree_number": row.decree_number},
    )
    return likeness.id
