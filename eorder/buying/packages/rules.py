"""Who may do what with a package, when, and why not."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from eorder.buying.packages.states import STEPS, PackageState
from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.law.separation_of_duties import ConflictKind, Duty, conflict
from eorder.parties.identity.actor import Actor, Hat

MEETING_KEEPERS = frozenset({"ppk", "pptk"})
_STALE = (
    "Tahap paket ini sudah lewat atau belum waktunya. Muat ulang halaman untuk melihat keadaannya sekarang."
)


class PackageRow(Protocol):
    """What the rules need to know of a package."""

    unit_id: UUID
    state: str


def may_see(actor: Actor, package: PackageRow, at: datetime) -> bool:
    """Officials of the unit and auditors work with a package; everybody else has its public page."""
    return any(
        (hat.unit_id == package.unit_id or hat.role == "auditor") and hat.fits(at) for hat in actor.hats
    )


def may_know(actor: Actor, package: PackageRow, at: datetime) -> bool:
    """Former officials of the unit are told that their appointment has ended, not that there is no such package."""
    return may_see(actor, package, at) or any(hat.unit_id == package.unit_id for hat in actor.hats)


def may_take_step(actor: Actor, package: PackageRow, step: str, at: datetime) -> Verdict:
    """Allow a step for the role that the table names, in the package's own unit, from its present state."""
    return first_refusal(
        may_act_as(actor, STEPS[step].by, package.unit_id, at), may_take(STEPS, step, package.state, _STALE)
    )


def may_act_as(actor: Actor, roles: frozenset[str], unit_id: UUID, at: datetime) -> Verdict:
    """Allow a person appointed to one of the roles in the unit now; say so when the appointment has ended."""
    if actor.hat(roles, unit_id, at):
        return ALLOWED
    names = " atau ".join(sorted(role.replace("_", " ").upper() for role in roles))
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


def may_appoint(first: str, first_person: UUID, second: str, second_person: UUID, at: datetime) -> Verdict:
    """Refuse naming one natural person for two duties on a package that the law keeps apart."""
    if first_person != second_person:
        return ALLOWED
    pair = conflict(Duty(first), Duty(second), at.date())
    if pair.kind is ConflictKind.FORBIDDEN:
        return refused(
            f"Satu orang tidak boleh menjadi {first.replace('_', ' ').upper()} dan "
            f"{second.replace('_', ' ').upper()} "
            f"pada paket yang sama ({pair.source}). Pilih orang lain.",
            "duty_kept_apart",
        )
    return ALLOWED


def may_be_officer(ppk: UUID, disposer: UUID | None, officer: UUID, at: datetime) -> Verdict:
    """Ask that who orders is another person than the PPK, and than the PA or KPA who disposed the package."""
    return first_refusal(
        may_appoint("ppk", ppk, "pejabat_pengadaan", officer, at),
        may_appoint("pa_kpa", disposer, "pejabat_pengadaan", officer, at) if disposer else ALLOWED,
    )


def may_order_from(state: str) -> Verdict:
    """Let goods be ordered only from a package that was taken up and is not finished."""
    if state == PackageState.ACTIVE:
        return ALLOWED
    return refused(
        "Paket ini belum atau tidak lagi dapat dipesan. Selesaikan dulu disposisinya.", "wrong_state", 409
    )


def disposer_hat(actor: Actor, unit_id: UUID, at: datetime) -> Hat | None:
    """Find the PA or KPA appointment of the actor in the unit."""
    return actor.hat({"pa", "kpa"}, unit_id, at)
