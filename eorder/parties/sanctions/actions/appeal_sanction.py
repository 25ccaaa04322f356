"""A seller appeals against a sanction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId, key_of
from eorder.foundation.reasons import SHORTEST_REASON
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions import rules
from eorder.parties.sanctions.actions.recording import tell
from eorder.parties.sanctions.models import LONGEST_APPEAL, Appeal
from eorder.parties.sanctions.queries import locked_sanction
from eorder.parties.sanctions.states import STEPS
from eorder.records.journal.commands import act

STEP = STEPS["appeal"]


@act("sanction.appeal", subject="sanction_id")
def appeal_sanction(*, sanction_id: UUID, text: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Say what speaks against a sanction, once; it stays in force until somebody else has answered.

    Args:
        sanction_id: A sanction of the actor's business.
        text: What everybody reads, 5 to `LONGEST_APPEAL` characters.
        by: A member of the business.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such sanction.
        NotAllowedError: It is of another business or the national list, was appealed before, or the term is over.
        InvalidFormError: The text is missing or too long.
    """
    sanction = locked_sanction(sanction_id)
    rules.may_appeal(by, sanction, at).require()
    if not SHORTEST_REASON <= len(text.strip()) <= LONGEST_APPEAL:
        raise InvalidFormError(
            {"text": f"Tulis keberatan Anda, 5 sampai {LONGEST_APPEAL} huruf; terbuka untuk umum."}
        )
    sanction.take("appeal")
    Appeal.objects.create(
        id=key_of(command), sanction=sanction, text=text.strip(), made_by_id=by.person_id, made_at=at
    )
    tell(STEP.event, sanction, by=by.as_vendor(), at=at, command=command, text=text.strip())
    return sanction.id
