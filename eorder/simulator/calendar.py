"""Office mornings of the demo's past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from eorder.law.holidays import working_calendar_around


def morning(now: datetime, days_ago: int) -> datetime:
    """09.00 WIB of the last working day that is at least a number of days ago."""
    day = now.date() - timedelta(days=days_ago)
    calendar = working_calendar_around(day)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def mornings_later(at: datetime, working_days: int) -> datetime:
    """09.00 WIB a number of working days after a moment."""
    day = working_calendar_around(at.date()).add(at.date(), working_days)
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
