"""A seller under a sanction is found nowhere, in whatever order and however deep, and again after its last day."""

from datetime import date, timedelta

import pytest

from eorder.market.finding import queries, sql
from eorder.market.finding.asking import Filters, Sort
from tests.factories.cast import at
from tests.factories.sanctions import suspended
from tests.market.finding.test_search import find, sellers_of, shops

__all__ = ["shops"]
pytestmark = pytest.mark.usefixtures("db")
LAST = date(2026, 8, 20)


@pytest.mark.parametrize("sort", [Sort.FAIR, Sort.CHEAP, Sort.DEAR, Sort.NEAR])
@pytest.mark.parametrize(
    ("most", "dense"), [(1_000, 6), (1, 0), (1, 6)], ids=["compared", "walked", "sorted"]
)
@pytest.mark.parametrize("text", ["spidol", "kertas spidol", ""])
def test_seller_when_under_a_sanction_then_found_again_only_after_its_last_day(
    shops, monkeypatch, text, most, dense, sort
):
    monkeypatch.setattr(queries, "MOST_COUNTED", most)
    monkeypatch.setattr(sql, "DENSE", dense)
    vendor = shops["kertas"].id
    filters = Filters(categories=("alat-tulis",))

    def is_found(moment):
        return vendor in sellers_of(find(text, filters, sort=sort, near="31.71.01", at=moment))

    suspended(vendor, at(12), until=LAST)
    moments = (at(12) - timedelta(seconds=1), at(12), at(20, "23.59"), at(21, "00.00"))
    assert [is_found(moment) for moment in moments] == [True, False, False, True]
