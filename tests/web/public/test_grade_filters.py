"""Filters by what curators found, in the catalogue and in a category: honest counts, kept from page to page."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from eorder.market.catalogue.models import Product
from eorder.parties.actors import load_actor
from eorder.parties.identity.models import Account
from tests.factories.curation import handed_in, scored

pytestmark = pytest.mark.usefixtures("demo_city")
MAP, MARKER, PAPER = "Map plastik folio", "Spidol papan tulis", "Kertas A4 80 gram"
CATEGORY = "/kategori/alat-tulis"


def actor(key):
    return load_actor(Account.objects.get(email=f"{key}@contoh.example").id)


@pytest.fixture
def graded():
    """Two products of one seller with grade A, one with B."""
    now = timezone.now() - timedelta(days=3)
    seller, curator = actor("kertas"), actor("kurator.gbr")
    for turn, (name, points) in enumerate(((MARKER, 5), (MAP, 5), (PAPER, 4))):
        product = Product.objects.get(name=name, vendor_id__in=seller.vendor_ids)
        case = handed_in(seller, product.id, now + timedelta(hours=turn))
        scored(case, curator, now + timedelta(hours=turn, minutes=30), points)


def text_of(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    return unescape(" ".join(answer.content.decode().split()))


def test_catalogue_when_nothing_is_graded_then_no_filter_by_grade():
    assert 'name="mutu"' not in text_of("/katalog")
    assert "Saring menurut kurator" not in text_of(CATEGORY)


def test_catalogue_when_filtered_by_grade_then_counted_chosen_and_kept_in_the_links(graded):
    page = text_of("/katalog")
    assert 'value="A"><label for="f-mutu-1">Mutu A <small>2</small>' in page
    assert 'name="halal"' not in page
    page = text_of("/katalog?mutu=A&mutu=Z&kategori=alat-tulis")
    assert 'value="A" checked' in page
    assert "2 barang atau jasa" in page
    assert PAPER not in page
    assert "?kategori=alat-tulis&mutu=A&urut=murah" in page.replace("mutu=A&mutu=Z", "mutu=A")
    assert "Grade A" in text_of("/en/katalog")


def test_catalogue_when_the_filter_fits_nothing_then_says_so_and_keeps_it_to_be_taken_away(graded):
    page = text_of("/katalog?halal=ya")
    assert "Tidak ada barang yang cocok" in page
    assert 'name="halal" value="ya" checked' in page
    assert "Bersertifikat halal, diperiksa kurator <small>0</small>" in page


def test_category_when_filtered_then_links_choose_and_leave_and_pages_keep_it(
    graded, monkeypatch, django_assert_num_queries
):
    page = text_of(CATEGORY)
    assert f'href="{CATEGORY}?mutu=A#produk">Mutu A</a> <small>2</small>' in page
    assert f'href="{CATEGORY}?mutu=B#produk">Mutu B</a> <small>1</small>' in page
    with django_assert_num_queries(4):
        page = text_of(f"{CATEGORY}?mutu=A")
    assert page.count('<article class="product-card">') == 2
    assert f'href="{CATEGORY}#produk" aria-current="true"><b>Mutu A</b> (hapus)' in page
    monkeypatch.setattr("eorder.market.finding.queries.PAGE", 1)
    following = text_of(f"{CATEGORY}?mutu=A").split('rel="next" href="')[1].split('"')[0]
    assert following.startswith(f"{CATEGORY}?mutu=A&setelah=")
    page = text_of(following)
    assert page.count('<article class="product-card">') == 1
    assert f'<a href="{CATEGORY}?mutu=A">Kembali ke awal daftar' in page


def test_category_when_the_filter_fits_nothing_then_says_so(graded):
    page = text_of(f"{CATEGORY}?mutu=C")
    assert "Tidak ada produk yang cocok dengan saringan ini." in page
    assert "Filter by what curators found" in text_of(f"/en{CATEGORY}?mutu=A")


@pytest.mark.parametrize("strange", ["mutu=%27", "mutu=AA&halal=x", "halal=", "mutu=" + "A" * 500])
def test_pages_when_the_filter_is_strange_then_left_out(strange):
    assert "Hasil" not in text_of(f"/katalog?{strange}")
    assert text_of(f"{CATEGORY}?{strange}").count('<article class="product-card">') >= 3
