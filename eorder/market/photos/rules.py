"""Who may show which photos of a product."""

from __future__ import annotations

from uuid import UUID

from eorder.foundation.verdict import ALLOWED, Verdict, first_refusal, refused
from eorder.market.catalogue.models import ProductState
from eorder.market.catalogue.rules import may_sell
from eorder.market.photos.limits import MOST_PHOTOS
from eorder.parties.identity.actor import Actor


def may_change_photos(actor: Actor, vendor_id: UUID, state: str) -> Verdict:
    """A member of the business changes the photos of what it sells; what was taken off sale stays as it was."""
    is_sold = state == ProductState.LISTED
    over = refused("Produk ini tidak dijual lagi, jadi fotonya tetap seperti sekarang.", "wrong_state", 409)
    return first_refusal(may_sell(actor, vendor_id), ALLOWED if is_sold else over)


def may_add_photo(shown: int) -> Verdict:
    """A product shows so many photos at most."""
    if shown < MOST_PHOTOS:
        return ALLOWED
    return refused(
        "Produk ini sudah punya delapan foto. Keluarkan satu foto dulu, lalu kirim yang baru.",
        "too_many_photos",
        409,
    )
