"""The photos of a seller's product: send one, choose the first, take one away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.market.catalogue.queries import product_page
from eorder.market.catalogue.rules import may_sell
from eorder.market.photos.actions.add_photo import add_photo
from eorder.market.photos.actions.put_photo_first import put_photo_first
from eorder.market.photos.actions.remove_photo import remove_photo
from eorder.market.photos.limits import LONGEST_ALT, MOST_PHOTOS
from eorder.market.photos.queries import photos_of, product_of_photo
from eorder.parties.identity.policy import VENDOR
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed

MOVES = {"utama": put_photo_first, "keluarkan": remove_photo}
"""Acts on a photo that is there, by the name of their button."""


@page(VENDOR, "GET", "POST")
def product_photos(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Show the photos of a product with what can be done; send what was chosen."""
    product, actor = _own_product(request, product_id), asker(request)
    move = next((name for name in MOVES if name in request.POST), "")

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        if move:
            photo_id = form.key(move, _("Foto ini tidak ada."))
            form.done()
            _require_of(product_id, photo_id)
            return MOVES[move](photo_id=photo_id, by=actor, at=request.at, command=command)
        upload = form.needed_file("photo", _("Pilih foto dari ponsel atau komputer Anda."))
        alt = form.text("alt", most=LONGEST_ALT)
        form.done()
        return add_photo(
            product_id=product_id, upload=upload, alt=alt, by=actor, at=request.at, command=command
        )

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        context = {
            "product": product,
            "photos": photos_of(product_id),
            "most": MOST_PHOTOS,
            "done": _done(request.GET.get("selesai", "")),
            "problems": problems,
            "typed": typed(request),
            "command": command,
            "fresh_command": fresh_command,
        }
        return show(request, "vendor/product_photos.jinja", context, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    here = reverse("product_photos", args=[product_id])
    return send_act(request, perform, then=f"{here}?selesai={move or 'baru'}", again=shown)


def _done(word: str) -> str:
    done = {
        "baru": _("Foto tampil di katalog."),
        "utama": _("Foto utama diganti."),
        "keluarkan": _("Foto dikeluarkan; riwayatnya tetap tercatat."),
    }
    return done.get(word, "")


def _require_of(product_id: UUID, photo_id: UUID) -> None:
    """Refuse a photo of another product; one that was taken away meanwhile is the act's own to refuse.

    Raises:
        NotFoundError: It is shown with another product.
    """
    if product_of_photo(photo_id) not in {None, product_id}:
        raise NotFoundError(_("Foto ini tidak ada."))


def _own_product(request: PageRequest, product_id: UUID) -> dict[str, Any]:
    product = product_page(product_id)
    if not may_sell(asker(request), product["vendor_id"]):
        raise NotFoundError(_("Produk ini tidak ada."))
    return product
