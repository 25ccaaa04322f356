"""What an import did: counts, sums and every refused row, for the screen and as a file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from eorder.foundation.money import Rupiah
from eorder.foundation.tables import limits
from eorder.foundation.tables.errors import RowError, TableError
from eorder.foundation.tables.repeats import Repeats
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


def keep_no_more(_refusal: Refusal) -> None:
    """Leave a refusal at its count."""


@dataclass(slots=True)
class ImportReport:
    """Counts of rows by what happened to them, sums of accepted rows, and the refusals.

    Attributes:
        title: What was imported, for the first line.
        tell: Told of every refusal at once, so that a file of a million wrong rows needs no memory.
        read: Rows seen, refused ones included; empty rows are not counted.
        counts: How many of what the accepted rows name, by its Indonesian name.
        sums: Sums of rupiah by their Indonesian name.
        problems: How many things were wrong; a row can have several.
        refusals: The first of them.
    """

    title: str
    tell: Callable[[Refusal], None] = keep_no_more
    read: int = 0
    new: int = 0
    unchanged: int = 0
    changed: int = 0
    repeated: int = 0
    refused: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)
    problems: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def add(self, name: str, amount: int) -> None:
        """Add rupiah to a sum."""
        self.sums[name] = self.sums.get(name, 0) + amount

    def refuse(self, row: int, error: RowError) -> None:
        """Record a row that was read and then refused."""
        self.refused += 1
        for problem in error.problems:
            refusal = Refusal(row, problem.column, shown(problem.value), problem.code, problem.sentence)
            self.problems += 1
            self.tell(refusal)
            if len(self.refusals) < limits.MAX_SHOWN_PROBLEMS:
                self.refusals.append(refusal)

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
        lines += [f"  {name}: {_grouped(count)}" for name, count in self.counts.items()]
        lines += [f"  {name}: {Rupiah(amount)}" for name, amount in self.sums.items()]
        seen = self.refusals[:most]
        lines += [f"  baris {each.row}: {shown(each.sentence, 500)}{_quoted(each.value)}" for each in seen]
        if self.problems > len(seen):
            lines.append(f"  ... dan {_grouped(self.problems - len(seen))} masalah lain")
        return "\n".join(lines)


@contextmanager
def refusals_to(path: Path | None) -> Iterator[Callable[[Refusal], None]]:
    """Give what writes each refusal as a row of CSV that a spreadsheet opens without running anything.

    Args:
        path: The file (UTF-8 with BOM); with none, nothing is written.

    Raises:
        TableError: The file cannot be written.
    """
    if path is None:
        yield keep_no_more
        return
    try:
        file = path.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise TableError(
            f"Berkas “{path.name}” tidak dapat ditulis ({error.strerror}). Pilih tempat lain.",
            code="refusals_not_writable",
        ) from None
    with file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(REFUSAL_COLUMNS)

        def write(each: Refusal) -> None:
            texts = (each.column, each.value, each.code, each.sentence)
            writer.writerow([each.row, *map(escape_cell, texts)])

        yield write


def read_all(
    rows: Iterable[tuple[int, dict[str, str]]],
    read: Callable[[dict[str, str]], T],
    report: ImportReport,
    repeats: Repeats | None = None,
) -> Iterator[tuple[int, T]]:
    """Read each row with a row reader; rows it refuses go into the report and are left out.

    Args:
        rows: The rows as they stand in the file.
        read: The row reader.
        report: Counts what is read, repeated and refused.
        repeats: Rows that are skipped because they repeat another, or refused because they contradict one.
    """
    repeats = repeats or Repeats()
    for number, cells in rows:
        report.read += 1
        if number in repeats.refused:
            report.refuse(number, repeats.refused[number])
            continue
        if number in repeats.repeated:
            report.repeated += 1
            continue
        try:
            value = read(cells)
        except RowError as error:
            report.refuse(number, error)
        else:
            yield number, value


def write_sheet(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows for a spreadsheet: UTF-8 with a mark, every cell quoted, none that could start a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(head)
        writer.writerows(map(escape_cell, row) for row in rows)


def escape_cell(text: str) -> str:
    """Make text harmless to a spreadsheet: what could start a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _quoted(value: str) -> str:
    return f" [{value}]" if value else ""
