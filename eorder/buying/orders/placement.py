"""What an order would be if it were placed now: plain facts, computed once for page and action."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from eorder.foundation.money import ZERO, Rupiah
from eorder.law.taxes.facts import TaxNature
from eorder.law.taxes.ppn import ppn_on_price

CONSUMPTION = frozenset({"catering", "shop_food"})
"""Tax natures of food and drink: they need a meeting and never carry PPN."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the officer asks for: products with quantities in thousandths of a unit, and when to deliver."""

    package_id: UUID
    vendor_id: UUID
    quantities: tuple[tuple[UUID, int], ...]
    window_start: datetime
    window_end: datetime
    meeting_id: UUID | None = None
    reason: str = ""
    expected_total: int | None = None


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One product at its published price; money in whole rupiah."""

    product_id: UUID
    price_version_id: UUID
    name: str
    unit: str
    tax_nature: str
    category: str
    category_name: str
    unspsc: str
    account_codes: tuple[str, ...]
    quantity: int
    minimum: int
    lead_days: int
    unit_price: Rupiah
    line_total: Rupiah
    ppn: Rupiah
    published_at: datetime
    is_listed: bool
    vendor_id: UUID


def with_ppn(lines: list[PricedLine], day: date, *, is_pkp: bool) -> tuple[PricedLine, ...]:
    """Add PPN, computed once on all taxed lines together and shared out: rounding loses no rupiah."""
    taxed = [index for index, line in enumerate(lines) if line.tax_nature not in CONSUMPTION]
    base = Rupiah.total(lines[index].line_total for index in taxed)
    ppn = ppn_on_price(base, day, is_pkp=is_pkp, tax_nature=TaxNature.GOODS) if base else ZERO
    if ppn:
        shares = ppn.apportion([lines[index].line_total.amount for index in taxed])
        for index, share in zip(taxed, shares, strict=True):
            lines[index] = replace(lines[index], ppn=share)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything the rules of placing look at."""

    wanted: Wanted
    lines: tuple[PricedLine, ...]
    missing: int
    government_id: UUID
    government_code: str
    government_name: str
    time_zone: str
    unit_id: UUID
    unit_code: str
    unit_name: str
    unit_short: str
    package: dict[str, Any]
    budget: dict[str, Any] | None
    address: dict[str, Any] | None
    meeting: dict[str, Any] | None
    vendor: dict[str, Any] | None
    persons: dict[str, UUID] = field(default_factory=dict)

    def day(self, at: datetime) -> date:
        """The unit's own calendar day of a moment."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def subtotal(self) -> Rupiah:
        """Sum of the lines before PPN."""
        return Rupiah.total(line.line_total for line in self.lines)

    @property
    def ppn(self) -> Rupiah:
        """PPN that the vendor, if a PKP, adds."""
        return Rupiah.total(line.ppn for line in self.lines)

    @property
    def total(self) -> Rupiah:
        """What the vendor may bill."""
        return self.subtotal + self.ppn

    @property
    def budget_left(self) -> Rupiah:
        """What the budget line has left before this order."""
        return Rupiah(self.budget["left"]) if self.budget else ZERO


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at before placing: `ok`, `waits` (may go on, with a reason) or `refused`."""

    mark: str
    title: str
    text: str
    code: str
