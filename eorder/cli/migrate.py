"""`eorder migrate`: bring the tables up to date, as their owner, and check the result as the runtime role."""

from __future__ import annotations

import typer


def migrate() -> None:
    """Bring the database up to date, grant the runtime role its rights, and check the installation."""
    from eorder.cli.ready import ready

    ready()
    bring_up_to_date()
    typer.echo("Basis data siap.")


def bring_up_to_date() -> None:
    """Apply the migrations of all apps and of the job queue, the grants, and the boot check.

    Raises:
        ConfigurationError: No owner address is known, or the installation is not fit to serve.
    """
    from django.core.management import call_command
    from django.db import connections

    from config import checks, database, roles
    from eorder.foundation.errors import ConfigurationError

    if "owner" not in connections.settings:
        raise ConfigurationError("EORDER_OWNER_URL belum diisi; migrasi berjalan sebagai pemilik tabel.")
    call_command("migrate", database="owner", interactive=False, verbosity=0, skip_checks=True)
    roles.grant_runtime(connections["owner"])
    connections["owner"].close()
    checks.require_fit(database.environment())
