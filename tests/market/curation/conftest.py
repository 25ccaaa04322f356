"""The place that businesses join, with one whose first product waits for a curator."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from eorder.parties.identity.actor import Actor
from eorder.parties.workunits.actions.set_up_government import add_unit
from eorder.simulator import cast as demo
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


@pytest.fixture
def another(place):
    """Another curator of the same government."""
    unit = add_unit(
        government_id=place.government, code="7.01.DUA", short_code="DUA", name="Unit DUA", region_code="31.71.02"
    )  # fmt: skip
    return demo.actors(demo.hire(unit, "DUA", 401))["kurator"]
