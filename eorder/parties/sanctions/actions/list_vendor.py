"""A seller stands in the national blacklist: it is under a sanction from now on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.parties.sanctions.actions.recording import tell
from eorder.parties.sanctions.import_rows import ListedRow
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.queries import vendor_and_zone
from eorder.parties.sanctions.states import STEPS, SanctionKind
from eorder.parties.sanctions.terms import term_of
from eorder.records.journal.commands import act

STEP = STEPS["list"]
ARTICLE = "Daftar hitam nasional: Perpres 16/2018 ps. 83; Peraturan LKPP 4/2021"


@act("sanction.list")
def list_vendor(
    *, vendor_id: UUID, row: ListedRow, source: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Take over what the national list says of a seller; it is appealed where it was decided.

    Args:
        vendor_id: The seller whose NPWP or NIB the row has.
        row: The row.
        source: Which list, as people call it.
        by: Who sets up the installation.
        at: Now; the sanction has no effect before.
        command: Makes a repeat harmless.

    Returns:
        The sanction's id.

    Raises:
        NotAllowedError: The actor does not set up the installation.
        NotFoundError: There is no such business.
    """
    may_install(by).require()
    vendor, zone = vendor_and_zone(vendor_id)
    sanction = Sanction(
        id=key_of(command), government_id=vendor.government_id, vendor=vendor, kind=SanctionKind.NATIONAL,
        state=STEP.target, ground="", article=ARTICLE, reason=f"Tercatat di {source}.", source=source,
        decree_number=row.decree_number, province=row.province, decided_by_id=by.person_id,
        decided_role="installer", decided_at=at, **term_of(row.since, row.until, at, zone.key).fields(),
    )  # fmt: skip
    sanction.save(force_insert=True)
    tell(STEP.event, sanction, by=by.as_installer(), at=at, command=command, source=source)
    return sanction.id
