"""Reads behind the public page of a purchase: where it belongs, and when it last changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.buying.orders.models import Order
from eorder.foundation.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The meeting that food was bought for, as the public sees it; `attended` is None until counted."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    insiders: int
    outsiders: int
    attended: int | None


@dataclass(frozen=True, slots=True)
class StoryKeys:
    """The records a purchase is told from.

    Attributes:
        touching: Records whose events may change the page: order, package, meeting, seller, budget line.
    """

    order_id: UUID
    package_id: UUID
    unit_id: UUID
    vendor_id: UUID
    state: str
    meeting_id: UUID | None
    meeting: MeetingFacts | None
    touching: tuple[UUID, ...]

    @property
    def events_from(self) -> list[UUID]:
        """Records whose events are the steps of the purchase."""
        return [self.package_id, self.order_id]

    @property
    def documents_from(self) -> list[UUID]:
        """Records that documents of the purchase belong to."""
        return [key for key in (self.package_id, self.meeting_id, self.order_id) if key]


def story_keys(number: str) -> StoryKeys:
    """Find a purchase by its number; 1 statement.

    Raises:
        NotFoundError: There is no such purchase.
    """
    order = Order.objects.select_related("meeting").filter(number=number.replace("\x00", "")).first()
    if order is None:
        raise NotFoundError(f"Pembelian {number[:40]} tidak ada. Periksa nomornya.")
    touching = (order.id, order.package_id, order.meeting_id, order.vendor_id, order.budget_line_id)
    return StoryKeys(
        order.id,
        order.package_id,
        order.unit_id,
        order.vendor_id,
        order.state,
        order.meeting_id,
        _meeting_facts(order),
        tuple(key for key in touching if key),
    )


def _meeting_facts(order: Order) -> MeetingFacts | None:
    meeting = order.meeting
    if meeting is None:
        return None
    return MeetingFacts(
        meeting.title,
        meeting.starts_at,
        meeting.ends_at,
        meeting.place,
        meeting.insiders,
        meeting.outsiders,
        meeting.attended,
    )
