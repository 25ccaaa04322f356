"""`eorder replay toko-daring FILE --into NAME`: a real year through the acts, in a database of its own."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from eorder.simulator.replay.run import Result
    from eorder.simulator.replay.source import Source

replay = typer.Typer(
    help="Putar ulang pembelian nyata melalui tindakan sistem ini.\n\nHasilnya basis data tersendiri; "
    "perintah lain memakainya dengan EORDER_HOME yang dicetak di akhir.",
    no_args_is_help=True,
)
PLACES = "putaran"
REFUSED = "ditolak.csv"


@replay.callback()
def _group() -> None:
    """One verb for each source."""


@replay.command("toko-daring")
def toko_daring(
    file: Annotated[Path, typer.Argument(help="Berkas transaksi Toko Daring, CSV atau CSV.gz.")],
    into: Annotated[str, typer.Option(help="Nama basis data putaran ulang: huruf kecil, angka, garis.")],
    *,
    first: Annotated[
        int,
        typer.Option(help="Hanya sekian pembelian pertama; 0 semuanya. Tetap sama untuk satu nama.", min=0),
    ] = 0,
    processes: Annotated[int, typer.Option(help="Banyaknya proses.", min=1, max=8)] = 2,
) -> None:
    """Putar ulang transaksi Toko Daring.

    Boleh dihentikan kapan saja dan diulang: yang sudah selesai tidak dijalankan lagi.
    """
    from config.env import ASSUMED
    from eorder.foundation.errors import EorderError
    from eorder.simulator.replay.assumptions import assumptions
    from eorder.simulator.replay.source import read_source

    try:
        source = read_source(file)
        home = _home(into)
    except EorderError as error:
        raise typer.BadParameter(error.sentence) from None
    _print_source(source)
    home.mkdir(parents=True, exist_ok=True)
    (home / ASSUMED).write_text(assumptions()["notice"], encoding="utf-8")
    os.environ["EORDER_HOME"] = str(home)
    from eorder.cli.migrate import bring_up_to_date
    from eorder.cli.ready import ready

    ready()
    bring_up_to_date()
    from config import database
    from eorder.simulator.replay.digest import state_digest
    from eorder.simulator.replay.run import replay as run

    began = time.monotonic()
    result = run(source.purchases[: first or None], processes=processes)
    _print_result(result, time.monotonic() - began)
    _write_refusals(result, home / REFUSED)
    typer.echo(f"sidik        {state_digest()}")
    typer.echo(f"Pakai dengan: EORDER_HOME={home} eorder check   (atau eorder run)")
    database.stop()


def _home(name: str) -> Path:
    """Give the folder of a replay's database.

    Raises:
        InvalidValueError: The name is not one, or an outside database is in use.
    """
    from config import database
    from eorder.foundation.errors import InvalidValueError

    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", name):
        raise InvalidValueError("Nama ditulis dengan huruf kecil, angka dan garis, misalnya tahun2022.")
    environment = database.environment()
    if environment.database_url is not None:
        raise InvalidValueError(
            "Putaran ulang memakai basis data tertanam. Jalankan tanpa EORDER_DATABASE_URL."
        )
    database.environment.cache_clear()
    return environment.home / PLACES / name


def _print_source(source: Source) -> None:
    from eorder.foundation.money import Rupiah
    from eorder.simulator.replay.source import differences

    typer.echo(f"baris        {source.rows}")
    typer.echo(f"pembelian    {len(source.purchases)} dengan {source.lines} baris, {Rupiah(source.total)}")
    typer.echo(
        f"berulang     {source.repeats} baris {Rupiah(source.repeated_value)} dianggap terkirim ulang; "
        f"bila bukan, jumlahnya {Rupiah(source.total + source.repeated_value)}"
    )
    for each in differences(source.unlike):
        typer.echo(f"  tidak sama {each}")
    typer.echo(f"             {len(source.unlike)} dari yang berulang tidak sama persis")


def _print_result(result: Result, seconds: float) -> None:
    from eorder.foundation.money import Rupiah
    from eorder.simulator.replay.run import CLOSED

    for end, count in sorted(result.counts.items(), key=lambda each: each[0] != CLOSED):
        word = "selesai" if end == CLOSED else f"ditolak ({end})"
        typer.echo(f"{word:<12} {count} pembelian {Rupiah(result.values[end])}")
    if result.refusals:
        typer.echo(f"  misalnya   {result.refusals[0][1].sentence}")
    typer.echo(f"dijalankan   {result.walked} pembelian dalam {seconds:.0f} detik")


def _write_refusals(result: Result, place: Path) -> None:
    """List every refused purchase with its rule and sentence, for a spreadsheet."""
    from eorder.foundation.tables.report import write_sheet

    refused = sorted(result.refusals, key=lambda each: each[0].key)
    head = ("order_id", "kd_satker", "nama_merchant", "nilai", "aturan", "kalimat")
    write_sheet(
        place,
        head,
        ([*source.key, str(source.total), refusal.code, refusal.sentence] for source, refusal in refused),
    )
    typer.echo(f"ditolak      daftarnya di {place}")
