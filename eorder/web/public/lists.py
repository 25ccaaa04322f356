"""What the public lists share: rows for the list macro and the key of the page before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eorder.foundation.errors import NotFoundError
from eorder.market.photos.queries import Shown
from eorder.web.formats import tanggal
from eorder.web.words import order_amounts, order_tag, scale_word


def read_key(text: str) -> UUID | None:
    """Read the key after which a page starts; None starts at the beginning.

    Raises:
        NotFoundError: It is not a key.
    """
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFoundError(_("Halaman daftar ini tidak ada. Mulai dari awal daftar.")) from None


def purchase_rows(orders: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Describe purchases for the list macro."""
    return [
        {
            "title": f"{order['number']} {order['package__name']}",
            "url": reverse("purchase", args=[order["number"]]),
            "source": _source(order),
            **order_amounts(order),
            "tag": order_tag(order["state"]),
        }
        for order in orders
    ]


def _source(order: dict[str, Any]) -> str:
    return _("%(buyer)s membeli dari %(seller)s · %(day)s") % {
        "buyer": order["unit__name"],
        "seller": order["vendor__name"],
        "day": tanggal(order["placed_at"]),
    }


def product_cards(products: Sequence[dict[str, Any]], photos: Mapping[UUID, Shown]) -> list[dict[str, Any]]:
    """Describe products for the card macro, with the photos that some of them have."""
    return [
        {
            "name": product["name"],
            "url": reverse("product", args=[product["id"]]),
            "price": product["price"],
            "unit": product["unit"],
            "seller": product["vendor__name"],
            "scale": scale_word(product["vendor__scale"]),
            "district": _("Kecamatan %(name)s") % {"name": product["vendor__region__name"]},
            "lead_time": lead_words(product["lead_days"]),
            "minimum": minimum_words(product),
            "photo": photos.get(key_of_row(product)),
        }
        for product in products
    ]


def key_of_row(product: dict[str, Any]) -> UUID:
    """Give a product's id, which a search gives as text."""
    return UUID(str(product["id"]))


def lead_words(days: int) -> str:
    """Say how long a seller needs."""
    if not days:
        return _("Siap pada hari yang sama")
    return ngettext("Siap dalam %(num)s hari", "Siap dalam %(num)s hari", days) % {"num": days}


def minimum_words(product: dict[str, Any]) -> str:
    """Say the smallest quantity sold; empty for one."""
    if product["minimum"] <= 1:
        return ""
    return _("Paling sedikit %(minimum)s %(unit)s") % {"minimum": product["minimum"], "unit": product["unit"]}
