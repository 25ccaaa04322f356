"""Read the transactions of Toko Daring: rows become purchases with distinct lines, and repeats are told apart."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eorder.foundation.errors import InvalidValueError

COLUMNS = ("kd_klpd", "nama_klpd", "kd_satker", "nama_satker", "order_id", "order_desc", "valuasi", "kategori",
           "tanggal_transaksi", "nama_merchant", "kota_kab")  # fmt: skip
Key = tuple[str, str, str]
"""Order id, code of the unit, name of the merchant."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line as the source words it; value in whole rupiah."""

    words: str
    value: int


@dataclass(slots=True)
class SourcePurchase:
    """One purchase: the rows that share order id, unit and merchant; lines are distinct by words and value."""

    key: Key
    government_code: str
    government: str
    unit: str
    place: str
    category: str
    moment: str
    lines: list[SourceLine] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Sum of the lines in whole rupiah."""
        return sum(line.value for line in self.lines)

    @property
    def name(self) -> str:
        """A short stable name for commands and files."""
        return hashlib.sha256("\x1f".join(self.key).encode()).hexdigest()[:24]


@dataclass(slots=True)
class Source:
    """What a file holds.

    Attributes:
        rows: Rows read.
        purchases: By the time of their first row, then by key.
        repeats: Rows that repeat a line of their purchase, read as re-sent; their value in whole rupiah.
        unlike: Repeats that are not identical to the row they repeat, as (row before, row).
    """

    rows: int = 0
    purchases: list[SourcePurchase] = field(default_factory=list)
    repeats: int = 0
    repeated_value: int = 0
    unlike: list[tuple[dict[str, str], dict[str, str]]] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """Distinct lines of all purchases."""
        return sum(len(each.lines) for each in self.purchases)

    @property
    def total(self) -> int:
        """Value of the purchases in whole rupiah, repeats left out."""
        return sum(each.total for each in self.purchases)


def read_source(path: Path) -> Source:
    """Read a CSV file, gzipped or not.

    Raises:
        InvalidValueError: It is not such a file; the sentence names what is missing.
    """
    try:
        with _opened(path) as stream:
            reader = csv.DictReader(stream)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise InvalidValueError(f"Berkas {path.name} tidak punya kolom {', '.join(missing)}.")
            return gather(reader)
    except (OSError, UnicodeDecodeError, csv.Error, EOFError) as error:
        raise InvalidValueError(f"Berkas {path} tidak dapat dibaca: {error}.") from error


def _opened(path: Path) -> Any:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def gather(rows: Iterable[dict[str, str]]) -> Source:
    """Group rows into purchases.

    Raises:
        InvalidValueError: A value is not a whole positive amount.
    """
    source = Source()
    found: dict[Key, SourcePurchase] = {}
    first: dict[tuple[Key, SourceLine], dict[str, str]] = {}
    for number, row in enumerate(rows, 2):
        source.rows += 1
        key = (row["order_id"], row["kd_satker"], row["nama_merchant"])
        line = SourceLine(row["order_desc"], _value(row["valuasi"], number))
        if key not in found:
            found[key] = SourcePurchase(key, row["kd_klpd"], row["nama_klpd"], row["nama_satker"],
                                        row["kota_kab"], row["kategori"], row["tanggal_transaksi"])  # fmt: skip
        if (before := first.setdefault((key, line), row)) is not row:
            source.repeats += 1
            source.repeated_value += line.value
            if before != row:
                source.unlike.append((before, row))
            continue
        purchase = found[key]
        purchase.lines.append(line)
        purchase.moment = min(purchase.moment, row["tanggal_transaksi"])
    source.purchases = sorted(found.values(), key=lambda each: (each.moment, each.key))
    return source


def _value(text: str, number: int) -> int:
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value <= 0:
        raise InvalidValueError(f"Baris {number}: valuasi {text!r} bukan rupiah bulat lebih dari nol.")
    return value


def differences(pairs: Iterable[tuple[dict[str, str], dict[str, str]]]) -> Iterator[str]:
    """Say of each repeat that is not identical in which columns it differs."""
    for before, row in pairs:
        changed = [
            f"{name}: {before[name]!r} menjadi {row[name]!r}" for name in row if before[name] != row[name]
        ]
        yield f"{row['order_id']} {row['order_desc'][:40]!r}: {'; '.join(changed)}"
