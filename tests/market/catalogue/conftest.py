"""A city that buys paper by the template of its category."""

import pytest

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.follow_template import follow_template
from eorder.market.templates.actions.publish_template import publish_template
from eorder.market.templates.book import templates
from eorder.parties.identity.actor import CLOCK
from tests.factories.cast import at, open_city


@pytest.fixture(name="city")
def paper_city(db):
    made = open_city(("A", "B"))
    version = publish_template(
        government_id=made.government,
        template=templates()["kertas"],
        by=CLOCK,
        at=at(9),
        command=new_command(),
    )
    follow_template(version_id=version)
    return made
