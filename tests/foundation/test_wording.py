"""Dates, moments and quantities as papers write them."""

from datetime import UTC, date, datetime

import pytest

from eorder.foundation.quantities import quantity_text
from eorder.foundation.wording import moment_text, weekday_text, window_text


@pytest.mark.parametrize(
    ("thousandths", "text"),
    [(0, "0"), (1, "0,001"), (500, "0,5"), (1_000, "1"), (1_250, "1,25"), (1_250_000, "1.250")],
)
def test_quantity_in_thousandths_is_written_without_idle_zeros(thousandths, text):
    assert quantity_text(thousandths) == text


def test_day_is_written_with_its_weekday():
    assert weekday_text(date(2026, 8, 13)) == "Kamis, 13 Agustus 2026"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Jakarta", "14 Agustus 2026, 00.05 WIB"),
        ("Asia/Makassar", "14 Agustus 2026, 01.05 WITA"),
        ("Asia/Jayapura", "14 Agustus 2026, 02.05 WIT"),
        ("Asia/Kolkata", "13 Agustus 2026, 22.35 IST"),
    ],
)
def test_moment_is_written_in_the_zone_of_the_unit(zone, text):
    assert moment_text(datetime(2026, 8, 13, 17, 5, tzinfo=UTC), zone) == text


def test_window_on_one_day_names_the_day_once():
    start, end = (datetime(2026, 8, 13, 4, minute, tzinfo=UTC) for minute in (0, 30))
    assert window_text(start, end, "Asia/Jakarta") == "Kamis, 13 Agustus 2026, 11.00–11.30 WIB"


def test_window_over_two_days_names_both():
    start, end = (datetime(2026, 8, day, 4, 0, tzinfo=UTC) for day in (13, 14))
    both = "13 Agustus 2026, 11.00 WIB sampai 14 Agustus 2026, 11.00 WIB"
    assert window_text(start, end, "Asia/Jakarta") == both
