"""Until when somebody who waits for a curator is promised an answer, and how long they have waited."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from eorder.law.book import parameter
from eorder.law.holidays import working_calendar, working_calendar_around


def check_due(sent_at: datetime, time_zone: str) -> datetime:
    """Last moment for the check: the end of the last working day of the term (parameter `application_check_term`)."""
    return term_end("application_check_term", sent_at, time_zone)


def term_end(name: str, since: datetime, time_zone: str) -> datetime:
    """End of the last working day of a term; the day it begins does not count.

    Args:
        name: Parameter of the term, in working days.
        since: When the term begins.
        time_zone: Of the government, an IANA name.
    """
    zone = ZoneInfo(time_zone)
    day = since.astimezone(zone).date()
    days = parameter(name).on(day).amount
    return datetime.combine(working_calendar_around(day).add(day, days), time(23, 59, 59), zone)


def waited_days(since: datetime, until: datetime, time_zone: str) -> int:
    """Count the working days that somebody waited; the day it began does not count."""
    zone = ZoneInfo(time_zone)
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    return working_calendar(range(first.year, last.year + 1)).between(first, last)
