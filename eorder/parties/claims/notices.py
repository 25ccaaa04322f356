"""Letters about a claim: to whoever uses the number, to the curators, and to the claimant."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from eorder.foundation.ids import derive_id
from eorder.parties.claims.models import Claim
from eorder.parties.claims.queries import claim_of, find_claim
from eorder.parties.claims.states import STEPS, ClaimKind, ClaimState
from eorder.parties.identity.letters import send_letter
from eorder.parties.readers import curators_of
from eorder.parties.workunits.queries import time_zone_of

_STEP_OF = {step.event: name for name, step in STEPS.items()}
PAGE = "/gabung/klaim"


def tell_present(event: dict[str, Any]) -> None:
    """Write to the addresses of whoever uses the number: what happened, and how to be heard; never who claims it.

    Only where a claimant becomes a member of the business, its members must know who that is.
    """
    claim = find_claim(event["subject_id"])
    if claim is None or not claim.contacts:
        return
    send_letter(
        event["id"],
        f"e-Order: klaim atas {claim.which.upper()}",
        claim.contacts,
        {
            "what": _to_present(claim, _STEP_OF[event["name"]]),
            "link": f"{settings.EORDER_PUBLIC_URL}/gabung",
        },
    )


def _to_present(claim: Claim, step: str) -> str:
    number = f"{claim.which.upper()} yang Anda pakai di sini"
    if step == "make":
        return (
            f"Seseorang mengklaim {number}. Kurator memeriksanya; selama itu tidak ada yang berubah. Sampaikan "
            "penjelasan dan bukti Anda kepada kurator di dinas sebelum diputuskan."
        )
    if step == "withdraw":
        return f"Klaim atas {number} ditarik. Tidak ada yang berubah."
    if step == "dismiss":
        return f"Kurator menolak klaim atas {number}. Tidak ada yang berubah."
    if claim.kind == ClaimKind.OWN:
        return (
            f"Kurator membenarkan klaim atas {number}: {claim.claimant.name} menjadi anggota usaha ini. Pemilik dan "
            "rekening usaha tidak berubah. Bila keberatan, hubungi kurator di dinas."
        )
    return (
        f"Kurator membenarkan klaim atas {number}: nomor itu milik orang lain. Pesanan yang sudah diterima tetap "
        "berjalan. Kurator menilai apakah usaha ini ditangguhkan; putusannya dikirim tersendiri, dengan cara "
        "mengajukan keberatan."
    )


def tell_curators(event: dict[str, Any]) -> None:
    """Write to the curators of the government that a claim waits."""
    claim = find_claim(event["subject_id"])
    if claim is None or claim.due_at is None:
        return
    send_letter(
        derive_id(event["id"], "curators"),
        "e-Order: putuskan klaim",
        curators_of(claim.government_id, event["at"]),
        {
            "what": f"Klaim atas {claim.which.upper()} menunggu putusan Anda.",
            "due_at": claim.due_at.astimezone(ZoneInfo(time_zone_of(claim.government_id))),
            "link": f"{settings.EORDER_PUBLIC_URL}/kerja/klaim/{claim.id}",
        },
    )


def tell_claimant(event: dict[str, Any]) -> None:
    """Write to the claimant what was decided, and how to go on."""
    claim = claim_of(event["subject_id"])
    send_letter(
        derive_id(event["id"], "claimant"),
        f"e-Order: klaim Anda atas {claim.which.upper()}",
        [claim.account.email],
        {
            "what": f"{_to_claimant(claim)} Alasannya: {claim.finding}",
            "link": f"{settings.EORDER_PUBLIC_URL}{PAGE}",
        },
    )


def _to_claimant(claim: Claim) -> str:
    if claim.state == ClaimState.DISMISSED:
        return "Klaim Anda ditolak."
    if claim.kind == ClaimKind.OWN:
        return "Klaim Anda dibenarkan: Anda sekarang anggota usaha itu. Keluar, lalu masuk lagi."
    return "Klaim Anda dibenarkan: nomor itu milik Anda. Teruskan pendaftaran usaha Anda."
