"""Load everything the rules of placing look at: two statements, whatever the number of lines."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from pydantic import TypeAdapter

from eorder.buying.orders.placement import (
    MeetingSeen,
    Place,
    Placement,
    PricedLine,
    VendorSeen,
    Wanted,
    with_ppn,
)
from eorder.buying.packages.facts import PackageFacts
from eorder.buying.packages.queries import package_ocid
from eorder.foundation.errors import NotFoundError
from eorder.foundation.moments import day_in
from eorder.foundation.money import ZERO, Rupiah

_PRODUCTS = """
SELECT p.id, pv.id, p.name, p.unit, c.tax_nature, c.code, c.name, c.unspsc, c.account_codes::text,
    p.minimum, p.lead_days, pv.amount, pv.published_at, p.state = 'listed', p.vendor_id
FROM unnest(%s::uuid[]) WITH ORDINALITY AS wanted(id, position)
JOIN catalogue_product p ON p.id = wanted.id
JOIN catalogue_category c ON c.code = p.category_id
JOIN LATERAL (SELECT id, amount, published_at FROM catalogue_priceversion
    WHERE product_id = p.id AND published_at <= %s ORDER BY seq DESC LIMIT 1) pv ON true
ORDER BY wanted.position
"""
_CONTEXT = """
SELECT jsonb_build_object(
    'government_id', g.id, 'time_zone', g.time_zone, 'unit_short', u.short_code,
    'package', jsonb_build_object(
        'id', k.id, 'ocid', '', 'rup_id', k.rup_id, 'fiscal_year', k.fiscal_year, 'name', k.name,
        'ceiling', k.ceiling, 'method', k.method, 'kind', k.kind, 'state', k.state,
        'buyer', jsonb_build_object('government_code', g.code, 'government_name', g.name,
            'unit_id', u.id, 'unit_code', u.code, 'unit_name', u.name),
        'budget', CASE WHEN b.id IS NOT NULL THEN jsonb_build_object(
            'line_id', b.id, 'fiscal_year', b.fiscal_year, 'sub_activity_code', b.sub_activity_code,
            'sub_activity_name', b.sub_activity_name, 'account_code', b.account_id,
            'account_name', a.name, 'ceiling', b.ceiling) END),
    'package_left', k.ceiling - k.ordered,
    'budget_left', coalesce(b.ceiling - b.reserved - b.committed - b.spent, 0),
    'disposer_id', (SELECT person_id FROM workunits_appointment WHERE id = k.pa_appointment_id),
    'ppk_id', (SELECT person_id FROM workunits_appointment WHERE id = k.ppk_appointment_id),
    'officer_id', (SELECT person_id FROM workunits_appointment WHERE id = k.officer_appointment_id),
    'address', (SELECT jsonb_build_object('label', d.label, 'street', d.street)
        FROM workunits_address d WHERE d.unit_id = u.id AND d.is_active),
    'meeting', (SELECT jsonb_build_object('id', m.id, 'title', m.title, 'starts_at', m.starts_at,
            'ends_at', m.ends_at, 'insiders', m.insiders, 'outsiders', m.outsiders,
            'is_used', EXISTS (SELECT FROM orders_order o WHERE o.meeting_id = m.id
                AND o.state NOT IN ('refused', 'lapsed', 'cancelled')))
        FROM packages_meeting m WHERE m.id = %s AND m.package_id = k.id),
    'vendor', (SELECT jsonb_build_object(
            'facts', jsonb_build_object('id', v.id, 'name', v.name, 'scale', v.scale,
                'legal_form', v.legal_form, 'region_code', r.code, 'region_name', r.name),
            'state', v.state, 'is_pkp', v.is_pkp,
            'people', (SELECT coalesce(jsonb_agg(DISTINCT person_id), '[]')
                FROM vendors_member WHERE vendor_id = v.id))
        FROM vendors_vendor v JOIN regions_region r ON r.code = v.region_id
        WHERE v.id = %s AND v.government_id = k.government_id))::text
FROM packages_package k
JOIN workunits_unit u ON u.id = k.unit_id
JOIN workunits_government g ON g.id = k.government_id
LEFT JOIN budgets_budgetline b ON b.id = k.budget_line_id
LEFT JOIN budgets_budgetaccount a ON a.code = b.account_id
WHERE k.id = %s
"""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the database says besides the products; the fields are those of `Placement`."""

    government_id: UUID
    time_zone: str
    unit_short: str
    package: PackageFacts
    package_left: int
    budget_left: int
    disposer_id: UUID | None
    ppk_id: UUID | None
    officer_id: UUID | None
    address: Place | None
    meeting: MeetingSeen | None
    vendor: VendorSeen | None


_READER = TypeAdapter(_Context)


def load_placement(wanted: Wanted, at: datetime) -> Placement:
    """Load package, budget line, address, meeting, vendor and priced products; 2 statements, 1 without products.

    Raises:
        NotFoundError: There is no such package.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CONTEXT, [wanted.meeting_id, wanted.vendor_id, wanted.package_id])
        row = cursor.fetchone()
        if row is None:
            raise NotFoundError("Paket ini tidak ada.")
        products = _load_products(cursor, wanted, at)
    context = _READER.validate_json(row[0])
    quantities = dict(wanted.quantities)
    lines = with_ppn(
        [_priced(product, quantities[product[0]]) for product in products],
        day_in(context.time_zone, at),
        is_pkp=context.vendor is not None and context.vendor.is_pkp,
    )
    return Placement(
        wanted=wanted,
        lines=lines,
        missing=len(wanted.quantities) - len(lines),
        government_id=context.government_id,
        time_zone=context.time_zone,
        unit_short=context.unit_short,
        package=replace(context.package, ocid=package_ocid(context.package.rup_id)),
        package_left=Rupiah(context.package_left),
        budget_left=Rupiah(context.budget_left),
        disposer_id=context.disposer_id,
        ppk_id=context.ppk_id,
        officer_id=context.officer_id,
        address=context.address,
        meeting=context.meeting,
        vendor=context.vendor,
    )


def _load_products(cursor: CursorWrapper, wanted: Wanted, at: datetime) -> list[tuple[Any, ...]]:
    if not wanted.quantities:
        return []
    cursor.execute(_PRODUCTS, [[product for product, _ in wanted.quantities], at])
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _priced(row: tuple[Any, ...], quantity: int) -> PricedLine:
    (product, price, name, unit, nature, category, category_name, unspsc, accounts, minimum, lead, amount,
        published, listed, vendor) = row  # fmt: skip
    unit_price = Rupiah(amount)
    line_total = unit_price.times_thousandths(quantity)
    return PricedLine(
        product_id=product,
        price_version_id=price,
        name=name,
        unit=unit,
        tax_nature=nature,
        category=category,
        category_name=category_name,
        unspsc=unspsc,
        account_codes=tuple(json.loads(accounts)),
        quantity=quantity,
        minimum=minimum,
        lead_days=lead,
        unit_price=unit_price,
        line_total=line_total,
        ppn=ZERO,
        published_at=published,
        is_listed=listed,
        vendor_id=vendor,
    )
