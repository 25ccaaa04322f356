"""Take a table in: find rows that contradict each other, then write the rest in one transaction.

A dry run does exactly the same and rolls the transaction back, so its report is that of the import.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from eorder.foundation.tables import (
    ImportReport,
    Kind,
    Repeats,
    RowError,
    find_repeats,
    keys_met_again,
    open_table,
    read_all,
    refusals_to,
)

T = TypeVar("T")
Rows = Iterator[tuple[int, T]]
Cells = dict[str, str]


def take_in(
    kind: Kind[T],
    file: Path,
    write: Callable[[Rows[T], ImportReport], None],
    *,
    dry_run: bool,
    refusals: Path | None,
) -> None:
    """Import a file and print the report; ends the command with 1 if a row was refused.

    The file is read twice, so that none has to be held in memory: whether a row contradicts a later one is
    known only at the end.

    Args:
        kind: What the table is.
        file: CSV, gzipped CSV or XLSX.
        write: Called with the sound rows, in a transaction.
        dry_run: Undo everything at the end.
        refusals: Where refused rows are written, all of them.

    Raises:
        TableError: The file is no such table; nothing was written.
    """
    expected, repeats = _look_through(kind, file)
    from eorder.cli.migrate import bring_up_to_date
    from eorder.cli.ready import ready

    ready()
    bring_up_to_date()
    with refusals_to(refusals) as tell:
        title = f"{kind.title}: {'diperiksa, tidak disimpan' if dry_run else 'disimpan'}"
        report = ImportReport(title, tell)
        with _one_transaction(keep=not dry_run), _rows_of(kind, file, report, expected) as rows:
            write(read_all(rows, kind.read, report, repeats), report)
    typer.echo(report.render())
    from config import database

    database.stop()
    raise typer.Exit(1 if report.refused else 0)


def _look_through(kind: Kind[T], file: Path) -> tuple[int, Repeats]:
    """Count the rows and compare those about the same thing; they are read once more only if there are any."""
    seen = ImportReport(f"{kind.title}: {file.name}")
    with _rows_of(kind, file, seen, None) as rows:
        expected, again = keys_met_again(kind, rows)
    if not again:
        return expected, Repeats()
    with _rows_of(kind, file, seen, expected) as rows:
        return expected, find_repeats(kind, rows, again)


@contextmanager
def _rows_of(
    kind: Kind[T], file: Path, report: ImportReport, expected: int | None
) -> Iterator[Iterator[tuple[int, Cells]]]:
    """Open the file and count its rows on a bar, which is drawn on a terminal only."""

    def refuse(number: int, error: RowError) -> None:
        report.refuse_malformed(number, error)

    bar = Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with open_table(file, required=kind.columns, on_refused=refuse) as table, bar:
        task = bar.add_task(report.title, total=expected)

        def counted() -> Iterator[tuple[int, Cells]]:
            for count, row in enumerate(table.rows, 1):
                if count % 500 == 0:
                    bar.update(task, completed=count)
                yield row

        yield counted()


@contextmanager
def _one_transaction(*, keep: bool) -> Iterator[None]:
    """Keep all or nothing; what is undone has passed every check of the database first."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            # Reading many refused rows in a row is work, although the database hears nothing meanwhile.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        connection.check_constraints()
        if not keep:
            transaction.set_rollback(True)
