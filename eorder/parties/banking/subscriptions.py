"""What this app hears of."""

from __future__ import annotations

from eorder.parties.banking.notices import tell_business, tell_curators
from eorder.records.journal.subscriptions import subscribe


def start() -> None:
    """Hear of every step of a change, to write to the business's old addresses and to the curators."""
    subscribe("account_change.", tell_business)
    subscribe("account_change.proposed", tell_curators)
