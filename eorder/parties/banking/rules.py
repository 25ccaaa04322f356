"""Who proposes, withdraws, checks and stops a change of the account that a business is paid to (S7)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.law.separation_of_duties import ConflictKind, Duty, conflict
from eorder.parties.banking.models import AccountChange
from eorder.parties.banking.states import STEPS
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.rules import curator_hat
from eorder.parties.workunits.models import Role

LONGEST_REASON = 500
DUTIES = {
    Role.PA: Duty.PA_KPA,
    Role.KPA: Duty.PA_KPA,
    Role.PPK: Duty.PPK,
    Role.PEJABAT_PENGADAAN: Duty.PEJABAT_PENGADAAN,
    Role.BENDAHARA: Duty.BENDAHARA,
    Role.BENDAHARA_PEMBANTU: Duty.BENDAHARA,
    Role.AUDITOR: Duty.AUDITOR,
    Role.ADMIN: Duty.ADMIN,
}
"""The duty that the holder of an office does for orders, in the words of the law's matrix."""


def may_propose(actor: Actor, vendor_id: UUID) -> Verdict:
    """Only a member of the business."""
    if vendor_id in actor.vendor_ids:
        return ALLOWED
    return refused("Hanya anggota usaha ini yang mengusulkan rekeningnya.", "wrong_role")


def may_begin(*, has_open: bool, is_waiting: bool) -> Verdict:
    """One change at a time: none is open, and none that was verified still waits."""
    if has_open:
        return refused(
            "Sudah ada usulan rekening yang menunggu diperiksa. Tarik dulu usulan itu untuk mengusulkan yang lain.",
            "change_open",
            409,
        )
    if is_waiting:
        return refused(
            "Rekening yang terakhir dipastikan masih dalam masa tunggu. Hentikan dulu perubahan itu, atau tunggu "
            "sampai rekeningnya berlaku.",
            "change_waits",
            409,
        )
    return ALLOWED


def may_withdraw(actor: Actor, change: AccountChange) -> Verdict:
    """Any member of the business takes a proposal back, whoever of them made it."""
    return first_refusal(
        may_propose(actor, change.vendor_id),
        may_take(STEPS, "withdraw", change.state, "Usulan ini sudah diperiksa atau sudah ditarik."),
    )


def may_stop(actor: Actor, change: AccountChange, payable_from: datetime | None, at: datetime) -> Verdict:
    """A member of the business, or a curator of the government, stops a change before its account can be paid to."""
    if not (change.vendor_id in actor.vendor_ids or curator_hat(actor, change.government_id, at)):
        return refused(
            "Hanya anggota usaha ini atau kurator yang menghentikan perubahan rekening.", "wrong_role"
        )
    if payable_from is not None and payable_from <= at:
        return refused(
            "Masa tunggunya sudah lewat dan rekening ini sudah berlaku. Usulkan rekening lain untuk menggantinya.",
            "account_holds",
            409,
        )
    return may_take(
        STEPS,
        "stop",
        change.state,
        "Perubahan ini tidak sedang menunggu berlaku, jadi tidak dapat dihentikan.",
    )


def may_see(actor: Actor, change: AccountChange, at: datetime) -> Verdict:
    """The members of the business and the curators of the government see a change; for others it is not there."""
    if change.vendor_id in actor.vendor_ids or curator_hat(actor, change.government_id, at):
        return ALLOWED
    return refused("Usulan rekening ini tidak ada.", "wrong_role", 404)


def may_check(actor: Actor, change: AccountChange, *, is_tied: bool, at: datetime, day: date) -> Verdict:
    """A curator of the government checks what another person proposed for a business that is not theirs.

    Nobody does who also holds an office that the law keeps apart from the curator's on one order, the treasurer's
    above all: who names the account must not be who pays to it.

    Args:
        actor: Who checks.
        change: The proposal.
        is_tied: Whether the actor is owner, staff or account holder of the business.
        at: Now.
        day: The day where the government is.
    """
    if curator_hat(actor, change.government_id, at) is None:
        return refused("Hanya kurator pemerintah daerah ini yang memeriksa rekening penjual.", "wrong_role")
    if actor.person_id == change.proposed_by_id:
        return refused(
            "Yang mengusulkan tidak memeriksa usulannya sendiri. Minta kurator lain.", "own_proposal"
        )
    if is_tied:
        return refused(
            "Kurator tidak memeriksa rekening usahanya sendiri. Minta kurator lain.", "own_business"
        )
    return first_refusal(
        _may_stand_beside(actor, at, day),
        may_take(STEPS, "verify", change.state, "Usulan ini sudah diperiksa atau sudah ditarik."),
    )


def _may_stand_beside(actor: Actor, at: datetime, day: date) -> Verdict:
    for role in sorted(actor.roles(at) & set(DUTIES)):
        rule = conflict(Duty.CURATOR, DUTIES[Role(role)], day)
        if rule.kind is ConflictKind.FORBIDDEN:
            return refused(
                f"Anda juga {Role(role).label}. Yang memastikan rekening penjual tidak boleh ikut membeli atau "
                f"membayar ({rule.source}). Minta kurator lain.",
                "offices_apart",
            )
    return ALLOWED
