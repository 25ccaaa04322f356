"""Who suspends, proposes, decides, appeals and answers; and what a seller under a sanction may not."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.parties.identity.actor import Actor, Hat
from eorder.parties.identity.rules import may_install
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.states import STEPS, SanctionKind
from eorder.parties.vendors.rules import curator_hat

_DONE = "Sanksi ini sudah diputuskan. Muat ulang halamannya untuk melihat hasilnya."


def may_sell(until: date | None) -> Verdict:
    """Refuse new orders to a seller whose sanctions last until a day (inclusive; None without any)."""
    if until is None:
        return ALLOWED
    return refused(
        f"Penjual ini sedang dikenai sanksi sampai {until:%d-%m-%Y}, jadi tidak menerima pesanan baru. "
        "Pilih penjual lain.",
        "vendor_sanctioned",
        409,
    )


def may_suspend(actor: Actor, government_id: UUID, vendor_id: UUID, at: datetime) -> Verdict:
    """A curator, who keeps the marketplace, suspends; setting up an installation may, too."""
    if not may_install(actor) and curator_hat(actor, government_id, at) is None:
        return refused("Hanya kurator pemerintah daerah ini yang menangguhkan penjual.", "wrong_role")
    return _apart_from(actor, vendor_id)


def may_propose(actor: Actor, unit_id: UUID, vendor_id: UUID, at: datetime) -> Verdict:
    """The PPK or Pejabat Pengadaan of the unit that ordered proposes a blacklist."""
    if actor.hat(STEPS["propose"].by, unit_id, at) is None:
        return refused(
            "Hanya PPK atau Pejabat Pengadaan unit ini yang mengusulkan daftar hitam.", "wrong_role"
        )
    return _apart_from(actor, vendor_id)


def may_decide(actor: Actor, sanction: Sanction, at: datetime) -> Verdict:
    """The PA or KPA of the unit decides a proposal, never whoever made it."""
    if decider_hat(actor, sanction, at) is None or sanction.kind != SanctionKind.BLACKLIST:
        return refused("Hanya PA/KPA unit yang mengusulkan yang memutuskan daftar hitam.", "wrong_role")
    if actor.person_id == sanction.proposed_by_id:
        return refused(
            "Yang mengusulkan tidak memutuskan. PA/KPA lain harus melakukannya.", "duty_kept_apart"
        )
    return first_refusal(
        _apart_from(actor, sanction.vendor_id), may_take(STEPS, "impose", sanction.state, _DONE)
    )


def may_see(actor: Actor, sanction: Sanction, at: datetime) -> Verdict:
    """A blacklist is on the desk of the unit's PA/KPA, everything else on that of the curators."""
    if decider_hat(actor, sanction, at):
        return ALLOWED
    return refused("Sanksi ini tidak ada.", "not_found", 404)


def may_appeal(actor: Actor, sanction: Sanction, at: datetime) -> Verdict:
    """A member of the business appeals once, within the term, while the sanction lasts."""
    if sanction.vendor_id not in actor.vendor_ids:
        return refused("Hanya anggota usaha ini yang mengajukan keberatan.", "wrong_role")
    if sanction.appeal_due_at is None or sanction.ends_at is None:
        return refused(
            "Sanksi ini dari daftar hitam nasional. Ajukan keberatan kepada yang menetapkannya; nomor suratnya ada "
            "di halaman sanksi.",
            "not_ours",
            409,
        )
    if at > sanction.appeal_due_at or at >= sanction.ends_at:
        return refused("Waktu mengajukan keberatan sudah lewat.", "too_late", 409)
    return may_take(STEPS, "appeal", sanction.state, "Keberatan diajukan satu kali saja, dan sudah tercatat.")


def may_answer(actor: Actor, sanction: Sanction, at: datetime) -> Verdict:
    """Another curator, or another PA/KPA of the unit, answers an appeal: nobody judges what they decided."""
    if decider_hat(actor, sanction, at) is None:
        return refused("Hanya kurator atau PA/KPA lain yang memutuskan keberatan.", "wrong_role")
    if actor.person_id in {sanction.decided_by_id, sanction.proposed_by_id}:
        return refused(
            "Anda yang mengusulkan atau menetapkan sanksi ini. Keberatannya diputuskan orang lain.",
            "duty_kept_apart",
        )
    return first_refusal(
        _apart_from(actor, sanction.vendor_id),
        may_take(STEPS, "lift", sanction.state, "Tidak ada keberatan yang menunggu putusan."),
    )


def may_strike(actor: Actor, sanction: Sanction, at: datetime) -> Verdict:
    """A curator strikes off what the national list has no more, or has otherwise."""
    if sanction.kind != SanctionKind.NATIONAL or decider_hat(actor, sanction, at) is None:
        return refused("Hanya kurator yang mencoret sanksi dari daftar hitam nasional.", "wrong_role")
    return first_refusal(
        _apart_from(actor, sanction.vendor_id), may_take(STEPS, "strike", sanction.state, _DONE)
    )


def decider_hat(actor: Actor, sanction: Sanction, at: datetime) -> Hat | None:
    """Find the appointment in which somebody decides on a sanction: curator, or PA/KPA of the unit."""
    if sanction.kind == SanctionKind.BLACKLIST and sanction.unit_id is not None:
        return actor.hat(STEPS["impose"].by, sanction.unit_id, at)
    if sanction.kind in {SanctionKind.SUSPENSION, SanctionKind.NATIONAL}:
        return curator_hat(actor, sanction.government_id, at)
    return None


def _apart_from(actor: Actor, vendor_id: UUID) -> Verdict:
    if vendor_id in actor.vendor_ids:
        return refused("Anda anggota usaha ini. Orang lain harus melakukannya.", "own_business")
    return ALLOWED
