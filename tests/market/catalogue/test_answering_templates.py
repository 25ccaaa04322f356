"""Products answer the template of their category; a category without one asks nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.follow_template import follow_template
from eorder.market.catalogue.actions.list_product import ProductForm, list_product
from eorder.market.catalogue.category_queries import category_page, chosen_category, counted_categories
from eorder.market.catalogue.models import Category, Product
from eorder.market.catalogue.queries import product_page
from eorder.market.templates.actions.publish_template import publish_template
from eorder.market.templates.book import templates
from eorder.parties.identity.actor import CLOCK
from eorder.parties.workunits.actions.set_up_government import set_up_government
from eorder.records.journal.models import Event
from eorder.simulator.demo_city import load_tables
from eorder.simulator.sellers import SHOPS
from tests.factories.cast import open_seller

pytestmark = pytest.mark.usefixtures("db")
PAPER = templates()["kertas"]
AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
GOOD = {"merek": "Contoh", "ukuran_kertas": "A4", "gramasi": "80", "jumlah_isi": "500"}


@pytest.fixture
def government():
    load_tables()
    return set_up_government(code="KOTA-CONTOH", name="Pemerintah Kota Contoh")


@pytest.fixture
def seller(government):
    return open_seller(government, next(shop for shop in SHOPS if shop.key == "pena"), 601)


@pytest.fixture
def publish(government):
    def published(template):
        version = publish_template(
            government_id=government, template=template, by=CLOCK, at=AT, command=new_command()
        )
        follow_template(version_id=version)
        return version

    return published


def sell(seller, attributes, *, category="kertas", unit="rim"):
    form = ProductForm(category, "Kertas A4", "", unit, 56_000)
    return list_product(
        vendor_id=seller.id, form=form, attributes=attributes, by=seller.actor, at=AT, command=new_command()
    )


def test_category_when_it_follows_a_template_then_taken_over_from_it(publish):
    version = publish(PAPER)
    category = Category.objects.get(code="kertas")
    assert (category.name, category.tax_nature, category.template_id) == (
        "Kertas dan sampul",
        "goods",
        version,
    )
    assert category.account_codes == list(PAPER.accounts)
    assert chosen_category("kertas")["template"] == PAPER
    assert chosen_category("alat-tulis")["template"] is None
    assert chosen_category("tidak-ada") is None


def test_category_when_it_follows_a_later_version_then_stays_with_it(publish):
    first = publish(PAPER)
    later = publish(replace(PAPER, name="Kertas saja"))
    assert follow_template(version_id=first) == "kertas"
    category = Category.objects.get(code="kertas")
    assert (category.template_id, category.name) == (later, "Kertas saja")


def test_category_when_the_version_is_unknown_then_refused():
    with pytest.raises(NotFoundError):
        follow_template(version_id=UUID(int=7))


def test_product_when_it_answers_then_keeps_the_answers_and_the_version(publish, seller):
    version = publish(PAPER)
    product = Product.objects.get(id=sell(seller, GOOD))
    kept = {"merek": "Contoh", "ukuran_kertas": "A4", "gramasi": 80, "jumlah_isi": 500}
    assert (product.attributes, product.template_id) == (kept, version)
    event = Event.objects.get(subject_id=product.id)
    assert '"version":1' in event.public
    assert '"gramasi":80' in event.public


def test_product_when_the_template_changed_later_then_keeps_its_version(publish, seller):
    publish(PAPER)
    product = sell(seller, GOOD)
    publish(replace(PAPER, attributes=PAPER.attributes[1:]))
    later = sell(seller, {key: value for key, value in GOOD.items() if key != PAPER.attributes[0].key})
    assert (product_page(product)["template__version"], product_page(later)["template__version"]) == (1, 2)
    assert category_page("kertas")["template__version"] == 2


@pytest.mark.parametrize(
    ("attributes", "unit", "fields"),
    [
        ({}, "rim", {"attr_merek", "attr_ukuran_kertas", "attr_gramasi", "attr_jumlah_isi"}),
        ({**GOOD, "gramasi": "tebal"}, "rim", {"attr_gramasi"}),
        (GOOD, "kotak", {"unit"}),
    ],
)
def test_product_when_it_does_not_answer_then_refused_whole(publish, seller, attributes, unit, fields):
    publish(PAPER)
    before = Product.objects.count()
    with pytest.raises(InvalidFormError) as refusal:
        sell(seller, attributes, unit=unit)
    assert set(refusal.value.problems) == fields
    assert Product.objects.count() == before


def test_product_when_its_category_has_no_template_then_asked_nothing(seller):
    product = Product.objects.get(id=sell(seller, {}, category="alat-tulis", unit="buah"))
    assert (product.template_id, product.attributes) == (None, {})
    with pytest.raises(InvalidFormError):
        sell(seller, GOOD, category="alat-tulis", unit="buah")


def test_categories_when_counted_then_only_what_can_be_ordered(publish, seller, django_assert_num_queries):
    publish(PAPER)
    sell(seller, GOOD)
    gone = sell(seller, GOOD)
    Product.objects.filter(id=gone).update(state="delisted")
    with django_assert_num_queries(1):
        rows = {row["code"]: row for row in counted_categories(AT)}
    assert (rows["kertas"]["products"], rows["kertas"]["name_en"]) == (1, "Paper and covers")
    assert (rows["cetakan"]["products"], rows["cetakan"]["group"]) == (0, None)
