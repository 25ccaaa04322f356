"""A vendor lists a product at a published price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.foundation.errors import InvalidFormError, NotFoundError
from eorder.foundation.ids import CommandId, derive_id, key_of
from eorder.foundation.money import LARGEST_AMOUNT
from eorder.market.catalogue import rules
from eorder.market.catalogue.models import Category, PriceVersion, Product, ProductState
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
_CATEGORY = Reading(Category, where="this.code = %s")


@act("product.list")
def list_product(*, vendor_id: UUID, form: ProductForm, by: Actor, at: datetime, command: CommandId) -> UUID:
    """List a product; its first price is published in the same act.

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
    product = insert_row(
        Product(
            id=key_of(command),
            government_id=vendor.government_id,
            vendor=vendor,
            category=category,
            name=form.name.strip(),
            description=form.description.strip(),
            unit=form.unit.strip(),
            minimum=form.minimum,
            lead_days=form.lead_days,
            state=ProductState.LISTED,
        )
    )
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
        public={"name": product.name, "unit": product.unit, "price": form.price, "category": category.code},
    )
    return product.id
