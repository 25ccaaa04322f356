"""What the law and the budget ask before an order is placed or changed; one answer for page, API and action."""

from __future__ import annotations

from datetime import datetime, timedelta

from eorder.buying.orders.capacity import check_capacity, has_capacity
from eorder.buying.orders.cooling import check_cooling, has_cooling
from eorder.buying.orders.placement import CONSUMPTION, Check, MeetingSeen, Placement
from eorder.buying.orders.rules import OWN_INTEREST
from eorder.buying.orders.states import STEPS
from eorder.buying.packages.rules import may_act_as, may_act_for, may_name, may_order_from
from eorder.foundation.money import Rupiah
from eorder.foundation.reasons import may_give_reason
from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.law import book
from eorder.law.meeting_rule import may_serve_consumption
from eorder.law.separation_of_duties import Duty
from eorder.law.value import Value
from eorder.parties.identity.actor import Actor
from eorder.parties.sanctions.rules import may_sell

LONGEST_WINDOW = timedelta(days=31)
"""Longest time between the ends of a delivery window (inclusive)."""
BEFORE_MEETING = timedelta(days=1)
"""Food that comes earlier than this before its meeting needs a word of explanation."""
WHO = frozenset({"wrong_role", "wrong_unit", "appointment_expired", "not_disposed_to_you"})
"""Codes of refusals that are about the actor, not about the order."""


def placement_checks(placement: Placement, actor: Actor, at: datetime) -> list[Check]:
    """Check all that the law and the budget ask before an order is placed, in the order people read it."""
    return [
        _check_officer(placement, actor, at),
        _check_package(placement, at),
        _check_products(placement),
        *([check_cooling(placement)] if has_cooling(placement, at) else []),
        _check_ceiling(placement, at),
        _check_budget(placement),
        _check_account(placement),
        _check_vendor(placement),
        _check_duties(placement, actor, at),
        _check_delivery(placement, at),
        *([check_capacity(placement)] if has_capacity(placement) else []),
        *([_check_meeting(placement, at)] if needs_meeting(placement) else []),
    ]


def may_place(placement: Placement, actor: Actor, at: datetime) -> Verdict:
    """Allow placing when no check refuses and a reason is given; the first refusal is the answer."""
    for check in placement_checks(placement, actor, at):
        if check.mark == "refused":
            return refused(check.text, check.code, 403 if check.code in WHO else 409)
    return may_give_reason(placement.wanted.reason)


def needs_meeting(placement: Placement) -> bool:
    """Food and drink need the meeting they are for."""
    return any(line.tax_nature in CONSUMPTION for line in placement.lines)


def ceiling_of(placement: Placement, at: datetime) -> tuple[Value, bool]:
    """Give the ceiling of one order on the day, and whether PPN counts towards it."""
    day = placement.day(at)
    return book.parameter("order_ceiling").on(day), book.parameter("order_ceiling_includes_ppn").on(day).flag


def _check(code: str, title: str, text: str, refusal: str) -> Check:
    return Check("refused" if refusal else "ok", title, refusal or text, code)


def _check_officer(placement: Placement, actor: Actor, at: datetime) -> Check:
    roles = STEPS["place"].by
    verdict = first_refusal(
        may_act_as(actor, roles, placement.unit_id, at),
        may_act_for(actor, placement, roles) if may_order_from(placement.state) else ALLOWED,
    )
    return _check(
        verdict.code if not verdict else "officer", "Pejabat Pengadaan paket ini",
        f"{actor.name}, {placement.package.buyer.unit_name}.", verdict.refusal,
    )  # fmt: skip


def _check_package(placement: Placement, at: datetime) -> Check:
    package, left = placement.package, placement.package_left
    refusal = may_order_from(package.state).refusal
    if not refusal and package.fiscal_year != placement.day(at).year:
        refusal = (
            f"Paket ini untuk tahun anggaran {package.fiscal_year}, jadi tidak dapat dipesan tahun ini. "
            "Pilih paket tahun berjalan."
        )
    elif not refusal and placement.total > left:
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
    ceiling, includes_ppn = ceiling_of(placement, at)
    counted = placement.total if includes_ppn else placement.subtotal
    refusal = ""
    if counted > ceiling.rupiah:
        refusal = f"Nilai pesanan {counted} melebihi batas satu pesanan {ceiling.rupiah} ({ceiling.source})."
    return _check(
        "over_ceiling", "Di bawah batas satu pesanan", f"Batas {ceiling.rupiah} ({ceiling.source}).", refusal
    )


