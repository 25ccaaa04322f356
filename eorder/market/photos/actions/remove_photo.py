"""A seller takes a photo away; it stays in the product's history."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from eorder.foundation.ids import CommandId
from eorder.market.catalogue.rules import seller_author
from eorder.market.photos.actions.find_shown import find_shown
from eorder.market.photos.models import Photo
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record


@act("photo.remove", subject="photo_id")
def remove_photo(*, photo_id: UUID, by: Actor, at: datetime, command: CommandId) -> UUID:
    """Show a photo no more; those behind it move up.

    Raises:
        NotFoundError: There is no such photo of the actor, or it was taken away before.
        NotAllowedError: The product is off sale.
    """
    photo, place, product = find_shown(photo_id, by)
    Photo.objects.filter(Q(id=photo_id) | Q(position__gt=place), product=product).update(
        position=Case(When(id=photo_id, then=Value(None)), default=F("position") - 1)
    )
    record(
        "product.photo_removed",
        Subject(product.government_id, "product", product.id),
        by=seller_author(by),
        at=at,
        command=command,
        public={"photo": photo.id, "sha256": photo.picture_id, "alt": photo.alt},
    )
    return photo.id
