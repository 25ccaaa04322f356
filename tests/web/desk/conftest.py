"""A database with the demo city in it; each test sees it whole and leaves it as it was."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from eorder.parties.identity.models import Account
from eorder.simulator.demo_city import load_demo_city
from tests.databases import pointed_at


@pytest.fixture(scope="session")
def city_database(database_server, template_database, django_db_blocker):
    """The name of a database in which the demo city was loaded once."""
    name = database_server.create(template_database)
    with django_db_blocker.unblock():
        with pointed_at(name):
            load_demo_city()
        yield name
        database_server.drop(name)


@pytest.fixture
def city(city_database, django_db_blocker):
    """The demo city for one test; what the test writes is rolled back."""
    with django_db_blocker.unblock(), pointed_at(city_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def signed_in(city, client):
    """Sign somebody in by the first part of their address: `ppk.gbr`, `mawar`."""

    def sign_in(key):
        account = Account.objects.get(email=f"{key}@contoh.example")
        client.force_login(account, backend="eorder.parties.identity.sign_in.EmailOrNrkBackend")
        return client

    return sign_in


@pytest.fixture
def session_statements(signed_in):
    """How many statements it takes to know who asks: counted on a page that reads nothing else."""
    client = signed_in("auditor.gbr")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/kerja/pesanan").status_code == 200
    return len([each for each in captured.captured_queries if 'FROM "orders_order"' not in each["sql"]])
