"""What this app hears of."""

from __future__ import annotations

from eorder.parties.joining.notices import send_code, tell_next
from eorder.records.journal.subscriptions import subscribe


def start() -> None:
    """Hear of every event of its own records, to write to whoever is next."""
    subscribe("contact.", send_code)
    subscribe("application.", tell_next)