def _check_budget(placement: Placement) -> Check:
    left, refusal = placement.budget_left, ""
    if placement.package.budget is None:
        refusal = "Paket ini belum terikat pada baris anggaran. PPK mengikatnya saat menyiapkan paket."
    elif placement.total > left:
        refusal = f"Sisa pagu {left} tidak cukup untuk {placement.total}. Kurangi jumlah pesanan."
    return _check("over_budget", "Anggaran cukup", f"Sisa {left} sebelum pesanan ini.", refusal)


def _check_account(placement: Placement) -> Check:
    account = placement.account
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
    title = "Penjual aktif, tanpa sanksi"
    if vendor is None or vendor.state != "active":
        return _check("vendor_inactive", title, "", "Penjual ini sedang tidak aktif. Pilih penjual lain.")
    verdict = may_sell(vendor.sanctioned_until)
    text = f"{vendor.facts.name}, {vendor.facts.region_name}."
    return _check("vendor_sanctioned" if not verdict else "vendor_inactive", title, text, verdict.refusal)


def _check_duties(placement: Placement, actor: Actor, at: datetime) -> Check:
    sellers = placement.vendor.people if placement.vendor else frozenset()
    done = [(Duty.PA_KPA, placement.disposer_id), (Duty.PPK, placement.ppk_id)]
    verdict = may_name(actor.person_id, Duty.PEJABAT_PENGADAAN, done, placement.day(at))
    if sellers & {actor.person_id, *(person for _, person in done)}:
        verdict = refused(OWN_INTEREST, "duty_kept_apart")
    return _check(
        "duty_kept_apart",
        "Tugas terpisah",
        "PA, PPK, dan pemesan adalah orang yang berbeda.",
        verdict.refusal,
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
    elif wanted.window_end - wanted.window_start > LONGEST_WINDOW:
        refusal = "Jendela antar paling panjang 31 hari."
    elif placement.day(wanted.window_start) < placement.day(at) + timedelta(days=lead):
        refusal = (
            f"Penjual memerlukan {lead} hari untuk menyiapkan pesanan. Pilih tanggal antar yang lebih lambat."
        )
    label = placement.address.label if placement.address else ""
    return _check("delivery", "Alamat dan waktu antar", f"Ke {label}.", refusal)


def _check_meeting(placement: Placement, at: datetime) -> Check:
    meeting = placement.meeting
    if meeting is None:
        return _check(
            "meeting", "Rapat memenuhi syarat konsumsi", "", "Pilih rapat yang konsumsinya dipesan."
        )
    verdict = may_serve_consumption(
        starts_at=meeting.starts_at, ends_at=meeting.ends_at, participants_from_outside=meeting.outsiders,
        day=placement.day(at),
    )  # fmt: skip
    minutes = (meeting.ends_at - meeting.starts_at) // timedelta(minutes=1)
    people = meeting.insiders + meeting.outsiders
    text = f"{minutes // 60} jam {minutes % 60} menit, {people} peserta, {meeting.outsiders} dari luar unit."
    if verdict and (doubt := _meeting_doubt(meeting, placement)):
        return Check("waits", "Perlu penjelasan dalam alasan", f"{text} {doubt}", "meeting_doubt")
    return _check("meeting", "Rapat memenuhi syarat konsumsi", text, verdict.refusal)


def _meeting_doubt(meeting: MeetingSeen, placement: Placement) -> str:
    """Say what an auditor would ask about food for this meeting; the officer may go on, with a public reason."""
    if meeting.is_used:
        return "Rapat ini sudah punya pesanan lain: pastikan porsinya tidak berganda."
    wanted = placement.wanted
    if wanted.window_start > meeting.ends_at or wanted.window_end < meeting.starts_at - BEFORE_MEETING:
        return "Waktu antar tidak berdekatan dengan rapatnya."
    return ""
