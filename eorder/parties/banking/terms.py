"""The waiting time of a new account, and until when the check of a proposal is promised."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from eorder.law.book import parameter
from eorder.parties.workunits.terms import end_of_term


def waiting_time(day: date) -> timedelta:
    """How long a new account waits for its first payment, by the law of the day it was verified on.

    Legal source: parameter `new_account_waiting_time`; a setting of this design (invariant S7), no article.
    """
    return timedelta(hours=parameter("new_account_waiting_time").on(day).amount)


def check_due(proposed_at: datetime, time_zone: str) -> datetime:
    """Last moment for the check: the end of the last working day of the term (parameter `account_check_term`)."""
    return end_of_term(proposed_at, time_zone, "account_check_term")
