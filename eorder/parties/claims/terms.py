"""Until when the decision of a claim is promised."""

from __future__ import annotations

from datetime import datetime

from eorder.parties.workunits.terms import end_of_term


def decision_due(made_at: datetime, time_zone: str) -> datetime:
    """Last moment for the decision: the end of the last working day of the term (parameter `claim_check_term`)."""
    return end_of_term(made_at, time_zone, "claim_check_term")
