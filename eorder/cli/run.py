"""`eorder run`: database, migrations, demo city, web and worker in one process tree."""

from __future__ import annotations

from typing import Annotated

import typer


def run(
    port: Annotated[int, typer.Option(help="Porta situs.", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Alamat yang didengar.")] = "127.0.0.1",
    *,
    demo: Annotated[bool, typer.Option(help="Isi kota contoh pada awal pertama.")] = True,
) -> None:
    """Serve the site and do its background work until Ctrl-C."""
    from eorder.cli.static_files import collect
    from eorder.cli.tree import require_free, serve

    require_free(host, port)
    from eorder.cli.ready import ready

    ready()
    from config import database
    from eorder.cli.migrate import bring_up_to_date

    bring_up_to_date()
    collect()
    if demo:
        from eorder.simulator.demo_city import load_demo_city

        load_demo_city()
    from django.db import connections

    connections.close_all()
    serve(host, port, when_ready=lambda: _greet(host, port, demo=demo))
    database.stop()


def _greet(host: str, port: int, *, demo: bool) -> None:
    typer.echo(
        f"e-Order: http://{'localhost' if host == '127.0.0.1' else host}:{port}  (Ctrl-C untuk berhenti)"
    )
    if demo:
        from eorder.simulator.cast import print_sign_ins

        print_sign_ins()
