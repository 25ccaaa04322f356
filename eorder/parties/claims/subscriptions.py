"""What this app hears of."""

from __future__ import annotations

from eorder.parties.claims.notices import tell_claimant, tell_curators, tell_present
from eorder.records.journal.subscriptions import subscribe


def start() -> None:
    """Hear of every step of a claim, to write to the business it is about, the curators and the claimant."""
    subscribe("claim.", tell_present)
    subscribe("claim.made", tell_curators)
    subscribe("claim.upheld", tell_claimant)
    subscribe("claim.dismissed", tell_claimant)
