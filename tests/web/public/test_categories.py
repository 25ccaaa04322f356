"""The pages of categories, and what a product's page says of its category."""

from dataclasses import replace

import pytest
from django.utils import timezone

from eorder.foundation.ids import new_command
from eorder.market.catalogue import category_queries
from eorder.market.catalogue.actions.follow_template import follow_template
from eorder.market.catalogue.models import Category, Product
from eorder.market.templates.actions.publish_template import publish_template
from eorder.market.templates.book import templates
from eorder.parties.identity.actor import CLOCK
from eorder.web.public.views.categories import count_words

pytestmark = pytest.mark.usefixtures("demo_city")


def test_categories_when_listed_then_all_with_counts_in_one_statement(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/kategori")
    text = answer.content.decode()
    assert text.count('href="/kategori/') == Category.objects.count() >= 40
    assert "2 produk" in text
    assert "belum ada produk" in text


def test_category_when_opened_then_told_in_plain_words(client, django_assert_num_queries):
    with django_assert_num_queries(4):
        answer = client.get("/kategori/pakaian-dinas")
    text = answer.content.decode().replace("\u00a0", " ")
    for words in ("5.1.02.01.01.0063", "14120", "18222000-1", "buah (H87)", "Cara ukur", "wajib", "Jahitan"):
        assert words in text
    assert "Biaya yang wajar untuk satu set" in text
    assert "Kemeja PDH lengan pendek" in text


@pytest.mark.parametrize("code", ["katering-rapat", "servis-pendingin", "bunga-dan-papan-ucapan"])
def test_category_when_opened_in_english_then_answers(client, code):
    assert client.get(f"/en/kategori/{code}").status_code == 200


def test_category_when_without_a_template_then_shows_what_there_is(client):
    text = client.get("/kategori/katering-rapat").content.decode()
    assert "5.1.02.01.01.0052" in text
    assert "Yang ditanyakan" not in text


@pytest.mark.parametrize("code", ["tidak-ada", "a" * 500, "<script>"])
def test_category_when_unknown_then_404(client, code):
    assert client.get(f"/kategori/{code}").status_code == 404


def test_category_when_there_are_more_than_a_page_goes_on_by_key(client, monkeypatch):
    monkeypatch.setattr("eorder.market.finding.queries.PAGE", 2)
    first = client.get("/kategori/alat-tulis").content.decode()
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(address).content.decode()
    assert second.count('<article class="product-card">') == 2
    assert "Kembali ke awal daftar" in second


def test_count_when_larger_than_was_counted_then_says_more_than(monkeypatch):
    monkeypatch.setattr("eorder.web.public.views.categories.MOST_COUNTED", 5)
    assert [count_words(count) for count in (0, 1, 5, 6)] == [
        "belum ada produk", "1 produk", "5 produk", "lebih dari 5 produk",
    ]  # fmt: skip
    assert category_queries.MOST_COUNTED == 1_000


def test_product_when_it_answers_a_template_then_shows_it_in_seven_statements(
    client, django_assert_num_queries
):
    product = Product.objects.get(name="Meja kerja kayu 120 cm")
    with django_assert_num_queries(7):
        text = client.get(f"/produk/{product.id}").content.decode()
    for words in (
        "Ciri menurut kategorinya",
        "Kayu lapis dan besi",
        "75 cm",
        "terpasang di tempat",
        "versi 1",
    ):
        assert words in text
    plain = Product.objects.get(name="Kertas A4 80 gram")
    assert "Ciri menurut kategorinya" not in client.get(f"/produk/{plain.id}").content.decode()


def test_category_when_published_again_then_lists_its_versions(client):
    template = replace(templates()["kertas"], about="Kertas untuk kantor.")
    government = Product.objects.first().government_id
    version = publish_template(
        government_id=government, template=template, by=CLOCK, at=timezone.now(), command=new_command()
    )
    follow_template(version_id=version)
    text = client.get("/kategori/kertas").content.decode()
    assert "Kertas untuk kantor." in text
    assert text.split('id="versi"')[1].split("</table>")[0].count("<tr") == 3  # the head and two versions
