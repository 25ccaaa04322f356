"""What this app hears of."""

from __future__ import annotations

from eorder.buying.packages.notices import tell_next
from eorder.records.journal.subscriptions import subscribe


def start() -> None:
    """Hear of every event of its own records, to write to whoever is next."""
    subscribe("package.", tell_next)
