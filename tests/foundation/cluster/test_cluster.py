"""The embedded server: shared, found again after a kill, and gone with its last user."""

import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from eorder.foundation.cluster import Cluster
from eorder.foundation.cluster.account import SUITABLE, Account
from eorder.foundation.cluster.place import LONGEST_SOCKET_PATH
from eorder.foundation.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[3]
# Acquires the cluster, as another account if one is named, says so, and holds it until a line comes in.
# It becomes that account only after its imports, because Python itself may lie in a private folder.
USER = """
import os
import sys
from pathlib import Path
import psycopg
from eorder.foundation.cluster import Cluster
if len(sys.argv) > 2:
    os.setgroups([])
    os.setgid(int(sys.argv[3]))
    os.setuid(int(sys.argv[2]))
cluster = Cluster(Path(sys.argv[1]))
urls = cluster.acquire()
with psycopg.connect(urls.owner_url) as connection:
    number = connection.execute("SELECT 6 * 7").fetchone()[0]
print(number, flush=True)
sys.stdin.readline()
cluster.release()
"""


@pytest.fixture(scope="module")
def folder():
    """A short folder that every account can walk through."""
    with tempfile.TemporaryDirectory(prefix="eo", dir="/tmp") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="module")
def made(folder):
    """One cluster for the tests that only start and stop; making it costs more than starting it."""
    cluster = Cluster(folder / "home")  # durable: a kill must lose nothing
    yield cluster
    cluster.destroy()


@pytest.fixture
def cluster(made):
    made.acquire()
    yield made
    made.release()


def user_of(home, *account, **options):
    arguments = [sys.executable, "-c", USER, str(home), *map(str, account)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        arguments,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
        **options,
    )


def let_go(process):
    process.communicate("\n", timeout=30)
    return process.returncode


def postmaster(cluster):
    return int((cluster.place.data / "postmaster.pid").read_text().split()[0])


