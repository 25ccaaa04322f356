"""What the law and the budget ask before an order is placed or changed; one answer for page, API and action."""

from __future__ import annotations

from datetime import datetime, timedelta

from eorder.buying.orders.placement import CONSUMPTION, Check, Placement
from eorder.buying.orders.rules import LONGEST_REASON, OWN_INTEREST
from eorder.buying.orders.states import STEPS
from eorder.buying.packages.rules import may_act_as, may_order_from
from eorder.foundation.money import Rupiah
from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.law import book
from eorder.law.meeting_rule import may_serve_consumption
from eorder.parties.identity.actor import Actor


def placement_checks(placement: Placement, actor: Actor, at: datetime) -> list[Check]:
    """Check all that the law and the budget ask before an order is placed, in the order people read it."""
    return [
        _check_officer(placement, actor, at),
        _check_package(placement),
        _check_products(placement),
        _check_ceiling(placement, at),
        _check_budget(placement),
        _check_account(placement),
        _check_vendor(placement),
        _check_duties(placement, actor),
        _check_delivery(placement, at),
        *([_TOO_LONG] if len(placement.wanted.reason) > LONGEST_REASON else []),
        *([_check_meeting(placement, at)] if needs_meeting(placement) else []),
    ]


WHO = frozenset({"wrong_role", "wrong_unit", "appointment_expired"})
"""Codes of refusals that are about the actor, not about the order."""


def may_place(placement: Placement, actor: Actor, at: datetime) -> Verdict:
    """Allow placing when no check refuses; the first refusal is the answer."""
    for check in placement_checks(placement, actor, at):
        if check.mark == "refused":
            return refused(check.text, check.code, 403 if check.code in WHO else 409)
    return ALLOWED


def needs_meeting(placement: Placement) -> bool:
    """Food and drink need the meeting they are for."""
    return any(line.tax_nature in CONSUMPTION for line in placement.lines)


def _check(code: str, title: str, text: str, refusal: str) -> Check:
    return Check("refused" if refusal else "ok", title, refusal or text, code)


_TOO_LONG = _check(
    "reason_too_long", "Alasan memilih penjual", "",
    f"Alasan memilih penjual paling panjang {LONGEST_REASON} huruf. Ringkas alasannya.",
)  # fmt: skip


def _check_officer(placement: Placement, actor: Actor, at: datetime) -> Check:
    verdict = may_act_as(actor, STEPS["place"].by, placement.unit_id, at)
    return _check(
        verdict.code if not verdict else "officer", "Pejabat Pengadaan unit ini",
        f"{actor.name}, {placement.unit_name}.", verdict.refusal,
    )  # fmt: skip


def _check_package(placement: Placement) -> Check:
    package = placement.package
    left = Rupiah(package["left"])
    refusal = may_order_from(package["state"]).refusal
    if not refusal and placement.total > left:
        refusal = f"Nilai pesanan {placement.total} melebihi sisa pagu paket {left}. Kurangi jumlahnya."
    return _check(
        "package", "Paket RUP dapat dipesan", f"Sisa pagu paket {left} sebelum pesanan ini.", refusal
    )


def _check_products(placement: Placement) -> Check:
    refusal = ""
    short = next((line for line in placement.lines if line.quantity < line.minimum * 1000), None)
    foreign = any(line.vendor_id != placement.wanted.vendor_id for line in placement.lines)
    expected = placement.wanted.expected_total
    products = [product for product, _ in placement.wanted.quantities]
    if not products:
        refusal = "Isi jumlah paling sedikit satu produk."
    elif len(products) > len(set(products)):
        refusal = "Satu produk tertulis dua kali. Gabungkan jumlahnya dalam satu baris."
    elif placement.missing or foreign or not all(line.is_listed for line in placement.lines):
        refusal = "Ada produk yang tidak dijual lagi oleh penjual ini. Buka kembali daftar produknya."
    elif short:
        refusal = f"{short.name} dijual paling sedikit {short.minimum} {short.unit}. Tambah jumlahnya."
    elif expected is not None and expected != placement.total.amount:
        refusal = (
            f"Harga berubah sejak halaman dibuka: sekarang {placement.total}, tadi {Rupiah(expected)}. "
            "Periksa kembali lalu kirim lagi."
        )
    count = len(placement.lines)
    return _check(
        "products", "Produk dan harga", f"{count} produk pada harga yang diumumkan penjual.", refusal
    )


def _check_ceiling(placement: Placement, at: datetime) -> Check:
    ceiling = book.parameter("order_ceiling").on(placement.day(at))
    includes_ppn = book.parameter("order_ceiling_includes_ppn").on(placement.day(at)).flag
    counted = placement.total if includes_ppn else placement.subtotal
    refusal = ""
    if counted > ceiling.rupiah:
        refusal = f"Nilai pesanan {counted} melebihi batas satu pesanan {ceiling.rupiah} ({ceiling.source})."
    return _check(
        "over_ceiling", "Di bawah batas satu pesanan", f"Batas {ceiling.rupiah} ({ceiling.source}).", refusal
    )


