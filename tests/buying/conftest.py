"""The cast of the buying tests: made once per test process, given to each test as it was."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from eorder.buying.orders.states import OrderState
from eorder.buying.packages.states import PackageState
from eorder.simulator.purchase import Purchase
from tests.databases import pointed_at
from tests.factories.cast import City, open_city
from tests.factories.purchases import STATIONERY, open_package, order_in


@dataclass(frozen=True)
class World:
    """A committed city with a package and an order in every state, and the database it lives in.

    Nothing of the orders in `spoilt` was accepted at receipt. The packages are for stationery.
    """

    database: str
    city: City
    packages: dict[PackageState, Purchase]
    orders: dict[OrderState, Purchase]
    spoilt: dict[OrderState, Purchase]


@pytest.fixture(scope="session")
def world(database_server, template_database, django_db_blocker):
    """The city, committed to a database of its own that no test changes."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            made = _make_world(name)
        yield made
        database_server.drop(name)


def _make_world(name):
    with transaction.atomic():
        city = open_city()
        packages = {state: open_package(city, state, account=STATIONERY) for state in PackageState}
        orders = {state: order_in(state, city) for state in OrderState}
        received = (OrderState.PARTLY_RECEIVED, OrderState.RECEIVED)
        spoilt = {state: order_in(state, city, rejected=True) for state in received}
    return World(name, city, packages, orders, spoilt)


class _UndoError(Exception):
    """Ends a test's transaction."""


@pytest.fixture
def undone(world, django_db_blocker):
    """The world's database inside a transaction that is rolled back after the test; the world."""
    with django_db_blocker.unblock(), pointed_at(world.database):
        try:
            with transaction.atomic():
                yield world
                check_deferred()
                raise _UndoError
        except _UndoError:
            pass


def check_deferred():
    """Ask the deferred constraints now what a commit would ask them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def city(undone):
    """The cast; what the test writes is rolled back."""
    return undone.city


@pytest.fixture
def committed_world(world, database_server, django_db_blocker):
    """A copy of the world's database for several connections; what is committed ends with the test."""
    with django_db_blocker.unblock():
        name = database_server.create(world.database)
        try:
            with pointed_at(name):
                yield world
        finally:
            database_server.drop(name)
