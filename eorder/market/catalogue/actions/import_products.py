"""List many products as sets: each row under the rules of listing one, each product with its price and its event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId, key_of, new_id
from eorder.foundation.sorting import sort_key
from eorder.foundation.tables.errors import Problem, RowError
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue import rules
from eorder.market.catalogue.actions.list_product import ProductForm, answers_of, facts_of, product_of
from eorder.market.catalogue.import_rows import ProductRow
from eorder.market.catalogue.models import Category, PriceVersion, Product, ProductState
from eorder.market.templates.answers import FIELD
from eorder.market.templates.template import Template, of_body
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import NewEvent, Subject, record_many

BATCH = 500
"""Rows of one statement: under load a larger one would reach the time limit of statements."""
_COLUMNS = {
    "category": "kategori",
    "name": "nama",
    "unit": "satuan",
    "price": "harga",
    "minimum": "minimum",
    "lead_days": "hari",
    "description": "keterangan",
}
"""Columns of the sheet by field of the form."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one row offers: whose it is, the product, and its answers to the template as typed, by key."""

    vendor_id: UUID
    form: ProductForm
    answers: Mapping[str, str] = field(default_factory=dict)


def offers_of(vendor_id: UUID, rows: Iterable[tuple[int, ProductRow]]) -> Iterator[tuple[int, Offer]]:
    """Make the rows of one business's sheet into offers, as they come."""
    for number, row in rows:
        form = ProductForm(
            row.category_code, row.name, row.description, row.unit, row.price, row.minimum, row.lead_days
        )
        yield number, Offer(vendor_id, form, row.answers)


@act("product.import", streams=("offers", "report"))
def import_products(
    *,
    offers: Iterable[tuple[int, Offer]],
    report: ImportReport,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """List products that are sound; the others are refused one by one, with every reason.

    A product whose seller lists one of that name already is refused, so that a sheet sent twice sells nothing twice.

    Args:
        offers: Rows with their numbers; they are read as they come, a few thousand at a time.
        report: Counts what is new and what is refused.
        by: A member of the business, or who sets up the installation.
        at: When the prices are published.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor may not sell for a business of the rows.
        NotFoundError: There is no such business.
    """
    desk = _Desk(by, {each.code: each for each in Category.objects.select_related("template")})
    stream = iter(offers)
    while batch := list(islice(stream, BATCH)):
        desk.meet({offer.vendor_id for _, offer in batch})
        products = list(desk.sound(batch, report))
        _insert([_product_row(each) for each, _ in products], Product, _PRODUCT)
        prices = [(new_id(), product.id, 1, price, at) for product, price in products]
        _insert(prices, PriceVersion, _PRICE)
        events = [_event(product, price) for product, price in products]
        record_many(events, by=rules.lister(by), at=at, command=command)
        report.new += len(products)
    return key_of(command)


@dataclass(slots=True)
class _Desk:
    """Looks at each row as listing one product does; knows categories, and of each business what it lists."""

    by: Actor
    categories: dict[str, Category]
    templates: dict[str, Template] = field(default_factory=dict)
    vendors: dict[UUID, Vendor] = field(default_factory=dict)
    names: dict[UUID, set[int]] = field(default_factory=dict)

    def meet(self, vendor_ids: set[UUID]) -> None:
        """Load the businesses of a batch that are new; 2 statements, none when all are known."""
        new = vendor_ids - self.vendors.keys()
        for vendor_id in new:
            rules.may_list(self.by, vendor_id).require()
        if new:
            self.vendors |= Vendor.objects.in_bulk(new)
            if new - self.vendors.keys():
                raise NotFoundError("Penjual ini tidak ada.")
            self.names |= {vendor_id: set() for vendor_id in new}
            listed = Product.objects.filter(vendor_id__in=new, state=ProductState.LISTED)
            for vendor_id, key in listed.values_list("vendor_id", "sort_key").iterator():
                self.names[vendor_id].add(hash(key))

    def sound(self, batch: list[tuple[int, Offer]], report: ImportReport) -> Iterator[tuple[Product, int]]:
        """Give the products of sound rows with their prices; the others go into the report."""
        for number, offer in batch:
            try:
                product = self._product(offer)
            except InvalidFormError as error:
                report.refuse(number, _refusal(error.problems, offer))
            else:
                yield product, offer.form.price

    def _product(self, offer: Offer) -> Product:
        form, category = offer.form, self.categories.get(offer.form.category_code)
        problems = form.problems()
        if category is None:
            problems["category"] = "Kategori ini tidak ada. Pakai kode dari daftar kategori."
        key = sort_key(form.name.strip())
        if hash(key) in self.names[offer.vendor_id]:
            problems["name"] = (
                "Usaha ini sudah menjual produk bernama itu. Ubah harganya di sana, atau beri nama lain."
            )
        if problems or category is None:
            raise InvalidFormError(problems)
        answers = answers_of(self._template(category), form, offer.answers)
        self.names[offer.vendor_id].add(hash(key))
        vendor = self.vendors[offer.vendor_id]
        return product_of(form, new_id(), vendor, category, answers)

    def _template(self, category: Category) -> Template | None:
        """Give a category's template, made of its body once."""
        if category.template is None:
            return None
        if category.code not in self.templates:
            self.templates[category.code] = of_body(category.template.body)
        return self.templates[category.code]


def _refusal(problems: Mapping[str, str], offer: Offer) -> RowError:
    """Name the column of each problem; what stands in it is shown beside the sentence."""
    found = []
    for name, sentence in problems.items():
        column = _COLUMNS.get(name, name.removeprefix(FIELD))
        value = offer.answers.get(column, "") if name.startswith(FIELD) else _typed(offer.form, name)
        found.append(Problem(column, value, "product_refused", f"Kolom '{column}': {sentence}"))
    return RowError(found)


def _typed(form: ProductForm, name: str) -> str:
    return str(getattr(form, "category_code" if name == "category" else name, ""))


_PRODUCT = (
    "id", "government_id", "vendor_id", "category_id", "name", "sort_key", "description", "unit", "minimum",
    "lead_days", "template_id", "attributes", "state",
)  # fmt: skip
_PRICE = ("id", "product_id", "seq", "amount", "published_at")


def _product_row(product: Product) -> tuple[Any, ...]:
    return (
        product.id, product.government_id, product.vendor_id, product.category_id, product.name,
        sort_key(product.name), product.description, product.unit, product.minimum, product.lead_days,
        product.template_id, json.dumps(product.attributes), product.state,
    )  # fmt: skip


def _insert(
    rows: list[tuple[Any, ...]], model: type[Product | PriceVersion], columns: tuple[str, ...]
) -> None:
    """Write rows by COPY, the fastest way in; triggers and constraints see them as any others."""
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented interface
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _event(product: Product, price: int) -> NewEvent:
    subject = Subject(product.government_id, "product", product.id)
    return NewEvent("product.listed", subject, facts_of(product, price))
