"""Hold a product while its photos change; part of another act's transaction."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.models import Product
from eorder.market.catalogue.rules import may_sell
from eorder.market.photos import rules
from eorder.parties.identity.actor import Actor


def lock_product(product_id: UUID, by: Actor) -> Product:
    """Lock a product whose photos the actor may change; 1 statement.

    Raises:
        NotFoundError: There is no such product of the actor.
        NotAllowedError: It is off sale.
    """
    product = Product.objects.select_for_update(of=("self",)).filter(id=product_id).first()
    if product is None or not may_sell(by, product.vendor_id):
        raise NotFoundError("Produk ini tidak ada.")
    rules.may_change_photos(by, product.vendor_id, product.state).require()
    return product
