"""Scales of PP 7/2021 and before."""

from datetime import date

import pytest

from eorder.foundation.money import Rupiah
from eorder.law.business_scales import BusinessScale, scale_by_capital, scale_by_sales

DAY = date(2026, 8, 10)
BILLION = 10**9


@pytest.mark.parametrize(
    ("sales", "scale"),
    [
        (0, "mikro"),
        (2 * BILLION, "mikro"),
        (2 * BILLION + 1, "kecil"),
        (15 * BILLION, "kecil"),
        (15 * BILLION + 1, "menengah"),
        (50 * BILLION, "menengah"),
        (50 * BILLION + 1, "besar"),
    ],
)
def test_scale_by_sales_when_around_a_limit_then_the_limit_is_inclusive(sales, scale):
    assert scale_by_sales(Rupiah(sales), DAY).scale == scale


@pytest.mark.parametrize(
    ("capital", "scale"),
    [
        (BILLION, "mikro"),
        (BILLION + 1, "kecil"),
        (5 * BILLION, "kecil"),
        (5 * BILLION + 1, "menengah"),
        (10 * BILLION, "menengah"),
        (10 * BILLION + 1, "besar"),
    ],
)
def test_scale_by_capital_when_around_a_limit_then_the_limit_is_inclusive(capital, scale):
    finding = scale_by_capital(Rupiah(capital), DAY)
    assert finding.scale == scale
    assert finding.basis == "capital"
    assert finding.rule.version == "business_scale@2021-02-02"


def test_scale_by_sales_when_before_pp_7_2021_then_follows_uu_20_2008():
    assert scale_by_sales(Rupiah(2 * BILLION), date(2021, 2, 1)).scale is BusinessScale.KECIL
    assert scale_by_sales(Rupiah(2 * BILLION), date(2021, 2, 2)).scale is BusinessScale.MIKRO


def test_counts_as_small_when_menengah_then_does_not():
    assert [scale.counts_as_small for scale in BusinessScale] == [True, True, False, False]
