"""Who may verify, pay and close, and which paper must be there first."""

from __future__ import annotations

from eorder.foundation.money import Rupiah
from eorder.foundation.verdict import ALLOWED, Verdict, refused

LONGEST_REFERENCE = 40


def may_verify(attended: int | None, *, has_meeting: bool) -> Verdict:
    """Ask for the attendance list before meeting consumption is paid."""
    if has_meeting and attended is None:
        return refused(
            "Daftar hadir rapat belum diunggah. PPTK atau PPK mengunggahnya lebih dulu di halaman paket.",
            "attendance_missing",
            409,
        )
    return ALLOWED


def may_bill(decided: int, invoiced: int) -> Verdict:
    """Refuse when the tariff changed between order and payment, so that the bill no longer adds up."""
    if decided != invoiced:
        return refused(
            f"Tagihan {Rupiah(invoiced)} tidak sama dengan harga dan PPN menurut tarif hari ini "
            f"{Rupiah(decided)}. "
            "Hubungi penjual untuk mencocokkan faktur.",
            "bill_differs",
            409,
        )
    return ALLOWED


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
