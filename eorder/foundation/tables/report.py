"""What an import did: counts, sums and every refused row, for the screen and as a file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from eorder.foundation.money import Rupiah
from eorder.foundation.tables.errors import RowError
from eorder.foundation.tables.table import shown

T = TypeVar("T")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
REFUSAL_COLUMNS = ("baris", "kolom", "nilai", "kode", "keterangan")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One problem of one refused row, its value already short and printable."""

    row: int
    column: str
    value: str
    code: str
    sentence: str


@dataclass(slots=True)
class ImportReport:
    """Counts of rows by what happened to them, sums of accepted rows, and the refusals.

    Attributes:
        title: What was imported, for the first line.
        read: Rows seen, refused ones included; empty rows are not counted.
        sums: Sums of rupiah by their Indonesian name.
    """

    title: str
    read: int = 0
    new: int = 0
    unchanged: int = 0
    changed: int = 0
    repeated: int = 0
    refused: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)

    def add(self, name: str, amount: int) -> None:
        """Add rupiah to a sum."""
        self.sums[name] = self.sums.get(name, 0) + amount

    def refuse(self, row: int, error: RowError) -> None:
        """Record a row that was read and then refused."""
        self.refused += 1
        for problem in error.problems:
            self.refusals.append(
                Refusal(row, problem.column, shown(problem.value), problem.code, problem.sentence)
            )

    def refuse_malformed(self, row: int, error: RowError) -> None:
        """Record a row that could not even be taken apart: what `open_table` is given as `on_refused`."""
        self.read += 1
        self.refuse(row, error)

    def render(self, most: int = 20) -> str:
        """Write the report for the command line.

        Args:
            most: Problems shown, inclusive; the count of the rest is told.
        """
        counts = (
            ("dibaca", self.read),
            ("baru", self.new),
            ("tidak berubah", self.unchanged),
            ("berubah", self.changed),
            ("berulang", self.repeated),
            ("ditolak", self.refused),
        )
        lines = [self.title, "  " + ", ".join(f"{word} {_grouped(count)}" for word, count in counts)]
        lines += [f"  {name}: {Rupiah(amount)}" for name, amount in self.sums.items()]
        lines += [
            f"  baris {each.row}: {shown(each.sentence, 500)}{_quoted(each.value)}"
            for each in self.refusals[:most]
        ]
        if len(self.refusals) > most:
            lines.append(f"  ... dan {_grouped(len(self.refusals) - most)} masalah lain")
        return "\n".join(lines)

    def write_refusals(self, path: Path) -> None:
        """Write every refusal as CSV that a spreadsheet opens without running anything (UTF-8 with BOM)."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(REFUSAL_COLUMNS)
            for each in self.refusals:
                texts = (each.column, each.value, each.code, each.sentence)
                writer.writerow([each.row, *map(escape_cell, texts)])


def read_all(
    rows: Iterable[tuple[int, dict[str, str]]], read: Callable[[dict[str, str]], T], report: ImportReport
) -> Iterator[tuple[int, T]]:
    """Read each row with a row reader; rows it refuses go into the report and are left out."""
    for number, cells in rows:
        report.read += 1
        try:
            value = read(cells)
        except RowError as error:
            report.refuse(number, error)
        else:
            yield number, value


def escape_cell(text: str) -> str:
    """Make text harmless to a spreadsheet: what could start a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _quoted(value: str) -> str:
    return f" [{value}]" if value else ""
