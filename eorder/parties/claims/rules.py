"""Who claims a number, who decides it, and what stands in the way of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.parties.claims.models import Claim
from eorder.parties.claims.states import STEPS, ClaimKind
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.rules import curator_hat

MOST_OPEN = 3
"""How many claims somebody may have open; a number each."""
TOO_MANY_REQUESTS = 429
SHORTEST_NAME = 4
"""Names that are shorter stand in ordinary words, so that a finding may hold them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand around a claimed number when it is claimed.

    Attributes:
        is_own: The asker belongs to the business already, or is known by the NIK.
        is_used: Somebody else uses the number.
        is_other_nik: The asker is known by another NIK than the claimed one.
        open_count: Claims that the asker has open.
    """

    is_own: bool
    is_used: bool
    is_other_nik: bool
    open_count: int


def may_make(standing: Standing) -> Verdict:
    """Whoever is signed in claims a number that somebody else uses."""
    if standing.is_own:
        return refused(
            "Nomor ini sudah tercatat untuk Anda sendiri, jadi tidak perlu diklaim. Buka halaman Gabung.",
            "own_number",
            409,
        )
    if standing.is_other_nik:
        return refused(
            "NIK ini bukan NIK yang tercatat untuk akun Anda. Klaim hanya untuk NIK Anda sendiri.",
            "nik_not_yours",
            409,
        )
    if not standing.is_used:
        return refused(
            "Nomor ini tidak dipakai usaha lain di sini, jadi tidak perlu diklaim. Periksa angkanya, atau isi langsung "
            "di pendaftaran.",
            "number_free",
            409,
        )
    if standing.open_count >= MOST_OPEN:
        return refused(
            f"Anda sudah punya {MOST_OPEN} klaim yang menunggu diputuskan. Tunggu putusannya, atau tarik salah satu.",
            "too_many_claims",
            TOO_MANY_REQUESTS,
        )
    return ALLOWED


def may_see(actor: Actor, claim: Claim, at: datetime) -> Verdict:
    """The claimant and the curators of the government see a claim; for others it is not there."""
    if actor.person_id == claim.claimant_id or curator_hat(actor, claim.government_id, at):
        return ALLOWED
    return refused("Klaim ini tidak ada.", "wrong_role", 404)


def may_see_other_party(actor: Actor, claim: Claim, at: datetime) -> Verdict:
    """Curators alone see whom a claim is about, and never of their own claim."""
    if curator_hat(actor, claim.government_id, at) and actor.person_id != claim.claimant_id:
        return ALLOWED
    return refused("Klaim ini tidak ada.", "wrong_role", 404)


def may_withdraw(actor: Actor, claim: Claim) -> Verdict:
    """The claimant takes a claim back before it is decided."""
    if actor.person_id != claim.claimant_id:
        return refused("Hanya yang mengajukan klaim ini yang dapat menariknya.", "wrong_role")
    return may_take(STEPS, "withdraw", claim.state, "Klaim ini sudah diputuskan atau sudah ditarik.")


def may_decide(actor: Actor, claim: Claim, *, is_tied: bool, at: datetime) -> Verdict:
    """A curator of the government decides, who is neither the claimant nor belongs to the other side.

    Args:
        actor: Who decides.
        claim: The claim.
        is_tied: Whether the actor belongs to a business, or made the application, that uses the number.
        at: Now.
    """
    if curator_hat(actor, claim.government_id, at) is None:
        return refused("Hanya kurator pemerintah daerah ini yang memutuskan klaim.", "wrong_role")
    if actor.person_id == claim.claimant_id:
        return refused("Kurator tidak memutuskan klaimnya sendiri. Minta kurator lain.", "own_claim")
    if is_tied or actor.person_id == claim.holder_id:
        return refused(
            "Kurator tidak memutuskan klaim atas usahanya sendiri. Minta kurator lain.", "own_business"
        )
    return may_take(STEPS, "uphold", claim.state, "Klaim ini sudah diputuskan atau sudah ditarik.")


@dataclass(frozen=True, slots=True)
class Effects:
    """What stands in the way of what upholding a claim does.

    Attributes:
        application_waits: Another application with the number waits for its check.
        holds_office: Whoever is known by the NIK holds an office of a government.
        is_settled: The number was found to be another person's before.
        may_join: Whether the claimant may belong to a business at all.
    """

    application_waits: bool
    holds_office: bool
    is_settled: bool
    may_join: Verdict = ALLOWED


def may_uphold(claim: Claim, effects: Effects) -> Verdict:
    """A claim is upheld only where its effect is clear and lawful; dismissing is always possible."""
    if claim.kind == ClaimKind.OWN:
        return first_refusal(effects.may_join, _has_business(claim))
    if effects.application_waits:
        return refused(
            "Pendaftaran lain dengan nomor ini masih menunggu diperiksa. Kembalikan dulu pendaftaran itu, lalu "
            "putuskan klaim ini.",
            "application_waits",
            409,
        )
    if effects.holds_office:
        return refused(
            "NIK ini tercatat untuk pejabat yang sedang bertugas, jadi tidak dapat dilepas lewat klaim. Tolak klaim "
            "ini, dan minta yang mengajukan menghubungi dinas.",
            "holder_in_office",
            409,
        )
    if effects.is_settled:
        return refused(
            "Nomor ini sudah dipastikan milik orang lain lewat klaim sebelumnya. Tolak klaim ini dengan menyebut "
            "alasannya.",
            "number_settled",
            409,
        )
    return ALLOWED


def _has_business(claim: Claim) -> Verdict:
    if claim.vendor_id is not None:
        return ALLOWED
    return refused(
        "Nomor ini belum dipakai usaha yang sudah terdaftar, jadi tidak ada usaha yang dapat diikuti. Tolak klaim ini "
        "dengan menyebut alasannya.",
        "no_business",
        409,
    )


def may_tell(finding: str, names: Collection[str]) -> Verdict:
    """A finding, which the claimant reads, never names the other side."""
    told = " ".join(finding.casefold().split())
    if any(len(name) >= SHORTEST_NAME and " ".join(name.casefold().split()) in told for name in names):
        return refused(
            "Pengaju klaim membaca alasan ini, dan tidak boleh tahu siapa pihak lain. Hapus nama usaha atau orangnya.",
            "finding_names_other",
            422,
        )
    return ALLOWED
