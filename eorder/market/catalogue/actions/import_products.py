"""List many products, and publish many prices, as sets: each row under the rules of one, each with its event."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection

from eorder.foundation.ids import CommandId, key_of, new_id
from eorder.foundation.sorting import sort_key
from eorder.foundation.tables.report import ImportReport
from eorder.market.catalogue import rules
from eorder.market.catalogue.actions.list_product import facts_of
from eorder.market.catalogue.models import Category, PriceVersion, Product
from eorder.market.catalogue.offers import Desk, Known, Offer
from eorder.parties.identity.actor import Actor
from eorder.records.journal.commands import act
from eorder.records.journal.recording import NewEvent, Subject, record_many

BATCH = 500
"""Rows of one statement: under load a larger one would reach the time limit of statements."""


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

    A row named as a product that its seller lists already is about that product: its price is published if it is
    another one, and a row that says the same changes nothing, so that a sheet sent twice sells nothing twice.

    Args:
        offers: Rows with their numbers; they are read as they come, a few hundred at a time.
        report: Counts what is new, changed, unchanged and refused.
        by: A member of the business, or who sets up the installation.
        at: When the prices are published.
        command: Makes a repeat harmless.

    Raises:
        NotAllowedError: The actor may not sell for a business of the rows.
        NotFoundError: There is no such business.
    """
    put_on_sale(offers, report, by=by, at=at, command=command)
    return key_of(command)


def _tell_nobody(_name: str, _before: int | None, _price: int) -> None:
    """Leave what is brought in at its count."""


def put_on_sale(
    offers: Iterable[tuple[int, Offer]],
    report: ImportReport,
    *,
    by: Actor,
    at: datetime,
    command: CommandId,
    tell: Callable[[str, int | None, int], None] = _tell_nobody,
) -> None:
    """Do what `import_products` does, inside the transaction of an act.

    Args:
        offers: Rows with their numbers.
        report: Counts what is new, changed, unchanged and refused.
        by: A member of the business, or who sets up the installation.
        at: When the prices are published.
        command: The command of the act.
        tell: Told the name, the price until now (none if new) and the price of each product that is brought in.
    """
    desk = Desk(by, {each.code: each for each in Category.objects.select_related("template")})
    stream = iter(offers)
    while batch := list(islice(stream, BATCH)):
        desk.meet({offer.vendor_id for _, offer in batch})
        listed, priced = desk.sound(batch, report)
        _insert([_product_row(product) for product, _ in listed], Product, _PRODUCT)
        prices = [(new_id(), product.id, 1, price, at) for product, price in listed]
        prices += [(new_id(), known.product.id, known.seq + 1, price, at) for known, price in priced]
        _insert(prices, PriceVersion, _PRICE)
        events = [_listed(product, price) for product, price in listed]
        events += [_priced(known, price) for known, price in priced]
        record_many(events, by=rules.lister(by), at=at, command=command)
        for product, price in listed:
            tell(product.name, None, price)
        for known, price in priced:
            tell(known.product.name, known.price, price)
        report.new += len(listed)
        report.changed += len(priced)


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


def _listed(product: Product, price: int) -> NewEvent:
    subject = Subject(product.government_id, "product", product.id)
    return NewEvent("product.listed", subject, facts_of(product, price))


def _priced(known: Known, price: int) -> NewEvent:
    subject = Subject(known.product.government_id, "product", known.product.id)
    return NewEvent("product.price_changed", subject, {"price": price, "before": known.price})
