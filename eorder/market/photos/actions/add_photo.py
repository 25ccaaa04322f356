"""A seller shows one more photo of a product."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import ConflictError, InvalidFormError
from eorder.foundation.ids import CommandId, key_of
from eorder.market.catalogue.rules import seller_author
from eorder.market.photos import rules
from eorder.market.photos.actions.keep_picture import keep_picture
from eorder.market.photos.actions.lock_product import lock_product
from eorder.market.photos.limits import LONGEST_ALT
from eorder.market.photos.models import Photo
from eorder.parties.identity.actor import Actor
from eorder.records.constraints import refusing
from eorder.records.documents.intake import Upload, check_photo
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record
from eorder.records.rows import insert_row


@act("photo.add")
def add_photo(
    *, product_id: UUID, upload: Upload, alt: str, by: Actor, at: datetime, command: CommandId
) -> UUID:
    """Draw a photo anew and show it after the others.

    Args:
        product_id: What is seen on it.
        upload: The file as sent.
        alt: What is seen, in words; empty for the product's name.
        by: A member of the business.
        at: Business time of the act.
        command: Makes a repeat harmless.

    Returns:
        The photo's id.

    Raises:
        NotFoundError: There is no such product of the actor.
        NotAllowedError: The product is off sale, or shows eight photos already.
        InvalidFormError: The words are too long.
        InvalidFileError: The file is no photo that can be shown.
        ConflictError: The product shows this very photo already.
    """
    product = lock_product(product_id, by)
    shown = Photo.objects.filter(product=product).exclude(position=None).count()
    rules.may_add_photo(shown).require()
    if len(alt.strip()) > LONGEST_ALT:
        raise InvalidFormError({"alt": f"Paling panjang {LONGEST_ALT} huruf."})
    picture = keep_picture(check_photo(upload))
    photo = Photo(
        id=key_of(command),
        product=product,
        picture_id=picture,
        alt=alt.strip() or product.name,
        position=shown + 1,
    )
    with refusing(photo_shown_once=_shown_already()):
        insert_row(photo)
    record(
        "product.photo_added",
        Subject(product.government_id, "product", product.id),
        by=seller_author(by),
        at=at,
        command=command,
        public={"photo": photo.id, "sha256": picture, "alt": photo.alt, "position": photo.position},
    )
    return photo.id


def _shown_already() -> ConflictError:
    return ConflictError(
        "Foto ini sudah ada pada produk ini. Kirim foto lain, misalnya dari sisi yang berbeda.",
        code="photo_known",
    )
