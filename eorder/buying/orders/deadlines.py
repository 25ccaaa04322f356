"""Until when the next act is due, in working days of the unit's own calendar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from eorder.law.holidays import working_calendar_around
from eorder.parties.workunits.terms import end_of_term


def answer_due(placed_at: datetime, time_zone: str) -> datetime:
    """Last moment for the vendor's answer: the end of the last working day of the term."""
    return end_of_term(placed_at, time_zone, "vendor_answer_term")


def payment_due(handed_over_at: datetime, time_zone: str) -> datetime:
    """Last moment for the payment, counted from the BAST (Instruksi Gubernur 29/2021)."""
    return end_of_term(handed_over_at, time_zone, "payment_term")


def working_days_used(since: datetime, until: datetime, time_zone: str) -> int:
    """Count the working days between two moments; the day of the first does not count."""
    zone = ZoneInfo(time_zone)
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    return working_calendar_around(first).between(first, last)
