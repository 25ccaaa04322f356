"""The public lists: search, pages by key, empty states, and one statement whatever the number of rows."""

import pytest
from django.utils import timezone

from eorder.buying.orders.deadlines import working_days_used
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries import lists as order_lists
from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.change_price import change_price
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.catalogue.models import Product
from eorder.market.finding import queries as finding_queries
from eorder.parties.actors import load_actor
from eorder.parties.identity.models import Account

pytestmark = pytest.mark.usefixtures("demo_city")


def rows(answer):
    return answer.content.decode().count('class="task-list__what"')


def cards(answer):
    return answer.content.decode().count('<article class="product-card">')


@pytest.mark.parametrize(("text", "count"), [("DPC-", 2), ("Dapur Contoh Mawar", 3), ("zzz", 0)])
def test_purchases_whatever_the_number_of_rows_take_one_statement(
    client, django_assert_num_queries, text, count
):
    with django_assert_num_queries(1):
        answer = client.get("/pembelian", {"q": text})

    assert rows(answer) == count


@pytest.mark.parametrize(
    ("text", "count", "statements"),
    [("", 24, 2), ("spanduk", 2, 3), ("toko contoh kertas", 24, 4), ("zzz", 0, 2)],
)
def test_catalogue_whatever_the_number_of_rows_takes_the_same_statements(
    client, django_assert_num_queries, text, count, statements
):
    with django_assert_num_queries(statements):
        answer = client.get("/katalog", {"q": text})

    assert cards(answer) == count


def test_purchases_when_there_are_more_than_a_page_go_on_by_key(client, monkeypatch):
    monkeypatch.setattr(order_lists, "PAGE", 5)
    monkeypatch.setattr("eorder.web.public.views.purchases.PAGE", 5)
    first = client.get("/pembelian")
    assert rows(first) == 5
    address = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")

    second = client.get(address)

    assert rows(second) == 4
    assert 'rel="next"' not in second.content.decode()
    assert "Kembali ke yang terbaru" in second.content.decode()


def test_catalogue_when_there_are_more_than_a_page_goes_on_by_key(client):
    first = client.get("/katalog")
    assert cards(first) == finding_queries.PAGE
    address = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")

    found = Product.objects.exclude(vendor__sanctions__ends_at__gt=timezone.now())
    assert cards(client.get(address)) == found.count() - finding_queries.PAGE


@pytest.mark.parametrize("path", ["/pembelian?sebelum=x", "/katalog?setelah=../etc", "/katalog?setelah=1"])
def test_list_when_the_key_is_none_gives_404(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/pembelian", "/katalog"])
def test_list_when_the_search_is_strange_answers(client, path):
    for text in (
        "' OR 1=1 --",
        "%",
        '"',
        "(((",
        "a" * 10_000,
        "dan yang",
        "🍱",
        "-",
        "<script>alert(1)</script>",
    ):
        answer = client.get(path, {"q": text})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


def test_home_when_purchases_were_paid_shows_the_headline(client, django_assert_num_queries):
    with django_assert_num_queries(3):
        answer = client.get("/")

    text = answer.content.decode().replace("\u00a0", " ")
    assert "Rp 44.940.000" in text
    paid = Order.objects.filter(paid_at__isnull=False).values_list("handed_over_at", "paid_at")
    used = sorted(working_days_used(*each, "Asia/Jakarta") for each in paid)  # none at a weekend
    assert f"{used[(len(used) - 1) // 2]} hari kerja" in text
    assert rows(answer) == 5


def seller():
    return load_actor(Account.objects.get(email="mawar@contoh.example").id)


@pytest.mark.parametrize(("name", "statements"), [("Nasi kotak ayam bakar", 7), ("Kudapan 3 macam", 8)])
def test_product_when_its_price_changed_keeps_the_history_and_a_new_etag(
    client, django_assert_num_queries, name, statements
):
    # One statement more where the seller gave a capacity of the day: what is left of it.
    found = Product.objects.filter(vendor__name="Dapur Contoh Mawar", name=name).get()
    before = client.get(f"/produk/{found.id}")
    change_price(product_id=found.id, price=77_700, by=seller(), at=timezone.now(), command=new_command())

    with django_assert_num_queries(statements):
        after = client.get(f"/produk/{found.id}", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert after.content.decode().count("<tr") == before.content.decode().count("<tr") + 1  # one price more
    with django_assert_num_queries(statements - 4):  # its row, events and grade, and what is left of the day
        assert client.get(f"/produk/{found.id}", headers={"if-none-match": after["ETag"]}).status_code == 304


def test_product_when_delisted_stays_readable_and_leaves_the_catalogue(client):
    found = Product.objects.filter(vendor__name="Dapur Contoh Mawar", name="Kudapan 3 macam").get()
    before = cards(client.get("/katalog?q=kudapan"))
    delist_product(
        product_id=found.id, reason="Musim berakhir", by=seller(), at=timezone.now(), command=new_command()
    )

    answer = client.get(f"/produk/{found.id}")

    assert answer.status_code == 200
    assert "tidak dijual lagi" in answer.content.decode()
    assert cards(client.get("/katalog?q=kudapan")) == before - 1


def test_product_when_unknown_gives_404(client):
    assert client.get("/produk/00000000-0000-7000-8000-000000000000").status_code == 404


def test_package_when_open_shows_budget_documents_and_orders(client, django_assert_num_queries):
    with django_assert_num_queries(5):
        answer = client.get("/paket/99010001")

    text = answer.content.decode()
    assert rows(answer) == 7
    assert "5.1.02.01.01.0052" in text
    assert text.count('href="/dokumen/') == 2
    with django_assert_num_queries(3):
        assert client.get("/paket/99010001", headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("rup_id", ["1", "99999999999999999999999999"])
def test_package_when_unknown_gives_404(client, rup_id):
    assert client.get(f"/paket/{rup_id}").status_code == 404


def test_product_when_it_has_a_capacity_then_shows_what_is_left_and_a_new_order_makes_a_new_page(
    client, django_assert_num_queries
):
    found = Product.objects.get(vendor__name="Katering Contoh Sedap Malam", name="Nasi kotak ayam bakar")
    with django_assert_num_queries(8):
        page = client.get(f"/produk/{found.id}")
    text = page.content.decode()
    assert "Penjual menyanggupi 450 kotak sehari." in text
    assert text.count("<tr") == 2 + 1 + 7  # two heads, one price, seven days
    assert text.count(">450<") < 7  # an order of the demo takes of one of these days
    Order.objects.filter(lines__product=found).update(state="cancelled")
    again = client.get(f"/produk/{found.id}", headers={"if-none-match": page["ETag"]})
    assert again.status_code == 200
    assert again.content.decode().count(">450<") == 7
