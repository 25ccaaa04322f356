"""The cast of the buying tests, committed once; what a test writes is undone."""

import pytest
from django.db import transaction

from tests.databases import pointed_at
from tests.factories.cast import open_city


@pytest.fixture(scope="session")
def cast_city(database_server, template_database, django_db_blocker):
    """The city and the name of its database."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name), transaction.atomic():
            made = open_city()
        yield made, name
        database_server.drop(name)


class _UndoError(Exception):
    """Ends a test's transaction."""


@pytest.fixture
def city(cast_city, django_db_blocker):
    """The cast inside a transaction that is undone."""
    made, name = cast_city
    with django_db_blocker.unblock(), pointed_at(name):
        try:
            with transaction.atomic():
                yield made
                raise _UndoError
        except _UndoError:
            pass
