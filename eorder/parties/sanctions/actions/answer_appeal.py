"""Somebody else answers the appeal of a seller: the sanction is upheld, or lifted at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotAllowedError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import may_give_reason
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.recording import tell
from eorder.parties.sanctions.models import AppealAnswer
from eorder.parties.sanctions.queries import locked_sanction
from eorder.parties.sanctions.states import STEPS
from eorder.parties.sanctions.terms import earlier_end
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act

OUTCOMES = ("uphold", "lift")


@act("sanction.answer", subject="sanction_id")
def answer_appeal(
    *, sanction_id: UUID, outcome: str, reasons: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Uphold a sanction, or lift it: from then on the seller gets orders again.

    Args:
        sanction_id: One that was appealed.
        outcome: One of `OUTCOMES`.
        reasons: What everybody reads.
        by: A curator, or PA/KPA of the unit, who neither proposed nor decided it.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such sanction.
        NotAllowedError: The actor may not answer it, nothing waits, or the reasons are missing.
        InvalidFormError: The outcome is none.
    """
    sanction = locked_sanction(sanction_id)
    rules.may_answer(by, sanction, at).require()
    if outcome not in OUTCOMES:
        raise InvalidFormError({"outcome": "Pilih: sanksi tetap berlaku, atau dicabut."})
    may_give_reason(reasons).require()
    hat = rules.decider_hat(by, sanction, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    step = STEPS[outcome]
    ended = {"ends_at": earlier_end(sanction, at)} if outcome == "lift" else {}
    sanction.take(outcome, **ended)
    apart = NotAllowedError(
        "Keberatan diputuskan orang lain daripada yang menetapkan.", code="duty_kept_apart"
    )
    with refusing(answer_by_another=apart):
        AppealAnswer.objects.create(
            id=key_of(command), sanction=sanction, outcome=step.target, reasons=reasons.strip(),
            decided_by_id=by.person_id, decided_role=hat.role, decided_at=at,
        )  # fmt: skip
    tell(step.event, sanction, by=by.wearing(hat), at=at, command=command, reasons=reasons.strip())
    return sanction.id
