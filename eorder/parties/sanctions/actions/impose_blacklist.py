"""The PA or KPA blacklists a seller that was proposed to them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.law.sanction_grounds import blacklist_grounds
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.recording import (
    ground_among,
    keep_decree,
    overlapping,
    read_decree,
    tell,
)
from eorder.parties.sanctions.queries import locked_sanction, vendor_and_zone
from eorder.parties.sanctions.states import STEPS
from eorder.parties.sanctions.terms import appeal_due, chosen_term
from eorder.records.constraints import refusing
from eorder.records.documents.intake import Upload
from eorder.records.journal.commands import act

STEP = STEPS["impose"]


@act("sanction.impose", subject="sanction_id")
def impose_blacklist(
    *,
    sanction_id: UUID,
    decree_number: str,
    paper: Upload | None,
    since: date | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Blacklist a seller for the whole term that the law has for the ground.

    Args:
        sanction_id: The proposal.
        decree_number: Of the decree of the PA/KPA.
        paper: The decree, which everybody may read.
        since: First day; None for today, from now on.
        by: The PA or KPA of the unit, never whoever proposed it.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such proposal.
        NotAllowedError: The actor may not decide it, or it was decided before.
        InvalidFormError: Decree or day are not what they must be.
        ConflictError: The seller is blacklisted on one of the days already.
    """
    sanction = locked_sanction(sanction_id)
    rules.may_decide(by, sanction, at).require()
    number = read_decree(decree_number, paper, is_needed=True)
    _, zone = vendor_and_zone(sanction.vendor_id)
    found = ground_among(dict(blacklist_grounds(at.astimezone(zone).date())), sanction.ground)
    term = chosen_term(found, since, None, at, zone.key)
    hat = rules.decider_hat(by, sanction, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    with refusing(sanction_no_overlap=overlapping()):
        sanction.take(
            "impose", article=found.article, rule=found.version, decree_number=number, decided_by_id=by.person_id,
            decided_role=hat.role, decided_at=at, appeal_due_at=appeal_due(at, zone.key), **term.fields(),
        )  # fmt: skip
    keep_decree(sanction, paper, by)
    tell(STEP.event, sanction, by=by.wearing(hat), at=at, command=command, reason=sanction.reason)
    return sanction.id
