"""Load everything the rules of placing look at: two statements, whatever the number of lines."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.backends.utils import CursorWrapper

from eorder.buying.orders.placement import Placement, PricedLine, Wanted, with_ppn
from eorder.foundation.errors import NotFoundError
from eorder.foundation.money import ZERO, Rupiah

_PRODUCTS = """
SELECT p.id, pv.id, p.name, p.unit, c.tax_nature, c.code, c.name, c.unspsc, c.account_codes::text,
    p.minimum, p.lead_days,
    pv.amount, pv.published_at, p.state = 'listed', p.vendor_id
FROM unnest(%s::uuid[]) WITH ORDINALITY AS wanted(id, position)
JOIN catalogue_product p ON p.id = wanted.id
JOIN catalogue_category c ON c.code = p.category_id
JOIN LATERAL (SELECT id, amount, published_at FROM catalogue_priceversion
    WHERE product_id = p.id AND published_at <= %s ORDER BY seq DESC LIMIT 1) pv ON true
ORDER BY wanted.position
"""
_CONTEXT = """
SELECT g.id, g.code, g.name, g.time_zone, u.id, u.code, u.name, u.short_code,
    jsonb_build_object('id', k.id, 'rup_id', k.rup_id, 'name', k.name, 'state', k.state, 'ceiling', k.ceiling,
        'left', k.ceiling - k.ordered, 'fiscal_year', k.fiscal_year, 'method', k.method, 'kind', k.kind,
        'officer', k.officer_appointment_id)::text,
    (SELECT jsonb_build_object('id', b.id, 'account', b.account_id, 'account_name', a.name,
        'ceiling', b.ceiling,
        'sub_activity', b.sub_activity_code, 'sub_activity_name', b.sub_activity_name,
        'fiscal_year', b.fiscal_year, 'left', b.ceiling - b.reserved - b.committed - b.spent)
     FROM budgets_budgetline b JOIN budgets_budgetaccount a ON a.code = b.account_id
     WHERE b.id = k.budget_line_id)::text,
    (SELECT jsonb_build_object('label', d.label, 'street', d.street) FROM workunits_address d
     WHERE d.unit_id = u.id AND d.is_active)::text,
    (SELECT jsonb_build_object('id', m.id, 'title', m.title, 'starts_at', m.starts_at, 'ends_at', m.ends_at,
        'insiders', m.insiders, 'outsiders', m.outsiders, 'place', m.place,
        'used', EXISTS (SELECT 1 FROM orders_order o WHERE o.meeting_id = m.id
            AND o.state NOT IN ('refused', 'lapsed', 'cancelled')))
     FROM packages_meeting m WHERE m.id = %s AND m.package_id = k.id)::text,
    (SELECT jsonb_build_object('id', v.id, 'name', v.name, 'state', v.state, 'is_pkp', v.is_pkp,
        'scale', v.scale, 'legal_form', v.legal_form, 'region', r.name, 'region_code', r.code,
        'members', (SELECT coalesce(jsonb_agg(DISTINCT person_id), '[]')
            FROM vendors_member WHERE vendor_id = v.id))
     FROM vendors_vendor v JOIN regions_region r ON r.code = v.region_id
     WHERE v.id = %s AND v.government_id = k.government_id)::text,
    (SELECT jsonb_object_agg(h.role, h.person_id) FROM workunits_appointment h
     WHERE h.id IN (k.pa_appointment_id, k.ppk_appointment_id, k.officer_appointment_id))::text
FROM packages_package k JOIN workunits_unit u ON u.id = k.unit_id
JOIN workunits_government g ON g.id = k.government_id WHERE k.id = %s
"""


def load_placement(wanted: Wanted, at: datetime) -> Placement:
    """Load package, budget line, address, meeting, vendor and priced products; 2 statements, 1 without products.

    Raises:
        NotFoundError: There is no such package.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CONTEXT, [wanted.meeting_id, wanted.vendor_id, wanted.package_id])
        context = cursor.fetchone()
        if context is None:
            raise NotFoundError("Paket ini tidak ada.")
        products = _load_products(cursor, wanted, at)
    government, gov_code, gov_name, zone, unit, code, name, short, *facts = context
    package, budget, address, meeting, vendor, persons = (json.loads(each or "null") for each in facts)
    day = at.astimezone(ZoneInfo(zone)).date()
    is_pkp = bool(vendor and vendor["is_pkp"])
    quantities = dict(wanted.quantities)
    lines = with_ppn([_priced(row, quantities[row[0]]) for row in products], day, is_pkp=is_pkp)
    return Placement(
        wanted=wanted,
        lines=lines,
        missing=len(wanted.quantities) - len(lines),
        government_id=government,
        government_code=gov_code,
        government_name=gov_name,
        time_zone=zone,
        unit_id=unit,
        unit_code=code,
        unit_name=name,
        unit_short=short,
        package=package,
        budget=budget,
        address=address,
        meeting=meeting,
        vendor=vendor,
        persons={role: UUID(person) for role, person in (persons or {}).items()},
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
