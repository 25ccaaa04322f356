"""Walk one purchase of the source through the acts, each under the command id that its name gives."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from eorder.buying.deliveries.actions.hand_over_order import hand_over_order
from eorder.buying.deliveries.actions.receive_order import receive_order
from eorder.buying.deliveries.actions.ship_order import ship_order
from eorder.buying.deliveries.counting import Count
from eorder.buying.orders.actions.accept_order import accept_order
from eorder.buying.orders.actions.place_order import place_order
from eorder.buying.orders.placement import Wanted
from eorder.buying.packages.actions.record_meeting import MeetingPlan, record_attendance, record_meeting
from eorder.buying.payments.actions.close_order import close_order
from eorder.buying.payments.actions.record_payment import record_payment
from eorder.buying.payments.actions.record_tax_proof import record_tax_proof
from eorder.buying.payments.actions.send_invoice import send_invoice
from eorder.buying.payments.actions.verify_invoice import verify_invoice
from eorder.buying.payments.queries import withheld_of
from eorder.foundation.errors import NotAllowedError
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import together
from eorder.records.journal.recording import replaying
from eorder.simulator.replay.assumptions import assumptions, category_of
from eorder.simulator.replay.ground import Seller, command_of, product_of
from eorder.simulator.replay.hours import Hours, hours_of
from eorder.simulator.replay.samples import small_pdf, small_photo
from eorder.simulator.replay.source import SourcePurchase

WHOLE = 1000
"""Thousandths of one unit: each line is one of its product."""
HOUR = timedelta(hours=1)
LAST_ACT = "close"


def walk(
    purchase: SourcePurchase, package: UUID, people: dict[str, Actor], seller: Seller
) -> NotAllowedError | None:
    """Walk a purchase to its end, wholly or not at all.

    Returns:
        None when it is closed, or the refusal of the order's ceiling, which leaves nothing behind.

    Raises:
        NotAllowedError: Another rule than that of the order's ceiling refuses: the assumptions do not hold.
    """
    try:
        with replaying(assumptions()["seed"]), together():
            _walk(purchase, package, people, seller)
    except NotAllowedError as refusal:
        if refusal.code != "over_ceiling":
            raise
        return refusal
    return None


def _walk(purchase: SourcePurchase, package: UUID, people: dict[str, Actor], seller: Seller) -> None:
    hours = hours_of(purchase.moment)
    category = category_of(purchase.category)
    products = [product_of(seller, category.code, line.words, line.value) for line in purchase.lines]
    meeting = _meet(purchase, package, people, hours) if category.is_food else None
    wanted = Wanted(
        package_id=package, vendor_id=seller.vendor_id, quantities=tuple((each, WHOLE) for each in products),
        window_start=hours.delivered, window_end=hours.delivered + 2 * HOUR, meeting_id=meeting,
        reason=assumptions()["reason"],
    )  # fmt: skip
    order = place_order(
        wanted=wanted, by=people["pp"], at=hours.placed, command=command_of("place", purchase.name)
    )

    def sent(act: str, by: Actor, at: datetime) -> dict[str, Any]:
        return {"order_id": order, "by": by, "at": at, "command": command_of(act, purchase.name)}

    delivered, settled = hours.delivered, hours.settled
    accept_order(**sent("accept", seller.actor, hours.accepted))
    ship_order(**sent("ship", seller.actor, delivered))
    counts = {place: Count(WHOLE) for place in range(1, len(products) + 1)}
    receive_order(
        **sent("receive", people["ppk"], delivered + HOUR),
        counts=counts,
        photo=small_photo(f"foto {purchase.name}"),
    )
    hand_over_order(**sent("hand_over", people["ppk"], delivered + 2 * HOUR))
    if meeting is not None:
        record_attendance(
            meeting_id=meeting, attended=assumptions()["meeting"]["insiders"] + assumptions()["meeting"]["outsiders"],
            signed_list=small_pdf(f"hadir {purchase.name}"), by=people["pptk"], at=delivered + 4 * HOUR,
            command=command_of("attend", purchase.name),
        )  # fmt: skip
    send_invoice(**sent("invoice", seller.actor, delivered + 5 * HOUR))
    verify_invoice(**sent("verify", people["bendahara"], settled))
    record_payment(
        **sent("pay", people["bendahara"], settled + HOUR), provider="Bank Contoh",
        reference=f"ANDAIAN{purchase.name[:16].upper()}", proof=small_pdf(f"bayar {purchase.name}"),
    )  # fmt: skip
    if withheld_of(order):
        record_tax_proof(
            **sent("tax", people["bendahara"], settled + 2 * HOUR), receipt_number=_ntpn(purchase),
            proof=small_pdf(f"setor {purchase.name}"),
        )  # fmt: skip
    close_order(**sent(LAST_ACT, people["ppk"], settled + 3 * HOUR))


def _meet(purchase: SourcePurchase, package: UUID, people: dict[str, Actor], hours: Hours) -> UUID:
    assumed = assumptions()["meeting"]
    starts = hours.delivered
    plan = MeetingPlan(
        title=f"Rapat andaian {purchase.name[:8]}", starts_at=starts, ends_at=starts + assumed["hours"] * HOUR,
        place="Tempat tidak diketahui", insiders=assumed["insiders"], outsiders=assumed["outsiders"],
        participants_from="andaian", invitation_number=f"ANDAIAN-{purchase.name[:8]}",
    )  # fmt: skip
    return record_meeting(
        package_id=package, plan=plan, invitation=small_pdf(f"undangan {purchase.name}"), by=people["pptk"],
        at=hours.placed, command=command_of("meet", purchase.name),
    )  # fmt: skip


def _ntpn(purchase: SourcePurchase) -> str:
    """Sixteen letters and digits as an NTPN has, from the reserved beginning 99."""
    return f"99{purchase.name[:14].upper()}"
