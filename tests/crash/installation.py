"""An installation that is killed and started again: its home, its durable cluster, its site and its worker."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from eorder.foundation.cluster import Cluster
from tests.databases import ROOT

PATIENCE = 60.0
SITE = "tests.crash.wrapped_site:application"


class Installation:
    """Programs as `eorder run` starts them, each of which may be killed by its pid."""

    def __init__(self, home, site=SITE):
        self.home, self.site = home, site
        home.mkdir(mode=0o711)
        self.points = home / "points"
        self.points.mkdir()
        (home / "static").mkdir()
        self.cluster = Cluster(home)
        self.port = _free_port()
        self.web = self.worker = None
        self.database_url = None

    def environment(self):
        """What a program of this installation is told."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("EORDER_", "DJANGO_"))}
        told = {"EORDER_HOME": str(self.home), "EORDER_PUBLIC_URL": f"http://localhost:{self.port}",
                "DJANGO_SETTINGS_MODULE": "config.settings", "CRASH_POINTS": str(self.points), "PYTHONPATH": str(ROOT),
                "COLUMNS": "200"}  # fmt: skip
        if self.database_url:
            told["EORDER_DATABASE_URL"] = self.database_url
        return {**kept, **told}

    def build(self):
        """Migrate a new database and lay the ground; what clients must know."""
        self.cluster.acquire()
        self.run("-m", "eorder.cli", "migrate")
        return json.loads(self.run("-m", "tests.crash.ground"))

    def run(self, *arguments):
        """Run a program of the installation to its end; what it wrote."""
        done = self.try_to_run(*arguments)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    def try_to_run(self, *arguments):
        """Run a program, however it ends."""
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment(), capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip

    def start_web(self, workers=2):
        """Start the site and wait until it answers."""
        self.web = self._start(
            "granian", "--interface", "rsgi", "--workers", str(workers), "--http", "1", "--host", "127.0.0.1", "--port",
            str(self.port), "--no-ws", "--respawn-failed-workers", "--log-level", "error", self.site,
        )  # fmt: skip
        self.wait_for_web()

    def start_worker(self):
        """Start the background work."""
        self.worker = self._start("eorder.cli", "worker")

    def _start(self, *arguments):
        log = (self.home / f"{arguments[0]}.log").open("ab")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", *arguments], cwd=ROOT, env=self.environment(), stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def wait_for_web(self):
        """Wait until a request is answered."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.web.poll() is None, (self.home / "granian.log").read_text()[-3000:]
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5) as probe:
                probe.sendall(b"GET /masuk HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if probe.recv(12):
                    return
            time.sleep(0.05)
        raise AssertionError("the site does not answer")

    def web_pids(self):
        """The site's processes, its root first."""
        return [self.web.pid, *children_of(self.web.pid)]

    def database_pid(self):
        """The postmaster."""
        return int((self.cluster.place.data / "postmaster.pid").read_text().splitlines()[0])

    def victims(self, kind):
        """Whom to kill for a kind of crash."""
        if kind == "web":
            return self.web_pids()
        if kind == "web_process":
            return children_of(self.web.pid)[:1]
        if kind == "worker":
            return [self.worker.pid]
        postmaster = self.database_pid()
        return [postmaster] if kind == "database" else [postmaster, *children_of(postmaster)]

    def revive(self):
        """Start again whatever is dead, as the root of the tree would."""
        self.cluster.ensure_running()
        if self.web.poll() is not None:
            self.start_web()
        if self.worker is not None and self.worker.poll() is not None:
            self.start_worker()
        self.wait_for_web()

    def query(self, statement, *values):
        """Rows of one statement, past the program."""
        with psycopg.connect(self.cluster.urls().owner_url) as connection:
            return connection.execute(statement, values or None).fetchall()

    def check(self):
        """Let `eorder check` look at everything; what it found wrong."""
        done = self.try_to_run("-m", "eorder.cli", "check")
        lines = done.stdout.splitlines()
        assert lines, done.stderr
        return [] if done.returncode == 0 else [line for line in lines if " ok " not in line] + [done.stderr]

    def stop_web(self):
        """End the site; the records stay."""
        kill([*children_of(self.web.pid), self.web.pid])
        self.web.wait()

    def close(self):
        """End what runs and remove everything."""
        for each in (self.web, self.worker):
            if each is not None:
                kill([*children_of(each.pid), each.pid])
                each.wait()
        self.cluster.destroy()


def kill(pids):
    """Kill processes that the harness started, by pid; those that ended already are fine."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def children_of(pid):
    """The processes that a process has started."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class SecondSite(Installation):
    """Another site on the same records, which comes to the database by a way of its own."""

    def __init__(self, made, database_url):
        self.home, self.site, self.points, self.cluster = made.home, made.site, made.points, made.cluster
        self.port, self.database_url = _free_port(), database_url
        self.web = self.worker = None
