"""A cluster that several processes use at once; file locks decide who starts it and who stops it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from eorder.foundation.cluster.place import Place, place_of
from eorder.foundation.cluster.server import SUPERUSER, Server

DATABASE = "eorder"
OWNER = "eorder_owner"
RUNTIME = "eorder_runtime"
ROLES = {
    OWNER: "LOGIN NOSUPERUSER NOCREATEROLE CREATEDB",  # migrations, and databases of tests
    RUNTIME: "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB",  # web and worker: owns nothing
}
NO_LARGE_OBJECTS = (  # rows of nobody's table, which no grant of ours would reach
    "REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) FROM PUBLIC"
)


@dataclass(frozen=True)
class Urls:
    """Addresses of one database for its two roles."""

    owner_url: str
    runtime_url: str


class Cluster:
    """The embedded server of one home, shared by every process that acquired it.

    Each user holds a shared lock on `users.lock`, which the kernel drops even after kill -9. Starting and
    stopping happen under an exclusive lock on `start.lock`; who releases last stops the server.

    Args:
        home: The folder of the installation; the cluster lies in `home/cluster`.
        durable: False gives up safety against a power cut, for tests only.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = home
        self.durable = durable
        self._use: int | None = None

    def __enter__(self) -> Urls:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    @cached_property
    def place(self) -> Place:
        """Folders and account; chosen on first use, without starting anything."""
        return place_of(self.home)

    def urls(self, database: str = DATABASE) -> Urls:
        """Addresses of a database of this cluster, whether or not the server runs."""
        return Urls(self._url(OWNER, database), self._url(RUNTIME, database))

    def acquire(self) -> Urls:
        """Count this process as a user until `release` or its end, and make sure that the server answers."""
        with self._exclusive():
            if self._use is None:
                self._use = self._open("users.lock")
                fcntl.flock(self._use, fcntl.LOCK_SH)
            self._start_if_needed()
        return self.urls()

    def ensure_running(self) -> Urls:
        """Start the server if it does not answer, for example after kill -9; cheap if it does."""
        with self._exclusive():
            self._start_if_needed()
        return self.urls()

    def release(self) -> None:
        """Give up this process's use; the last user stops the server."""
        if self._use is None:
            return
        with self._exclusive():
            os.close(self._use)
            self._use = None
            if self._is_unused():
                self._server.stop()

    def create_database(self, name: str, template: str | None = None) -> Urls:
        """Make a database of the owner role, empty or as a copy of a template nobody is connected to."""
        with psycopg.connect(self._url(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template or "template1")
                )
            )
        return self.urls(name)

    def destroy(self) -> None:
        """Stop the server and remove the cluster with everything in it, for clusters of tests."""
        with self._exclusive():
            if self._use is not None:
                os.close(self._use)
                self._use = None
            self._server.stop()
            shutil.rmtree(self.place.sockets, ignore_errors=True)
            shutil.rmtree(self.place.base, ignore_errors=True)
            link = self.home.absolute() / "cluster"
            if link.is_symlink():
                link.unlink()
        del self.place

    @property
    def _server(self) -> Server:
        return Server(self.place, durable=self.durable)

    def _start_if_needed(self) -> None:
        server = self._server
        if server.answers():
            return
        server.start()
        self._furnish()

    def _furnish(self) -> None:
        """Make roles and database where they are missing."""
        with psycopg.connect(self._url(SUPERUSER, "postgres"), autocommit=True) as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for name in ROLES.keys() - roles:
                connection.execute(
                    sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), sql.SQL(ROLES[name]))
                )
            connection.execute(  # so that the owner may end sessions of the runtime
                sql.SQL("GRANT {} TO {}").format(sql.Identifier(RUNTIME), sql.Identifier(OWNER))
            )
            with psycopg.connect(self._url(SUPERUSER, "template1")) as template:
                template.execute(NO_LARGE_OBJECTS)
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if found.fetchone() is None:
                self.create_database(DATABASE)
        with psycopg.connect(self._url(SUPERUSER, DATABASE)) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            connection.execute(NO_LARGE_OBJECTS)

    def _url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{quote(database, safe='')}?{urlencode({'host': self.place.sockets})}"

    def _is_unused(self) -> bool:
        probe = self._open("users.lock")
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(probe)
        return True

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        lock = self._open("start.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _open(self, name: str) -> int:
        path = self.place.base / name
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self.place.account.own(path)
        return descriptor
