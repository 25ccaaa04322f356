"""How often a product stood on the first page: the count is that of the pages which buyers saw."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eorder.market.finding import queries, seen
from eorder.market.finding.asking import Filters
from eorder.market.finding.seen import Rival, hours_before, hours_on_first_page, of_category
from eorder.market.finding.turns import hour_of
from tests.factories.cast import at
from tests.factories.sanctions import suspended
from tests.market.finding.test_search import HOUR, find, shops

__all__ = ["shops"]
MEALS = "katering-rapat"


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("shown", [3, 5, 9])
def test_hours_when_counted_then_as_the_pages_of_each_hour_show_them(shops, monkeypatch, shown):
    monkeypatch.setattr(queries, "PAGE", shown)
    hours = range(HOUR, HOUR + 40)
    pages = [
        [UUID(row["id"]) for row in find("", Filters(categories=(MEALS,)), hour=hour).products]
        for hour in hours
    ]
    rivals = of_category(MEALS, at(12))
    assert len(rivals) > shown
    for rival in rivals:
        on_page = sum(rival.product in page for page in pages)
        assert hours_on_first_page(rival.product, rivals, hours, shown) == on_page


@pytest.mark.usefixtures("db")
def test_rivals_when_a_seller_is_sanctioned_then_its_products_are_none(shops):
    before = {each.vendor for each in of_category(MEALS, at(12))}
    suspended(shops["mawar"].id, at(12))
    assert before - {each.vendor for each in of_category(MEALS, at(12))} == {shops["mawar"].id}


@pytest.mark.usefixtures("db")
def test_rivals_when_too_many_are_found_then_none_are_compared(shops, monkeypatch):
    with CaptureQueriesContext(connection) as taken:
        assert of_category(MEALS, at(12))
    assert len(taken) == 1
    monkeypatch.setattr(seen, "MOST_COUNTED", 3)
    assert of_category(MEALS, at(12)) is None


def rival(product, vendor):
    return Rival(UUID(int=product), UUID(int=vendor), "31.71.01", 1)


def test_hours_when_all_fit_on_a_page_or_none_does_then_always_or_never():
    hours = range(HOUR, HOUR + 10)
    few = [rival(number, number) for number in range(1, 4)]
    assert hours_on_first_page(UUID(int=1), few, hours, 3) == 10
    assert hours_on_first_page(UUID(int=9), few, hours, 3) == 0
    second = [*few, rival(4, 1)]
    assert hours_on_first_page(UUID(int=4), second, hours, 3) == 0
    assert hours_on_first_page(UUID(int=4), second, hours, 4) == 10


def test_hours_when_equal_sellers_take_turns_then_each_gets_about_its_share():
    rivals = [rival(number, number) for number in range(1, 49)]
    hours = range(HOUR, HOUR + 24 * 28)
    counts = [hours_on_first_page(each.product, rivals, hours, 24) for each in rivals]
    assert sum(counts) == 24 * len(hours)
    assert max(counts) <= 1.5 * sorted(counts)[len(counts) // 2]


def test_hours_before_when_asked_then_the_last_seven_days_with_the_one_that_runs():
    hours = hours_before(at(12, "09.30"))
    assert (len(hours), hours[-1]) == (168, hour_of(at(12, "09.30")))
    assert hours[0] == hour_of(at(12, "09.30") - timedelta(days=7)) + 1
