"""Until when somebody who sent an application is promised an answer."""

from __future__ import annotations

from datetime import datetime

from eorder.parties.workunits.terms import end_of_term


def check_due(sent_at: datetime, time_zone: str) -> datetime:
    """Last moment for the check: the end of the last working day of the term (parameter `application_check_term`)."""
    return end_of_term(sent_at, time_zone, "application_check_term")
