"""Holidays and joint leave."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from eorder.law.book import parameter
from eorder.law.holidays import corrected, working_calendar, working_calendar_around

DATA = os.environ.get("EORDER_DATA")


def test_payment_term_when_independence_day_lies_between_then_ends_on_wednesday():
    """Instruksi Gubernur 29/2021: three working days from the BAST."""
    handed_over = date(2026, 8, 13)
    term = parameter("payment_term").on(handed_over).amount
    calendar = working_calendar_around(handed_over)
    assert calendar.add(handed_over, term) == date(2026, 8, 19)
    assert calendar.between(handed_over, date(2026, 8, 19)) == 3


def test_calendar_when_joint_leave_then_is_no_working_day():
    calendar = working_calendar([2026])
    assert not calendar.is_working(date(2026, 3, 23))
    assert not calendar.is_working(date(2026, 12, 24))
    assert calendar.is_working(date(2026, 12, 23))


def test_calendar_when_a_term_crosses_the_year_then_knows_new_years_day():
    assert working_calendar_around(date(2025, 12, 31)).add(date(2025, 12, 31), 1) == date(2026, 1, 2)


def test_calendar_when_asked_twice_then_is_the_same_object():
    assert working_calendar([2026, 2025]) is working_calendar((2025, 2026, 2026))


def test_calendar_when_before_the_override_began_then_takes_the_list_as_it_is():
    assert not working_calendar([2017]).is_working(date(2017, 8, 17))


def test_corrected_when_the_operator_overrides_then_adds_and_removes_days_of_the_year():
    listed = frozenset({date(2026, 1, 1), date(2026, 5, 1)})
    added = [date(2026, 11, 27), date(2027, 11, 27)]
    assert corrected(listed, added, [date(2026, 5, 1)], 2026) == {date(2026, 1, 1), date(2026, 11, 27)}


@pytest.mark.parametrize("value", parameter("holidays_override").values, ids=lambda value: value.version)
def test_override_when_read_then_holds_dates_only(value):
    assert set(value.table) == {"added", "removed"}
    assert all(type(day) is date for days in value.table.values() for day in days)


@pytest.mark.data
@pytest.mark.skipif(DATA is None, reason="EORDER_DATA names no folder of real public data")
def test_calendar_of_2026_when_compared_with_the_joint_decree_then_agrees_day_by_day():
    """SKB 3 Menteri 1497/2/5 of 2025: 17 holidays and 8 days of joint leave."""
    folder = Path(DATA) / "hari-libur-2026"
    decreed = set()
    for name, count in (("libur-nasional.json", 17), ("cuti-bersama.json", 8)):
        days = json.loads((folder / name).read_text("utf-8"))["years"]["2026"]["holidays"]
        assert len(days) == count
        decreed |= {date.fromisoformat(day["date"]) for day in days}
    assert working_calendar([2026]).holidays == decreed
