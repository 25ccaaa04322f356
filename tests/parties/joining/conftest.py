"""A government with units in Jakarta and its curator, for everybody who joins."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from eorder.parties.identity.actor import Actor
from eorder.parties.workunits.actions.set_up_government import add_unit, set_up_government
from eorder.simulator import cast as demo
from eorder.simulator.demo_city import load_tables
from tests.factories.cast import at


@dataclass(frozen=True)
class Place:
    """Where businesses join, who checks them, and another government's curator."""

    government: UUID
    curator: Actor
    stranger: Actor
    officer: Actor
    admin: Actor


@pytest.fixture
def place(db):
    load_tables()
    government, elsewhere = (
        set_up_government(code=code, name=name)
        for code, name in (
            ("KOTA-CONTOH", "Pemerintah Kota Contoh"),
            ("KOTA-LAIN", "Pemerintah Kota Lain Contoh"),
        )
    )
    people = [
        demo.actors(demo.hire(_unit(key, short), short, number))
        for key, short, number in ((government, "GBR", 1), (elsewhere, "LAI", 201))
    ]
    return Place(government, people[0]["kurator"], people[1]["kurator"], people[0]["ppk"], people[0]["admin"])


def _unit(government, short):
    return add_unit(
        government_id=government, code=f"7.01.{short}", short_code=short, name=f"Unit {short}",
        region_code="31.71.01",
    )  # fmt: skip


@pytest.fixture
def moment():
    return at(10)
