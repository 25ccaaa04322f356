"""A vendor lists a product at a published price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId, derive_id, key_of
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.market.catalogue import rules
from eorder.market.catalogue.models import Category, PriceVersion, Product, ProductState
from eorder.market.templates.answers import FIELD, read_answers, unit_problem
from eorder.market.templates.template import Template, of_body
from eorder.parties.identity.actor import Actor
from eorder.parties.vendors.models import Vendor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import Subject, record
from eorder.records.rows import Reading, insert_row

LONGEST = {"name": 160, "unit": 20, "description": 2000}
"""Longest texts of a product, in characters (inclusive)."""


@dataclass(frozen=True, slots=True)
class ProductForm:
    """A product as the vendor describes it; the price is whole rupiah per unit, before PPN."""

    category_code: str
    name: str
    description: str
    unit: str
    price: int
    minimum: int = 1
    lead_days: int = 1

    def problems(self) -> dict[str, str]:
        """Say what is wrong, by field."""
        found = {}
        if not self.name.strip():
            found["name"] = "Tulis nama produk."
        if not self.unit.strip():
            found["unit"] = "Tulis satuan jual, misalnya kotak atau rim."
        if not 0 < self.price <= LARGEST_AMOUNT:
            found["price"] = "Harga harus lebih dari nol rupiah."
        for field, most in LONGEST.items():
            if len(getattr(self, field)) > most:
                found[field] = f"Paling panjang {most} huruf."
        if self.minimum < 1:
            found["minimum"] = "Jumlah paling sedikit harus satu atau lebih."
        return found


_VENDOR = Reading(Vendor, where="this.id = %s")
_CATEGORY = Reading(Category, "template", where="this.code = %s")


@act("product.list")
def list_product(
    *,
    vendor_id: UUID,
    form: ProductForm,
    attributes: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
    command: CommandId,
) -> UUID:
    """List a product; its first price is published in the same act.

    Args:
        vendor_id: The business.
        form: The product as its seller describes it.
        attributes: Answers to the template of the category as typed, by key; none where it has no template.
        by: Who lists it.
        at: When the price is published.
        command: Makes a repeat harmless.

    Raises:
        NotFoundError: There is no such vendor or category.
        NotAllowedError: The actor is not of this vendor.
        InvalidFormError: A field is wrong.
    """
    rules.may_sell(by, vendor_id).require()
    problems = form.problems()
    if problems:
        raise InvalidFormError(problems)
    vendor, category = _VENDOR.first(vendor_id), _CATEGORY.first(form.category_code)
    if vendor is None or category is None:
        raise NotFoundError("Penjual atau kategori ini tidak ada.")
    template = of_body(category.template.body) if category.template else None
    answers = answers_of(template, form, attributes or {})
    product = insert_row(product_of(form, key_of(command), vendor, category, answers))
    insert_row(
        PriceVersion(
            id=derive_id(command, "price"), product=product, seq=1, amount=form.price, published_at=at
        )
    )
    record(
        "product.listed",
        Subject(vendor.government_id, "product", product.id),
        by=rules.seller_author(by),
        at=at,
        command=command,
        public=facts_of(product, form.price),
    )
    return product.id


def product_of(
    form: ProductForm, product_id: UUID, vendor: Vendor, category: Category, answers: dict[str, Any]
) -> Product:
    """Make the row of a product that is sound."""
    return Product(
        id=product_id,
        government_id=vendor.government_id,
        vendor=vendor,
        category=category,
        name=form.name.strip(),
        description=form.description.strip(),
        unit=form.unit.strip(),
        minimum=form.minimum,
        lead_days=form.lead_days,
        template=category.template,
        attributes=answers,
        state=ProductState.LISTED,
    )


def answers_of(template: Template | None, form: ProductForm, given: Mapping[str, str]) -> dict[str, Any]:
    """Read the answers to the template of the product's category; none where it has no template.

    Raises:
        InvalidFormError: An answer is missing or wrong, or the template does not allow the unit.
    """
    if template is None:
        if given:
            raise InvalidFormError(
                {f"{FIELD}{min(given)}": "Kategori ini tidak menanyakan keterangan khusus."}
            )
        return {}
    answers, problems = read_answers(template, given)
    if problem := unit_problem(template, form.unit):
        problems["unit"] = problem
    if problems:
        raise InvalidFormError(problems)
    return answers


def facts_of(product: Product, price: int) -> dict[str, Any]:
    """Give what anybody may read of the event: the product at its first price, and what it answers."""
    facts = {
        "name": product.name,
        "unit": product.unit,
        "price": price,
        "category": product.category_id,
    }
    if product.template is None:
        return facts
    version = {"code": product.template.code, "version": product.template.version}
    return {**facts, "template": version, "attributes": product.attributes}
