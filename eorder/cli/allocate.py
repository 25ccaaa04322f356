"""`eorder allocate`: share a need among its makers by the published rule; needs no database and no secret."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def allocate(
    inputs: Annotated[
        Path,
        typer.Argument(
            help="Masukan yang diumumkan sebelum benih ada (JSON).",
            exists=True,
            dir_okay=False,
            metavar="MASUKAN",
        ),
    ],
    seed: Annotated[
        Path | None,
        typer.Option(
            help="Benih: putaran drand dengan tanda tangannya (JSON). Bawaan: seed.json di folder masukan.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Bagi kebutuhan kepada para pembuat.

    Menurut aturan yang diumumkan; hasilnya JSON di keluaran. Siapa pun dapat memeriksa hasilnya dengan
    verify_allocation.py, tanpa program ini.
    """
    from eorder.buying.massorders.allocation.reading import read_inputs, read_seed
    from eorder.buying.massorders.allocation.sharing import allocate as share
    from eorder.buying.massorders.allocation.writing import write_outcome
    from eorder.foundation.errors import ConfigurationError

    beside = seed or inputs.with_name("seed.json")
    if not beside.is_file():
        raise ConfigurationError(f"{beside} tidak ada. Sebut berkas benih dengan --seed.")
    terms = read_inputs(inputs.read_bytes())
    beacon = read_seed(beside.read_bytes(), terms)
    outcome = share(terms, beacon)
    sys.stdout.buffer.write(write_outcome(terms, beacon, outcome))
    made, makers = sum(each.lots > 0 for each in outcome.shares), len(outcome.shares)
    typer.echo(
        f"{outcome.lots - outcome.missing} dari {outcome.lots} lot dibagi kepada {made} dari {makers} pembuat; "
        f"{outcome.missing} lot belum ada pembuatnya, sisa {outcome.remainder} buah lebih kecil dari satu lot.",
        err=True,
    )
