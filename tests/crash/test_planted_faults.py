"""The harness finds faults: sites that lie about a commit, or forget what a command id is for, are caught."""

import pytest

from tests.crash.clients import placing
from tests.crash.comparing import compare
from tests.crash.conftest import installed
from tests.crash.rounds import Run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("crash")]


@pytest.fixture(scope="module")
def ground_of():
    """An installation whose site each test chooses."""
    with installed() as made:
        yield made


@pytest.fixture
def run(ground_of):
    """A run on it; the site ends with the test."""
    made, ground = ground_of

    def start(site):
        made.site = f"tests.crash.{site}:application"
        made.start_web()
        return Run(made, ground)

    yield start
    made.stop_web()


def test_harness_when_a_site_acknowledges_before_the_commit_then_it_reports_lost_acts(run):
    lying = run("lying_site")
    compared = lying.round("web", "random", clients=8)
    assert lying.tally.lost == len(compared.lost) > 0


def test_harness_when_a_site_forgets_commands_then_it_reports_doubled_acts(run):
    forgetful = run("forgetful_site")
    before = forgetful.installation.query("SELECT count(*) FROM orders_order")[0][0]
    acts = []
    connection = forgetful.door.connect()
    for _ in range(3):
        act = placing(forgetful.door.ground, forgetful.choose)
        forgetful.door.send(connection, act)
        act.order, act.status = "", "sent"  # as if the answer had not come
        forgetful.door.send(connection, act)
        acts.append(act)
    connection.close()
    compared = compare(forgetful.installation, acts)
    assert compared.doubled.count("orders") - before == 3