def answer(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT current_user").fetchone()[0]


def is_up(cluster):
    try:
        return answer(cluster.urls().runtime_url) == "eorder_runtime"
    except psycopg.OperationalError:
        return False


def test_cluster_when_acquired_then_both_roles_connect_and_the_runtime_owns_nothing(cluster):
    urls = cluster.urls()
    assert answer(urls.owner_url) == "eorder_owner"
    with psycopg.connect(urls.runtime_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (id int)")


def test_cluster_when_made_then_settings_are_the_same_everywhere(cluster):
    with psycopg.connect(cluster.urls().runtime_url) as connection:
        shown = [
            connection.execute(f"SHOW {name}").fetchone()[0]
            for name in (
                "data_checksums",
                "listen_addresses",
                "timezone",
                "server_encoding",
                "max_connections",
            )
        ]
        locale = connection.execute(
            "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert shown == ["on", "", "UTC", "UTF8", "100"]
    assert locale == ("b", "C.UTF-8")


def test_cluster_when_made_then_others_cannot_look_inside(cluster):
    for path in (cluster.place.base, cluster.place.data, cluster.place.sockets):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_release_when_last_user_then_server_stops(made):
    made.acquire()
    made.release()
    assert not is_up(made)


def test_release_when_another_process_uses_it_then_server_stays_until_that_ends(made):
    made.acquire()
    other = user_of(made.home)
    assert other.stdout.readline() == "42\n"
    made.release()
    assert is_up(made)
    assert let_go(other) == 0
    assert not is_up(made)


def test_release_when_the_other_user_was_killed_then_server_stops(made):
    made.acquire()
    other = user_of(made.home)
    assert other.stdout.readline() == "42\n"
    other.kill()
    other.communicate()
    assert is_up(made)
    made.release()
    assert not is_up(made)


def test_acquire_when_the_only_user_was_killed_then_the_running_server_is_taken_over(made):
    other = user_of(made.home)
    assert other.stdout.readline() == "42\n"
    before = postmaster(made)
    other.kill()
    other.communicate()
    made.acquire()
    assert postmaster(made) == before
    made.release()
    assert not is_up(made)


@pytest.mark.parametrize("round_number", range(3))
def test_ensure_running_when_the_server_was_killed_then_committed_rows_are_there(cluster, round_number):
    url = cluster.urls().owner_url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (round int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [round_number])
        os.kill(postmaster(cluster), signal.SIGKILL)
    cluster.ensure_running()
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT count(*) FROM kept WHERE round = %s", [round_number]).fetchone()[0]
    assert rows == 1


def test_acquire_when_the_stale_pid_belongs_to_another_program_then_that_one_lives(made):
    made.acquire()
    pid_file = made.place.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    made.release()
    bystander = subprocess.Popen(["sleep", "60"])
    pid_file.write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
    made.place.account.own(pid_file)
    made.acquire()
    assert is_up(made)
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()
    made.release()


def test_start_when_two_processes_start_at_once_then_one_server_serves_both(folder):
    home = folder / "two"
    both = [user_of(home), user_of(home)]
    assert [each.stdout.readline() for each in both] == ["42\n", "42\n"]
    assert [let_go(each) for each in both] == [0, 0]
    cluster = Cluster(home, durable=False)
    assert not is_up(cluster)
    cluster.destroy()


def test_create_database_when_copied_from_a_template_then_it_holds_its_rows(cluster):
    first = cluster.create_database("first")
    with psycopg.connect(first.owner_url) as connection:
        connection.execute("CREATE TABLE seed AS SELECT 7 AS number")
    second = cluster.create_database("second", template="first")
    with psycopg.connect(second.owner_url) as connection:
        assert connection.execute("SELECT number FROM seed").fetchone() == (7,)


def test_sockets_when_the_home_is_long_then_a_short_private_folder_elsewhere(folder):
    home = folder / ("panjang" * 20)
    cluster = Cluster(home, durable=False)
    assert len(os.fsencode(cluster.place.socket)) <= LONGEST_SOCKET_PATH
    cluster.acquire()
    assert is_up(cluster)
    assert stat.S_IMODE(cluster.place.sockets.stat().st_mode) == 0o700
    sockets = cluster.place.sockets
    cluster.destroy()
    assert not sockets.exists()


def test_sockets_when_somebody_else_made_the_short_folder_open_then_refused(folder):
    cluster = Cluster(folder / ("lama" * 40), durable=False)
    cluster.place.sockets.mkdir(mode=0o755)
    cluster.place.sockets.chmod(0o755)
    with pytest.raises(ConfigurationError, match="bukan milik"):
        cluster.place.make_sockets()
    cluster.destroy()


def test_server_when_the_terminal_interrupts_its_starter_then_it_lives_on(folder, cluster):
    other = user_of(folder / "home", start_new_session=True)
    assert other.stdout.readline() == "42\n"
    os.killpg(other.pid, signal.SIGINT)
    other.communicate(timeout=30)
    assert is_up(cluster)


def test_may_reach_when_a_folder_above_is_private_then_not(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    stranger = Account(uid=os.geteuid() + 12_345, gid=os.getegid() + 12_345)
    assert not stranger.may_reach(closed)
    assert Account(os.geteuid(), os.getegid()).may_reach(Path("/"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
def test_cluster_when_root_has_a_private_home_then_it_lies_elsewhere_and_permissions_stay(folder):
    private = folder / "private"
    private.mkdir(mode=0o700)
    cluster = Cluster(private / "home", durable=False)
    cluster.acquire()
    assert is_up(cluster)
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    elsewhere = cluster.place.base
    assert not elsewhere.is_relative_to(private)
    assert cluster.place.account.uid == elsewhere.stat().st_uid != 0
    cluster.destroy()
    assert not elsewhere.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
def test_cluster_when_a_plain_account_starts_it_then_it_runs_as_that_account(folder):
    plain = next(entry for entry in map(find_account, SUITABLE) if entry)
    home = folder / "plain"
    home.mkdir()
    os.chown(home, plain.pw_uid, plain.pw_gid)
    process = user_of(home, plain.pw_uid, plain.pw_gid)
    assert process.stdout.readline() == "42\n"
    cluster = Cluster(home, durable=False)
    assert Path("/proc", str(postmaster(cluster))).stat().st_uid == plain.pw_uid
    cluster.acquire()  # root joins, as the account that owns the cluster
    assert let_go(process) == 0
    assert is_up(cluster)
    cluster.destroy()


def find_account(name):
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def test_answers_when_nothing_runs_then_quickly_no(made):
    started = time.monotonic()
    assert not is_up(made)
    assert time.monotonic() - started < 1
