"""One step of an application is filled in and kept at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import ConflictError, NotFoundError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.models import Person
from eorder.parties.joining import rules
from eorder.parties.joining.grounds import ground_of, used_numbers
from eorder.parties.joining.models import Application
from eorder.parties.joining.queries import locked_application, open_application
from eorder.parties.joining.refusals import SENTENCES, Problems, StepError
from eorder.parties.joining.states import ApplicationState
from eorder.parties.joining.steps import READERS
from eorder.parties.joining.typed import Selling, Typed
from eorder.parties.workunits.models import Government
from eorder.parties.workunits.queries import local_day
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


def _own(given: dict[str, Any]) -> UUID | None:
    """Find the application that the asker has open."""
    found = open_application(given["by"].account_id)
    return found.id if found else None


@act("application.save", subject=_own)
def save_step(
    *,
    government_id: UUID,
    step: str,
    typed: Typed,
    selling: Mapping[str, Selling],
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Keep the answers of one step of the asker's own application; the first step makes it, as a draft.

    The event says which step was filled in and not how: the journal keeps for ever what it is told, and a half-written
    form is nobody's record yet.

    Args:
        government_id: Whose marketplace is joined, where there is no application yet.
        step: One of `READERS`.
        typed: Fields as typed.
        selling: Categories of goods by code.
        by: The applicant.
        at: Now.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such step.
        StepError: A field is wrong, or another business has one of the numbers; nothing is kept.
        NotAllowedError: The application waits for its check.
        ConflictError: Another one was begun at the same moment.
    """
    if step not in READERS:
        raise NotFoundError("Langkah ini tidak ada.")
    application = _met_or_made(government_id, by, at, command)
    rules.may_write(by, application).require()
    owner = Person.objects.get(id=by.person_id)
    ground = ground_of(application, owner, selling, local_day(application.government_id, at))
    answers = READERS[step](typed, ground)
    if step == "usaha":
        application.nik_digest = answers.pop("nik_digest")
        application.nib, application.npwp = answers["nib"], answers["npwp"]
        _require_unused(application, by)
    application.answers = {**application.answers, step: answers}
    application.changed_at = at
    with refusing(application_one_open=ConflictError(_OPEN, code="application_open")):
        _keep(application)
    record(
        "application.saved",
        Subject(application.government_id, "application", application.id),
        by=by.as_applicant(),
        at=at,
        command=command,
        public={"step": step},
    )
    return application.id


_OPEN = "Anda sudah memulai satu pendaftaran. Muat ulang halaman Gabung untuk meneruskannya."


def _met_or_made(government_id: UUID, by: Actor, at: datetime, command: CommandId) -> Application:
    known = open_application(by.account_id)
    if known is not None:
        return locked_application(known.id)
    if not Government.objects.filter(id=government_id).exists():
        raise StepError({"government": ("government_unknown", SENTENCES["government_unknown"])})
    return Application(
        id=key_of(command), government_id=government_id, account_id=by.account_id,
        state=ApplicationState.DRAFT, changed_at=at,
    )  # fmt: skip


def _keep(application: Application) -> None:
    if application._state.adding:  # noqa: SLF001 - Django's documented attribute
        application.save(force_insert=True)
    else:
        application.save(update_fields=["answers", "nik_digest", "nib", "npwp", "changed_at"])


def _require_unused(application: Application, by: Actor) -> None:
    problems = Problems()
    for field, code in used_numbers(application, by.person_id).items():
        problems.add(field, code)
    problems.done()
