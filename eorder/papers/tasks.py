"""What the clock does with kept files."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from eorder.papers.actions.sweep_files import sweep_files


@app.periodic(cron="43 3 * * *")
@app.task(name="papers.sweep_kept_files", queue="upkeep", queueing_lock="papers.sweep_kept_files")
def sweep_kept_files(timestamp: int) -> None:
    """Remove bytes that no record refers to, every night; safe to repeat."""
    del timestamp
    sweep_files(at=timezone.now())
