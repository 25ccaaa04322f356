"""`eorder exposure`: recompute whose turn it was in the catalogue; needs no database and no secret."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

exposure = typer.Typer(help="Urutan katalog, dihitung ulang dari yang diumumkan.", no_args_is_help=True)


@exposure.callback()
def exposure_commands() -> None:
    """Urutan katalog, dihitung ulang dari yang diumumkan."""


@exposure.command()
def verify(
    file: Annotated[
        Path,
        typer.Argument(
            help="Berkas dari /katalog/urutan.csv, satu jam atau lebih.", exists=True, dir_okay=False
        ),
    ],
) -> None:
    """Periksa apakah urutan yang diumumkan mengikuti aturan giliran.

    Selesai dengan 1 bila ada yang tidak; setiap baris yang salah disebut.
    """
    from eorder.foundation.errors import ConfigurationError, InvalidFormError
    from eorder.market.finding.verifying import COLUMNS, counted, faults, read_order

    try:
        with file.open(encoding="utf-8", newline="") as opened:
            reader = csv.DictReader(opened)
            is_order = tuple(reader.fieldnames or ()) == COLUMNS
            order = read_order(reader) if is_order else []
    except (InvalidFormError, UnicodeDecodeError, csv.Error):
        is_order = False
    if not is_order:
        raise ConfigurationError(f"{file} bukan urutan katalog dari /katalog/urutan.csv.")
    found = list(faults(order))
    for fault in found:
        typer.echo(fault)
    times = sorted(counted(order).values())
    hours = len({each.hour for each in order})
    most, middle = (times[-1], times[len(times) // 2]) if times else (0, 0)
    typer.echo(
        f"{len(order)} baris, {hours} jam, {len(times)} penjual; di sepuluh teratas paling sering {most} kali, "
        f"penjual tengah {middle} kali. {len(found)} kesalahan."
    )
    raise typer.Exit(1 if found else 0)
