"""The seller's own products: the list, another price, taking one off sale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.buying.orders.placement import DAYS_AHEAD
from eorder.buying.orders.queries.capacity import taken_by_day
from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.market.catalogue.actions.change_price import change_price as publish_price
from eorder.market.catalogue.actions.delist_product import delist_product as take_off_sale
from eorder.market.catalogue.actions.set_capacity import set_capacity as state_capacity
from eorder.market.catalogue.cooling import cooling_hours
from eorder.market.catalogue.own_queries import PAGE_BY_NAME, products_by_name
from eorder.market.catalogue.queries import prices_of, product_page
from eorder.market.catalogue.rules import may_sell
from eorder.parties.identity.policy import VENDOR
from eorder.parties.sanctions.queries import sanctioned_until
from eorder.parties.vendors.queries import is_admitted
from eorder.web.desk.seeing import asker
from eorder.web.formats import today
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed

LONGEST_REASON, MOST_PER_DAY = 300, 1_000_000


@page(VENDOR)
def my_products(request: PageRequest) -> HttpResponse:
    """List the seller's products by name, also those off sale; 2 statements.

    Address: `q` is a part of the name, `setelah` the last product of the page before.
    """
    query = request.GET.get("q", "").strip().replace("\x00", "")
    business = business_of(request)
    rows = products_by_name(business, named=query, after=_place(request.GET.get("setelah", "")))
    shown, done = rows[:PAGE_BY_NAME], request.GET.get("selesai", "")
    more = {"q": query} if query else {}
    next_place = urlencode({**more, "setelah": shown[-1]["id"]}) if len(rows) > len(shown) else ""
    context = {
        "products": shown,
        "business": business,
        "query": query,
        "is_asked": bool(query) or "setelah" in request.GET,
        "next_url": f"{reverse('my_products')}?{next_place}" if next_place else "",
        "done": _done(request, done) if done else "",
        "sanctioned_until": sanctioned_until(business_of(request), request.at),
    }
    return show(request, "vendor/my_products.jinja", context)


def _place(typed_place: str) -> UUID | None:
    """Read where a page begins; an address that was cut short begins at the start."""
    try:
        return UUID(typed_place)
    except ValueError:
        return None


def _done(request: PageRequest, word: str) -> str:
    listed = (
        _("Produk dijual.")
        if word != "baru" or is_admitted(business_of(request))
        else _("Diserahkan ke kurasi. Usaha ini dapat menerima pesanan setelah lulus.")
    )
    done = {
        "baru": listed,
        "harga": _("Harga baru terbit."),
        "kapasitas": _("Kapasitas sehari tersimpan."),
        "tarik": _("Produk tidak dijual lagi."),
    }
    return done.get(word, "")


def price_of(form: FormReader) -> int:
    """Read a price per unit in whole rupiah."""
    return form.whole(
        "price", _("Tulis harga dalam rupiah bulat, misalnya 42.000."), least=1, most=LARGEST_AMOUNT
    )


@page(VENDOR, "GET", "POST")
def change_price(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Publish another price of a product."""
    product, actor = own_product(request, product_id), asker(request)

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        price = price_of(form)
        form.done()
        return publish_price(product_id=product_id, price=price, by=actor, at=request.at, command=command)

    context = {"product": product, "prices": prices_of(product_id), "hours": cooling_hours(today(request.at))}
    return product_form(request, "vendor/change_price.jinja", context, perform, "harga")


@page(VENDOR, "GET", "POST")
def set_capacity(request: PageRequest, product_id: UUID) -> HttpResponse:
    """State how much can be delivered in one day; an empty field takes the limit away."""
    product, actor = own_product(request, product_id), asker(request)

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        sentence = _(
            "Tulis kapasitas sehari dengan bilangan bulat, 1 sampai 1.000.000; kosongkan bila tanpa batas."
        )
        asked = form.text("per_day")
        per_day = form.whole("per_day", sentence, least=1, most=MOST_PER_DAY) if asked else None
        form.done()
        return state_capacity(
            product_id=product_id, per_day=per_day, by=actor, at=request.at, command=command
        )

    days = taken_by_day([product_id], today(request.at), DAYS_AHEAD).get(product_id, {})
    context = {"product": product, "taken": [[day, days[day]] for day in sorted(days)]}
    return product_form(request, "vendor/set_capacity.jinja", context, perform, "kapasitas")


@page(VENDOR, "GET", "POST")
def delist_product(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Take a product off sale."""
    product, actor = own_product(request, product_id), asker(request)

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        reason = form.text("reason", required=_("Tulis alasannya; pembeli membacanya."), most=LONGEST_REASON)
        form.done()
        return take_off_sale(product_id=product_id, reason=reason, by=actor, at=request.at, command=command)

    return product_form(request, "vendor/delist_product.jinja", {"product": product}, perform, "tarik")


def product_form(
    request: PageRequest,
    template: str,
    context: Mapping[str, Any],
    perform: Callable[[CommandId], object],
    done: str,
) -> HttpResponse:
    """Show a form, send it, or show it again; afterwards the list says what was done."""

    def shown(problems: dict[str, str], command: CommandId, status: int) -> HttpResponse:
        more = {"problems": problems, "typed": typed(request), "command": command}
        return show(request, template, {**context, **more}, status)

    if request.method != "POST":
        return shown({}, fresh_command(), 200)
    return send_act(request, perform, then=f"{reverse('my_products')}?selesai={done}", again=shown)


def business_of(request: PageRequest) -> UUID:
    """Give the business the person acts for; the first one where there are several."""
    return min(asker(request).vendor_ids)


def own_product(request: PageRequest, product_id: UUID) -> dict[str, Any]:
    """Load a product of a business the person acts for; 1 statement.

    Raises:
        NotFoundError: There is none.
    """
    product = product_page(product_id)
    if not may_sell(asker(request), product["vendor_id"]):
        raise NotFoundError(_("Produk ini tidak ada."))
    return product
