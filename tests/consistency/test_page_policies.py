"""Every address of the site, pages and API, says who may open it."""

from collections import Counter

from eorder.parties.identity.policy import POLICIES
from eorder.web.public.routes import routes


def test_address_when_routed_then_with_a_declared_policy():
    known = {policy.name for policy in POLICIES}
    assert routes()
    assert {route.path for route in routes() if route.policy not in known or not route.methods} == set()


def test_address_when_routed_then_named_and_known_once():
    times = Counter(route.name for route in routes())
    assert "" not in times
    assert [name for name, count in times.items() if count > 1] == []
