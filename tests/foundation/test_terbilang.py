"""Amounts in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.money import Rupiah
from eorder.foundation.terbilang import terbilang


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (1, "satu rupiah"),
        (10, "sepuluh rupiah"),
        (11, "sebelas rupiah"),
        (12, "dua belas rupiah"),
        (19, "sembilan belas rupiah"),
        (20, "dua puluh rupiah"),
        (21, "dua puluh satu rupiah"),
        (100, "seratus rupiah"),
        (111, "seratus sebelas rupiah"),
        (999, "sembilan ratus sembilan puluh sembilan rupiah"),
        (1_000, "seribu rupiah"),
        (1_001, "seribu satu rupiah"),
        (2_000, "dua ribu rupiah"),
        (11_000, "sebelas ribu rupiah"),
        (100_000, "seratus ribu rupiah"),
        (101_000, "seratus satu ribu rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (2_001_500, "dua juta seribu lima ratus rupiah"),
        (7_500_000, "tujuh juta lima ratus ribu rupiah"),
        (1_000_000_000, "satu miliar rupiah"),
        (1_000_000_000_000, "satu triliun rupiah"),
        (1_000_000_000_000_000, "satu kuadriliun rupiah"),
    ],
)
def test_terbilang_when_given_a_known_amount_then_writes_the_words(amount, words):
    assert terbilang(Rupiah(amount)) == words


@pytest.mark.parametrize("amount", [-1, 10**15 + 1])
def test_terbilang_when_out_of_range_then_refuses(amount):
    with pytest.raises(InvalidValueError) as refusal:
        terbilang(Rupiah(amount))
    assert refusal.value.code == "invalid_amount_in_words"


def _is_wrong_in_num2words(amount):
    """The library writes "satu ribu" for N times a million plus 1xxx."""
    return amount > 10**6 and amount % 10**6 // 1000 == 1


@given(st.integers(0, 10**15 - 1).filter(lambda amount: not _is_wrong_in_num2words(amount)))
def test_terbilang_when_compared_with_num2words_then_agrees(amount):
    assert terbilang(Rupiah(amount)) == f"{num2words(amount, lang='id')} rupiah"
