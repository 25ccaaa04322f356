"""Rows read and written by statements that are written once are the rows that the ORM reads and writes."""

import pytest

from eorder.buying.orders.models import Line, Order
from eorder.buying.orders.states import OrderState
from eorder.foundation.ids import new_id
from eorder.market.catalogue.models import Product
from eorder.records.journal.models import Counter
from eorder.records.rows import Reading, insert_row, insert_rows, update_row
from tests.factories.purchases import order_in

RELATED = ("unit__government", "vendor", "meeting")
ORDER = Reading(Order, *RELATED, where="this.id = %s", locks=True)


@pytest.fixture
def placed(city):
    return order_in(OrderState.PLACED, city).order


def fields(row):
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


def counter(year):
    return Counter(government_id=new_id(), series="uji", fiscal_year=year, last=1)


def test_reading_when_rows_are_related_then_all_as_the_orm_reads_them(placed, django_assert_num_queries):
    with django_assert_num_queries(1):
        read = ORDER.first(placed)
        related = [read.unit, read.unit.government, read.vendor, read.meeting]
    known = Order.objects.select_related(*RELATED).get(id=placed)
    assert fields(read) == fields(known)
    assert [each and fields(each) for each in related] == [
        each and fields(each) for each in (known.unit, known.unit.government, known.vendor, known.meeting)
    ]


@pytest.mark.usefixtures("city")
def test_reading_when_there_is_nothing_then_none():
    assert ORDER.first(new_id()) is None
    assert Reading(Line, where="this.order_id = %s").all(new_id()) == []


@pytest.mark.usefixtures("city")
def test_reading_when_sorted_then_in_that_order():
    insert_rows([counter(2027), counter(2026), counter(2028)])
    read = Reading(Counter, where="this.series = %s", order="this.fiscal_year")
    assert [each.fiscal_year for each in read.all("uji")] == [2026, 2027, 2028]


def test_insertion_when_written_then_every_column_is_as_given(placed):
    product = Product.objects.filter(id__in=Line.objects.filter(order=placed).values("product")).first()
    known = fields(Product.objects.get(id=product.id))
    twin = Product(**{name: value for name, value in known.items() if name != "id"})
    insert_row(twin)
    assert {**fields(Product.objects.get(id=twin.id)), "id": product.id} == known


@pytest.mark.usefixtures("city")
def test_insertion_when_there_are_no_rows_then_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows([])


def test_update_when_fields_are_named_then_only_they_are_written(placed, django_assert_num_queries):
    order = Order.objects.get(id=placed)
    before = fields(order)
    order.refusal, order.reason = "Ditolak", "Tidak ditulis"
    with django_assert_num_queries(1):
        update_row(order, "refusal")
    assert fields(Order.objects.get(id=placed)) == {**before, "refusal": "Ditolak"}


def test_reading_when_a_relation_is_empty_then_it_is_none(city):
    goods = order_in(OrderState.PLACED, city, "goods").order
    assert ORDER.first(goods).meeting is None
