"""`eorder purchase`: walk one purchase through all acts and print the chain."""

from __future__ import annotations

from typing import Annotated

import typer


def purchase(
    package: Annotated[int, typer.Option(help="Nomor RUP paket; tanpa ini dipakai paket contoh.", min=0)] = 0,
) -> None:
    """Jalankan satu pembelian contoh sampai selesai.

    Semua tindakan dari disposisi sampai penutupan dicetak dengan nilai, dokumen dan alamatnya.
    """
    from config import checks, database
    from eorder.cli.migrate import bring_up_to_date
    from eorder.cli.ready import ready

    checks.require_demo_allowed(database.environment())
    ready()
    bring_up_to_date()
    from eorder.simulator.demo_city import load_demo_city
    from eorder.simulator.showing import print_chain
    from eorder.simulator.walk import walk_purchase

    load_demo_city()
    print_chain(walk_purchase(package))
    database.stop()
