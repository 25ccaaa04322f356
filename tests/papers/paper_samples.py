"""Papers of the worked transaction, for the tests of this folder."""

from dataclasses import replace
from datetime import UTC, date, datetime

from eorder.papers.content import Bast, Kuitansi, Meeting, Paper, PaperLine, Party, Signature, SuratPesanan

ADDRESS = "http://localhost:8000/pembelian/sp-012-gbr-viii-2026"
COMMON = {
    "zone": "Asia/Jakarta",
    "unit": Party(
        name="Kecamatan Gambir",
        parent="Pemerintah Provinsi DKI Jakarta",
        address="Jalan Tanah Abang I No. 10, Jakarta Pusat",
    ),
    "seller": Party(name="Dapur Bu Rina", kecamatan="Sawah Besar", city="Jakarta Pusat"),
    "rup_id": "58010123",
    "package": "Konsumsi rapat koordinasi",
    "account_code": "5.1.02.01.01.0052",
    "account_name": "Belanja Makanan dan Minuman Rapat",
    "public_url": ADDRESS,
    "meeting": Meeting(title="Rapat koordinasi kecamatan", day=date(2026, 8, 13)),
}
BOXES = PaperLine(name="Nasi kotak ayam", unit="kotak", quantity=125_000, unit_price=42_000, amount=5_250_000)
SNACKS = PaperLine(
    name="Kudapan tiga macam", unit="kotak", quantity=125_000, unit_price=18_000, amount=2_250_000
)
MONEY = {
    "lines": (BOXES, SNACKS),
    "subtotal": 7_500_000,
    "ppn": 0,
    "total": 7_500_000,
    "words": "tujuh juta lima ratus ribu rupiah",
}


def signature(role: str, name: str, office: str, moment: tuple[int, int, int]) -> Signature:
    return Signature(role=role, name=name, office=office, signed_at=datetime(2026, 8, *moment, tzinfo=UTC))


SELLER_SIGNS = signature("Penyedia", "Rina Wulandari", "Pemilik Dapur Bu Rina", (10, 6, 20))

SURAT_PESANAN = SuratPesanan(
    **COMMON,
    **MONEY,
    number="SP/012/GBR/VIII/2026",
    day=date(2026, 8, 10),
    delivery_place="Ruang Pola, Kantor Kecamatan Gambir, Jalan Tanah Abang I No. 10",
    deliver_from=datetime(2026, 8, 13, 4, 0, tzinfo=UTC),
    deliver_until=datetime(2026, 8, 13, 4, 30, tzinfo=UTC),
    terms=(
        "Barang/jasa diserahkan lengkap pada tempat dan waktu di atas.",
        "Barang/jasa yang tidak sesuai ditolak dan tidak dibayar.",
        "Pembayaran paling lambat tiga hari kerja sesudah serah terima.",
    ),
    signatures=(
        signature("Pemesan", "Dimas Prasetyo", "Pejabat Pengadaan", (10, 3, 5)),
        SELLER_SIGNS,
    ),
)
BAST = Bast(
    **COMMON,
    number="015/BAST/GBR/VIII/2026",
    day=date(2026, 8, 13),
    lines=(
        PaperLine(
            name="Nasi kotak ayam",
            unit="kotak",
            quantity=122_000,
            unit_price=42_000,
            amount=5_124_000,
            rejected=3_000,
            reason="kotak rusak, isinya tumpah",
        ),
        SNACKS,
    ),
    subtotal=7_374_000,
    ppn=0,
    total=7_374_000,
    words="tujuh juta tiga ratus tujuh puluh empat ribu rupiah",
    order_number="SP/012/GBR/VIII/2026",
    order_day=date(2026, 8, 10),
    delivery_place="Ruang Pola, Kantor Kecamatan Gambir",
    received_at=datetime(2026, 8, 13, 4, 15, tzinfo=UTC),
    signatures=(
        signature("Yang menyerahkan", "Rina Wulandari", "Pemilik Dapur Bu Rina", (13, 3, 50)),
        signature("Yang menerima", "Sri Lestari", "Pejabat Pembuat Komitmen", (13, 4, 15)),
    ),
)
KUITANSI = Kuitansi(
    **COMMON,
    **MONEY,
    number="KW/012/GBR/VIII/2026",
    day=date(2026, 8, 13),
    order_number="SP/012/GBR/VIII/2026",
    order_day=date(2026, 8, 10),
    bast_number="015/BAST/GBR/VIII/2026",
    purpose="Konsumsi rapat koordinasi, 125 orang",
    meterai_fee=10_000,
    signatures=(signature("Yang menerima uang", "Rina Wulandari", "Pemilik Dapur Bu Rina", (13, 8, 0)),),
)
ALL = (SURAT_PESANAN, BAST, KUITANSI)


def with_lines(paper: Paper, *lines: PaperLine) -> Paper:
    total = sum(line.amount for line in lines)
    return replace(paper, lines=lines, subtotal=total, ppn=0, total=total)


def line_named(name: str, amount: int = 18_000) -> PaperLine:
    return PaperLine(name=name, unit="kotak", quantity=1_000, unit_price=amount, amount=amount)
