"""Gather what a paper says from the records of one purchase; what was said once never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from eorder.buying.orders.facts import LineFacts, PurchaseFacts
from eorder.foundation.errors import NotFoundError
from eorder.foundation.moments import day_in
from eorder.foundation.money import Rupiah
from eorder.foundation.terbilang import terbilang
from eorder.law import book
from eorder.law.meterai import meterai_on
from eorder.papers.content import Bast, Kuitansi, Meeting, Paper, PaperLine, Party, Signature, SuratPesanan

_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signed by which act: name, office and moment, by the event's name."""

    by_event: dict[str, tuple[str, str, datetime]]

    def signature(self, *events: str, role: str, name: str = "") -> Signature | None:
        """Write the signature under the latest of some events; `name` replaces the person's, as for a business."""
        signed = [self.by_event[event] for event in events if event in self.by_event]
        found = max(signed, key=lambda each: each[2], default=None)
        return found and Signature(role=role, name=name or found[0], office=found[1], signed_at=found[2])


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything the papers of one purchase are written from."""

    facts: PurchaseFacts
    signers: Signers
    zone: str
    unit_address: str
    meeting_day: datetime | None


def gather(kind: str, ground: Ground) -> Paper:
    """Write the data of one paper.

    Raises:
        NotFoundError: There is no such kind, or the purchase has not come that far.
    """
    write = _WRITERS.get(kind)
    paper = write(ground) if write else None
    if paper is None:
        raise NotFoundError("Dokumen ini belum ada untuk pembelian ini.")
    return paper


def paper_number(prefix: str, order_number: str, at: datetime, zone: str) -> str:
    """Number a paper after its order, `SP/00012/GBR/VIII/2026`."""
    unit, _year, sequence = order_number.rsplit("-", 2)
    day = at.astimezone(ZoneInfo(zone))
    return f"{prefix}/{sequence}/{unit}/{_MONTHS[day.month - 1]}/{day.year}"


def _surat_pesanan(ground: Ground) -> Paper | None:
    facts = ground.facts
    if facts.accepted_at is None:
        return None
    day = day_in(ground.zone, facts.accepted_at)
    term = book.parameter("payment_term").on(day)
    return SuratPesanan(
        number=paper_number("SP", facts.number, facts.accepted_at, ground.zone),
        day=day,
        lines=tuple(_ordered(line) for line in facts.lines),
        subtotal=facts.subtotal,
        ppn=facts.ppn,
        total=facts.total,
        words=terbilang(Rupiah(facts.total)),
        signatures=_signed(
            ground.signers.signature("order.placed", "order.changed", role="Pemesan"),
            ground.signers.signature("order.accepted", role="Penyedia", name=facts.seller.name),
        ),
        delivery_place=facts.delivery_label,
        deliver_from=facts.window_start,
        deliver_until=facts.window_end,
        terms=(
            "Barang/jasa diserahkan di tempat dan dalam jendela waktu di atas, sesuai spesifikasi paket.",
            "Yang tidak sesuai ditolak dengan alasan dan tidak dibayar.",
            f"Pembayaran paling lambat {term.amount} hari kerja sejak berita acara serah terima ({term.source}).",
        ),
        **_common(ground),
    )


def _bast(ground: Ground) -> Paper | None:
    facts = ground.facts
    if facts.hand_over is None:
        return None
    lines = tuple(_accepted(line) for line in facts.lines)
    subtotal = sum(line.amount for line in lines)
    return Bast(
        number=facts.hand_over.number,
        day=day_in(ground.zone, facts.hand_over.handed_over_at),
        lines=lines,
        subtotal=subtotal,
        ppn=facts.hand_over.accepted_value - subtotal,
        total=facts.hand_over.accepted_value,
        words=terbilang(Rupiah(facts.hand_over.accepted_value)),
        signatures=_signed(
            ground.signers.signature("order.handed_over", role="Yang menerima"),
            ground.signers.signature("order.shipped", role="Yang menyerahkan", name=facts.seller.name),
        ),
        order_number=facts.number,
        order_day=day_in(ground.zone, facts.placed_at),
        delivery_place=facts.delivery_label,
        received_at=facts.received_at or facts.hand_over.handed_over_at,
        **_common(ground),
    )


def _kuitansi(ground: Ground) -> Paper | None:
    facts = ground.facts
    if facts.invoice is None or facts.hand_over is None:
        return None
    lines = tuple(_accepted(line, rejected=False) for line in facts.lines if line.accepted)
    subtotal = sum(line.amount for line in lines)
    day = day_in(ground.zone, facts.invoice.issued_at)
    amount = facts.invoice.amount
    return Kuitansi(
        number=paper_number("KW", facts.number, facts.invoice.issued_at, ground.zone),
        day=day,
        lines=lines,
        subtotal=subtotal,
        ppn=amount - subtotal,
        total=amount,
        words=terbilang(Rupiah(amount)),
        signatures=_signed(
            ground.signers.signature("order.invoiced", role="Yang menerima uang", name=facts.seller.name)
        ),
        order_number=facts.number,
        order_day=day_in(ground.zone, facts.placed_at),
        bast_number=facts.hand_over.number,
        purpose=f"{facts.package.name}: {', '.join(line.name for line in lines)}"[:300],
        meterai_fee=meterai_on(Rupiah(amount), day).fee.amount,
        **_common(ground),
    )


_WRITERS: dict[str, Callable[[Ground], Paper | None]] = {
    "surat-pesanan": _surat_pesanan,
    "bast": _bast,
    "kuitansi": _kuitansi,
}


def _common(ground: Ground) -> dict[str, Any]:
    facts = ground.facts
    budget = facts.package.budget
    return {
        "zone": ground.zone,
        "unit": Party(
            name=facts.buyer.unit_name, parent=facts.buyer.government_name, address=ground.unit_address
        ),
        "seller": Party(name=facts.seller.name, kecamatan=facts.seller.region_name),
        "rup_id": str(facts.package.rup_id),
        "package": facts.package.name,
        "account_code": budget.account_code if budget else "",
        "account_name": budget.account_name if budget else "",
        "public_url": f"{settings.EORDER_PUBLIC_URL}/pembelian/{facts.number}",
        "meeting": Meeting(title=facts.meeting_title, day=day_in(ground.zone, ground.meeting_day))
        if ground.meeting_day
        else None,
    }


def _ordered(line: LineFacts) -> PaperLine:
    return PaperLine(
        name=line.name,
        unit=line.unit,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.line_total,
    )


def _accepted(line: LineFacts, *, rejected: bool = True) -> PaperLine:
    return PaperLine(
        name=line.name,
        unit=line.unit,
        quantity=line.accepted,
        unit_price=line.unit_price,
        amount=Rupiah(line.unit_price).times_thousandths(line.accepted).amount,
        rejected=line.rejected if rejected else 0,
        reason=line.rejection if rejected and line.rejected else "",
    )


def _signed(*signatures: Signature | None) -> tuple[Signature, ...]:
    return tuple(each for each in signatures if each is not None)
