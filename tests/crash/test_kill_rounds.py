"""Whatever is killed, and at whatever point: nothing acknowledged is lost, nothing is done twice."""

import os
import time
from itertools import product

import pytest

from tests.crash.rounds import CHECKED_EACH, POINTS, VICTIMS, Run

pytestmark = [pytest.mark.harsh, pytest.mark.xdist_group("crash")]
ROUNDS = int(os.environ.get("EORDER_CRASH_ROUNDS", "30"))
LEAST_IN_FLIGHT = 50
JOBS = "SELECT status::text, count(*) FROM procrastinate_jobs WHERE queue_name = 'events' GROUP BY 1"


def test_acts_when_web_worker_and_database_are_killed_then_none_is_lost_and_none_doubled(
    installation, capsys
):
    made, ground = installation
    made.start_web()
    made.start_worker()
    run = Run(made, ground)
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


def test_jobs_when_the_worker_was_killed_at_work_then_each_is_done(installation):
    made, _ = installation
    end = time.monotonic() + 240
    while time.monotonic() < end:
        counted = dict(made.query(JOBS))
        if not {"todo", "doing"} & counted.keys():
            break
        time.sleep(0.5)
    assert counted.keys() == {"succeeded"}, counted
