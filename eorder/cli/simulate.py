"""`eorder simulate`: fill a database with as many fictional purchases as a benchmark or a demo needs."""

from __future__ import annotations

import gc
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Annotated

import typer

LARGE_HEAP = 200_000
"""New objects between two looks for cycles."""


def simulate(
    purchases: Annotated[int, typer.Option(help="Jumlah pembelian seluruhnya.", min=1)] = 1_000,
    seed: Annotated[
        int, typer.Option(help="Benih: kota yang sama untuk benih yang sama.", min=1, max=99)
    ] = 1,
) -> None:
    """Isi basis data dengan pembelian rekaan sebanyak yang diminta.

    Semuanya lewat tindakan yang sama dengan halaman situs, oleh empat proses. Boleh dihentikan dan dijalankan lagi:
    yang sudah ada tidak diulang.
    """
    from config import checks, database
    from eorder.cli.migrate import bring_up_to_date
    from eorder.cli.ready import ready

    checks.require_demo_allowed(database.environment())
    ready()
    bring_up_to_date()
    from django.db import connections

    from eorder.simulator.load.figures import digest_of, states_of
    from eorder.simulator.load.ground import lay_tables
    from eorder.simulator.load.plan import PARTS

    lay_tables(seed)
    connections.close_all()
    began = time.monotonic()
    with ProcessPoolExecutor(PARTS, mp_context=get_context("spawn")) as pool:
        walked = [pool.submit(walk, seed, part, purchases) for part in range(PARTS)]
        added = sum(each.result() for each in walked)
    took = time.monotonic() - began
    for state, count, value in states_of(seed):
        typer.echo(f"{state:<16} {count:>9} {value:>20}")
    rate = f", {added / took:.1f} pembelian/detik" if added else ""
    typer.echo(f"{added} pembelian baru dalam {took:.0f} detik{rate}; sidik {digest_of(seed)}")
    database.stop()


def walk(seed: int, part: int, purchases: int) -> int:
    """Walk one part of the city in a process of its own; returns how many purchases were added.

    Nearly all that the acts make dies with its last reference: looking for cycles as usual took 5 % of the time.
    """
    from eorder.cli.ready import ready

    ready()
    from eorder.records.documents.apart import HELPER
    from eorder.simulator.load.running import walk_part

    gc.freeze()
    gc.set_threshold(LARGE_HEAP)

    added, told = 0, time.monotonic()
    with HELPER.files_of_our_own():
        for count in walk_part(seed, part, purchases):
            added += count
            if time.monotonic() - told > 30:  # noqa: PLR2004 (seconds between two words of progress)
                told = time.monotonic()
                print(f"{part}: {added}", file=sys.stderr, flush=True)  # noqa: T201 (a word of progress)
    return added
