"""What both decisions on a claim share."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId
from eorder.foundation.reasons import LONGEST_REASON, SHORTEST_REASON
from eorder.parties.claims import rules
from eorder.parties.claims.actions.recording import record_claim
from eorder.parties.claims.models import Claim
from eorder.parties.claims.queries import is_on_other_side, locked_claim, names_of_other_side
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.rules import curator_hat


def begun(claim_id: UUID, finding: str, by: Actor, at: datetime) -> Claim:
    """Lock a claim and ask whether its decision may be written.

    Raises:
        NotFoundError: There is no such claim.
        NotAllowedError: The actor may not decide it, it was decided before, or the finding names the other side.
        InvalidFormError: The finding is missing or too long.
    """
    claim = locked_claim(claim_id)
    rules.may_decide(by, claim, is_tied=is_on_other_side(claim, by.person_id), at=at).require()
    if not SHORTEST_REASON <= len(finding.strip()) <= LONGEST_REASON:
        raise InvalidFormError({"finding": "Tulis alasan putusan, 5 sampai 500 huruf; pengaju membacanya."})
    rules.may_tell(finding, names_of_other_side(claim)).require()
    return claim


def decided(
    claim: Claim, step: str, finding: str, *, by: Actor, at: datetime, command: CommandId, **private: Any
) -> None:
    """Write the decision and its event."""
    hat = curator_hat(by, claim.government_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    told = finding.strip()
    claim.take(step, decided_by_id=by.person_id, decided_at=at, finding=told, due_at=None)
    record_claim(claim, step, by=by.wearing(hat), at=at, command=command, finding=told, **private)
