"""What every act on a package shares: lock it, ask the rule, move it, record it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.buying.packages import rules
from eorder.buying.packages.models import Package
from eorder.buying.packages.queries import RELATED, package_facts
from eorder.buying.packages.releases import package_release
from eorder.buying.packages.states import STEPS
from eorder.foundation.errors import InvalidValueError, NotFoundError
from eorder.parties.identity.actor import Actor, Hat
from eorder.parties.workunits.models import Appointment
from eorder.records.journal.recording import Subject, record


def lock_package(package_id: UUID, step: str, by: Actor, at: datetime) -> tuple[Package, Hat]:
    """Lock a package for a step that its rule allows; 1 statement.

    Raises:
        NotFoundError: There is no such package in a unit of the actor.
        NotAllowedError: The rule refuses the step.
    """
    package = (
        Package.objects.select_related(*RELATED).select_for_update(of=("self",)).filter(id=package_id).first()
    )
    if package is None or not rules.may_know(by, package, at):
        raise NotFoundError("Paket ini tidak ada.")
    rules.may_take_step(by, package, step, at).require()
    hat = by.hat(STEPS[step].by, package.unit_id, at)
    if hat is None:
        raise AssertionError("the rule lets nobody through without an appointment")
    return package, hat


def move_package(
    package: Package,
    step: str,
    *,
    by: Actor,
    hat: Hat,
    at: datetime,
    command: UUID,
    public: dict[str, Any] | None = None,
    **changed: object,
) -> None:
    """Take a step, save the named fields, record and publish it; 2 statements."""
    package.take(step, changed_at=at, **changed)
    facts = package_facts(package)
    event = STEPS[step].event
    record(
        event,
        Subject(package.government_id, "package", package.id),
        by=by.wearing(hat),
        at=at,
        command=command,
        public={"rup_id": package.rup_id, "state": package.state, **(public or {})},
        release=package_release(event, facts, at=at, command=command),
    )


def appointment_in(unit_id: UUID, appointment_id: UUID, role: str, at: datetime) -> Appointment:
    """Find a valid appointment in a unit; 1 statement.

    Raises:
        InvalidValueError: It is of another unit or role, or not valid now.
    """
    found = Appointment.objects.filter(id=appointment_id, unit_id=unit_id, role=role, since__lte=at).first()
    if found is None or (found.until is not None and found.until <= at):
        name = role.replace("_", " ").upper()
        raise InvalidValueError(
            f"Pilih {name} unit ini yang surat tugasnya masih berlaku.", code="invalid_appointment"
        )
    return found
