"""What must be right before an invoice is verified, paid, proven and closed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.buying.orders.states import STEPS
from eorder.buying.packages.rules import may_act_as
from eorder.foundation.money import Rupiah
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.parties.banking.queries import Payee
from eorder.parties.identity.actor import Actor

LONGEST_REFERENCE = 40
RECEIPT = re.compile("[0-9A-Z]{16}")


def may_bill(decided: int, invoiced: int) -> Verdict:
    """Refuse a bill that is not what was taken over, at the prices and the PPN it was ordered with."""
    if decided != invoiced:
        return refused(
            f"Tagihan {Rupiah(invoiced)} tidak sama dengan harga dan PPN barang yang diterima, "
            f"{Rupiah(decided)}. Hubungi penjual untuk mencocokkan faktur.",
            "bill_differs",
            409,
        )
    return ALLOWED


def may_pay_as_verified(verified: Mapping[str, Any], today: Mapping[str, Any]) -> Verdict:
    """Refuse to pay what was kept back by the law and the papers of another day (Suket valid on the day of payment).

    Args:
        verified: The stored decision.
        today: The decision on the same facts with the law and the seller's papers of today.
    """
    if all(verified[part] == today[part] for part in ("withholdings", "net")):
        return ALLOWED
    return refused(
        f"Pajak menurut aturan dan surat penjual hari ini {Rupiah(today['withheld'])}, bukan "
        f"{Rupiah(verified['withheld'])} seperti saat diperiksa. Periksa ulang tagihannya, lalu bayar.",
        "tax_changed",
        409,
    )


def clean_reference(reference: str) -> str:
    """Write a reference number as it is compared: capitals, no blanks."""
    return "".join(reference.split()).upper()


def may_pay_to(payer: UUID, accounts: Sequence[Payee], account_id: UUID | None) -> Verdict:
    """Let a payment go to an account that may be paid to now, by another person than who verified it (S7).

    Args:
        payer: The treasurer's person.
        accounts: Those that may be paid to now, the one in force first.
        account_id: The one that was paid to; None for the one in force.
    """
    chosen = next((each for each in accounts if account_id in {None, each.id}), None)
    if chosen is None:
        return refused(
            "Rekening ini bukan rekening penjual yang berlaku sekarang. Lihat rekening di halaman ini; uang yang "
            "sudah terkirim ke rekening lain dilaporkan dulu kepada bank.",
            "account_not_in_force",
            409,
        )
    if chosen.verified_by == payer:
        return refused(
            "Anda yang memastikan rekening penjual ini, jadi bendahara lain yang membayarnya.",
            "account_by_payer",
        )
    return ALLOWED


def may_use_receipt(receipt_number: str) -> Verdict:
    """Ask for an NTPN: 16 letters and digits, as the state receipt shows it."""
    if RECEIPT.fullmatch(clean_reference(receipt_number)):
        return ALLOWED
    return refused(
        "NTPN terdiri atas 16 huruf dan angka, seperti pada bukti penerimaan negara.", "receipt_invalid", 422
    )


def may_record_tax_proof(
    actor: Actor, unit_id: UUID, withheld: int, at: datetime, *, has_proof: bool
) -> Verdict:
    """Allow the unit's treasurer to prove a deposit, once, where tax was kept back."""
    return first_refusal(
        may_act_as(actor, STEPS["pay"].by, unit_id, at),
        ALLOWED if withheld else refused("Tidak ada pajak yang dipotong dari pesanan ini.", "no_tax", 409),
        refused("Bukti setor pajak pesanan ini sudah tercatat.", "tax_proof_used", 409)
        if has_proof
        else ALLOWED,
    )


def may_use_reference(provider: str, reference: str) -> Verdict:
    """Ask for the bank and its reference number."""
    if not provider.strip() or not reference.strip():
        return refused(
            "Isi nama bank dan nomor referensi transfer seperti pada bukti bayar.", "reference_missing", 422
        )
    if max(len(provider), len(reference)) > LONGEST_REFERENCE:
        return refused(
            f"Nama bank dan nomor referensi paling panjang {LONGEST_REFERENCE} huruf.", "reference_long", 422
        )
    return ALLOWED


def may_close(withheld: int, *, has_tax_proof: bool) -> Verdict:
    """Ask for the proof of tax when tax was kept back."""
    if withheld and not has_tax_proof:
        return refused(
            f"Pajak {Rupiah(withheld)} dipotong, tetapi bukti setornya belum diunggah bendahara.",
            "tax_proof_missing",
            409,
        )
    return ALLOWED
