"""Until when somebody who sent an application is promised an answer."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from eorder.law.book import parameter
from eorder.law.holidays import working_calendar_around


def check_due(sent_at: datetime, time_zone: str) -> datetime:
    """Last moment for the check: the end of the last working day of the term (parameter `application_check_term`)."""
    zone = ZoneInfo(time_zone)
    day = sent_at.astimezone(zone).date()
    days = parameter("application_check_term").on(day).amount
    return datetime.combine(working_calendar_around(day).add(day, days), time(23, 59, 59), zone)
