"""Load everything the rules of placing look at: one statement, whatever the number of lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from pydantic import TypeAdapter

from eorder.buying.orders.placement import (
    DAYS_AHEAD,
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
from eorder.market.catalogue.cooling import cooling_hours

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
        FROM packages_meeting m WHERE m.id = %(meeting)s AND m.package_id = k.id),
    'vendor', (SELECT jsonb_build_object(
            'facts', jsonb_build_object('id', v.id, 'name', v.name, 'scale', v.scale,
                'legal_form', v.legal_form, 'region_code', r.code, 'region_name', r.name),
            'state', v.state, 'sanctioned_until', sanctions_until(v.id, %(at)s), 'is_pkp', v.is_pkp,
            'people', (SELECT coalesce(jsonb_agg(DISTINCT person_id), '[]')
                FROM vendors_member WHERE vendor_id = v.id))
        FROM vendors_vendor v JOIN regions_region r ON r.code = v.region_id
        WHERE v.id = %(vendor)s AND v.government_id = k.government_id),
    'products', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'price_version_id', pv.id, 'name', p.name,
            'unit', p.unit, 'tax_nature', c.tax_nature, 'category', c.code, 'category_name', c.name,
            'unspsc', c.unspsc, 'account_codes', c.account_codes, 'minimum', p.minimum, 'lead_days', p.lead_days,
            'amount', pv.amount, 'risen_at', catalogue_risen_at(pv.id), 'is_listed', p.state = 'listed',
            'vendor_id', p.vendor_id, 'per_day', p.per_day, 'taken', coalesce(loads.taken, '{}'))
            ORDER BY asked.position), '[]')
        FROM unnest(wanted.ids) WITH ORDINALITY AS asked(id, position)
        JOIN catalogue_product p ON p.id = asked.id
        JOIN catalogue_category c ON c.code = p.category_id
        JOIN LATERAL (SELECT id, amount FROM catalogue_priceversion
            WHERE product_id = p.id AND published_at <= %(at)s ORDER BY seq DESC LIMIT 1) pv ON true
        LEFT JOIN LATERAL (SELECT jsonb_object_agg(day, quantity) AS taken FROM (
            SELECT l.day, sum(l.quantity) AS quantity FROM orders_line l JOIN orders_order o ON o.id = l.order_id
            WHERE p.per_day IS NOT NULL AND l.product_id = p.id AND o.state NOT IN ('refused', 'lapsed', 'cancelled')
                AND o.id IS DISTINCT FROM %(but)s
                AND l.day BETWEEN (%(start)s AT TIME ZONE g.time_zone)::date
                    AND (%(start)s AT TIME ZONE g.time_zone)::date + %(ahead)s::int
            GROUP BY l.day) AS days) AS loads ON true))::text
FROM (SELECT %(products)s::uuid[] AS ids OFFSET 0) wanted
CROSS JOIN packages_package k
JOIN workunits_unit u ON u.id = k.unit_id
JOIN workunits_government g ON g.id = k.government_id
LEFT JOIN budgets_budgetline b ON b.id = k.budget_line_id
LEFT JOIN budgets_budgetaccount a ON a.code = b.account_id
WHERE k.id = %(package)s
"""
CONTEXT = " ".join(_CONTEXT.split())
"""Without the space that only people need. What is wanted stands apart, or it is planned anew for each number."""


@dataclass(frozen=True, slots=True)
class _ProductSeen:
    """One wanted product at its published price; the fields are those of `PricedLine`."""

    id: UUID
    price_version_id: UUID
    name: str
    unit: str
    tax_nature: str
    category: str
    category_name: str
    unspsc: str
    account_codes: tuple[str, ...]
    minimum: int
    lead_days: int
    amount: int
    risen_at: datetime
    is_listed: bool
    vendor_id: UUID
    per_day: int | None
    taken: dict[date, int]

    def priced(self, quantity: int, cooling: timedelta) -> PricedLine:
        """Price a quantity, in thousandths of a unit; a price can be ordered at a cooling time after it rose."""
        unit_price = Rupiah(self.amount)
        return PricedLine(
            product_id=self.id,
            price_version_id=self.price_version_id,
            name=self.name,
            unit=self.unit,
            tax_nature=self.tax_nature,
            category=self.category,
            category_name=self.category_name,
            unspsc=self.unspsc,
            account_codes=self.account_codes,
            quantity=quantity,
            minimum=self.minimum,
            lead_days=self.lead_days,
            unit_price=unit_price,
            line_total=unit_price.times_thousandths(quantity),
            ppn=ZERO,
            orderable_at=self.risen_at + cooling,
            is_listed=self.is_listed,
            vendor_id=self.vendor_id,
            per_day=self.per_day,
            taken=self.taken,
        )


@dataclass(frozen=True, slots=True)
class _Context:
    """What the database says; the fields are those of `Placement`."""

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
    products: tuple[_ProductSeen, ...]


_READER = TypeAdapter(_Context)


def load_placement(wanted: Wanted, at: datetime, *, but: UUID | None = None) -> Placement:
    """Load package, budget line, address, meeting, vendor and priced products; 1 statement.

    Args:
        wanted: What the officer asks for.
        at: Moment whose published prices hold.
        but: The order that is being changed: what it takes of a day's capacity is free for it.

    Raises:
        NotFoundError: There is no such package.
    """
    quantities = dict(wanted.quantities)
    asked = {
        "package": wanted.package_id,
        "vendor": wanted.vendor_id,
        "meeting": wanted.meeting_id,
        "products": [product for product, _ in wanted.quantities],
        "at": at,
        "start": wanted.window_start,
        "ahead": DAYS_AHEAD,
        "but": but,
    }
    with connection.cursor() as cursor:
        cursor.execute(CONTEXT, asked)
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError("Paket ini tidak ada.")
    context = _READER.validate_json(row[0])
    day = day_in(context.time_zone, at)
    cooling = timedelta(hours=cooling_hours(day))
    lines = with_ppn(
        [product.priced(quantities[product.id], cooling) for product in context.products],
        day,
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
