"""What is known of one purchase, as plain values: the ground of its releases, papers and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eorder.buying.packages.facts import BuyerFacts, PackageFacts


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """The seller as the public sees it: never an identifier, a phone or an account number."""

    id: UUID
    name: str
    scale: str
    legal_form: str
    region_code: str
    region_name: str


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line; quantities in thousandths of a unit, money in whole rupiah."""

    position: int
    name: str
    unit: str
    tax_nature: str
    category_code: str
    category_name: str
    unspsc: str
    quantity: int
    unit_price: int
    line_total: int
    ppn: int
    accepted: int = 0
    rejected: int = 0
    rejection: str = ""
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class ShipmentFacts:
    """One dispatch."""

    number: str
    shipped_at: datetime


@dataclass(frozen=True, slots=True)
class HandOverFacts:
    """The BAST and the payment term it starts."""

    number: str
    handed_over_at: datetime
    accepted_value: int
    payment_due_at: datetime


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """The bill."""

    number: str
    amount: int
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class WithholdingFacts:
    """One tax kept back: kind, base, rate in parts per ten thousand, amount, rule version."""

    tax: str
    base: int
    rate: int
    amount: int
    rule: str


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """One payment: gross = net + withheld; whether what was withheld is proved to be deposited."""

    id: UUID
    paid_at: datetime
    gross: int
    withheld: int
    net: int
    withholdings: tuple[WithholdingFacts, ...] = ()
    is_deposited: bool = False


@dataclass(frozen=True, slots=True)
class PurchaseFacts:
    """One purchase at one moment; what has not happened yet is None or empty."""

    order_id: UUID
    ocid: str
    number: str
    state: str
    buyer: BuyerFacts
    package: PackageFacts
    seller: SellerFacts
    lines: tuple[LineFacts, ...]
    subtotal: int
    ppn: int
    total: int
    reason: str
    delivery_label: str
    window_start: datetime
    window_end: datetime
    placed_at: datetime
    priced_at: datetime
    answer_due_at: datetime | None
    meeting_title: str = ""
    refusal: str = ""
    accepted_at: datetime | None = None
    shipments: tuple[ShipmentFacts, ...] = ()
    received_at: datetime | None = None
    hand_over: HandOverFacts | None = None
    invoice: InvoiceFacts | None = None
    verified_at: datetime | None = None
    payments: tuple[PaymentFacts, ...] = ()
    closed_at: datetime | None = None

    @property
    def emergency(self) -> str:
        """Why it was ordered before the cooling time of a price ended; empty when none was cooling."""
        return next((line.emergency for line in self.lines if line.emergency), "")

    @property
    def value(self) -> int:
        """What the purchase is worth: what was accepted once it was handed over, until then what was ordered."""
        return self.hand_over.accepted_value if self.hand_over else self.total

    @property
    def is_empty(self) -> bool:
        """Whether something was counted at receipt, and nothing of it was accepted."""
        return any(line.rejected for line in self.lines) and not any(line.accepted for line in self.lines)
