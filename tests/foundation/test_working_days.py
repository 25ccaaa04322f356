"""Terms in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.working_days import WorkingCalendar

INDEPENDENCE_DAY = date(2026, 8, 17)
AUGUST = WorkingCalendar(frozenset({INDEPENDENCE_DAY}))


def test_add_when_a_holiday_and_a_weekend_lie_between_then_skips_them():
    assert AUGUST.add(date(2026, 8, 13), 3) == date(2026, 8, 19)


def test_add_when_zero_then_gives_the_start_day():
    assert AUGUST.add(date(2026, 8, 15), 0) == date(2026, 8, 15)


def test_add_when_starting_on_a_weekend_then_counts_from_the_next_working_day():
    assert AUGUST.add(date(2026, 8, 15), 1) == date(2026, 8, 18)


def test_add_when_negative_then_refuses():
    with pytest.raises(InvalidValueError) as refusal:
        AUGUST.add(date(2026, 8, 13), -1)
    assert refusal.value.code == "invalid_working_days"


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 8, 14), True),
        (date(2026, 8, 15), False),
        (date(2026, 8, 16), False),
        (INDEPENDENCE_DAY, False),
    ],
)
def test_is_working_when_asked_then_knows_weekends_and_holidays(day, worked):
    assert AUGUST.is_working(day) is worked


@pytest.mark.parametrize(
    ("end", "count"),
    [(12, 0), (13, 0), (14, 1), (16, 1), (17, 1), (18, 2), (19, 3)],
)
def test_between_when_counted_then_excludes_the_start_and_includes_the_end(end, count):
    assert AUGUST.between(date(2026, 8, 13), date(2026, 8, end)) == count


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_between_when_given_the_end_of_a_term_then_gives_its_length(start, count):
    end = AUGUST.add(start, count)
    assert AUGUST.between(start, end) == count
    assert AUGUST.is_working(end)
    assert AUGUST.between(start, end - timedelta(days=1)) == count - 1
