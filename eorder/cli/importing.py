"""`eorder import regions|accounts|budget|rup FILE`: a dry run with a report, then the import itself."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

importing = typer.Typer(help="Mengimpor tabel: periksa dulu, lalu simpan.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="Berkas CSV, CSV.gz atau XLSX.", exists=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Hanya periksa, jangan simpan.")]
Refusals = Annotated[Path | None, typer.Option(help="Tulis baris yang ditolak ke berkas CSV ini.")]


@importing.command()
def regions(file: File, *, dry_run: DryRun = False, refusals: Refusals = None) -> None:
    """Import region codes (columns kode, nama)."""
    from eorder.parties.regions.import_rows import REQUIRED_COLUMNS, read_region_row

    def write(rows: Iterator[Any], report: Any) -> None:
        from eorder.parties.regions.actions.import_regions import import_regions

        import_regions(rows, report)

    _import(
        "Kode wilayah", file, REQUIRED_COLUMNS, read_region_row, write, dry_run=dry_run, refusals=refusals
    )


@importing.command()
def accounts(file: File, *, dry_run: DryRun = False, refusals: Refusals = None) -> None:
    """Import budget accounts (columns kode, nama)."""
    from eorder.buying.budgets.import_rows import ACCOUNT_COLUMNS, read_account_row

    def write(rows: Iterator[Any], report: Any) -> None:
        from eorder.buying.budgets.actions.import_accounts import import_accounts

        import_accounts(rows, report)

    _import(
        "Kode rekening", file, ACCOUNT_COLUMNS, read_account_row, write, dry_run=dry_run, refusals=refusals
    )


@importing.command()
def budget(
    file: File,
    government: Annotated[str, typer.Option(help="Kode pemerintah daerah.")],
    *,
    dry_run: DryRun = False,
    refusals: Refusals = None,
) -> None:
    """Import budget lines (columns tahun, kode_satker, nama_satker, kode_subkegiatan, ..., pagu)."""
    from eorder.buying.budgets.import_rows import BUDGET_COLUMNS, read_budget_row

    def write(rows: Iterator[Any], report: Any) -> None:
        from eorder.buying.budgets.actions.import_budget import import_budget
        from eorder.foundation.ids import new_command
        from eorder.parties.identity.actor import CLOCK
        from eorder.parties.workunits.queries import government_of

        import_budget(
            rows,
            report,
            government_id=government_of(government),
            by=CLOCK,
            at=datetime.now(UTC),
            command=new_command(),
        )

    _import("Anggaran", file, BUDGET_COLUMNS, read_budget_row, write, dry_run=dry_run, refusals=refusals)


@importing.command()
def rup(file: File, *, dry_run: DryRun = False, refusals: Refusals = None) -> None:
    """Import announced packages (SIRUP's columns)."""
    from eorder.buying.packages.import_rows import (
        REQUIRED_COLUMNS,
        Repeats,
        detect_repeats,
        read_package_row,
        without_repeats,
    )

    repeats = Repeats()

    def check(rows: Iterator[Any], report: Any) -> None:
        """Find repeats and count what will be imported, in one pass."""
        numbers, ceilings, units = array("q"), array("q"), set()

        def noted() -> Iterator[Any]:
            for number, row in rows:
                numbers.append(number)
                ceilings.append(row.ceiling)
                units.add(row.unit_code)
                yield number, row

        found = detect_repeats(noted())
        repeats.repeated, repeats.refused = found.repeated, found.refused
        report.repeated += len(found.repeated)
        for number, error in found.refused.items():
            report.refuse(number, error)
        left_out = found.repeated | set(found.refused)
        kept = (ceiling for number, ceiling in zip(numbers, ceilings, strict=True) if number not in left_out)
        report.add("pagu", sum(kept))
        typer.echo(f"Unit kerja: {len(units)}")

    def write(rows: Iterator[Any], report: Any) -> None:
        from eorder.buying.packages.actions.import_packages import import_packages
        from eorder.foundation.ids import new_command
        from eorder.parties.identity.actor import CLOCK

        import_packages(
            rows=without_repeats(rows, repeats, report),
            report=report,
            by=CLOCK,
            at=datetime.now(UTC),
            command=new_command(),
        )

    _import(
        "Paket RUP",
        file,
        REQUIRED_COLUMNS,
        read_package_row,
        write,
        check,
        dry_run=dry_run,
        refusals=refusals,
    )


def _import(
    title: str,
    file: Path,
    required: tuple[str, ...],
    read: Callable[[dict[str, str]], Any],
    write: Callable[[Iterator[Any], Any], None],
    check: Callable[[Iterator[Any], Any], None] | None = None,
    *,
    dry_run: bool,
    refusals: Path | None,
) -> None:
    """Read the file twice: first to check and count, then to write; the bar counts rows of both."""
    from eorder.foundation.tables.report import ImportReport, read_all
    from eorder.foundation.tables.table import open_table

    def go(report: ImportReport, work: Callable[[Iterator[Any], Any], None], expected: int | None) -> None:
        with (
            open_table(file, required=required, on_refused=report.refuse_malformed) as table,
            _progress(report.title, table.rows, expected) as rows,
        ):
            work(read_all(rows, read, report), report)

    found = ImportReport(f"{title}: pemeriksaan {file.name}")
    go(found, check or _only_read, None)
    typer.echo(found.render())
    if refusals:
        found.write_refusals(refusals)
    if dry_run:
        return
    from eorder.cli.migrate import bring_up_to_date
    from eorder.cli.ready import ready

    ready()
    bring_up_to_date()
    report = ImportReport(f"{title}: disimpan")
    go(report, write, found.read)
    typer.echo(report.render())
    from config import database

    database.stop()


def _only_read(rows: Iterator[Any], _report: Any) -> None:
    for _row in rows:
        pass


class _progress:  # noqa: N801 (used as a function)
    """A progress bar over rows, on a terminal only."""

    def __init__(self, title: str, rows: Iterator[Any], expected: int | None) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self.bar = Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
        self.bar.add_task(title, total=expected)
        self.rows = rows

    def __enter__(self) -> Iterator[Any]:
        """Start the bar."""
        self.bar.start()
        return self._counted()

    def __exit__(self, *_: object) -> None:
        """End the bar."""
        self.bar.stop()

    def _counted(self) -> Iterator[Any]:
        task = self.bar.task_ids[0]
        for count, row in enumerate(self.rows, 1):
            if count % 500 == 0:
                self.bar.update(task, completed=count)
            yield row
