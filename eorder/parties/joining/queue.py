"""The public queue: numbers without names, places, and what it takes to go before others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.reasons import LONGEST_REASON, SHORTEST_REASON
from eorder.foundation.verdict import ALLOWED, Verdict, refused
from eorder.parties.joining.states import Rung

LETTERS = {Rung.CHECK: "D", Rung.CURATION: "K", Rung.APPEAL: "B"}
DIGITS_SHOWN = 8
"""How many hexadecimal digits of an id its public number has: its random end, which says nothing of time or person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it was: the record, since when it waited, its place in the queue and why it went before others."""

    government_id: UUID
    rung: Rung
    record_id: UUID
    waiting_since: datetime
    place: int
    reason: str

    def facts(self) -> dict[str, Any]:
        """Give what the event says in public: the place, and the reason where it was not the first."""
        return (
            {"place": self.place} if self.place == 1 else {"place": self.place, "reason": self.reason.strip()}
        )


def public_number(rung: Rung, record_id: UUID) -> str:
    """Give the number under which a record stands in the public queue, `D-4F2A91B0`."""
    return f"{LETTERS[rung]}-{record_id.hex[-DIGITS_SHOWN:].upper()}"


def may_go_before_others(place: int, reason: str) -> Verdict:
    """Let the first of the queue be decided; another one only with a reason that everybody may read.

    Args:
        place: In the queue, from 1.
        reason: Of 5 to 500 characters, both inclusive, without the blanks around it; needed from place 2 on.
    """
    if place == 1 or SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        return ALLOWED
    return refused(
        "Ini bukan yang pertama dalam antrean. Kerjakan yang lebih dulu menunggu, atau tulis alasan "
        "mendahulukannya dengan 5 sampai 500 huruf; alasan ini terbuka untuk umum.",
        "out_of_order",
        409,
    )
