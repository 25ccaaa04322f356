"""Find a photo that is shown, and hold its product; part of another act's transaction."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.models import Product
from eorder.market.photos.actions.lock_product import lock_product
from eorder.market.photos.models import Photo
from eorder.parties.identity.actor import Actor


def find_shown(photo_id: UUID, by: Actor) -> tuple[Photo, int, Product]:
    """Load a photo that is shown, its place, and its product, locked; 3 statements.

    Raises:
        NotFoundError: There is no such photo of the actor, or it was taken away before.
        NotAllowedError: The product is off sale.
    """
    known = Photo.objects.filter(id=photo_id).values_list("product_id", flat=True).first()
    if known is None:
        raise NotFoundError("Foto ini tidak ada.")
    product = lock_product(known, by)
    photo = Photo.objects.get(id=photo_id)
    if photo.position is None:
        raise NotFoundError("Foto ini sudah dikeluarkan.")
    return photo, photo.position, product
