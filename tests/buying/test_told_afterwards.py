"""What the worker does after the commit of an event: papers are made ahead, and a repeat makes nothing new."""

import pytest

from eorder.buying.orders.models import Order
from eorder.buying.orders.states import OrderState
from eorder.papers.actions.make_paper import paper_cache
from eorder.papers.fonts import font_directory
from eorder.papers.models import Paper
from eorder.papers.subscriptions import PAPER_OF
from eorder.records.documents.store import path_of
from eorder.records.journal.models import Event
from eorder.records.journal.tasks import tell

PAPERS = {
    "order.accepted": (OrderState.ACCEPTED, "surat-pesanan"),
    "order.handed_over": (OrderState.HANDED_OVER, "bast"),
    "order.invoiced": (OrderState.INVOICED, "kuitansi"),
}


@pytest.fixture(scope="module", autouse=True)
def _fonts():
    font_directory(paper_cache())  # once; it takes longer than a transaction may stay idle


def papers_of(order_id):
    return list(Paper.objects.filter(order_id=order_id).values_list("kind", "file_digest"))


def events_of(order_id, **which):
    found = Event.objects.filter(subject_id=order_id, **which)
    return [str(each) for each in found.order_by("seq").values_list("id", flat=True)]


@pytest.mark.parametrize("name", PAPERS)
def test_worker_when_an_event_completes_a_paper_then_it_is_made_once(undone, name):
    state, kind = PAPERS[name]
    order = undone.orders[state].order
    assert papers_of(order) == []
    [event] = events_of(order, name=name)
    tell(event)
    [(made, digest)] = papers_of(order)
    assert made == kind
    assert path_of(digest).read_bytes().startswith(b"%PDF-")
    tell(event)
    assert papers_of(order) == [(kind, digest)]


def test_worker_when_all_events_of_a_purchase_are_told_then_all_papers_stand(undone):
    order = undone.orders[OrderState.CLOSED].order
    for event in events_of(order):
        tell(event)
    assert sorted(kind for kind, _ in papers_of(order)) == sorted(PAPER_OF.values())


def test_worker_when_an_order_was_only_placed_then_no_paper(undone):
    order = undone.orders[OrderState.PLACED].order
    for event in events_of(order):
        tell(event)
    assert Order.objects.filter(id=order).exists()
    assert papers_of(order) == []


@pytest.mark.usefixtures("undone")
def test_worker_when_the_event_was_rolled_back_then_nothing_happens():
    before = Paper.objects.count()
    tell("00000000-0000-7000-8000-0000000000ff")
    assert Paper.objects.count() == before
