"""Prices per common measure, worked by hand."""

import pytest

from eorder.market.catalogue.measures import normal_price


@pytest.mark.parametrize(
    ("price", "answers", "amount", "measure"),
    [
        (3_500, {"isi_ml": 330}, 10_606, "liter"),  # 10,606.06
        (48_000, {"isi_ml": 600, "jumlah_isi": 24}, 3_333, "liter"),  # 14.4 litres
        (62_000, {"berat_g": 5_000}, 12_400, "kg"),
        (42_000, {"berat_porsi": 350}, 12_000, "100 gram"),
        (55_000, {"jumlah_isi": 500}, 110, "buah"),
        (5, {"jumlah_isi": 2}, 3, "buah"),  # a half is rounded up
    ],
)
def test_price_when_the_content_is_known_then_per_common_measure(price, answers, amount, measure):
    found = normal_price(price, answers)
    assert (found.amount.amount, found.measure) == (amount, measure)


@pytest.mark.parametrize("answers", [{}, {"jumlah_isi": 1}, {"warna": "merah"}])
def test_price_when_no_content_is_known_then_none(answers):
    assert normal_price(1_000, answers) is None
