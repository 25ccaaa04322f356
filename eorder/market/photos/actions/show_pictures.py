"""Show pictures that are kept already as the first photos of many products at once; part of setting up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId, key_of, new_id
from eorder.market.catalogue.models import Product
from eorder.market.photos.models import Photo
from eorder.parties.identity.actor import Actor
from eorder.parties.identity.rules import may_install
from eorder.records.journal.commands import act
from eorder.records.journal.recording import NewEvent, Subject, record_many

BATCH = 500
"""Rows of one statement: under load a larger one would reach the time limit of statements."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A picture for a product: its key, the SHA-256 of its largest size, and what is seen on it."""

    product_id: UUID
    picture: str
    alt: str


@act("photo.show")
def show_pictures(*, showings: Sequence[Showing], by: Actor, at: datetime, command: CommandId) -> UUID:
    """Give products that have no photo their first one.

    Args:
        showings: At most one for each product; a product that has a photo keeps it.
        by: Who sets up the installation.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor does not set up the installation.
        NotFoundError: A product does not exist.
    """
    may_install(by).require()
    for start in range(0, len(showings), BATCH):
        _show(showings[start : start + BATCH], by, at, command)
    return key_of(command)


def _show(showings: Sequence[Showing], by: Actor, at: datetime, command: UUID) -> None:
    ids = [each.product_id for each in showings]
    products = Product.objects.in_bulk(ids)
    if len(products) < len(set(ids)):
        raise NotFoundError("Produk ini tidak ada.")
    taken = set(Photo.objects.filter(product_id__in=ids, position=1).values_list("product_id", flat=True))
    photos = [
        Photo(
            id=new_id(), product=products[each.product_id], picture_id=each.picture, alt=each.alt, position=1
        )
        for each in showings
        if each.product_id not in taken
    ]
    Photo.objects.bulk_create(photos)
    events = [
        NewEvent(
            "product.photo_added",
            Subject(each.product.government_id, "product", each.product_id),
            {"photo": str(each.id), "sha256": each.picture_id, "alt": each.alt, "position": 1},
        )
        for each in photos
    ]
    record_many(events, by=by.as_installer(), at=at, command=command)
