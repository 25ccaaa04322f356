"""Gather what the tax decision on one invoice rests on: the seller's papers, the accepted lines, the day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from eorder.buying.deliveries.counting import accepted_amount, outstanding_of
from eorder.buying.orders.models import Order
from eorder.buying.orders.queries.facts import LINES
from eorder.foundation.moments import day_in
from eorder.foundation.money import Rupiah
from eorder.law import book
from eorder.law.taxes.facts import (
    EarlierPurchase,
    PbjtStatus,
    SalesStatement,
    SellerKind,
    SellerStatus,
    Suket,
    TaxFacts,
    TaxLine,
    TaxNature,
)
from eorder.law.taxes.recomputation import inputs_from_json
from eorder.law.taxes.same_day import Decided, still_untaxed
from eorder.parties.vendors.models import TaxStatement, Vendor
from eorder.records.rows import Reading

_KINDS = {
    "individual": SellerKind.INDIVIDUAL,
    "cv": SellerKind.CV,
    "pt": SellerKind.PT,
    "cooperative": SellerKind.KOPERASI,
}


_STATEMENTS = Reading(TaxStatement, where="this.vendor_id = %s AND this.since <= %s", order="this.since")
_FIRST_INPUTS = """
SELECT c.inputs FROM payments_verification c JOIN payments_invoice i ON i.id = c.invoice_id
WHERE i.order_id = %s ORDER BY c.seq LIMIT 1
"""
_OTHERS = """
SELECT DISTINCT ON (c.invoice_id) o.number, c.inputs, c.decision
FROM payments_verification c JOIN payments_invoice i ON i.id = c.invoice_id JOIN orders_order o ON o.id = i.order_id
WHERE o.vendor_id = %s AND o.unit_id = %s AND o.placed_at >= %s AND o.placed_at < %s AND o.id <> %s
ORDER BY c.invoice_id, c.seq DESC
"""


def tax_facts_of(order: Order, paid_on: date) -> TaxFacts:
    """Gather the facts of an order's tax decision; 4 statements.

    PPN is what the order was priced with: a tariff or a registration that changed since does not change the bill.
    """
    lines = [each for each in LINES.all(order.id) if each.accepted]
    return TaxFacts(
        seller=replace(seller_status(order.vendor, paid_on), is_pkp=order.ppn > 0),
        lines=tuple(
            TaxLine(str(line.position), TaxNature(line.tax_nature), accepted_amount(outstanding_of(line)))
            for line in lines
        ),
        paid_on=paid_on,
        earlier=_earlier(order),
        pmk58_mode=book.parameter("pmk58_mode").on(paid_on).flag,
        priced_on=day_in(order.unit.government.time_zone, order.priced_at),
    )


def seller_status(vendor: Vendor, day: date) -> SellerStatus:
    """State the seller's tax position on a day from the papers handed in; 1 statement."""
    held = {
        each.kind: each for each in _STATEMENTS.all(vendor.id, day) if each.until is None or day <= each.until
    }
    suket, sales = held.get("suket_pp55"), held.get("turnover_500m")
    return SellerStatus(
        kind=_KINDS[vendor.legal_form],
        has_npwp=bool(vendor.npwp),
        is_pkp=vendor.is_pkp,
        suket=Suket(suket.number, suket.since, suket.until) if suket else None,
        statement=SalesStatement(sales.number, sales.since.year) if sales else None,
        pbjt=_pbjt(held),
    )


def _pbjt(held: dict[str, TaxStatement]) -> PbjtStatus:
    if "pbjt_exempt" in held:
        return PbjtStatus.EXEMPT
    return PbjtStatus.INCLUDED if "pbjt_included" in held else PbjtStatus.NONE


def _earlier(order: Order) -> tuple[EarlierPurchase, ...]:
    """Find what counts together with an order; a bill that is checked again keeps what it counted with at first.

    Purchases that were decided since have counted this one themselves.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_INPUTS, [order.id])
        first = cursor.fetchone()
    if first is not None:
        return inputs_from_json(json.loads(first[0])).earlier
    return still_untaxed(_decided_that_day(order))


def _decided_that_day(order: Order) -> list[Decided]:
    """List the goods bought from the same seller by the same unit on the day of the first placing, as decided."""
    zone = ZoneInfo(order.unit.government.time_zone)
    start = datetime.combine(order.placed_at.astimezone(zone).date(), time(), zone)
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [order.vendor_id, order.unit_id, start, start + timedelta(days=1), order.id])
        others = cursor.fetchall()
    return [_decided(number, json.loads(inputs), json.loads(decision)) for number, inputs, decision in others]


def _decided(number: str, inputs: dict[str, Any], decision: dict[str, Any]) -> Decided:
    goods = {line["id"] for line in inputs["lines"] if TaxNature(line["nature"]).is_goods}
    amounts = [line["amount"] for line in decision["lines"] if line["id"] in goods]
    tax = next((each for each in decision["income_taxes"] if goods & set(each["line_ids"])), None)
    return Decided(
        reference=number,
        amount=Rupiah(sum(amounts)),
        rate=tax["rate"] if tax else 0,
        withheld=Rupiah(tax["amount"] if tax else 0),
        shortfall=Rupiah(tax["shortfall"] if tax else 0),
        earlier=tuple(each["reference"] for each in inputs["earlier"]),
    )
