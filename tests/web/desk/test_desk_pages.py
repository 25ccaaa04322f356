"""Inbox, lists and the page of one order: what they show, to whom, in how many statements."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.models import Order
from eorder.buying.orders.placement import Wanted
from eorder.buying.orders.states import OrderState
from eorder.foundation.ids import new_command, new_id
from eorder.market.catalogue.models import Product
from eorder.parties.actors import load_actor
from eorder.parties.identity.models import Account
from tests.web.desk.pages import order_in

S = OrderState


def statements(client, url):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured)


def copies(order, count):
    """Many orders like one, as a long list needs; only for counting statements."""
    Order.objects.bulk_create(
        Order(**{
            **{field.attname: getattr(order, field.attname) for field in Order._meta.concrete_fields},
            "id": new_id(), "number": f"GBR-SALINAN-{number:05d}",
        })
        for number in range(count)
    )  # fmt: skip


@pytest.mark.parametrize("count", [0, 2, 299])
@pytest.mark.parametrize("url", ["/tugas", "/kerja/pesanan"])
def test_list_when_it_grows_takes_as_many_statements(signed_in, url, count):
    client = signed_in("ppk.gbr")
    first = statements(client, url)
    copies(order_in(S.SHIPPED), count)
    assert statements(client, url) == first


@pytest.mark.parametrize(
    "who", ["ppk.gbr", "bendahara.gbr", "pa.gbr", "pp.gbr", "pptk.gbr", "mawar", "auditor.gbr"]
)
def test_inbox_when_opened_stays_within_its_budget(signed_in, who, session_statements):
    assert statements(signed_in(who), "/tugas") - session_statements <= 3


@pytest.mark.parametrize("who", ["ppk.gbr", "mawar"])
def test_orders_when_opened_take_one_statement(signed_in, who, session_statements):
    assert statements(signed_in(who), "/kerja/pesanan") - session_statements == 1


def place(count):
    """Place an order of some products, for the meeting of another; its address."""
    other = order_in(S.PLACED)
    products = Product.objects.filter(vendor=other.vendor).order_by("name")[:count]
    officer = Account.objects.get(email="pp.gbr@contoh.example").id
    wanted = Wanted(
        package_id=other.package_id,
        vendor_id=other.vendor_id,
        quantities=tuple((product.id, 30_000) for product in products),
        window_start=other.window_start,
        window_end=other.window_end,
        meeting_id=other.meeting_id,
        reason="Sesuai spesifikasi.",
    )
    order_id = place_order(wanted=wanted, by=load_actor(officer), at=other.placed_at, command=new_command())
    return f"/kerja/pesanan/{order_id}"


def test_order_page_when_it_has_one_or_three_lines_takes_as_many_statements(signed_in, session_statements):
    one, three = place(1), place(3)
    client = signed_in("pp.gbr")
    assert statements(client, one) - session_statements == 9
    assert statements(client, three) - session_statements == 9


def test_inbox_when_several_wait_lists_the_first_due_first(signed_in):
    order = order_in(S.SHIPPED)
    copies(order, 1)
    Order.objects.filter(number="GBR-SALINAN-00000").update(due_at=F("due_at") - timedelta(days=9))
    page = signed_in("ppk.gbr").get("/tugas").content.decode()
    assert page.index("GBR-SALINAN-00000") < page.index(order.number)
    assert "lewat" in page


def test_inbox_when_empty_says_what_will_come(signed_in):
    page = signed_in("bendahara.dpc").get("/tugas").content.decode()
    assert "Tidak ada yang menunggu Anda" in page
    assert "tagihan untuk diperiksa dan dibayar" in page


def test_inbox_when_tax_was_kept_back_asks_the_treasurer_for_the_proof(signed_in):
    page = signed_in("bendahara.gbr").get("/tugas").content.decode()
    assert f"/kerja/pesanan/{order_in(S.PAID).id}/bukti-pajak" in page


def test_inbox_when_a_meeting_has_no_attendance_list_asks_its_keepers(signed_in):
    order = order_in(S.HANDED_OVER)
    order.meeting.attended = None
    order.meeting.save(update_fields=["attended"])
    assert f"/kerja/rapat/{order.meeting_id}/hadir" in signed_in("pptk.gbr").get("/tugas").content.decode()
    assert (
        f"/kerja/rapat/{order.meeting_id}/hadir" not in signed_in("pptk.dpc").get("/tugas").content.decode()
    )


def test_orders_when_more_than_a_page_lead_on_to_all_of_them(signed_in):
    copies(order_in(S.SHIPPED), 60)
    client, url, seen = signed_in("ppk.gbr"), "/kerja/pesanan", []
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r'<span class="whole">(GBR-[^<]+)</span>', page)
        url = next((part.split('"')[0] for part in page.split('rel="next" href="')[1:]), "")
    assert len(seen) == len(set(seen)) == Order.objects.filter(number__startswith="GBR").count()


def test_orders_when_the_key_of_a_page_is_nonsense_start_at_the_top(signed_in):
    assert signed_in("ppk.gbr").get("/kerja/pesanan?sebelum=bukan").status_code == 200


def test_order_page_when_there_is_no_such_order_is_not_there(signed_in):
    assert signed_in("ppk.gbr").get(f"/kerja/pesanan/{new_id()}").status_code == 404


@pytest.mark.parametrize(
    ("who", "state", "verbs"),
    [
        ("pp.gbr", S.PLACED, ["ubah", "batalkan"]),
        ("ppk.gbr", S.SHIPPED, ["penerimaan"]),
        ("ppk.gbr", S.PLACED, []),
        ("bendahara.gbr", S.INVOICED, ["periksa"]),
        ("bendahara.gbr", S.PAID, ["bukti-pajak"]),
        ("ppk.gbr", S.PAID, ["tutup"]),
        ("pptk.gbr", S.SHIPPED, []),
        ("auditor.gbr", S.SHIPPED, []),
    ],
)
def test_order_page_when_opened_offers_what_the_actor_may_do_now(signed_in, who, state, verbs):
    order = order_in(state)
    page = signed_in(who).get(f"/kerja/pesanan/{order.id}").content.decode()
    offered = [part.split('"')[0] for part in page.split(f'href="/kerja/pesanan/{order.id}/')[1:]]
    assert offered == verbs


def test_order_page_when_an_act_was_just_done_says_so(signed_in):
    url = f"/kerja/pesanan/{order_in(S.SHIPPED).id}"
    assert "Pengiriman tercatat" in signed_in("ppk.gbr").get(f"{url}?baru=ship_order").content.decode()
    assert "Pengiriman tercatat" not in signed_in("ppk.gbr").get(f"{url}?baru=entah").content.decode()
