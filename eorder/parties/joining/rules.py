"""Who writes, sends and checks an application, and which numbers no second business may use."""

from __future__ import annotations

from datetime import datetime

from eorder.foundation.transitions import may_take
from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.identity.actor import Actor
from eorder.parties.joining.models import Application
from eorder.parties.joining.states import STEPS
from eorder.parties.vendors.models import VendorState
from eorder.parties.vendors.rules import curator_hat

CRITERIA = ("identity", "numbers", "scale", "taxes", "bank", "work", "promises")
"""What a check may find wanting, in the order of the form."""
LABELS = {
    "identity": "Pemilik dan nama usaha",
    "numbers": "NIB, NPWP, atau KBLI",
    "scale": "Skala usaha",
    "taxes": "Pajak",
    "bank": "Rekening",
    "work": "Kapasitas dan daerah antar",
    "promises": "Pernyataan dan izin",
}


def may_write(actor: Actor, application: Application) -> Verdict:
    """Only the applicant writes, and only while the application waits for nobody else."""
    if actor.account_id != application.account_id:
        return refused("Hanya yang mendaftar yang dapat mengisi pendaftaran ini.", "wrong_role")
    return may_take(
        STEPS,
        "send",
        application.state,
        "Pendaftaran ini sudah dikirim dan sedang diperiksa. Tunggu hasilnya; Anda dikabari lewat surel.",
    )


def may_check(actor: Actor, application: Application, at: datetime) -> Verdict:
    """A curator of the government checks what was sent, never an application of their own."""
    if curator_hat(actor, application.government_id, at) is None:
        return refused("Hanya kurator pemerintah daerah ini yang memeriksa pendaftaran.", "wrong_role")
    if actor.person_id == application.account.person_id:
        return refused("Kurator tidak memeriksa usahanya sendiri. Minta kurator lain.", "own_application")
    return may_take(
        STEPS, "accept", application.state, "Pendaftaran ini sudah diperiksa, atau belum dikirim."
    )


def may_admit(actor: Actor, application: Application, vendor_state: str, at: datetime) -> Verdict:
    """A curator of the government admits a business whose application was accepted, never their own."""
    if curator_hat(actor, application.government_id, at) is None:
        return refused("Hanya kurator pemerintah daerah ini yang menilai produk pertama.", "wrong_role")
    if actor.person_id == application.account.person_id:
        return refused("Kurator tidak memeriksa usahanya sendiri. Minta kurator lain.", "own_application")
    if vendor_state != VendorState.CHECKED:
        return refused("Usaha ini tidak sedang menunggu kurasi.", "wrong_state", 409)
    return ALLOWED


def may_see(actor: Actor, application: Application, at: datetime) -> Verdict:
    """The curators of the government see what was sent to them."""
    if curator_hat(actor, application.government_id, at) and application.sent_at is not None:
        return ALLOWED
    return refused("Pendaftaran ini tidak ada.", "wrong_role", 404)
