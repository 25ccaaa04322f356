"""Who may do what with a package, when, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from eorder.buying.packages.states import STEPS, PackageState
from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.law.separation_of_duties import ConflictKind, Duty, conflict
from eorder.parties.identity.actor import Actor, Hat

MEETING_KEEPERS = frozenset({"ppk", "pptk"})
OFFICES = frozenset({"pa", "kpa", "ppk", "pejabat_pengadaan", "pptk", "bendahara", "bendahara_pembantu"})
"""Offices that work with their unit's packages and orders; curators and administrators do not."""
_STALE = (
    "Tahap paket ini sudah lewat atau belum waktunya. Muat ulang halaman untuk melihat keadaannya sekarang."
)


class Seen(Protocol):
    """What the rules of seeing need to know of a package."""

    @property
    def unit_id(self) -> UUID:
        """The unit it belongs to."""

    @property
    def government_id(self) -> UUID:
        """The tenant."""


class Disposed(Seen, Protocol):
    """What the rules of its steps need to know of a package."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def ppk_id(self) -> UUID | None:
        """Natural person it was disposed to as PPK."""

    @property
    def officer_id(self) -> UUID | None:
        """Natural person it was disposed to as Pejabat Pengadaan."""


def may_see(actor: Actor, package: Seen, at: datetime) -> bool:
    """Officials of the unit and auditors work with a package; everybody else has its public page."""
    return any(hat.fits(at) and sees(hat, package) for hat in actor.hats)


def sees(hat: Hat, record: Seen) -> bool:
    """Tell whether an office looks at a unit's records: its own, or as auditor any of its government."""
    if hat.role == "auditor":
        return hat.government_id == record.government_id
    return hat.unit_id == record.unit_id and hat.role in OFFICES


def may_know(actor: Actor, package: Seen, at: datetime) -> bool:
    """Former officials of the unit are told that their appointment has ended, not that there is no such package."""
    return may_see(actor, package, at) or any(hat.unit_id == package.unit_id for hat in actor.hats)


def may_take_step(actor: Actor, package: Disposed, step: str, at: datetime) -> Verdict:
    """Allow a step for the role that the table names, from the present state, to whom the package was disposed."""
    return first_refusal(
        may_act_as(actor, STEPS[step].by, package.unit_id, at),
        may_take(STEPS, step, package.state, _STALE),
        may_act_for(actor, package, STEPS[step].by),
    )


def may_act_for(actor: Actor, package: Disposed, roles: frozenset[str]) -> Verdict:
    """Keep a disposed package with the PPK or the Pejabat Pengadaan it was disposed to (Instruksi Gubernur 29/2021).

    The person counts, not the decree: a renewed appointment goes on where the old one stopped.
    """
    for role, named in (("ppk", package.ppk_id), ("pejabat_pengadaan", package.officer_id)):
        if role in roles and named is not None and named != actor.person_id:
            return refused(
                f"Paket ini didisposisi kepada {office_name(role)} lain. Bila ia berhalangan, "
                "PA/KPA menarik disposisinya kembali lalu menunjuk orang lain.",
                "not_disposed_to_you",
            )
    return ALLOWED


def may_act_as(actor: Actor, roles: frozenset[str], unit_id: UUID, at: datetime) -> Verdict:
    """Allow a person appointed to one of the roles in the unit now; say so when the appointment has ended."""
    if actor.hat(roles, unit_id, at):
        return ALLOWED
    names = " atau ".join(sorted(office_name(role) for role in roles))
    held = [hat for hat in actor.hats if hat.role in roles and hat.unit_id == unit_id]
    if held:
        return refused(
            f"Surat tugas Anda sebagai {names} di unit ini tidak berlaku hari ini. "
            "Minta admin memperbaruinya.",
            "appointment_expired",
        )
    if any(hat.role in roles for hat in actor.hats):
        return refused(f"Anda {names} di unit lain; ini milik unit lain.", "wrong_unit")
    return refused(f"Hanya {names} unit ini yang dapat melakukan ini.", "wrong_role")


def may_name(person: UUID, duty: Duty, done: Iterable[tuple[Duty, UUID | None]], day: date) -> Verdict:
    """Refuse naming a natural person for a duty on a package that the law keeps apart from one done already.

    Args:
        person: Whom the package would be disposed to.
        duty: What that person would do.
        done: Duties done on the package so far, with who did them.
        day: The unit's own day.
    """
    for other, who in done:
        pair = conflict(other, duty, day)
        if who == person and pair.kind is ConflictKind.FORBIDDEN:
            return refused(
                f"Satu orang tidak boleh menjadi {DUTY_NAMES[other]} dan {DUTY_NAMES[duty]} "
                f"pada paket yang sama ({pair.source}). Pilih orang lain.",
                "duty_kept_apart",
            )
    return ALLOWED


def may_record_meeting(state: str) -> Verdict:
    """Allow meetings on a package until it is finished or withdrawn."""
    if state in {PackageState.FINISHED, PackageState.WITHDRAWN}:
        return refused(
            "Paket ini sudah selesai atau ditarik, jadi rapat baru tidak dapat dicatat.", "wrong_state", 409
        )
    return ALLOWED


def may_record_attendance(ends_at: datetime, at: datetime, *, is_settled: bool) -> Verdict:
    """Allow the attendance list after the meeting, until a bill for its food was verified."""
    if at < ends_at:
        return refused("Rapat ini belum selesai. Unggah daftar hadir sesudahnya.", "meeting_not_over", 409)
    if is_settled:
        return refused(
            "Tagihan konsumsi rapat ini sudah diperiksa, jadi daftar hadirnya tidak dapat diubah lagi.",
            "attendance_settled",
            409,
        )
    return ALLOWED


DUTY_NAMES = {
    Duty.PA_KPA: "PA/KPA",
    Duty.PPK: "PPK",
    Duty.PEJABAT_PENGADAAN: "Pejabat Pengadaan",
    Duty.RECEIVER: "penerima barang",
    Duty.BENDAHARA: "bendahara",
    Duty.AUDITOR: "auditor",
    Duty.CURATOR: "kurator",
    Duty.ADMIN: "administrator",
    Duty.VENDOR: "penjual",
}


def office_name(role: str) -> str:
    """Name an office in a sentence."""
    names = {
        "pejabat_pengadaan": "Pejabat Pengadaan",
        "bendahara": "Bendahara",
        "bendahara_pembantu": "Bendahara Pembantu",
    }
    return names.get(role, role.upper())


def may_order_from(state: str) -> Verdict:
    """Let goods be ordered only from a package that was taken up and is not finished."""
    if state == PackageState.ACTIVE:
        return ALLOWED
    return refused(
        "Paket ini belum atau tidak lagi dapat dipesan. Selesaikan dulu disposisinya.", "wrong_state", 409
    )
