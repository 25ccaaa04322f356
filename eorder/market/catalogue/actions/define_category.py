"""Define a category; repeatable."""

from __future__ import annotations

from django.db import transaction

from eorder.market.catalogue.models import Category, TaxNature


@transaction.atomic
def define_category(
    *, code: str, name: str, tax_nature: str, account_codes: list[str], unspsc: str = ""
) -> str:
    """Make or update a category with the accounts it may be charged to."""
    Category.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "tax_nature": TaxNature(tax_nature),
            "account_codes": account_codes,
            "unspsc": unspsc,
        },
    )
    return code
