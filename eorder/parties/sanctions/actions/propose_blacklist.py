"""The PPK or Pejabat Pengadaan proposes to blacklist a seller, on one of its orders."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import may_give_reason
from eorder.law.sanction_grounds import blacklist_grounds
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.recording import ground_among, tell
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.queries import vendor_and_zone
from eorder.parties.sanctions.states import STEPS, SanctionKind
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act

STEP = STEPS["propose"]


@act("sanction.propose")
def propose_blacklist(
    *,
    vendor_id: UUID,
    unit_id: UUID,
    order_id: UUID,
    ground: str,
    reason: str,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Propose to the PA/KPA of one's unit that a seller be blacklisted; it has no effect before they decide.

    Args:
        vendor_id: The seller.
        unit_id: The unit that ordered.
        order_id: The order that it is about; the page hands in one of this seller and unit.
        ground: Code of one of the law's grounds of the day.
        reason: What happened; everybody reads it once it is decided.
        by: The PPK or Pejabat Pengadaan of the unit.
        at: Now.
        command: Makes a repeat harmless.

    Returns:
        The sanction's id.

    Raises:
        NotFoundError: There is no such seller.
        NotAllowedError: The actor may not propose here, or the reason is missing.
        InvalidFormError: The ground is none of the law's.
        ConflictError: A proposal waits already.
    """
    vendor, zone = vendor_and_zone(vendor_id)
    rules.may_propose(by, unit_id, vendor_id, at).require()
    may_give_reason(reason).require()
    found = ground_among(dict(blacklist_grounds(at.astimezone(zone).date())), ground)
    hat = by.hat(STEP.by, unit_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    sanction = Sanction(
        id=key_of(command), government_id=vendor.government_id, vendor=vendor, kind=SanctionKind.BLACKLIST,
        state=STEP.target, ground=ground, article=found.article, rule=found.version, reason=reason.strip(),
        order_id=order_id, unit_id=unit_id, proposed_by_id=by.person_id, proposed_role=hat.role, proposed_at=at,
    )  # fmt: skip
    known = ConflictError(
        "Usul daftar hitam untuk penjual ini sudah menunggu putusan PA/KPA.", code="proposal_waits"
    )
    with refusing(sanction_one_proposal=known):
        sanction.save(force_insert=True)
    tell(STEP.event, sanction, by=by.wearing(hat), at=at, command=command)
    return sanction.id
