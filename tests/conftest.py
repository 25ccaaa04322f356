"""Fixtures of all tests: real PostgreSQL as the runtime role, no network."""

from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from psycopg.conninfo import make_conninfo
from pytest_socket import socket_allow_hosts

from tests.databases import pointed_at, test_server

hypothesis_settings.register_profile("whatever the load", deadline=None)
hypothesis_settings.load_profile("whatever the load")


def pytest_runtest_setup():
    """Let tests reach this machine only."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def _place_of_static_files():
    """Have the folder that the file server warns of where it is missing."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _indonesian_first():
    """Begin in Indonesian: a page read in English leaves its language behind in this process."""
    with translation.override("id"):
        yield


@pytest.fixture(scope="session")
def database_server():
    """The server that the databases of this run live on."""
    with test_server() as server:
        yield server


@pytest.fixture(scope="session")
def template_database(database_server, django_db_blocker):
    """The name of a migrated, empty database that nobody connects to."""
    with django_db_blocker.unblock():
        return database_server.template()


@pytest.fixture(scope="session")
def django_db_setup(database_server, template_database, django_db_blocker):
    """Give each test process one database; `db` rolls back what a test wrote, as the runtime role."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            yield
        database_server.drop(name)


@pytest.fixture
def committed_db(request, database_server, template_database, django_db_blocker):
    """A fresh database of the test's own for several connections, threads or processes; its name.

    What the test commits stays until the test ends. Not to be used together with `db`.
    """
    if "db" in request.fixturenames:
        pytest.fail("Use db or committed_db, not both.")
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        try:
            with pointed_at(name):
                yield name
        finally:
            database_server.drop(name)


@pytest.fixture
def owner(database_server, committed_db):
    """A cursor of the owner role on the same database, to break invariants; each statement commits."""
    url = make_conninfo(database_server.urls.owner_url, dbname=committed_db)
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        yield cursor


@pytest.fixture
def runtime_url(database_server, committed_db):
    """The address of the same database for the runtime role, for other processes."""
    return make_conninfo(database_server.urls.runtime_url, dbname=committed_db)


@pytest.fixture(scope="session", autouse=True)
def _no_connection_left():
    yield
    connections.close_all()
