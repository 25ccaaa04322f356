"""The real texts as products: each different text once, with its category and its seller."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_NAME = 140


@dataclass(frozen=True, slots=True)
class Text:
    """One different text of an order or of a catalogue line, with the category and the seller it first stood with."""

    name: str
    category: str
    seller: str


FILES = (
    ("toko_daring_transaksi.csv.gz", "order_desc", "kategori", "nama_merchant"),
    ("ekatalog_paket_produk.csv.gz", "nama_paket", "nama_komoditas", "kd_penyedia"),
)


def read_texts(data: Path) -> list[Text]:
    """Read the different texts, case apart, in the order of the files; texts without three letters are left out."""
    found: dict[str, Text] = {}
    for text in _lines(data / "toko-daring-kalbar"):
        if re.search(r"[a-z]{3}", text.name, re.IGNORECASE):
            found.setdefault(text.name.casefold(), text)
    return list(found.values())


def _lines(folder: Path) -> Iterator[Text]:
    for file, name, category, seller in FILES:
        with gzip.open(folder / file, "rt", encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                kind = (row[category] or "").partition(";")[0].strip().capitalize()
                yield Text(
                    _line(row[name])[:LONGEST_NAME], kind or "Lainnya", _line(row[seller]) or "Penjual"
                )


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
