"""Filters by what curators found: grades as long as they hold, and halal where a curator saw what the seller states."""

from datetime import timedelta

import pytest
from django.db import connection

from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.market.curation.models import Grading
from eorder.market.finding import queries, sql
from eorder.market.finding.asking import Filters, Sort
from eorder.market.templates.book import vocabulary
from eorder.openness.consistency.finding import listings_unlike_products
from eorder.parties.workunits.actions.set_up_government import add_unit
from eorder.parties.workunits.models import Government
from eorder.simulator import cast as demo
from eorder.simulator.demo_city import load_templates
from tests.factories.cast import at
from tests.factories.curation import handed_in, scored
from tests.market.finding.test_search import find, names, shops

__all__ = ["shops"]
pytestmark = pytest.mark.usefixtures("db")
MEAL = "Nasi kotak ayam bakar"


@pytest.fixture
def curator(shops):
    government = Government.objects.get(code="KOTA-CONTOH").id
    unit = add_unit(
        government_id=government, code="7.01.GBR", short_code="GBR", name="Unit GBR", region_code="31.71.01"
    )  # fmt: skip
    return demo.actors(demo.hire(unit, "GBR", 1))["kurator"]


def graded(shop, product, curator, points, when=None):
    """The grade of a product that passes."""
    when = when or at(11)
    scored(handed_in(shop.actor, product, when - timedelta(hours=1)), curator, when, points)
    return Grading.objects.filter(product_id=product).latest("graded_at")


def box(shop, name, status):
    """A box meal that states whether it is halal."""
    answers = {
        "isi": "Nasi, lauk, sayur", "berat_porsi": "400", "kemasan": "kotak karton", "status_halal": status,
        "tahan_jam": "6",
    }  # fmt: skip
    return list_product(
        vendor_id=shop.id, form=ProductForm("nasi-kotak", name, "", "kotak", 30_000), attributes=answers,
        by=shop.actor, at=at(10), command=new_command(),
    )  # fmt: skip


@pytest.mark.parametrize("sort", [Sort.FAIR, Sort.CHEAP])
@pytest.mark.parametrize(("most", "dense"), [(1_000, 6), (1, 0), (1, 6)])
@pytest.mark.parametrize("text", ["kertas", ""])
def test_grade_when_filtered_then_only_while_it_holds(shops, curator, monkeypatch, text, most, dense, sort):
    shop = shops["kertas"]
    marker = graded(shop, shop.products["Spidol papan tulis"], curator, 5)
    graded(shop, shop.products["Map plastik folio"], curator, 4)
    monkeypatch.setattr(queries, "MOST_COUNTED", most)
    monkeypatch.setattr(sql, "DENSE", dense)
    found = find(text, Filters(grades=("A",)), sort=sort)
    assert names(found) == ["Spidol papan tulis"]
    assert len(names(find(text, Filters(grades=("A", "B")), sort=sort))) == 2
    last = at(12).replace(
        year=marker.valid_until.year, month=marker.valid_until.month, day=marker.valid_until.day
    )
    assert names(find(text, Filters(grades=("A",)), sort=sort, at=last.replace(hour=23, minute=59)))
    over = last.replace(hour=0) + timedelta(days=1)
    assert names(find(text, Filters(grades=("A",)), sort=sort, at=over)) == []


def test_counts_when_some_are_graded_then_of_what_holds_and_under_what_is_chosen(shops, curator):
    shop = shops["kertas"]
    assert "mutu" not in find().facets
    grading = graded(shop, shop.products["Spidol papan tulis"], curator, 5)
    graded(shop, shop.products["Map plastik folio"], curator, 4)
    graded(shops["mawar"], shops["mawar"].products[MEAL], curator, 4)
    assert find().facets["mutu"] == [("B", "B", 2), ("A", "A", 1)]
    assert find(filters=Filters(categories=("alat-tulis",))).facets["mutu"] == [("A", "A", 1), ("B", "B", 1)]
    assert "halal" not in find().facets
    over = at(12) + (grading.valid_until - at(12).date()) + timedelta(days=1)
    assert "mutu" not in find(at=over).facets


def test_grade_when_judged_anew_or_refused_later_then_the_latest_counts(shops, curator):
    shop = shops["kertas"]
    product = shop.products["Spidol papan tulis"]
    graded(shop, product, curator, 5)
    later = at(12).replace(year=2028, month=7)
    graded(shop, product, curator, 4, later)
    assert names(find(filters=Filters(grades=("A",)), at=later)) == []
    assert names(find(filters=Filters(grades=("B",)), at=later)) == ["Spidol papan tulis"]
    assert listings_unlike_products() == []


def test_halal_when_stated_and_judged_then_found_and_else_not(shops, curator):
    load_templates(Government.objects.get(code="KOTA-CONTOH").id)
    shop = shops["mawar"]
    stated = "bersertifikat halal"
    assert stated in vocabulary().attributes["status_halal"].choices
    boxes = {
        name: box(shop, name, status)
        for name, status in (("Kotak satu", stated), ("Kotak dua", "dalam proses"), ("Kotak tiga", stated))
    }
    assert find(filters=Filters(is_halal=True)).count == 0
    graded(shop, boxes["Kotak satu"], curator, 4)
    graded(shop, boxes["Kotak dua"], curator, 4)
    graded(shop, shop.products[MEAL], curator, 4)
    found = find(filters=Filters(is_halal=True))
    assert (names(found), found.facets["halal"]) == (["Kotak satu"], [("ya", "ya", 1)])
    assert find(filters=Filters(is_halal=True, grades=("A",))).count == 0
    assert find(filters=Filters(is_halal=True), at=at(12).replace(year=2029)).count == 0
    assert listings_unlike_products() == []


def test_listing_when_it_says_another_grade_then_the_check_finds_it(shops, curator):
    graded(shops["kertas"], shops["kertas"].products["Spidol papan tulis"], curator, 5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT grade, is_halal FROM finding_listing WHERE graded_to IS NOT NULL")
        assert cursor.fetchall() == [("A", False)]
