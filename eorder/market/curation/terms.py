"""Until when what a curator found may be appealed against."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from eorder.law.book import parameter


def appeal_due(graded_at: datetime, time_zone: str) -> datetime:
    """Last moment for an appeal: the end of the last calendar day of the term, counted from the day after.

    Legal source: parameter `curation_appeal_term` of the day of the judgement; a setting of this design, no article.
    """
    zone = ZoneInfo(time_zone)
    day = graded_at.astimezone(zone).date()
    last = day + timedelta(days=parameter("curation_appeal_term").on(day).amount)
    return datetime.combine(last, time(23, 59, 59), zone)
