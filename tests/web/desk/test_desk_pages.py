"""Inbox, lists and the page of one order: what they show, to whom, in how many statements."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from eorder.buying.orders.models import Line, Order
from eorder.buying.orders.states import OrderState
from eorder.buying.packages.models import Meeting, Package
from eorder.buying.payments.models import Payment
from eorder.foundation.ids import new_id
from eorder.market.catalogue.models import PriceVersion, Product
from eorder.web.desk.tasks import SHOWN
from tests.web.desk.pages import order_in, seller_of

S = OrderState


def statements(client, url):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured)


def copy_of(row, **changed):
    """A row like another but for its key, unsaved; only for counting statements."""
    fields = [each for each in row._meta.concrete_fields if not (each.primary_key or each.generated)]
    return type(row)(**{**{field.attname: getattr(row, field.attname) for field in fields}, **changed})


def copies(order, count):
    """Many orders like one, as a long list needs."""
    return Order.objects.bulk_create(
        copy_of(order, number=f"GBR-SALINAN-{number:05d}") for number in range(count)
    )


@pytest.mark.parametrize("count", [0, 2, 299])
@pytest.mark.parametrize("url", ["/tugas", "/kerja/pesanan"])
def test_list_when_it_grows_takes_as_many_statements(signed_in, url, count):
    client = signed_in("ppk.gbr")
    first = statements(client, url)
    copies(order_in(S.SHIPPED), count)
    assert statements(client, url) == first


def more_packages(count):
    package = order_in(S.PLACED).package
    Package.objects.bulk_create(
        copy_of(package, state="imported", rup_id=99_800_000 + number) for number in range(count)
    )


def more_without_attendance(count):
    order = order_in(S.HANDED_OVER)
    Meeting.objects.filter(id=order.meeting_id).update(attended=None)
    copies(order, count)


def more_without_proof(count):
    payment = Payment.objects.get(order=order_in(S.PAID))
    Payment.objects.bulk_create(
        copy_of(payment, order_id=order.id, command_id=new_id(), external_ref=order.number)
        for order in copies(payment.order, count)
    )


@pytest.mark.parametrize("count", [1, 3, 300])
@pytest.mark.parametrize(
    ("who", "more"),
    [("pa.gbr", more_packages), ("pptk.gbr", more_without_attendance), ("bendahara.gbr", more_without_proof)],
)
def test_inbox_when_one_kind_of_task_grows_takes_as_many_statements(signed_in, who, more, count):
    client = signed_in(who)
    first, before = statements(client, "/tugas"), tasks_shown(client)
    more(count)
    assert statements(client, "/tugas") == first <= 6
    assert tasks_shown(client) >= min(before + count, SHOWN)
    assert ("sisanya menyusul" in client.get("/tugas").content.decode()) == (count > SHOWN)


def tasks_shown(client):
    return client.get("/tugas").content.decode().count('class="task-list__what"')


@pytest.mark.parametrize(
    "who", ["ppk.gbr", "bendahara.gbr", "pa.gbr", "pp.gbr", "pptk.gbr", "mawar", "auditor.gbr"]
)
def test_inbox_when_opened_stays_within_its_budget(signed_in, who, session_statements):
    assert statements(signed_in(who), "/tugas") - session_statements <= 3


@pytest.mark.parametrize("who", ["ppk.gbr", "mawar"])
def test_orders_when_opened_take_one_statement(signed_in, who, session_statements):
    assert statements(signed_in(who), "/kerja/pesanan") - session_statements == 1


@pytest.mark.parametrize("who", ["ppk.gbr", "bendahara.gbr", "pptk.gbr", "auditor.gbr", "seller"])
@pytest.mark.parametrize(
    "state", [S.PLACED, S.ACCEPTED, S.SHIPPED, S.HANDED_OVER, S.INVOICED, S.PAID, S.CLOSED]
)
def test_order_page_whoever_opens_it_at_whatever_stage_takes_five_statements(signed_in, state, who):
    order = order_in(state)
    client = signed_in(seller_of(order) if who == "seller" else who)
    assert statements(client, f"/kerja/pesanan/{order.id}") == 5


@pytest.mark.parametrize("count", [1, 3, 300])
def test_order_page_when_it_has_more_lines_takes_as_many_statements(signed_in, count):
    order = order_in(S.PLACED)
    first, *others = Line.objects.filter(order=order).order_by("position")
    Line.objects.filter(id__in=[each.id for each in others]).delete()
    products = Product.objects.bulk_create(copy_of(first.product) for _ in range(count - 1))
    prices = PriceVersion.objects.bulk_create(
        copy_of(first.price_version, product_id=product.id) for product in products
    )
    Line.objects.bulk_create(
        copy_of(first, position=number, product_id=price.product_id, price_version_id=price.id)
        for number, price in enumerate(prices, 2)
    )
    client = signed_in("pp.gbr")
    assert statements(client, f"/kerja/pesanan/{order.id}") == 5
    page = client.get(f"/kerja/pesanan/{order.id}").content.decode()
    assert page.count('<th scope="row"') == count + 1


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
        ("ppk.gbr", S.SHIPPED, ["penerimaan", "kembalikan", "daftar-hitam"]),
        ("ppk.gbr", S.PLACED, []),
        ("bendahara.gbr", S.INVOICED, ["periksa"]),
        ("bendahara.gbr", S.PAID, ["bukti-pajak"]),
        ("ppk.gbr", S.PAID, ["tutup", "daftar-hitam"]),
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
