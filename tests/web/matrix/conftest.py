"""The city of the matrix: committed once per process, and every scene and reader in it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from eorder.parties.identity.actor import CLOCK
from eorder.parties.vendors.actions.suspend_vendor import suspend_vendor
from tests.databases import pointed_at
from tests.factories.cast import at, open_city
from tests.factories.commands import new_command
from tests.web.matrix.asking import Asker, open_seats
from tests.web.matrix.readers import all_readers
from tests.web.matrix.scenes import all_scenes


@dataclass(frozen=True)
class Matrix:
    """Readers by key, scenes by address, and the browser that asks."""

    readers: dict
    scenes: dict
    asker: Asker


def _prepare():
    with transaction.atomic():
        city = open_city(("A", "C", "goods", "other", "D"))
        readers = all_readers(city)
        scenes = {}
        for scene in all_scenes(city):
            scenes.setdefault(scene.name, []).append(scene)
        suspend_vendor(
            vendor_id=city.sellers["D"].id, reason="Contoh.", by=CLOCK, at=at(10, "13.00"), command=new_command()
        )  # fmt: skip
        return Matrix(readers, scenes, Asker(open_seats(readers)))


@pytest.fixture(scope="session")
def prepared(database_server, template_database, django_db_blocker):
    """The matrix and the name of its database."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            made = _prepare()
        yield made, name
        database_server.drop(name)


@pytest.fixture
def matrix(prepared, django_db_blocker):
    """The matrix inside a transaction that is undone after the test."""
    made, name = prepared
    with django_db_blocker.unblock(), pointed_at(name), transaction.atomic():
        yield made
        transaction.set_rollback(True)
