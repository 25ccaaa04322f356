"""The city with a seller, two curators and a treasurer of its own, for changes of account."""

import pytest

from tests.factories.cast import open_city


@pytest.fixture
def city(db):
    return open_city(("A", "B"))


@pytest.fixture
def seller(city):
    return city.sellers["A"]


@pytest.fixture
def curator(city):
    return city.people["kurator"]
