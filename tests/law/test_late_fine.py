"""The fine of 1/1000 a day."""

from datetime import date

import pytest

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.money import Rupiah
from eorder.law.late_fine import late_fine

DUE = date(2026, 8, 13)


@pytest.mark.parametrize(
    ("late_part", "delivered", "fine"),
    [
        (7_500_000, date(2026, 8, 12), 0),
        (7_500_000, date(2026, 8, 13), 0),
        (7_500_000, date(2026, 8, 14), 7_500),
        (7_500_000, date(2026, 8, 18), 37_500),
        (999, date(2026, 8, 14), 0),
        (1_999, date(2026, 8, 15), 3),
        (1_000, date(2036, 8, 14), 1_000),
        (0, date(2026, 8, 14), 0),
    ],
)
def test_late_fine_when_days_pass_then_one_thousandth_each_rounded_down(late_part, delivered, fine):
    """Perpres 16/2018 art. 79(4)."""
    assert late_fine(Rupiah(late_part), DUE, delivered).amount == Rupiah(fine)


def test_late_fine_when_read_then_says_why():
    fine = late_fine(Rupiah(7_500_000), DUE, date(2026, 8, 15))
    assert fine.days_late == 2
    assert fine.rule.version == "late_fine_rate@2018-07-01"
    assert "Rp 15.000" in fine.sentence
    assert late_fine(Rupiah(7_500_000), DUE, DUE).sentence == "Tidak terlambat, tidak ada denda."


def test_late_fine_when_negative_then_refuses():
    with pytest.raises(InvalidValueError) as refusal:
        late_fine(Rupiah(-1), DUE, DUE)
    assert refusal.value.code == "negative_late_part"
