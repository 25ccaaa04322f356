"""`eorder run`: database, migrations, demo city, web and worker in one process tree."""

from __future__ import annotations

import os
import time
from typing import Annotated

import typer


def run(
    port: Annotated[int, typer.Option(help="Porta situs.", min=1, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="Alamat yang didengar; selain 127.0.0.1 hanya untuk situs dengan alamat umum.")
    ] = "127.0.0.1",
    *,
    demo: Annotated[
        bool | None,
        typer.Option(
            help="Isi kota contoh pada awal pertama (bawaan: ya, kecuali EORDER_PUBLIC_URL alamat umum)."
        ),
    ] = None,
    sellers: Annotated[
        int,
        typer.Option(
            help="Penjual yang ditambahkan ke kota contoh, masing-masing sepuluh produk.", min=0, max=900
        ),
    ] = 300,
) -> None:
    """Jalankan situs dan pekerjaan latarnya sampai Ctrl-C."""
    from config.env import local_url

    if not os.environ.get("EORDER_PUBLIC_URL", "").strip():
        os.environ["EORDER_PUBLIC_URL"] = local_url(port)  # letters, QR codes and OCDS carry it
    from config import checks, database
    from eorder.cli.tree import require_free, serve

    environment = database.environment()
    checks.require_private_or_ready(environment, host)
    if demo:
        checks.require_demo_allowed(environment)
    require_free(host, port)
    wants_demo = environment.is_local if demo is None else demo
    _prepare(sellers if wants_demo else None)
    shown = local_url(port) if environment.is_local else environment.public_url
    serve(host, port, when_ready=lambda: _greet(shown, has_demo=wants_demo))
    database.stop()


def _prepare(sellers: int | None) -> None:
    """Bring everything up to date; with a number of sellers, also the demo city and so many more in it."""
    from eorder.cli.migrate import bring_up_to_date
    from eorder.cli.ready import ready
    from eorder.cli.static_files import collect

    ready()
    bring_up_to_date()
    collect()
    if sellers is not None:
        from eorder.simulator.curating import curate_city
        from eorder.simulator.demo_city import load_demo_city
        from eorder.simulator.full_city import fill_city

        began = time.monotonic()
        load_demo_city()
        if products := fill_city(sellers):
            typer.echo(f"Kota contoh: {products} produk baru, {time.monotonic() - began:.0f} detik.")
        if curated := curate_city(sellers):
            typer.echo(f"Kurasi contoh: {curated} produk, {time.monotonic() - began:.0f} detik sejak awal.")
    from django.db import connections

    connections.close_all()


def _greet(url: str, *, has_demo: bool) -> None:
    typer.echo(f"e-Order: {url}  (Ctrl-C untuk berhenti)")
    if has_demo:
        from eorder.simulator.cast import print_sign_ins

        print_sign_ins()
