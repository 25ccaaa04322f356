"""Reads of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.models import Category, PriceVersion, Product, ProductState
from eorder.parties.sanctions.models import Sanction
from eorder.parties.sanctions.queries import in_force

_FIELDS = (
    "id",
    "name",
    "description",
    "unit",
    "minimum",
    "lead_days",
    "per_day",
    "state",
    "price",
    "category_id",
    "category__name",
    "category__tax_nature",
    "vendor_id",
    "vendor__name",
    "vendor__scale",
    "vendor__state",
    "vendor__region__name",
    "vendor__is_pkp",
)

_ANSWERS = ("attributes", "template__code", "template__version", "template__body")


def products_of_vendor(
    vendor_id: UUID, *, only_listed: bool = True, accounts: str = "", most: int = 300
) -> list[dict[str, Any]]:
    """List a vendor's products with prices by name; 1 statement.

    Args:
        vendor_id: The business.
        only_listed: Leave out what was taken off sale.
        accounts: Only products that may be charged to this budget account.
        most: Longest list.
    """
    found = _priced().filter(vendor_id=vendor_id)
    if only_listed:
        found = found.filter(state=ProductState.LISTED)
    if accounts:
        found = found.filter(category__account_codes__contains=[accounts])
    return [dict(row) for row in found.order_by("sort_key", "id").values(*_FIELDS)[:most]]


def product_page(product_id: UUID, at: datetime | None = None) -> dict[str, Any]:
    """Load one product with its seller and the version of the template that it answers; 1 statement.

    With a moment also `sanction_id`, of what its seller is under then (None without any), and `had_sanction`.

    Raises:
        NotFoundError: There is no such product.
    """
    rows = _priced().filter(id=product_id)
    found = (_with_sanction(rows, at) if at else rows).values(*_fields(at), *_ANSWERS).first()
    if found is None:
        raise NotFoundError("Produk ini tidak ada.")
    return dict(found)


def products_side_by_side(product_ids: Sequence[UUID], at: datetime) -> list[dict[str, Any]]:
    """Load products as `product_page` does, in the order asked for, each once; 1 statement.

    Raises:
        NotFoundError: One of them does not exist.
    """
    rows = _with_sanction(_priced().filter(id__in=product_ids), at)
    found = {row["id"]: dict(row) for row in rows.values(*_fields(at), *_ANSWERS)}
    if any(each not in found for each in product_ids):
        raise NotFoundError("Salah satu produk ini tidak ada.")
    return [found[each] for each in dict.fromkeys(product_ids)]


def prices_of(product_id: UUID) -> list[dict[str, Any]]:
    """List the published prices of a product, latest first; 1 statement."""
    found = PriceVersion.objects.filter(product_id=product_id).order_by("-seq")
    return [dict(row) for row in found.values("seq", "amount", "published_at")]


def categories() -> list[dict[str, Any]]:
    """List every category by name; 1 statement."""
    rows = Category.objects.order_by("sort_key", "code").values("code", "name", "tax_nature")
    return [dict(row) for row in rows]


def _with_sanction(products: QuerySet[Product], at: datetime) -> QuerySet[Product]:
    theirs = Sanction.objects.filter(vendor=OuterRef("vendor"), starts_at__isnull=False)
    now = theirs.filter(in_force(at)).order_by("-until").values("id")[:1]
    return products.annotate(sanction_id=Subquery(now), had_sanction=Exists(theirs))


def _fields(at: datetime | None) -> tuple[str, ...]:
    return (*_FIELDS, "sanction_id", "had_sanction") if at else _FIELDS


def _priced() -> QuerySet[Product]:
    latest = PriceVersion.objects.filter(product=OuterRef("pk")).order_by("-seq").values("amount")[:1]
    return Product.objects.annotate(price=Subquery(latest))
