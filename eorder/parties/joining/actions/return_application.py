"""A curator sends an application back with criterion, evidence and remedy."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.joining import rules
from eorder.parties.joining.actions.note_decision import note_decision
from eorder.parties.joining.models import Remark
from eorder.parties.joining.queries import locked_application
from eorder.parties.joining.queue import may_go_before_others
from eorder.parties.joining.queue_queries import turn_of
from eorder.parties.joining.states import STEPS, Outcome
from eorder.parties.vendors.rules import curator_hat
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

STEP = STEPS["return"]
LONGEST = 500


@act("application.return", subject="application_id")
def return_application(
    *,
    application_id: UUID,
    criterion: str,
    evidence: str,
    remedy: str,
    reason: str = "",
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Send an application back: the applicant sees why, mends it, and sends it again.

    Args:
        application_id: One that was sent.
        criterion: One of `rules.CRITERIA`.
        evidence: What was seen, at most 500 signs.
        remedy: What mends it, at most 500 signs.
        reason: Why it is taken before others, open to everybody; needed unless it is the first of the queue.
        by: A curator of the government.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such application.
        NotAllowedError: The actor is no curator of the government or the applicant, or it is not waiting, or others
            wait longer and there is no reason.
        InvalidFormError: Criterion, evidence or remedy is missing.
    """
    application = locked_application(application_id)
    rules.may_check(by, application, at).require()
    _require(criterion, evidence.strip(), remedy.strip())
    turn = turn_of(application, by.person_id, reason)
    may_go_before_others(turn.place, reason).require()
    Remark.objects.create(
        id=key_of(command), application=application, criterion=criterion, evidence=evidence.strip(),
        remedy=remedy.strip(), made_at=at,
    )  # fmt: skip
    application.take("return", at, due_at=None)
    note_decision(turn, Outcome.RETURNED, at, command)
    hat = curator_hat(by, application.government_id, at)
    assert hat is not None  # noqa: S101 - the rule has just found it
    record(
        STEP.event,
        Subject(application.government_id, "application", application.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public={"state": application.state, "criterion": criterion, **turn.facts()},
        private={"evidence": evidence.strip(), "remedy": remedy.strip()},
    )
    return application.id


def _require(criterion: str, evidence: str, remedy: str) -> None:
    problems = {}
    if criterion not in rules.CRITERIA:
        problems["criterion"] = "Pilih bagian mana yang belum memenuhi."
    if not 0 < len(evidence) <= LONGEST:
        problems["evidence"] = "Tulis apa yang Anda temukan, paling panjang 500 huruf."
    if not 0 < len(remedy) <= LONGEST:
        problems["remedy"] = "Tulis apa yang harus dilakukan pendaftar, paling panjang 500 huruf."
    if problems:
        raise InvalidFormError(problems)
