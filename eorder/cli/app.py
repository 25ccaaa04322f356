"""The `eorder` command: one function per verb, each importing what it needs when it runs."""

from __future__ import annotations

import typer

from eorder.cli.allocate import allocate
from eorder.cli.check import check
from eorder.cli.exposure import exposure
from eorder.cli.importing import importing
from eorder.cli.law import law
from eorder.cli.migrate import migrate
from eorder.cli.purchase import purchase
from eorder.cli.replay import replay
from eorder.cli.route import route
from eorder.cli.run import run
from eorder.cli.sign_out import sign_out
from eorder.cli.simulate import simulate
from eorder.cli.templates import templates
from eorder.cli.worker import worker

app = typer.Typer(
    name="eorder",
    help="Pasar belanja kecil sebuah kota, dari mata anggaran sampai pembayaran.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for verb in (run, purchase, simulate, allocate, route, check, migrate, sign_out, worker):
    app.command()(verb)
app.add_typer(law, name="law")
app.add_typer(exposure, name="exposure")
app.add_typer(importing, name="import")
app.add_typer(templates, name="templates")
app.add_typer(replay, name="replay")
