"""PPN on a price, by date."""

from datetime import date

import pytest

from eorder.foundation.money import ZERO, Rupiah
from eorder.law.book import NoLawError
from eorder.law.taxes.facts import TaxNature
from eorder.law.taxes.ppn import ppn_on_price


@pytest.mark.parametrize(
    ("day", "ppn"),
    [
        (date(2022, 3, 31), 1_400_000),  # UU 42/2009: 10 %
        (date(2022, 4, 1), 1_540_000),  # UU 7/2021: 11 %
        (date(2024, 12, 31), 1_540_000),
        (date(2025, 1, 1), 1_540_000),  # PMK 131/2024: 12 % x 11/12
    ],
)
def test_ppn_on_price_when_the_rate_changes_then_follows_the_day(day, ppn):
    assert ppn_on_price(Rupiah(14_000_000), day, is_pkp=True, tax_nature=TaxNature.GOODS) == Rupiah(ppn)


@pytest.mark.parametrize(("amount", "ppn"), [(0, 0), (9, 0), (10, 1), (99, 10), (100, 11), (109, 11)])
def test_ppn_on_price_when_fractional_then_rounds_down_once(amount, ppn):
    day = date(2026, 8, 18)
    assert ppn_on_price(Rupiah(amount), day, is_pkp=True, tax_nature=TaxNature.SERVICE) == Rupiah(ppn)


@pytest.mark.parametrize("nature", [TaxNature.CATERING, TaxNature.SHOP_FOOD])
def test_ppn_on_price_when_food_then_none(nature):
    assert ppn_on_price(Rupiah(14_000_000), date(2026, 8, 18), is_pkp=True, tax_nature=nature) == ZERO


def test_ppn_on_price_when_the_seller_is_no_pkp_then_none():
    day = date(2026, 8, 18)
    assert ppn_on_price(Rupiah(14_000_000), day, is_pkp=False, tax_nature=TaxNature.GOODS) == ZERO


def test_ppn_on_price_when_the_book_does_not_reach_back_then_no_law():
    with pytest.raises(NoLawError):
        ppn_on_price(Rupiah(1), date(1990, 1, 1), is_pkp=True, tax_nature=TaxNature.GOODS)
