"""The city of the matrix: committed once per process, and every scene and reader in it."""

import io
import logging
import logging.config
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction

from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Session
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from tests.databases import pointed_at
from tests.factories.cast import at, open_city
from tests.factories.commands import new_command
from tests.web.matrix.asking import Asker, open_seats
from tests.web.matrix.canaries import Aviary, Canary, plant
from tests.web.matrix.leaks import Entitled
from tests.web.matrix.private_fields import Reads
from tests.web.matrix.readers import all_readers
from tests.web.matrix.scenes import all_scenes


@dataclass(frozen=True)
class Matrix:
    """Readers by key, scenes by address, the browser that asks, and every private value with its readers."""

    readers: dict
    scenes: dict
    asker: Asker
    aviary: Aviary
    entitled: Entitled


def _prepare(plant_all):
    readers, scenes = _fill()
    aviary = plant_all()
    with transaction.atomic():
        seats = open_seats(readers)
        for key in seats.values():
            aviary.know(Canary("identity.Session.session_key", Reads.NOBODY), key)
        for data in Session.objects.values_list("session_data", flat=True):
            aviary.know(Canary("identity.Session.session_data", Reads.NOBODY), data)
        return Matrix(readers, scenes, Asker(seats), aviary, Entitled())


def _fill():
    with transaction.atomic():
        city = open_city(("A", "C", "goods", "other", "D"))
        readers = all_readers(city)
        scenes = {}
        for scene in all_scenes(city):
            scenes.setdefault(scene.name, []).append(scene)
        suspend_vendor(
            vendor_id=city.sellers["D"].id, ground="order_broken", reason="Contoh.", by=CLOCK, at=at(10, "13.00"),
            command=new_command(),
        )  # fmt: skip
        return readers, scenes


@pytest.fixture(scope="session")
def prepared(database_server, template_database, django_db_blocker):
    """The matrix and the name of its database."""
    with django_db_blocker.unblock():
        name = database_server.create(template_database)
        with pointed_at(name):
            made = _prepare(lambda: plant(database_server.urls.owner_url, name))
        yield made, name
        database_server.drop(name)


@pytest.fixture
def matrix(prepared, django_db_blocker):
    """The matrix inside a transaction that is undone after the test."""
    made, name = prepared
    with django_db_blocker.unblock(), pointed_at(name), transaction.atomic():
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def logged():
    """What the program logs meanwhile, in the form and from the level on that its settings say."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    how = logging.config.DictConfigurator(settings.LOGGING)
    handler.setFormatter(how.configure_formatter(dict(settings.LOGGING["formatters"]["json"])))
    names = {"": settings.LOGGING["root"], **settings.LOGGING["loggers"]}
    loggers = [logging.getLogger(name) for name in names]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture(autouse=True)
def _log_says_nothing(request, matrix, logged):
    """Whatever a test asks, the log names no private value."""
    yield
    assert matrix.aviary.seen_in(logged.getvalue()) == set()
