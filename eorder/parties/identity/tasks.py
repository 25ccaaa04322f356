"""What the clock does with sessions."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from eorder.parties.identity.actions.clear_sessions import clear_sessions


@app.periodic(cron="17 * * * *")
@app.task(name="identity.clear_ended_sessions", queue="upkeep", queueing_lock="identity.clear_ended_sessions")
def clear_ended_sessions(timestamp: int) -> None:
    """Remove the sessions whose time is over, every hour; safe to repeat."""
    del timestamp
    clear_sessions(at=timezone.now())
