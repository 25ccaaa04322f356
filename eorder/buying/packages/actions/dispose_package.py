"""Hand a package on: PA/KPA to a PPK, the PPK to a Pejabat Pengadaan."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.buying.packages import rules
from eorder.buying.packages.actions.stepping import appointment_in, lock_package, move_package
from eorder.foundation.ids import CommandId
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act


@act("package.dispose_to_ppk", subject="package_id")
def dispose_to_ppk(*, package_id: UUID, ppk_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Dispose an announced package to a PPK of the unit.

    Args:
        package_id: The package.
        ppk_id: Appointment of the PPK.
        by: The PA or KPA of the unit.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The rule refuses, or the law keeps the two duties of one person apart.
        InvalidValueError: The appointment is not a valid one of this unit.
    """
    package, hat = lock_package(package_id, "dispose_to_ppk", by, at)
    ppk = appointment_in(package.unit_id, ppk_id, "ppk", at)
    rules.may_appoint("pa_kpa", by.person_id, "ppk", ppk.person_id, at).require()
    move_package(
        package, "dispose_to_ppk", by=by, hat=hat, at=at, command=command,
        public={"decree": ppk.decree_number}, pa_appointment_id=hat.appointment_id, ppk_appointment_id=ppk.id,
    )  # fmt: skip
    return package.id


@act("package.dispose_to_officer", subject="package_id")
def dispose_to_officer(
    *, package_id: UUID, officer_id: UUID, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Dispose a prepared package to a Pejabat Pengadaan, who is another person than PPK and PA/KPA.

    Raises:
        NotAllowedError: The rule refuses, or the law keeps the two duties of one person apart.
        InvalidValueError: The appointment is not a valid one of this unit.
    """
    package, hat = lock_package(package_id, "dispose_to_officer", by, at)
    officer = appointment_in(package.unit_id, officer_id, "pejabat_pengadaan", at)
    disposer = package.pa_appointment.person_id if package.pa_appointment else None
    rules.may_be_officer(by.person_id, disposer, officer.person_id, at).require()
    move_package(
        package, "dispose_to_officer", by=by, hat=hat, at=at, command=command,
        public={"decree": officer.decree_number}, officer_appointment_id=officer.id,
    )  # fmt: skip
    return package.id
