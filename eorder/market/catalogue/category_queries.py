"""Reads of categories: all of them with what they hold, and one with its template."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef

from eorder.foundation.errors import NotFoundError
from eorder.market.catalogue.models import Category, Product
from eorder.market.templates.template import of_body

MOST_COUNTED = 1_000
"""A category with more products than this says "more than": counting a million would take longer than the page may."""
_CATEGORIES = """
SELECT c.code, c.name, c.tax_nature, t.body ->> 'name_en' AS name_en, t.body ->> 'group' AS group,
    t.body ->> 'about' AS about,
    (SELECT count(*) FROM (
        SELECT FROM catalogue_product p JOIN vendors_vendor v ON v.id = p.vendor_id
        WHERE p.category_id = c.code AND p.state = 'listed' AND v.state = 'active'
            AND v.id NOT IN (SELECT vendor_id FROM sanctions_sanction WHERE starts_at <= %s AND %s < ends_at)
        LIMIT %s) counted) AS products
FROM catalogue_category c LEFT JOIN templates_templateversion t ON t.id = c.template_id
ORDER BY c.sort_key, c.code
"""


def counted_categories(at: datetime) -> list[dict[str, Any]]:
    """List every category by name with how many products can be ordered at a moment; 1 statement.

    They are counted up to `MOST_COUNTED + 1`. What a template says of a category is None where it has none.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CATEGORIES, [at, at, MOST_COUNTED + 1])
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def category_page(code: str) -> dict[str, Any]:
    """Load one category with the version of its template in force; 1 statement.

    Raises:
        NotFoundError: There is no such category.
    """
    found = (
        Category.objects.filter(code=code)
        .values(
            "code", "name", "tax_nature", "account_codes", "template__version", "template__published_at",
            "template__body",
        )
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFoundError("Kategori ini tidak ada.")
    return dict(found)


def chosen_category(code: str) -> dict[str, Any] | None:
    """Give code, name and template (None without one) of a category; None if there is no such; 1 statement, 0 for "".

    The template is the version in force, read.
    """
    if not code:
        return None
    found = Category.objects.filter(code=code).values("code", "name", "template__body").first()
    if found is None:
        return None
    body = found["template__body"]
    return {"code": found["code"], "name": found["name"], "template": of_body(body) if body else None}


def category_choices(vendor_id: UUID) -> list[dict[str, Any]]:
    """List every category by name for a seller to choose from; 1 statement.

    `is_used` tells whether the business sells in it, or did; what a template says is None where there is none.
    """
    used = Exists(Product.objects.filter(vendor_id=vendor_id, category_id=OuterRef("code")))
    rows = Category.objects.annotate(
        is_used=used,
        name_en=F("template__body__name_en"),
        group=F("template__body__group"),
        about=F("template__body__about"),
    )
    found = rows.order_by("sort_key", "code").values("code", "name", "name_en", "group", "about", "is_used")
    return [dict(row) for row in found]


FOOD = "makanan"
"""Group of the templates of food and drink."""
_FED = frozenset({"catering", "shop_food"})


def categories_to_join() -> list[dict[str, Any]]:
    """List every category by name with what somebody who wants to sell it is asked about; 1 statement.

    Each has `code`, `name`, `name_en` (None without a template), `kbli` (codes that fit, empty without a template) and
    `is_food`.
    """
    rows = Category.objects.order_by("sort_key", "code").values_list(
        "code", "name", "tax_nature", "template__body"
    )
    return [
        {
            "code": code,
            "name": name,
            "name_en": (body or {}).get("name_en"),
            "kbli": tuple((body or {}).get("kbli", ())),
            "is_food": nature in _FED or (body or {}).get("group") == FOOD,
        }
        for code, name, nature, body in rows
    ]


def codes_for(account: str) -> tuple[str, ...]:
    """List the categories that may be charged to a budget account, by code; 1 statement."""
    found = Category.objects.filter(account_codes__contains=[account])
    return tuple(found.order_by("code").values_list("code", flat=True))
