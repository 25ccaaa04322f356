"""A database that is slow, paused, locked, full or cut off: a clean answer, no half-done act, and recovery."""

import json
import os
import random
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path

import psycopg
import pytest

from tests.crash import gates
from tests.crash.clients import Crowd, following, placing
from tests.crash.comparing import compare
from tests.crash.conftest import installed
from tests.crash.installation import SecondSite, children_of
from tests.crash.proxy import Proxy
from tests.crash.rounds import Run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("crash")]
CLEAN = {403, 409, 500, 503}
CROWD = 24


@pytest.fixture(scope="module")
def run(installation):
    """The site without the worker, and the list of acts that all tests of this file go on with."""
    made, ground = installation
    made.start_web()
    return Run(made, ground)


@pytest.fixture(autouse=True)
def _green_afterwards(run):
    yield
    run.resolve([act for act in run.acts if act.status == "in_doubt"])
    compared = compare(run.installation, run.acts)
    assert compared.is_clean, compared
    assert run.installation.check() == []


def tell(run, act):
    """Send one act; the status of the answer and what was said."""
    connection = run.door.connect()
    run.door.send(connection, act)
    connection.close()
    run.acts.append(act)
    return act.answers[-1]


def place(run):
    return placing(run.door.ground, random.Random(len(run.acts)))  # noqa: S311 - repeatable


def assert_clean(answer):
    """The client was answered with a sentence and no inside of the program."""
    status, text = answer
    assert status in CLEAN, answer
    assert "Traceback" not in text
    assert "psycopg" not in text
    assert len(text) > 20


def owner_of(run):
    return psycopg.connect(run.installation.cluster.urls().owner_url)


def test_acts_when_the_database_is_slow_then_they_are_done(run):
    with Crowd(run.door, CROWD, "slow") as crowd:
        for _ in range(8):
            with gates.closed(run.installation.cluster.urls().owner_url, gates.BEFORE_COMMIT) as wait:
                wait()
                time.sleep(0.2)
    run.acts += crowd.acts
    assert {act.status for act in crowd.acts} == {"acknowledged"}


def test_acts_when_the_database_is_paused_then_they_go_on_afterwards(run):
    with Crowd(run.door, CROWD, "paused") as crowd:
        time.sleep(0.5)
        with paused(run.installation.database_pid()):
            before = len(crowd.acts)
            time.sleep(2)
            assert len(crowd.acts) <= before + CROWD
        time.sleep(1)
    run.acts += crowd.acts
    assert len(crowd.acts) > before
    assert tell(run, place(run))[0] == 201


@contextmanager
def paused(postmaster):
    """The server and all its processes stand still."""
    pids = [postmaster, *children_of(postmaster)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("what", ["row", "table"])
def test_act_when_another_session_holds_its_lock_then_it_is_told_to_wait_and_nothing_is_half_done(run, what):
    placed = place(run)
    assert tell(run, placed)[0] == 201
    lock = {
        "row": "SELECT FROM budgets_budgetline FOR UPDATE",
        "table": "LOCK TABLE orders_order, journal_event IN EXCLUSIVE MODE",
    }[what]
    accept, another = following(run.door.ground, placed, "accept"), place(run)
    with owner_of(run) as session:
        session.execute(lock)
        for act in (accept, another):
            answer = tell(run, act)
            assert answer[0] == 503, answer
            assert_clean(answer)
            assert act.status == "in_doubt"
    for act in (accept, another):
        assert tell(run, act)[0] in {201, 303}
    run.acts = list({act.command: act for act in run.acts}.values())


def test_acts_when_the_database_is_gone_then_each_is_answered_and_it_comes_back(run):
    os.kill(run.installation.database_pid(), signal.SIGKILL)
    time.sleep(0.3)
    act = place(run)
    answer = tell(run, act)
    assert_clean(answer)
    assert (answer[0], json.loads(answer[1])["code"]) == (503, "unreachable"), answer
    run.installation.revive()
    assert tell(run, place(run))[0] == 201


@pytest.mark.parametrize("kind", ["place", "accept"])
def test_act_when_the_line_is_cut_in_mid_commit_then_its_command_resolves_it(run, kind):
    proxy = Proxy(run.installation.cluster.place.socket)
    through = SecondSite(run.installation, f"postgresql://eorder_runtime@127.0.0.1:{proxy.port}/eorder")
    try:
        through.start_web(workers=1)
        door = copy(run.door)
        door.port = through.port
        connection = door.connect()
        for _ in range(5):  # so that the statement is prepared, as it is in service
            warm = place(run)
            door.send(connection, warm)
            run.acts.append(warm)
        act = place(run) if kind == "place" else following(run.door.ground, warm, "accept")
        proxy.arm()
        door.send(connection, act)
        run.acts.append(act)
        assert proxy.cuts == 1
        assert act.status == "in_doubt", act.answers
        assert_clean(act.answers[-1])
        door.send(connection, act)
        assert act.status == "acknowledged", act.answers
        connection.close()
    finally:
        through.stop_web()
        proxy.close()


@pytest.fixture
def small_disk():
    """A few megabytes that fill up."""
    with tempfile.TemporaryDirectory(prefix="disk", dir="/tmp") as name:
        Path(name).chmod(0o711)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=400m,mode=0711", "tmpfs", name],
            check=False,
            capture_output=True,
        )
        if mounted.returncode:
            pytest.skip("this machine does not let the test mount a small tmpfs")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


def test_acts_when_the_disk_is_full_then_each_is_refused_whole_and_they_go_on_with_room(small_disk):
    with installed(within=small_disk) as (made, ground):
        made.start_web()
        run = Run(made, ground)
        filler = small_disk / "filler"
        with Crowd(run.door, CROWD, "full") as crowd:
            time.sleep(0.5)
            with suppress(OSError), filler.open("wb") as file:
                while True:
                    file.write(b"0" * 65_536)
            time.sleep(4)
            filler.unlink()
        run.acts += crowd.acts
        doubtful = [act for act in crowd.acts if act.was_in_doubt]
        assert doubtful
        made.revive()
        run.resolve(run.acts)
        assert tell(run, place(run))[0] == 201
        compared = compare(made, run.acts)
        assert compared.is_clean, compared
        assert made.check() == []
        for answer in {each for act in doubtful for each in act.answers if isinstance(each, tuple)}:
            assert answer[0] in {201, 303, 404} or assert_clean(answer) is None
