"""Publish what happens to an order as OCDS releases; what is not in the facts of a purchase cannot enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings

from eorder.buying.orders import release_agreement as agreement
from eorder.buying.orders import release_fulfilment as fulfilment
from eorder.buying.orders.facts import PurchaseFacts
from eorder.buying.orders.release_parties import Occasion, parties_of
from eorder.records.journal.ocds import Body, envelope, release_bytes, release_id
from eorder.records.journal.recording import ReleaseBytes

PROGRESS = ("implementationUpdate",)
STAGES: dict[str, tuple[tuple[str, ...], Callable[[Occasion], Body]]] = {
    "order.placed": (("planning", "tender", "award"), agreement.placed),
    "order.changed": (("planningUpdate", "tenderUpdate", "awardUpdate"), agreement.changed),
    "order.accepted": (("awardUpdate", "contract", "implementation"), agreement.accepted),
    "order.refused": (("awardCancellation",), agreement.refused),
    "order.lapsed": (("awardCancellation",), agreement.lapsed),
    "order.cancelled": (("awardCancellation",), agreement.cancelled),
    "order.shipped": (PROGRESS, fulfilment.shipped),
    "order.received": (PROGRESS, fulfilment.received),
    "order.handed_over": (PROGRESS, fulfilment.handed_over),
    "order.invoiced": (PROGRESS, fulfilment.invoiced),
    "order.verified": (PROGRESS, fulfilment.verified),
    "order.paid": (PROGRESS, fulfilment.paid),
    "order.closed": (("contractTermination",), fulfilment.closed),
}
"""For each event its release tags and what it tells."""


def order_release(
    event: str, facts: PurchaseFacts, *, at: datetime, command: UUID, lines_before: int = 0
) -> ReleaseBytes:
    """Write the release of one event of an order; it tells what the event added, and a merge tells the whole.

    `value` is the total with PPN everywhere; `unit.value` of an item is before PPN, and the description of
    award and contract says so with the amount.

    Args:
        event: One of `STAGES`.
        facts: The purchase after the event.
        at: Business time of the event.
        command: The command that caused it.
        lines_before: For `order.changed`, how many lines the order had before.

    Raises:
        KeyError: The event is not published.
    """
    tags, tell = STAGES[event]
    if event == "order.cancelled" and facts.accepted_at is not None:
        tags = (*tags, "contractTermination")
    identifier = release_id(facts.number, event, command)
    occasion = Occasion(facts, at, identifier, settings.EORDER_PUBLIC_URL, lines_before)
    parties = parties_of(facts)
    body = envelope(facts.ocid, at=at, tags=tags, buyer=parties[0], parties=parties)
    return release_bytes(facts.ocid, identifier, {**body, **tell(occasion)})
