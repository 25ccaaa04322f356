"""Until when somebody who waits for a curator is promised an answer, and how long they have waited."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from eorder.law.holidays import working_calendar
from eorder.parties.workunits.terms import end_of_term


def check_due(sent_at: datetime, time_zone: str) -> datetime:
    """Last moment for the check: the end of the last working day of the term (parameter `application_check_term`)."""
    return end_of_term(sent_at, time_zone, "application_check_term")


def waited_days(since: datetime, until: datetime, time_zone: str) -> int:
    """Count the working days that somebody waited; the day it began does not count."""
    zone = ZoneInfo(time_zone)
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    return working_calendar(range(first.year, last.year + 1)).between(first, last)
