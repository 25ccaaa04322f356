"""`eorder law`: what the law said on a day, with its articles."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eorder.law import book
from eorder.law.drawing import value_text
from eorder.law.value import Value

law = typer.Typer(help="Ketentuan hukum yang dipakai program, menurut tanggal.", no_args_is_help=True)


@law.callback()
def law_commands() -> None:
    """Ketentuan hukum yang dipakai program, menurut tanggal."""


@law.command()
def show(day: Annotated[str, typer.Argument(help="Hari, misalnya 2022-03-31.")]) -> None:
    """Tampilkan ketentuan satu hari.

    Setiap ketentuan disebut dengan pasal dan kepastiannya.
    """
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        raise typer.BadParameter(f"{day!r} bukan tanggal; tulis seperti 2022-03-31.") from None
    values = book.all_on(asked)
    if not values:
        typer.echo(f"Tidak ada ketentuan yang tercatat untuk {asked.isoformat()}.", err=True)
        raise typer.Exit(1)
    Console().print(_table(asked, values))


def _table(day: date, values: list[Value]) -> Table:
    table = Table(title=f"Ketentuan yang berlaku pada {day.isoformat()}", show_lines=True)
    for heading in ("Nama", "Ketentuan", "Nilai", "Sejak", "Pasal", "Kepastian"):
        table.add_column(heading, overflow="fold")
    for value in values:
        table.add_row(
            value.name,
            value.label,
            value_text(value),
            value.since.isoformat(),
            value.source,
            value.certainty.value,
        )
    return table
