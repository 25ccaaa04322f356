"""Gather what the tax decision on one invoice rests on: the seller's papers, the accepted lines, the day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from eorder.buying.deliveries.actions.receive_order import outstanding_of
from eorder.buying.deliveries.counting import accepted_amount
from eorder.buying.orders.models import Line, Order
from eorder.buying.payments.models import Verification
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
from eorder.parties.vendors.models import TaxStatement, Vendor

_KINDS = {
    "individual": SellerKind.INDIVIDUAL,
    "cv": SellerKind.CV,
    "pt": SellerKind.PT,
    "cooperative": SellerKind.KOPERASI,
}


def tax_facts_of(order: Order, paid_on: date) -> TaxFacts:
    """Gather the facts of an order's tax decision; 3 statements."""
    lines = Line.objects.filter(order=order, accepted__gt=0).order_by("position")
    return TaxFacts(
        seller=seller_status(order.vendor, paid_on),
        lines=tuple(
            TaxLine(str(line.position), TaxNature(line.tax_nature), accepted_amount(outstanding_of(line)))
            for line in lines
        ),
        paid_on=paid_on,
        earlier=_earlier_of_the_day(order),
        pmk58_mode=book.parameter("pmk58_mode").on(paid_on).flag,
    )


def seller_status(vendor: Vendor, day: date) -> SellerStatus:
    """State the seller's tax position on a day from the papers handed in; 1 statement."""
    held = {
        each.kind: each
        for each in TaxStatement.objects.filter(vendor=vendor, since__lte=day).order_by("since")
        if each.until is None or day <= each.until
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


def _earlier_of_the_day(order: Order) -> tuple[EarlierPurchase, ...]:
    """Find goods bought from the same seller by the same unit on the same day and verified already."""
    zone = ZoneInfo(order.unit.government.time_zone)
    start = datetime.combine(order.placed_at.astimezone(zone).date(), time(), zone)
    others = (
        Verification.objects.filter(
            invoice__order__vendor=order.vendor,
            invoice__order__unit=order.unit,
            invoice__order__placed_at__gte=start,
            invoice__order__placed_at__lt=start + timedelta(days=1),
        )
        .exclude(invoice__order=order)
        .order_by("verified_at", "id")
        .values_list("invoice__order__number", "inputs", "decision")
    )
    return covered([_goods_of(number, inputs, decision) for number, inputs, decision in others])


def covered(purchases: list[tuple[str, int, bool]]) -> tuple[EarlierPurchase, ...]:
    """Tell on which purchases of the day no tax was kept back yet: a later one withholds for all.

    Args:
        purchases: Number, goods amount in whole rupiah, and whether tax was kept back, in the order decided.
    """
    last = max((index for index, (_, _, is_taxed) in enumerate(purchases) if is_taxed), default=-1)
    return tuple(
        EarlierPurchase(number, Rupiah(amount), Rupiah(0 if index <= last else amount))
        for index, (number, amount, _) in enumerate(purchases)
        if amount
    )


def _goods_of(number: str, inputs: dict[str, Any], decision: dict[str, Any]) -> tuple[str, int, bool]:
    goods = {line["id"] for line in inputs["lines"] if TaxNature(line["nature"]).is_goods}
    lines = [line for line in decision["lines"] if line["id"] in goods]
    return number, sum(line["amount"] for line in lines), any(line["income_tax"] for line in lines)
