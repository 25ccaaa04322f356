"""Note in the queue's own book what a curator decided, within the act that decides it."""

from __future__ import annotations

from datetime import datetime

from eorder.foundation.ids import CommandId, derive_id
from eorder.parties.joining.models import QueueDecision
from eorder.parties.joining.queue import Turn, public_number
from eorder.parties.joining.states import Outcome
from eorder.parties.joining.terms import waited_days
from eorder.parties.workunits.models import Government
from eorder.records.rows import insert_row


def note_decision(turn: Turn, outcome: Outcome, at: datetime, command: CommandId) -> None:
    """Write a decision down once; the reason only where it went before others; 2 statements."""
    zone = Government.objects.values_list("time_zone", flat=True).get(id=turn.government_id)
    insert_row(
        QueueDecision(
            id=derive_id(command, "queue"), government_id=turn.government_id, rung=turn.rung,
            number=public_number(turn.rung, turn.record_id), outcome=outcome, waiting_since=turn.waiting_since,
            decided_at=at, waited_days=waited_days(turn.waiting_since, at, zone), place=turn.place,
            reason=turn.facts().get("reason", ""),
        )
    )  # fmt: skip
