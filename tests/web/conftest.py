"""The demo city for tests of pages: loaded once per run, rolled back after each test."""

import pytest
from django.db import connections
from django.test import Client

from eorder.papers.actions.make_paper import paper_cache
from eorder.papers.fonts import font_directory
from eorder.simulator.cast import PASSWORD
from eorder.simulator.demo_city import load_demo_city
from tests.databases import pointed_at


@pytest.fixture(scope="session")
def city_database(database_server, template_database, django_db_blocker):
    """The name of a database with the demo city, committed."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            load_demo_city()
            font_directory(paper_cache())  # once; it takes longer than a transaction may stay idle
            connections.close_all()
    yield name
    with django_db_blocker.unblock():
        database_server.drop(name)


@pytest.fixture
def _in_city(city_database, django_db_blocker):
    with django_db_blocker.unblock(), pointed_at(city_database):
        yield


@pytest.fixture
def demo_city(_in_city, db):
    """The demo city inside a transaction that ends with the test; ask for it instead of `db`."""


@pytest.fixture
def sign_in():
    """Make a client that is signed in by e-mail with the demo's password; ask for `demo_city` too."""

    def signed_in(email):
        client = Client()
        answer = client.post("/masuk", {"username": email, "password": PASSWORD, "next": "/pembelian"})
        assert answer.status_code == 303, answer.content.decode()
        return client

    return signed_in
