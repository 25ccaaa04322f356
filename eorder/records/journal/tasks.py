"""Tell subscribers of an event after its commit, also when the worker that began to was killed."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from eorder.records.journal.queries import event_with_facts
from eorder.records.journal.subscriptions import listeners_of

TRIES = RetryStrategy(max_attempts=8, exponential_wait=3)
QUEUE = "events"


@app.task(name="journal.tell", queue=QUEUE, retry=TRIES)
def tell(event_id: str) -> None:
    """Tell every subscriber of one event; safe to repeat."""
    event = event_with_facts(UUID(event_id))
    if event is None:
        return
    for listener in listeners_of(event["name"]):
        listener(event)


@app.periodic(cron="* * * * *")
@app.task(
    name="journal.take_up_abandoned",
    queue="upkeep",
    queueing_lock="journal.take_up_abandoned",
    pass_context=True,
)
async def take_up_abandoned(context: JobContext, timestamp: int) -> None:
    """Queue the jobs again whose worker gives no sign of life: it was killed while it told of an event.

    Only those of events; what the clock began, it begins again by itself.
    """
    del timestamp
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(queue=QUEUE):
        await jobs.retry_job(job)
