"""The demo's sellers, products and categories: the tax cases of the worked transaction, and a few more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.market.catalogue.actions.set_capacity import set_capacity
from eorder.parties.actors import load_actor
from eorder.parties.identity.actions.open_account import open_account
from eorder.parties.identity.actions.register_person import register_person
from eorder.parties.identity.actor import CLOCK, Actor
from eorder.parties.vendors.actions.register_vendor import VendorProfile, register_vendor
from eorder.parties.vendors.actions.state_tax import state_tax
from eorder.simulator.cast import PASSWORD, demo_nik, stable

OPENED = datetime(2025, 1, 6, 2, tzinfo=UTC)

ACCOUNTS = {
    "5.1.02.01.01.0024": "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor",
    "5.1.02.01.01.0025": "Belanja Alat/Bahan untuk Kegiatan Kantor-Kertas dan Cover",
    "5.1.02.01.01.0026": "Belanja Alat/Bahan untuk Kegiatan Kantor-Bahan Cetak",
    "5.1.02.01.01.0035": "Belanja Alat/Bahan untuk Kegiatan Kantor-Suvenir/Cendera Mata",
    "5.1.02.01.01.0052": "Belanja Makanan dan Minuman Rapat",
}
CATEGORIES: tuple[dict[str, Any], ...] = (
    {"code": "katering-rapat", "name": "Katering rapat", "tax_nature": "catering",
     "account_codes": ["5.1.02.01.01.0052"], "unspsc": "90101603"},
    {"code": "makanan-warung", "name": "Makanan dari warung atau toko", "tax_nature": "shop_food",
     "account_codes": ["5.1.02.01.01.0052"], "unspsc": "90101501"},
    {"code": "alat-tulis", "name": "Alat tulis kantor", "tax_nature": "goods",
     "account_codes": ["5.1.02.01.01.0024", "5.1.02.01.01.0025"], "unspsc": "44121600"},
    {"code": "cetakan", "name": "Barang cetakan", "tax_nature": "goods",
     "account_codes": ["5.1.02.01.01.0026"], "unspsc": "82121500"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shop:
    """A demo seller: owner, tax position, products (category, name, unit, price, minimum, lead days).

    Attributes:
        answers: What the templates of their categories ask, by the product's name.
    """

    key: str
    name: str
    owner: str
    legal_form: str
    region: str
    products: tuple[tuple[str, str, str, int, int, int], ...]
    scale: str = "micro"
    has_npwp: bool = True
    is_pkp: bool = False
    papers: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


_SALES = {"micro": 400_000_000, "small": 3_000_000_000}
_MEALS = (
    ("katering-rapat", "Nasi kotak ayam bakar", "kotak", 42_000, 20, 1),
    ("katering-rapat", "Kudapan 3 macam", "kotak", 18_000, 20, 1),
    ("katering-rapat", "Nasi kotak ikan pepes", "kotak", 39_500, 20, 1),
    ("katering-rapat", "Air mineral 330 ml", "botol", 3_500, 24, 1),
)
SHOPS = (
    Shop("mawar", "Dapur Contoh Mawar", "Mawar Contoh", "individual", "31.71.01", _MEALS,
         papers=("turnover_500m", "pbjt_exempt")),
    Shop("sedap", "Katering Contoh Sedap Malam", "Sedap Contoh", "individual", "31.71.06", _MEALS,
         papers=("suket_pp55", "pbjt_included")),
    Shop("lestari", "CV Boga Contoh Lestari", "Lestari Contoh", "cv", "31.74.01", _MEALS, scale="small"),
    Shop(
        "baru", "CV Rasa Contoh Baru", "Baru Contoh", "cv", "31.73.02", _MEALS, scale="small", has_npwp=False
    ),
    Shop("bambu", "Warung Contoh Bambu", "Bambu Contoh", "cv", "31.71.04", (
        ("makanan-warung", "Nasi rames bungkus", "bungkus", 25_000, 10, 0),
        ("makanan-warung", "Kue basah campur", "kotak", 15_000, 10, 0),
    )),
    Shop("kertas", "Toko Contoh Kertas", "Kertas Contoh", "cv", "31.71.07", (
        ("alat-tulis", "Kertas A4 80 gram", "rim", 56_000, 1, 2),
        ("alat-tulis", "Map plastik folio", "lusin", 24_000, 1, 2),
        ("alat-tulis", "Spidol papan tulis", "lusin", 96_000, 1, 2),
    ), scale="small", is_pkp=True),
    Shop("pena", "Kios Contoh Pena", "Pena Contoh", "individual", "31.75.07", (
        ("alat-tulis", "Pulpen gel hitam", "lusin", 38_000, 1, 1),
        ("alat-tulis", "Buku tulis 58 lembar", "lusin", 47_500, 1, 1),
    )),
    Shop("cetak", "Percetakan Contoh Jaya", "Jaya Contoh", "individual", "31.72.03", (
        ("cetakan", "Spanduk kain 1 x 4 m", "lembar", 160_000, 1, 2),
        ("cetakan", "Undangan cetak dua warna", "lembar", 4_500, 50, 3),
    ), papers=("suket_pp55",)),
    Shop("karya", "Sanggar Contoh Karya", "Karya Contoh", "individual", "31.74.05", (
        ("pakaian-dinas", "Kemeja PDH lengan pendek", "buah", 215_000, 5, 7),
        ("batik-dan-kain-daerah", "Kemeja batik cap motif contoh", "buah", 240_000, 5, 7),
        ("suvenir", "Buku catatan sampul batik", "buah", 32_000, 20, 5),
        ("spanduk-dan-baliho", "Latar panggung bahan flexi", "meter persegi", 32_000, 2, 1),
    ), answers={
        "Kemeja PDH lengan pendek": {
            "bahan": "Katun drill", "warna": "Khaki", "cara_ukur": "ukur badan", "ukuran_baju": "S sampai 5L",
            "bordir": "ya",
        },
        "Kemeja batik cap motif contoh": {
            "jenis": "Batik cap", "bahan": "Katun prima", "ukuran": "S sampai 3L", "asal_daerah": "Jakarta",
        },
        "Buku catatan sampul batik": {
            "jenis": "Buku catatan", "bahan": "Kertas 80 gram, sampul kain", "ukuran": "A5, 100 lembar",
            "desain": "dibuatkan penyedia",
        },
        "Latar panggung bahan flexi": {
            "bahan": "Flexi 280 gram", "panjang_cm": "300", "lebar_cm": "100", "desain": "dari pemesan",
            "rakitan": "dirakit sendiri",
        },
    }),
    Shop("griya", "Bengkel Contoh Griya", "Griya Contoh", "individual", "31.72.06", (
        ("servis-pendingin", "Cuci AC split", "unit", 95_000, 1, 2),
        ("meja-dan-kursi", "Meja kerja kayu 120 cm", "unit", 1_150_000, 1, 10),
    ), answers={
        "Cuci AC split": {
            "cakupan": "Cuci unit dalam dan luar, periksa tekanan", "tempat": "tempat pembeli",
            "suku_cadang": "dibayar terpisah", "garansi_hari": "30",
        },
        "Meja kerja kayu 120 cm": {
            "bahan": "Kayu lapis dan besi", "panjang_cm": "120", "lebar_cm": "60", "tinggi_cm": "75",
            "garansi_bulan": "12", "rakitan": "terpasang di tempat",
        },
    }),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenShop:
    """A registered demo seller: its account, vendor and products by name."""

    key: str
    account_id: UUID
    vendor_id: UUID
    products: dict[str, UUID]


PER_DAY = {"mawar": ("Kudapan 3 macam", 600), "sedap": ("Nasi kotak ayam bakar", 450)}
"""Kitchens that state how many boxes they can deliver in one day."""


def open_shops(government: UUID) -> dict[str, OpenShop]:
    """Register every demo seller with its papers and products, and let the kitchens state their capacity."""
    shops = {shop.key: open_shop(government, shop, 501 + index) for index, shop in enumerate(SHOPS)}
    for key, (name, per_day) in PER_DAY.items():
        product = shops[key].products[name]
        set_capacity(
            product_id=product, per_day=per_day, by=_seller(key, shops[key].account_id), at=OPENED,
            command=stable(f"capacity:{product}"),
        )  # fmt: skip
    return shops


def _seller(key: str, account: UUID) -> Actor:
    seller = load_actor(account)
    if seller is None:
        raise LookupError(f"account of {key} is gone")
    return seller


def open_shop(government: UUID, shop: Shop, number: int) -> OpenShop:
    """Register one demo seller."""
    owner = register_person(
        name=shop.owner, nik=demo_nik(number), by=CLOCK, at=OPENED, command=stable(f"owner:{shop.key}")
    )
    account = open_account(
        person_id=owner,
        kind="jakpreneur" if shop.scale == "micro" else "umkm",
        email=f"{shop.key}@contoh.example",
        password=PASSWORD,
        by=CLOCK,
        at=OPENED,
        command=stable(f"account:{shop.key}"),
    )
    vendor = register_vendor(
        government_id=government, owner_id=owner, profile=_profile(shop, number), by=CLOCK, at=OPENED,
        command=stable(f"vendor:{government}:{shop.key}"),
    )  # fmt: skip
    for paper in shop.papers:
        year = datetime.now(UTC).year
        state_tax(
            vendor_id=vendor, kind=paper, number=f"CONTOH-{number}/{paper.upper()}", since=date(year, 1, 1),
            until=date(year, 12, 31), by=CLOCK, at=OPENED, command=stable(f"paper:{vendor}:{paper}:{year}"),
        )  # fmt: skip
    return OpenShop(shop.key, account, vendor, _list_products(shop, account, vendor))


def _profile(shop: Shop, number: int) -> VendorProfile:
    npwp = ""
    if shop.has_npwp:
        npwp = demo_nik(number) if shop.legal_form == "individual" else f"0000000000000{number:03d}"
    return VendorProfile(
        name=shop.name,
        legal_form=shop.legal_form,
        nib=f"9900000000{number:03d}",
        npwp=npwp,
        kbli="56210" if shop.products and shop.products[0][0] == "katering-rapat" else "47610",
        scale=shop.scale,
        scale_evidence="Pernyataan omzet tahunan (contoh)",
        scale_date=date(2025, 1, 6),
        region_code=shop.region,
        street=f"Gang Contoh {number}",
        phone=f"08990000{number:04d}",
        bank_name="Bank Contoh",
        bank_account=f"990{number:07d}",
        bank_holder=shop.owner,
        is_pkp=shop.is_pkp,
        yearly_sales=_SALES[shop.scale],
    )


def _list_products(shop: Shop, account: UUID, vendor: UUID) -> dict[str, UUID]:
    seller = _seller(shop.key, account)
    products = {}
    for category, name, unit, price, minimum, lead in shop.products:
        form = ProductForm(category, name, f"{name} dari {shop.name}.", unit, price, minimum, lead)
        answers = {"attributes": shop.answers[name]} if name in shop.answers else {}
        products[name] = list_product(
            vendor_id=vendor, form=form, **answers, by=seller, at=OPENED,
            command=stable(f"product:{vendor}:{name}"),
        )  # fmt: skip
    return products
