"""The applicant sends the whole application to the curators of the government."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from eorder.foundation.errors import ConflictError
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.parties.joining import rules
from eorder.parties.joining.grounds import ground_of, used_numbers
from eorder.parties.joining.models import Application
from eorder.parties.joining.queries import locked_application
from eorder.parties.joining.refusals import SENTENCES, StepError
from eorder.parties.joining.states import STEPS
from eorder.parties.joining.steps import missing_steps, wrong_steps
from eorder.parties.joining.terms import check_due
from eorder.parties.joining.typed import Selling
from eorder.parties.vendors.rules import may_join
from eorder.parties.workunits.models import Government
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record

STEP = STEPS["send"]


@act("application.send", subject="application_id")
def send_application(
    *, application_id: UUID, selling: Mapping[str, Selling], by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Send an application whose steps are all filled in; curators answer within the term.

    Args:
        application_id: The asker's own.
        selling: Categories of goods by code.
        by: The applicant.
        at: When the term begins.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such application.
        NotAllowedError: It is somebody else's, was sent before, or its owner administers the system.
        StepError: A step is missing or holds no more against the others, by step.
        ConflictError: Another business sent the same number at the same moment.
    """
    application = locked_application(application_id)
    rules.may_write(by, application).require()
    government = Government.objects.get(id=application.government_id)
    today = at.astimezone(ZoneInfo(government.time_zone)).date()
    may_join(by.person_id, at, today).require()
    _require_whole(application, selling, by, today)
    used = {f"application_{field}_once": _used(field) for field in ("nib", "npwp")}
    with refusing(**used):
        application.take("send", at, sent_at=at, due_at=check_due(at, government.time_zone))
    record(
        STEP.event,
        Subject(application.government_id, "application", application.id),
        by=by.as_applicant(),
        at=at,
        command=command,
        public={"state": application.state, "due_at": application.due_at},
        private={"answers": application.answers, "nib": application.nib, "npwp": application.npwp},
    )
    return application.id


def _require_whole(application: Application, selling: Mapping[str, Selling], by: Actor, today: date) -> None:
    missing = missing_steps(application.answers)
    problems = dict.fromkeys(missing, ("step_missing", SENTENCES["step_missing"]))
    ground = ground_of(application, application.account.person, selling, today)
    problems |= wrong_steps(application.answers, ground)
    for code in used_numbers(application, by.person_id).values():
        problems.setdefault("usaha", (code, SENTENCES[code]))
    if problems:
        raise StepError(problems)


def _used(field: str) -> ConflictError:
    return ConflictError(SENTENCES[f"{field}_used"], code=f"{field}_used")
