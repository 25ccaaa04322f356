"""Why a product was not chosen: each fact is one that is stored, with what mends it, in few statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.change_price import change_price
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.catalogue.models import Product
from eorder.market.finding.seen import hours_before, hours_on_first_page, of_category
from eorder.parties.actors import load_actor
from eorder.parties.identity.actor import CLOCK
from eorder.parties.identity.models import Account
from eorder.parties.sanctions.actions.suspend_vendor import suspend_vendor
from eorder.parties.vendors.models import Vendor


def url_of(name, vendor="Dapur Contoh Mawar"):
    product = Product.objects.get(name=name, vendor__name=vendor)
    return f"/usaha/produk/{product.id}/belum-dipilih", product


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def mawar(city):
    return load_actor(Account.objects.get(email="mawar@contoh.example").id)


def test_page_when_a_seller_asks_then_tells_what_is_stored_with_its_remedies(signed_in):
    url, product = url_of("Kudapan 3 macam")
    body = text_of(signed_in("mawar"), url)
    rivals = of_category("katering-rapat", timezone.now())
    hours = hours_on_first_page(product.id, rivals, hours_before(timezone.now()))
    for told in (
        f"selama {hours} dari 168 jam", f"antara {len(rivals)} produk", "Pesanan terkecil 20 kotak",
        "Rp\xa0360.000".replace("\xa0", " "), "Siap dalam 1 hari", "Sisa:", "1 foto.", "Belum ada nilai kurasi.",
        "Kecamatan Gambir",
    ):  # fmt: skip
        assert told in body.replace("\xa0", " "), told
    for link in ("harga", "kapasitas", "foto", "kurasi"):
        assert f"/usaha/produk/{product.id}/{link}" in body
    assert "/katalog/urutan" in body


def test_page_when_a_photo_or_a_capacity_is_missing_then_says_so(signed_in):
    body = text_of(signed_in("mawar"), url_of("Air mineral 330 ml")[0])
    assert "Belum ada foto." in body
    assert "Tanpa batas sehari." in body


def test_page_when_a_price_has_just_risen_then_says_from_when_it_can_be_ordered(signed_in, mawar):
    url, product = url_of("Air mineral 330 ml")
    assert "Masa tunggu harga" not in text_of(signed_in("mawar"), url)
    change_price(product_id=product.id, price=4_000, by=mawar, at=timezone.now(), command=new_command())
    assert "dapat dipesan mulai" in text_of(signed_in("mawar"), url)


def test_page_when_the_product_is_off_sale_or_the_seller_sanctioned_then_says_so_first(signed_in, mawar):
    url, product = url_of("Air mineral 330 ml")
    delist_product(
        product_id=product.id, reason="Tidak dibuat lagi.", by=mawar, at=timezone.now(), command=new_command()
    )
    body = text_of(signed_in("mawar"), url)
    assert "sudah ditarik dari penjualan" in body
    assert "jam dalam" not in body
    suspend_vendor(
        vendor_id=Vendor.objects.get(name="Dapur Contoh Mawar").id, ground="order_broken", reason="Tidak mengirim.",
        by=CLOCK, at=timezone.now() - timedelta(minutes=1), command=new_command(),
    )  # fmt: skip
    body = text_of(signed_in("mawar"), url)
    assert "dikenai sanksi" in body
    assert "/usaha/sanksi" in body


def test_page_when_somebody_else_asks_then_is_not_there(signed_in):
    url, _ = url_of("Kudapan 3 macam")
    for key in ("kertas", "ppk.gbr"):
        assert signed_in(key).get(url).status_code == 404


@pytest.mark.parametrize(("name", "count"), [("Kudapan 3 macam", 8), ("Air mineral 330 ml", 7)])
def test_page_when_counted_then_takes_few_statements(signed_in, name, count):
    client, url = signed_in("mawar"), url_of(name)[0]
    text_of(client, url)
    with CaptureQueriesContext(connection) as taken:
        text_of(client, url)
    assert len(taken) == count


def test_products_when_listed_then_each_leads_there(signed_in):
    url, _ = url_of("Kudapan 3 macam")
    assert url in text_of(signed_in("mawar"), "/usaha/produk")
