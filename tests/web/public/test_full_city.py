"""The demo city filled: found, with photos, in pages of the usual weight, and sound."""

import pytest
from django.test import Client

from eorder.market.catalogue.models import Category, Product
from eorder.market.photos.models import Photo, Picture
from eorder.openness.consistency.finding import FINDING
from eorder.parties.vendors.models import Vendor
from eorder.simulator.full_city import fill_city


@pytest.mark.usefixtures("demo_city")
def test_city_when_filled_then_found_with_photos_and_sound_and_a_repeat_has_no_effect():
    before = Product.objects.count()
    assert fill_city(80) == 800
    assert Product.objects.count() == before + 800
    assert set(Product.objects.values_list("category_id", flat=True)) == set(
        Category.objects.values_list("code", flat=True)
    )
    assert Photo.objects.filter(position=1).count() == 802
    assert Picture.objects.count() <= 162
    assert Vendor.objects.values("region").distinct().count() > 30
    assert [each.code for each in FINDING if list(each.offenders())] == []
    assert fill_city(80) == 0
    page = Client().get("/katalog")
    assert page.content.count(b"<img") > 12
    assert len(page.content) < 60_000
