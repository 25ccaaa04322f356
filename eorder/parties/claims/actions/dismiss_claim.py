"""A curator dismisses a claim and tells the claimant why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.parties.claims.actions.deciding import begun, decided
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("claim.dismiss", subject="claim_id")
def dismiss_claim(*, claim_id: UUID, finding: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Dismiss a claim; nothing changes for whoever uses the number.

    Args:
        claim_id: One that waits.
        finding: Why, 5 to 500 characters, without the other side's names; the claimant reads it.
        by: A curator of the government who belongs to neither side.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such claim.
        NotAllowedError: The actor may not decide it, it was decided before, or the finding names the other side.
        InvalidFormError: The finding is missing.
    """
    claim = begun(claim_id, finding, by, at)
    decided(claim, "dismiss", finding, by=by, at=at, command=command)
    return claim.id
