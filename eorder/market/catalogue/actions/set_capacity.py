"""A vendor states how much of a product can be delivered in one day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId
from eorder.market.catalogue import rules
from eorder.market.catalogue.models import MOST_PER_DAY, Product
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("product.set_capacity", subject="product_id")
def set_capacity(
    *, product_id: UUID, per_day: int | None, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """State the capacity of one delivery day; orders that were placed before stand, also above it.

    The product's row is locked, and orders of the product lock it too: an order is counted against the capacity
    that was in force when it came, never against one that was taken back in the same moment (ADR 19).

    Args:
        product_id: The product.
        per_day: Whole units, 1 to `MOST_PER_DAY` inclusive; none takes the limit away.
        by: A member of the business.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such product of the actor.
        InvalidFormError: The capacity is out of range.
    """
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None or not rules.may_sell(by, product.vendor_id):
        raise NotFoundError("Produk ini tidak ada.")
    if per_day is not None and not 1 <= per_day <= MOST_PER_DAY:
        raise InvalidFormError(
            {"per_day": "Kapasitas sehari 1 sampai 1.000.000; kosongkan bila tanpa batas."}
        )
    before, product.per_day = product.per_day, per_day
    product.save(update_fields=["per_day"])
    record(
        "product.capacity_set",
        Subject(product.government_id, "product", product.id),
        by=by.as_vendor(),
        at=at,
        command=command,
        public={"per_day": per_day, "before": before},
    )
    return product.id
