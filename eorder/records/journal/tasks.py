"""Tell subscribers of an event after its commit."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from eorder.records.journal.queries import event_with_facts
from eorder.records.journal.subscriptions import listeners_of

TRIES = RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(name="journal.tell", queue="events", retry=TRIES)
def tell(event_id: str) -> None:
    """Tell every subscriber of one event; safe to repeat."""
    event = event_with_facts(UUID(event_id))
    if event is None:
        return
    for listener in listeners_of(event["name"]):
        listener(event)
