"""The keeper of the marketplace suspends a business for some time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import may_give_reason
from eorder.law.sanction_grounds import suspension_grounds
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.recording import (
    ground_among,
    keep_decree,
    overlapping,
    read_decree,
    tell,
)
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.queries import vendor_and_zone
from eorder.parties.sanctions.states import STEPS, SanctionKind
from eorder.parties.sanctions.terms import appeal_due, chosen_term
from eorder.parties.vendors.rules import curator_hat
from eorder.records.constraints import refusing
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act

STEP = STEPS["suspend"]


@act("vendor.suspend")
def suspend_vendor(
    *,
    vendor_id: UUID,
    ground: str,
    reason: str,
    since: date | None = None,
    until: date | None = None,
    decree_number: str = "",
    paper: Upload | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Suspend a business: it gets and accepts no new order; what it accepted before runs to its payment.

    Args:
        vendor_id: The business.
        ground: Code of one of the law's grounds of the day.
        reason: What happened, which everybody reads.
        since: First day; None for today, from now on.
        until: Last day (inclusive); None for the longest that the law of the ground has.
        decree_number: Of the keeper's decree; curators must give it, setting up the installation need not.
        paper: The decree, which everybody may read; like its number.
        by: A curator of the government.
        at: Now.
        command: Makes a repeat harmless.

    Returns:
        The sanction's id.

    Raises:
        NotFoundError: There is no such business.
        NotAllowedError: The actor keeps no marketplace here, or the reason, which everybody reads, is missing.
        InvalidFormError: Ground, days or decree are not what they must be.
        ConflictError: It is suspended on one of the days already.
    """
    vendor, zone = vendor_and_zone(vendor_id)
    rules.may_suspend(by, vendor.government_id, vendor_id, at).require()
    hat = curator_hat(by, vendor.government_id, at)
    number = read_decree(decree_number, paper, is_needed=hat is not None)
    may_give_reason(reason).require()
    found = ground_among(dict(suspension_grounds(at.astimezone(zone).date())), ground)
    term = chosen_term(found, since, until, at, zone.key)
    sanction = Sanction(
        id=key_of(command), government_id=vendor.government_id, vendor=vendor, kind=SanctionKind.SUSPENSION,
        state=STEP.target, ground=ground, article=found.article, rule=found.version, reason=reason.strip(),
        decree_number=number, decided_by_id=by.person_id, decided_role=hat.role if hat else "installer",
        decided_at=at, appeal_due_at=appeal_due(at, zone.key), **term.fields(),
    )  # fmt: skip
    with refusing(sanction_no_overlap=overlapping()):
        sanction.save(force_insert=True)
    keep_decree(sanction, paper, by)
    signed = by.wearing(hat) if hat else by.as_installer()
    tell(STEP.event, sanction, by=signed, at=at, command=command, reason=sanction.reason)
    return sanction.id
