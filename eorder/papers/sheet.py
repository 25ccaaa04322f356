"""What stands where on each paper: titles, facts, columns and sentences, finished for the template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eorder.foundation.money import Rupiah
from eorder.foundation.quantities import quantity_text
from eorder.foundation.wording import day_text, grouped, moment_text, weekday_text, window_text
from eorder.papers.content import Bast, Kuitansi, Paper, PaperLine, Party, Signature, SuratPesanan, digest

DIGEST_SHOWN = 20
"""How many hex digits of the data digest a paper prints."""

Facts = list[tuple[str, str]]


def sheet_of(paper: Paper) -> dict[str, Any]:
    """Lay out one paper as texts, rows and pairs; the template adds nothing but form."""
    return {
        "number": paper.number,
        "day": day_text(paper.day),
        "date": [paper.day.year, paper.day.month, paper.day.day],
        "unit": {"parent": paper.unit.parent, "name": paper.unit.name, "address": paper.unit.address},
        "totals": _totals(paper),
        "words": paper.words,
        "signatures": [_signature(each, paper.zone) for each in paper.signatures],
        "digest": digest(paper)[:DIGEST_SHOWN],
        "url": paper.public_url,
        "amount": "",
        "terms": [],
        "meterai": "",
        **_OWN_PARTS[type(paper)](paper),
    }


def _surat_pesanan(paper: SuratPesanan) -> dict[str, Any]:
    window = window_text(paper.deliver_from, paper.deliver_until, paper.zone)
    return {
        "title": "Surat Pesanan",
        "opening": f"{paper.unit.name} memesan dari {paper.seller.name} barang/jasa di bawah ini, "
        "untuk dikirim ke tempat dan pada waktu yang disebut.",
        "facts": [
            ("Penyedia", _place(paper.seller)),
            *_package_facts(paper),
            ("Tempat penyerahan", paper.delivery_place),
            ("Waktu penyerahan", window),
        ],
        "columns": ["Barang/jasa", "Banyaknya", "Satuan", "Harga satuan (Rp)", "Jumlah (Rp)"],
        "rows": [_row(line) for line in paper.lines],
        "terms": list(paper.terms),
    }


def _bast(paper: Bast) -> dict[str, Any]:
    return {
        "title": "Berita Acara Serah Terima",
        "opening": f"Pada {moment_text(paper.received_at, paper.zone)}, {paper.seller.name} menyerahkan dan "
        f"{paper.unit.name} memeriksa, menghitung, dan menerima barang/jasa di bawah ini.",
        "facts": [
            ("Penyedia", _place(paper.seller)),
            ("Surat pesanan", f"{paper.order_number}, {day_text(paper.order_day)}"),
            *_package_facts(paper),
            ("Tempat penyerahan", paper.delivery_place),
        ],
        "columns": ["Barang/jasa", "Diterima", "Ditolak", "Satuan", "Harga satuan (Rp)", "Jumlah (Rp)"],
        "rows": [_counted_row(line) for line in paper.lines],
    }


def _kuitansi(paper: Kuitansi) -> dict[str, Any]:
    return {
        "title": "Kuitansi",
        "opening": "",
        "amount": str(Rupiah(paper.total)),
        "facts": [
            ("Sudah terima dari", ", ".join(filter(None, (paper.unit.name, paper.unit.parent)))),
            ("Banyaknya uang", paper.words),
            ("Untuk pembayaran", paper.purpose),
            ("Penerima", _place(paper.seller)),
            ("Surat pesanan", f"{paper.order_number}, {day_text(paper.order_day)}"),
            ("BAST", paper.bast_number),
            *_package_facts(paper),
        ],
        "words": "",
        "columns": ["Barang/jasa", "Banyaknya", "Satuan", "Harga satuan (Rp)", "Jumlah (Rp)"],
        "rows": [_row(line) for line in paper.lines],
        "meterai": f"Meterai {Rupiah(paper.meterai_fee)}" if paper.meterai_fee else "",
    }


_OWN_PARTS: dict[type[Paper], Callable[[Any], dict[str, Any]]] = {
    SuratPesanan: _surat_pesanan,
    Bast: _bast,
    Kuitansi: _kuitansi,
}


def _package_facts(paper: Paper) -> Facts:
    facts = [
        ("Paket RUP", f"{paper.rup_id}, {paper.package}"),
        ("Kode rekening", f"{paper.account_code} {paper.account_name}"),
    ]
    if paper.meeting is not None:
        facts.append(("Rapat", f"{paper.meeting.title}, {weekday_text(paper.meeting.day)}"))
    return facts


def _place(party: Party) -> str:
    kecamatan = f"Kecamatan {party.kecamatan}" if party.kecamatan else ""
    return ", ".join(filter(None, (party.name, party.address, kecamatan, party.city)))


def _row(line: PaperLine) -> dict[str, Any]:
    cells = [quantity_text(line.quantity), line.unit, grouped(line.unit_price), grouped(line.amount)]
    return {"name": line.name, "note": "", "cells": cells}


def _counted_row(line: PaperLine) -> dict[str, Any]:
    plain = _row(line)
    accepted, *rest = plain["cells"]
    note = f"Ditolak {quantity_text(line.rejected)} {line.unit}: {line.reason}" if line.rejected else ""
    return {**plain, "note": note, "cells": [accepted, quantity_text(line.rejected), *rest]}


def _totals(paper: Paper) -> Facts:
    total = ("Jumlah seluruhnya", str(Rupiah(paper.total)))
    if not paper.ppn:
        return [total]
    return [("Subtotal", str(Rupiah(paper.subtotal))), ("PPN", str(Rupiah(paper.ppn))), total]


def _signature(signature: Signature, zone: str) -> dict[str, str]:
    return {
        "role": signature.role,
        "name": signature.name,
        "office": signature.office,
        "signed": moment_text(signature.signed_at, zone),
    }
