"""`eorder route`: bring the lots of an allocation to where they are wanted; needs no database and no secret."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def route(
    shares: Annotated[
        Path,
        typer.Argument(
            help="Bagian dari eorder allocate (JSON).", exists=True, dir_okay=False, metavar="BAGIAN"
        ),
    ],
    places: Annotated[
        Path,
        typer.Argument(
            help="Letak pembuat dan titik serah (JSON).", exists=True, dir_okay=False, metavar="TEMPAT"
        ),
    ],
) -> None:
    """Antar lot ke titik serah terdekat.

    Jumlah lot kali jarak paling kecil; hasilnya JSON di keluaran, dengan harga bayangan yang membuktikannya.
    """
    from eorder.buying.massorders.allocation.route_files import read_places, read_shares, write_routing
    from eorder.buying.massorders.allocation.routing import route as plan
    from eorder.foundation.errors import InvalidValueError

    lots = read_shares(shares.read_bytes())
    makers, points = read_places(places.read_bytes())
    if missing := sorted({maker for maker, count in lots.items() if count} - {each.id for each in makers}):
        raise InvalidValueError(
            f"Letak pembuat {missing[0]} tidak ada di {places}.", code="allocation_inputs"
        )
    routing = plan(lots, makers, points)
    sys.stdout.buffer.write(write_routing(routing))
    total = sum(each.lots for each in routing.routes)
    typer.echo(
        f"{total} lot dalam {len(routing.routes)} rute, rata-rata {routing.lot_metres // total} meter.",
        err=True,
    )
