"""The calendar day of a moment, where somebody's law and office hours are."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_in(zone: str, at: datetime) -> date:
    """Tell the calendar day of a moment in a time zone: 16 August 20.00 UTC is 17 August in Jakarta.

    Args:
        zone: Name in the IANA database, such as `Asia/Jakarta`.
        at: A moment with a time zone of its own.
    """
    return at.astimezone(ZoneInfo(zone)).date()
