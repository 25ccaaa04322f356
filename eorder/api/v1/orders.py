"""Orders over the API: place one, and read one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Header, Router, Schema, Status
from ninja.responses import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict

from eorder.api.v1.answers import ErrorAnswer
from eorder.api.v1.asker import SignedIn, asker
from eorder.buying.orders.actions import place_order as placing
from eorder.buying.orders.placement import Wanted
from eorder.buying.orders.queries.facts import purchase_facts
from eorder.buying.orders.queries.lists import number_and_total, order_brief
from eorder.buying.orders.rules import may_see
from eorder.buying.packages.queries import find_package
from eorder.buying.packages.rules import may_see as may_see_package
from eorder.foundation.errors import NotAllowedError, NotFoundError
from eorder.foundation.ids import read_command
from eorder.foundation.reasons import LONGEST_REASON, SHORTEST_REASON
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.policy import PARTY

router = Router(tags=["orders"])

MOST_LINES = 300
MOST_THOUSANDTHS = 10**12
NOT_MODIFIED = 304


CommandKey = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
"""Described as a UUID; what is none is refused with the sentence of the act."""


class StrictSchema(BaseModel):
    """Refuses fields it does not know; for what is asked, which comes as JSON and never from a model's row."""

    model_config = ConfigDict(extra="forbid")


class LineAsked(StrictSchema):
    """One product; `quantity` in thousandths of its unit, so 125 boxes are 125000."""

    product_id: UUID
    quantity: Annotated[int, Field(strict=True, ge=1, le=MOST_THOUSANDTHS)]


class OrderAsked(StrictSchema):
    """An order as the Pejabat Pengadaan asks for it; `expected_total` in whole rupiah guards against a new price.

    `emergency` is the public reason for ordering at a price whose cooling time has not ended; else it is left out.
    """

    package_id: UUID
    vendor_id: UUID
    lines: Annotated[list[LineAsked], Field(min_length=1, max_length=MOST_LINES)]
    window_start: AwareDatetime
    window_end: AwareDatetime
    meeting_id: UUID | None = None
    reason: Annotated[str, Field(min_length=SHORTEST_REASON, max_length=LONGEST_REASON)]
    expected_total: Annotated[int, Field(strict=True, ge=0)] | None = None
    emergency: Annotated[str, Field(max_length=LONGEST_REASON)] = ""


class OrderPlaced(Schema):
    """What was made: key, public number and total in whole rupiah."""

    id: UUID
    number: str
    total: int


class LineShown(Schema):
    """One line; quantities in thousandths of a unit, money in whole rupiah."""

    position: int
    name: str
    unit: str
    quantity: int
    unit_price: int
    line_total: int
    ppn: int
    accepted: int
    rejected: int


class OrderShown(OrderPlaced):
    """An order as its parties see it."""

    state: str
    version: int
    rup_id: int
    unit: str
    seller: str
    subtotal: int
    ppn: int
    reason: str
    window_start: datetime
    window_end: datetime
    placed_at: datetime
    answer_due_at: datetime | None
    lines: list[LineShown]


REFUSALS: dict[int, Any] = {
    400: ErrorAnswer,
    401: ErrorAnswer,
    403: ErrorAnswer,
    404: ErrorAnswer,
    409: ErrorAnswer,
    422: ErrorAnswer,
    503: ErrorAnswer,
}


@router.post("/orders", auth=SignedIn(PARTY), response={201: OrderPlaced, **REFUSALS})
def create_order(
    request: HttpRequest,
    asked: OrderAsked,
    idempotency_key: Annotated[CommandKey, Header(alias="Idempotency-Key")],
) -> Status[OrderPlaced]:
    """Place an order; the same `Idempotency-Key` (a UUID) places it once and answers the same again."""
    by, at = asker(request), timezone.now()
    wanted = Wanted(
        package_id=asked.package_id,
        vendor_id=asked.vendor_id,
        quantities=tuple((line.product_id, line.quantity) for line in asked.lines),
        window_start=asked.window_start,
        window_end=asked.window_end,
        meeting_id=asked.meeting_id,
        reason=asked.reason.strip(),
        expected_total=asked.expected_total,
        emergency=asked.emergency.strip(),
    )
    receipt = placing.Receipt()
    try:
        order_id = placing.place_order(
            wanted=wanted, by=by, at=at, command=read_command(idempotency_key), receipt=receipt
        )
    except NotAllowedError:
        _require_visible(by, asked.package_id, at)  # strangers learn nothing, whatever was refused
        raise
    number, total = (receipt.number, receipt.total) if receipt.number else number_and_total(order_id)
    return Status(201, OrderPlaced(id=order_id, number=number, total=total))


@router.get("/orders/{uuid:order_id}", auth=SignedIn(PARTY), response={200: OrderShown, **REFUSALS})
def read_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show an order to its parties, with its version as ETag."""
    brief = order_brief(order_id)
    if not may_see(asker(request), brief, timezone.now()):
        raise NotFoundError("Pesanan ini tidak ada.")
    tag = f'"{brief.version}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=NOT_MODIFIED, headers={"ETag": tag})
    shown = OrderShown.model_validate(_shown(order_id, brief.version))
    return Response(shown.model_dump(mode="json"), headers={"ETag": tag})


def _require_visible(by: Actor, package_id: UUID, at: datetime) -> None:
    if not may_see_package(by, find_package(package_id), at):
        raise NotFoundError("Paket ini tidak ada.")


def _shown(order_id: UUID, version: int) -> dict[str, Any]:
    facts = purchase_facts(order_id)
    own = {name: getattr(facts, name) for name in OrderShown.model_fields if hasattr(facts, name)}
    lines = [{name: getattr(line, name) for name in LineShown.model_fields} for line in facts.lines]
    return {
        **own,
        "id": facts.order_id,
        "version": version,
        "rup_id": facts.package.rup_id,
        "unit": facts.buyer.unit_name,
        "seller": facts.seller.name,
        "lines": lines,
    }
