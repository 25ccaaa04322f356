"""The ground, made once per test process in a database of its own, and the bench on it."""

import pytest
from django.db import transaction

from tests.databases import pointed_at
from tests.model.bench import Bench
from tests.model.ground import open_ground
from tests.model.story import tell


@pytest.fixture(scope="session")
def ground_database(database_server, template_database, django_db_blocker):
    """The name of a database with the ground, and the bench that made it."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name), transaction.atomic():
            bench = Bench(*open_ground())
            tell(bench)
        yield name, bench
        database_server.drop(name)


@pytest.fixture
def bench(ground_database, django_db_blocker):
    """The bench as the story left it; examples undo what they do."""
    name, made = ground_database
    with django_db_blocker.unblock(), pointed_at(name):
        yield made
