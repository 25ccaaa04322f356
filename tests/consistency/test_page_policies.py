"""Every address of the site says who may open it."""

from eorder.web.policy import POLICIES
from tools.draw_docs import API, routes


def test_address_when_routed_then_with_a_declared_policy():
    pages = [(address, view) for address, _, view in routes() if not address.startswith(API)]
    assert pages
    assert [address for address, view in pages if getattr(view, "policy", None) not in POLICIES] == []


def test_address_when_routed_then_named_and_known_once():
    names = [name for address, name, _ in routes() if not address.startswith(API)]
    assert "" not in names
    assert sorted(names) == sorted(set(names))
