"""A job whose worker was killed at work is taken up again; one that is being worked on is left alone."""

import uuid

import pytest
from procrastinate.contrib.django import app

from eorder.records.journal.tasks import take_up_abandoned, tell

pytestmark = pytest.mark.usefixtures("committed_db")


def begun_by(owner, worker):
    """A job in the hands of a worker; of none, once the row of a silent worker was removed."""
    job = tell.defer(event_id=str(uuid.uuid4()))
    owner.execute(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job]
    )
    return job


def worker_seen(owner, ago):
    """A worker that gave a sign of life some seconds ago."""
    made = owner.execute(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
        [ago],
    )
    return made.fetchone()[0]


def run_upkeep():
    """Let a worker do what is queued for the upkeep of jobs, and end."""
    take_up_abandoned.defer(timestamp=0)
    with app.replace_connector(app.connector.get_worker_connector()) as running:
        running.run_worker(queues=["upkeep"], wait=False, install_signal_handlers=False)


def test_jobs_when_their_worker_was_killed_then_they_are_queued_again_and_others_are_not(owner):
    expected = {
        begun_by(owner, None): "todo",
        begun_by(owner, worker_seen(owner, 3)): "doing",
    }
    run_upkeep()
    found = owner.execute(
        "SELECT id, status::text FROM procrastinate_jobs WHERE queue_name = 'events'"
    ).fetchall()
    assert dict(found) == expected
