"""A seller's own products: listing, another price, off sale."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eorder.foundation.ids import new_command
from eorder.market.catalogue.models import PriceVersion, Product
from tests.web.desk.pages import fields, send


def product_time(product):
    return product.prices.get().published_at


GIVEN = {
    "name": "Tumpeng mini", "category": "katering-rapat", "price": "35.000", "unit": "kotak", "minimum": "10",
    "lead_days": "2", "description": "Nasi kuning.",
}  # fmt: skip


NEW = "/usaha/produk/baru?kategori=katering-rapat"


def product_of(name):
    return Product.objects.filter(vendor__name=name).earliest("id")


def test_product_when_listed_twice_by_one_form_appears_once(signed_in):
    client = signed_in("mawar")
    first, sent = send(client, NEW, **GIVEN)
    again = client.post(NEW, sent)
    assert [first.status_code, again.status_code] == [303, 303]
    product = Product.objects.get(name="Tumpeng mini")
    assert (product.vendor.name, product.minimum, product.lead_days) == ("Dapur Contoh Mawar", 10, 2)
    assert [price.amount for price in product.prices.all()] == [35_000]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("price", "0"), ("price", "-5"), ("price", "42,50"), ("price", "seribu"),
     ("unit", ""), ("minimum", "0"), ("lead_days", "366")],
)  # fmt: skip
def test_product_when_a_field_is_wrong_is_shown_again_with_what_was_typed(signed_in, field, value):
    answer, sent = send(signed_in("mawar"), NEW, **{**GIVEN, field: value})
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.content.decode()
    assert fields(answer)["command"] == sent["command"]
    assert fields(answer)["category"] == "katering-rapat"
    assert not Product.objects.filter(name="Tumpeng mini").exists()


def test_price_when_changed_keeps_the_earlier_one(signed_in):
    product = product_of("Dapur Contoh Mawar")
    before = product.prices.get().amount
    answer, _sent = send(signed_in("mawar"), f"/usaha/produk/{product.id}/harga", price="43.500")
    assert answer.status_code == 303
    assert list(PriceVersion.objects.filter(product=product).order_by("seq").values_list("amount", flat=True)) == [
        before, 43_500,
    ]  # fmt: skip


def test_product_when_taken_off_sale_asks_for_a_reason_and_stays_in_the_list(signed_in):
    product = product_of("Dapur Contoh Mawar")
    client, url = signed_in("mawar"), f"/usaha/produk/{product.id}/tarik"
    assert send(client, url, reason="")[0].status_code == 422
    assert send(client, url, reason="Musimnya lewat")[0].status_code == 303
    assert "Tidak dijual lagi" in client.get("/usaha/produk").content.decode()


@pytest.mark.parametrize("url", ["/usaha/produk", "/usaha/produk/baru"])
def test_product_pages_when_opened_by_an_official_are_not_there(signed_in, url):
    assert signed_in("ppk.gbr").get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 300])
def test_products_when_there_are_many_take_two_statements(signed_in, session_statements, count):
    client, first = signed_in("mawar"), product_of("Dapur Contoh Mawar")
    made = Product.objects.bulk_create(
        Product(
            government_id=first.government_id, vendor=first.vendor, category=first.category, name=f"Salinan {number}",
            unit="kotak", state="listed",
        )
        for number in range(count - 1)
    )  # fmt: skip
    PriceVersion.objects.bulk_create(
        PriceVersion(product=product, seq=1, amount=35_000, published_at=product_time(first))
        for product in made
    )
    with CaptureQueriesContext(connection) as captured:
        client.get("/usaha/produk")
    assert len(captured) - session_statements == 2


def test_form_when_the_category_has_a_template_then_asks_its_questions(signed_in):
    client = signed_in("mawar")
    text = client.get("/usaha/produk/baru", {"kategori": "nasi-kotak"}).content.decode()
    assert 'name="attr_berat_porsi"' in text
    assert '<option value="porsi">' in text
    assert '<input type="hidden" name="category" value="nasi-kotak">' in text


@pytest.mark.parametrize("code", ["", "tidak-ada"])
def test_form_when_no_category_is_chosen_yet_then_asks_for_it_alone(signed_in, code):
    client = signed_in("mawar")
    text = client.get("/usaha/produk/baru", {"kategori": code}).content.decode()
    assert 'name="price"' not in text
    assert "?kategori=nasi-kotak" in text
    used, _all = text.split("Semua kategori")
    assert "?kategori=katering-rapat" in used
    assert "?kategori=kertas" not in used
    refused = client.post("/usaha/produk/baru", {**GIVEN, "category": code, "command": str(new_command())})
    assert (refused.status_code, "Pilih kategori produk." in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("nasi box", {"nasi-kotak"}),
        ("NASI KOTAK", {"nasi-kotak"}),
        ("hvs", {"kertas"}),
        ("cat", {"bahan-bangunan"}),
        ("zzz", set()),
    ],
)
def test_categories_when_looked_for_by_any_of_their_names_then_found(signed_in, query, codes):
    text = signed_in("mawar").get("/usaha/produk/baru", {"cari": query}).content.decode()
    found = set(re.findall(r"\?kategori=([a-z-]+)", text))
    assert codes <= found
    assert len(found) < 4
    assert ("Tidak ada kategori" in text) == (not codes)


def test_form_when_a_product_is_copied_then_holds_its_answers(signed_in):
    client = signed_in("mawar")
    send(client, "/usaha/produk/baru?kategori=nasi-kotak", **BOXED)
    product = Product.objects.get(name="Tumpeng mini")
    found = fields(client.get("/usaha/produk/baru", {"salin": product.id}))
    given = {key: found[key] for key in BOXED if key in found and key not in {"price", "attr_berat_porsi"}}
    assert given == {key: value for key, value in BOXED.items() if key in given}
    assert len(given) == 7
    assert (found["price"], found["attr_berat_porsi"]) == ("35000", "1250")
    text = client.get("/usaha/produk/baru", {"salin": product.id}).content.decode()
    for chosen in ("besek", "kotak", "tidak", "dalam proses"):
        assert f'value="{chosen}" selected' in text


def test_product_when_copied_by_another_business_is_not_there(signed_in):
    product = product_of("Dapur Contoh Mawar")
    assert signed_in("kertas").get("/usaha/produk/baru", {"salin": product.id}).status_code == 404


def test_product_when_much_is_wrong_is_told_all_at_once(signed_in):
    wrong = {**BOXED, "name": "", "unit": "", "price": "0", "attr_isi": "", "attr_kemasan": ""}
    answer, _sent = send(signed_in("mawar"), "/usaha/produk/baru?kategori=nasi-kotak", **wrong)
    told = set(re.findall(r'href="#f-([a-z_]+)"', answer.content.decode()))
    assert told == {"name", "unit", "price", "attr_isi", "attr_kemasan"}


BOXED = {
    **GIVEN, "category": "nasi-kotak", "attr_isi": "Nasi kuning, ayam", "attr_berat_porsi": "1.250",
    "attr_kemasan": "besek", "attr_status_halal": "dalam proses", "attr_tahan_jam": "5", "attr_vegetarian": "tidak",
}  # fmt: skip


def test_product_when_it_answers_the_template_is_listed_with_the_answers(signed_in):
    answer, _sent = send(signed_in("mawar"), "/usaha/produk/baru?kategori=nasi-kotak", **BOXED)
    assert answer.status_code == 303
    product = Product.objects.get(name="Tumpeng mini")
    assert product.attributes["berat_porsi"] == 1_250
    assert product.attributes["vegetarian"] is False
    assert product.template.version == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("attr_isi", ""), ("attr_berat_porsi", "5"), ("attr_kemasan", "tas"), ("unit", "rim")],
)
def test_product_when_an_answer_is_wrong_is_shown_again_with_the_questions(signed_in, field, value):
    answer, _sent = send(
        signed_in("mawar"), "/usaha/produk/baru?kategori=nasi-kotak", **{**BOXED, field: value}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in text
    assert 'value="5"' in text
    assert not Product.objects.filter(name="Tumpeng mini").exists()


def test_capacity_when_stated_then_stands_in_the_list_and_an_empty_field_takes_it_away(signed_in):
    product = product_of("Dapur Contoh Mawar")
    client, url = signed_in("mawar"), f"/usaha/produk/{product.id}/kapasitas"
    assert send(client, url, per_day="1.250")[0].status_code == 303
    product.refresh_from_db()
    assert product.per_day == 1_250
    assert f"paling banyak 1.250 {product.unit} sehari" in client.get("/usaha/produk").content.decode()
    assert 'value="1250"' in client.get(url).content.decode()
    assert send(client, url, per_day="")[0].status_code == 303
    product.refresh_from_db()
    assert product.per_day is None


@pytest.mark.parametrize("value", ["0", "-3", "12,5", "banyak", "1.000.001"])
def test_capacity_when_it_cannot_be_meant_then_shown_again_and_nothing_changes(signed_in, value):
    product = product_of("Dapur Contoh Mawar")
    answer, _sent = send(signed_in("mawar"), f"/usaha/produk/{product.id}/kapasitas", per_day=value)
    assert answer.status_code == 422
    assert 'href="#f-per_day"' in answer.content.decode()
    assert value in answer.content.decode()
    assert Product.objects.get(id=product.id).per_day == product.per_day


def test_capacity_when_another_seller_asks_then_the_page_is_not_there(signed_in):
    product = product_of("Dapur Contoh Mawar")
    assert signed_in("sedap").get(f"/usaha/produk/{product.id}/kapasitas").status_code == 404
