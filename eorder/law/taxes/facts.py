"""The facts a tax decision rests on: the seller's status, what was bought, and the day of payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.money import ZERO, Rupiah


class SellerKind(StrEnum):
    """Legal form of the seller."""

    INDIVIDUAL = "individual"
    CV = "cv"
    PT = "pt"
    KOPERASI = "koperasi"


class TaxNature(StrEnum):
    """What a line is to the tax law; the category's template asks for it."""

    CATERING = "catering"
    SHOP_FOOD = "shop_food"
    GOODS = "goods"
    SERVICE = "service"

    @property
    def is_food(self) -> bool:
        """Food and drink: under the regional tax, never under PPN."""
        return self in {TaxNature.CATERING, TaxNature.SHOP_FOOD}

    @property
    def is_goods(self) -> bool:
        """Under PPh 22; the others are services under PPh 23."""
        return self in {TaxNature.GOODS, TaxNature.SHOP_FOOD}


class PbjtStatus(StrEnum):
    """How the seller's food prices stand to the regional tax on food and drink."""

    EXEMPT = "exempt"
    INCLUDED = "included"
    NOT_INCLUDED = "not_included"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Suket:
    """Surat Keterangan of the tax office: the seller is under the final tax; both days inclusive."""

    number: str
    valid_from: date
    valid_until: date | None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it may be relied on for a payment on the day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class SalesStatement:
    """Surat pernyataan of an individual: sales of this tax year stay within the exempt amount."""

    number: str
    tax_year: int


@dataclass(frozen=True, slots=True)
class SellerStatus:
    """The seller as of the day of payment."""

    kind: SellerKind
    has_npwp: bool
    is_pkp: bool = False
    suket: Suket | None = None
    statement: SalesStatement | None = None
    pbjt: PbjtStatus = PbjtStatus.NONE


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One line to be paid.

    Attributes:
        id: The caller's own name of the line.
        nature: What it is to the tax law.
        amount: Price in whole rupiah after rejected quantities, without PPN; may be zero.

    Raises:
        InvalidValueError: The amount is negative.
    """

    id: str
    nature: TaxNature
    amount: Rupiah

    def __post_init__(self) -> None:
        if self.amount < ZERO:
            raise InvalidValueError(f"Nilai baris {self.id} tidak boleh negatif.", code="negative_tax_base")


@dataclass(frozen=True, slots=True)
class EarlierPurchase:
    """Goods bought from the same seller and paid earlier on the same day.

    Attributes:
        reference: Number people know it by.
        amount: Price of its goods, without PPN; towards the treasurer's floor it counts as under PPN.
        not_withheld: The part of the base on which no income tax was withheld yet.

    Raises:
        InvalidValueError: The part is negative or exceeds the price.
    """

    reference: str
    amount: Rupiah
    not_withheld: Rupiah

    def __post_init__(self) -> None:
        if not ZERO <= self.not_withheld <= self.amount:
            raise InvalidValueError(
                f"Bagian {self.reference} yang belum dipotong harus antara nol dan nilainya.",
                code="invalid_earlier_purchase",
            )


@dataclass(frozen=True, slots=True)
class TaxFacts:
    """Everything a tax decision depends on besides the book of law.

    Attributes:
        seller: The seller's status on the day of payment.
        lines: What is paid for.
        paid_on: Day of payment.
        priced_on: Day whose PPN tariff the bill was made by; the day of payment where nothing else is said.
        earlier: What else was bought from the seller on the same day.
        pmk58_mode: Whether the platform collects instead of the treasurer.

    Raises:
        InvalidValueError: There is no line, or two lines share a name.
    """

    seller: SellerStatus
    lines: tuple[TaxLine, ...]
    paid_on: date
    earlier: tuple[EarlierPurchase, ...] = ()
    pmk58_mode: bool = False
    priced_on: date | None = None

    @property
    def ppn_day(self) -> date:
        """The day whose PPN tariff applies."""
        return self.priced_on or self.paid_on

    def __post_init__(self) -> None:
        if not self.lines or len({line.id for line in self.lines}) < len(self.lines):
            raise InvalidValueError(
                "Pembayaran harus memuat sedikitnya satu baris, dan nama baris tidak boleh kembar.",
                code="invalid_tax_lines",
            )
