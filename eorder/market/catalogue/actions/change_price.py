"""A vendor publishes another price; earlier versions stay readable."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotFoundError, StaleError
from eorder.foundation.ids import CommandId, derive_id
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.market.catalogue import rules
from eorder.market.catalogue.models import PriceVersion, Product
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("product.change_price", subject="product_id")
def change_price(
    *, product_id: UUID, price: int, seen: int | None = None, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Publish a new price in whole rupiah per unit, before PPN.

    Args:
        product_id: A product of the actor's business.
        price: The new price.
        seen: Version of the price that the actor saw; None publishes whatever was published meanwhile.
        by: Who publishes it.
        at: From when it holds.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such product of the actor.
        InvalidFormError: The price is not positive.
        StaleError: Another version than the one seen holds now.
    """
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None or not rules.may_sell(by, product.vendor_id):
        raise NotFoundError("Produk ini tidak ada.")
    if not 0 < price <= LARGEST_AMOUNT:
        raise InvalidFormError({"price": "Harga harus lebih dari nol rupiah."})
    last = PriceVersion.objects.filter(product=product).order_by("-seq").first()
    if last and seen not in {None, last.seq}:
        raise StaleError(
            f"Harga produk ini sudah berubah menjadi versi {last.seq}. Baca produknya lagi, lalu kirim lagi."
        )
    seq = last.seq + 1 if last else 1
    PriceVersion.objects.create(
        id=derive_id(command, "price"), product=product, seq=seq, amount=price, published_at=at
    )
    record(
        "product.price_changed",
        Subject(product.government_id, "product", product.id),
        by=by.as_vendor(),
        at=at,
        command=command,
        public={"price": price, "before": last.amount if last else None},
    )
    return product.id
