"""Appoint a person to an office in a unit by decree."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from eorder.foundation.errors import ConflictError, InvalidFormError
from eorder.foundation.ids import CommandId, key_of
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import admin_apart, may_install
from eorder.parties.workunits import rules
from eorder.parties.workunits.models import Appointment, Role, Unit
from eorder.parties.workunits.queries import offices_of
from eorder.records.constraints import refusing
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("appointment.make")
def appoint_person(
    *,
    unit_id: UUID,
    person_id: UUID,
    role: str,
    decree_number: str,
    decree_date: date,
    since: datetime,
    until: datetime | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """Appoint a person; `since` inclusive, `until` exclusive.

    Raises:
        NotAllowedError: The actor does not set up the installation, or the office cannot be combined with
            one the person holds.
        ConflictError: The appointment is recorded already.
        InvalidFormError: The decree has no number or the period is empty.
    """
    may_install(by).require()
    if not decree_number.strip() or (until is not None and until <= since):
        raise InvalidFormError({"decree_number": "Isi nomor SK dan masa berlaku yang benar."})
    unit = Unit.objects.select_related("government").get(id=unit_id)
    day = since.astimezone(ZoneInfo(unit.government.time_zone)).date()
    rules.may_hold(offices_of(person_id, since, until), role, day).require()
    appointment = Appointment(
        id=key_of(command),
        government_id=unit.government_id,
        unit=unit,
        person_id=person_id,
        role=Role(role),
        decree_number=decree_number.strip(),
        decree_date=decree_date,
        since=since,
        until=until,
    )
    known = ConflictError("Surat tugas ini sudah tercatat.", code="appointment_known")
    with refusing(appointment_once=known, admin_apart=admin_apart()):
        appointment.save(force_insert=True)
    record(
        "appointment.made",
        Subject(unit.government_id, "appointment", appointment.id),
        by=by.as_installer(),
        at=at,
        command=command,
        public={
            "unit": unit.code,
            "role": role,
            "decree": appointment.decree_number,
            "since": since,
            "until": until,
        },
        private={"person": person_id},
    )
    return appointment.id
