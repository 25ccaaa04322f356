"""What this app hears of."""

from __future__ import annotations

from eorder.parties.sanctions.notices import tell_next
from eorder.records.journal.subscriptions import subscribe


def start() -> None:
    """Hear of every event of its own records, to write to the seller and to whoever is next."""
    subscribe("sanction.", tell_next)
