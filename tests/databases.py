"""Databases for tests: one migrated template for each state of the migrations, and copies of it."""

import fcntl
import hashlib
import os
import secrets
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from config import database as config_database
from config import roles
from eorder.foundation.cluster import Cluster, Urls
from eorder.foundation.errors import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "eorder_template_"
COPY = "eorder_test_"


@dataclass(frozen=True)
class TestServer:
    """A server that tests may make databases on; the owner role must have CREATEDB."""

    __test__ = False
    urls: Urls
    home: Path
    is_ours: bool

    def create(self, template: str) -> str:
        """Copy the template under a name that tells the process it belongs to."""
        name = f"{COPY}{os.getpid()}_{secrets.token_hex(4)}"
        self.run("CREATE DATABASE {} TEMPLATE {}", name, template)
        self.run("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC", name)  # the one right a copy does not inherit
        return name

    def drop(self, name: str) -> None:
        """Remove a copy, whoever is still connected.

        The server's own vacuum may be at work in it; the owner role may not end that, but it is soon done.
        """
        patience = time.monotonic() + 20
        while True:
            try:
                self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            except psycopg.errors.InsufficientPrivilege:
                if time.monotonic() > patience:
                    raise
                time.sleep(0.1)
            else:
                return

    def run(self, statement: str, *names: str) -> None:
        """Run one statement about databases as the owner role."""
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def names(self, prefix: str) -> list[str]:
        """The databases whose name starts so."""
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
            )
            return [name for (name,) in rows]

    def _connect(self):
        return psycopg.connect(make_conninfo(self.urls.owner_url, dbname="postgres"), autocommit=True)

    def template(self) -> str:
        """Find the template of today's migrations, or make it; other templates and lost copies go."""
        wanted = f"{TEMPLATE}{migrations_digest()}"
        with exclusive(self.home / "template.lock"):
            if wanted not in self.names(TEMPLATE):
                self._sweep()
                self._migrate(wanted)
        return wanted

    def _migrate(self, wanted: str) -> None:
        draft = f"{COPY}{os.getpid()}_template"
        self.run("CREATE DATABASE {}", draft)
        with pointed_at(draft):
            call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
            roles.grant_runtime(connections["owner"])
        self.run("ALTER DATABASE {} RENAME TO {}", draft, wanted)

    def _sweep(self) -> None:
        for name in self.names(COPY):
            if not Path("/proc", name.removeprefix(COPY).split("_")[0]).exists():
                self.drop(name)
        for name in self.names(TEMPLATE):
            self.drop(name)


@contextmanager
def test_server():
    """Give the server of the tests: an outside one if named, or an embedded one that all processes share."""
    env = config_database.environment()
    if env.database_url and env.owner_url:
        env.home.mkdir(parents=True, exist_ok=True)
        yield TestServer(Urls(env.owner_url, env.database_url), env.home, is_ours=False)
        return
    cluster = Cluster(env.home, durable=False)
    try:
        urls = cluster.acquire()
    except ConfigurationError:  # after a power cut a cluster without fsync may be beyond repair
        cluster.destroy()
        urls = cluster.acquire()
    try:
        yield TestServer(urls, env.home, is_ours=True)
    finally:
        cluster.release()


@contextmanager
def pointed_at(name: str):
    """Let both of Django's aliases use this database, in every thread, until the end of the block."""
    before = {alias: connections.settings[alias]["NAME"] for alias in connections.settings}
    _point(dict.fromkeys(before, name))
    try:
        yield
    finally:
        _point(before)


def _point(names: dict[str, str]) -> None:
    connections.close_all()
    for alias, name in names.items():
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


@contextmanager
def exclusive(path: Path):
    """Let one process at a time into the block."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrations_digest() -> str:
    """A digest of all that decides what a migrated database looks like."""
    files = [*ROOT.glob("eorder/**/migrations/*.py"), *ROOT.glob("eorder/**/models.py")]
    files += [ROOT / "config/roles.py", ROOT / "eorder/records/journal/append_only.py"]
    digest = hashlib.sha256(version("procrastinate").encode() + version("django").encode())
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]
