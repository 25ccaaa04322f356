"""Stamp duty of UU 10/2020 and before."""

from datetime import date

import pytest

from eorder.foundation.money import Rupiah
from eorder.law.meterai import meterai_on


@pytest.mark.parametrize(
    ("amount", "day", "fee"),
    [
        (7_500_000, date(2026, 8, 13), 10_000),
        (5_000_000, date(2026, 8, 13), 0),
        (5_000_001, date(2026, 8, 13), 10_000),
        (5_000_001, date(2021, 1, 1), 10_000),
        (5_000_001, date(2020, 12, 31), 6_000),
        (1_000_001, date(2020, 12, 31), 6_000),
        (1_000_000, date(2020, 12, 31), 3_000),
        (250_001, date(2020, 12, 31), 3_000),
        (250_000, date(2020, 12, 31), 0),
    ],
)
def test_meterai_when_around_a_limit_then_only_more_than_it_pays(amount, day, fee):
    assert meterai_on(Rupiah(amount), day).fee == Rupiah(fee)


def test_meterai_when_read_then_says_why():
    assert "lebih dari Rp 5.000.000" in meterai_on(Rupiah(7_500_000), date(2026, 8, 13)).sentence
    assert "tidak lebih dari Rp 5.000.000" in meterai_on(Rupiah(5_000_000), date(2026, 8, 13)).sentence
