"""`eorder migrate`: bring the tables up to date, as their owner, and check the result as the runtime role."""

from __future__ import annotations

import typer

from eorder.foundation.errors import ConfigurationError


def migrate() -> None:
    """Mutakhirkan tabel basis data.

    Peran basis data untuk situs diberi hak-haknya, lalu pemasangannya diperiksa.
    """
    from eorder.cli.ready import ready

    ready()
    from django.db import connections

    if "owner" not in connections.settings:
        raise ConfigurationError("EORDER_OWNER_URL belum diisi; migrasi berjalan sebagai pemilik tabel.")
    bring_up_to_date()
    typer.echo("Basis data siap.")


def bring_up_to_date() -> None:
    """Apply the migrations and the grants where the owner is known, else see that none is missing; then check.

    Raises:
        ConfigurationError: Migrations are missing and the owner is not known, or the installation is not fit to
            serve.
    """
    from django.db import connections

    from config import checks, database

    if "owner" in connections.settings:
        _apply()
    else:
        _require_applied()
    checks.require_fit(database.environment())


def _apply() -> None:
    from django.core.management import call_command
    from django.db import connections

    from config import roles

    call_command("migrate", database="owner", interactive=False, verbosity=0, skip_checks=True)
    roles.grant_runtime(connections["owner"])
    connections["owner"].close()


def _require_applied() -> None:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        first, _ = missing[0]
        raise ConfigurationError(
            f"Tabel basis data belum mutakhir: {len(missing)} migrasi belum dijalankan, yang pertama {first}. "
            "Jalankan `eorder migrate` dengan EORDER_OWNER_URL, lalu mulai lagi."
        )
