"""Until when somebody who waits for an office is promised an answer."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from eorder.law.book import parameter
from eorder.law.holidays import working_calendar_around


def end_of_term(since: datetime, time_zone: str, term: str) -> datetime:
    """Give the end of the last working day of a term of law, counted from the day after a moment.

    Args:
        since: When the term begins.
        time_zone: Where the office is.
        term: Parameter with the number of working days.
    """
    zone = ZoneInfo(time_zone)
    day = since.astimezone(zone).date()
    days = parameter(term).on(day).amount
    return datetime.combine(working_calendar_around(day).add(day, days), time(23, 59, 59), zone)