def _check_budget(placement: Placement) -> Check:
    refusal = ""
    if placement.budget is None:
        refusal = "Paket ini belum terikat pada baris anggaran. PPK mengikatnya saat menyiapkan paket."
    elif placement.total > placement.budget_left:
        refusal = (
            f"Sisa pagu {placement.budget_left} tidak cukup untuk {placement.total}. Kurangi jumlah pesanan."
        )
    return _check(
        "over_budget", "Anggaran cukup", f"Sisa {placement.budget_left} sebelum pesanan ini.", refusal
    )


def _check_account(placement: Placement) -> Check:
    account = placement.budget["account"] if placement.budget else ""
    wrong = next(
        (line for line in placement.lines if line.account_codes and account not in line.account_codes), None
    )
    refusal = ""
    if wrong:
        refusal = (
            f"{wrong.name} tidak boleh dibebankan pada kode rekening {account}. "
            f"Kode yang boleh: {', '.join(wrong.account_codes)}."
        )
    return _check("wrong_account", "Kode rekening sesuai", f"Dibebankan pada {account}.", refusal)


def _check_vendor(placement: Placement) -> Check:
    vendor = placement.vendor
    refusal = (
        ""
        if vendor and vendor["state"] == "active"
        else "Penjual ini sedang tidak aktif. Pilih penjual lain."
    )
    text = f"{vendor['name']}, {vendor['region']}." if vendor else ""
    return _check("vendor_inactive", "Penjual aktif", text, refusal)


def _check_duties(placement: Placement, actor: Actor) -> Check:
    members = set(placement.vendor["members"]) if placement.vendor else set()
    persons = {**placement.persons, "pejabat_pengadaan": actor.person_id}
    interested = any(str(person) in members for person in persons.values())
    others = {person for role, person in placement.persons.items() if role != "pejabat_pengadaan"}
    refusal = ""
    if interested:
        refusal = OWN_INTEREST
    elif actor.person_id in others:
        refusal = "Anda sudah bertindak sebagai PA/KPA atau PPK pada paket ini; orang lain harus memesan."
    return _check(
        "duty_kept_apart", "Tugas terpisah", "PA, PPK, dan pemesan adalah orang yang berbeda.", refusal
    )


def _check_delivery(placement: Placement, at: datetime) -> Check:
    wanted = placement.wanted
    lead = max((line.lead_days for line in placement.lines), default=0)
    refusal = ""
    if placement.address is None:
        refusal = "Unit ini belum punya alamat antar yang aktif. Aktifkan satu alamat lebih dulu."
    elif wanted.window_end <= wanted.window_start:
        refusal = "Akhir jendela antar harus sesudah awalnya."
    elif wanted.window_start < at:
        refusal = "Jendela antar sudah lewat. Pilih waktu yang akan datang."
    elif wanted.window_end - wanted.window_start > timedelta(days=31):
        refusal = "Jendela antar paling panjang 31 hari."
    elif placement.day(wanted.window_start) < placement.day(at) + timedelta(days=lead):
        refusal = (
            f"Penjual memerlukan {lead} hari untuk menyiapkan pesanan. Pilih tanggal antar yang lebih lambat."
        )
    label = placement.address["label"] if placement.address else ""
    return _check("delivery", "Alamat dan waktu antar", f"Ke {label}.", refusal)


def _check_meeting(placement: Placement, at: datetime) -> Check:
    meeting = placement.meeting
    if meeting is None:
        return _check(
            "meeting", "Rapat memenuhi syarat konsumsi", "", "Pilih rapat yang konsumsinya dipesan."
        )
    starts, ends = (datetime.fromisoformat(meeting[key]) for key in ("starts_at", "ends_at"))
    minutes = int((ends - starts).total_seconds() // 60)
    verdict = may_serve_consumption(
        starts_at=starts, ends_at=ends, participants_from_outside=meeting["outsiders"], day=placement.day(at)
    )
    people = meeting["insiders"] + meeting["outsiders"]
    text = (
        f"{minutes // 60} jam {minutes % 60} menit, {people} peserta, {meeting['outsiders']} dari luar unit."
    )
    if verdict and meeting["used"]:
        text += " Rapat ini sudah punya pesanan lain: pastikan porsinya tidak berganda."
        return Check("waits", "Rapat sudah punya pesanan", text, "meeting_used")
    return _check("meeting", "Rapat memenuhi syarat konsumsi", text, verdict.refusal)
