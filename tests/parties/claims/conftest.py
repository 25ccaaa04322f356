"""The city with two sellers, a curator, and somebody who joins, for claims."""

import pytest

from tests.factories.cast import at, open_city
from tests.factories.joining import newcomer


@pytest.fixture
def city(db):
    return open_city(("A", "B"))


@pytest.fixture
def seller(city):
    return city.sellers["A"]


@pytest.fixture
def curator(city):
    return city.people["kurator"]


@pytest.fixture
def claimant(city):
    return newcomer(city.government, at(9), 41)
