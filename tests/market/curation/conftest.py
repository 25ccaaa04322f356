"""The place that businesses join, with one whose first product waits for a curator."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from eorder.parties.identity.actor import Actor
from tests.factories.curation import handed_in, newcomer_with_product
from tests.parties.joining.conftest import Place, moment, place

__all__ = ["moment", "place"]


@dataclass(frozen=True)
class Waiting:
    """A case that waits: who checks, who sells, and the product."""

    place: Place
    curator: Actor
    seller: Actor
    product: UUID
    case: UUID


@pytest.fixture
def waiting(place, moment):
    seller, product = newcomer_with_product(place.government, moment, 1, place.curator)
    case = handed_in(seller, product, moment + timedelta(hours=4))
    return Waiting(place, place.curator, seller, product, case)
