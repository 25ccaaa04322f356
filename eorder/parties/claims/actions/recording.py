"""What every act on a claim shares: its event, which names nobody in public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eorder.foundation.ids import CommandId
from eorder.parties.claims.models import Claim
from eorder.parties.claims.states import STEPS
from eorder.records.journal.recording import Author, Subject, record


def record_claim(
    claim: Claim, step: str, *, by: Author, at: datetime, command: CommandId, **private: Any
) -> None:
    """Record a step of a claim; whom it is about and which number it is stands with the private facts; 1 statement."""
    record(
        STEPS[step].event,
        Subject(claim.government_id, "claim", claim.id),
        by=by,
        at=at,
        command=command,
        public={"state": claim.state, "which": claim.which, "kind": claim.kind},
        private={"vendor": claim.vendor_id, "told": claim.contacts, **private},
    )
