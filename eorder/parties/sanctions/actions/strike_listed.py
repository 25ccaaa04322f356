"""A curator strikes off a sanction that the national list has no more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import may_give_reason
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.recording import tell
from eorder.parties.sanctions.models import AppealAnswer
from eorder.parties.sanctions.queries import locked_sanction
from eorder.parties.sanctions.states import STEPS
from eorder.parties.sanctions.terms import earlier_end
from eorder.records.journal.commands import act

STEP = STEPS["strike"]


@act("sanction.strike", subject="sanction_id")
def strike_listed(*, sanction_id: UUID, reasons: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """End a sanction of the national list at once; a later import takes over whatever the list has then.

    Raises:
        NotFoundError: There is no such sanction.
        NotAllowedError: The actor is no curator of the government, it is of another kind or was ended, or the
            reasons, which everybody reads, are missing.
    """
    sanction = locked_sanction(sanction_id)
    rules.may_strike(by, sanction, at).require()
    may_give_reason(reasons).require()
    hat = rules.decider_hat(by, sanction, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    sanction.take("strike", ends_at=earlier_end(sanction, at))
    AppealAnswer.objects.create(
        id=key_of(command), sanction=sanction, outcome=STEP.target, reasons=reasons.strip(),
        decided_by_id=by.person_id, decided_role=hat.role, decided_at=at,
    )  # fmt: skip
    tell(STEP.event, sanction, by=by.wearing(hat), at=at, command=command, reasons=reasons.strip())
    return sanction.id
