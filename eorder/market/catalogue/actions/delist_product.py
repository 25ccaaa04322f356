"""A vendor takes a product off sale; its page stays readable."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.market.catalogue import rules
from eorder.market.catalogue.models import Product, ProductState
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("product.delist", subject="product_id")
def delist_product(*, product_id: UUID, reason: str, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Delist a product, with a reason anyone may read.

    Raises:
        NotFoundError: There is no such product of the actor.
    """
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None or not rules.may_sell(by, product.vendor_id):
        raise NotFoundError("Produk ini tidak ada.")
    product.state = ProductState.DELISTED
    product.save(update_fields=["state"])
    record(
        "product.delisted",
        Subject(product.government_id, "product", product.id),
        by=by.as_vendor(),
        at=at,
        command=command,
        public={"reason": reason.strip()[:300]},
    )
    return product.id
