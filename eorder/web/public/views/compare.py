"""Up to four products side by side, with prices per common measure, and others of the kind to add."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.orders.corridor import Corridor, TooFew
from eorder.buying.orders.queries.corridor import corridors
from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.measures import normal_price
from eorder.market.catalogue.queries import products_side_by_side
from eorder.market.finding.asking import Filters
from eorder.market.finding.queries import Search, search
from eorder.market.finding.turns import hour_of
from eorder.market.finding.understanding import understand
from eorder.market.photos.queries import first_photos
from eorder.parties.identity.policy import PUBLIC
from eorder.web.formats import ribuan, rupiah, today
from eorder.web.pages import PageRequest, page, show
from eorder.web.public.corridor_words import corridor_line
from eorder.web.public.freshness import when_changed
from eorder.web.public.lists import lead_words
from eorder.web.public.views.product import answers_of
from eorder.web.words import scale_word

MOST = 4
OFFERED = 6
"""Others of the same category that can be added."""
NOTHING = "–"


@page(PUBLIC)
def compare(request: PageRequest) -> HttpResponse:
    """Show products side by side; 3 statements, at most 4 more while there is room for others."""
    asked = _read(request.GET.getlist("p"))
    chosen = products_side_by_side(asked[:MOST], request.at) if asked else []
    others = _others(chosen, request) if 0 < len(chosen) < MOST else []
    names, photos = _names(chosen), first_photos(each["id"] for each in chosen)
    context = {
        "columns": [(_("Hal"), "text"), *((name, "text") for name in names)],
        "rows": _rows(chosen, today(request.at)),
        "chosen": [
            {"name": name, "url": _url(each["id"]), "without": _with(chosen, but=each),
             "photo": photos.get(each["id"])}
            for name, each in zip(names, chosen, strict=True)
        ],
        "others": [
            {"name": each["name"], "seller": each["vendor__name"], "price": each["price"], "unit": each["unit"],
             "url": _with(chosen, and_id=each["id"])}
            for each in others
        ],
        "is_too_many": len(asked) > MOST,
    }  # fmt: skip
    return when_changed(request, context, request.at, lambda: show(request, "public/compare.jinja", context))


def _read(texts: Sequence[str]) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(text) for text in texts[: 2 * MOST]))
    except ValueError:
        raise NotFoundError(_("Salah satu produk ini tidak ada.")) from None


def _others(chosen: Sequence[dict[str, Any]], request: PageRequest) -> list[dict[str, Any]]:
    """Find products of the first one's category that are named most like it, of sellers that are not there yet."""
    kind = Filters(categories=(chosen[0]["category_id"],))
    likeness = understand(chosen[0]["name"], request.at)
    found = search(Search(likeness, kind, hour_of(request.at), request.at)).products
    sellers = {str(each["vendor_id"]) for each in chosen}
    return [each for each in found if str(each["vendor_id"]) not in sellers][:OFFERED]


def _names(chosen: Sequence[dict[str, Any]]) -> list[str]:
    """Name each product, with its seller where two have the same name."""
    names = [product["name"] for product in chosen]
    return [
        f"{name}, {product['vendor__name']}" if names.count(name) > 1 else name
        for name, product in zip(names, chosen, strict=True)
    ]


def _rows(chosen: Sequence[dict[str, Any]], day: date) -> list[list[str]]:
    """Say the same thing of each product in a row: money and terms first, then the answers to their templates."""
    found = corridors([product["id"] for product in chosen], day) if chosen else {}
    said = [_said(product, found[product["id"]]) for product in chosen]
    names = dict.fromkeys(name for each in said for name in each)
    return [[name, *(each.get(name, NOTHING) for each in said)] for name in names]


def _said(product: dict[str, Any], corridor: Corridor | TooFew) -> dict[str, str]:
    price = normal_price(product["price"], product["attributes"])
    common = {_("Harga per ukuran yang sama"): f"{rupiah(price.amount)} / {price.measure}"} if price else {}
    return {
        _("Harga sebelum PPN"): f"{rupiah(product['price'])} / {product['unit']}",
        **common,
        _("Koridor harga"): corridor_line(corridor, product["price"]),
        _("Penjual"): product["vendor__name"],
        _("Skala usaha"): scale_word(product["vendor__scale"]),
        _("Kecamatan"): product["vendor__region__name"],
        _("Penyiapan"): lead_words(product["lead_days"]),
        _("Pesanan terkecil"): f"{ribuan(product['minimum'])} {product['unit']}",
        _("PPN"): _("penjual memungut PPN") if product["vendor__is_pkp"] else _("penjual tidak memungut PPN"),
        _("Dapat dipesan"): _("ya") if _is_orderable(product) else _("tidak dijual lagi"),
        **dict(answers_of(product)),
    }


def _is_orderable(product: dict[str, Any]) -> bool:
    return bool(
        product["state"] == "listed" and product["vendor__state"] == "active" and not product["sanction_id"]
    )


def _url(product_id: UUID) -> str:
    return reverse("product", args=[product_id])


def _with(
    chosen: Sequence[dict[str, Any]], *, but: dict[str, Any] | None = None, and_id: str | None = None
) -> str:
    """Write the address of this page with one product less or more."""
    ids = [str(each["id"]) for each in chosen if each is not but]
    query = urlencode([("p", each) for each in [*ids, *([and_id] if and_id else [])]])
    return f"{reverse('compare')}?{query}" if query else reverse("compare")
