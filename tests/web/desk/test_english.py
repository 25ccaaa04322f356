"""The same pages under /en/: in English throughout, and forms stay there."""

import re

from eorder.buying.orders.states import OrderState
from tests.web.desk.pages import act_url, order_in, send

MARKED = re.compile(r'<span lang="id">[^<]*</span>')


def test_form_when_sent_from_an_english_page_then_goes_on_in_english(signed_in):
    order = order_in(OrderState.PLACED)
    answer, _sent = send(signed_in("mawar"), "/en" + act_url(order, "accept_order"))
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/en/kerja/pesanan/{order.id}?baru=accept_order",
    )


def test_page_when_signed_out_then_asks_to_sign_in_in_english(city, client):
    assert client.get("/en/tugas")["Location"] == "/en/masuk?next=/en/tugas"


def test_form_when_refused_by_the_page_itself_then_said_in_english(signed_in):
    answer, _sent = send(
        signed_in("mawar"), "/en" + act_url(order_in(OrderState.PLACED), "refuse_order"), reason="x"
    )
    html = answer.content.decode()
    assert "Give the reason, at least 5 characters; anybody may read it." in html
    assert not MARKED.search(html)


def test_act_page_when_its_time_has_not_come_then_said_in_english(signed_in):
    html = (
        signed_in("ppk.gbr")
        .get("/en" + act_url(order_in(OrderState.PLACED), "receive_order"))
        .content.decode()
    )
    assert "This step has passed or its time has not come." in html
    assert not MARKED.search(html)


def test_explanation_of_taxes_when_the_page_is_english_then_marked_indonesian(signed_in):
    html = (
        signed_in("bendahara.gbr")
        .get("/en" + act_url(order_in(OrderState.INVOICED), "verify_invoice"))
        .content.decode()
    )
    assert '<html lang="en">' in html
    assert "Why so" in html
    assert len(MARKED.findall(html)) >= 2


def test_explanation_of_taxes_when_the_page_is_indonesian_then_without_marks(signed_in):
    html = (
        signed_in("bendahara.gbr")
        .get(act_url(order_in(OrderState.INVOICED), "verify_invoice"))
        .content.decode()
    )
    assert '<html lang="id">' in html
    assert not MARKED.search(html)
