"""Who gets a letter when an order comes to a state, and when nobody does."""

from pathlib import Path

import pytest
from django.core import mail
from django.test import override_settings

from eorder.buying.orders.models import Order
from eorder.buying.orders.notices import NEXT_ACT, tell_next
from eorder.buying.orders.states import LABELS, OWNERS, OrderState
from eorder.parties.identity.models import Account
from eorder.records.journal.models import Event
from eorder.records.journal.queries import event_with_facts
from tests.factories.purchases import order_in, send_back

SELLER, OFFICER = "mawar@contoh.example", "pp.gbr@contoh.example"
PPK = "ppk.gbr@contoh.example"
TREASURERS = ["bendahara.gbr@contoh.example", "pembantu.gbr@contoh.example"]
MIXED = ["rangkap.dua@contoh.example", "rangkap@contoh.example"]
"""Both accounts of the one who is PPK and Pejabat Pengadaan as well."""

READERS = {
    OrderState.PLACED: [SELLER],
    OrderState.ACCEPTED: [SELLER],
    OrderState.SHIPPED: [PPK, *MIXED],
    OrderState.PARTLY_RECEIVED: [SELLER, PPK, *MIXED],
    OrderState.RECEIVED: [PPK, *MIXED],
    OrderState.HANDED_OVER: [SELLER],
    OrderState.INVOICED: TREASURERS,
    OrderState.VERIFIED: TREASURERS,
    OrderState.PAID: [PPK, *MIXED],
    OrderState.CLOSED: [],
    OrderState.REFUSED: [SELLER, OFFICER, *MIXED],
    OrderState.LAPSED: [SELLER, OFFICER, *MIXED],
    OrderState.CANCELLED: [SELLER, OFFICER, *MIXED],
}


def last_event(order_id, name=""):
    events = Event.objects.filter(subject_id=order_id).order_by("-seq")
    return event_with_facts((events.filter(name=name) if name else events).values_list("id", flat=True)[0])


def told(event):
    mail.outbox.clear()
    tell_next(event)
    return sorted(address for letter in mail.outbox for address in letter.to)


@pytest.mark.parametrize("state", OrderState)
def test_letters_when_an_order_comes_to_a_state_then_to_those_it_waits_for(undone, state):
    order = Order.objects.select_related("unit", "vendor").get(id=undone.orders[state].order)
    assert told(last_event(order.id)) == sorted(READERS[state])
    for letter in mail.outbox:
        assert letter.subject == f"e-Order {order.number}: {LABELS[state]}"
        assert NEXT_ACT[state] in letter.body
        assert f"http://localhost:8000/kerja/pesanan/{order.id}" in letter.body
        assert order.unit.name in letter.body


def test_letters_when_a_state_has_an_owner_then_it_has_words_for_the_act():
    assert set(OWNERS) <= set(NEXT_ACT)


def test_letters_when_the_order_moved_on_since_then_none(undone):
    assert told(last_event(undone.orders[OrderState.SHIPPED].order, "order.placed")) == []


def test_letters_when_the_delivery_was_rejected_then_seller_and_officer_learn_it(city):
    walk = send_back(order_in(OrderState.RECEIVED, city, rejected=True))
    assert told(last_event(walk.order)) == sorted([SELLER, OFFICER, *MIXED])


def test_letters_when_an_account_is_closed_then_not_to_it(undone):
    Account.objects.filter(email=MIXED[0]).update(is_active=False)
    assert told(last_event(undone.orders[OrderState.SHIPPED].order)) == sorted([PPK, MIXED[1]])


def test_letters_when_told_twice_then_the_same_message_ids(undone):
    event = last_event(undone.orders[OrderState.VERIFIED].order)
    told(event)
    first = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    told(event)
    assert first == [f"<{event['id']}.0@e-order>", f"<{event['id']}.1@e-order>"]
    assert [letter.extra_headers["Message-ID"] for letter in mail.outbox] == first


def test_letters_when_the_mailbox_is_a_folder_then_a_file_each(undone, tmp_path):
    event = last_event(undone.orders[OrderState.PLACED].order)
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_FILE_PATH=str(tmp_path)):
        tell_next(event)
    [file] = Path(tmp_path).iterdir()
    text = file.read_text(encoding="utf-8")
    assert f"To: {SELLER}" in text
    assert f"Message-ID: <{event['id']}.0@e-order>" in text
