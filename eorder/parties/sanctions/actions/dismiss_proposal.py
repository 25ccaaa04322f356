"""The PA or KPA dismisses a proposal to blacklist a seller."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId
from eorder.foundation.reasons import may_give_reason
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.recording import tell
from eorder.parties.sanctions.queries import locked_sanction
from eorder.parties.sanctions.states import STEPS
from eorder.records.journal.commands import act

STEP = STEPS["dismiss"]


@act("sanction.dismiss", subject="sanction_id")
def dismiss_proposal(*, sanction_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Dismiss a proposal; the seller was never under a sanction.

    Raises:
        NotFoundError: There is no such proposal.
        NotAllowedError: The actor may not decide it, it was decided before, or the reason is missing.
    """
    sanction = locked_sanction(sanction_id)
    rules.may_decide(by, sanction, at).require()
    may_give_reason(reason).require()
    hat = rules.decider_hat(by, sanction, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    sanction.take("dismiss")
    tell(STEP.event, sanction, by=by.wearing(hat), at=at, command=command, reason=reason.strip())
    return sanction.id
