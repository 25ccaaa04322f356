"""A day begins at different moments in the three zones of the country."""

from datetime import UTC, date, datetime

import pytest

from eorder.foundation.moments import day_in


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("Asia/Jakarta", 16, 16),
        ("Asia/Jakarta", 17, 17),
        ("Asia/Makassar", 16, 17),
        ("Asia/Jayapura", 15, 17),
        ("Asia/Jayapura", 14, 16),
    ],
)
def test_day_when_asked_near_midnight_then_that_of_the_zone(zone, hour, day):
    assert day_in(zone, datetime(2026, 8, 16, hour, 59, tzinfo=UTC)) == date(2026, 8, day)
