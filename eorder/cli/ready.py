"""What every command does first: start the database, then Django."""

from __future__ import annotations

import os


def ready() -> None:
    """Make sure that the database answers and Django knows its apps; repeatable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config import database

    database.start()
    import django

    django.setup()
