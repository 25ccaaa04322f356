"""Whatever is killed, and at whatever point: nothing acknowledged is lost, nothing is done twice."""

import os
import time
from itertools import product

import pytest

from tests.crash.comparing import EVENTS
from tests.crash.rounds import CHECKED_EACH, POINTS, VICTIMS, Run, Tally

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("crash")]
ROUNDS = int(os.environ.get("EORDER_CRASH_ROUNDS", "30"))
LEAST_IN_FLIGHT = 50
JOBS = "SELECT status::text, count(*) FROM procrastinate_jobs WHERE queue_name = 'events' GROUP BY 1"


@pytest.fixture(scope="module")
def run(installation):
    """Site and worker, and the list of acts that both tests go on with."""
    made, ground = installation
    made.start_web()
    made.start_worker()
    return Run(made, ground)


def test_acts_when_web_worker_and_database_are_killed_then_none_is_lost_and_none_doubled(run, capsys):
    made, run.tally = run.installation, Tally()
    plan = [(victim, point) for point, victim in product(POINTS, VICTIMS)]
    for number in range(ROUNDS):
        compared = run.round(*plan[number % len(plan)])
        assert compared.is_clean, (plan[number % len(plan)], compared)
        if number % CHECKED_EACH == CHECKED_EACH - 1:
            assert made.check() == []
    with capsys.disabled():
        print(f"\ncrash harness: {run.tally}")  # noqa: T201 - the counts are what the run is for
    assert made.check() == []
    assert sum(run.tally.in_flight) >= LEAST_IN_FLIGHT * ROUNDS
    assert run.tally.in_doubt > 0
    assert run.tally.kinds.keys() == EVENTS.keys()


def test_jobs_when_the_worker_is_killed_at_work_then_each_is_done(run):
    assert run.round("worker", "random").is_clean
    end = time.monotonic() + 120 + 10 * run.tally.rounds
    while {"todo", "doing"} & dict(run.installation.query(JOBS)).keys():
        assert time.monotonic() < end, run.installation.query(JOBS)
        time.sleep(0.5)
    assert dict(run.installation.query(JOBS)).keys() == {"succeeded"}
