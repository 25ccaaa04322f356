"""The demo city shows sanctions of every kind, made by the real acts, on sellers nobody else buys from."""

import pytest
from django.utils import timezone

from eorder.buying.orders.models import Order
from eorder.market.finding.models import Listing
from eorder.openness.consistency.orders import sanctions_unlike_their_events
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.queries import public_sanctions
from eorder.records.documents.models import Document
from eorder.records.journal.models import Event
from eorder.simulator.demo_city import load_demo_city
from eorder.simulator.sanctioned import SANCTIONED

NAMES = {shop.key: shop.name for shop in SANCTIONED}


@pytest.mark.usefixtures("db")
def test_demo_when_loaded_then_shows_sanctions_in_force_and_over_and_a_repeat_adds_none():
    now = timezone.now()
    load_demo_city(now)
    in_force = {row["vendor__name"]: row["kind"] for row in public_sanctions(now, is_past=False)}
    assert in_force == {NAMES["pudar"]: "suspension", NAMES["ingkar"]: "blacklist"}
    assert [row["vendor__name"] for row in public_sanctions(now, is_past=True)] == [NAMES["pulih"]]
    black = Sanction.objects.get(kind="blacklist")
    order = Order.objects.get(id=black.order_id)
    assert (order.vendor_id, order.state) == (black.vendor_id, "cancelled")
    assert black.proposed_by_id != black.decided_by_id
    assert set(Order.objects.filter(vendor__name__in=NAMES.values())) == {order}
    papers = Document.objects.filter(subject_id__in=Sanction.objects.values("id"))
    assert {paper.is_public for paper in papers} == {True}
    assert papers.count() == Sanction.objects.count() == 3
    assert sanctions_unlike_their_events() == []
    assert Listing.objects.filter(product__vendor_id=black.vendor_id).exists()  # hidden when it is asked
    events = Event.objects.count()
    load_demo_city(now)
    assert Event.objects.count() == events
