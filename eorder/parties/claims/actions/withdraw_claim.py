"""A claimant takes a claim back before it is decided."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.parties.claims import rules
from eorder.parties.claims.actions.recording import record_claim
from eorder.parties.claims.queries import locked_claim
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("claim.withdraw", subject="claim_id")
def withdraw_claim(*, claim_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Take a claim back; the number may be claimed again.

    Raises:
        NotFoundError: There is no such claim.
        NotAllowedError: It is somebody else's, or was decided or withdrawn before.
    """
    claim = locked_claim(claim_id)
    rules.may_withdraw(by, claim).require()
    claim.take("withdraw", due_at=None)
    record_claim(claim, "withdraw", by=by.as_applicant(), at=at, command=command)
    return claim.id
