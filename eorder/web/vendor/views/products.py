"""The seller's own products: the list, listing one, another price, taking one off sale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from eorder.foundation.errors import NotFoundError
from eorder.foundation.ids import CommandId
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.market.catalogue.actions.change_price import change_price as publish_price
from eorder.market.catalogue.actions.delist_product import delist_product as take_off_sale
from eorder.market.catalogue.actions.list_product import ProductForm
from eorder.market.catalogue.actions.list_product import list_product as put_on_sale
from eorder.market.catalogue.category_queries import template_of
from eorder.market.catalogue.queries import categories, prices_of, product_page, products_of_vendor
from eorder.market.catalogue.rules import may_sell
from eorder.market.templates.answers import FIELD, NO, YES
from eorder.market.templates.template import Attribute, AttributeKind, Template
from eorder.parties.identity.policy import VENDOR
from eorder.web.desk.seeing import asker
from eorder.web.pages import PageRequest, fresh_command, page, send_act, show
from eorder.web.reading import FormReader, typed
from eorder.web.words import named

LONGEST_NAME, LONGEST_UNIT, LONGEST_LEAD, LONGEST_REASON = 160, 20, 365, 300
MOST_MINIMUM = 1_000_000


@page(VENDOR)
def my_products(request: PageRequest) -> HttpResponse:
    """List the seller's products, also those off sale."""
    rows = products_of_vendor(_business(request), only_listed=False)
    done = {
        "baru": _("Produk dijual."),
        "harga": _("Harga baru terbit."),
        "tarik": _("Produk tidak dijual lagi."),
    }
    return show(
        request,
        "vendor/my_products.jinja",
        {"products": rows, "done": done.get(request.GET.get("selesai", ""), "")},
    )


@page(VENDOR, "GET", "POST")
def list_product(request: PageRequest) -> HttpResponse:
    """List a product at its first price; a category with a template asks its questions once it is chosen."""
    business, actor = _business(request), asker(request)
    chosen = request.POST.get("category", request.GET.get("kategori", "")).replace("\x00", "")
    template = template_of(chosen) if chosen else None

    def perform(command: CommandId) -> object:
        read = FormReader(request)
        answers = {"attributes": _read_answers(read, template)} if template else {}
        form = _read_product(read)
        return put_on_sale(vendor_id=business, form=form, **answers, by=actor, at=request.at, command=command)

    context = {
        "categories": categories(),
        "chosen": chosen,
        "questions": [_question(each) for each in template.attributes] if template else [],
        "units": template.unit_names if template else (),
    }
    return _form(request, "vendor/list_product.jinja", context, perform, "baru")


def _question(attribute: Attribute) -> dict[str, Any]:
    """Describe an attribute for the field macro."""
    options = {AttributeKind.CHOICE: attribute.choices, AttributeKind.FLAG: (YES, NO)}
    kinds = {AttributeKind.TEXT: "text", AttributeKind.NUMBER: "number"}
    return {
        "name": f"{FIELD}{attribute.key}",
        "label": named(attribute.label, attribute.label_en),
        "kind": kinds.get(attribute.kind, "select"),
        "hint": _("Dalam %(unit)s.") % {"unit": attribute.unit} if attribute.unit else "",
        "options": [("", _("Pilih")), *((each, each) for each in options.get(attribute.kind, ()))],
        "is_required": attribute.is_required,
    }


def _read_answers(form: FormReader, template: Template) -> dict[str, str]:
    """Read what was answered, as typed; the action says what is wrong with it."""
    typed_in = {each.key: form.text(f"{FIELD}{each.key}") for each in template.attributes}
    return {key: answer for key, answer in typed_in.items() if answer}


def _read_product(form: FormReader) -> ProductForm:
    read = ProductForm(
        category_code=form.text("category", required=_("Pilih kategori produk.")),
        name=form.text("name", required=_("Tulis nama produk."), most=LONGEST_NAME),
        description=form.text("description"),
        unit=form.text("unit", required=_("Tulis satuan jual, misalnya kotak atau rim."), most=LONGEST_UNIT),
        price=_price(form),
        minimum=form.whole(
            "minimum", _("Tulis jumlah paling sedikit, mulai dari 1."), least=1, most=MOST_MINIMUM
        ),
        lead_days=form.whole("lead_days", _("Tulis berapa hari persiapan, 0 sampai 365."), most=LONGEST_LEAD),
    )
    form.done()
    return read


def _price(form: FormReader) -> int:
    return form.whole(
        "price", _("Tulis harga dalam rupiah bulat, misalnya 42.000."), least=1, most=LARGEST_AMOUNT
    )


@page(VENDOR, "GET", "POST")
def change_price(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Publish another price of a product."""
    product, actor = _own_product(request, product_id), asker(request)

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        price = _price(form)
        form.done()
        return publish_price(product_id=product_id, price=price, by=actor, at=request.at, command=command)

    context = {"product": product, "prices": prices_of(product_id)}
    return _form(request, "vendor/change_price.jinja", context, perform, "harga")


@page(VENDOR, "GET", "POST")
def delist_product(request: PageRequest, product_id: UUID) -> HttpResponse:
    """Take a product off sale."""
    product, actor = _own_product(request, product_id), asker(request)

    def perform(command: CommandId) -> object:
        form = FormReader(request)
        reason = form.text("reason", required=_("Tulis alasannya; pembeli membacanya."), most=LONGEST_REASON)
        form.done()
        return take_off_sale(product_id=product_id, reason=reason, by=actor, at=request.at, command=command)

    return _form(request, "vendor/delist_product.jinja", {"product": product}, perform, "tarik")


def _form(
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


def _business(request: PageRequest) -> UUID:
    """Give the business the person acts for; the first one where there are several."""
    return min(asker(request).vendor_ids)


def _own_product(request: PageRequest, product_id: UUID) -> dict[str, Any]:
    product = product_page(product_id)
    if not may_sell(asker(request), product["vendor_id"]):
        raise NotFoundError(_("Produk ini tidak ada."))
    return product
