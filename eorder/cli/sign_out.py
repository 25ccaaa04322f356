"""`eorder sign-out`: end the sessions of one account or of everybody."""

from __future__ import annotations

from typing import Annotated

import typer

from eorder.foundation.errors import ConfigurationError


def sign_out(
    name: Annotated[str, typer.Argument(help="Surel atau NRK akunnya.")] = "",
    *,
    everybody: Annotated[bool, typer.Option("--all", help="Sesi semua akun.")] = False,
) -> None:
    """Akhiri sesi sebuah akun, atau semua sesi."""
    if bool(name) == everybody:
        raise ConfigurationError("Sebutkan satu akun, atau --all untuk semua.")
    from eorder.cli.ready import ready

    ready()
    from eorder.parties.identity.actions.end_sessions import end_sessions

    typer.echo(f"Sesi yang diakhiri: {end_sessions(name=name or None)}")
