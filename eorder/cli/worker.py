"""`eorder worker`: do the background work until told to stop."""

from __future__ import annotations


def worker() -> None:
    """Kerjakan pekerjaan latar saja.

    Ctrl-C menunggu pekerjaan yang sedang berjalan selesai.
    """
    from eorder.cli.ready import ready

    ready()
    from procrastinate.contrib.django import app

    from config import checks, database

    checks.require_fit(database.environment())
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's connector has it
    with app.replace_connector(connector) as running:
        running.run_worker(shutdown_graceful_timeout=8)
    database.stop()
