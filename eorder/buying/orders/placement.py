"""What an order would be if it were placed now: plain facts, computed once for page and action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from eorder.buying.orders.facts import LineFacts, SellerFacts
from eorder.buying.packages.facts import PackageFacts
from eorder.foundation.moments import day_in
from eorder.foundation.money import ZERO, Rupiah
from eorder.law.taxes.facts import TaxNature
from eorder.law.taxes.ppn import ppn_on_price

DAYS_AHEAD = 31
"""Days after the one asked for among which the next day with room is looked for."""
CONSUMPTION = frozenset({"catering", "shop_food"})
"""Tax natures of food and drink: they need a meeting and never carry PPN."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the officer asks for: products with quantities in thousandths of a unit, and when to deliver.

    `emergency` says why a price that is still cooling cannot be waited for; anybody may read it.
    """

    package_id: UUID
    vendor_id: UUID
    quantities: tuple[tuple[UUID, int], ...]
    window_start: datetime
    window_end: datetime
    meeting_id: UUID | None = None
    reason: str = ""
    expected_total: int | None = None
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One product at its published price; money in whole rupiah.

    Attributes:
        orderable_at: When the cooling time of its price ends; the product costs no less since that long before.
        per_day: Capacity of one delivery day in whole units, if the seller states one.
        taken: What other standing orders take of it in thousandths of a unit, by day, for `DAYS_AHEAD` days from the
            one asked for; empty without a capacity.
    """

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
    orderable_at: datetime
    is_listed: bool
    vendor_id: UUID
    per_day: int | None = None
    taken: Mapping[date, int] = field(default_factory=dict)

    def left(self, day: date) -> int | None:
        """What a day has left before this order, in thousandths, at least zero; None without a capacity."""
        return None if self.per_day is None else max(0, self.per_day * 1000 - self.taken.get(day, 0))

    def is_cooling(self, at: datetime) -> bool:
        """Whether its price is too young at a moment."""
        return self.orderable_at > at

    def facts(self, position: int, emergency: str) -> LineFacts:
        """State the line of an order as it was placed, with the reason if its price was cooling."""
        return LineFacts(
            position=position,
            name=self.name,
            unit=self.unit,
            tax_nature=self.tax_nature,
            category_code=self.category,
            category_name=self.category_name,
            unspsc=self.unspsc,
            quantity=self.quantity,
            unit_price=self.unit_price.amount,
            line_total=self.line_total.amount,
            ppn=self.ppn.amount,
            emergency=emergency,
        )


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
class Place:
    """Where the goods go: the unit's active address."""

    label: str
    street: str


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """The meeting that food and drink are for; `is_used` when another standing order serves it."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    insiders: int
    outsiders: int
    is_used: bool


@dataclass(frozen=True, slots=True)
class VendorSeen:
    """The seller: what the public sees, whether it is active and a PKP, and the people it belongs to.

    `sanctioned_until` is the last day of the sanctions it is under, None without any.
    """

    facts: SellerFacts
    state: str
    sanctioned_until: date | None
    is_pkp: bool
    people: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything the rules of placing look at; a rule of the package takes it for the package.

    Attributes:
        missing: How many wanted products are not there.
        package: The package, with the buyer and, once it was prepared, its budget line.
        package_left: What can still be ordered in the package, before this order.
        budget_left: What the budget line has left, before this order.
        disposer_id: Natural person who disposed the package, as PA or KPA.
        ppk_id: Natural person it was disposed to as PPK.
        officer_id: Natural person it was disposed to as Pejabat Pengadaan.
    """

    wanted: Wanted
    lines: tuple[PricedLine, ...]
    missing: int
    government_id: UUID
    time_zone: str
    unit_short: str
    package: PackageFacts
    package_left: Rupiah
    budget_left: Rupiah
    disposer_id: UUID | None
    ppk_id: UUID | None
    officer_id: UUID | None
    address: Place | None
    meeting: MeetingSeen | None
    vendor: VendorSeen | None

    @property
    def unit_id(self) -> UUID:
        """The unit that buys."""
        return self.package.buyer.unit_id

    @property
    def state(self) -> str:
        """Where the package stands."""
        return self.package.state

    @property
    def account(self) -> str:
        """Code of the budget account it is charged to; empty before the package was prepared."""
        return self.package.budget.account_code if self.package.budget else ""

    def emergency_of(self, line: PricedLine, at: datetime) -> str:
        """The officer's reason, where the price of a line needs one."""
        return self.wanted.emergency.strip() if line.is_cooling(at) else ""

    def day(self, at: datetime) -> date:
        """The unit's own calendar day of a moment."""
        return day_in(self.time_zone, at)

    @property
    def delivery_day(self) -> date:
        """The day whose capacity the order takes of: on it, where the buyer is, the window begins."""
        return self.day(self.wanted.window_start)

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

    def freed(self, held: Rupiah) -> Placement:
        """See the placement of a changed order, with what the order itself holds as free."""
        meeting = self.meeting and replace(self.meeting, is_used=False)
        return replace(
            self, package_left=self.package_left + held, budget_left=self.budget_left + held, meeting=meeting
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at before placing: `ok`, `waits` (may go on, with a reason) or `refused`."""

    mark: str
    title: str
    text: str
    code: str
